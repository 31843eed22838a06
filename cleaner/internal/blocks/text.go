package blocks

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/rules"
)

// FromText reads a text: paragraphs parted by blank lines or by single newlines, and what Markdown-like marks there are (headings, lists, quotes,
// code between fences, tables, links, images, words in bold). A text that is broken at a fixed width between its words has its lines joined again; lines that are set in columns, or
// indented like a program, are code.
//
// What render.Text makes of the blocks is read as the same text again, but for headings that begin like a list's item.
func FromText(text string) []rules.Block {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	paragraphs := strings.Count(text, "\n")
	if strings.Contains(text, "\n\n") {
		paragraphs /= 2
	}
	t := textReader{width: wrapWidth(text), rest: text, blocks: make([]rules.Block, 0, 1+paragraphs)}
	fences := strings.Contains(text, fence)
	for t.rest != "" {
		if !(fences && t.fenced()) && !t.unfenced() {
			line, rest, _ := strings.Cut(t.rest, "\n")
			t.rest = rest
			t.line(line)
			if t.width > 0 {
				t.before = utf8.RuneCountInString(strings.TrimRight(line, " \t"))
			}
		}
	}
	t.flush()
	return t.blocks
}

type textReader struct {
	rest     string // what is not read yet
	width    int    // at which lines are broken; 0 if they are not
	before   int    // the width of the line before
	unclosed int    // a fence of so many backticks is not closed any more; 0 if all may be
	inside   bool   // the line before is not blank
	blocks   []rules.Block
	open     rules.Block // its text is in the lines
	lines    []string
	quote    int
	groups   int
	group    int   // of the list or table that the last block belongs to; 0 if it belongs to none
	rows     int   // how many it has if it is a table
	head     int   // the index of the first of them
	indents  []int // of the lists that are open
}

// A mark is what a line begins with.
type mark uint8

const (
	noMark    mark = iota
	headMark       // "# "
	itemMark       // "- ", "1. "
	quoteMark      // "> "
	rowMark        // "| "
	fenceMark      // "```"
	ruleMark       // "---": between two parts, or under a heading
	imageMark      // "![", and nothing behind the image
)

// markOf returns the mark of a line whose white space is collapsed.
func markOf(line string) mark {
	if line == "" {
		return noMark
	}
	switch c := line[0]; {
	case c == '#':
		level := len(line) - len(strings.TrimLeft(line, "#"))
		if level <= 6 && level < len(line) && line[level] == ' ' {
			return headMark
		}
	case c == '>':
		if len(line) == 1 || line[1] == ' ' {
			return quoteMark
		}
	case c == '|':
		if strings.Count(line, "|") > 1 {
			return rowMark
		}
	case c == '!' || c == '[':
		if _, ok := imageLine(line); ok {
			return imageMark
		}
	case c == '`':
		if strings.HasPrefix(line, fence) && !strings.Contains(strings.TrimLeft(line, "`"), "`") {
			return fenceMark
		}
	case (c == '-' || c == '=') && len(line) > 2 && strings.Trim(line, "-=") == "":
		return ruleMark
	case c == '-' || c == '*' || c == '+' || c == bullets[0] || '0' <= c && c <= '9':
		if _, text := item(line); text != "" {
			return itemMark
		}
	}
	return noMark
}

const (
	fence   = "```"
	bullets = "•‣◦▪●" // the first byte of all of them is the same
)

// item parts a list's item into its number, 0 for a bullet, and its text, which is empty if the line is none.
func item(line string) (number int, text string) {
	marker, text, _ := strings.Cut(line, " ")
	switch marker {
	case "-", "*", "+":
		if strings.Trim(text, "-*_ ") == "" { // a line between two parts
			return 0, ""
		}
		return 0, text
	}
	if _, n := utf8.DecodeRuneInString(marker); n == len(marker) && strings.Contains(bullets, marker) {
		return 0, text
	}
	digits := strings.TrimRight(marker, ".)")
	if len(digits) != len(marker)-1 || len(digits) > 3 || strings.HasPrefix(digits, "0") { // "04. Februar" is a date
		return 0, ""
	}
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return 0, ""
		}
		number = number*10 + int(c-'0')
	}
	if number == 0 {
		return 0, ""
	}
	return number, text
}

