package rules

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// A condition is one thing that a rule asks of a block.
type condition interface {
	// holds reports whether the condition is met by block i.
	holds(d *document, i int) bool
	// contextual reports whether the answer depends on more than the block and the page, so that it may change while others are stripped.
	contextual() bool
}

// An explainer is a condition that can say what in it a block met. It is asked only where it holds.
type explainer interface {
	explain(d *document, i int) string
}

// A conditionKey is a key that may stand under match.
type conditionKey struct {
	name string
	read func(*loader, ast.Node) condition
}

// conditionKeys returns the keys under match in the order in which they are tried: the cheap ones first.
func conditionKeys() []conditionKey {
	return []conditionKey{
		{"host", readHost},
		{"language", readLanguage},
		{"page-type", readPageType},
		{"kind", readKind},
		{"chars", readChars},
		{"shape", readShape},
		{"words", readWords},
		{"link-share", readLinkShare},
		{"links-to", readLinksTo},
		{"label", readLabel},
		{"label-alone", readLabelAlone},
		{"expression", readExpression},
		{"repeats", readRepeats},
		{"place", readPlace},
		{"follows", readFollows},
		{"followed-by", readFollowedBy},
		{"selector", readSelector},
		{"introduces", readIntroduces},
		{"echoes", readEchoes},
		{"title-share", readTitleShare},
		{"count", readCount},
		{"any", readAny},
		{"not", readNot},
	}
}

// A conjunction holds where all of its conditions hold.
type conjunction []condition

func (c conjunction) holds(d *document, i int) bool {
	for _, x := range c {
		if !x.holds(d, i) {
			return false
		}
	}
	return true
}

func (c conjunction) contextual() bool { return slices.ContainsFunc(c, condition.contextual) }

// aboutBlock returns what the conjunction asks of the block alone, which stays so while others are stripped and which the index helps to answer. It holds
// wherever the conjunction does.
func (c conjunction) aboutBlock() conjunction {
	var of conjunction
	for _, x := range c {
		if !x.contextual() {
			of = append(of, x)
		} else if a, ok := x.(alternative); ok {
			if a := a.aboutBlock(); a != nil {
				of = append(of, a)
			}
		}
	}
	return of
}

// explain names what in the conjunction matched: its words or its selector if it has any, else the shape that it asks for.
func (c conjunction) explain(d *document, i int) string {
	fallback := ""
	for _, x := range c {
		switch x := x.(type) {
		case shape:
			fallback = "shape " + string(x)
		case explainer:
			if s := x.explain(d, i); s != "" {
				return s
			}
		}
	}
	return fallback
}

func readMatch(l *loader, n ast.Node) conjunction {
	keys := conditionKeys()
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	before := len(l.problems)
	values := l.mapping(n, "a match", names...)
	var c conjunction
	for _, k := range keys {
		if v := values[k.name]; v != nil {
			if x := k.read(l, v); x != nil {
				c = append(c, x)
			}
		}
	}
	takeCensus(c)
	if len(values) == 0 && len(l.problems) == before {
		l.wrong(n, "match is empty, so it would hold for every block", "give it a label, an expression or another key")
	}
	return c
}

// An alternative holds where one of its matches holds.
type alternative []conjunction

func readAny(l *loader, n ast.Node) condition {
	var a alternative
	for _, v := range l.sequence(n, "any") {
		a = append(a, readMatch(l, v))
	}
	return a
}

func (a alternative) holds(d *document, i int) bool { return a.find(d, i) != nil }

// find returns one of the matches that holds; nil if none does. It begins with the one whose expression is known to match the block.
func (a alternative) find(d *document, i int) conjunction {
	if d.matched.block == i && d.matched.pattern != nil {
		for _, c := range a {
			if x := c.expression(); x != nil && slices.Contains(x.patterns, d.matched.pattern) && c.holds(d, i) {
				return c
			}
		}
	}
	for _, c := range a {
		if c.holds(d, i) {
			return c
		}
	}
	return nil
}

func (a alternative) contextual() bool { return slices.ContainsFunc(a, conjunction.contextual) }

// aboutBlock returns what the alternatives ask of the block alone; nil if one of them asks nothing of it.
func (a alternative) aboutBlock() alternative {
	var of alternative
	for _, c := range a {
		own := c.aboutBlock()
		if own == nil {
			return nil
		}
		of = append(of, own)
	}
	return of
}

func (a alternative) explain(d *document, i int) string {
	if c := a.find(d, i); c != nil {
		return c.explain(d, i)
	}
	return ""
}

// A negation holds where its match does not.
type negation struct{ match conjunction }

func readNot(l *loader, n ast.Node) condition {
	defer l.within("not")()
	return negation{readMatch(l, n)}
}

func (n negation) holds(d *document, i int) bool { return !n.match.holds(d, i) }

func (n negation) contextual() bool { return n.match.contextual() }
