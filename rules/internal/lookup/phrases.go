package lookup

import (
	"strings"
	"unicode/utf8"

	"winnow/rules/internal/words"
)

// A PhraseFilter tells of most texts that they begin with none of many phrases.
type PhraseFilter struct{ words, beginnings gramFilter } // of the phrases' first words and of the phrases, eight bytes each

// NewPhraseFilter returns a filter of phrases: folded, without apostrophes, their words parted by single spaces.
func NewPhraseFilter(phrases []string) *PhraseFilter {
	f := &PhraseFilter{newGramFilter(len(phrases)), newGramFilter(len(phrases))}
	for _, p := range phrases {
		word, _, _ := strings.Cut(p, " ")
		f.words.add(gram(word, 8))
		f.beginnings.add(gram(p, 8))
	}
	return f
}

// MayBegin reports whether a text may begin with one of the phrases and then a sign, or have nothing else. Signs before the phrase and between its words do
// not count.
func (f *PhraseFilter) MayBegin(t *words.Text) bool {
	if len(t.Starts) == 0 {
		return false
	}
	if g := t.Gram(t.Starts[0]); words.IsPlain(g) { // no phrase ends within it
		return f.beginnings.has(g)
	}
	return f.words.has(firstWord(t))
}

// firstWord returns the gram of the first word of a text that has words, without apostrophes.
func firstWord(t *words.Text) uint64 {
	var first [8 + utf8.UTFMax]byte
	n := 0
	for text := t.Folded[t.Starts[0]:]; len(text) > 0 && n < 8; {
		r, size := utf8.DecodeRune(text)
		switch {
		case words.InWord(r):
			n += copy(first[n:], text[:size])
		case !words.IsApostrophe(r):
			return gram(first[:n], 8)
		}
		text = text[size:]
	}
	return gram(first[:n], 8)
}
