package lookup

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/rules/internal/words"
)

// A literalIndex finds which of many literals a text holds, in a time that hardly grows with their number.
//
// Each literal is filed under one gram of it, a few bytes in a row. A bit set with a bit for each gram's hash, small enough for the
// processor's cache, answers nearly every place of a text; where it says yes, the literals filed under the gram are compared. That is the idea of
// Wu and Manber, "A Fast Algorithm for Multi-Pattern Searching" (1994), without its shifts. Instead of them, most literals are looked for only
// where a word begins: such a place is after a blank in the literal, or at its beginning if the expression asks for a word's boundary there.
type literalIndex struct {
	words           [len(wordGrams)]gramTable // where a word begins
	wordFilter      [1 << 16 / 64]uint64      // of the first five bytes of their grams, fewer of the shorter ones
	inside          gramTable                 // grams of four bytes, the first in ASCII, anywhere
	high, shortHigh gramTable                 // grams of four and of two bytes, where a character beyond ASCII begins
}

// wordGrams are the lengths of the grams that are looked for where a word begins, the rarest first.
var wordGrams = [...]int{8, 5, 4, 3}

// wordStart marks, before a literal, that a word begins there.
const wordStart = "\x01"

// newLiteralIndex builds the index of literals, each with what it hits. All of them are searchable.
func newLiteralIndex(literals map[string][]Entry) *literalIndex {
	x := &literalIndex{inside: newGramTable(4), high: newGramTable(4), shortHigh: newGramTable(2)}
	shared := make(map[uint64]int) // how many literals could be filed under a gram
	for i, n := range wordGrams {
		x.words[i] = newGramTable(n)
	}
	for text := range literals {
		for p := range places(text) {
			shared[p.gram]++
		}
	}
	for text, hits := range literals {
		var best filing
		found := false
		for p := range places(text) {
			if !found || cmp.Or(cmp.Compare(p.table, best.table), cmp.Compare(p.common, best.common), cmp.Compare(shared[p.gram], shared[best.gram])) < 0 {
				best, found = p, true
			}
		}
		x.tables()[best.table].file(best.gram, indexedLiteral{text: strings.TrimPrefix(text, wordStart), offset: best.offset, hits: hits})
		if best.table < len(wordGrams) {
			h := wordHash(best.gram & fiveBytes)
			x.wordFilter[h/64] |= 1 << (h % 64)
		}
	}
	for _, t := range x.tables() {
		t.build()
	}
	return x
}

// tables returns the tables, those first that a literal is best filed in.
func (x *literalIndex) tables() []*gramTable {
	var all []*gramTable
	for i := range x.words {
		all = append(all, &x.words[i])
	}
	return append(all, &x.high, &x.shortHigh, &x.inside)
}

// insideTable is the number of the table of those literals for which each byte of a text is looked at.
const insideTable = len(wordGrams) + 2

// A filing is a place where a literal can be filed.
type filing struct {
	table  int // its number among the tables
	gram   uint64
	offset int // of the gram in the literal
	common int // how common the gram is in texts, as far as it can be estimated
}

// places yields where a literal can be filed; nothing if it is too short for all of the tables.
func places(literal string) iter.Seq[filing] {
	return func(yield func(filing) bool) {
		if !atWords(literal, yield) {
			anywhere(literal, yield)
		}
	}
}

// atWords yields the places of a literal where words begin, and reports whether there are any.
func atWords(literal string, yield func(filing) bool) (found bool) {
	text, atStart := strings.CutPrefix(literal, wordStart)
	before := rune(-1)
	for i, r := range text {
		begins := words.InWord(r) && (i == 0 && atStart || i > 0 && !words.InWord(before))
		before = r
		if !begins {
			continue
		}
		for table, n := range wordGrams {
			if i+n <= len(text) {
				found = true
				if !yield(filing{table: table, gram: gram(text[i:], n), offset: i}) {
					return true
				}
				break
			}
		}
	}
	return found
}

// anywhere yields all places of a literal.
func anywhere(literal string, yield func(filing) bool) {
	const high, shortHigh = len(wordGrams), len(wordGrams) + 1
	text := strings.TrimPrefix(literal, wordStart)
	for i := range len(text) {
		var p filing
		switch beyond := text[i] >= utf8.RuneSelf; {
		case beyond && utf8.RuneStart(text[i]) && i+4 <= len(text):
			p = filing{table: high, gram: gram(text[i:], 4), offset: i}
		case beyond && utf8.RuneStart(text[i]):
			p = filing{table: shortHigh, gram: gram(text[i:], 2), offset: i}
		case !beyond && i+4 <= len(text):
			p = filing{insideTable, gram(text[i:], 4), i, commonness(text[i : i+4])}
		default:
			continue
		}
		if !yield(p) {
			return
		}
	}
}

// searchable reports whether an index can look for a literal.
func searchable(literal string) bool {
	for range places(literal) {
		return true
	}
	return false
}

// inside reports whether an index has to look for a literal at each byte of a text, or cannot look for it at all.
func inside(literal string) bool {
	for p := range places(literal) {
		if p.table < insideTable {
			return false
		}
	}
	return true
}

// find appends to dst what the literals in a text hit; one may come more than once.
func (x *literalIndex) find(dst []Entry, f *Found) []Entry {
	t := &f.Text
	text := t.Folded
	// Without a branch: whether a word may begin a literal is what a processor cannot foresee.
	f.likely = slices.Grow(f.likely[:0], len(t.Starts)+1)[:len(t.Starts)+1]
	likely, n := f.likely, 0
	for _, at := range t.Starts {
		g := t.Gram(at)
		five, four, three := wordHash(g&fiveBytes), wordHash(g&fourBytes), wordHash(g&threeBytes)
		likely[n] = at
		n += int((x.wordFilter[five/64]>>(five%64) | x.wordFilter[four/64]>>(four%64) | x.wordFilter[three/64]>>(three%64)) & 1)
	}
	for _, at := range likely[:n] {
		g := t.Gram(at)
		for i := range x.words {
			table := &x.words[i]
			if g := g & table.mask; table.has(g) {
				dst = table.find(dst, text, int(at), g)
			}
		}
	}
	if len(x.inside.grams) > 0 {
		g := uint64(0)
		for end, c := range text {
			g = g>>8 | uint64(c)<<24
			if x.inside.has(g) {
				dst = x.inside.find(dst, text, end-3, g)
			}
		}
	}
	for _, at := range t.Beyond {
		g := t.Gram(at)
		if g := g & x.high.mask; x.high.has(g) {
			dst = x.high.find(dst, text, int(at), g)
		}
		if g := g & x.shortHigh.mask; x.shortHigh.has(g) {
			dst = x.shortHigh.find(dst, text, int(at), g)
		}
	}
	return dst
}

const (
	threeBytes = 1<<24 - 1
	fourBytes  = 1<<32 - 1
	fiveBytes  = 1<<40 - 1
)

// wordHash spreads a gram over 16 bits, as gramFilter.hash does.
func wordHash(g uint64) uint16 { return uint16(g * 0x9e3779b97f4a7c15 >> 48) }
