package cleaner

import (
	"slices"
	"strings"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// settle strips from a page's article what the rules find in its text. As a text it has lost what the page said of it: that a line is a heading or one of a
// paragraph's, or that the page is a list. Whoever cleans the text again finds no more to strip.
func (c *Cleaner) settle(doc *Document) {
	text, places := blocks.Reread(doc.Blocks)
	doubtful := make([]bool, len(text)) // to which the rules have not said their last word
	for i := range text {
		b := &doc.Blocks[places[i].Block]
		doubtful[i] = len(b.Text) < plainParagraph || text[i].Kind != b.Kind || slices.ContainsFunc(b.Spans, func(s rules.Span) bool {
			return s.Kind == rules.LinkSpan || s.Kind == rules.BreakSpan
		})
	}
	result := c.rules.ApplyTo(text, rules.Page{}, doubtful)
	if len(result.Removals) == 0 {
		return
	}
	var stripped []stripping
	rest, kept := result.Removals, 0
	for i, at := range places {
		of := text[i].Text
		if len(rest) > 0 && rest[0].Before == kept && !rest[0].Part && rest[0].Text == of {
			stripped = append(stripped, stripping{rest[0], at.Block, at.Offset, at.Offset + len(of)})
			rest = rest[1:]
			continue
		}
		for ; len(rest) > 0 && rest[0].Before == kept && rest[0].Part; rest = rest[1:] {
			if n := strings.Index(of, rest[0].Text); n >= 0 {
				stripped = append(stripped, stripping{rest[0], at.Block, at.Offset + n, at.Offset + n + len(rest[0].Text)})
			}
		}
		kept++
	}
	doc.take(stripped)
}

// plainParagraph is the length in bytes from which a paragraph without links is nothing else to the rules in a text than it was on the page. Of shorter ones
// they ask what stands around them.
const plainParagraph = 60

// A stripping is what is to be taken out of one of a document's blocks: a stretch of its text, by byte offsets.
type stripping struct {
	Removal
	block, from, to int
}

// take takes out what is stripped, in the order in which it stands, and notes it among the removals.
func (d *Document) take(stripped []stripping) {
	body := slices.Clone(d.Blocks)
	for i, s := range slices.Backward(stripped) {
		b := &body[s.block]
		line := b.Cut(s.to, len(b.Text))
		line = line.Cut(0, s.from)
		stripped[i].Links = append(stripped[i].Links, line.Links()...)
		*b = b.Cut(s.from, s.to)
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
