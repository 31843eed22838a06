package cleaner

import (
	"cmp"
	"slices"
	"strings"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// settle strips from a page's article what the rules find in its text. As a text it has lost what the page said of it: that a line is a heading or one of a
// paragraph's, or that the page is a list. Whoever cleans the text again finds no more to strip.
func (c *Cleaner) settle(doc *Document) {
	text, places := blocks.Reread(doc.Blocks)
	doubtful := func(i int) bool {
		b := &doc.Blocks[places[i].Block]
		return len(b.Text) < plainParagraph || text[i].Kind != b.Kind || slices.ContainsFunc(b.Spans, func(s rules.Span) bool {
			return s.Kind == rules.LinkSpan || s.Kind == rules.BreakSpan
		})
	}
	if !c.rules.Strips(text, rules.Page{}, doubtful) {
		return
	}
	result := c.rules.Apply(text, rules.Page{})
	var stripped []stripping
	gone := -1 // the last line that went as a whole
	for n, r := range result.Removals {
		i := result.At[n]
		at, line := places[i], text[i].Text
		s := stripping{r, at.Block, at.Offset, at.Offset + len(line)}
		switch from := strings.Index(line, r.Text); {
		case i == gone:
			s.to = s.from // it is out already
		case !r.Part:
			gone = i
		case from < 0: // what was left of it when another part was out
			s.to = s.from
		default:
			s.from, s.to = at.Offset+from, at.Offset+from+len(r.Text)
		}
		stripped = append(stripped, s)
	}
	doc.take(stripped)
}

// plainParagraph is the length in bytes from which a paragraph without links is seldom anything else to the rules in a text than it was on the page: of
// shorter ones they ask what stands around them. It saves the time to look at the longer ones again.
const plainParagraph = 60

// A stripping is what is to be taken out of one of a document's blocks: a stretch of its text, by byte offsets.
type stripping struct {
	Removal
	block, from, to int
}

// take takes out what is stripped, and notes it among the removals. The blocks are in order; stretches of one may come in any, and overlap.
func (d *Document) take(stripped []stripping) {
	for i, s := range stripped {
		b := &d.Blocks[s.block]
		line := b.Cut(s.to, len(b.Text))
		line = line.Cut(0, s.from)
		stripped[i].Links = append(stripped[i].Links, line.Links()...)
	}
	body := slices.Clone(d.Blocks)
	cuts := slices.SortedStableFunc(slices.Values(stripped), func(a, b stripping) int { return cmp.Or(a.block-b.block, a.from-b.from) })
	for i, s := range slices.Backward(cuts) {
		b := &body[s.block]
		to := min(s.to, len(b.Text))
		if next := i + 1; next < len(cuts) && cuts[next].block == s.block {
			to = min(to, cuts[next].from)
		}
		if s.from < to {
			*b = b.Cut(s.from, to)
		}
	}
	before := make([]int, len(body)+1) // how many blocks stay before each
	gone := make([]bool, len(body)+1)
	for i := range body {
		gone[i] = body[i].Text == "" && d.Blocks[i].Text != ""
		before[i+1] = before[i]
		if !gone[i] {
			before[i+1]++
		}
	}
	var removals []Removal
	note := func(r Removal, block int, part bool) {
		r.Before, r.Part = before[block], part && !gone[block]
		removals = append(removals, r)
	}
	for _, r := range d.Removals {
		for ; len(stripped) > 0 && stripped[0].block < r.Before; stripped = stripped[1:] {
			note(stripped[0].Removal, stripped[0].block, true)
		}
		note(r, r.Before, r.Part)
	}
	for _, s := range stripped {
		note(s.Removal, s.block, true)
	}
	d.Removals = removals
	d.Blocks = d.Blocks[:0:0]
	for i := range body {
		if !gone[i] {
			d.Blocks = append(d.Blocks, body[i])
		}
	}
}
