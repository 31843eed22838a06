package rules

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxBlock is how many bytes a block may have for rules to look at it: chaff is short, and what is longer is body.
const maxBlock = 1 << 16

// scanSlack is how many bytes more a scan has room for than the text has: for the last word's gram, and for a letter to be written whole.
const scanSlack = 8 + utf8.UTFMax

// A scan is a text as the index reads it.
type scan struct {
	folded []byte
	starts []int32 // where in folded a word begins
	likely []int32 // those of starts where a literal may begin
	beyond []int32 // where in folded a character beyond ASCII begins
	marks  marks   // of all the words, once marked; see hasMark
	marked bool
	words  int // how many words it has, see countWords
	ascii  bool
	first  []byte // see firstWord
}

// read scans a text; what was there before is overwritten.
func (s *scan) read(text string) {
	folded := slices.Grow(s.folded[:0], len(text)+scanSlack)[:len(text)+scanSlack]
	starts := slices.Grow(s.starts[:0], len(text)/2+1)[:len(text)/2+1]
	s.ascii, s.beyond = true, s.beyond[:0]
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
		s.ascii = false
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		f := fold(r)
		if f == dropped {
			continue
		}
		word := uint8(0)
		if isWordRune(r) {
			word = 1
		}
		starts[words] = int32(n)
		words += int(word &^ before)
		before = word
		if n+len(text)-i+scanSlack > len(folded) { // a letter's small form may be longer than the letter
			folded = append(folded, make([]byte, len(folded)/2+utf8.UTFMax)...)
		}
		s.beyond = append(s.beyond, int32(n))
		n += utf8.EncodeRune(folded[n:], f)
		quarters += quartersOf(r)
	}
	starts = starts[:words]
	clear(folded[n:])

	s.folded, s.starts, s.marked = folded[:n], starts, false
	s.words = len(starts) - s.joints()
	if quarters > 0 {
		s.words = (quarters + 3) / 4
		for _, i := range starts {
			if !spaceless(folded[i:]) && !joined(folded[:i]) {
				s.words++
			}
		}
	}
}

// joints returns at how many places an apostrophe joins what looks like two words.
func (s *scan) joints() (n int) {
	count := func(end int) {
		if next, _ := utf8.DecodeRune(s.folded[end:]); isWordRune(next) && joined(s.folded[:end]) {
			n++
		}
	}
	for end := 0; ; {
		i := bytes.IndexByte(s.folded[end:], '\'')
		if i < 0 {
			break
		}
		end += i + 1
		count(end)
	}
	for _, at := range s.beyond {
		if r, size := utf8.DecodeRune(s.folded[at:]); r == '’' {
			count(int(at) + size)
		}
	}
	return n
}

// gram returns the eight bytes at an offset of the folded text, zeros after its end.
func (s *scan) gram(at int32) uint64 {
	return binary.LittleEndian.Uint64(s.folded[at : at+8 : cap(s.folded)])
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

// joined reports whether a text ends with a word and an apostrophe, so that what comes next is the same word.
func joined(text []byte) bool {
	r, size := utf8.DecodeLastRune(text)
	if !isApostrophe(r) {
		return false
	}
	r, _ = utf8.DecodeLastRune(text[:len(text)-size])
	return isWordRune(r)
}

// spaceless reports whether a text begins with a script without spaces between words.
func spaceless(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return quartersOf(r) > 0
}

// firstWord returns the first word of a text that has words, as foldLabel would: without apostrophes. It is valid until the next read.
func (s *scan) firstWord() []byte {
	s.first = s.first[:0]
	for text := s.folded[s.starts[0]:]; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		switch {
		case isWordRune(r):
			s.first = append(s.first, text[:n]...)
		case !isApostrophe(r):
			return s.first
		}
		text = text[n:]
	}
	return s.first
}

// isWordRune reports whether a word may have r: a letter, a mark on one, a number.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiWord[r] != 0
	}
	if 0x2000 <= r && r < 0x2070 { // quotation marks, dashes, spaces
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// marks are a text's words in so few bits that a word may be taken for another: one bit for each, by the four bytes that begin with it.
type marks [1 << markBits / 64]uint64

const markBits = 11

// markSize is how many bytes a mark is made of.
const markSize = 4

// add adds the word that begins with a gram.
func (m *marks) add(g uint64) {
	b := markOf(g)
	m[b/64] |= 1 << (b % 64)
}

// has reports whether a word with the mark may be among those added.
func (m *marks) has(b uint16) bool { return m[b/64]&(1<<(b%64)) != 0 }

func markOf(g uint64) uint16 {
	return uint16((g & math.MaxUint32) * 0x9e3779b97f4a7c15 >> (64 - markBits))
}

// hasMark reports whether one of the words may have a mark.
func (s *scan) hasMark(b uint16) bool {
	if !s.marked {
		s.marks, s.marked = marks{}, true
		for _, at := range s.starts {
			s.marks.add(s.gram(at))
		}
	}
	return s.marks.has(b)
}

// asciiFold is fold for ASCII.
var asciiFold = func() (table [256]byte) {
	for c := range utf8.RuneSelf {
		table[c] = byte(fold(rune(c)))
	}
	return table
}()

// asciiWord has 1 for the letters and digits of ASCII.
var asciiWord = func() (table [256]uint8) {
	for _, c := range []byte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
		table[c] = 1
	}
	return table
}()
