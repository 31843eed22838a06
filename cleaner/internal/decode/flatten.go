package decode

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flatten builds a tree at most maxDepth elements deep, in linear time, from any page.
//
// It is a plain parser: a stack of open elements, end tags that may be left out, and nothing of the standard's repairs of misnested markup. An element
// that would stand too deep is appended to the deepest one that stands in the tree, beside those before it; if it only marks up words, to which it adds
// nothing, it is left out.
func flatten(page []byte) *html.Node {
	b := newBuilder()
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		// In SVG and MathML, <title/> and <style/> are elements like any other.
		if b.top().Namespace != "" {
			z.NextIsNotRawText()
		}
		switch z.Next() {
		case html.ErrorToken:
			b.flush()
			return b.doc
		case html.TextToken:
			b.write(string(z.Text()))
		case html.StartTagToken:
			b.start(z.Token(), false)
		case html.SelfClosingTagToken:
			b.start(z.Token(), true)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(string(name))
		}
	}
}

// A builder is a tree under construction.
type builder struct {
	doc, root, head, body *html.Node
	begun                 bool // something of the body was seen

	open []openElement
	last map[string]int // the position in open, plus one, of the innermost element with this name
	// floor is the index in open of the element that all deeper ones are appended to; 0 while none is too deep.
	floor   int
	skipped map[string]int  // how many elements with this name were left out, and not closed, since then
	text    strings.Builder // not yet in the tree
	at      *html.Node      // where text goes
}

// An openElement is an element whose end was not seen yet. Its positions are those of builder.last.
type openElement struct {
	name  string
	node  *html.Node
	outer int // the next element out with the same name
	fence int // the innermost fence, itself included
	block int // the innermost element that is not inline, itself included
}

func newBuilder() *builder {
	b := &builder{doc: &html.Node{Type: html.DocumentNode}, last: map[string]int{}, skipped: map[string]int{}}
	b.root, b.head, b.body = element("html"), element("head"), element("body")
	b.doc.AppendChild(b.root)
	b.root.AppendChild(b.head)
	b.root.AppendChild(b.body)
	b.push("html", b.root)
	b.push("body", b.body)
	return b
}

func element(name string) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
}

func (b *builder) innermost() *openElement { return &b.open[len(b.open)-1] }

func (b *builder) top() *html.Node { return b.innermost().node }

func (b *builder) push(name string, node *html.Node) {
	e := openElement{name: name, node: node, outer: b.last[name]}
	if n := len(b.open); n > 0 {
		e.fence, e.block = b.open[n-1].fence, b.open[n-1].block
	}
	position := len(b.open) + 1
	if elements[name]&fence != 0 {
		e.fence = position
	}
	if elements[name]&inline == 0 {
		e.block = position
	}
	b.last[name] = position
	b.open = append(b.open, e)
}

// popTo closes the element at a position, and all in it.
func (b *builder) popTo(position int) {
	for len(b.open) >= position {
		b.last[b.innermost().name] = b.innermost().outer
		b.open = b.open[:len(b.open)-1]
	}
	if b.floor >= len(b.open)-1 {
		b.floor = 0
		clear(b.skipped)
	}
}

// write adds text.
func (b *builder) write(text string) {
	blank := strings.Trim(text, " \t\r\n\f") == ""
	if len(b.open) == 2 && !b.begun {
		if blank {
			return
		}
		b.begun = true
	}
	if !blank {
		b.cell()
	}
	if leaf := b.leaf(); leaf != b.at {
		b.flush()
		b.at = leaf
	}
	b.text.WriteString(text)
}

// flush puts the text that was written into the tree.
func (b *builder) flush() {
	if b.text.Len() > 0 {
		b.at.AppendChild(&html.Node{Type: html.TextNode, Data: b.text.String()})
		b.text.Reset()
	}
}

// leaf returns the node that text and empty elements are appended to now.
func (b *builder) leaf() *html.Node {
	if b.floor > 0 {
		// What follows an element that was appended to the floor must not end up before it.
		if floor := b.open[b.floor].node; floor.LastChild != b.top() {
			return floor
		}
	}
	return b.top()
}

// cell opens a cell if a table's row should come next, so that nothing stands in a table outside of its cells.
func (b *builder) cell() {
	if b.floor > 0 {
		return
	}
	switch b.innermost().name {
	case "table", "thead", "tbody", "tfoot":
		b.append("tr", element("tr"))
		fallthrough
	case "tr":
		b.append("td", element("td"))
	}
}

