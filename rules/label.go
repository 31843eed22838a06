package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"winnow/rules/internal/words"
)

// maxLabel is how many bytes a label may have once it is folded.
const maxLabel = 96

// A label holds for a block that begins with one of its phrases, where the phrase is all of the block, or a colon, a dash, a bar, an
// arrow or the text of links comes after it. Case, accents, punctuation, brackets, arrows and other decoration do not count:
// "READ MORE »", "[Read more: …]" and "– Read more –" all bear the label "read more". Code bears none: `close()` does not say "close".
type label struct {
	phrases map[string]string // folded phrase -> as the pack spells it
	alone   bool              // the phrase must be all of the block
}

// maxLabelled is how many words a block with a label may have: what is longer is a paragraph that has run together with its neighbour.
const maxLabelled = 50

// bracketed reports whether a text begins with a bracket that closes before the text ends: the label is a part of a paragraph.
func bracketed(text string) bool {
	if text == "" || text[0] != '(' && text[0] != '[' {
		return false
	}
	end := strings.IndexAny(text, ")]")
	return end >= 0 && strings.ContainsFunc(text[end:], words.InWord)
}

// goesOn reports whether a text goes on as one sentence after the offset at: in small letters, when there are small letters before it, too.
// "Read more: it was all that he asked for" is no label, "Read more: It was all that he asked for" and "READ MORE: iron bridges" are.
func goesOn(text string, at int) bool {
	next := strings.IndexFunc(text[at:], words.InWord)
	if next < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[at+next:])
	return unicode.IsLower(r) && strings.ContainsFunc(text[:at], unicode.IsLower)
}

func readLabel(l *loader, n ast.Node) condition { return readPhrases(l, n, false) }

func readLabelAlone(l *loader, n ast.Node) condition { return readPhrases(l, n, true) }

func readPhrases(l *loader, n ast.Node, alone bool) condition {
	x := &label{phrases: make(map[string]string), alone: alone}
	for _, phrase := range l.texts(n) {
		folded := foldLabel(phrase)
		switch {
		case folded == "":
			l.wrong(n, fmt.Sprintf("label %q has no letter or digit", phrase), "write the words of the label; use expression for signs")
		case len(folded) > maxLabel-utf8.UTFMax:
			l.wrong(n, fmt.Sprintf("label %q is longer than %d bytes", phrase, maxLabel-utf8.UTFMax), "use expression for a whole sentence")
		}
		x.phrases[folded] = phrase
	}
	return x
}

func (l *label) contextual() bool { return false }

func (l *label) holds(d *document, i int) bool {
	_, _, ok := l.find(d, i)
	return ok
}

// find returns the phrase that the block bears, and whether it is all of the block.
func (l *label) find(d *document, i int) (phrase string, alone, ok bool) {
	forms := d.labelForms(i)
	for _, f := range forms.ends() {
		if !f.alone && (l.alone || d.words(i) > maxLabelled || bracketed(d.blocks[i].Text) || goesOn(d.blocks[i].Text, f.at)) {
			continue
		}
		if phrase, ok := l.phrases[string(forms.text[:f.len])]; ok && !d.blocks[i].codeBefore(f.end(len(d.blocks[i].Text))) {
			return phrase, f.alone, true
		}
	}
	return "", false, false
}

func (l *label) explain(d *document, i int) string {
	phrase, _, _ := l.find(d, i)
	return "label " + phrase
}

// codeBefore reports whether the block's text has code in it before the offset end: marked as code, or spelled as no words are.
func (b *Block) codeBefore(end int) bool {
	marked := func(s Span) bool { return s.Kind == CodeSpan && s.Start < end }
	return slices.ContainsFunc(b.Spans, marked) || codeSigns.MatchString(b.Text[:end])
}

// codeSigns match what names in code have and labels have not, whatever decorates them: an option's dashes, a call's brackets, a variable's dollar sign,
// an element's angle brackets, braces, an underscore within a name or two before it, an assignment, quotation marks of a program.
var codeSigns = regexp.MustCompile("^--?\\p{Ll}\\S*[^\\s-]$|\\pL\\(\\)|\\$[\\pL_]|<\\pL\\S*\\pL>|[{}\\\\]|\\pL_\\pL|__\\pL|\\pL=[^=\\s]|^['`].*['`]$")

