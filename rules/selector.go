package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/html"

	"winnow/rules/internal/lookup"
)

// A selector holds for a block of a page whose element, or an element around it, its CSS selects.
//
// An element that holds more than half of the document's words does not count: a class on the body or on the article's
// own container says nothing about one block.
type selector struct {
	text  string
	group cascadia.SelectorGroup
}

func readSelector(l *loader, n ast.Node) condition {
	s := &selector{text: strings.Join(l.texts(n), ", ")}
	var err error
	if s.group, err = parseCSS(s.text); err != nil {
		l.wrong(n, fmt.Sprintf("selector %q: %v", s.text, err), "write CSS, like aside.related or #newsletter p")
		return nil
	}
	return s
}

func (s *selector) contextual() bool { return true }

func (s *selector) holds(d *document, i int) bool { return s.selected(d, i) != nil }

// selected returns the element for which the selector holds.
func (s *selector) selected(d *document, i int) *html.Node {
	for n := d.blocks[i].Node; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if slices.Contains(d.element(n).selectors, s) {
			if d.small(n) {
				return n
			}
			return nil
		}
	}
	return nil
}

func (s *selector) explain(d *document, i int) string {
	n := s.selected(d, i)
	for _, one := range s.group {
		if one.Match(n) {
			return "selector " + unescaped(one)
		}
	}
	return ""
}

// A selectorIndex finds the selectors that select an element.
type selectorIndex struct {
	// By what an element must have: a class, else an id, else what it must stand in, else a tag, else an attribute with something in its value, else nothing of these.
	byClass, byID, byTag map[string][]indexedSelector
	inClass, inID        map[string][]indexedSelector // by a class or an id of an element around it
	byAttribute          map[string]*lookup.Substrings[indexedSelector]
	rest                 []indexedSelector
	any                  bool // there are selectors
}

func newSelectorIndex() selectorIndex {
	byName := func() map[string][]indexedSelector { return make(map[string][]indexedSelector) }
	return selectorIndex{
		byClass: byName(), byID: byName(), byTag: byName(), inClass: byName(), inID: byName(), byAttribute: make(map[string]*lookup.Substrings[indexedSelector]),
	}
}

type indexedSelector struct {
	one  cascadia.Sel
	of   *selector
	rule int32 // the rule that it is the key of; -1 where the rule has other keys
}

// add files a selector under the rule that it is the key of; -1 where the rule has other keys.
func (x *selectorIndex) add(s *selector, rule int32) {
	x.any = true
	for _, one := range s.group {
		e := indexedSelector{one, s, rule}
		around, last := parted(unescaped(one))
		tag, class, id := mustHave(last)
		_, aroundClass, aroundID := mustHave(around)
		switch {
		case class != "":
			x.byClass[class] = append(x.byClass[class], e)
		case id != "":
			x.byID[id] = append(x.byID[id], e)
		case aroundClass != "":
			x.inClass[aroundClass] = append(x.inClass[aroundClass], e)
		case aroundID != "":
			x.inID[aroundID] = append(x.inID[aroundID], e)
		case tag != "":
			x.byTag[tag] = append(x.byTag[tag], e)
		default:
			key, part := mustContain(one)
			values := x.byAttribute[key]
			if values == nil {
				values = new(lookup.Substrings[indexedSelector])
			}
			if !values.Add(part, e) {
				x.rest = append(x.rest, e)
				continue
			}
			x.byAttribute[key] = values
		}
	}
}

// An element is what the rules know about one of a page's.
type element struct {
	selectors []*selector       // those that select it
	rules     []int32           // those whose selectors select it, or an element around it
	inside    []indexedSelector // those that may select an element in it
}

// element returns what is known about an element. It is found out once for each; most know no more than the one around them.
func (d *document) element(n *html.Node) *element {
	if e := d.elements[n]; e != nil {
		return e
	}
	var around *element
	if n.Parent != nil && n.Parent.Type == html.ElementNode {
		around = d.element(n.Parent)
	} else {
		around = &element{}
	}
	e := element{rules: around.rules[:len(around.rules):len(around.rules)], inside: around.inside[:len(around.inside):len(around.inside)]}
	try := func(candidates []indexedSelector) {
		for _, c := range candidates {
			if c.one.Match(n) {
				e.selectors = append(e.selectors, c.of)
				if c.rule >= 0 {
					e.rules = append(e.rules, c.rule)
				}
			}
		}
	}
	x := &d.set.selectors
	try(around.inside)
	try(x.byTag[n.Data])
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "id":
			try(x.byID[a.Val])
			e.inside = append(e.inside, x.inID[a.Val]...)
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				try(x.byClass[class])
				e.inside = append(e.inside, x.inClass[class]...)
			}
		}
		if values := x.byAttribute[a.Key]; values != nil {
			values.Find(a.Val, try)
		}
	}
	try(x.rest)
	if d.elements == nil {
		d.elements = make(map[*html.Node]*element)
	}
	known := around
	if len(e.selectors) > 0 || len(around.selectors) > 0 || len(e.inside) > len(around.inside) {
		known = &element{e.selectors, e.rules, e.inside}
	}
	d.elements[n] = known
	return known
}

var (
	compound = regexp.MustCompile(`^(\*|[a-zA-Z][\w-]*)?((?:[.#][\w-]+)*)`)
	part     = regexp.MustCompile(`[.#][\w-]+`)
)

// parted returns the last compound of a selector, which speaks of the element, and the one before it if that speaks of an element around it.
func parted(selector string) (around, last string) {
	i := strings.LastIndexAny(selector, " >+~") + 1
	last = selector[i:]
	if strings.ContainsAny(last, `)]"'`) && !strings.ContainsAny(last, "([") {
		return "", "" // the blank stood inside of brackets
	}
	if around = strings.TrimRight(selector[:i], " "); strings.HasSuffix(around, "+") || strings.HasSuffix(around, "~") {
		return "", last
	}
	if around != "" {
		_, around = parted(strings.TrimRight(around, " >"))
	}
	return around, last
}

// mustHave returns a tag, a class and an id that an element must have for a compound; "" where it asks for none.
func mustHave(text string) (tag, class, id string) {
	if strings.Contains(text, `\`) {
		return "", "", "" // an escaped name
	}
	m := compound.FindStringSubmatch(text)
	if m[1] != "*" {
		tag = strings.ToLower(m[1])
	}
	for _, p := range part.FindAllString(m[2], -1) {
		if p[0] == '.' {
			class = p[1:]
		} else {
			id = p[1:]
		}
	}
	return tag, class, id
}

// attribute is how cascadia writes a selector that asks for nothing but one attribute with something in its value.
var attribute = regexp.MustCompile(`^\[([\w-]+)[*^$~|]?="([^"\\]+)"\]$`)

// mustContain returns an attribute and a text that its value must contain for the selector; "" where it asks for none, or for something else, too.
func mustContain(one cascadia.Sel) (key, text string) {
	if m := attribute.FindStringSubmatch(one.String()); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

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

// unescaped returns a selector as a pack spells it: cascadia escapes the hyphens in names.
func unescaped(one cascadia.Sel) string { return strings.ReplaceAll(one.String(), `\-`, "-") }
