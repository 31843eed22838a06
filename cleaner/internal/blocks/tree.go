package blocks

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// FromTree reads the page under root. The tree is not changed; the blocks point into it. Links and images keep the addresses that the page gives.
//
// Scripts, templates, pickers and media are left out. What is hidden by its hidden attribute or its style is marked in its Element: it may be
// the folded part of an article as well as a message that never shows. Only what is hidden in the middle of a paragraph or a table's row is left out.
func FromTree(root *html.Node) *Page {
	w := walkers.Get().(*walker)
	w.page.Elements = append(w.page.Elements, Element{Node: root, Parent: -1})
	w.node(root)
	w.flush()
	w.page.Elements[0].End = int32(len(w.page.Blocks))
	page := w.finish()
	w.reset()
	walkers.Put(w)
	return page
}

// walkers are walkers to be used again for the room that they have.
var walkers = sync.Pool{New: func() any { return new(walker) }}

// A walker fills a Page. The block that is open ends where flush is called.
type walker struct {
	page Page   // in room that the next page uses, too
	text []byte // the text of all blocks
	ends []ends // where each block's text and spans end
	from int    // where the open block's text begins
	gap  bool   // white space is due before the next text
	brk  bool   // that white space is a line break
	elem int32  // the innermost element
	at   int32  // the innermost element that holds the open block
	top  int32  // the outermost element that was the innermost one since the open block began
	mark int    // where the open block's spans begin in spans
	hint Hints  // of inline elements that the open block begins with

	spans   []rules.Span
	open    []openSpan // inline elements that are open, outermost first
	images  []image    // that follow the open block
	groups  int        // how many lists and tables there have been
	classes classCache
	script  bool // in what stands in for scripts
	context
}

// A context is what a block takes from the elements around it.
type context struct {
	kind   rules.Kind
	level  int
	list   int
	number int  // of the next item; 0 in a list without numbers
	step   int  // from one item's number to the next
	item   bool // the next block begins a list's item
	quote  int
	group  int // of the table or the outermost list
	pre    bool
	row    bool // in a row of a data table, where blocks do not part
}

type ends struct{ text, span int }

type openSpan struct {
	kind rules.SpanKind
	url  string
	at   int // its index in spans
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if w.pre {
			w.preformatted(n.Data)
		} else {
			w.words(n.Data)
		}
	case html.ElementNode:
		w.element(n)
	case html.DocumentNode:
		w.children(n)
	}
}

// look is what the attributes of an element say.
type look struct {
	hints  Hints
	shape  uint32 // a hash of the tag and the class: elements alike have it in common
	hidden bool
}

func (w *walker) lookAt(n *html.Node) look {
	l := look{shape: shapeOf(n.DataAtom, "")}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			class := w.classes.of(n.DataAtom, a.Val)
			l.hints |= class.hints
			l.shape = class.shape
		case "id", "role", "itemprop", "data-testid", "data-component":
			l.hints |= hintsOf(a.Val)
		case "style":
			if strings.Contains(a.Val, "none") || strings.Contains(a.Val, "hidden") {
				s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
				l.hidden = l.hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
			}
		case "hidden":
			l.hidden = l.hidden || a.Val != "until-found"
		}
	}
	if n.DataAtom == atom.Time {
		l.hints |= HintDate
	}
	return l
}

// shapeOf hashes a tag and the class of an element that has it, but for the digits.
func shapeOf(tag atom.Atom, class string) uint32 {
	shape := (fnvOffset ^ uint32(tag)) * fnvPrime
	for i := 0; i < len(class); i++ {
		if c := class[i]; c < '0' || c > '9' {
			shape = (shape ^ uint32(c)) * fnvPrime
		}
	}
	return shape
}

// A classCache remembers what classes say: the elements of a page share theirs. The zero value is empty.
type classCache [256]classLook

// A classLook is what a class says on an element with a tag.
type classLook struct {
	class string
	tag   atom.Atom
	shape uint32
	hints Hints
}

// of returns what a class says on an element with a tag.
func (c *classCache) of(tag atom.Atom, class string) classLook {
	n := len(class)
	if n == 0 {
		return classLook{shape: shapeOf(tag, "")}
	}
	seen := &c[(n+int(class[0])*5+int(class[n/2])*11+int(class[n-1])*23+int(tag)*3)%len(c)]
	if seen.class != class || seen.tag != tag {
		*seen = classLook{class, tag, shapeOf(tag, class), hintsOf(class)}
	}
	return *seen
}

