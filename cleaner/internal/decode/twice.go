package decode

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// misread are the charsets that UTF-8 is mistaken for. Latin-1 is the first of them for all who follow the Encoding Standard, and a part of it for others.
var misread = [...]*charmap.Charmap{charmap.Windows1252, charmap.Windows1251}

// once returns the text that was meant by one that is in UTF-8 twice: somebody has read its bytes in another charset and written that down, so that “é” became
// “Ã©”. Such is a text in which all letters beyond ASCII are bytes of that charset that make up UTF-8, which no language's words are. Any other text comes
// back as it is.
func once(text []byte) []byte {
	start := 0
	for start < len(text) && text[start] < utf8.RuneSelf {
		start++
	}
	if start == len(text) {
		return text
	}
	for _, charset := range misread {
		if isTwice(text[start:], charset) {
			meant := make([]byte, 0, len(text))
			for _, r := range string(text) {
				b, _ := byteOf(r, charset)
				meant = append(meant, b)
			}
			meant, _ = cutMark(meant)
			return meant
		}
	}
	return text
}

// isTwice says that the letters beyond ASCII, read as bytes of a charset, are valid UTF-8.
func isTwice(text []byte, charset *charmap.Charmap) bool {
	letter := make([]byte, 0, utf8.UTFMax) // the part of one that has been read
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			if len(letter) > 0 {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		b, ok := byteOf(r, charset)
		if !ok {
			return false
		}
		letter = append(letter, b)
		if utf8.FullRune(letter) {
			if !utf8.Valid(letter) {
				return false
			}
			letter = letter[:0]
		}
	}
	return len(letter) == 0
}

// byteOf returns the byte that a charset has for a character. For the control characters beyond ASCII, that is the byte of the same number: a byte that a
// charset has no character for is read as one.
func byteOf(r rune, charset *charmap.Charmap) (byte, bool) {
	if 0x80 <= r && r < 0xa0 {
		return byte(r), true
	}
	return charset.EncodeRune(r)
}
