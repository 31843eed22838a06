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

// A Dataset is what a model learns from: rows of features, each with the answer.
type Dataset struct {
	X           []float32 // the rows one after another, NumFeatures values each. NaN counts as less than all numbers
	NumFeatures int
	Y           []float32 // the answers: 0 to 1 for Logistic, any number for Squared
	W           []float32 // the rows' weights, of which only the proportions matter; nil if all are equal
	Group       []int32   // rows of the same group are sampled together; nil if each stands for itself
}

// A Loss says what training makes small.
type Loss uint8

// The losses.
const (
	Logistic Loss = iota // -log of the likelihood of a yes or no; scores are log-odds
	Squared              // half the squared distance; scores are estimates of Y
)

// Params say how to train.
type Params struct {
	Trees        int     // how many
	Leaves       int     // at most, of a tree: 2 to 256
	MinLeaf      int     // the fewest rows in a leaf; 0 for 1
	LearningRate float64 // by which the values of leaves are multiplied, such as 0.1
	L2           float64 // the penalty on the square of a leaf's value, in rows: it draws the values of small leaves to 0
	RowShare     float64 // the share of the rows, or of the groups, that a tree sees; 0 for all
	FeatureShare float64 // the share of the features that a tree sees; 0 for all
	Bins         int     // into how many ranges a feature's values are sorted: 2 to 255; 0 for 255
	Loss         Loss
	Seed         uint64 // of the sampling
	Workers      int    // how many goroutines; 0 for GOMAXPROCS. The model does not depend on it
}

const (
	maxRows     = 1 << 24 // so that the counts and the sums of second derivatives fit into a word together
	maxFeatures = 1 << 16
	maxTrees    = 1<<16 - 1 // so that a sum of leaves fits into 32 bits

	minGain    = 1e-7 // a split that gains less is rounding
	minHessian = 1e-3 // the least sum of second derivatives in a leaf, against leaves of rows that are certain already; as in LightGBM
)

// Train learns a model from the dataset. Equal datasets and params give equal models.
// It returns an error if the dataset's parts do not fit together or a param is out of range.
func Train(d Dataset, p Params) (*Model, error) {
	p.MinLeaf = max(p.MinLeaf, 1)
	p.RowShare = cmp.Or(p.RowShare, 1)
	p.FeatureShare = cmp.Or(p.FeatureShare, 1)
	p.Bins = cmp.Or(p.Bins, 255)
	p.Workers = cmp.Or(p.Workers, runtime.GOMAXPROCS(0))
	if err := errors.Join(d.check(p.Loss), p.check()); err != nil {
		return nil, err
	}
	return newTrainer(d, p).train(), nil
}

func (d Dataset) check(l Loss) error {
	n := len(d.Y)
	switch {
	case d.NumFeatures < 1 || d.NumFeatures > maxFeatures:
		return fmt.Errorf("boost: %d features, not 1 to %d", d.NumFeatures, maxFeatures)
	case n < 1 || n > maxRows:
		return fmt.Errorf("boost: %d rows, not 1 to %d", n, maxRows)
	case len(d.X) != n*d.NumFeatures:
		return fmt.Errorf("boost: %d values are not %d rows of %d features", len(d.X), n, d.NumFeatures)
	case d.W != nil && len(d.W) != n:
		return fmt.Errorf("boost: %d weights for %d rows", len(d.W), n)
	case d.Group != nil && len(d.Group) != n:
		return fmt.Errorf("boost: %d groups for %d rows", len(d.Group), n)
	}
	for i, y := range d.Y {
		if v := float64(y); math.IsNaN(v) || math.IsInf(v, 0) || l == Logistic && (y < 0 || y > 1) {
			return fmt.Errorf("boost: row %d: the answer cannot be %v", i, y)
		}
	}
	sum := 0.0
	for i, w := range d.W {
		if !(w >= 0 && w <= math.MaxFloat32) {
			return fmt.Errorf("boost: row %d: the weight cannot be %v", i, w)
		}
		sum += float64(w)
	}
	if d.W != nil && sum == 0 {
		return errors.New("boost: all weights are 0")
	}
	return nil
}

