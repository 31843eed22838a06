package boost

import "math"

// A grownTree is a tree as it comes out of training; see Model for the meaning of its splits.
type grownTree struct {
	splits []grownSplit
	values []float64 // of the leaves
}

type grownSplit struct {
	leaf int
	stay float64 // the share of the rows that stay
	candidate
}

// A candidate is a way to split a leaf: the rows with more than this bin of the feature move.
type candidate struct {
	gain         float64
	feature, bin int
}

// A sum is the sum of the gradients of some rows, in fixed point: of the first derivatives of the loss, and, in one word, of the
// second ones and, in the word's lowest bits, of the rows themselves. Integers make it exact: it depends neither on the order of
// the rows nor on whether it was reached by addition or by subtraction.
type sum struct {
	first  int64
	second uint64
}

func (s *sum) add(o sum)      { s.first += o.first; s.second += o.second }
func (s *sum) subtract(o sum) { s.first -= o.first; s.second -= o.second }

// A fixedPoint says how the numbers in a sum are scaled.
type fixedPoint struct {
	countBits     int // how many bits the number of all rows needs
	first, second float64
}

// fit chooses the scale for derivatives of at most these absolute values, such that no sum overflows.
func (p *fixedPoint) fit(first, second float64) {
	p.first = (1<<31 - 1) / max(first, math.SmallestNonzeroFloat32)
	p.second = (math.Exp2(float64(min(32, 64-2*p.countBits))) - 1) / max(second, math.SmallestNonzeroFloat32)
}

// one returns the sum of one row with these derivatives.
func (p *fixedPoint) one(first, second float64) sum {
	return sum{int64(first * p.first), uint64(second*p.second)<<p.countBits | 1}
}

func (p *fixedPoint) count(s sum) int { return int(s.second & (1<<p.countBits - 1)) }

func (p *fixedPoint) derivatives(s sum) (first, second float64) {
	return float64(s.first) / p.first, float64(s.second>>p.countBits) / p.second
}

// A histogram has the sum of the rows in each bin of a feature.
type histogram [256]sum

func (h *histogram) subtract(o *histogram) {
	for b := range h {
		h[b].subtract(o[b])
	}
}

// quad is how many histograms are filled together. Additions to one sum wait for each other, those to different histograms do not.
const quad = 4

// fill adds up the gradients, which are those of rows, by the rows' bins in each column.
func fill(h *[quad]histogram, columns *[quad][]uint8, rows []int32, gradients []sum) {
	clear(h[:])
	c0, c1, c2, c3 := columns[0], columns[1], columns[2], columns[3]
	h0, h1, h2, h3 := &h[0], &h[1], &h[2], &h[3]
	for i, r := range rows {
		g := gradients[i]
		h0[c0[r]].add(g)
		h1[c1[r]].add(g)
		h2[c2[r]].add(g)
		h3[c3[r]].add(g)
	}
}

// A grower grows trees.
type grower struct {
	*trainer
	rows       []int32       // all of them; those in the same leaf lie together
	seeing     []int         // the features that the tree sees
	leaves     []leaf        // of the tree
	histograms [][]histogram // for each leaf one of each feature that the tree sees; kept from tree to tree
	aside      []int32       // memory for partition
	gathered   []sum         // memory for search
}

// A leaf is a leaf of a tree that grows.
type leaf struct {
	seen, unseen span // its rows: those that the tree learns from, and the others
	total        sum  // of the rows seen
	histograms   []histogram
	best         candidate
}

// A span is a part of grower.rows.
type span struct{ from, to int }

func newGrower(t *trainer) *grower {
	n := len(t.data.Y)
	return &grower{trainer: t, rows: make([]int32, n), aside: make([]int32, n), gathered: make([]sum, n)}
}

// grow grows a tree that sees the first rows and these features, and adds its values to the scores of all rows.
func (g *grower) grow(seen int, features []int) (tree grownTree) {
	for len(features)%quad > 0 {
		features = append(features, features[0]) // seeing a feature twice does no harm
	}
	g.seeing = features
	g.leaves = append(g.leaves[:0], leaf{seen: span{0, seen}, unseen: span{seen, len(g.rows)}, histograms: g.memory(0)})
	g.leaves[0].total = g.add(g.leaves[0].seen)
	g.search(&g.leaves[0], nil)
	for len(g.leaves) < g.params.Leaves {
		best := 0
		for i := range g.leaves {
			if g.leaves[i].best.gain > g.leaves[best].best.gain {
				best = i
			}
		}
		if g.leaves[best].best.gain < minGain {
			break
		}
		tree.splits = append(tree.splits, g.split(best))
	}
	if len(tree.splits) == 0 {
		return tree
	}
	for _, l := range g.leaves {
		first, second := g.fixed.derivatives(l.total)
		value := -g.params.LearningRate * first / (second + g.params.L2)
		tree.values = append(tree.values, value)
		for _, s := range []span{l.seen, l.unseen} {
			for _, r := range g.rows[s.from:s.to] {
				g.scores[r] += value
			}
		}
	}
	return tree
}

