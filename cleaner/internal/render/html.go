package render

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"winnow/rules"
)

// HTML writes blocks as HTML that is safe to show: the elements of an article and nothing else, by an allow list.
//
// A list may have lost its beginning and a span may reach past its text: what comes out is well nested all the same.
func HTML(blocks []rules.Block) string {
	var w htmlWriter
	for i := range blocks {
		b := &blocks[i]
		if i > 0 && !sameTable(b, &blocks[i-1]) {
			w.closeTable()
		}
		w.place(b)
		w.block(b)
		captioned := b.Kind == rules.Image && i+1 < len(blocks) && blocks[i+1].Kind == rules.Caption && blocks[i+1].List == b.List && blocks[i+1].Quote == b.Quote
		if w.figure && !captioned {
			w.out.WriteString("</figure>\n")
			w.figure = false
		}
		w.afterHeading = b.Kind == rules.Heading
	}
	w.closeTable()
	for len(w.open) > 0 {
		w.closeLast()
	}
	return strings.TrimSpace(policy().Sanitize(w.out.String()))
}

// policy is what may be in the HTML: no scripts, styles, forms, frames or handlers, and only addresses that a browser can show without risk.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "sub", "sup", "br",
		"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("value").Matching(bluemonday.Integer).OnElements("li")
	p.AllowAttrs("class").Matching(codeClass).OnElements("code")
	p.AllowStandardURLs()
	p.AllowRelativeURLs(true)
	p.RequireNoFollowOnLinks(false)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	return p
})

// codeClass is how HTML recommends to name the language of code.
var codeClass = regexp.MustCompile(`^language-[a-z0-9+#._-]+$`)

func sameTable(a, b *rules.Block) bool {
	return a.Kind == rules.Row && b.Kind == rules.Row && a.Group == b.Group && a.List == b.List && a.Quote == b.Quote
}

type htmlWriter struct {
	out          strings.Builder
	open         []container // outermost first
	lists        int         // how many of them are lists
	table, head  bool        // a table is open; its head is
	figure       bool        // a figure is open
	afterHeading bool        // the last block is a heading
}

// A container is an element that holds blocks: ul, ol or blockquote.
type container struct {
	tag   string
	group int
	item  bool // an item is open
	next  int  // the number of the next one
}

func (c *container) isList() bool { return c.tag != "blockquote" }

// place opens and closes lists, their items and quotes, so that the block can be written.
//
// A block says in how many lists and quotes it stands, not in which order. What is open already decides; a quote within an item comes after its list.
func (w *htmlWriter) place(b *rules.Block) {
	lists, quotes := min(max(b.List, 0), maxNesting), min(max(b.Quote, 0), maxNesting)
	if b.Kind == rules.Row { // no list's item begins with one
		lists = min(lists, w.lists)
	}
	ownGroup := b.Kind == rules.Row || b.Kind == rules.Caption // a table's, not the list's
	for w.lists > lists || len(w.open)-w.lists > quotes || w.lists > 0 && !ownGroup && w.list(0).group != b.Group {
		w.closeLast()
	}
	begins := b.Kind == rules.ListItem && lists > 0 || b.Kind == rules.Heading && lists > 0 && !w.afterHeading && (b.Number > 0 || w.lists < lists || w.list(lists-1).tag == "ul")
	if begins {
		for w.lists > 0 && (len(w.open)-w.lists < quotes || w.lists == lists && w.wrongLast(b)) {
			w.closeLast()
		}
		w.openQuotes(quotes)
		w.openLists(lists, b)
		w.beginItem(b)
		return
	}
	w.openLists(lists, b)
	w.needItem()
	w.openQuotes(quotes)
}

// list returns the list that is open at a depth, 0 for the outermost.
func (w *htmlWriter) list(depth int) *container {
	for i := range w.open {
		if w.open[i].isList() {
			if depth == 0 {
				return &w.open[i]
			}
			depth--
		}
	}
	return nil
}

// wrongLast says whether the innermost container cannot take the block as an item: it is a quote, or a list of the other kind.
func (w *htmlWriter) wrongLast(b *rules.Block) bool {
	last := &w.open[len(w.open)-1]
	return !last.isList() || last.tag != listTag(b)
}

func listTag(b *rules.Block) string {
	if b.Number > 0 {
		return "ol"
	}
	return "ul"
}

// maxNesting is how many quotes, and how many lists, are opened within each other. More of them would only make room at the left.
const maxNesting = 50

func (w *htmlWriter) openQuotes(n int) {
	for len(w.open)-w.lists < n {
		w.needItem()
		w.out.WriteString("<blockquote>\n")
		w.open = append(w.open, container{tag: "blockquote"})
	}
}

func (w *htmlWriter) openLists(n int, b *rules.Block) {
	for ; w.lists < n; w.lists++ {
		w.needItem()
		c := container{tag: "ul", group: b.Group}
		if w.lists == n-1 && b.Number > 0 {
			c.tag, c.next = "ol", b.Number
		}
		w.out.WriteString("<" + c.tag)
		if c.next > 1 {
			w.out.WriteString(` start="` + strconv.Itoa(c.next) + `"`)
		}
		w.out.WriteString(">\n")
		w.open = append(w.open, c)
	}
}

// needItem opens an item in the innermost list, if none is open.
func (w *htmlWriter) needItem() {
	if n := len(w.open); n > 0 && w.open[n-1].isList() && !w.open[n-1].item {
		w.out.WriteString("<li>")
		w.open[n-1].item = true
	}
}