func (p Params) check() error {
	switch {
	case p.Trees < 1 || p.Trees > maxTrees:
		return fmt.Errorf("boost: %d trees, not 1 to %d", p.Trees, maxTrees)
	case p.Leaves < 2 || p.Leaves > maxLeaves:
		return fmt.Errorf("boost: %d leaves, not 2 to %d", p.Leaves, maxLeaves)
	case !(p.LearningRate > 0 && p.LearningRate <= 1):
		return fmt.Errorf("boost: a learning rate of %v, not above 0 to 1", p.LearningRate)
	case !(p.L2 >= 0 && p.L2 <= math.MaxFloat32):
		return fmt.Errorf("boost: an L2 of %v, not 0 or more", p.L2)
	case !(p.RowShare > 0 && p.RowShare <= 1) || !(p.FeatureShare > 0 && p.FeatureShare <= 1):
		return fmt.Errorf("boost: shares of %v of the rows and %v of the features, not above 0 to 1", p.RowShare, p.FeatureShare)
	case p.Bins < 2 || p.Bins > 255:
		return fmt.Errorf("boost: %d bins, not 2 to 255", p.Bins)
	case p.Loss > Squared:
		return fmt.Errorf("boost: unknown loss %d", p.Loss)
	case p.Workers < 1:
		return fmt.Errorf("boost: %d workers", p.Workers)
	}
	return nil
}

// A trainer holds what lasts from tree to tree.
type trainer struct {
	Dataset
	Params
	weight    []float32 // of each row, 1 on average; nil if all are 1
	binned    []binned  // the features
	scores    []float64 // of each row, by the trees so far
	gradients []sum
	fixed     fixedPoint
	base      float64
	grown     []grownTree
}

func newTrainer(d Dataset, p Params) *trainer {
	t := &trainer{
		Dataset: d, Params: p,
		binned:    binFeatures(d, p.Bins, p.Workers),
		scores:    make([]float64, len(d.Y)),
		gradients: make([]sum, len(d.Y)),
		fixed:     fixedPoint{shift: bits.Len(uint(len(d.Y)))},
	}
	var sum, answers float64
	for i, y := range d.Y {
		w := float64(t.rawWeight(i))
		sum += w
		answers += w * float64(y)
	}
	if d.W != nil {
		t.weight = make([]float32, len(d.W))
		for i, w := range d.W {
			t.weight[i] = float32(float64(w) * float64(len(d.W)) / sum)
		}
	}
	t.base = answers / sum
	if p.Loss == Logistic {
		const margin = 1e-6
		mean := min(max(t.base, margin), 1-margin)
		t.base = math.Log(mean / (1 - mean))
	}
	for i := range t.scores {
		t.scores[i] = t.base
	}
	return t
}

func (t *trainer) rawWeight(row int) float32 {
	if t.W == nil {
		return 1
	}
	return t.W[row]
}

func (t *trainer) train() *Model {
	g := newGrower(t)
	for i := range t.Trees {
		rows := t.sampleRows(uint64(i), g.rows)
		features := t.sampleFeatures(uint64(i))
		t.differentiate(g.rows[:rows])
		if tree := g.grow(rows, features); len(tree.splits) > 0 {
			t.grown = append(t.grown, tree)
		}
	}
	return t.model()
}

