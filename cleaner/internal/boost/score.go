package boost

import "math/bits"

// batch is how many rows are scored together: one for each bit of a word.
const batch = 64

// ScoreAll sets out[i] to the raw score of row i, for all rows. The rows lie one after another in x, which has NumFeatures values
// for each element of out.
//
// It takes 64 rows at a time. A word holds one bit for each of them: first the rows that fulfil each condition, then, tree by
// tree, the rows in each leaf. The idea is QuickScorer's (Lucchese et al., 2015), with the bits of rows in place of leaves.
func (m *Model) ScoreAll(x []float32, out []float32) {
	above := make([]uint64, len(m.conditions))
	for len(out) > 0 {
		n := min(batch, len(out))
		m.compare(x[:n*m.features], above)
		m.sum(above, out[:n])
		x, out = x[n*m.features:], out[n:]
	}
}

// The 64 codes of a feature are compared four at a time, in the lanes of a word. A code leaves its lane's highest bit free; that
// bit, set, is what survives the subtraction of a number that is not greater.
const (
	lanes   = 0x0001_0001_0001_0001
	highest = lanes << 15
)

// compare sets bit i of above[c] where row i of x fulfils condition c. The bits behind the last row mean nothing.
func (m *Model) compare(x []float32, above []uint64) {
	var words [batch / 4]uint64 // row i is in word i%16, lane i/16
	for _, c := range m.columns {
		clear(words[:])
		low, high := uint64(highest-lanes), uint64(0)
		row := 0
		for i := c.feature; i < len(x); i += m.features {
			words[row%16] |= uint64(encode(x[i])) << (row / 16 * 16)
			row++
		}
		for i, w := range words {
			low &= w
			high |= w
			words[i] = w | highest
		}
		_ = low
		_ = high
		for i, code := range c.codes {
			least := uint64(code+1) * lanes
			var result uint64
			for w := 0; w < len(words); w += 4 {
				result = result>>4 | (words[w]-least)&highest>>3 | (words[w+1]-least)&highest>>2 |
					(words[w+2]-least)&highest>>1 | (words[w+3]-least)&highest
			}
			above[c.first+i] = result
		}
	}
}

// sum takes the rows of out through all trees.
func (m *Model) sum(above []uint64, out []float32) {
	var in [maxLeaves]uint64
	var totals [batch]int32
	for i := range m.trees {
		t := &m.trees[i]
		in[0] = 1<<len(out) - 1
		for s, p := range t.splits {
			rows, moved := in[p.leaf], above[p.condition]
			in[p.leaf] = rows &^ moved
			in[uint8(s+1)] = rows & moved
		}
		for l, v := range t.leaves {
			for rows := in[uint8(l)]; rows != 0; rows &= rows - 1 {
				totals[bits.TrailingZeros64(rows)&(batch-1)] += int32(v)
			}
		}
	}
	for i := range out {
		out[i] = float32(m.base + m.scale*float64(totals[i]))
	}
}