func (t *textReader) line(line string) {
	trimmed := collapse(line)
	indent := indentOf(line)
	quote := 0
	for trimmed != "" && markOf(trimmed) == quoteMark {
		quote++
		trimmed = strings.TrimPrefix(trimmed[1:], " ")
	}
	if quote != t.quote {
		t.flush()
		t.quote = quote
	}
	if t.inside = trimmed != ""; !t.inside {
		t.flush()
		if t.rows > 0 {
			t.group = 0
		}
		return
	}
	switch markOf(trimmed) {
	case ruleMark:
		if len(t.lines) == 1 && t.open.Level == 0 && t.open.Kind != rules.ListItem && isTitle(t.lines[0]) { // the line under a heading
			t.open.Kind, t.open.Level = rules.Heading, 1
			if trimmed[0] == '-' {
				t.open.Level = 2
			}
		}
		t.flush()
		return
	case headMark:
		if t.heading(trimmed) {
			return
		}
	case itemMark:
		t.flush()
		t.item(indent, trimmed)
		return
	case rowMark:
		t.row(trimmed)
		return
	case fenceMark: // which nothing closes; if it stayed, a fence that is written after it would
		t.flush()
		if text := strings.TrimLeft(trimmed, "` "); strings.Contains(text, " ") { // more than the name of the code's language
			t.line(text)
		}
		return
	case imageMark:
		t.flush()
		image, _ := imageLine(trimmed)
		image.Quote = t.quote
		t.blocks = append(t.blocks, image)
		return
	}
	if t.goesOnWith(trimmed) {
		t.lines = append(t.lines, trimmed)
		return
	}
	t.flush()
	b := rules.Block{Quote: t.quote}
	if t.quote > 0 {
		b.Kind = rules.Quote
	}
	t.start(b, trimmed)
}

// goesOnWith says whether a line goes on with the paragraph that is open: where lines are broken, because the one before had no room for its first word.
// A label that fills its line has the next one only if its sentence goes on there.
func (t *textReader) goesOnWith(line string) bool {
	return len(t.lines) > 0 && t.width > 0 && t.before+1+firstWord(line) > t.width &&
		(len(t.lines) > 1 || !isLabelled(t.lines[0]) || goesOn(t.lines[0], line))
}

// isLabelled says whether a line begins with a few words and a colon.
func isLabelled(line string) bool {
	const most = 4
	label, _, ok := strings.Cut(line, ": ")
	return ok && strings.Count(label, " ") < most
}

func (t *textReader) start(b rules.Block, text string) {
	if b.Kind != rules.ListItem && b.Kind != rules.Row {
		t.group = 0
	}
	t.open, t.lines = b, append(t.lines[:0], text)
}

// maxTitle is the greatest length in bytes of a line that a line of dashes under it makes a heading.
const maxTitle = 200

// isTitle says whether a line may be a heading: short, and not a sentence.
func isTitle(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(line)
	return len(line) <= maxTitle && r != '.' && r != ';' && r != ','
}

// heading reads a line that begins with number signs. It is none if what follows them has a mark of its own, but for an item's number.
func (t *textReader) heading(line string) bool {
	text := strings.TrimLeft(line, "#")
	level := len(line) - len(text)
	text = strings.TrimSpace(strings.TrimRight(text, "#"))
	if text == "" {
		return false
	}
	if m := markOf(text); m != noMark && m != itemMark {
		return false
	}
	t.flush()
	t.indents = t.indents[:0]
	t.start(rules.Block{Kind: rules.Heading, Level: level, Quote: t.quote}, text)
	t.flush()
	return true
}

// item begins a list's item; its indent says how deep it is.
func (t *textReader) item(indent int, line string) {
	number, text := item(line)
	if t.group == 0 || t.rows > 0 {
		t.groups++
		t.group, t.rows = t.groups, 0
	}
	for len(t.indents) > 0 && indent < t.indents[len(t.indents)-1] {
		t.indents = t.indents[:len(t.indents)-1]
	}
	if len(t.indents) == 0 || indent > t.indents[len(t.indents)-1]+1 {
		t.indents = append(t.indents, indent)
	}
	t.start(rules.Block{Kind: rules.ListItem, List: len(t.indents), Number: number, Group: t.group, Quote: t.quote}, text)
}

