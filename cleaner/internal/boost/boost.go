// Package boost learns and evaluates gradient-boosted decision trees: a row of features gets a score, which is a sum over many small trees.
//
// The method is Friedman's ("Greedy Function Approximation: A Gradient Boosting Machine", 2001) with second-order leaves as in
// XGBoost (Chen and Guestrin, 2016), and with histograms and leaf-wise growth as in LightGBM (Ke et al., 2017).
package boost

import (
	"math"
	"sync"
)

// A Model is a trained sum of trees. It is safe for concurrent use.
//
// A tree is kept as the history of its growth. It begins as one leaf, number 0; split number s, counted from 0, takes a leaf, whose
// rows that fulfil the split's condition "value > threshold" move to the new leaf number s+1, while the others stay, those with NaN
// among them. So no node needs a pointer, and many rows can go through the history at once.
type Model struct {
	features int
	base     float32 // the score before the first tree
	scale    float32 // the unit of the leaves' values

	columns    []column    // the features that conditions ask for, ascending
	conditions []condition // by feature, then by threshold
	trees      []tree

	scratch sync.Pool // of *scratch
}

// A column is a feature with the conditions that ask for it.
type column struct {
	feature int
	gain    float32
	first   int    // the place of its first condition in Model.conditions
	codes   []code // the conditions' codes, ascending
}

// A condition is true of a value above the threshold.
type condition struct {
	feature   int32
	code      code
	threshold float32 // code.last()
}

type tree struct {
	splits []split
	leaves []int16 // their values in units of Model.scale; one more than splits
}

type split struct {
	condition int32
	leaf      uint8 // the leaf that is split
	stay      uint8 // the share of the training's rows in it that stayed, in units of 1/shareUnit
}

const (
	maxFeatures = 1 << 16
	maxTrees    = 1<<16 - 1 // so that a sum of leaves fits into 32 bits
	maxLeaves   = 1 << 8    // so that a leaf's number fits into 8 bits
	shareUnit   = 16
)

// newColumns lists conditions, ordered by feature and threshold, by their features.
func newColumns(conditions []condition) []column {
	var columns []column
	for i, c := range conditions {
		if i == 0 || c.feature != conditions[i-1].feature {
			columns = append(columns, column{feature: int(c.feature), first: i})
		}
		last := &columns[len(columns)-1]
		last.codes = append(last.codes, c.code)
	}
	return columns
}

// NumFeatures returns how many values a row has.
func (m *Model) NumFeatures() int { return m.features }

// Score returns the raw score of one row of NumFeatures values: the log-odds for a model trained with Logistic, the estimate itself
// for Squared. ScoreAll is much faster for several rows.
func (m *Model) Score(x []float32) float64 {
	total := int32(0)
	for _, t := range m.trees {
		leaf := 0
		for s, p := range t.splits {
			if int(p.leaf) == leaf && m.moves(p, x) {
				leaf = s + 1
			}
		}
		total += int32(t.leaves[leaf])
	}
	return m.score(total)
}

func (m *Model) moves(p split, x []float32) bool {
	c := m.conditions[p.condition]
	return x[c.feature] > c.threshold
}

// score returns the score for a sum of leaves' values. The conversion of the product keeps it the same on all machines.
func (m *Model) score(total int32) float64 {
	return float64(m.base) + float64(float64(m.scale)*float64(total))
}

// Contributions sets out[f] to what feature f of the row x adds to the row's raw score, and returns the rest, which is the same for
// all rows. All of it sums up to Score, but for rounding. Both x and out have NumFeatures values.
//
// Each split on the row's way credits its feature with the change in the expected score (A. Saabas, "Interpreting random forests", 2014).
func (m *Model) Contributions(x []float32, out []float64) float64 {
	clear(out)
	rest := float64(m.base)
	var expected, ifStays, ifMoves [maxLeaves]float64
	for _, t := range m.trees {
		for l, v := range t.leaves {
			expected[l] = float64(m.scale) * float64(v)
		}
		for s := len(t.splits) - 1; s >= 0; s-- {
			l, share := t.splits[s].leaf, float64(t.splits[s].stay)/shareUnit
			stays, moves := expected[l], expected[s+1]
			expected[l] = share*stays + (1-share)*moves
			ifStays[s], ifMoves[s] = stays-expected[l], moves-expected[l]
		}
		rest += expected[0]
		leaf := 0
		for s, p := range t.splits {
			if int(p.leaf) != leaf {
				continue
			}
			change := ifStays[s]
			if m.moves(p, x) {
				change = ifMoves[s]
				leaf = s + 1
			}
			out[m.conditions[p.condition].feature] += change
		}
	}
	return rest
}

// Importance returns the total gain of each feature: by how much its splits lowered twice the training's loss, before the learning rate.
func (m *Model) Importance() []float64 {
	gains := make([]float64, m.features)
	for _, c := range m.columns {
		gains[c.feature] = float64(c.gain)
	}
	return gains
}

// Sigmoid turns log-odds into a probability.
func Sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
