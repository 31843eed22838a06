package rules

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/antchfx/htmlquery"
	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
)

// compileXPath compiles an XPath. A compiled expression has state that evaluating it changes, so each use compiles one of its own.
func compileXPath(text string) (x *xpath.Expr, err error) {
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
	return xpath.Compile(text)
}

// union returns the paths that an XPath joins with bars. The evaluator takes quadratic time to join them itself.
func union(text string) []string {
	var paths []string
	var quote rune
	from, depth := 0, 0
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == '|' && depth == 0:
			paths, from = append(paths, strings.TrimSpace(text[from:i])), i+1
		}
	}
	return append(paths, strings.TrimSpace(text[from:]))
}

// findPaths returns what any of the paths finds under root, in the page's order.
func findPaths(root *html.Node, paths []string) []finding {
	var found []finding
	seen := make(map[finding]bool)
	for _, path := range paths {
		findPath(root, path, func(f finding) {
			if !seen[f] {
				seen[f] = true
				found = append(found, f)
			}
		})
	}
	if len(paths) == 1 || len(found) < 2 {
		return found
	}
	order := map[*html.Node]int{root: 0}
	for n := range root.Descendants() {
		order[n] = len(order)
	}
	slices.SortStableFunc(found, func(a, b finding) int { return cmp.Compare(order[a.node], order[b.node]) })
	return found
}

// findPath calls found with all that a path finds under root.
func findPath(root *html.Node, path string, found func(finding)) {
	// The evaluator panics where a function gets what it cannot take, and a navigator where it goes too far: then there is no more to be found.
	defer func() { _ = recover() }()
	x, err := compileXPath(path)
	if err != nil {
		return
	}
	switch result := x.Evaluate(&navigator{*htmlquery.CreateXPathNavigator(root), new(int)}).(type) {
	case *xpath.NodeIterator:
		for result.MoveNext() {
			at := result.Current().(*navigator)
			f := finding{node: at.Current()}
			if at.NodeType() == xpath.AttributeNode {
				f.attribute, f.text = at.LocalName(), at.Value()
			}
			found(f)
		}
	case string:
		found(finding{text: result})
	}
}

// A navigator walks over a page for the evaluator of one path, no farther than maxSteps in all.
type navigator struct {
	htmlquery.NodeNavigator
	steps *int // taken so far, by this navigator and all its copies
}

// maxSteps bounds what a path costs: hundreds of steps for each element of a large page, and two or three seconds. Axes such as following, and last(), go
// over the same elements again from each one that they start at: in a page of many elements without end.
const maxSteps = 1 << 27

func (n *navigator) step() {
	if *n.steps++; *n.steps > maxSteps {
		panic("too many steps")
	}
}

func (n *navigator) Copy() xpath.NodeNavigator {
	n.step()
	c := *n
	return &c
}

func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	to, ok := other.(*navigator)
	return ok && n.NodeNavigator.MoveTo(&to.NodeNavigator)
}

func (n *navigator) MoveToParent() bool {
	n.step()
	return n.NodeNavigator.MoveToParent()
}

func (n *navigator) MoveToChild() bool {
	n.step()
	return n.NodeNavigator.MoveToChild()
}

func (n *navigator) MoveToNext() bool {
	n.step()
	return n.NodeNavigator.MoveToNext()
}

func (n *navigator) MoveToPrevious() bool {
	n.step()
	return n.NodeNavigator.MoveToPrevious()
}

func (n *navigator) MoveToFirst() bool {
	moved := false
	for n.MoveToPrevious() {
		moved = true
	}
	return moved
}