// indentOf returns how far a line is indented; a tab counts as four spaces.
func indentOf(line string) int {
	width := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			width++
		case '\t':
			width += 4
		default:
			return width
		}
	}
	return width
}

// row reads a line of a Markdown table. The line of dashes under its head makes the head one.
func (t *textReader) row(line string) {
	t.flush()
	if t.group == 0 {
		t.rows = 0
	}
	if t.rows == 1 && strings.Trim(line, "|-: ") == "" && strings.Contains(line, "--") {
		t.blocks[t.head].Level = 1
		return
	}
	text := strings.Join(cells(line), "\t")
	if strings.Trim(text, "\t") == "" {
		return
	}
	if t.rows == 0 {
		t.groups++
		t.group, t.head = t.groups, len(t.blocks)
	}
	t.rows++
	t.start(rules.Block{Kind: rules.Row, Group: t.group, Quote: t.quote}, text)
	t.flush()
}

// cells parts a row at its bars, but for those behind a backslash.
func cells(row string) []string {
	var cells []string
	row = row[1:]
	for at := 0; at < len(row); {
		i := strings.IndexByte(row[at:], '|') + at
		switch {
		case i < at:
			i = len(row)
		case i > 0 && row[i-1] == '\\':
			at = i + 1
			if at < len(row) {
				continue
			}
			i = len(row)
		}
		cells = append(cells, collapse(strings.ReplaceAll(row[:i], `\|`, "|")))
		row, at = row[min(i+1, len(row)):], 0
	}
	return cells
}

func (t *textReader) flush() {
	if len(t.lines) == 0 {
		return
	}
	b, lines := t.open, t.lines
	t.open, t.lines = rules.Block{}, t.lines[:0]
	b.Text = strings.Join(lines, " ")
	marked := b.Kind == rules.ListItem || b.Kind == rules.Row
	if !marked && len(lines) > 1 && markOf(b.Text) != noMark { // a lone "#" or "-" before the first line break
		for _, line := range lines {
			b.Text = line
			t.blocks = append(t.blocks, b)
		}
		return
	}
	if text, spans := links(b.Text); spans != nil && (marked || b.Kind == rules.Heading || markOf(text) == noMark) {
		b.Text, b.Spans = text, spans
	}
	if text, spans := strong(b.Text, b.Spans); marked || b.Kind == rules.Heading || markOf(text) == noMark {
		b.Text, b.Spans = text, spans
	}
	t.blocks = append(t.blocks, b)
}

var (
	inlineLink = regexp.MustCompile(`!?\[([^\]\[]+)\]\(((?:https?://|/|#|mailto:)(?:[^\s()]|\([^\s()]*\))+)(?: "[^"]*")?\)`)
	wholeImage = regexp.MustCompile(`^(?:\[\s*)?!\[([^\]\[]*)\]\(((?:https?://|/)(?:[^\s()]|\([^\s()]*\))+)(?: "[^"]*")?\)(?:\s*\]\([^\s]+\))?$`)
)

// imageLine reads a line that is nothing but an image, which may be a link.
func imageLine(line string) (rules.Block, bool) {
	if !strings.HasPrefix(line, "![") && !strings.HasPrefix(line, "[![") {
		return rules.Block{}, false
	}
	m := wholeImage.FindStringSubmatch(line)
	if m == nil {
		return rules.Block{}, false
	}
	return rules.Block{Kind: rules.Image, Alt: collapse(m[1]), Src: m[2]}, true
}

// links reads the Markdown links in a text. Of an image within the text, its description stays.
// It returns no spans where there are none, and where the text without the links' addresses would be read as something else again.
func links(text string) (string, []rules.Span) {
	if !strings.Contains(text, "](") {
		return text, nil
	}
	var out strings.Builder
	spans := []rules.Span{}
	from := 0
	for _, m := range inlineLink.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[from:m[0]])
		start := out.Len()
		out.WriteString(text[m[2]:m[3]])
		if text[m[0]] != '!' {
			spans = append(spans, rules.Span{Kind: rules.LinkSpan, Start: start, End: out.Len(), URL: text[m[4]:m[5]]})
		}
		from = m[1]
	}
	out.WriteString(text[from:])
	plain := out.String()
	if from == 0 || inlineLink.MatchString(plain) || strings.Contains(plain, "  ") || strings.TrimSpace(plain) != plain {
		return text, nil
	}
	return plain, spans
}

