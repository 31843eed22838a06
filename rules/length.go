package rules

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// A charCount holds for blocks with so many characters.
type charCount struct{ interval }

func readChars(l *loader, n ast.Node) condition { return charCount{l.readInterval(n, "chars")} }

func (c charCount) contextual() bool { return false }

func (c charCount) holds(d *document, i int) bool {
	text := d.blocks[i].Text
	switch bytes := float64(len(text)); { // the bytes alone say it most of the time
	case bytes < c.lo, c.hi >= 0 && bytes > c.hi*utf8.UTFMax:
		return false
	case bytes >= c.lo*utf8.UTFMax && (c.hi < 0 || bytes <= c.hi):
		return true
	}
	if d.looked == i && d.found.Text.ASCII {
		return c.has(float64(len(text)))
	}
	return c.has(float64(utf8.RuneCountInString(text)))
}

// A wordCount holds for blocks with so many words.
type wordCount struct{ interval }

func readWords(l *loader, n ast.Node) condition { return wordCount{l.readInterval(n, "words")} }

func (c wordCount) contextual() bool { return false }

func (c wordCount) holds(d *document, i int) bool { return c.has(float64(d.words(i))) }
