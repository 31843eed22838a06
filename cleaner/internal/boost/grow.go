package boost

import (
	"math"
)

// A grownTree is a tree as it comes out of training: see Model for what its splits mean.
type grownTree struct {
	splits []grownSplit
	values []float64 // of the leaves
}

type grownSplit struct {
	leaf int
	stay float64 // the share of its rows that stay
	candidate
}

// A candidate is a way to split a leaf: rows whose bin of the feature is greater than bin move to the new leaf.
type candidate struct {
	gain         float64
	feature, bin int
}

// A sum adds up gradients: the first derivatives, and in one word the second ones and, in its lowest bits, the number of rows.
// Integers make a sum exact, so that it depends neither on the order nor on whether it was added up or subtracted.
type sum struct {
	first  int64
	second uint64
}

func (s *sum) add(t sum)      { s.first += t.first; s.second += t.second }
func (s *sum) subtract(t sum) { s.first -= t.first; s.second -= t.second }

// A fixedPoint says how derivatives are scaled.
type fixedPoint struct {
	shift         int // bits of a sum's number of rows
	first, second float64
}

// fit chooses the scales for derivatives whose absolute values are at most these.
func (p *fixedPoint) fit(first, second float64) {
	const tiny = 1e-30
	p.first = (1<<31 - 1) / max(first, tiny)
	p.second = (math.Exp2(float64(min(64-2*p.shift, 32))) - 1) / max(second, tiny)
}

// row returns the sum of one row with these derivatives.
func (p *fixedPoint) row(first, second float32) sum {
	return sum{int64(float64(first) * p.first), uint64(float64(second)*p.second)<<p.shift | 1}
}

func (p *fixedPoint) count(s sum) int { return int(s.second & (1<<p.shift - 1)) }

func (p *fixedPoint) derivatives(s sum) (first, second float64) {
	return float64(s.first) / p.first, float64(s.second>>p.shift) / p.second
}

// A histogram sums up the gradients of a leaf's rows by the bins of a feature.
type histogram [256]sum

// A leaf is a leaf of a tree that grows. Its rows are rows[from:to], where those that the tree learns from come first.
type leaf struct {
	seen, unseen segment
	total        sum
	histograms   []histogram // one for each feature that the tree sees
	best         candidate
}

// A segment is a part of grower.rows.
type segment struct{ from, to int }

func (s segment) len() int { return s.to - s.from }

// A grower grows one tree after another.
type grower struct {
	*trainer
	rows       []int32 // all rows; those of one leaf lie together
	aside      []int32 // room for a partition
	gathered   []sum   // room for the gradients of a leaf's rows, in order
	features   []int   // those that the tree sees
	leaves     []leaf
	histograms [][]histogram // room for the leaves' histograms
	candidates [][2]candidate
}

func newGrower(t *trainer) *grower {
	n := len(t.Y)
	return &grower{trainer: t, rows: make([]int32, n), aside: make([]int32, n), gathered: make([]sum, n)}
}

