// Package boost learns and evaluates gradient-boosted decision trees: a sum of small trees over the features of a row.
//
// The method is Friedman's ("Greedy Function Approximation: A Gradient Boosting Machine", 2001) with second-order leaves as in
// XGBoost (Chen and Guestrin, 2016) and histograms with leaf-wise growth as in LightGBM (Ke et al., 2017).
package boost

import (
	"math"
)

// A Model is a trained sum of trees. It is safe for concurrent use.
//
// A tree is kept as the history of its growth. It begins as one leaf, number 0; split number s (from 0) takes a leaf, whose rows
// that fulfil the split's condition "value > threshold" move to the new leaf number s+1 while the others, those with NaN among
// them, stay. So no node needs a pointer, and many rows can be taken through the history at once (see ScoreAll).
type Model struct {
	// Comment says in one line what the model was trained on.
	Comment string

	features int
	base     float64 // the score before the first tree
	scale    float64 // of the values of leaves

	columns    []column    // the features that conditions ask for, ascending
	conditions []condition // by feature, then threshold
	trees      []tree
}

// A column is a feature with the conditions that ask for it.
type column struct {
	feature int
	gain    float32 // how much the training's loss fell by its splits
	first   int     // its place in Model.conditions
	codes   []code
}

type condition struct {
	feature   int32
	code      code
	threshold float32 // code.last()
}

type tree struct {
	splits []split
	leaves []int16 // in units of Model.scale; one more than splits
}

type split struct {
	condition uint32
	leaf      uint8 // which leaf is split
	stay      uint8 // the share of the training's rows that stayed, in 1/shareUnit
}

// maxLeaves is the most leaves that a tree can have, so that a leaf's number fits into a byte.
const maxLeaves = 256

const shareUnit = 16

// newColumns lists conditions, which are ordered by feature and threshold, by feature.
func newColumns(conditions []condition) []column {
	var columns []column
	for i, c := range conditions {
		if i == 0 || conditions[i-1].feature != c.feature {
			columns = append(columns, column{feature: int(c.feature), first: i})
		}
		last := &columns[len(columns)-1]
		last.codes = append(last.codes, c.code)
	}
	return columns
}

// NumFeatures returns how many values a row has.
func (m *Model) NumFeatures() int { return m.features }

// Score returns the raw score of one row of NumFeatures values: the log-odds for a model trained with Logistic, the estimate
// itself for Squared.
func (m *Model) Score(x []float32) float64 {
	total := 0
	for i := range m.trees {
		t := &m.trees[i]
		leaf := 0
		for s, p := range t.splits {
			if int(p.leaf) == leaf {
				if c := m.conditions[p.condition]; x[c.feature] > c.threshold {
					leaf = s + 1
				}
			}
		}
		total += int(t.leaves[leaf])
	}
	return m.base + m.scale*float64(total)
}

// Contributions sets out, which has NumFeatures values, to what each feature of the row x adds to its raw score, and returns the
// rest, which is the same for all rows. All together they sum up to Score, but for rounding.
//
// A feature is credited with the change in the expected score at each split on the row's way that asks for it (A. Saabas,
// "Interpreting random forests", 2014).
func (m *Model) Contributions(x []float32, out []float64) float64 {
	clear(out)
	rest := m.base
	var value, stay, move [maxLeaves]float64
	for i := range m.trees {
		t := &m.trees[i]
		for l, v := range t.leaves {
			value[l] = m.scale * float64(v)
		}
		for s := len(t.splits) - 1; s >= 0; s-- {
			l, share := t.splits[s].leaf, float64(t.splits[s].stay)/shareUnit
			expected := share*value[l] + (1-share)*value[s+1]
			stay[s], move[s] = value[l]-expected, value[s+1]-expected
			value[l] = expected
		}
		rest += value[0]
		leaf := 0
		for s, p := range t.splits {
			if int(p.leaf) != leaf {
				continue
			}
			if c := m.conditions[p.condition]; x[c.feature] > c.threshold {
				out[c.feature] += move[s]
				leaf = s + 1
			} else {
				out[c.feature] += stay[s]
			}
		}
	}
	return rest
}

// Importance returns for each feature by how much its splits lowered the training's loss.
func (m *Model) Importance() []float64 {
	gains := make([]float64, m.features)
	for _, c := range m.columns {
		gains[c.feature] = float64(c.gain)
	}
	return gains
}

// Sigmoid turns log-odds into a probability.
func Sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
