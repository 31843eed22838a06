package boost

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// A Dataset is what a model learns from: rows of features, each with its answer.
type Dataset struct {
	X           []float32 // the rows one after another, NumFeatures values each; NaN counts as less than all numbers
	NumFeatures int       // 1 to 65536
	Y           []float32 // the answer of each row: 0 to 1 for Logistic, any finite number for Squared
	W           []float32 // the weight of each row, of which only the proportions matter; nil if all are equal
	Group       []int32   // the group of each row, such as its page: a tree sees all of a group or nothing; nil if each row is its own
}

// A Loss says what training makes small.
type Loss uint8

// The losses.
const (
	Logistic Loss = iota // the cross-entropy of a yes or no: scores are log-odds
	Squared              // half the squared distance from the answer: scores are estimates of it
)

// Params say how to train.
type Params struct {
	Trees        int     // how many trees: 1 to 65535. One that finds nothing to split is left out
	Leaves       int     // the most leaves of a tree: 2 to 256
	MinLeaf      int     // the fewest rows in a leaf; 0 is 1
	LearningRate float64 // by which leaves' values are multiplied: above 0 up to 1
	L2           float64 // the penalty on the square of a leaf's value: 0 or more. It draws the values of small leaves to 0
	RowShare     float64 // the share of the rows, or of the groups, that a tree sees: up to 1; 0 is 1
	FeatureShare float64 // the share of the features that a tree sees: up to 1; 0 is 1
	Bins         int     // the most ranges that a feature's values are sorted into: 2 to 255; 0 is 255
	Loss         Loss
	Seed         uint64 // of the choice of rows and features
	Workers      int    // how many goroutines work; 0 is GOMAXPROCS. The model does not depend on it
}

const (
	maxRows    = 1 << 24   // beyond that, fixedPoint has too few bits
	minGain    = 1e-7      // a split that gains less is rounding
	minHessian = 1e-3      // the least sum of second derivatives in a leaf, as in LightGBM; without, a leaf of certain rows can get any value
	leafSteps  = 1<<11 - 1 // into which the largest value of a leaf is divided: fine enough for a sum of hundreds, and small in a file
)

// Train learns a model. The same dataset and params give the same model on the same kind of machine.
// It returns an error if the dataset's parts do not fit together or a param is out of its range.
func Train(d Dataset, p Params) (*Model, error) {
	p.MinLeaf = cmp.Or(p.MinLeaf, 1)
	p.RowShare = cmp.Or(p.RowShare, 1)
	p.FeatureShare = cmp.Or(p.FeatureShare, 1)
	p.Bins = cmp.Or(p.Bins, 255)
	p.Workers = cmp.Or(p.Workers, runtime.GOMAXPROCS(0))
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := d.check(p.Loss); err != nil {
		return nil, err
	}
	return newTrainer(d, p).train(), nil
}

func (p Params) check() error {
	for _, c := range []struct {
		name  string
		value any
		ok    bool
	}{
		{"Trees", p.Trees, 1 <= p.Trees && p.Trees <= maxTrees},
		{"Leaves", p.Leaves, 2 <= p.Leaves && p.Leaves <= maxLeaves},
		{"MinLeaf", p.MinLeaf, p.MinLeaf >= 1},
		{"LearningRate", p.LearningRate, 0 < p.LearningRate && p.LearningRate <= 1},
		{"L2", p.L2, 0 <= p.L2 && p.L2 <= math.MaxFloat32},
		{"RowShare", p.RowShare, 0 < p.RowShare && p.RowShare <= 1},
		{"FeatureShare", p.FeatureShare, 0 < p.FeatureShare && p.FeatureShare <= 1},
		{"Bins", p.Bins, 2 <= p.Bins && p.Bins <= 255},
		{"Loss", p.Loss, p.Loss <= Squared},
		{"Workers", p.Workers, p.Workers >= 1},
	} {
		if !c.ok {
			return fmt.Errorf("boost: %s cannot be %v", c.name, c.value)
		}
	}
	return nil
}

