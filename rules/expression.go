package rules

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
)

// An expression holds for a block whose text one of its regular expressions matches. They are Go's (RE2), without regard to case; (?-i) brings case back.
//
// Two named groups mean something: (?P<part>…) is what strip: part cuts out, and (?P<source>…) is the publisher's name.
type expression struct{ patterns []*pattern }

// A pattern is a regular expression with what a text must have for it to match.
type pattern struct {
	text string
	// regexp compiles the expression when it is first needed: of the thousands that there are, a document needs a few.
	regexp func() *regexp.Regexp

	first    *byteSet // what the text begins with; nil if that may be anything
	prefixes []string // folded strings of which the text begins with one; see prefixesOf
	literals []string // else, folded strings of which the text holds one, all of them searchable

	// needs derives, like regexp, further sets of folded strings: the text holds one of each; see literalsOf.
	needs func() [][]need
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

func newPattern(text string, tree *syntax.Regexp) *pattern {
	p := &pattern{
		text:     text,
		regexp:   sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expressionFlags + text) }), // the loader has parsed it
		first:    firstOf(tree),
		prefixes: prefixesOf(tree),
	}
	if shortest(p.prefixes) < minPrefix { // or there are none
		sets := literalsOf(tree)
		if rare(sets) >= 0 {
			p.prefixes = nil
		}
		if p.prefixes == nil {
			if n := key(sets); n >= 0 {
				p.literals = sets[n]
				sets = slices.Delete(sets, n, n+1)
			}
			p.needs = sync.OnceValue(func() [][]need { return needsOf(sets) })
			return p
		}
	}
	p.needs = sync.OnceValue(func() [][]need { // seldom asked for, and to parse the expression again takes less room than to keep its tree
		tree, err := parseExpression(text)
		if err != nil {
			return nil
		}
		return needsOf(literalsOf(tree))
	})
	return p
}

// parseExpression parses an expression as far as the index is concerned.
func parseExpression(text string) (*syntax.Regexp, error) {
	tree, err := syntax.Parse(expressionFlags+simplified(text), syntax.Perl)
	if err != nil {
		return nil, err
	}
	return coarse(tree).Simplify(), nil
}

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

// indexed reports whether the index says for which blocks the pattern has to be tried.
func (p *pattern) indexed() bool { return p.prefixes != nil || p.literals != nil }

// mayBegin reports whether a match may begin with a text's first byte.
func (p *pattern) mayBegin(text string) bool {
	return p.first == nil || text != "" && p.first.has(text[0])
}

// meetsNeeds reports whether a text holds what the pattern needs beside its prefixes or literals.
func (p *pattern) meetsNeeds(s *scan) bool {
	for _, set := range p.needs() {
		if !slices.ContainsFunc(set, func(n need) bool { return (!n.marked || s.hasMark(n.mark)) && bytes.Contains(s.folded, n.text) }) {
			return false
		}
	}
	return true
}

const expressionFlags = "(?i)"

func readExpression(l *loader, n ast.Node) condition {
	x := &expression{}
	texts := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		texts = s.Values
	}
	if len(texts) == 0 {
		l.wrong(n, "an empty list", "put an expression in it or leave the key out")
	}
	for _, n := range texts {
		text := l.text(n)
		tree, err := parseExpression(text)
		switch {
		case err != nil:
			l.wrong(n, fmt.Sprintf("expression %s: %s", spelled(text), syntaxError(text, err)), "write it as https://pkg.go.dev/regexp/syntax says, best in single quotes")
		case matchesEmpty(tree):
			l.wrong(n, fmt.Sprintf("expression %s matches the empty text, so it would hold for every block", spelled(text)), "ask for something that must be there")
		default:
			x.patterns = append(x.patterns, newPattern(text, tree))
		}
	}
	return x
}

// syntaxError says what is wrong in an expression that cannot be parsed, and where in it. Err is what the parser says of it as the index reads it.
func syntaxError(text string, err error) string {
	of := new(syntax.Error)
	if _, own := syntax.Parse(text, syntax.Perl); !errors.As(own, &of) {
		return err.Error()
	}
	if of.Expr == text {
		return of.Code.String()
	}
	return fmt.Sprintf("%s %s", of.Code, spelled(of.Expr))
}

func (x *expression) contextual() bool { return false }

func (x *expression) holds(d *document, i int) bool {
	if d.matched.block == i && slices.Contains(x.patterns, d.matched.pattern) {
		return true
	}
	for _, p := range x.patterns {
		if !d.mayMatch(p, i) {
			continue
		}
		if at := p.regexp().FindStringIndex(d.blocks[i].Text); at != nil {
			d.matched = patternMatch{p, i, d.blocks[i].Text[at[0]:at[1]]}
			return true
		}
	}
	return false
}

func (x *expression) explain(d *document, i int) string {
	if !x.holds(d, i) || d.matched.text == "" {
		return ""
	}
	return "expression on " + strconv.Quote(d.matched.text)
}

// parts returns the stretches of text that strip: part cuts out, in order.
func (x *expression) parts(text string) [][2]int {
	for _, p := range x.patterns {
		re := p.regexp()
		group := max(re.SubexpIndex("part"), 0)
		var parts [][2]int
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			if from, to := m[2*group], m[2*group+1]; from >= 0 && from < to {
				parts = append(parts, [2]int{from, to})
			}
		}
		if parts != nil {
			return parts
		}
	}
	return nil
}

// source returns what the group named source matched; "" where there is none.
func (x *expression) source(text string) string {
	for _, p := range x.patterns {
		re := p.regexp()
		if group := re.SubexpIndex("source"); group >= 0 {
			if m := re.FindStringSubmatch(text); m != nil && m[group] != "" {
				return m[group]
			}
		}
	}
	return ""
}

// expression returns the conjunction's own expression; nil where it has none.
func (c conjunction) expression() *expression {
	for _, x := range c {
		if x, ok := x.(*expression); ok {
			return x
		}
	}
	return nil
}

// source returns the publisher's name that the conjunction's expression reads; "" where it reads none.
func (c conjunction) source(text string) string {
	if x := c.expression(); x != nil {
		return x.source(text)
	}
	return ""
}
