package lookup

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strings"
)

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
	hits   []Entry
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
func (t *gramTable) find(dst []Entry, text []byte, at int, g uint64) []Entry {
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

// commonness estimates how common a gram is in texts from how common its letters are.
func commonness(gram string) (sum int) {
	const letters = "zjqxkvbpgyfwmculdrhsnioate " // of English, the rarest first
	for _, c := range []byte(gram) {
		sum += strings.IndexByte(letters, c) + 1
	}
	return sum
}