func (d Dataset) check(l Loss) error {
	n := len(d.Y)
	switch {
	case d.NumFeatures < 1 || d.NumFeatures > maxFeatures:
		return fmt.Errorf("boost: %d features, not 1 to %d", d.NumFeatures, maxFeatures)
	case n < 1 || n > maxRows:
		return fmt.Errorf("boost: %d rows, not 1 to %d", n, maxRows)
	case len(d.X) != n*d.NumFeatures:
		return fmt.Errorf("boost: %d values for %d rows of %d features", len(d.X), n, d.NumFeatures)
	case d.W != nil && len(d.W) != n:
		return fmt.Errorf("boost: %d weights for %d rows", len(d.W), n)
	case d.Group != nil && len(d.Group) != n:
		return fmt.Errorf("boost: groups of %d rows for %d rows", len(d.Group), n)
	}
	for i, y := range d.Y {
		if !finite(y) || l == Logistic && (y < 0 || y > 1) {
			return fmt.Errorf("boost: the answer of row %d cannot be %v", i, y)
		}
	}
	for i, w := range d.W {
		if !finite(w) || w < 0 {
			return fmt.Errorf("boost: the weight of row %d cannot be %v", i, w)
		}
	}
	if d.W != nil && slices.Max(d.W) == 0 {
		return errors.New("boost: all weights are 0")
	}
	return nil
}

// A trainer adds tree after tree.
type trainer struct {
	data      Dataset
	params    Params
	features  []feature
	weights   []float32 // of the rows, 1 on average
	base      float64
	scores    []float64 // of the rows, by the trees so far
	fixed     fixedPoint
	gradients []sum // of the rows, as far as the next tree sees them
}

func newTrainer(d Dataset, p Params) *trainer {
	n := len(d.Y)
	t := &trainer{
		data:      d,
		params:    p,
		features:  binFeatures(d, p.Bins, p.Workers),
		weights:   make([]float32, n),
		scores:    make([]float64, n),
		fixed:     fixedPoint{countBits: bits.Len(uint(n))},
		gradients: make([]sum, n),
	}
	weights, answers := 0.0, 0.0
	for i, y := range d.Y {
		t.weights[i] = 1
		if d.W != nil {
			t.weights[i] = d.W[i]
		}
		weights += float64(t.weights[i])
		answers += float64(t.weights[i]) * float64(y)
	}
	t.base = answers / weights
	if p.Loss == Logistic {
		const certain = 1e-6
		share := min(max(t.base, certain), 1-certain)
		t.base = math.Log(share / (1 - share))
	}
	for i := range t.scores {
		t.weights[i] = float32(float64(t.weights[i]) * float64(n) / weights)
		t.scores[i] = t.base
	}
	return t
}

func (t *trainer) train() *Model {
	g := newGrower(t)
	var trees []grownTree
	for i := range uint64(t.params.Trees) {
		seen := t.chooseRows(i, g.rows)
		features := t.chooseFeatures(i)
		t.differentiate(g.rows[:seen])
		if tree := g.grow(seen, features); len(tree.splits) > 0 {
			trees = append(trees, tree)
		}
	}
	return t.model(trees)
}

// chooseRows fills rows with all rows, first those that tree number i sees, in order, and returns how many it sees.
func (t *trainer) chooseRows(i uint64, rows []int32) int {
	key := mix(t.params.Seed + mix(i))
	limit := uint64(math.MaxUint64)
	if t.params.RowShare < 1 {
		limit = uint64(math.Ldexp(t.params.RowShare, 64))
	}
	front, back := 0, len(rows)
	for r := range rows {
		id := uint64(r)
		if t.data.Group != nil {
			id = uint64(t.data.Group[r])
		}
		if mix(key^id) <= limit {
			rows[front] = int32(r)
			front++
		} else {
			back--
			rows[back] = int32(r)
		}
	}
	slices.Reverse(rows[front:])
	return front
}

