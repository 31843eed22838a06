package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"winnow/rules/internal/words"
)

// A shape holds for a block whose text looks like a sentence, a real paragraph, a headline, or a lead-in: what leads to the block after it; or for a
// block with a number before it.
type shape string

var shapes = []string{"sentence", "real", "headline", "lead-in", "numbered"}

func readShape(l *loader, n ast.Node) condition { return shape(l.word(n, "shape", shapes)) }

func (s shape) contextual() bool { return false }

func (s shape) holds(d *document, i int) bool {
	switch s {
	case "sentence":
		return d.sentence(i)
	case "real":
		return d.real(i)
	case "lead-in":
		return leadsIn(d.blocks[i].Text)
	case "numbered":
		return d.blocks[i].Number > 0 || numbered(d.blocks[i].Text)
	}
	return d.headline(i)
}

// Headlines have so many words: with fewer, a sub-heading or a name is likelier; with more, a paragraph.
const (
	minHeadline = 5
	maxHeadline = 22
)

// headline reports whether block i looks like the headline of a story: one line that begins as a sentence does and does not end as one,
// neither numbered nor an address, a credit, or an introduction to what comes after a colon.
func (d *document) headline(i int) bool {
	b := &d.blocks[i]
	if len(b.Text) > 300 || b.Kind == Code || b.Kind == Row || b.Kind == Image || b.Kind == Caption {
		return false
	}
	if d.sentence(i) || d.words(i) < minHeadline || d.words(i) > maxHeadline {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.Text, `"'“‘«„`))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(b.Text, `"'”’»“) `))
	return !unicode.IsLower(first) && (unicode.IsLetter(first) || unicode.IsDigit(first) && !numbered(b.Text)) &&
		(words.InWord(last) || last == '%' || last == '!' || last == '?') &&
		strings.IndexByte(b.Text, '@') < 0 && strings.IndexByte(b.Text, '|') < 0 && strings.IndexByte(b.Text, '/') < 0 &&
		!strings.Contains(b.Text, "©") && !strings.Contains(b.Text, ". ")
}

// leadsIn reports whether a text ends with a colon, a comma or a semicolon, quotation marks and brackets after it aside.
func leadsIn(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, closers))
	switch last {
	case ':', ',', ';', '：', '，', '；', '،', '؛':
		return true
	}
	return false
}

// numbered reports whether a text begins with the number of a chapter or of a list's item.
func numbered(text string) bool {
	rest := strings.TrimLeft(text, "0123456789")
	return len(rest) < len(text) && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ":"))
}
