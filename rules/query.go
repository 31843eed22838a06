package rules

import (
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/antchfx/htmlquery"
	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Query finds something in a page: CSS that selects elements, or XPath 1.0 that selects elements, texts and attributes or computes a text.
//
// It is XPath if it begins as only XPath can: with a slash, dots and a slash, a bracket, a quotation mark, or the name of a function and a bracket.
type Query struct {
	text string
	css  cascadia.SelectorGroup // nil: XPath
}

var xpathStart = regexp.MustCompile(`^(?:\.{0,2}/|[("']|[a-z-]+\()`)

// ParseQuery reads a query. The error says what is wrong with it.
func ParseQuery(text string) (Query, error) {
	q := Query{text: strings.TrimSpace(text)}
	if xpathStart.MatchString(q.text) {
		_, err := q.compile()
		return q, err
	}
	var err error
	if q.css, err = cascadia.ParseGroup(q.text); err != nil {
		return q, fmt.Errorf("no CSS: %w", err)
	}
	return q, nil
}

// compile compiles the XPath. A compiled expression has state that evaluating it changes, so each use has one of its own.
func (q Query) compile() (x *xpath.Expr, err error) {
	// Some expressions make the parser panic, or tell of a panic of its own.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
		if fault := runtime.Error(nil); errors.As(err, &fault) {
			err = errors.New("perhaps a function lacks an argument")
		}
		if err != nil {
			err = fmt.Errorf("no XPath: %w", err)
		}
	}()
	return xpath.Compile(q.text)
}

// String returns the query as it was written.
func (q Query) String() string { return q.text }

// MarshalText writes the query as it was written.
func (q Query) MarshalText() ([]byte, error) { return []byte(q.text), nil }

// Nodes returns the elements and texts under root that the query selects, in their order. For an attribute it is the element that has it.
func (q Query) Nodes(root *html.Node) []*html.Node {
	var nodes []*html.Node
	q.each(root, func(n *html.Node, _ string) { nodes = append(nodes, n) })
	return nodes
}

// Texts returns what the query finds under root as texts, their white space collapsed, those that are empty left out: the value of an attribute,
// the content of a meta element, the datetime of a time element, the text of any other; or the one text that it computes.
func (q Query) Texts(root *html.Node) []string {
	var texts []string
	q.each(root, func(_ *html.Node, text string) {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			texts = append(texts, text)
		}
	})
	return texts
}

// each calls found with all that the query finds under root: a node and its text, or nil and a computed text.
func (q Query) each(root *html.Node, found func(*html.Node, string)) {
	if q.css != nil {
		for _, n := range cascadia.QueryAll(root, q.css) {
			found(n, value(n))
		}
		return
	}
	// The evaluator panics where a function gets what it cannot take: then there is nothing to be found.
	defer func() { _ = recover() }()
	x, err := q.compile()
	if err != nil {
		return
	}
	switch result := x.Evaluate(htmlquery.CreateXPathNavigator(root)).(type) {
	case *xpath.NodeIterator:
		type place struct {
			node      *html.Node
			attribute string
		}
		seen := make(map[place]bool) // some axes meet a node more than once
		for result.MoveNext() {
			at := result.Current().(*htmlquery.NodeNavigator)
			here, text := place{node: at.Current()}, ""
			if at.NodeType() == xpath.AttributeNode {
				here.attribute, text = at.LocalName(), at.Value()
			} else {
				text = value(here.node)
			}
			if !seen[here] {
				seen[here] = true
				found(here.node, text)
			}
		}
	case string:
		found(nil, result)
	}
}

// value returns what a node says.
func value(n *html.Node) string {
	if n.Type == html.CommentNode {
		return n.Data
	}
	switch n.DataAtom {
	case atom.Meta:
		return attr(n, "content")
	case atom.Time:
		if at := attr(n, "datetime"); at != "" {
			return at
		}
	}
	return htmlquery.InnerText(n)
}
