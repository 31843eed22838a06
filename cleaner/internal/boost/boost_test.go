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

// pages returns rows in the manner of pages' blocks, size to a page: some features are the same on a whole page, some mostly zero,
// some small counts, some continuous and sometimes missing. A page is a group. The answer is a noisy function of many features.
func pages(rows, size, features int) Dataset {
	random := rand.New(rand.NewPCG(3, 4))
	d := Dataset{NumFeatures: features, X: make([]float32, rows*features)}
	for r := range rows {
		x := d.X[r*features:][:features]
		score := random.NormFloat64() / 4
		for f := range x {
			v := random.NormFloat64()
			switch f % 8 {
			case 0:
				if r%size > 0 {
					v = float64(d.X[(r-1)*features+f])
				}
			case 1, 2:
				v = float64(random.IntN(12))
			case 3, 4:
				if random.IntN(10) > 0 {
					v = 0
				}
			case 5:
				v = math.Exp(4 * v)
			}
			score += math.Sin(math.Cbrt(v)+float64(f)) / float64(f%40+1)
			if f%16 == 7 && random.IntN(4) == 0 {
				v = math.NaN()
			}
			x[f] = float32(v)
		}
		y := float32(0)
		if score > 0 {
			y = 1
		}
		d.Y = append(d.Y, y)
		d.Group = append(d.Group, int32(r/size))
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
	d := pages(2000, 10, 30)
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
