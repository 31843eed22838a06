package boost

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// xor returns rows of three values in [-1, 1), the last one noise; the answer is whether the first two have different signs.
func xor(rows int) Dataset {
	random := rand.New(rand.NewPCG(1, 2))
	d := Dataset{NumFeatures: 3}
	for range rows {
		x := []float32{random.Float32()*2 - 1, random.Float32()*2 - 1, random.Float32()*2 - 1}
		d.X = append(d.X, x...)
		y := float32(0)
		if (x[0] > 0) != (x[1] > 0) {
			y = 1
		}
		d.Y = append(d.Y, y)
	}
	return d
}

// page returns rows in the manner of a page's blocks: some features are mostly zero, some small counts, some continuous, some
// missing; four rows in a row belong to a group. The answer is a noisy function of several of them.
func page(rows, features int) Dataset {
	random := rand.New(rand.NewPCG(3, 4))
	d := Dataset{NumFeatures: features, X: make([]float32, rows*features)}
	for r := range rows {
		x := d.X[r*features:][:features]
		for f := range x {
			switch {
			case f%4 == 0 && random.IntN(10) > 0:
				x[f] = 0
			case f%4 == 1:
				x[f] = float32(random.IntN(12))
			case f%16 == 2 && random.IntN(4) == 0:
				x[f] = float32(math.NaN())
			default:
				x[f] = float32(random.NormFloat64())
			}
		}
		score := random.NormFloat64() / 4
		for f := range min(features, 40) {
			if v := float64(x[f]); v == v {
				score += math.Sin(v+float64(f)) * float64(x[(f+1)%features]) / float64(f+1)
			}
		}
		y := float32(0)
		if score > 0 {
			y = 1
		}
		d.Y = append(d.Y, y)
		d.Group = append(d.Group, int32(r/4))
	}
	return d
}

func train(t testing.TB, d Dataset, p Params) *Model {
	t.Helper()
	m, err := Train(d, p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func row(d Dataset, i int) []float32 { return d.X[i*d.NumFeatures:][:d.NumFeatures] }

func TestLearnsAnInteraction(t *testing.T) {
	d := xor(4000)
	m := train(t, d, Params{Trees: 50, Leaves: 6, LearningRate: 0.3, L2: 1, MinLeaf: 5})
	right := 0
	for i, y := range d.Y {
		if (m.Score(row(d, i)) > 0) == (y > 0.5) {
			right++
		}
	}
	if share := float64(right) / float64(len(d.Y)); share < 0.98 {
		t.Errorf("%.3f of the rows are right", share)
	}
	gains := m.Importance()
	if gains[2] > gains[0]/4 || gains[2] > gains[1]/4 {
		t.Errorf("gains %v: the third feature is noise", gains)
	}
}

func TestBenchSmoke(t *testing.T) {
	d := page(2000, 30)
	m := train(t, d, Params{Trees: 20, Leaves: 16, LearningRate: 0.1, L2: 1, MinLeaf: 5, RowShare: .5, FeatureShare: .5})
	var b bytes.Buffer
	m.Comment = "hi"
	m.WriteTo(&b)
	m2, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float32, len(d.Y))
	m2.ScoreAll(d.X, out)
	for i := range out {
		if out[i] != float32(m.Score(row(d, i))) {
			t.Fatal(i, out[i], m.Score(row(d, i)))
		}
	}
	_ = slices.Sort[[]int]
	_ = strings.Cut
}