// mix scrambles a number; it is the output function of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(x uint64) uint64 {
	x += 0x9e37_79b9_7f4a_7c15
	x = (x ^ x>>30) * 0xbf58_476d_1ce4_e5b9
	x = (x ^ x>>27) * 0x94d0_49bb_1331_11eb
	return x ^ x>>31
}

// chooseFeatures returns the features that tree number i sees, in order, among those that differ between rows.
func (t *trainer) chooseFeatures(i uint64) []int {
	var features []int
	for f := range t.features {
		if len(t.features[f].bounds) > 0 {
			features = append(features, f)
		}
	}
	n := int(math.Ceil(t.params.FeatureShare * float64(len(features))))
	random := rand.New(rand.NewPCG(t.params.Seed, i))
	random.Shuffle(len(features), func(a, b int) { features[a], features[b] = features[b], features[a] })
	slices.Sort(features[:n])
	return features[:n]
}

// differentiate sets the gradients of rows.
func (t *trainer) differentiate(rows []int32) {
	chunks := slices.Collect(slices.Chunk(rows, 1<<14))
	largest := make([]struct{ first, second float64 }, len(chunks))
	parallel(len(chunks), t.params.Workers, func(i int) {
		for _, r := range chunks[i] {
			first, second := t.derivatives(r)
			largest[i].first = max(largest[i].first, math.Abs(first))
			largest[i].second = max(largest[i].second, second)
		}
	})
	first, second := 0.0, 0.0
	for _, l := range largest {
		first, second = max(first, l.first), max(second, l.second)
	}
	t.fixed.fit(first, second)
	parallel(len(chunks), t.params.Workers, func(i int) {
		for _, r := range chunks[i] {
			t.gradients[r] = t.fixed.one(t.derivatives(r))
		}
	})
}

// derivatives returns the first and the second derivative of a row's loss by its score.
func (t *trainer) derivatives(row int32) (first, second float64) {
	score, answer, weight := t.scores[row], float64(t.data.Y[row]), float64(t.weights[row])
	if t.params.Loss == Logistic {
		p := Sigmoid(score)
		return weight * (p - answer), weight * p * (1 - p)
	}
	return weight * (score - answer), weight
}

// model gathers the conditions of the trees and rounds the values of their leaves.
func (t *trainer) model(trees []grownTree) *Model {
	m := &Model{features: t.data.NumFeatures, base: float32(t.base)}
	type cutpoint struct{ feature, bin int }
	places := map[cutpoint]int32{}
	gains := make([]float64, t.data.NumFeatures)
	largest := 0.0
	for _, tree := range trees {
		for _, s := range tree.splits {
			places[cutpoint{s.feature, s.bin}] = 0
			gains[s.feature] += s.gain
		}
		for _, v := range tree.values {
			largest = max(largest, math.Abs(v))
		}
	}
	for f := range t.features {
		for bin, bound := range t.features[f].bounds {
			at := cutpoint{f, bin}
			if _, used := places[at]; used {
				places[at] = int32(len(m.conditions))
				m.conditions = append(m.conditions, condition{int32(f), bound, bound.last()})
			}
		}
	}
	m.columns = newColumns(m.conditions)
	for i := range m.columns {
		m.columns[i].gain = float32(gains[m.columns[i].feature])
	}
	scale := largest / leafSteps
	m.scale = float32(scale)
	for _, grown := range trees {
		var tree tree
		for _, s := range grown.splits {
			tree.splits = append(tree.splits, split{places[cutpoint{s.feature, s.bin}], uint8(s.leaf), uint8(math.Round(s.stay * shareUnit))})
		}
		for _, v := range grown.values {
			tree.leaves = append(tree.leaves, int16(math.Round(v/scale)))
		}
		m.trees = append(m.trees, tree)
	}
	return m
}

// parallel calls work for 0 to n-1, in any order from several goroutines, and returns when all calls have.
func parallel(n, workers int, work func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, workers) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wait.Wait()
}
