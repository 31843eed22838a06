package lookup

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// An Expression is a regular expression with what a text must have for it to match. It is immutable and safe for concurrent use.
type Expression struct {
	text string
	// regexp compiles the expression when it is first needed: of the thousands that there are, a document needs a few.
	regexp func() *regexp.Regexp

	first    *byteSet // what the text begins with; nil if that may be anything
	prefixes []string // folded strings of which the text begins with one; see prefixesOf
	literals []string // else, folded strings of which the text holds one, all of them searchable

	// needs derives, like regexp, further sets of folded strings: the text holds one of each; see literalsOf.
	needs func() [][]need
}

// caseless is the flag before every expression.
const caseless = "(?i)"

// ErrEmpty is Parse's error for an expression that matches the empty text: a text need not have anything for it.
var ErrEmpty = errors.New("matches the empty text")

// maxUnchecked is how many bytes an expression may have that is only parsed as far as the index is concerned. The classes of a longer one may be too large
// for regexp: it takes 33 million runes, and \p{L} has some 1,300.
const maxUnchecked = 1 << 16

// Parse reads an expression as package regexp does, but without regard to case; (?-i) brings case back. An error is ErrEmpty or one of regexp/syntax,
// which may quote the expression in another spelling.
func Parse(text string) (*Expression, error) {
	tree, err := parse(text)
	switch {
	case err != nil:
		return nil, err
	case matchesEmpty(tree):
		return nil, ErrEmpty
	case len(text) > maxUnchecked:
		if _, err := syntax.Parse(caseless+text, syntax.Perl); err != nil {
			return nil, err
		}
	}
	e := &Expression{
		text:     text,
		regexp:   sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(caseless + text) }), // it has been parsed
		first:    firstOf(tree),
		prefixes: prefixesOf(tree),
	}
	if shortest(e.prefixes) < minPrefix { // or there are none
		sets := literalsOf(tree)
		if rare(sets) >= 0 {
			e.prefixes = nil
		}
		if e.prefixes == nil {
			if n := key(sets); n >= 0 {
				e.literals = sets[n]
				sets = slices.Delete(sets, n, n+1)
			}
			e.needs = sync.OnceValue(func() [][]need { return needsOf(sets) })
			return e, nil
		}
	}
	e.needs = sync.OnceValue(func() [][]need { // seldom asked for, and to parse the expression again takes less room than to keep its tree
		tree, err := parse(text)
		if err != nil {
			return nil
		}
		return needsOf(literalsOf(tree))
	})
	return e, nil
}

// String returns the expression as it was written.
func (e *Expression) String() string { return e.text }

// Regexp returns the compiled expression.
func (e *Expression) Regexp() *regexp.Regexp { return e.regexp() }

// Indexed reports whether an Index tells for which texts the expression has to be tried. One that is not indexed may match any text.
func (e *Expression) Indexed() bool { return e.prefixes != nil || e.literals != nil }

// MayBegin reports whether a match may begin with a text's first byte.
func (e *Expression) MayBegin(text string) bool {
	return e.first == nil || text != "" && e.first.has(text[0])
}

// parse parses an expression as far as the index is concerned.
func parse(text string) (*syntax.Regexp, error) {
	tree, err := syntax.Parse(caseless+simplified(text), syntax.Perl)
	if err != nil {
		return nil, err
	}
	return coarse(tree).Simplify(), nil
}

// A need is a folded string that a text may have to hold.
type need struct {
	text   []byte
	marked bool   // a word begins in it
	mark   uint16 // that word's mark
}

// minRare is how many bytes a string must have to be rare.
const minRare = 6

// minPrefix is how many bytes a prefix must have to be looked up where there are rare literals: too many texts begin with fewer.
const minPrefix = 4

// maxNeed is how many strings a further set may have: to look for more takes longer than the expression does.
const maxNeed = 32

// needsOf returns the sets that are worth looking for.
func needsOf(sets [][]string) (needs [][]need) {
	for _, set := range sets {
		if len(set) > maxNeed {
			continue
		}
		var of []need
		for _, literal := range set {
			of = append(of, newNeed(literal))
		}
		needs = append(needs, of)
	}
	return needs
}

// key returns the number of the set of literals that the index is to look for; -1 where it can look for none. Literals that are rare and begin words cost
// next to nothing.
func key(sets [][]string) int {
	if n := rare(sets); n >= 0 {
		return n
	}
	return slices.IndexFunc(sets, func(set []string) bool {
		return !slices.ContainsFunc(set, func(s string) bool { return !searchable(s) })
	})
}

// rare returns the number of a set of literals that are rare and begin words; -1 where there is none.
func rare(sets [][]string) int {
	return slices.IndexFunc(sets, func(set []string) bool { return shortest(set) >= minRare && !slices.ContainsFunc(set, inside) })
}

func newNeed(literal string) need {
	n := need{text: []byte(strings.TrimPrefix(literal, wordStart))}
	rarest := 0
	for p := range places(literal) {
		if p.table >= len(wordGrams) || p.offset+markSize > len(n.text) {
			continue
		}
		if common := commonness(string(n.text[p.offset:][:markSize])); !n.marked || common < rarest {
			n.marked, n.mark, rarest = true, markOf(p.gram), common
		}
	}
	return n
}