// append adds an element to the tree and opens it.
func (b *builder) append(name string, node *html.Node) {
	b.flush()
	deepest := maxDepth - 2 // below the floor stand an element and the empty ones in it
	if name == "table" {
		deepest -= 3 // for a section, a row and a cell: a table stands in the tree whole or not at all
	}
	if b.floor == 0 && len(b.open) >= deepest {
		b.floor = len(b.open) - 1
	}
	if b.floor == 0 {
		b.top().AppendChild(node)
		b.push(name, node)
		return
	}
	if elements[name]&tablePart != 0 || name == "table" {
		node.Data, node.DataAtom = "div", atom.Div
	}
	b.open[b.floor].node.AppendChild(node)
	b.push(name, node)
}

// An ending says which open elements a start tag ends, unless they stand outside of the innermost of some others.
type ending struct{ ends, within []string }

// endings are the elements whose end tags may be left out, https://html.spec.whatwg.org/multipage/syntax.html#optional-tags.
var endings = map[string]ending{
	"li":       {[]string{"li"}, []string{"ul", "ol", "menu", "dir"}},
	"dd":       {[]string{"dd", "dt"}, []string{"dl"}},
	"dt":       {[]string{"dd", "dt"}, []string{"dl"}},
	"td":       {[]string{"td", "th"}, []string{"table"}},
	"th":       {[]string{"td", "th"}, []string{"table"}},
	"tr":       {[]string{"tr", "caption", "colgroup"}, []string{"table"}},
	"tbody":    {[]string{"tbody", "thead", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"thead":    {[]string{"tbody", "thead", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"tfoot":    {[]string{"tbody", "thead", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"option":   {[]string{"option"}, []string{"select"}},
	"optgroup": {[]string{"option", "optgroup"}, []string{"select"}},
}

var headings = []string{"h1", "h2", "h3", "h4", "h5", "h6"}

func (b *builder) start(t html.Token, selfClosing bool) {
	class := elements[t.Data]
	if b.floor > 0 && class&inline != 0 {
		b.skipped[t.Data]++
		return
	}
	switch t.Data {
	case "html":
		if b.root.Attr == nil {
			b.root.Attr = t.Attr
		}
		return
	case "head":
		return
	case "body":
		b.begun = true
		if b.body.Attr == nil {
			b.body.Attr = t.Attr
		}
		return
	case "a":
		if p := b.last["a"]; p > b.innermost().block {
			b.popTo(p)
		}
	}
	if e, ok := endings[t.Data]; ok {
		within := 0
		if class&tablePart == 0 {
			within = b.innermost().fence
		}
		b.close(e.ends, max(within, b.lastOf(e.within)))
	}
	if class&block != 0 {
		b.close([]string{"p"}, b.innermost().fence)
	}
	if slices.Contains(headings, t.Data) && slices.Contains(headings, b.innermost().name) {
		b.popTo(len(b.open))
	}

	switch {
	case class&tablePart != 0:
		if b.last["table"] == 0 {
			return
		}
		if (t.Data == "td" || t.Data == "th") && b.innermost().name != "tr" && b.floor == 0 {
			b.append("tr", element("tr"))
		}
	case class&metadata == 0:
		b.cell()
	}

	node := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
	if parent := b.top(); t.Data == "svg" || t.Data == "math" {
		node.Namespace = t.Data
	} else if name := strings.ToLower(parent.Data); name != "foreignobject" && name != "annotation-xml" {
		node.Namespace = parent.Namespace
	}
	empty := class&void != 0 || selfClosing && node.Namespace != ""

	if len(b.open) == 2 && !b.begun {
		if class&metadata != 0 {
			b.head.AppendChild(node)
			if !empty {
				b.push(t.Data, node)
			}
			return
		}
		b.begun = true
	}
	if empty {
		leaf := b.leaf()
		b.flush()
		leaf.AppendChild(node)
		return
	}
	b.append(t.Data, node)
}

func (b *builder) end(name string) {
	class, e := elements[name], b.innermost()
	switch {
	case b.skipped[name] > 0:
		b.skipped[name]--
	case name == "html" || name == "head" || name == "body":
	case name == "br":
		b.start(html.Token{Data: "br", DataAtom: atom.Br}, false)
	case name == "table" || class&fence != 0 && class&tablePart == 0:
		b.close([]string{name}, 0)
	case class&tablePart != 0:
		b.close([]string{name}, b.last["table"])
	case class&inline != 0:
		b.close([]string{name}, e.block)
	case slices.Contains(headings, name):
		b.close(headings, e.fence)
	default:
		b.close([]string{name}, e.fence)
	}
}

// close closes the innermost element with one of the names if it stands further in than a position.
func (b *builder) close(names []string, within int) {
	if p := b.lastOf(names); p > within {
		b.popTo(p)
	}
}

// lastOf returns the position of the innermost open element with one of the names; 0 if there is none.
func (b *builder) lastOf(names []string) int {
	last := 0
	for _, name := range names {
		last = max(last, b.last[name])
	}
	return last
}
