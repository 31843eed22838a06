package lookup

import "math"

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
