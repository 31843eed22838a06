package rules

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"winnow/rules/internal/lookup"
)

// An expression holds for a block whose text one of its regular expressions matches. They are Go's (RE2), without regard to case; (?-i) brings case back.
//
// Two named groups mean something: (?P<part>…) is what strip: part cuts out, and (?P<source>…) is the publisher's name.
type expression struct{ patterns []*lookup.Expression }

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
		p, err := lookup.Parse(text)
		switch {
		case err == nil:
			x.patterns = append(x.patterns, p)
		case errors.Is(err, lookup.ErrEmpty):
			l.wrong(n, fmt.Sprintf("expression %s matches the empty text, so it would hold for every block", spelled(text)), "ask for something that must be there")
		default:
			l.wrong(n, fmt.Sprintf("expression %s: %s", spelled(text), syntaxError(text, err)), "write it as https://pkg.go.dev/regexp/syntax says, best in single quotes")
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
		if at := p.Regexp().FindStringIndex(d.blocks[i].Text); at != nil {
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
		re := p.Regexp()
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
		re := p.Regexp()
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
