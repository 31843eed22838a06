package blocks

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// codeLanguage returns the language that a pre element, its code or what is wrapped around it says to be in, by the classes that HTML recommends and those of
// Rouge, Pygments, Sphinx and GitHub; empty if it does not say.
func codeLanguage(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.DataAtom == atom.Code {
		n = c
	}
	for {
		for class := range strings.FieldsSeq(attr(n, "class")) {
			for _, prefix := range []string{"language-", "lang-", "highlight-source-", "highlight-"} {
				if name, ok := strings.CutPrefix(class, prefix); ok {
					return languageName(name)
				}
			}
		}
		if n.Parent == nil || !wraps(n.Parent, n) {
			return ""
		}
		n = n.Parent
	}
}

// maxWrapper is how many children an element may have that wraps one of them. More would be looked at for each of them.
const maxWrapper = 20

// wraps says whether an element has no content but one of its children, and a few buttons and empty elements beside it.
func wraps(n, only *html.Node) bool {
	if n.DataAtom == atom.Body {
		return false
	}
	children := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if children++; children > maxWrapper {
			return false
		}
		switch {
		case c == only || c.Type == html.CommentNode || c.DataAtom == atom.Button:
		case c.Type == html.TextNode && blank(c.Data):
		case c.Type == html.ElementNode && c.FirstChild == nil: // an anchor, or where highlighting begins
		default:
			return false
		}
	}
	return true
}

// languageName returns a language's name in lower case; empty where it is none, or that of plain text.
func languageName(s string) string {
	const longest = 20
	s = strings.ToLower(s)
	switch s {
	case "none", "default", "plain", "plaintext", "text", "txt", "notranslate", "nohighlight":
		return ""
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("+#.-_", rune(c)) {
			return ""
		}
	}
	if len(s) > longest {
		return ""
	}
	return s
}

// fenced reads code between two fences, if the next line is the first of them and there is another one, with as many backticks or more.
func (t *textReader) fenced() bool {
	if !strings.HasPrefix(strings.TrimLeft(t.rest, " \t"), fence) {
		return false
	}
	opening, rest, _ := strings.Cut(t.rest, "\n")
	if markOf(collapse(opening)) != fenceMark {
		return false
	}
	opening = strings.TrimSpace(opening)
	ticks := opening[:len(opening)-len(strings.TrimLeft(opening, "`"))]
	if t.unclosed > 0 && len(ticks) >= t.unclosed {
		return false
	}
	size := 0
	for line := range strings.Lines(rest) {
		if closing := strings.TrimSpace(line); strings.HasPrefix(closing, ticks) && strings.Trim(closing, "`") == "" {
			t.code(strings.Split(rest[:size], "\n"), languageName(strings.TrimSpace(opening[len(ticks):])))
			t.rest = rest[size+len(line):]
			return true
		}
		size += len(line)
	}
	t.unclosed = len(ticks)
	return false
}

// unfenced reads code without fences: the lines up to a blank one, if they look like it.
func (t *textReader) unfenced() bool {
	if t.inside || !strings.Contains(t.rest[:min(len(t.rest), maxCodeLine+2)], "\n") {
		return false
	}
	var lines []string
	rest := t.rest
	for len(lines) < maxCodeLines {
		line, after, _ := strings.Cut(rest, "\n")
		if blank(line) {
			break
		}
		if len(line) > maxCodeLine {
			return false
		}
		lines, rest = append(lines, line), after
		if len(lines) == 2 && !inColumns(lines) && indentOf(lines[1]) == indentOf(lines[0]) && codeLines(lines) == 0 {
			return false
		}
	}
	if len(lines) < 2 || !inColumns(lines) && !isProgram(lines) {
		return false
	}
	t.code(lines, "")
	t.rest = rest
	return true
}

const (
	maxCodeLine  = 120
	maxCodeLines = 1000
)

// inColumns says whether all lines have something that begins at the same place, after two spaces or more, like the cells of a table.
func inColumns(lines []string) bool {
	var common []int
	wide := false
	for i, line := range lines {
		starts := columns(line)
		if i == 0 {
			common = starts
		} else {
			common = slices.DeleteFunc(common, func(at int) bool { return !slices.Contains(starts, at) })
		}
		if len(common) == 0 {
			return false
		}
		wide = wide || strings.Contains(strings.TrimSpace(line), "   ")
	}
	return wide
}

// columns returns where words begin, in characters, that two spaces or more part from the one before.
func columns(line string) []int {
	if !strings.Contains(strings.TrimSpace(line), "  ") {
		return nil
	}
	var starts []int
	at, gap, begun := 0, 0, false
	for _, r := range line {
		if r == ' ' {
			gap++
		} else {
			if begun && gap > 1 {
				starts = append(starts, at)
			}
			gap, begun = 0, true
		}
		at++
	}
	return starts
}

// isProgram says whether lines are indented like a program, and at least half of them have something in them that programs have and sentences have not.
func isProgram(lines []string) bool {
	indented := false
	for _, line := range lines {
		if m := markOf(collapse(line)); m != noMark && m != headMark { // a comment may look like a heading
			return false
		}
		indented = indented || indentOf(line) > indentOf(lines[0])
	}
	return indented && codeLines(lines)*2 >= len(lines)
}

func codeLines(lines []string) int {
	n := 0
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if strings.ContainsAny(line, "{}=") || strings.HasSuffix(line, ";") || strings.HasSuffix(line, "()") || strings.Contains(line, "</") || strings.Contains(line, "->") {
			n++
		}
	}
	return n
}

// code makes lines a block of code, without the indent that all of them have.
func (t *textReader) code(lines []string, language string) {
	t.flush()
	t.group = 0
	indent, first := "", true
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if first {
			indent, first = line[:len(line)-len(strings.TrimLeft(line, " \t"))], false
		}
		for !strings.HasPrefix(line, indent) {
			indent = indent[:len(indent)-1]
		}
	}
	var out strings.Builder
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			out.WriteString(strings.TrimRight(line[len(indent):], " \t"))
		}
		out.WriteByte('\n')
	}
	if text := strings.Trim(out.String(), "\n"); text != "" {
		t.blocks = append(t.blocks, rules.Block{Kind: rules.Code, Language: language, Text: text})
	}
}
