package rules

import (
	_ "embed"
)

//go:embed schema.json
var schema string

// Schema returns the JSON Schema (draft 7) of packs: with it editors complete keys, explain them and find mistakes.
// Load finds more: what is wrong in an expression, a selector or a host, an id that stands twice.
func Schema() []byte { return []byte(schema) }