// memory returns histograms for leaf number i.
func (g *grower) memory(i int) []histogram {
	if i == len(g.histograms) {
		g.histograms = append(g.histograms, make([]histogram, len(g.seeing)))
	}
	return g.histograms[i]
}

func (g *grower) add(s span) (total sum) {
	for _, r := range g.rows[s.from:s.to] {
		total.add(g.gradients[r])
	}
	return total
}

// split splits leaf number i in the best way.
func (g *grower) split(i int) grownSplit {
	g.leaves = append(g.leaves, leaf{histograms: g.memory(len(g.leaves))})
	stay, move := &g.leaves[i], &g.leaves[len(g.leaves)-1]
	by, both := stay.best, *stay
	parallel(2, g.params.Workers, func(i int) {
		if i == 0 {
			stay.seen, move.seen = g.partition(both.seen, by)
		} else {
			stay.unseen, move.unseen = g.partition(both.unseen, by)
		}
	})
	stayed, moved := stay.seen.to-stay.seen.from, move.seen.to-move.seen.from

	// Only the smaller leaf is counted. The larger one takes over the histograms of both.
	smaller, larger := move, stay
	if stayed < moved {
		smaller, larger = stay, move
		stay.histograms, move.histograms = move.histograms, stay.histograms
	}
	smaller.total = g.add(smaller.seen)
	larger.total = both.total
	larger.total.subtract(smaller.total)
	if len(g.leaves) < g.params.Leaves {
		g.search(smaller, larger)
	}
	return grownSplit{i, float64(stayed) / float64(stayed+moved), by}
}

// partition brings those of the rows that move behind those that stay, without another change of their order.
func (g *grower) partition(s span, by candidate) (stay, move span) {
	bins, most := g.features[by.feature].bins, uint8(by.bin)
	rows, aside := g.rows[s.from:s.to], g.aside[s.from:s.to]
	stayed, moved := 0, 0
	for _, r := range rows {
		rows[stayed], aside[moved] = r, r // without a branch, which nobody could predict
		moves := 0
		if bins[r] > most {
			moves = 1
		}
		moved += moves
		stayed += 1 - moves
	}
	copy(rows[stayed:], aside[:moved])
	middle := s.from + stayed
	return span{s.from, middle}, span{middle, s.to}
}

// search fills the histograms of a leaf and finds its best split. The leaf's sibling, if there is one, has the histograms of both;
// the leaf's are taken out of them, and the sibling's best split is found too.
func (g *grower) search(l, sibling *leaf) {
	rows := g.rows[l.seen.from:l.seen.to]
	gathered := g.gathered[:len(rows)]
	for i, r := range rows {
		gathered[i] = g.gradients[r]
	}
	found := make([]struct{ own, sibling candidate }, len(g.seeing))
	parallel(len(g.seeing)/quad, g.params.Workers, func(i int) {
		var columns [quad][]uint8
		for j := range columns {
			columns[j] = g.features[g.seeing[quad*i+j]].bins
		}
		fill((*[quad]histogram)(l.histograms[quad*i:]), &columns, rows, gathered)
		for j := quad * i; j < quad*(i+1); j++ {
			found[j].own = g.best(g.seeing[j], &l.histograms[j], l.total)
			if sibling != nil {
				sibling.histograms[j].subtract(&l.histograms[j])
				found[j].sibling = g.best(g.seeing[j], &sibling.histograms[j], sibling.total)
			}
		}
	})
	l.best = candidate{}
	for _, c := range found {
		if c.own.gain > l.best.gain {
			l.best = c.own
		}
	}
	if sibling != nil {
		sibling.best = candidate{}
		for _, c := range found {
			if c.sibling.gain > sibling.best.gain {
				sibling.best = c.sibling
			}
		}
	}
}

// best returns the best split of a leaf by a feature.
func (g *grower) best(feature int, h *histogram, total sum) candidate {
	best := candidate{feature: feature}
	count := g.fixed.count(total)
	first, second := g.fixed.derivatives(total)
	before := first * first / (second + g.params.L2)
	var left sum
	for bin := range g.features[feature].bounds {
		left.add(h[bin])
		n := g.fixed.count(left)
		if n < g.params.MinLeaf {
			continue
		}
		if count-n < g.params.MinLeaf {
			break
		}
		first1, second1 := g.fixed.derivatives(left)
		first2, second2 := first-first1, second-second1
		if second1 < minHessian || second2 < minHessian {
			continue
		}
		gain := first1*first1/(second1+g.params.L2) + first2*first2/(second2+g.params.L2) - before
		if gain > best.gain {
			best.gain, best.bin = gain, bin
		}
	}
	return best
}
