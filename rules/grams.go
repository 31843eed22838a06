package rules

import (
	"cmp"
	"encoding/binary"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A literalIndex finds which of many literals a text holds, in a time that hardly grows with their number.
//
// Each literal is filed under one gram of it, a few bytes in a row. A bit set with a bit for each gram's hash, small enough for the
// processor's cache, answers nearly every place of a text; where it says yes, the literals filed under the gram are compared. That is the idea of
// Wu and Manber, "A Fast Algorithm for Multi-Pattern Searching" (1994), without its shifts. Instead of them, most literals are looked for only
// where a word begins: such a place is after a blank in the literal, or at its beginning if the expression asks for a word's boundary there.
type literalIndex struct {
	words           [len(wordGrams)]gramTable // where a word begins
	wordFilter      [1 << 16 / 64]uint64      // of the first five bytes of their grams, fewer of the shorter ones
	inside          gramTable                 // grams of four bytes, the first in ASCII, anywhere
	high, shortHigh gramTable                 // grams of four and of two bytes, where a character beyond ASCII begins
}

// wordGrams are the lengths of the grams that are looked for where a word begins, the rarest first.
var wordGrams = [...]int{8, 5, 4, 3}

// wordStart marks, before a literal, that a word begins there.
const wordStart = "\x01"

// newLiteralIndex builds the index of literals, each with what it hits. All of them are searchable.
func newLiteralIndex(literals map[string][]hit) *literalIndex {
	x := &literalIndex{inside: newGramTable(4), high: newGramTable(4), shortHigh: newGramTable(2)}
	shared := make(map[uint64]int) // how many literals could be filed under a gram
	for i, n := range wordGrams {
		x.words[i] = newGramTable(n)
	}
	for text := range literals {
		for p := range places(text) {
			shared[p.gram]++
		}
	}
	for text, hits := range literals {
		var best filing
		found := false
		for p := range places(text) {
			if !found || cmp.Or(cmp.Compare(p.table, best.table), cmp.Compare(p.common, best.common), cmp.Compare(shared[p.gram], shared[best.gram])) < 0 {
				best, found = p, true
			}
		}
		x.tables()[best.table].file(best.gram, indexedLiteral{text: strings.TrimPrefix(text, wordStart), offset: best.offset, hits: hits})
		if best.table < len(wordGrams) {
			h := wordHash(best.gram & fiveBytes)
			x.wordFilter[h/64] |= 1 << (h % 64)
		}
	}
	for _, t := range x.tables() {
		t.build()
	}
	return x
}

// tables returns the tables, those first that a literal is best filed in.
func (x *literalIndex) tables() []*gramTable {
	var all []*gramTable
	for i := range x.words {
		all = append(all, &x.words[i])
	}
	return append(all, &x.high, &x.shortHigh, &x.inside)
}

// insideTable is the number of the table of those literals for which each byte of a text is looked at.
const insideTable = len(wordGrams) + 2

// A filing is a place where a literal can be filed.
type filing struct {
	table  int // its number among the tables
	gram   uint64
	offset int // of the gram in the literal
	common int // how common the gram is in texts, as far as it can be estimated
}

// places yields where a literal can be filed; nothing if it is too short for all of the tables.
func places(literal string) iter.Seq[filing] {
	return func(yield func(filing) bool) {
		if !atWords(literal, yield) {
			anywhere(literal, yield)
		}
	}
}

// atWords yields the places of a literal where words begin, and reports whether there are any.
func atWords(literal string, yield func(filing) bool) (found bool) {
	text, atStart := strings.CutPrefix(literal, wordStart)
	before := rune(-1)
	for i, r := range text {
		begins := isWordRune(r) && (i == 0 && atStart || i > 0 && !isWordRune(before))
		before = r
		if !begins {
			continue
		}
		for table, n := range wordGrams {
			if i+n <= len(text) {
				found = true
				if !yield(filing{table: table, gram: gram(text[i:], n), offset: i}) {
					return true
				}
				break
			}
		}
	}
	return found
}

// anywhere yields all places of a literal.
func anywhere(literal string, yield func(filing) bool) {
	const high, shortHigh = len(wordGrams), len(wordGrams) + 1
	text := strings.TrimPrefix(literal, wordStart)
	for i := range len(text) {
		var p filing
		switch beyond := text[i] >= utf8.RuneSelf; {
		case beyond && utf8.RuneStart(text[i]) && i+4 <= len(text):
			p = filing{table: high, gram: gram(text[i:], 4), offset: i}
		case beyond && utf8.RuneStart(text[i]):
			p = filing{table: shortHigh, gram: gram(text[i:], 2), offset: i}
		case !beyond && i+4 <= len(text):
			p = filing{insideTable, gram(text[i:], 4), i, commonness(text[i : i+4])}
		default:
			continue
		}
		if !yield(p) {
			return
		}
	}
}

// searchable reports whether an index can look for a literal.
func searchable(literal string) bool {
	for range places(literal) {
		return true
	}
	return false
}

// inside reports whether an index has to look for a literal at each byte of a text, or cannot look for it at all.
func inside(literal string) bool {
	for p := range places(literal) {
		if p.table < insideTable {
			return false
		}
	}
	return true
}

// commonness estimates how common a gram is in texts from how common its letters are.
func commonness(gram string) (sum int) {
	const letters = "zjqxkvbpgyfwmculdrhsnioate " // of English, the rarest first
	for _, c := range []byte(gram) {
		sum += strings.IndexByte(letters, c) + 1
	}
	return sum
}

// find appends to dst what the literals in a text hit; one may come more than once.
func (x *literalIndex) find(dst []hit, s *scan) []hit {
	text := s.folded
	// Without a branch: whether a word may begin a literal is what a processor cannot foresee.
	s.likely = slices.Grow(s.likely[:0], len(s.starts)+1)[:len(s.starts)+1]
	likely, n := s.likely, 0
	for _, at := range s.starts {
		g := s.gram(at)
		five, four, three := wordHash(g&fiveBytes), wordHash(g&fourBytes), wordHash(g&threeBytes)
		likely[n] = at
		n += int((x.wordFilter[five/64]>>(five%64) | x.wordFilter[four/64]>>(four%64) | x.wordFilter[three/64]>>(three%64)) & 1)
	}
	for _, at := range likely[:n] {
		g := s.gram(at)
		for t := range x.words {
			table := &x.words[t]
			if g := g & table.mask; table.has(g) {
				dst = table.find(dst, text, int(at), g)
			}
		}
	}
	if len(x.inside.grams) > 0 {
		g := uint64(0)
		for end, c := range text {
			g = g>>8 | uint64(c)<<24
			if x.inside.has(g) {
				dst = x.inside.find(dst, text, end-3, g)
			}
		}
	}
	for _, at := range s.beyond {
		g := s.gram(at)
		if g := g & x.high.mask; x.high.has(g) {
			dst = x.high.find(dst, text, int(at), g)
		}
		if g := g & x.shortHigh.mask; x.shortHigh.has(g) {
			dst = x.shortHigh.find(dst, text, int(at), g)
		}
	}
	return dst
}

const (
	threeBytes = 1<<24 - 1
	fourBytes  = 1<<32 - 1
	fiveBytes  = 1<<40 - 1
)

// wordHash spreads a gram over 16 bits, as gramFilter.hash does.
func wordHash(g uint64) uint16 { return uint16(g * 0x9e3779b97f4a7c15 >> 48) }

// A gramFilter tells of most grams that they are not among those that were added: a bit set by the grams' hashes.
type gramFilter struct {
	shift uint
	bits  []uint64
}

// newGramFilter returns a filter for so many grams. It has at least 32 bits for each: one gram in 32 that is not there is taken for one that is.
func newGramFilter(grams int) gramFilter {
	size := min(max(10, bits.Len(uint(grams))+5), 26)
	return gramFilter{uint(64 - size), make([]uint64, 1<<size/64)}
}

// hash spreads a gram over the filter's bits (Knuth's multiplicative hashing, by 2^64 over the golden ratio).
func (f *gramFilter) hash(g uint64) uint64 { return g * 0x9e3779b97f4a7c15 >> f.shift }

func (f *gramFilter) add(g uint64) {
	h := f.hash(g)
	f.bits[h/64] |= 1 << (h % 64)
}

func (f *gramFilter) has(g uint64) bool {
	h := f.hash(g)
	return f.bits[h/64]&(1<<(h%64)) != 0
}

// A gramTable files literals under their grams: a hash table with a filter before it.
type gramTable struct {
	mask  uint64      // of a gram's bytes
	added []gramEntry // until the table is built

	gramFilter
	slots []int32 // of grams, numbered from 1, each at its hash or after it; 0 where there is none
	grams []uint64
	filed [][]indexedLiteral // by the numbers of their grams, less one
}

// A gramEntry is a literal and the gram that it is filed under.
type gramEntry struct {
	gram uint64
	indexedLiteral
}

type indexedLiteral struct {
	text   string
	offset int  // of the gram in text
	ended  bool // no letter comes after it
	hits   []hit
}

// newGramTable returns a table for grams of n bytes, up to eight.
func newGramTable(n int) gramTable {
	return gramTable{mask: math.MaxUint64 >> (64 - 8*n)}
}

func (t *gramTable) file(g uint64, l indexedLiteral) { t.added = append(t.added, gramEntry{g, l}) }

// build makes the table from what was added.
func (t *gramTable) build() {
	slices.SortFunc(t.added, func(a, b gramEntry) int { return cmp.Compare(a.gram, b.gram) })
	all := make([]indexedLiteral, len(t.added))
	for i, e := range t.added {
		all[i] = e.indexedLiteral
		if n := len(t.grams); n == 0 || t.grams[n-1] != e.gram {
			t.grams = append(t.grams, e.gram)
			t.filed = append(t.filed, all[i:i:len(all)])
		}
		of := &t.filed[len(t.filed)-1]
		*of = (*of)[:len(*of)+1]
	}
	t.gramFilter = newGramFilter(len(t.grams))
	t.slots = make([]int32, len(t.bits)*64/8)
	for n, g := range t.grams {
		t.gramFilter.add(g)
		slot := t.hash(g) / 8
		for t.slots[slot] != 0 {
			slot = (slot + 1) % uint64(len(t.slots))
		}
		t.slots[slot] = int32(n + 1)
	}
	t.added = nil
}

// find appends to dst what is hit by the literals that have a gram at a place of the text.
func (t *gramTable) find(dst []hit, text []byte, at int, g uint64) []hit {
	for slot := t.hash(g) / 8; ; slot = (slot + 1) % uint64(len(t.slots)) {
		n := t.slots[slot]
		if n == 0 {
			return dst
		}
		if t.grams[n-1] != g {
			continue
		}
		for i := range t.filed[n-1] {
			l := &t.filed[n-1][i]
			start := at - l.offset
			end := start + len(l.text)
			if start >= 0 && end <= len(text) && string(text[start:end]) == l.text && !(l.ended && end < len(text) && isASCIILetter(text[end])) {
				dst = append(dst, l.hits...)
			}
		}
		return dst
	}
}

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// gram returns the first n bytes of a text, eight at the most, as a number; fewer where the text is shorter.
func gram[T string | []byte](text T, n int) (g uint64) {
	if len(text) >= 8 {
		return binary.LittleEndian.Uint64([]byte(text[:8])) & (math.MaxUint64 >> (64 - 8*n))
	}
	for i := range min(n, len(text)) {
		g |= uint64(text[i]) << (8 * i)
	}
	return g
}

// A prefixIndex finds which of many short strings a text begins with.
type prefixIndex struct {
	tables [maxPrefix]gramTable // by length, less one
}

func newPrefixIndex(prefixes map[string][]hit) *prefixIndex {
	x := &prefixIndex{}
	for i := range x.tables {
		x.tables[i] = newGramTable(i + 1)
	}
	for p, hits := range prefixes {
		text, ended := strings.CutSuffix(p, someSigns)
		x.tables[len(text)-1].file(gram(text, len(text)), indexedLiteral{text: text, ended: ended, hits: hits})
	}
	for i := range x.tables {
		x.tables[i].build()
	}
	return x
}

// maxSkipped is how many signs and digits before a text's first letter the index looks at.
const maxSkipped = 32

// find appends to dst what the beginnings of a folded text hit, some or all of the signs and digits before its first letter aside.
func (x *prefixIndex) find(dst []hit, text []byte) []hit {
	for at := 0; at < len(text) && at < maxSkipped; {
		g := gram(text[at:], maxPrefix)
		for i := range x.tables {
			t := &x.tables[i]
			if g := g & t.mask; len(t.grams) > 0 && t.has(g) {
				dst = t.find(dst, text, at, g)
			}
		}
		r, n := utf8.DecodeRune(text[at:])
		if unicode.IsLetter(r) {
			break
		}
		at += n
	}
	return dst
}

// A labelFilter tells of most texts that they begin with none of many labels.
type labelFilter struct{ words, beginnings gramFilter } // of the labels' first words and of the labels, eight bytes each

func newLabelFilter(labels map[string][]int32) *labelFilter {
	f := &labelFilter{newGramFilter(len(labels)), newGramFilter(len(labels))}
	for l := range labels {
		word, _, _ := strings.Cut(l, " ")
		f.words.add(gram(word, 8))
		f.beginnings.add(gram(l, 8))
	}
	return f
}

// one reports whether a text may begin with one of the labels, which no link ends.
func (f *labelFilter) one(s *scan) bool {
	if len(s.starts) == 0 {
		return false
	}
	if g := s.gram(s.starts[0]); isPlain(g) { // no label ends within it
		return f.beginnings.has(g)
	}
	return f.words.has(gram(s.firstWord(), 8))
}

// isPlain reports whether eight bytes of a folded text are letters and digits of ASCII with single spaces between them.
func isPlain(eight uint64) bool {
	if eight&highBits != 0 {
		return false
	}
	_, word := foldEight(eight)
	blank := ^((eight ^ ' '*ones) + (0x80-1)*ones) & highBits
	return word>>63 == 1 && word|blank == highBits && blank&(blank<<8) == 0
}