func (w *walker) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Svg, atom.Select, atom.Textarea, atom.Iframe, atom.Object, atom.Embed, atom.Canvas, atom.Audio, atom.Video, atom.Datalist, atom.Map, atom.Rp, atom.Rt, atom.Frameset, atom.Applet, atom.Noframes, atom.Input, atom.Link, atom.Meta, atom.Title, atom.Area, atom.Source, atom.Track, atom.Col, atom.Colgroup:
		return
	case atom.Template:
		if attr(n, "shadowrootmode") != "" {
			w.children(n)
		}
		return
	case atom.Noscript:
		w.noscript(n)
		return
	case atom.Br:
		w.lineBreak()
		return
	case atom.Wbr:
		return
	case atom.Img:
		w.image(n)
		return
	case atom.Hr:
		w.flush()
		return
	}
	l := w.lookAt(n)
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article: // hidden until a script has run
		l.hidden = false
	}
	if n.DataAtom == atom.Dialog && !has(n, "open") {
		l.hidden = true
	}
	if l.hidden && strings.HasPrefix(attr(n, "id"), "S:") { // React moves these to their places when they have arrived
		l.hidden = false
	}
	if l.hidden && (w.row || w.pre) {
		w.gap = w.gap || isBlock(n.DataAtom)
		return
	}
	if n.DataAtom == 0 && n.Data == "annotation" {
		return
	}
	switch {
	case isBlock(n.DataAtom), n.DataAtom == atom.Button && w.kind != rules.Heading:
		w.block(n, l)
	case n.DataAtom == 0 && strings.IndexByte(n.Data, '-') >= 0: // a custom element, which may hold anything
		elem := w.elem
		w.enter(n, l)
		w.children(n)
		w.leave(elem)
	default:
		w.inline(n, l)
	}
}

// isBlock says whether browsers show an element as a block, or as a part of a table.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Html,
		atom.Legend, atom.Li, atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// enter makes n the innermost element; leave ends it again.
func (w *walker) enter(n *html.Node, l look) {
	w.page.Elements = append(w.page.Elements, Element{
		Node: n, Tag: n.DataAtom, Parent: w.elem, Depth: w.page.Elements[w.elem].Depth + 1,
		First: int32(len(w.page.Blocks)), Hints: l.hints, Shape: l.shape, Hidden: l.hidden,
	})
	w.elem = int32(len(w.page.Elements) - 1)
}

func (w *walker) leave(to int32) {
	w.page.Elements[w.elem].End = int32(len(w.page.Blocks))
	w.elem = to
	w.top = min(w.top, to)
}

// block reads a block-level element.
func (w *walker) block(n *html.Node, l look) {
	if w.row {
		w.gap = true
		w.children(n)
		w.gap = true
		return
	}
	if w.pre {
		w.newLine()
		w.children(n)
		w.newLine()
		return
	}
	w.flush()
	elem, outer := w.elem, w.context
	w.enter(n, l)
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind, w.level = rules.Heading, int(n.Data[1]-'0')
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		if w.list == 0 {
			w.groups++
			w.group = w.groups
		}
		w.list, w.number, w.kind, w.level = w.list+1, 0, rules.Paragraph, 0
		if n.DataAtom == atom.Ol {
			w.number, w.step = numbering(n)
		}
	case atom.Li:
		if w.list == 0 {
			w.groups++
			w.list, w.group = 1, w.groups
		}
		w.item = true
		if value := attr(n, "value"); value != "" && w.number > 0 {
			w.number = number1(value)
		}
	case atom.Blockquote:
		w.quote, w.kind, w.level = w.quote+1, rules.Quote, 0
	case atom.Pre, atom.Listing, atom.Xmp:
		w.pre, w.kind, w.level = true, rules.Code, 0
	case atom.Figcaption, atom.Caption:
		w.kind, w.level = rules.Caption, 0
	case atom.Table:
		if isData(n) {
			w.groups++
			w.group = w.groups
			w.table(n)
			w.flush()
			w.context = outer
			w.leave(elem)
			return
		}
	}
	w.children(n)
	w.flush()
	w.leave(elem)
	if n.DataAtom != atom.Li {
		outer.item = outer.item && w.item // else its marker went to a block inside
	} else if outer.item = false; outer.number > 0 {
		outer.number = max(w.number+w.step, 1)
	}
	w.context = outer
}

// inline reads an element that stands within a paragraph, or is as good as not there.
func (w *walker) inline(n *html.Node, l look) {
	if l.hidden {
		if len(w.text) == w.from {
			elem := w.elem
			w.enter(n, l)
			w.children(n)
			w.flush()
			w.leave(elem)
		}
		return
	}
	if len(w.text) == w.from {
		w.hint |= l.hints
	}
	s := openSpan{at: -1}
	switch n.DataAtom {
	case atom.A:
		s.url = attr(n, "href")
		if s.url == "" {
			w.children(n)
			return
		}
		s.kind = rules.LinkSpan
		if n.PrevSibling != nil && n.PrevSibling.DataAtom == atom.A {
			w.gap = true // links side by side are words of their own
		}
	case atom.B, atom.Strong:
		s.kind = rules.StrongSpan
	case atom.I, atom.Em, atom.Cite, atom.Dfn:
		s.kind = rules.EmphasisSpan
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		s.kind = rules.CodeSpan
	case atom.Sub:
		s.kind = rules.SubSpan
	case atom.Sup:
		s.kind = rules.SupSpan
	default:
		w.children(n)
		return
	}
	if w.pre && s.kind != rules.LinkSpan || w.isOpen(s.kind) {
		w.children(n)
		return
	}
	w.open = append(w.open, s)
	w.begin(len(w.open) - 1)
	w.children(n)
	w.finishSpan(w.open[len(w.open)-1].at)
	w.open = w.open[:len(w.open)-1]
}

