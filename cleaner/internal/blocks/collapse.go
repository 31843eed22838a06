package blocks

import (
	"encoding/binary"
	"unicode/utf8"
)

// collapse trims white space at both ends and makes each run of it one space. Invisible characters go.
func collapse(s string) string {
	end := firstFlaw(s)
	if end == len(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); {
		if n := spaceLen(s, i); n > 0 {
			gap = len(out) > 0
			i += n
			continue
		}
		j := i
		for j < len(s) && plain[s[j]] {
			j++
		}
		if j == i {
			r, n := utf8.DecodeRuneInString(s[i:])
			if invisible(r) {
				i += n
				continue
			}
			j = i + n
		}
		if gap {
			out = append(out, ' ')
			gap = false
		}
		out = append(out, s[i:j]...)
		i = j
	}
	return string(out)
}

// blank says whether collapse leaves nothing of a text.
func blank(s string) bool {
	for i := 0; i < len(s); {
		n := spaceLen(s, i)
		if n == 0 {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !invisible(r) {
				return false
			}
			n = size
		}
		i += n
	}
	return true
}

// firstFlaw returns the index of the first character that collapse would change or of a space before it; len(s) if there is none.
func firstFlaw(s string) int {
	for i := 0; i < len(s); {
		i = skipASCII(s, i)
		for stop := min(i+8, len(s)); i < stop; {
			switch {
			case plain[s[i]]:
				i++
			case s[i] == ' ' && i > 0 && i+1 < len(s) && s[i+1] != ' ':
				i++
			default:
				if s[i] < utf8.RuneSelf || spaceLen(s, i) > 0 {
					return i
				}
				r, n := utf8.DecodeRuneInString(s[i:])
				if invisible(r) {
					return i
				}
				i += n
			}
		}
	}
	return len(s)
}

// skipASCII skips words of ASCII with single spaces between them, eight bytes at a time, from s[i] on; it stops before s ends, and before a space.
// That a byte is at least c shows in its high bit once 0x80-c is added.
func skipASCII(s string, i int) int {
	const ones, highBits = 0x0101010101010101, 0x8080808080808080
	before := uint64(0) // 0x80 after a space
	if i == 0 {
		before = 0x80
	}
	for ; i+8 < len(s); i += 8 {
		eight := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		if eight&highBits != 0 {
			break
		}
		printable := (eight + (0x80-' ')*ones) &^ (eight + (0x80-0x7f)*ones)
		space := ^(eight + (0x80-' '-1)*ones) & printable & highBits
		if ^printable&highBits|space&(space<<8|before) != 0 {
			break
		}
		before = space >> 56
	}
	if i > 0 && s[i-1] == ' ' {
		i--
	}
	return i
}

// plain are the bytes that need no look: all of ASCII but white space and control characters, and the lead bytes of runes that are neither space nor invisible.
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c > ' ' && c != 0x7f && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEE && c != 0xEF
	}
	return t
}()

// spaceLen returns the length of the white space character at s[i]; 0 if there is none.
func spaceLen(s string, i int) int {
	switch c := s[i]; {
	case c <= ' ' || c == 0x7f:
		return 1
	case c == 0xC2 && i+1 < len(s) && (s[i+1] == 0xA0 || s[i+1] == 0x85):
		return 2
	case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] >= 0x80 && s[i+2] <= 0x8A || s[i+2] == 0xA8 || s[i+2] == 0xA9 || s[i+2] == 0xAF),
		c == 0xE2 && i+2 < len(s) && s[i+1] == 0x81 && s[i+2] == 0x9F,
		c == 0xE3 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80:
		return 3
	}
	return 0
}

// invisible says whether a rune shows nothing and means nothing between words: soft hyphen, zero-width space, byte order mark. Those for private use are
// icons of the page's own font, and show nothing without it. Joiners stay: Arabic, Persian, the scripts of India and emoji need them.
func invisible(r rune) bool {
	return r == 0xAD || r == 0x200B || r == 0xFEFF || r == 0x2060 || 0xE000 <= r && r <= 0xF8FF
}

// plainEnd returns the end of the plain words from s[i] on, with the single spaces between them.
func plainEnd(s string, i int) int {
	for i < len(s) {
		switch {
		case plain[s[i]]:
			i++
		case s[i] == ' ' && i > 0 && s[i-1] != ' ' && i+1 < len(s) && plain[s[i+1]]:
			i += 2
		default:
			return i
		}
	}
	return i
}
