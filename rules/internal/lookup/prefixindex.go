package lookup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A prefixIndex finds which of many short strings a text begins with.
type prefixIndex struct {
	tables [maxPrefix]gramTable // by length, less one
}

func newPrefixIndex(prefixes map[string][]Entry) *prefixIndex {
	x := &prefixIndex{}
	for i := range x.tables {
		x.tables[i] = newGramTable(i + 1)
	}
	for p, hits := range prefixes {
		text, ended := strings.CutSuffix(p, someSigns)
		x.tables[len(text)-1].file(gram(text, len(text)), indexedLiteral{text: text, ended: ended, hits: hits})
	}
	for i := range x.tables {
		x.tables[i].build()
	}
	return x
}

// maxSkipped is how many signs and digits before a text's first letter the index looks at.
const maxSkipped = 32

// find appends to dst what the beginnings of a folded text hit, some or all of the signs and digits before its first letter aside.
func (x *prefixIndex) find(dst []Entry, text []byte) []Entry {
	for at := 0; at < len(text) && at < maxSkipped; {
		g := gram(text[at:], maxPrefix)
		for i := range x.tables {
			t := &x.tables[i]
			if g := g & t.mask; len(t.grams) > 0 && t.has(g) {
				dst = t.find(dst, text, at, g)
			}
		}
		r, n := utf8.DecodeRune(text[at:])
		if unicode.IsLetter(r) {
			break
		}
		at += n
	}
	return dst
}
