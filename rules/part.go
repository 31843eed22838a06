package rules

import (
	"strings"
)

// Cut returns a copy of the block without a stretch of its text, given by byte offsets; of the white space around the cut one space stays, and of
// line breaks one. Spans move with the text.
func (b *Block) Cut(from, to int) Block {
	text := b.Text
	for from > 0 && text[from-1] == ' ' {
		from--
	}
	for to < len(text) && text[to] == ' ' {
		to++
	}
	gap := ""
	if from > 0 && to < len(text) && (text[from] == ' ' || text[to-1] == ' ') && !strings.ContainsRune(".,;:!?)", rune(text[to])) {
		gap = " "
	}
	after := from + len(gap) // where the text after the cut begins
	broken := from == 0 || to == len(text)
	c := *b
	c.Text = text[:from] + gap + text[to:]
	c.Spans = nil
	for _, s := range b.Spans {
		if s.Start >= from && s.End <= to {
			if s.Kind == BreakSpan && !broken {
				c.Spans = append(c.Spans, Span{Kind: BreakSpan, Start: from, End: after})
				broken = true
			}
			continue
		}
		if s.Start >= from {
			s.Start = after + max(s.Start-to, 0)
		}
		if s.End >= to {
			s.End = after + s.End - to
		} else {
			s.End = min(s.End, from)
		}
		c.Spans = append(c.Spans, s)
	}
	return c
}