// label reports whether the match asks for a label, or one of its alternatives does.
func (c conjunction) label() bool {
	return slices.ContainsFunc(c, func(x condition) bool {
		switch x := x.(type) {
		case *label:
			return true
		case alternative:
			return slices.ContainsFunc(x, conjunction.label)
		}
		return false
	})
}

// foldLabel returns a phrase as labels are compared: folded, its words parted by single spaces.
func foldLabel(phrase string) string {
	f := labelForms(make([]byte, 0, 2*len(phrase)+utf8.UTFMax), &Block{Text: phrase})
	return string(f.text)
}

// forms are what a block's text may bear as its label: prefixes of text, folded.
type forms struct {
	text []byte
	all  [8]formEnd
	n    int
}

func (f *forms) ends() []formEnd { return f.all[:f.n] }

// note says that a label may end here, at an offset of the block's text.
func (f *forms) note(at int) {
	n := len(f.text)
	if n > 0 && f.n < len(f.all) && (f.n == 0 || f.all[f.n-1].len != n) {
		f.all[f.n] = formEnd{len: n, at: at}
		f.n++
	}
}

type formEnd struct {
	len   int  // of the folded text
	at    int  // where it ends in the block's text
	alone bool // nothing but decoration comes after it
}

// end returns where the label ends in a text of so many bytes, with what decorates it if it is alone.
func (f formEnd) end(text int) int {
	if f.alone {
		return text
	}
	return f.at
}

// labelForms reads the beginning of a block's text into buf, and notes each place where a label may end. It reads no further than buf's capacity.
func labelForms(buf []byte, b *Block) forms {
	f := forms{text: buf}
	link := linkAfterLabel(b)
	space := false
	for i := 0; i < len(b.Text); {
		if i == link {
			f.note(i)
		}
		c := b.Text[i]
		if c == ' ' {
			space = true
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(b.Text[i:])
		}
		switch {
		case words.InWord(r):
			if space && len(f.text) > 0 {
				f.text = append(f.text, ' ')
			}
			space = false
			if len(f.text)+utf8.UTFMax > cap(f.text) {
				return f
			}
			if folded := words.Fold(r); folded != words.Dropped {
				f.text = utf8.AppendRune(f.text, folded)
			}
		case words.IsApostrophe(r) || words.Fold(r) == words.Dropped:
		default:
			if parts(r) || r == '-' && (i == 0 || b.Text[i-1] == ' ' || i+1 < len(b.Text) && b.Text[i+1] == ' ') {
				f.note(i)
			}
			space = true
		}
		i += n
	}
	f.note(len(b.Text))
	if f.n > 0 && f.all[f.n-1].len == len(f.text) {
		f.all[f.n-1].alone = true
	}
	return f
}

// labelForms reads the labels that block i may bear.
func (d *document) labelForms(i int) *forms {
	if d.labelsOf != i {
		d.labels = labelForms(d.label[:0], &d.blocks[i])
		d.labelsOf = i
	}
	return &d.labels
}

// linkAfterLabel returns where the block's first link begins if links fill the text from there on, but for what parts them; else -1.
func linkAfterLabel(b *Block) int {
	const between = 3 // bytes: a space, a bar, a bullet
	at, end := -1, 0
	for _, s := range b.Spans {
		if s.Kind != LinkSpan {
			continue
		}
		switch {
		case at < 0:
			at = s.Start
		case s.Start > end+between:
			return -1
		}
		end = max(end, s.End)
	}
	if end < len(b.Text)-between {
		return -1
	}
	return at
}

// parts reports whether r parts a label from what it labels.
func parts(r rune) bool {
	switch r {
	case ':', '：', '︰', '|', '｜', '¦', '–', '—', '―', '－', '>', '»', '›', '→', '⇒', '➜', '➔', '►', '▶', '▸', '•', '·', '/', '】', '」', ']', '〉', '》':
		return true
	}
	return false
}
