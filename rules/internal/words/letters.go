package words

import (
	"unicode"
	"unicode/utf8"
)

// InWord reports whether a word may have r: a letter, a mark on one, a number.
func InWord(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiWord[r] != 0
	}
	if 0x2000 <= r && r < 0x2070 { // quotation marks, dashes, spaces
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

// IsApostrophe reports whether r is an apostrophe, which joins two words to one.
func IsApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// asciiWord has 1 for the letters and digits of ASCII.
var asciiWord = func() (table [256]uint8) {
	for _, c := range []byte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
		table[c] = 1
	}
	return table
}()

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