var inlineStrong = regexp.MustCompile(`(?:^|[^\pL\pN*]|[\p{Han}\p{Hiragana}\p{Katakana}])(\*\*)[^\s*](?:[^*]*[^\s*])?(\*\*)(?:$|[^\pL\pN*]|[\p{Han}\p{Hiragana}\p{Katakana}])`)

// strong reads what stands between pairs of two stars in a text with spans. It leaves a text as it is where a star is left over: there they may mean something else.
func strong(text string, spans []rules.Span) (string, []rules.Span) {
	if !strings.Contains(text, "**") {
		return text, spans
	}
	var marks []int // the places of the stars
	for from := 0; ; {
		m := inlineStrong.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		marks = append(marks, from+m[2], from+m[4])
		from += m[5]
	}
	plain := strings.ReplaceAll(text, "**", "")
	if len(text)-len(plain) != 2*len(marks) || strings.Contains(plain, "*") || inlineLink.MatchString(plain) || strings.TrimSpace(plain) != plain {
		return text, spans
	}
	moved := func(at int) int {
		before, _ := slices.BinarySearch(marks, at)
		return at - 2*before
	}
	var out []rules.Span
	for _, s := range spans {
		s.Start, s.End = moved(s.Start), moved(s.End)
		out = append(out, s)
	}
	for i := 0; i < len(marks); i += 2 {
		out = append(out, rules.Span{Kind: rules.StrongSpan, Start: moved(marks[i]), End: moved(marks[i+1])})
	}
	slices.SortStableFunc(out, func(a, b rules.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	return plain, out
}

// Bounds on wrapped texts: the widths in characters at which lines are broken, and how many breaks within sentences it takes to know one. Lines of verse
// are short, a few of them may be of one length, and many end with a comma; in a script without small letters, those of a list seem to go on.
const (
	minWrap, maxWrap      = 30, 120
	narrowWrap            = 50
	fewBreaks, manyBreaks = 4, 8
)

// wrapWidth returns the width at which a text's paragraphs are broken into lines; 0 if they are not. Programs that break lines put a word on the next one
// only if it would have gone beyond the width, so it is one that explains most breaks within sentences.
func wrapWidth(text string) int {
	var more [maxWrap + 2]int // how many more breaks a width explains than the one before
	breaks, pauses, caseless := 0, 0, 0
	previous := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\n")
		if goesOn(previous, line) {
			breaks++
			if last, _ := utf8.DecodeLastRuneInString(previous); unicode.IsPunct(last) {
				pauses++
			}
			if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, quoted)); !unicode.IsLower(first) {
				caseless++
			}
			if n := utf8.RuneCountInString(previous); n <= maxWrap {
				more[n]++
				more[min(n+1+firstWord(line), len(more)-1)]--
			}
		}
		previous = line
	}
	width, best, explained := 0, 0, 0
	for w, n := range more {
		if explained += n; w >= minWrap && explained > best {
			width, best = w, explained
		}
	}
	enough := fewBreaks
	if width < narrowWrap || caseless*2 > breaks {
		enough = manyBreaks
	}
	if breaks < enough || best*10 < breaks*8 || pauses*3 > breaks {
		return 0
	}
	return width
}

// goesOn says whether a line goes on with the sentence of the line before.
func goesOn(previous, line string) bool {
	line, previous = strings.TrimLeft(line, quoted), strings.TrimLeft(previous, quoted)
	if line == "" || previous == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(previous)
	return (unicode.IsLower(first) || unicode.Is(unicode.Lo, first)) && !unicode.In(last, unicode.Sentence_Terminal)
}

// firstWord returns how wide a line's first word is.
func firstWord(line string) int {
	word, _, _ := strings.Cut(strings.TrimLeft(line, quoted), " ")
	return utf8.RuneCountInString(word)
}

// quoted is what stands before the words of a line that is quoted or indented.
const quoted = "> \t"
