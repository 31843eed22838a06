package rules

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/antchfx/htmlquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Query finds something in a page: CSS that selects elements, or XPath 1.0 that selects elements, texts and attributes or computes a text.
//
// It is XPath if it begins as only XPath can: with a slash, dots and a slash, a bracket, a quotation mark, or the name of a function and a bracket.
type Query struct {
	text  string
	css   cascadia.SelectorGroup
	paths []string // of an XPath: see union
}

var xpathStart = regexp.MustCompile(`^(?:\.{0,2}/|[("']|[a-z-]+\()`)

// ParseQuery reads a query. The error says what is wrong with it.
func ParseQuery(text string) (Query, error) {
	q := Query{text: strings.TrimSpace(text)}
	if xpathStart.MatchString(q.text) {
		q.paths = union(q.text)
		for _, path := range q.paths {
			if _, err := compileXPath(path); err != nil {
				return q, err
			}
		}
		return q, nil
	}
	var err error
	if q.css, err = parseCSS(q.text); err != nil {
		return q, fmt.Errorf("no CSS: %w", err)
	}
	return q, nil
}

// String returns the query as it was written.
func (q Query) String() string { return q.text }

// MarshalText writes the query as it was written.
func (q Query) MarshalText() ([]byte, error) { return []byte(q.text), nil }

// Nodes returns the elements and texts under root that the query selects, in their order. For an attribute it is the element that has it.
func (q Query) Nodes(root *html.Node) []*html.Node {
	var nodes []*html.Node
	for _, f := range q.find(root) {
		if f.node != nil {
			nodes = append(nodes, f.node)
		}
	}
	return nodes
}

// Texts returns what the query finds under root as texts, their white space collapsed, those that are empty left out: the value of an attribute,
// the content of a meta element, the datetime of a time element, the text of any other; or the one text that it computes.
func (q Query) Texts(root *html.Node) []string {
	var texts []string
	for _, f := range q.find(root) {
		if text := strings.Join(strings.Fields(f.says()), " "); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// A finding is what a query finds in a page: a node, an attribute of an element, or a text that it computes.
type finding struct {
	node      *html.Node // nil: a computed text
	attribute string     // its name; empty for the node itself
	text      string     // of an attribute, or computed
}

// find returns what the query finds under root, in the page's order.
func (q Query) find(root *html.Node) []finding {
	if q.css == nil {
		return findPaths(root, q.paths)
	}
	var found []finding
	for _, n := range cascadia.QueryAll(root, q.css) {
		found = append(found, finding{node: n})
	}
	return found
}

// says returns the text of what was found.
func (f finding) says() string {
	switch {
	case f.node == nil || f.attribute != "":
		return f.text
	case f.node.Type == html.CommentNode:
		return f.node.Data
	case f.node.DataAtom == atom.Meta:
		return htmlquery.SelectAttr(f.node, "content")
	case f.node.DataAtom == atom.Time:
		if at := htmlquery.SelectAttr(f.node, "datetime"); at != "" {
			return at
		}
	}
	return htmlquery.InnerText(f.node)
}