// sampleRows puts the rows that tree number i sees to the front of rows, the others behind them, and returns how many it sees.
func (t *trainer) sampleRows(i uint64, rows []int32) int {
	seed := mix(t.Seed + mix(i))
	limit := uint64(math.MaxUint64)
	if t.RowShare < 1 {
		limit = uint64(t.RowShare * (1 << 63) * 2)
	}
	front, back := 0, len(rows)
	for r := range rows {
		id := uint64(r)
		if t.Group != nil {
			id = uint64(t.Group[r])
		}
		if mix(seed^id) <= limit {
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

// mix is the output function of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sampleFeatures returns the features that tree number i sees, among those that tell rows apart.
func (t *trainer) sampleFeatures(i uint64) []int {
	var features []int
	for f := range t.binned {
		if len(t.binned[f].bounds) > 0 {
			features = append(features, f)
		}
	}
	n := int(math.Ceil(t.FeatureShare * float64(len(features))))
	random := rand.New(rand.NewPCG(t.Seed, i))
	random.Shuffle(len(features), func(a, b int) { features[a], features[b] = features[b], features[a] })
	slices.Sort(features[:n])
	return features[:n]
}

// differentiate computes the loss's derivatives at the rows' scores.
func (t *trainer) differentiate(rows []int32) {
	const chunk = 1 << 14
	chunks := slices.Collect(slices.Chunk(rows, chunk))
	maxima := make([][2]float32, len(chunks))
	parallel(len(chunks), t.Workers, func(i int) {
		for _, r := range chunks[i] {
			g, h := t.derivatives(r)
			maxima[i][0] = max(maxima[i][0], max(g, -g))
			maxima[i][1] = max(maxima[i][1], h)
		}
	})
	var most [2]float32
	for _, m := range maxima {
		most[0], most[1] = max(most[0], m[0]), max(most[1], m[1])
	}
	t.fixed.fit(float64(most[0]), float64(most[1]))
	parallel(len(chunks), t.Workers, func(i int) {
		for _, r := range chunks[i] {
			t.gradients[r] = t.fixed.row(t.derivatives(r))
		}
	})
}

// derivatives returns the first and the second derivative of a row's loss by its score.
func (t *trainer) derivatives(row int32) (first, second float32) {
	first, second = float32(t.scores[row])-t.Y[row], 1
	if t.Loss == Logistic {
		p := Sigmoid(t.scores[row])
		first, second = float32(p-float64(t.Y[row])), float32(p*(1-p))
	}
	if t.weight != nil {
		first *= t.weight[row]
		second *= t.weight[row]
	}
	return first, second
}

// model gathers the conditions of the grown trees and rounds the values of their leaves.
func (t *trainer) model() *Model {
	m := &Model{features: t.NumFeatures, base: t.base}
	type place struct{ feature, bin int }
	places := map[place]uint32{}
	gains := make([]float64, t.NumFeatures)
	largest := 0.0
	for _, tree := range t.grown {
		for _, s := range tree.splits {
			places[place{s.feature, s.bin}] = 0
			gains[s.feature] += s.gain
		}
		for _, v := range tree.values {
			largest = max(largest, math.Abs(v))
		}
	}
	for f := range t.binned {
		for bin, bound := range t.binned[f].bounds {
			if _, ok := places[place{f, bin}]; ok {
				places[place{f, bin}] = uint32(len(m.conditions))
				m.conditions = append(m.conditions, condition{int32(f), bound, bound.last()})
			}
		}
	}
	m.columns = newColumns(m.conditions)
	for i := range m.columns {
		m.columns[i].gain = float32(gains[m.columns[i].feature])
	}
	m.scale = largest / math.MaxInt16
	for _, grown := range t.grown {
		var tree tree
		for _, s := range grown.splits {
			tree.splits = append(tree.splits, split{places[place{s.feature, s.bin}], uint8(s.leaf), uint8(math.Round(s.stay * shareUnit))})
		}
		for _, v := range grown.values {
			tree.leaves = append(tree.leaves, int16(math.Round(v/m.scale)))
		}
		m.trees = append(m.trees, tree)
	}
	return m
}

// parallel calls work for 0 to n-1, from several goroutines in any order, and returns when all calls have.
func parallel(n, workers int, work func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, workers) {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				work(int(i))
			}
		})
	}
	wait.Wait()
}
