package rules

import (
	"regexp"
	"slices"
	"strings"
)

var bareAddress = regexp.MustCompile(`\bhttps?://[^\s<>"“”«»]+`)

// linksIn returns the links in a stretch of a block's text: its spans, and the addresses that stand bare in it.
func linksIn(b *Block, from, to int) []Link {
	var links []Link
	for _, s := range b.Spans {
		if s.Kind == LinkSpan && s.Start < to && s.End > from {
			links = append(links, Link{b.Text[s.Start:s.End], s.URL})
		}
	}
	text := b.Text[from:to]
	if !strings.Contains(text, "://") {
		return links
	}
	for _, m := range bareAddress.FindAllStringIndex(text, -1) {
		if !linked(b, from+m[0]) {
			address := strings.TrimRight(text[m[0]:m[1]], ".,;:!?)]}'’")
			links = append(links, Link{address, address})
		}
	}
	return links
}

// linked reports whether a link's text covers the byte at an offset.
func linked(b *Block, at int) bool {
	return slices.ContainsFunc(b.Spans, func(s Span) bool { return s.Kind == LinkSpan && s.Start <= at && at < s.End })
}
