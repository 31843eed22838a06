package rules

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// gramLen is how many bytes of a literal the index looks for first.
const gramLen = 4

// A literalIndex finds which of many literals a text holds, in one pass whose cost hardly grows with their number.
//
// Each literal is filed under the gram (gramLen bytes in a row) in it that is the rarest. A bit set with a bit for each gram's hash, small
// enough for the processor's cache, answers nearly every position of a text; where it says yes, the literals filed under the gram are compared.
// It is the idea of Wu and Manber, "A Fast Algorithm for Multi-Pattern Searching" (1994), without its shifts: with literals
// as short as these they gain nothing.
type literalIndex struct {
	filter []uint64
	shift  uint
	grams  map[uint32][]indexedLiteral
}

type indexedLiteral struct {
	text   []byte
	offset int // of the gram in text
	rules  []int32
}

// hashGram spreads a gram over 32 bits (Knuth's multiplicative hashing).
func hashGram(g uint32) uint32 { return g * 2654435761 }

// newLiteralIndex builds the index of literals, each with the numbers of the rules that wait for it. No literal is shorter than gramLen.
func newLiteralIndex(literals map[string][]int32) *literalIndex {
	x := &literalIndex{grams: make(map[uint32][]indexedLiteral, len(literals))}
	shared := make(map[uint32]int)
	for text := range literals {
		for i := 0; i+gramLen <= len(text); i++ {
			shared[gramAt([]byte(text), i)]++
		}
	}
	for text, rules := range literals {
		l := indexedLiteral{text: []byte(text), rules: rules}
		best := 0
		for i := 0; i+gramLen <= len(text); i++ {
			if cost := gramCost(l.text[i:i+gramLen], shared[gramAt(l.text, i)]); i == 0 || cost < best {
				best, l.offset = cost, i
			}
		}
		g := gramAt(l.text, l.offset)
		x.grams[g] = append(x.grams[g], l)
	}
	size := max(12, bits.Len(uint(len(x.grams)))+6) // at least 64 bits a gram: one position in 64 is looked up in vain
	x.shift = uint(32 - min(size, 26))
	x.filter = make([]uint64, 1<<(32-x.shift)/64)
	for g := range x.grams {
		h := hashGram(g) >> x.shift
		x.filter[h/64] |= 1 << (h % 64)
	}
	return x
}

func gramAt(text []byte, i int) uint32 { return binary.LittleEndian.Uint32(text[i:]) }

// gramCost estimates how often the gram will be looked at: by how many literals share it, then by how common its letters are.
func gramCost(gram []byte, shared int) int {
	const common = "zjqxkvbpgyfwmculdrhsnioate " // the letters of English, the rarest first
	cost := bits.Len(uint(shared)) * 256
	for _, c := range gram {
		cost += bytes.IndexByte([]byte(common), c) + 1
	}
	return cost
}

// find appends to dst the rules whose literals the folded text holds; a rule may come more than once.
func (x *literalIndex) find(dst []int32, text []byte) []int32 {
	filter, shift := x.filter, x.shift
	for i := 0; i+gramLen <= len(text); i++ {
		g := binary.LittleEndian.Uint32(text[i:])
		h := hashGram(g) >> shift
		if filter[h/64]&(1<<(h%64)) == 0 {
			continue
		}
		for _, l := range x.grams[g] {
			if start := i - l.offset; start >= 0 && bytes.HasPrefix(text[start:], l.text) {
				dst = append(dst, l.rules...)
			}
		}
	}
	return dst
}
