// Package lookup finds which of many regular expressions may match a text, without trying them one by one.
//
// What a text must have for an expression to match is derived from the expression once: a beginning, or strings that it holds. An Index files the
// expressions under these, so that a text leads to the few of them that are worth trying, in a time that hardly grows with their number. What an Index finds
// may match; what it does not find, does not. A PhraseFilter and Substrings do the same for simpler questions, by the same means: hashes of a few bytes in a row.
package lookup

import (
	"bytes"
	"slices"

	"winnow/rules/internal/words"
)

// An Index finds the expressions that may match a text. It is immutable and safe for concurrent use.
type Index struct {
	prefixes *prefixIndex
	literals *literalIndex
}

// An Entry is an expression and the key that it leads to, such as the number of a rule; -1 where it leads to none.
type Entry struct {
	Expression *Expression
	Key        int32
}

// NewIndex returns an index of those of the expressions that can be looked up; see Expression.Indexed. An expression may be in several entries.
func NewIndex(entries []Entry) *Index {
	prefixes, literals := make(map[string][]Entry), make(map[string][]Entry)
	for _, e := range entries {
		for _, text := range e.Expression.prefixes {
			prefixes[text] = append(prefixes[text], e)
		}
		for _, text := range e.Expression.literals {
			literals[text] = append(literals[text], e)
		}
	}
	return &Index{newPrefixIndex(prefixes), newLiteralIndex(literals)}
}

// Find looks a text up. It overwrites what f knew.
func (x *Index) Find(f *Found, text string) {
	f.text, f.marked = text, false
	f.Text.Read(text)
	f.prefixes = x.prefixes.find(f.prefixes[:0], f.Text.Folded)
	f.literals = x.literals.find(f.literals[:0], f)
}

// Found is what an Index found for a text. The zero value is room for it; used for one text after the other, it needs no new memory.
type Found struct {
	Text words.Text // the text as words

	text               string
	prefixes, literals []Entry // of which the text has a prefix or a literal; one may come more than once
	likely             []int32 // where in the folded text a literal may begin
	marks              marks   // of all the words, once marked; see hasMark
	marked             bool
}

// Keys appends to dst the keys of the expressions that may match the text; one may come more than once.
func (f *Found) Keys(dst []int32) []int32 {
	for _, e := range f.prefixes {
		if e.Key >= 0 && f.has(e.Expression) {
			dst = append(dst, e.Key)
		}
	}
	for _, e := range f.literals {
		if e.Key >= 0 {
			dst = append(dst, e.Key)
		}
	}
	return dst
}

// MayMatch reports whether one of the index's expressions may match the text. It looks closer than Keys does.
func (f *Found) MayMatch(e *Expression) bool { return f.has(e) && f.meets(e.needs()) }

// has reports whether the index found an expression, or cannot look for it.
func (f *Found) has(e *Expression) bool {
	its := func(x Entry) bool { return x.Expression == e }
	return e.MayBegin(f.text) && (e.prefixes == nil || slices.ContainsFunc(f.prefixes, its)) && (e.literals == nil || slices.ContainsFunc(f.literals, its))
}

// meets reports whether the text holds a string of each set.
func (f *Found) meets(needs [][]need) bool {
	for _, set := range needs {
		if !slices.ContainsFunc(set, func(n need) bool { return (!n.marked || f.hasMark(n.mark)) && bytes.Contains(f.Text.Folded, n.text) }) {
			return false
		}
	}
	return true
}

// hasMark reports whether one of the words may have a mark.
func (f *Found) hasMark(b uint16) bool {
	if !f.marked {
		f.marks, f.marked = marks{}, true
		for _, at := range f.Text.Starts {
			f.marks.add(f.Text.Gram(at))
		}
	}
	return f.marks.has(b)
}
