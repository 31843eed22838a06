package rules

import (
	"unicode"
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
	if d.looked == i && d.scan.ascii {
		return c.has(float64(len(text)))
	}
	return c.has(float64(utf8.RuneCountInString(text)))
}

// A wordCount holds for blocks with so many words.
type wordCount struct{ interval }

func readWords(l *loader, n ast.Node) condition { return wordCount{l.readInterval(n, "words")} }

func (c wordCount) contextual() bool { return false }

func (c wordCount) holds(d *document, i int) bool { return c.has(float64(d.words(i))) }

// countWords counts the words of a text. Where a script sets no spaces between words, two characters of Chinese or Japanese,
// or four of Thai, Lao, Khmer or Burmese, count as one.
func countWords(text string) int {
	var s scan
	s.read(text)
	return s.words
}

// quartersOf returns how many quarters of a word a character of a script without spaces makes up; 0 for other scripts.
func quartersOf(r rune) int {
	switch {
	case r < 0xe00:
		return 0
	case r < 0x1000: // Thai, Lao, Tibetan
		if unicode.IsLetter(r) {
			return 1
		}
	case 0x1000 <= r && r < 0x10a0, 0x1780 <= r && r < 0x1800: // Burmese, Khmer
		if unicode.IsLetter(r) {
			return 1
		}
	case 0x3040 <= r && r < 0x3100, 0x3400 <= r && r < 0xa000, 0xf900 <= r && r < 0xfb00, 0x20000 <= r && r < 0x32000: // kana, Han
		return 2
	}
	return 0
}
