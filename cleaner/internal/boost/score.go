package boost

import "math/bits"

// batch is how many rows are scored together: one for each bit of a word.
const batch = 64

// ScoreAll sets out[i] to the raw score of row i, for all rows. The rows lie one after another in x, which has NumFeatures values
// for each element of out.
//
// It takes 64 rows at a time. A word holds one bit for each of them: first the rows that fulfil each condition, then, tree by
// tree, the rows in each leaf.
func (m *Model) ScoreAll(x []float32, out []float32) {
	above := make([]uint64, len(m.conditions))
	for len(out) > 0 {
		n := min(batch, len(out))
		m.compare(x[:n*m.features], above)
		m.sum(above, out[:n])
		x, out = x[n*m.features:], out[n:]
	}
}

// compare sets bit i of above[c] where row i of x fulfils condition c.
func (m *Model) compare(x []float32, above []uint64) {
	clear(above)
	for _, c := range m.columns {
		a := above[c.first:][:len(c.bounds)]
		bit := uint64(1)
		for i := c.feature; i < len(x); i += m.features {
			if r := rank(c.bounds, x[i]); r > 0 {
				a[r-1] |= bit
			}
			bit <<= 1
		}
		for i := len(a) - 1; i > 0; i-- {
			a[i-1] |= a[i]
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

// rank returns how many of the ascending bounds are less than x; none for NaN.
func rank(bounds []float32, x float32) int {
	r, n := 0, len(bounds)
	for n > 1 {
		half := n / 2
		if bounds[r+half-1] < x {
			r += half
		}
		n -= half
	}
	if n == 1 && bounds[r] < x {
		r++
	}
	return r
}
