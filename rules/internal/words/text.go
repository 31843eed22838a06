// Package words reads a text as words, case and accents aside: folded, with the places where words begin and how many there are, in any script.
package words

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// slack is how many bytes more a Text has room for than the text has: for the last word's gram, and for a letter to be written whole.
const slack = 8 + utf8.UTFMax

// A Text is a text as Read reads it.
type Text struct {
	Folded []byte  // as AppendFold folds it
	Starts []int32 // where in Folded a word begins
	Beyond []int32 // where in Folded a character beyond ASCII begins
	Count  int     // how many words it has; see the function Count
	ASCII  bool    // it has nothing beyond ASCII
}

// Read reads a text of less than 2 GB. Bytes that are not UTF-8 become U+FFFD. What was read before is overwritten.
func (t *Text) Read(text string) {
	folded := slices.Grow(t.Folded[:0], len(text)+slack)[:len(text)+slack]
	starts := slices.Grow(t.Starts[:0], len(text)/2+1)[:len(text)/2+1]
	t.ASCII, t.Beyond = true, t.Beyond[:0]
	n, words, quarters := 0, 0, 0 // n bytes are folded
	before := uint8(0)            // 1 after a letter or digit
	for i := 0; i < len(text); {
		if i+8 <= len(text) {
			if eight := binary.LittleEndian.Uint64([]byte(text[i : i+8])); eight&highBits == 0 {
				eight, word := foldEight(eight)
				binary.LittleEndian.PutUint64(folded[n:], eight)
				for begin := word &^ (word<<8 | uint64(before)<<7); begin != 0; begin &= begin - 1 {
					starts[words] = int32(n + bits.TrailingZeros64(begin)/8)
					words++
				}
				before = uint8(word >> 63)
				i, n = i+8, n+8
				continue
			}
		}
		if c := text[i]; c < utf8.RuneSelf {
			folded[n] = asciiFold[c]
			// Without a branch: whether a word begins is what a processor cannot foresee.
			starts[words] = int32(n)
			words += int(asciiWord[c] &^ before)
			before = asciiWord[c]
			i, n = i+1, n+1
			continue
		}
		t.ASCII = false
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		f := Fold(r)
		if f == Dropped {
			continue
		}
		word := uint8(0)
		if InWord(r) {
			word = 1
		}
		starts[words] = int32(n)
		words += int(word &^ before)
		before = word
		if n+len(text)-i+slack > len(folded) { // a letter's small form may be longer than the letter
			folded = append(folded, make([]byte, len(folded)/2+utf8.UTFMax)...)
		}
		t.Beyond = append(t.Beyond, int32(n))
		n += utf8.EncodeRune(folded[n:], f)
		quarters += quartersOf(r)
	}
	starts = starts[:words]
	clear(folded[n:])

	t.Folded, t.Starts = folded[:n], starts
	t.Count = len(starts) - t.joints()
	if quarters > 0 {
		t.Count = (quarters + 3) / 4
		for _, i := range starts {
			if !spaceless(folded[i:]) && !joined(folded[:i]) {
				t.Count++
			}
		}
	}
}

// Count counts the words of a text. Where a script sets no spaces between words, two characters of Chinese or Japanese,
// or four of Thai, Lao, Khmer or Burmese, count as one.
func Count(text string) int {
	var t Text
	t.Read(text)
	return t.Count
}

// joints returns at how many places an apostrophe joins what looks like two words.
func (t *Text) joints() (n int) {
	count := func(end int) {
		if next, _ := utf8.DecodeRune(t.Folded[end:]); InWord(next) && joined(t.Folded[:end]) {
			n++
		}
	}
	for end := 0; ; {
		i := bytes.IndexByte(t.Folded[end:], '\'')
		if i < 0 {
			break
		}
		end += i + 1
		count(end)
	}
	for _, at := range t.Beyond {
		if r, size := utf8.DecodeRune(t.Folded[at:]); r == '’' {
			count(int(at) + size)
		}
	}
	return n
}

// Gram returns the eight bytes at an offset of the folded text as a number, the first one the lowest; zeros after its end.
func (t *Text) Gram(at int32) uint64 {
	return binary.LittleEndian.Uint64(t.Folded[at : at+8 : cap(t.Folded)])
}

const (
	ones     = 0x0101010101010101 // to be multiplied by what is to stand in each of eight bytes
	highBits = 0x80 * ones
)

// foldEight folds eight characters of ASCII at once, and says in the high bit of each byte whether it is a letter or digit. That a byte is at least c shows
// in its high bit once 0x80-c is added.
func foldEight(text uint64) (folded, word uint64) {
	atLeast := func(c uint64) uint64 { return folded + (0x80-c)*ones }
	folded = text
	folded |= atLeast('A') &^ atLeast('Z'+1) & highBits >> 2 // the bit that tells small letters from capitals
	return folded, (atLeast('a')&^atLeast('z'+1) | atLeast('0')&^atLeast('9'+1)) & highBits
}

// IsPlain reports whether eight bytes of a folded text are letters and digits of ASCII with single spaces between them.
func IsPlain(eight uint64) bool {
	if eight&highBits != 0 {
		return false
	}
	_, word := foldEight(eight)
	blank := ^((eight ^ ' '*ones) + (0x80-1)*ones) & highBits
	return word>>63 == 1 && word|blank == highBits && blank&(blank<<8) == 0
}

// joined reports whether a text ends with a word and an apostrophe, so that what comes next is the same word.
func joined(text []byte) bool {
	r, size := utf8.DecodeLastRune(text)
	if !IsApostrophe(r) {
		return false
	}
	r, _ = utf8.DecodeLastRune(text[:len(text)-size])
	return InWord(r)
}

// spaceless reports whether a text begins with a script without spaces between words.
func spaceless(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return quartersOf(r) > 0
}

// asciiFold is Fold for ASCII.
var asciiFold = func() (table [256]byte) {
	for c := range utf8.RuneSelf {
		table[c] = byte(Fold(rune(c)))
	}
	return table
}()
