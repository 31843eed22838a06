package rules

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/html"
)

// A selector holds for a block of a page whose element, or an element around it, its CSS selects.
//
// An element that holds more than half of the document's words does not count: a class on the body or on the article's
// own container says nothing about one block.
type selector struct {
	text   string
	group  cascadia.SelectorGroup
	tokens []string // for each selector of the group, what an element must bear: ".class", "#id" or "tag"; nil where one of them has no such thing
}

func readSelector(l *loader, n ast.Node) condition {
	s := &selector{text: strings.Join(l.texts(n), ", ")}
	var err error
	if s.group, err = cascadia.ParseGroup(s.text); err != nil {
		l.wrong(n, fmt.Sprintf("selector %q: %v", s.text, err), "write CSS, like aside.related or #newsletter p")
		return nil
	}
	s.tokens = selectorTokens(s.group)
	return s
}

var selectorToken = regexp.MustCompile(`^(\*|[a-zA-Z][\w-]*)?((?:[.#][\w-]+)*)`)

// selectorTokens returns, for each selector, a class, an id or a tag that its element must have.
func selectorTokens(group cascadia.SelectorGroup) []string {
	var tokens []string
	for _, sel := range group {
		text := sel.String()
		// The element is the one that the last compound speaks of.
		if i := strings.LastIndexAny(text, " >+~"); i >= 0 {
			text = text[i+1:]
		}
		if strings.Contains(text, `\`) || strings.ContainsAny(text, `)]"'`) && !strings.ContainsAny(text, "([") {
			return nil // an escaped name, or the blank that parted the compound stood inside of brackets
		}
		m := selectorToken.FindStringSubmatch(text)
		switch {
		case m[2] != "":
			tokens = append(tokens, lastToken(m[2]))
		case m[1] != "" && m[1] != "*":
			tokens = append(tokens, strings.ToLower(m[1]))
		default:
			return nil
		}
	}
	return tokens
}

func lastToken(compound string) string { return compound[strings.LastIndexAny(compound, ".#"):] }

// elementTokens calls f with the tokens that an element bears.
func elementTokens(n *html.Node, f func(token string)) {
	f(n.Data)
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			f("#" + a.Val)
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				f("." + class)
			}
		}
	}
}

func (s *selector) contextual() bool { return true }

func (s *selector) holds(d *document, i int) bool {
	for n := d.blocks[i].Node; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if s.group.Match(n) {
			return d.small(n)
		}
	}
	return false
}

func (s *selector) explain(*document, int) string { return "selector " + s.text }

// small reports whether an element holds at most half of the words that the document still has.
func (d *document) small(n *html.Node) bool {
	if d.unguarded {
		return true
	}
	if d.wordsIn == nil {
		d.wordsIn = make(map[*html.Node]int)
		for i := range d.blocks {
			if !d.gone[i] {
				d.addWords(i, d.words(i))
			}
		}
	}
	return 2*d.wordsIn[n] <= d.wordsIn[nil]
}

// addWords adds words to the elements around block i, and to the document, filed under nil.
func (d *document) addWords(i, words int) {
	for n := d.blocks[i].Node; n != nil; n = n.Parent {
		d.wordsIn[n] += words
	}
	d.wordsIn[nil] += words
}
