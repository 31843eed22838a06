package boost

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

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

func (d Dataset) row(i int) []float32 { return d.X[i*d.NumFeatures:][:d.NumFeatures] }

// part returns the rows from one up to another.
func (d Dataset) part(from, to int) Dataset {
	return Dataset{X: d.X[from*d.NumFeatures : to*d.NumFeatures], NumFeatures: d.NumFeatures, Y: d.Y[from:to], Group: d.Group[from:to]}
}

func mustTrain(t testing.TB, d Dataset, p Params) *Model {
	t.Helper()
	m, err := Train(d, p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// small trains on 2,000 rows of 40 features; with sampling, and for trees of up to this many leaves.
func small(t testing.TB, leaves int) (*Model, Dataset) {
	t.Helper()
	d := pages(2000, 20, 40)
	return mustTrain(t, d, Params{Trees: 20, Leaves: leaves, MinLeaf: 3, LearningRate: 0.2, L2: 1, RowShare: 0.5, FeatureShare: 0.5}), d
}

func TestScoreAllIsScore(t *testing.T) {
	inf := float32(math.Inf(1))
	odd := []float32{0, float32(math.Copysign(0, -1)), float32(math.NaN()), inf, -inf, math.MaxFloat32, -math.MaxFloat32,
		math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32}
	for _, leaves := range []int{2, 3, 16, 17, 31, 256} {
		m, d := small(t, leaves)
		random := rand.New(rand.NewPCG(5, 6))
		for i := range d.X {
			if random.IntN(10) == 0 {
				d.X[i] = odd[random.IntN(len(odd))]
			}
		}
		for _, c := range m.conditions { // values on the threshold itself, and next to it
			at := random.IntN(len(d.Y))
			d.row(at)[c.feature] = c.threshold
			d.row((at + 1) % len(d.Y))[c.feature] = math.Nextafter32(c.threshold, inf)
		}
		for _, rows := range []int{0, 1, 63, 64, 65, 400, len(d.Y)} {
			out := make([]float32, rows)
			m.ScoreAll(d.X[:rows*d.NumFeatures], out)
			for i, got := range out {
				if want := float32(m.Score(d.row(i))); got != want {
					t.Fatalf("%d leaves, row %d of %d: ScoreAll says %v, Score says %v", leaves, i, rows, got, want)
				}
			}
		}
	}
}

func TestContributionsSumToScore(t *testing.T) {
	m, d := small(t, 16)
	gains := m.Importance()
	rest := math.NaN()
	for i := range 200 {
		out := make([]float64, d.NumFeatures)
		r := m.Contributions(d.row(i), out)
		if i > 0 && r != rest {
			t.Fatalf("row %d: the rest is %v, but %v for the row before", i, r, rest)
		}
		rest = r
		total := rest
		for f, v := range out {
			total += v
			if v != 0 && gains[f] == 0 {
				t.Errorf("row %d: feature %d, of no importance, contributes %v", i, f, v)
			}
		}
		if want := m.Score(d.row(i)); math.Abs(total-want) > 1e-9 {
			t.Fatalf("row %d: contributions sum to %v, the score is %v", i, total, want)
		}
	}
}

func TestContributionsNameTheCause(t *testing.T) {
	// Feature 0 decides, feature 1 decides nothing.
	d := Dataset{NumFeatures: 2}
	for i := range 1000 {
		d.X = append(d.X, float32(i%2), float32(i%7))
		d.Y = append(d.Y, float32(i%2))
	}
	m := mustTrain(t, d, Params{Trees: 10, Leaves: 4, LearningRate: 0.3, L2: 1})
	for value, sign := range map[float32]float64{0: -1, 1: 1} {
		out := make([]float64, 2)
		rest := m.Contributions([]float32{value, 3}, out)
		if out[0]*sign < 1 || math.Abs(out[1]) > 0.01 || math.Abs(rest) > 0.01 {
			t.Errorf("feature 0 is %v: contributions %v, rest %v", value, out, rest)
		}
	}
}

func TestMissingIsLessThanAllNumbers(t *testing.T) {
	m, d := small(t, 16)
	low := slices.Clone(d.X)
	missing := 0
	for i, v := range low {
		if v != v {
			low[i] = float32(math.Inf(-1))
			missing++
		}
	}
	if missing == 0 {
		t.Fatal("nothing is missing")
	}
	want, got := make([]float32, len(d.Y)), make([]float32, len(d.Y))
	m.ScoreAll(low, want)
	m.ScoreAll(d.X, got)
	if !slices.Equal(got, want) {
		t.Error("NaN and -Inf have different scores")
	}
}

func TestSigmoid(t *testing.T) {
	for x, want := range map[float64]float64{0: 0.5, math.Log(3): 0.75, -math.Log(3): 0.25, 1000: 1, -1000: 0} {
		if got := Sigmoid(x); math.Abs(got-want) > 1e-12 {
			t.Errorf("Sigmoid(%v) = %v, not %v", x, got, want)
		}
	}
}

func TestModelIsSafeForConcurrentUse(t *testing.T) {
	m, d := small(t, 16)
	want := make([]float32, len(d.Y))
	m.ScoreAll(d.X, want)
	parallel(8, 4, func(i int) {
		part := d.part(i*200, i*200+200)
		got := make([]float32, len(part.Y))
		m.ScoreAll(part.X, got)
		if !slices.Equal(got, want[i*200:][:200]) {
			t.Errorf("part %d has other scores than alone", i)
		}
	})
}
