package boost

// batch is how many rows are scored together: one for each bit of a word.
const batch = 64

// ScoreAll sets out[i] to the raw score of row i, for all rows. The rows lie one after another in x, which has NumFeatures values
// for each element of out.
//
// It takes 64 rows at a time. A word holds one bit for each of them: first the rows that fulfil each condition, then, tree by
// tree, the rows in each leaf. The idea is QuickScorer's (Lucchese et al., 2015), with the bits of rows in place of leaves.
func (m *Model) ScoreAll(x []float32, out []float32) {
	codes := make([]codes64, len(m.columns))
	above := make([]uint64, len(m.conditions))
	for len(out) > 0 {
		n := min(batch, len(out))
		m.encode(x[:n*m.features], codes)
		for i := range m.columns {
			c := &m.columns[i]
			codes[i].above(c.codes, above[c.first:][:len(c.codes)])
		}
		m.sum(above, out[:n])
		x, out = x[n*m.features:], out[n:]
	}
}

// A codes64 holds the codes that a feature has in 64 rows, row i in lane i/16 of word i%16.
//
// A lane has 16 bits and a code 15. The highest bit is set, so that four codes can be compared at once: it is what survives the
// subtraction of a number that is not greater.
type codes64 [batch / 4]uint64

const (
	lanes   = 0x0001_0001_0001_0001
	highest = lanes << 15
)

// encode fills codes, one for each column, from up to 64 rows. The last row stands in for those that are missing.
func (m *Model) encode(x []float32, codes []codes64) {
	last := len(x) - m.features
	row := func(i int) []float32 { return x[min(i*m.features, last):][:m.features] }
	for i := range batch / 4 {
		a, b, c, d := row(i), row(i+16), row(i+32), row(i+48)
		for j := range codes {
			f := m.columns[j].feature
			codes[j][i] = highest | uint64(encode(a[f])) | uint64(encode(b[f]))<<16 | uint64(encode(c[f]))<<32 | uint64(encode(d[f]))<<48
		}
	}
}

// above sets out[i] to the rows whose codes are greater than bounds[i], one bit for each.
func (c *codes64) above(bounds []code, out []uint64) {
	all, some := ^uint64(0), uint64(0) // the bits that all or some codes have, so that all <= each code <= some
	for _, w := range c {
		all &= w
		some |= w
	}
	all &= all >> 32
	all &= all >> 16
	some |= some >> 32
	some |= some >> 16
	low, high := code(all&^highest), code(some&^highest)
	for i, b := range bounds {
		if b < low {
			out[i] = 1<<batch - 1
			continue
		}
		if b >= high {
			clear(out[i:])
			return
		}
		least := uint64(b+1) * lanes
		var rows uint64
		for w := 0; w < len(c); w += 4 {
			rows = rows>>4 | (c[w]-least)&highest>>3 | (c[w+1]-least)&highest>>2 | (c[w+2]-least)&highest>>1 | (c[w+3]-least)&highest
		}
		out[i] = rows
	}
}

// sum takes the rows of out through all trees, given the rows that fulfil each condition.
func (m *Model) sum(above []uint64, out []float32) {
	var totals [batch]int32
	var in [maxLeaves]uint64
	for i := range m.trees {
		t := &m.trees[i]
		t.descend(above, &in)
		add(t.leaves, gather(&in, len(t.leaves)), &totals)
	}
	for i := range out {
		out[i] = float32(m.base + m.scale*float64(totals[i]))
	}
}

// descend fills in with the rows in each leaf.
func (t *tree) descend(above []uint64, in *[maxLeaves]uint64) {
	in[0] = 1<<batch - 1
	for s, p := range t.splits {
		rows, moved := in[p.leaf], above[p.condition]
		in[p.leaf] = rows &^ moved
		in[uint8(s+1)] = rows & moved
	}
}

func gather(in *[maxLeaves]uint64, n int) (planes [8]uint64) {
	for d := range planes {
		if n <= 1 {
			break
		}
		in[uint8(n)] = 0
		var plane uint64
		for l := 0; l < n; l += 2 {
			odd := in[uint8(l+1)]
			plane |= odd
			in[uint8(l/2)] = in[uint8(l)] | odd
		}
		planes[d] = plane
		n = (n + 1) / 2
	}
	return planes
}

func add(values []int16, planes [8]uint64, totals *[batch]int32) {
	for j := 0; j < batch; j += 8 {
		leaves := spread[uint8(planes[0])] | spread[uint8(planes[1])]<<1 | spread[uint8(planes[2])]<<2 | spread[uint8(planes[3])]<<3
		planes[0] >>= 8
		planes[1] >>= 8
		planes[2] >>= 8
		planes[3] >>= 8
		to := (*[8]int32)(totals[j:])
		for k := range to {
			to[k] += int32(values[uint8(leaves)])
			leaves >>= 8
		}
	}
}

// spread has for each byte a word whose bytes are the byte's bits, the lowest one first.
var spread = func() (words [256]uint64) {
	for b := range words {
		for i := range 8 {
			words[b] |= uint64(b) >> i & 1 << (8 * i)
		}
	}
	return words
}()
