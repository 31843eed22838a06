package blocks

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/rules"
)

// FromText reads a text: paragraphs parted by blank lines or by single newlines, and what Markdown-like marks there are (headings, lists, quotes, fenced code, tables, links).
// A text that is broken at a fixed width has its lines joined again.
func FromText(text string) []rules.Block {
	t := textReader{wrapped: isWrapped(text)}
	for line := range strings.Lines(text) {
		t.line(strings.TrimRight(line, "\r\n"))
	}
	t.flush()
	if t.fence != "" { // never closed
		t.code()
	}
	return t.blocks
}

type textReader struct {
	wrapped bool
	blocks  []rules.Block
	open    rules.Block // its text is in the lines
	lines   []string
	fence   string // what opened the fenced code that the reader is in
	groups  int
	group   int // of the list or table that the last block belongs to; 0 if it belongs to none
	indents []int
}

var (
	headingMark = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	itemMark    = regexp.MustCompile(`^(\s*)([-*+•‣◦▪●]|\d{1,3}[.)])\s+(\S.*)$`)
	tableRule   = regexp.MustCompile(`^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$`)
	inlineLink  = regexp.MustCompile(`\[([^\]\[]+)\]\(((?:https?://|/|mailto:)[^\s()]+)\)`)
)

func (t *textReader) line(line string) {
	trimmed := collapse(line)
	switch {
	case t.fence != "":
		if strings.HasPrefix(trimmed, t.fence) && strings.Trim(trimmed, t.fence[:1]) == "" {
			t.code()
			return
		}
		t.lines = append(t.lines, line)
		return
	case trimmed == "":
		t.flush()
		return
	}
	if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
		t.flush()
		t.fence = trimmed[:3]
		return
	}
	if c := trimmed[0]; (c == '=' || c == '-') && len(trimmed) > 2 && strings.Trim(trimmed, "=-") == "" {
		if len(t.lines) == 1 && t.open.Kind == rules.Paragraph { // the line under a heading
			t.open.Kind, t.open.Level = rules.Heading, 1
			if c == '-' {
				t.open.Level = 2
			}
		}
		t.flush()
		return
	}
	if m := headingMark.FindStringSubmatch(trimmed); m != nil && m[2] != "" {
		t.flush()
		t.start(rules.Block{Kind: rules.Heading, Level: len(m[1])}, m[2])
		t.flush()
		return
	}
	if m := itemMark.FindStringSubmatch(line); m != nil {
		t.flush()
		number, _ := strconv.Atoi(strings.TrimRight(m[2], ".)"))
		t.item(len(m[1]), number, collapse(m[3]))
		return
	}
	if strings.HasPrefix(trimmed, "> ") {
		rest := collapse(trimmed[2:])
		if t.open.Kind == rules.Quote && t.wrapped {
			t.lines = append(t.lines, rest)
			return
		}
		t.flush()
		t.start(rules.Block{Kind: rules.Quote, Quote: 1}, rest)
		return
	}
	if strings.Count(trimmed, "|") > 1 && trimmed[0] == '|' {
		t.row(line)
		return
	}
	if len(t.lines) > 0 && t.wrapped {
		t.lines = append(t.lines, trimmed)
		return
	}
	t.flush()
	t.group = 0
	t.start(rules.Block{}, trimmed)
}

func (t *textReader) start(b rules.Block, text string) {
	if b.Kind != rules.ListItem && b.Kind != rules.Row {
		t.group = 0
	}
	t.open, t.lines = b, append(t.lines[:0], text)
}

// item begins a list's item; its indent says how deep it is, and number is 0 for a bullet.
func (t *textReader) item(indent, number int, text string) {
	if t.group == 0 || len(t.indents) == 0 {
		t.groups++
		t.group, t.indents = t.groups, t.indents[:0]
	}
	for len(t.indents) > 0 && indent < t.indents[len(t.indents)-1] {
		t.indents = t.indents[:len(t.indents)-1]
	}
	if len(t.indents) == 0 || indent > t.indents[len(t.indents)-1]+1 {
		t.indents = append(t.indents, indent)
	}
	t.start(rules.Block{Kind: rules.ListItem, List: len(t.indents), Number: number, Group: t.group}, text)
}

// row reads a line of a Markdown table. The line under its head makes the head one.
func (t *textReader) row(line string) {
	t.flush()
	if last := len(t.blocks) - 1; tableRule.MatchString(line) {
		if last >= 0 && t.blocks[last].Kind == rules.Row {
			t.blocks[last].Level = 1
		}
		return
	}
	if t.group == 0 || len(t.indents) > 0 {
		t.groups++
		t.group, t.indents = t.groups, nil
	}
	cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
	for i, c := range cells {
		cells[i] = collapse(c)
	}
	t.start(rules.Block{Kind: rules.Row, Group: t.group}, strings.Join(cells, "\t"))
	t.flush()
}

func (t *textReader) code() {
	text := strings.Trim(strings.Join(t.lines, "\n"), "\n")
	if text != "" {
		t.blocks = append(t.blocks, rules.Block{Kind: rules.Code, Text: text})
	}
	t.fence, t.lines, t.group = "", t.lines[:0], 0
}

func (t *textReader) flush() {
	if t.fence != "" || len(t.lines) == 0 {
		return
	}
	b := t.open
	b.Text = strings.Join(t.lines, " ")
	b.Text, b.Spans = links(b.Text)
	t.blocks = append(t.blocks, b)
	t.open, t.lines = rules.Block{}, t.lines[:0]
}

// links reads the Markdown links in a text.
func links(text string) (string, []rules.Span) {
	if !strings.Contains(text, "](") {
		return text, nil
	}
	var out strings.Builder
	var spans []rules.Span
	from := 0
	for _, m := range inlineLink.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[from:m[0]])
		start := out.Len()
		out.WriteString(text[m[2]:m[3]])
		spans = append(spans, rules.Span{Kind: rules.LinkSpan, Start: start, End: out.Len(), URL: text[m[4]:m[5]]})
		from = m[1]
	}
	out.WriteString(text[from:])
	return out.String(), spans
}

// collapse trims white space at both ends and makes each run of it one space. Invisible characters go.
func collapse(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; !plain[c] && !(c == ' ' && i > 0 && i+1 < len(s) && s[i+1] != ' ') {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var out strings.Builder
	gap := false
	for i := 0; i < len(s); {
		if n := spaceLen(s, i); n > 0 {
			gap = out.Len() > 0
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !invisible(r) {
			if gap {
				out.WriteByte(' ')
				gap = false
			}
			out.WriteString(s[i : i+n])
		}
		i += n
	}
	return out.String()
}

// isWrapped says whether a text's paragraphs are broken into lines at a fixed width: parted by blank lines,
// most lines that another one follows nearly as long as the longest, and not ended like a sentence.
func isWrapped(text string) bool {
	var inner, full, ended, longest int
	previous := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if n := utf8.RuneCountInString(line); n > longest {
			longest = n
		}
		if longest > 120 {
			return false
		}
		if line != "" && previous != "" {
			inner++
			if n := utf8.RuneCountInString(previous); n >= 50 {
				full++
			}
			if r, _ := utf8.DecodeLastRuneInString(previous); unicode.In(r, unicode.Sentence_Terminal) {
				ended++
			}
		}
		previous = line
	}
	return inner >= 4 && full*10 >= inner*8 && ended*3 <= inner
}
