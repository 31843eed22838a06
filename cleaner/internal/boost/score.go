package boost

// batch is how many rows are scored together: one for each bit of a word.
const batch = 64

// scratch is the memory that ScoreAll works in.
type scratch struct {
	codes  []codes           // of each column
	above  []uint64          // the rows that fulfil each condition
	in     [maxLeaves]uint64 // the rows in each leaf of a tree
	totals [batch]int32      // each row's sum of leaves
}

// ScoreAll sets out[i] to the raw score of row i, the same as Score's. The rows lie one after another in x, which has NumFeatures values
// for each element of out.
//
// It takes 64 rows at a time, with a bit for each of them in a word: first the rows that fulfil each condition, then, tree by tree,
// the rows in each leaf. This is the idea of QuickScorer (Lucchese et al., 2015), with the bits of rows in place of those of leaves.
func (m *Model) ScoreAll(x []float32, out []float32) {
	s, _ := m.scratch.Get().(*scratch)
	if s == nil {
		s = &scratch{codes: make([]codes, len(m.columns)), above: make([]uint64, len(m.conditions))}
	}
	defer m.scratch.Put(s)
	for len(out) > 0 {
		n := min(batch, len(out))
		m.encode(x[:n*m.features], s.codes)
		for i, c := range m.columns {
			s.codes[i].compare(c.codes, s.above[c.first:])
		}
		clear(s.totals[:])
		for _, t := range m.trees {
			t.descend(s.above, &s.in)
			digits, n := numberLeaves(&s.in, len(t.leaves))
			addLeaves(t.leaves, digits, n, &s.totals)
		}
		for i := range out[:n] {
			out[i] = float32(m.score(s.totals[i]))
		}
		x, out = x[n*m.features:], out[n:]
	}
}

// codes are the codes that a column has in 64 rows. Row i is in lane i/16 of word i%16.
//
// A lane has 16 bits, a code 15. The lane's highest bit is set: it is what survives the subtraction of a number that is not greater
// than the code, so that four comparisons take one subtraction.
type codes [batch / 4]uint64

const (
	lanes   = 0x0001_0001_0001_0001
	highest = lanes << 15
)

// encode sets the codes of each column from up to 64 rows. The last row stands in for those that are missing.
func (m *Model) encode(x []float32, to []codes) {
	last := len(x) - m.features
	row := func(i int) []float32 { return x[min(i*m.features, last):][:m.features] }
	for i := range batch / 4 {
		a, b, c, d := row(i), row(i+16), row(i+32), row(i+48)
		for j := range to {
			f := m.columns[j].feature
			to[j][i] = highest | uint64(encode(a[f])) | uint64(encode(b[f]))<<16 | uint64(encode(c[f]))<<32 | uint64(encode(d[f]))<<48
		}
	}
}

// compare sets above[i] to the rows whose codes are greater than bounds[i]; the bounds ascend.
func (c *codes) compare(bounds []code, above []uint64) {
	low, high := c.limits()
	for i, b := range bounds {
		if b < low {
			above[i] = 1<<batch - 1
			continue
		}
		if b >= high {
			clear(above[i:len(bounds)])
			break
		}
		least := uint64(b+1) * lanes
		var rows uint64
		for w := 0; w < len(c); w += 4 {
			rows = rows>>4 | (c[w]-least)&highest>>3 | (c[w+1]-least)&highest>>2 | (c[w+2]-least)&highest>>1 | (c[w+3]-least)&highest
		}
		above[i] = rows
	}
}

// limits returns codes that no row's code is below or above: the bits that all of them have in common, and those that any has.
// On one page many columns have the same value everywhere, or small ones only.
func (c *codes) limits() (low, high code) {
	all, some := ^uint64(0), uint64(0)
	for _, w := range c {
		all &= w
		some |= w
	}
	all &= all >> 32
	some |= some >> 32
	return code(all & (all >> 16) &^ highest), code((some | some>>16) &^ highest)
}

// descend sets in[l] to the rows that end in leaf l.
func (t *tree) descend(above []uint64, in *[maxLeaves]uint64) {
	in[0] = 1<<batch - 1
	for s, p := range t.splits {
		rows, moved := in[p.leaf], above[p.condition]
		in[p.leaf] = rows &^ moved
		in[uint8(s+1)] = rows & moved
	}
}

// numberLeaves turns the rows in each of the first leaves of in, which it overwrites, into the numbers of the rows' leaves: bit i of
// digits[d] is digit d of the binary number of row i's leaf. It returns how many digits there are.
func numberLeaves(in *[maxLeaves]uint64, leaves int) (digits [8]uint64, n int) {
	for leaves > 1 {
		if leaves%2 == 1 {
			in[uint8(leaves)] = 0
			leaves++
		}
		odd := uint64(0)
		for l := 0; l < leaves; l += 2 {
			odd |= in[uint8(l+1)]
			in[uint8(l/2)] = in[uint8(l)] | in[uint8(l+1)]
		}
		digits[n&7] = odd
		n++
		leaves /= 2
	}
	return digits, n
}

// addLeaves adds to each row's total the value of the leaf whose number is in its digits.
func addLeaves(values []int16, digits [8]uint64, n int, totals *[batch]int32) {
	for row := 0; row < batch; row += 8 {
		// The numbers of eight rows' leaves, one in each byte. Four digits, which is up to 16 leaves, need no loop.
		leaves := spread[uint8(digits[0])] | spread[uint8(digits[1])]<<1 | spread[uint8(digits[2])]<<2 | spread[uint8(digits[3])]<<3
		digits[0] >>= 8
		digits[1] >>= 8
		digits[2] >>= 8
		digits[3] >>= 8
		for d := 4; d < n; d++ {
			leaves |= spread[uint8(digits[d&7]>>row)] << d
		}
		eight := (*[8]int32)(totals[row:])
		for i := range eight {
			eight[i] += int32(values[uint8(leaves)])
			leaves >>= 8
		}
	}
}

// spread has for each byte a word with the byte's bits in its bytes, lowest first.
var spread = func() (words [256]uint64) {
	for b := range words {
		for i := range 8 {
			words[b] |= uint64(b) >> i & 1 << (8 * i)
		}
	}
	return words
}()
