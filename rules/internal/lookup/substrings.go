package lookup

// Substrings find what asks a text, such as the value of an attribute, to contain something, by a gram of that. The zero value is empty.
type Substrings[T any] struct {
	filter gramFilter
	byGram map[uint64][]T
}

// valueGram is how many bytes the grams of Substrings have, and valueGrams how many of them the filter has room for before it gets slower.
const (
	valueGram  = 3
	valueGrams = 1 << 7
)

// Add files what asks for a substring under its rarest gram. It reports false, and files nothing, where the substring is shorter than three bytes.
func (x *Substrings[T]) Add(substring string, asks T) bool {
	if len(substring) < valueGram {
		return false
	}
	if x.byGram == nil {
		x.filter, x.byGram = newGramFilter(valueGrams), make(map[uint64][]T)
	}
	best := substring[:valueGram]
	for i := range len(substring) - valueGram + 1 {
		if g := substring[i : i+valueGram]; commonness(g) < commonness(best) {
			best = g
		}
	}
	g := gram(best, valueGram)
	x.filter.add(g)
	x.byGram[g] = append(x.byGram[g], asks)
	return true
}

// Find calls try with what may ask for a substring of the text; more than once with some.
func (x *Substrings[T]) Find(text string, try func([]T)) {
	if x.byGram == nil {
		return
	}
	g := uint64(0)
	for i := range len(text) {
		g = g>>8 | uint64(text[i])<<(8*(valueGram-1))
		if x.filter.has(g) {
			try(x.byGram[g])
		}
	}
}