func (w *htmlWriter) beginItem(b *rules.Block) {
	list := &w.open[len(w.open)-1]
	if list.item {
		w.out.WriteString("</li>\n")
	}
	w.out.WriteString("<li")
	if b.Number > 0 && b.Number != list.next {
		w.out.WriteString(` value="` + strconv.Itoa(b.Number) + `"`)
	}
	w.out.WriteString(">")
	list.item, list.next = true, b.Number+1
}

func (w *htmlWriter) closeLast() {
	last := &w.open[len(w.open)-1]
	if last.item {
		w.out.WriteString("</li>\n")
	}
	if last.isList() {
		w.lists--
	}
	w.out.WriteString("</" + last.tag + ">\n")
	w.open = w.open[:len(w.open)-1]
}

func (w *htmlWriter) block(b *rules.Block) {
	switch b.Kind {
	case rules.Heading:
		w.element("h"+strconv.Itoa(min(max(b.Level, 1), 6)), b)
	case rules.ListItem:
		if b.List <= 0 {
			w.element("p", b)
		} else {
			w.inline(b.Text, b.Spans)
		}
	case rules.Code:
		class := ""
		if b.Language != "" {
			class = ` class="language-` + html.EscapeString(b.Language) + `"`
		}
		w.out.WriteString("<pre><code" + class + ">" + html.EscapeString(b.Text) + "</code></pre>\n")
	case rules.Row:
		w.row(b)
	case rules.Image:
		w.openFigure()
		w.out.WriteString(`<img src="` + html.EscapeString(b.Src) + `" alt="` + html.EscapeString(b.Alt) + `">`)
	case rules.Caption:
		w.openFigure()
		w.out.WriteString("<figcaption>")
		w.inline(b.Text, b.Spans)
		w.out.WriteString("</figcaption>")
	default:
		w.element("p", b)
	}
}

func (w *htmlWriter) openFigure() {
	if !w.figure {
		w.out.WriteString("<figure>")
		w.figure = true
	}
}

func (w *htmlWriter) element(tag string, b *rules.Block) {
	w.out.WriteString("<" + tag + ">")
	w.inline(b.Text, b.Spans)
	w.out.WriteString("</" + tag + ">\n")
}

func (w *htmlWriter) row(b *rules.Block) {
	cell, head := "td", b.Level == 1
	if head {
		cell = "th"
	}
	switch {
	case !w.table && head:
		w.out.WriteString("<table><thead>\n")
	case !w.table:
		w.out.WriteString("<table><tbody>\n")
	case w.head && !head:
		w.out.WriteString("</thead><tbody>\n")
	}
	w.head = head && (w.head || !w.table)
	w.table = true
	w.out.WriteString("<tr>")
	from := 0
	for text := range strings.SplitSeq(b.Text, "\t") {
		w.out.WriteString("<" + cell + ">")
		w.inline(text, within(b.Spans, from, from+len(text)))
		w.out.WriteString("</" + cell + ">")
		from += len(text) + 1
	}
	w.out.WriteString("</tr>\n")
}

// within returns the parts of spans between two offsets, from the first one on.
func within(spans []rules.Span, from, to int) []rules.Span {
	var inside []rules.Span
	for _, s := range spans {
		s.Start, s.End = max(s.Start, from)-from, min(s.End, to)-from
		if s.Start < s.End {
			inside = append(inside, s)
		}
	}
	return inside
}

func (w *htmlWriter) closeTable() {
	if !w.table {
		return
	}
	if w.head {
		w.out.WriteString("</thead></table>\n")
	} else {
		w.out.WriteString("</tbody></table>\n")
	}
	w.table, w.head = false, false
}

var spanTags = [...]string{rules.LinkSpan: "a", rules.StrongSpan: "strong", rules.EmphasisSpan: "em", rules.CodeSpan: "code", rules.SubSpan: "sub", rules.SupSpan: "sup"}

// inline writes text with its spans as elements. Spans that cross are cut so that they nest.
func (w *htmlWriter) inline(text string, spans []rules.Span) {
	var open []rules.Span
	at := 0
	write := func(to int) {
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		if to > at {
			w.out.WriteString(html.EscapeString(text[at:to]))
			at = to
		}
	}
	closeTo := func(pos int) {
		for len(open) > 0 && open[len(open)-1].End <= pos {
			last := open[len(open)-1]
			write(last.End)
			w.out.WriteString("</" + spanTags[last.Kind] + ">")
			open = open[:len(open)-1]
		}
	}
	for _, s := range spans {
		s.Start, s.End = max(s.Start, at), min(s.End, len(text))
		if s.Start > len(text) || s.Kind != rules.BreakSpan && s.Start >= s.End {
			continue
		}
		closeTo(s.Start)
		write(s.Start)
		if s.Kind == rules.BreakSpan {
			w.out.WriteString("<br>")
			if s.Start <= s.End && isSpace(text[s.Start:s.End]) {
				at = max(at, s.End)
			}
			continue
		}
		if len(open) > 0 {
			s.End = min(s.End, open[len(open)-1].End)
		}
		if slices.ContainsFunc(open, func(o rules.Span) bool { return o.Kind == s.Kind }) {
			continue
		}
		if s.Kind == rules.LinkSpan {
			w.out.WriteString(`<a href="` + html.EscapeString(s.URL) + `">`)
		} else {
			w.out.WriteString("<" + spanTags[s.Kind] + ">")
		}
		open = append(open, s)
	}
	closeTo(len(text))
	write(len(text))
}
