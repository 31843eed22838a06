package words

import (
	"math"
	"unicode/utf8"
)

// How much of a word must be the same, and which words are too short to say anything.
const (
	stemRunes = 5
	stemBytes = 8
	minRunes  = 4
)

// EachStem calls f with the stem of each longer word: its beginning, folded, as a number. Of a script without spaces between words,
// each two characters in a row are a word.
func (t *Text) EachStem(f func(stem uint64)) {
	for _, start := range t.Starts {
		at, end, runes := int(start), int(start), 0
		for end < len(t.Folded) && runes < stemRunes {
			r, n := utf8.DecodeRune(t.Folded[end:])
			if !InWord(r) {
				break
			}
			if quartersOf(r) > 0 {
				if next, m := utf8.DecodeRune(t.Folded[end+n:]); quartersOf(next) > 0 {
					f(t.stem(end, n+m))
				}
				at, end, runes = end+n, end+n, 0
				continue
			}
			runes, end = runes+1, end+n
		}
		if runes >= minRunes {
			f(t.stem(at, min(end-at, stemBytes)))
		}
	}
}

// stem returns n bytes at an offset of the folded text as a number.
func (t *Text) stem(at, n int) uint64 {
	return t.Gram(int32(at)) & (math.MaxUint64 >> (64 - 8*n))
}
