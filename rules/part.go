package rules

import (
	"strings"
)

// cut returns a copy of the block without a stretch of its text; of the white space around the cut one space stays. Spans move with the text.
func cut(b *Block, from, to int) Block {
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
	c := *b
	c.Text = text[:from] + gap + text[to:]
	c.Spans = nil
	for _, s := range b.Spans {
		if s.Start >= from && s.End <= to {
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
