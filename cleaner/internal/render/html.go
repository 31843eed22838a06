package render

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"winnow/rules"
)

// HTML writes blocks as HTML that is safe to show: the elements of an article and nothing else, by an allow list.
func HTML(blocks []rules.Block) string {
	w := htmlWriter{}
	for i := range blocks {
		w.block(&blocks[i], i == 0 || blocks[i-1].Group != blocks[i].Group)
	}
	w.closeTable()
	w.closeLists(0)
	w.closeQuotes(0)
	return strings.TrimSpace(policy().Sanitize(w.out.String()))
}

// policy is what may be in the HTML: no scripts, styles, forms, frames or handlers, and only addresses that a browser can show without risk.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "blockquote", "pre", "code", "strong", "em", "sub", "sup", "br", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowElements("ol")
	p.AllowStandardURLs()
	p.RequireNoFollowOnLinks(false)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	return p
})

type htmlWriter struct {
	out    strings.Builder
	lists  []string // the closing tags of the lists that are open, outermost first
	items  []bool   // whether each has an item open
	quotes int
	table  bool // a table is open
	group  int
}

func (w *htmlWriter) block(b *rules.Block, newGroup bool) {
	if b.Kind != rules.Row || newGroup {
		w.closeTable()
	}
	if b.Group != w.group || b.List == 0 {
		w.closeLists(0)
	}
	w.group = b.Group
	if b.Quote != w.quotes {
		w.closeLists(0)
		w.closeQuotes(b.Quote)
		for ; w.quotes < b.Quote; w.quotes++ {
			w.out.WriteString("<blockquote>\n")
		}
	}
	w.openLists(b)
	switch b.Kind {
	case rules.Heading:
		tag := "h" + strconv.Itoa(min(max(b.Level, 1), 6))
		w.element(tag, b)
	case rules.ListItem:
		w.inline(b.Text, b.Spans)
	case rules.Code:
		w.out.WriteString("<pre><code>")
		w.out.WriteString(html.EscapeString(b.Text))
		w.out.WriteString("</code></pre>\n")
	case rules.Row:
		w.row(b)
	case rules.Image:
		w.out.WriteString(`<figure><img src="` + html.EscapeString(b.Src) + `" alt="` + html.EscapeString(b.Alt) + "\"></figure>\n")
	case rules.Caption:
		w.out.WriteString("<figure><figcaption>")
		w.inline(b.Text, b.Spans)
		w.out.WriteString("</figcaption></figure>\n")
	default:
		w.element("p", b)
	}
}

func (w *htmlWriter) element(tag string, b *rules.Block) {
	w.out.WriteString("<" + tag + ">")
	w.inline(b.Text, b.Spans)
	w.out.WriteString("</" + tag + ">\n")
}

// openLists brings the open lists to the block's depth, and opens an item where the block begins one.
func (w *htmlWriter) openLists(b *rules.Block) {
	if b.List == 0 || b.Kind == rules.Row {
		return
	}
	w.closeLists(b.List)
	for len(w.lists) < b.List {
		if i := len(w.items) - 1; i >= 0 && !w.items[i] {
			w.out.WriteString("<li>")
			w.items[i] = true
		}
		if b.Number > 0 {
			w.out.WriteString(`<ol start="` + strconv.Itoa(b.Number) + "\">\n")
			w.lists = append(w.lists, "</ol>\n")
		} else {
			w.out.WriteString("<ul>\n")
			w.lists = append(w.lists, "</ul>\n")
		}
		w.items = append(w.items, false)
	}
	i := len(w.items) - 1
	if b.Kind == rules.ListItem && w.items[i] {
		w.out.WriteString("</li>\n")
		w.items[i] = false
	}
	if !w.items[i] {
		w.out.WriteString("<li>")
		w.items[i] = true
	}
}

func (w *htmlWriter) closeLists(to int) {
	for i := len(w.lists) - 1; i >= to; i-- {
		if w.items[i] {
			w.out.WriteString("</li>\n")
		}
		w.out.WriteString(w.lists[i])
		w.lists, w.items = w.lists[:i], w.items[:i]
	}
}

func (w *htmlWriter) closeQuotes(to int) {
	for ; w.quotes > to; w.quotes-- {
		w.out.WriteString("</blockquote>\n")
	}
}

func (w *htmlWriter) closeTable() {
	if w.table {
		w.out.WriteString("</tbody></table>\n")
		w.table = false
	}
}

func (w *htmlWriter) row(b *rules.Block) {
	cell := "td"
	if b.Level == 1 {
		cell = "th"
	}
	if !w.table {
		w.table = true
		w.out.WriteString("<table><tbody>\n")
	}
	w.out.WriteString("<tr>")
	from := 0
	for text := range strings.SplitSeq(b.Text, "\t") {
		to := from + len(text)
		var spans []rules.Span
		for _, s := range b.Spans {
			if s.Start >= from && s.End <= to {
				s.Start, s.End = s.Start-from, s.End-from
				spans = append(spans, s)
			}
		}
		w.out.WriteString("<" + cell + ">")
		w.inline(text, spans)
		w.out.WriteString("</" + cell + ">")
		from = to + 1
	}
	w.out.WriteString("</tr>\n")
}

var spanTags = [...]string{rules.LinkSpan: "a", rules.StrongSpan: "strong", rules.EmphasisSpan: "em", rules.CodeSpan: "code", rules.SubSpan: "sub", rules.SupSpan: "sup"}

// inline writes text with its spans as elements. Spans that cross are cut so that they nest.
func (w *htmlWriter) inline(text string, spans []rules.Span) {
	var open []rules.Span
	at := 0
	write := func(to int) {
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
		closeTo(s.Start)
		write(s.Start)
		if s.Kind == rules.BreakSpan {
			w.out.WriteString("<br>")
			at = max(at, s.End)
			continue
		}
		if len(open) > 0 {
			s.End = min(s.End, open[len(open)-1].End)
		}
		if s.End <= s.Start || slices.ContainsFunc(open, func(o rules.Span) bool { return o.Kind == s.Kind }) {
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
