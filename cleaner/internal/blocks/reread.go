package blocks

import (
	"winnow/rules"
)

// A Place is where in a document's blocks a text stands: in which of them, and at which byte offset of its text.
type Place struct{ Block, Offset int }

// Reread returns the blocks that FromText would read in the text of a page's blocks, and where each of them stands in the page's. In a text, a heading and a quote
// are paragraphs, a line break parts two of them, links are gone, and images with their captions.
func Reread(page []rules.Block) ([]rules.Block, []Place) {
	text, places := make([]rules.Block, 0, len(page)), make([]Place, 0, len(page))
	groups := 0 // of lists that are typed; the page's own are above
	for i := range page {
		b := &page[i]
		if b.Text == "" || OfImage(page, i) {
			continue
		}
		line := *b
		line.Level, line.Quote, line.Spans, line.Node = 0, 0, nil, nil
		switch {
		case b.Kind == rules.Heading && b.Number > 0:
			line.Kind = rules.ListItem
		case b.Kind == rules.Row:
			line.Level = b.Level
		case b.Kind == rules.Heading, b.Kind == rules.Quote, b.Kind == rules.Caption:
			line.Kind = rules.Paragraph
		}
		from := 0
		add := func(to int) {
			one := line
			one.Text = b.Text[from:to]
			if one.Kind == rules.Paragraph {
				one.List, one.Group = 0, 0
				if markOf(one.Text) == itemMark {
					if last := len(text) - 1; last >= 0 && text[last].Kind == rules.ListItem {
						one.Group = text[last].Group
					} else {
						groups--
						one.Group = groups
					}
					one.Kind, one.List = rules.ListItem, 1
					one.Number, one.Text = item(one.Text)
				}
			}
			if one.Text != "" {
				text = append(text, one)
				places = append(places, Place{i, to - len(one.Text)})
			}
			line.Kind = rules.Paragraph
		}
		for _, s := range b.Spans {
			if s.Kind == rules.BreakSpan && s.Start >= from && s.Start <= s.End && s.End <= len(b.Text) {
				add(s.Start)
				from = s.End
			}
		}
		add(len(b.Text))
	}
	return text, places
}

// OfImage says whether a block is the caption of the image before or after it.
func OfImage(blocks []rules.Block, i int) bool {
	return blocks[i].Kind == rules.Caption && (i > 0 && blocks[i-1].Kind == rules.Image || i+1 < len(blocks) && blocks[i+1].Kind == rules.Image)
}
