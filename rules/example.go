package rules

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/antchfx/htmlquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An example is a small document out of a pack, as blocks, and what of it a rule is to strip.
//
// Its text has one block a line, in a little of Markdown: "- " and "1. " begin an item of a list, "# " a heading, "> " a quote,
// [text](address) is a link. Text that begins with < is HTML. [[…]] marks what goes; without a mark all of it goes.
type example struct {
	blocks []Block
	page   bool
	title  string   // the page's
	stays  []string // the blocks' texts without what goes, blocks that go as a whole left out
}

const (
	openMark  = "[["
	closeMark = "]]"
)

// readExample reads an example. Strips says that it shows what goes, so that marks have a meaning.
func readExample(text string, strips bool) *example {
	e := &example{page: strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(text), openMark), "<")}
	if e.page {
		e.blocks = htmlBlocks(text)
		_, title, _ := strings.Cut(text, "<title>")
		e.title, _, _ = strings.Cut(title, "</title>")
	} else {
		e.blocks = textBlocks(text)
	}
	if !strips {
		for i := range e.blocks {
			e.stays = append(e.stays, e.blocks[i].Text)
		}
		return e
	}
	all, open := !strings.Contains(text, openMark), false
	blocks := e.blocks[:0]
	for _, b := range e.blocks {
		var stays string
		if b, stays, open = unmark(b, open); b.Text == "" { // a mark between elements
			continue
		}
		blocks = append(blocks, b)
		if !all && stays != "" {
			e.stays = append(e.stays, stays)
		}
	}
	e.blocks = blocks
	return e
}

// unmark takes the marks out of a block, and returns what stays of its text when what they mark goes. Open says that a mark is open
// where the block begins, and where it ends.
func unmark(b Block, open bool) (unmarked Block, stays string, stillOpen bool) {
	var kept strings.Builder
	from := 0
	for {
		mark := openMark
		if open {
			mark = closeMark
		}
		n := strings.Index(b.Text[from:], mark)
		end := from + n
		if n < 0 {
			end = len(b.Text)
		}
		if !open {
			kept.WriteString(b.Text[from:end])
		}
		if n < 0 {
			return b, strings.TrimSpace(kept.String()), open
		}
		b = without(&b, end, end+len(mark))
		from, open = end, !open
	}
}

// without returns the block without a stretch of its text.
func without(b *Block, from, to int) Block {
	c := *b
	c.Text = b.Text[:from] + b.Text[to:]
	c.Spans = nil
	move := func(at int) int { return at - min(max(at-from, 0), to-from) }
	for _, s := range b.Spans {
		s.Start, s.End = move(s.Start), move(s.End)
		c.Spans = append(c.Spans, s)
	}
	return c
}

var (
	exampleItem = regexp.MustCompile(`^(?:[-*•] |(\d{1,3})[.)] )\s*`)
	exampleLink = regexp.MustCompile(`\[([^\[\]]+)\]\(([^()\s]+)\)`)
)

// textBlocks makes a block of every line.
func textBlocks(text string) []Block {
	var blocks []Block
	group := 0
	inList := false
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			inList = false
			continue
		}
		var b Block
		prefix := ""
		if strings.HasPrefix(line, openMark) {
			prefix, line = openMark, line[len(openMark):]
		}
		item := exampleItem.FindStringSubmatch(line)
		switch {
		case item != nil:
			if !inList {
				group++
			}
			b = Block{Kind: ListItem, List: 1, Group: group}
			b.Number, _ = strconv.Atoi(item[1])
			line = line[len(item[0]):]
		case strings.HasPrefix(line, "# "):
			b = Block{Kind: Heading, Level: 2}
			line = line[2:]
		case strings.HasPrefix(line, "> "):
			b = Block{Kind: Quote, Quote: 1}
			line = line[2:]
		}
		inList = item != nil
		line = prefix + line
		for {
			m := exampleLink.FindStringSubmatchIndex(line)
			if m == nil {
				break
			}
			b.Spans = append(b.Spans, Span{Kind: LinkSpan, Start: m[0], End: m[0] + m[3] - m[2], URL: line[m[4]:m[5]]})
			line = line[:m[0]] + line[m[2]:m[3]] + line[m[1]:]
		}
		b.Text = line
		blocks = append(blocks, b)
	}
	return blocks
}

// htmlBlocks makes blocks of a piece of HTML: enough for examples, not for pages.
func htmlBlocks(text string) []Block {
	page, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	w := &htmlWalk{}
	w.walk(page, Block{})
	return w.blocks
}

type htmlWalk struct {
	blocks []Block
	now    Block // the block that is being read
	group  int
}

// flush ends the block that is being read.
func (w *htmlWalk) flush() {
	w.now.Text = strings.TrimRight(w.now.Text, " ")
	if w.now.Text != "" {
		w.blocks = append(w.blocks, w.now)
	}
	w.now.Text, w.now.Spans = "", nil
}

// write appends text to the block, its white space collapsed.
func (w *htmlWalk) write(text string) {
	for _, r := range text {
		if unicode.IsSpace(r) {
			if w.now.Text == "" || strings.HasSuffix(w.now.Text, " ") {
				continue
			}
			r = ' '
		}
		w.now.Text += string(r)
	}
}

// walk reads what is under n; like is the block that its text belongs to.
func (w *htmlWalk) walk(n *html.Node, like Block) {
	item := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			if w.now.Text == "" {
				like.Text, like.Spans = "", nil
				w.now = like
			}
			w.write(c.Data)
			continue
		}
		inner := like
		inner.Node = c
		switch c.DataAtom {
		case atom.A:
			start := len(w.now.Text)
			w.walk(c, like)
			if end := len(strings.TrimRight(w.now.Text, " ")); end > start {
				w.now.Spans = append(w.now.Spans, Span{Kind: LinkSpan, Start: start, End: end, URL: htmlquery.SelectAttr(c, "href")})
			}
			continue
		case atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.Small, atom.Time, atom.Code, atom.Button, atom.Label:
			w.walk(c, like)
			continue
		case atom.Title:
			continue
		case atom.Ul, atom.Ol:
			if like.List == 0 {
				w.group++
			}
			inner.List, inner.Group = like.List+1, w.group
		case atom.Li:
			inner.Kind = ListItem
			if n.DataAtom == atom.Ol {
				item++
				inner.Number = item
			}
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			inner.Kind, inner.Level = Heading, int(c.Data[1]-'0')
		case atom.Blockquote:
			inner.Kind = Quote
		case atom.Pre:
			inner.Kind = Code
		case atom.Figcaption, atom.Caption:
			inner.Kind = Caption
		}
		w.flush()
		w.walk(c, inner)
		w.flush()
	}
}