// grow grows a tree from the given features and the first seen of the rows, and adds its values to the scores of all rows.
func (g *grower) grow(seen int, features []int) grownTree {
	for len(features)%quad > 0 {
		features = append(features, features[0]) // a feature more than once does no harm
	}
	g.features = features
	g.leaves = append(g.leaves[:0], leaf{seen: segment{0, seen}, unseen: segment{seen, len(g.rows)}, histograms: g.room(0)})
	for _, r := range g.rows[:seen] {
		g.leaves[0].total.add(g.gradients[r])
	}
	g.search(0, -1)

	var tree grownTree
	for len(g.leaves) < g.Leaves {
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
	for i := range g.leaves {
		l := &g.leaves[i]
		first, second := g.fixed.derivatives(l.total)
		value := -g.LearningRate * first / (second + g.L2)
		tree.values = append(tree.values, value)
		for _, s := range []segment{l.seen, l.unseen} {
			for _, r := range g.rows[s.from:s.to] {
				g.scores[r] += value
			}
		}
	}
	return tree
}

// room returns histograms for leaf number i.
func (g *grower) room(i int) []histogram {
	for len(g.histograms) <= i {
		g.histograms = append(g.histograms, make([]histogram, len(g.features)))
	}
	return g.histograms[i]
}

// split splits leaf number i in the best way.
func (g *grower) split(i int) grownSplit {
	l := &g.leaves[i]
	by := l.best
	var moved leaf
	parts := [2]struct{ stay, move *segment }{{&l.seen, &moved.seen}, {&l.unseen, &moved.unseen}}
	before := l.seen.len()
	parallel(len(parts), g.Workers, func(i int) {
		p := parts[i]
		middle := g.partition(*p.stay, g.binned[by.feature].bins, by.bin)
		p.move.from, p.move.to, p.stay.to = middle, p.stay.to, middle
	})
	share := float64(l.seen.len()) / float64(before)

	added := len(g.leaves)
	moved.histograms = g.room(added)
	smaller, larger := i, added
	if l.seen.len() > moved.seen.len() {
		smaller, larger = larger, smaller
	}
	total := l.total
	g.leaves = append(g.leaves, moved)
	if smaller == i {
		a, b := &g.leaves[i], &g.leaves[added]
		a.histograms, b.histograms = b.histograms, a.histograms
	}
	s, o := &g.leaves[smaller], &g.leaves[larger]
	s.total = sum{}
	for _, r := range g.rows[s.seen.from:s.seen.to] {
		s.total.add(g.gradients[r])
	}
	o.total = total
	o.total.subtract(s.total)
	s.best, o.best = candidate{}, candidate{}
	if len(g.leaves) < g.Leaves {
		g.search(smaller, larger)
	}
	return grownSplit{i, share, by}
}

// partition reorders the rows of s so that those whose bin is at most bin come first, and returns where the others begin.
// Rows keep their order on both sides.
func (g *grower) partition(s segment, bins []uint8, bin int) int {
	rows, aside := g.rows[s.from:s.to], g.aside[s.from:s.to]
	stay, move := 0, 0
	for _, r := range rows {
		rows[stay], aside[move] = r, r
		moves := 0
		if int(bins[r]) > bin {
			moves = 1
		}
		move += moves
		stay += 1 - moves
	}
	copy(rows[stay:], aside[:move])
	return s.from + stay
}

// search fills the histograms of leaf number fresh and finds its best split. If there is a sibling, its histograms are those of
// both together, from which the fresh ones are taken away; its best split is found too.
func (g *grower) search(fresh, sibling int) {
	f := &g.leaves[fresh]
	rows := g.rows[f.seen.from:f.seen.to]
	gathered := g.gathered[:len(rows)]
	for i, r := range rows {
		gathered[i] = g.gradients[r]
	}
	found := make([][2]candidate, len(g.features))
	parallel(len(g.features)/quad, g.Workers, func(i int) {
		var columns [quad][]uint8
		for j := range columns {
			columns[j] = g.binned[g.features[quad*i+j]].bins
		}
		fill((*[quad]histogram)(f.histograms[quad*i:]), &columns, rows, gathered)
		for j := quad * i; j < quad*(i+1); j++ {
			feature, h := g.features[j], &f.histograms[j]
			found[j][0] = g.best(feature, h, f.total)
			if sibling >= 0 {
				o := &g.leaves[sibling]
				o.histograms[j].subtract(h)
				found[j][1] = g.best(feature, &o.histograms[j], o.total)
			}
		}
	})
	for _, c := range found {
		if c[0].gain > f.best.gain {
			f.best = c[0]
		}
		if sibling >= 0 && c[1].gain > g.leaves[sibling].best.gain {
			g.leaves[sibling].best = c[1]
		}
	}
}

// quad is how many histograms are filled at once: the additions to one histogram have to wait for each other where rows share a
// bin, those to different ones have not.
const quad = 4

// fill sums up the gradients of rows by their bins in each of the columns.
func fill(h *[quad]histogram, columns *[quad][]uint8, rows []int32, gradients []sum) {
	clear(h[:])
	c0, c1, c2, c3 := columns[0], columns[1], columns[2], columns[3]
	h0, h1, h2, h3 := &h[0], &h[1], &h[2], &h[3]
	for i, r := range rows {
		d := gradients[i]
		h0[c0[r]].add(d)
		h1[c1[r]].add(d)
		h2[c2[r]].add(d)
		h3[c3[r]].add(d)
	}
}

func (h *histogram) subtract(o *histogram) {
	for bin := range h {
		h[bin].subtract(o[bin])
	}
}

// best returns the best split of a leaf by one feature.
func (g *grower) best(feature int, h *histogram, total sum) candidate {
	first, second := g.fixed.derivatives(total)
	before := first * first / (second + g.L2)
	count := g.fixed.count(total)
	best := candidate{feature: feature}
	var stay sum
	for bin := range g.binned[feature].bounds {
		stay.first += h[bin].first
		stay.second += h[bin].second
		n := g.fixed.count(stay)
		if n < g.MinLeaf {
			continue
		}
		if count-n < g.MinLeaf {
			break
		}
		first1, second1 := g.fixed.derivatives(stay)
		first2, second2 := first-first1, second-second1
		if second1 < minHessian || second2 < minHessian {
			continue
		}
		gain := first1*first1/(second1+g.L2) + first2*first2/(second2+g.L2) - before
		if gain > best.gain {
			best.gain, best.bin = gain, bin
		}
	}
	return best
}
