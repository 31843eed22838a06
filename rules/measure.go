package rules

import (
	"strings"
	"unicode/utf8"

	"winnow/rules/internal/words"
)

// Words returns how many words the block's text has. Where a script sets no spaces between words, two signs of Chinese or Japanese, or four of Thai, make a word.
func (b *Block) Words() int { return words.Count(b.Text) }

// EndsSentence reports whether the block's text ends as a sentence does, quotation marks and brackets after it aside.
func (b *Block) EndsSentence() bool {
	text := b.Text
	for len(text) > 0 {
		r, n := utf8.DecodeLastRuneInString(text)
		switch r {
		case '"', '\'', '”', '’', '“', '‘', '»', '«', '›', ')', ']', '」', '』', '）', '】', ' ', '*', '_', '\u00a0':
			text = text[:len(text)-n]
			continue
		case '.', '!', '?', '。', '！', '？', '｡', '؟', '۔', '।', '॥', '։', '።', ';', '·':
			return !strings.HasSuffix(text, "..")
		}
		return false
	}
	return false
}

// closers are the signs and blanks that may stand after the sign that ends a text.
const closers = "\"'”’“‘»«›)]」』）】 *_"

// endsWithStop reports whether a text ends with a full stop, quotation marks and brackets after it aside: an item of a list may ask or cry, it seldom states.
func endsWithStop(text string) bool {
	text = strings.TrimRight(text, closers)
	for _, stop := range [...]string{".", "。", "｡", "۔", "।"} {
		if strings.HasSuffix(text, stop) {
			return true
		}
	}
	return false
}

// What makes a paragraph real: so many words that end as a sentence does, or more words whatever their end.
const (
	realSentence = 10
	realWords    = 35
)

// Real reports whether the block is a real paragraph, as packs' keys mean it: a paragraph or quote that is not mostly links, and has ten words or more
// that end as a sentence does, or 35 words.
func (b *Block) Real() bool { return b.couldBeReal() && b.isReal(b.Words()) }

// couldBeReal spares counting the words of a block that is no real paragraph whatever their number.
func (b *Block) couldBeReal() bool {
	return (b.Kind == Paragraph || b.Kind == Quote) && len(b.Text) >= 2*realSentence
}

// isReal reports whether a block that could be a real paragraph is one, with so many words.
func (b *Block) isReal(words int) bool {
	return (words >= realWords || words >= realSentence && b.EndsSentence()) && b.LinkShare() < 0.5
}
