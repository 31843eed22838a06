// Package render writes blocks as plain text, HTML and Markdown.
package render

import (
	"strconv"
	"strings"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// Text writes blocks as plain text: a blank line between blocks, a line for each item of a list and each row of a table, no trailing space.
// Numbers, bullets, a table's bars and the fences around code are all the marks there are: headings and quotes have none. Images are left out
// with their captions.
func Text(body []rules.Block) string {
	var out strings.Builder
	size := 0
	for i := range body {
		size += len(body[i].Text) + 4
	}
	out.Grow(size)
	var last *rules.Block
	var lists nesting
	for i := range body {
		b := &body[i]
		if b.Text == "" || blocks.OfImage(body, i) {
			continue
		}
		switch {
		case last == nil:
		case b.Kind == last.Kind && (b.Kind == rules.ListItem || b.Kind == rules.Row && b.Group == last.Group):
			out.WriteByte('\n')
		default:
			out.WriteString("\n\n")
		}
		writeText(&out, b, lists.depth(b))
		last = b
	}
	return out.String()
}

// nesting are the levels of the lists that are open, the outermost first.
type nesting []int

// depth returns in how many of the lists that were written a block stands, itself the last of them. An item whose outer item is not there, because it was
// chaff, stands further out than its level says.
func (n *nesting) depth(b *rules.Block) int {
	level := min(b.List, maxNesting)
	switch {
	case b.Kind == rules.Heading && b.Number > 0: // which begins an item
		level = 1
	case b.Kind != rules.ListItem:
		return 0
	}
	open := *n
	for len(open) > 0 && level < open[len(open)-1] {
		open = open[:len(open)-1]
	}
	if len(open) == 0 || level > open[len(open)-1] {
		open = append(open, level)
	}
	*n = open
	return len(open)
}

// writeText writes a block; depth is in how many lists it stands.
func writeText(out *strings.Builder, b *rules.Block, depth int) {
	switch {
	case b.Kind == rules.ListItem:
		for range depth - 1 {
			out.WriteString("  ")
		}
		if b.Number <= 0 {
			out.WriteString("- ")
			break
		}
		fallthrough
	case b.Kind == rules.Heading && b.Number > 0: // which begins an item
		out.WriteString(strconv.Itoa(b.Number))
		out.WriteString(". ")
	case b.Kind == rules.Row:
		writeRow(out, b.Text)
		return
	case b.Kind == rules.Code:
		fence := fenceFor(b.Text)
		out.WriteString(fence + "\n" + b.Text + "\n" + fence)
		return
	}
	from := 0
	for _, s := range b.Spans {
		if s.Kind == rules.BreakSpan && s.Start >= from && s.Start <= s.End && s.End <= len(b.Text) && isSpace(b.Text[s.Start:s.End]) {
			out.WriteString(b.Text[from:s.Start])
			out.WriteByte('\n')
			from = s.End
		}
	}
	out.WriteString(b.Text[from:])
}

// isSpace says whether a line break takes the place of a stretch of text: of the space that parts its lines, or of nothing.
func isSpace(text string) bool { return text == " " || text == "" }

// fenceFor returns a fence of more backticks than stand in a row in the code that it goes around.
func fenceFor(code string) string {
	longest, run := 0, 0
	for _, c := range []byte(code) {
		run++
		if c != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return strings.Repeat("`", max(3, longest+1))
}

// writeRow writes a row's cells between bars, as Markdown has them; the empty ones at its end are left out.
func writeRow(out *strings.Builder, text string) {
	for cell := range strings.SplitSeq(strings.TrimRight(text, "\t"), "\t") {
		out.WriteString("| ")
		if cell != "" {
			out.WriteString(strings.ReplaceAll(cell, "|", `\|`))
			out.WriteByte(' ')
		}
	}
	out.WriteByte('|')
}
