package metadata
type Value struct { Text, From string }