func (w *walker) isOpen(kind rules.SpanKind) bool {
	for i := range w.open {
		if w.open[i].kind == kind {
			return true
		}
	}
	return false
}

// begin gives an open inline element a span in the open block.
func (w *walker) begin(i int) {
	w.open[i].at = len(w.spans)
	w.spans = append(w.spans, rules.Span{Kind: w.open[i].kind, Start: len(w.text) - w.from, End: -1, URL: w.open[i].url})
}

func (w *walker) finishSpan(at int) {
	s := &w.spans[at]
	s.End = len(w.text) - w.from
	for s.Start < s.End && w.text[w.from+s.Start] == ' ' {
		s.Start++
	}
}

func (w *walker) lineBreak() {
	switch {
	case w.pre:
		w.preformatted("\n")
	case w.row:
		w.gap = true
	case w.brk && w.gap: // the second one in a row parts paragraphs
		w.flush()
	default:
		w.gap, w.brk = true, len(w.text) > w.from
	}
}

// words adds a text node's text to the open block, its white space collapsed.
func (w *walker) words(s string) {
	for i := 0; i < len(s); {
		if n := spaceLen(s, i); n > 0 {
			w.gap = true
			i += n
			continue
		}
		j := plainEnd(s, i)
		for j < len(s) && !plain[s[j]] && spaceLen(s, j) == 0 { // the lead bytes of runes that may be special
			r, n := utf8.DecodeRuneInString(s[j:])
			if invisible(r) {
				break
			}
			j = plainEnd(s, j+n)
		}
		if j > i {
			w.add(s[i:j])
			i = j
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
}

func (w *walker) add(s string) {
	w.hold()
	if w.gap && len(w.text) > w.from && w.text[len(w.text)-1] != '\t' {
		if w.brk {
			w.breakSpan(len(w.text) - w.from)
		}
		w.text = append(w.text, ' ')
	}
	w.gap, w.brk = false, false
	w.text = append(w.text, s...)
}

// hold sets w.at for text that is about to be added to the open block. Elements have greater numbers than those that hold them.
func (w *walker) hold() {
	if len(w.text) == w.from {
		w.at, w.top = w.elem, w.elem
	}
	w.at = min(w.at, w.top)
}

// common returns the innermost element that holds two others.
func (w *walker) common(a, b int32) int32 {
	for a != b {
		if a > b {
			a = w.page.Elements[a].Parent
		} else {
			b = w.page.Elements[b].Parent
		}
	}
	return a
}

// breakSpan marks a line break, before the spans that begin after it.
func (w *walker) breakSpan(at int) {
	i := len(w.spans)
	for i > w.mark && w.spans[i-1].Start >= at {
		i--
	}
	w.spans = slices.Insert(w.spans, i, rules.Span{Kind: rules.BreakSpan, Start: at, End: at + 1})
	for k := range w.open {
		if w.open[k].at >= i {
			w.open[k].at++
		}
	}
}

// codeText makes what stands between code's words plain: spaces that do not break, line ends of other systems, characters that do not show.
var codeText = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n", "\u200b", "", "\ufeff", "")

// preformatted adds text as it is, but for blank lines before it.
func (w *walker) preformatted(s string) {
	s = codeText.Replace(s)
	w.hold()
	w.text = append(w.text, s...)
}

// newLine begins a new line of preformatted text, if it is not at the beginning of one.
func (w *walker) newLine() {
	if len(w.text) > w.from && w.text[len(w.text)-1] != '\n' {
		w.text = append(w.text, '\n')
	}
}

// flush ends the open block.
func (w *walker) flush() {
	w.gap, w.brk = false, false
	for _, o := range w.open {
		w.finishSpan(o.at)
	}
	text := w.text[w.from:]
	if w.pre {
		text = w.trimCode()
	}
	if len(text) > 0 && hasInk(text) {
		b := rules.Block{Kind: w.kind, Level: w.level}
		if w.pre {
			b.Language = codeLanguage(w.page.Elements[w.at].Node)
		}
		w.emit(b, w.at)
	} else {
		w.text = w.text[:w.from]
		w.spans = w.spans[:w.mark]
	}
	w.hint = 0
	for _, i := range w.images {
		w.emit(i.block, w.common(i.elem, w.elem))
	}
	w.images = w.images[:0]
	for i := range w.open {
		w.begin(i)
	}
}

// trimCode takes blank lines from the beginning of the open block and white space from its end, and returns what is left.
func (w *walker) trimCode() []byte {
	text := bytes.TrimRight(w.text[w.from:], " \t\r\n")
	blank := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	cut := bytes.LastIndexByte(text[:blank], '\n') + 1
	for i := range w.spans[w.mark:] {
		s := &w.spans[w.mark+i]
		s.Start, s.End = max(s.Start-cut, 0), s.End-cut
	}
	w.text = append(w.text[:w.from], text[cut:]...)
	return w.text[w.from:]
}

// emit appends a block that stands in the element at.
func (w *walker) emit(b rules.Block, at int32) {
	b.List, b.Quote, b.Group = w.list, w.quote, w.group
	if w.item && (b.Kind == rules.Paragraph || b.Kind == rules.Heading) {
		if b.Kind == rules.Paragraph {
			b.Kind = rules.ListItem
		}
		b.Number = w.number
		w.item = false
	}
	if b.Node == nil {
		b.Node = w.page.Elements[at].Node
	}
	kept := w.spans[:w.mark]
	for _, s := range w.spans[w.mark:] {
		s.End = min(s.End, len(w.text)-w.from)
		if s.Start < s.End {
			kept = append(kept, s)
		}
	}
	w.spans = kept
	if b.Kind != rules.Image {
		b.Spans = w.spans[w.mark:len(w.spans):len(w.spans)]
	}
	w.mark = len(w.spans)
	if at != w.elem {
		w.bound(at)
	}
	w.page.Blocks = append(w.page.Blocks, b)
	w.page.At = append(w.page.At, at)
	w.page.Inline = append(w.page.Inline, w.hint)
	w.ends = append(w.ends, ends{len(w.text), len(w.spans)})
	w.from = len(w.text)
}

// bound mends where elements that began or ended within the open block begin and end: the block is in those that hold it, the element at and those above.
func (w *walker) bound(at int32) {
	n := int32(len(w.page.Blocks))
	top := w.common(at, w.elem)
	for e := at; e != top; e = w.page.Elements[e].Parent {
		w.page.Elements[e].End = n + 1
	}
	for e := w.elem; e != top; e = w.page.Elements[e].Parent {
		w.page.Elements[e].First = n + 1
	}
}

// finish copies the page out of the walker's room and cuts the text into the blocks' texts.
func (w *walker) finish() *Page {
	page := &Page{slices.Clone(w.page.Blocks), slices.Clone(w.page.Elements), slices.Clone(w.page.At), slices.Clone(w.page.Inline)}
	text, from := string(w.text), 0
	spans := slices.Clone(w.spans)
	for i := range page.Blocks {
		b := &page.Blocks[i]
		b.Text = text[from:w.ends[i].text]
		from = w.ends[i].text
		if b.Kind != rules.Image {
			b.Spans = spans[w.ends[i].span-len(b.Spans) : w.ends[i].span : w.ends[i].span]
		}
	}
	hide(page)
	return page
}

// maxRoom is how many bytes of text a walker may hold between pages.
const maxRoom = 1 << 20

// reset makes the walker ready for another page. It lets go of the last one's tree.
func (w *walker) reset() {
	if cap(w.text) > maxRoom {
		*w = walker{}
		return
	}
	clear(w.page.Blocks)
	clear(w.page.Elements)
	clear(w.spans)
	clear(w.images[:cap(w.images)])
	*w = walker{
		page: Page{w.page.Blocks[:0], w.page.Elements[:0], w.page.At[:0], w.page.Inline[:0]},
		text: w.text[:0], ends: w.ends[:0], spans: w.spans[:0], open: w.open[:0], images: w.images[:0],
	}
}

// hasInk says whether there is more than punctuation that separates: bullets, bars, dots between links.
func hasInk(text []byte) bool {
	if len(text) > 8 {
		return true
	}
	return len(bytes.Trim(text, " |·•–—-*/\\,;:.›‹»«<>&_~\r\n\t")) > 0
}

// numbering returns the number of an ordered list's first item, and the step to the next one.
func numbering(list *html.Node) (first, step int) {
	if !has(list, "reversed") {
		return number1(attr(list, "start")), 1
	}
	if has(list, "start") {
		return number1(attr(list, "start")), -1
	}
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			first++
		}
	}
	return max(first, 1), -1
}

// number1 reads the number of a list's item; what is no number is 1.
func number1(s string) int {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n > 0 && n < 1e9 {
		return n
	}
	return 1
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}
