package boost

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// xor returns rows of three values, the last one noise; the answer is whether the first two have different signs, which no sum of
// functions of one value each can tell.
func xor(rows int) Dataset {
	random := rand.New(rand.NewPCG(1, 2))
	d := Dataset{NumFeatures: 3}
	for range rows {
		x := [3]float32{random.Float32() - 0.5, random.Float32() - 0.5, random.Float32() - 0.5}
		y := float32(0)
		if (x[0] > 0) != (x[1] > 0) {
			y = 1
		}
		d.X, d.Y = append(d.X, x[:]...), append(d.Y, y)
	}
	return d
}

func TestLearnsAnInteraction(t *testing.T) {
	d := xor(4000)
	m := mustTrain(t, d, Params{Trees: 50, Leaves: 6, MinLeaf: 5, LearningRate: 0.3, L2: 1})
	right := 0
	for i, y := range d.Y {
		if (m.Score(d.row(i)) > 0) == (y == 1) {
			right++
		}
	}
	if share := float64(right) / float64(len(d.Y)); share < 0.98 {
		t.Errorf("%.3f of the rows are right", share)
	}
	if gains := m.Importance(); gains[2] > gains[0]/4 || gains[2] > gains[1]/4 {
		t.Errorf("gains are %.1f, and the last feature is noise", gains)
	}
}

// loss returns the mean loss of scores.
func loss(l Loss, scores, answers []float32) float64 {
	total := 0.0
	for i, y := range answers {
		if l == Squared {
			total += math.Pow(float64(scores[i]-y), 2) / 2
		} else {
			p := Sigmoid(float64(scores[i]))
			total -= float64(y)*math.Log(p) + float64(1-y)*math.Log(1-p)
		}
	}
	return total / float64(len(answers))
}

func TestBeatsAConstantOnOtherRows(t *testing.T) {
	d := pages(6000, 20, 24)
	learn, check := d.part(0, 4000), d.part(4000, 6000)
	mean := float32(0)
	for _, y := range learn.Y {
		mean += y / float32(len(learn.Y))
	}
	for _, test := range []struct {
		loss     Loss
		constant float32
		most     float64 // of the constant's loss
	}{
		{Logistic, float32(math.Log(float64(mean / (1 - mean)))), 0.6},
		{Squared, mean, 0.6},
	} {
		m := mustTrain(t, learn, Params{Trees: 100, Leaves: 8, MinLeaf: 10, LearningRate: 0.1, L2: 1, RowShare: 0.7, FeatureShare: 0.7, Loss: test.loss})
		scores := make([]float32, len(check.Y))
		m.ScoreAll(check.X, scores)
		constant := slices.Repeat([]float32{test.constant}, len(check.Y))
		if got, of := loss(test.loss, scores, check.Y), loss(test.loss, constant, check.Y); got > test.most*of {
			t.Errorf("loss %d: %.3f, and %.3f for the best constant", test.loss, got, of)
		}
	}
}

func TestFinerBinsAreNoWorse(t *testing.T) {
	d := xor(4000)
	p := Params{Trees: 20, Leaves: 6, LearningRate: 0.3, L2: 1}
	scores := make([]float32, len(d.Y))
	var losses []float64
	for _, bins := range []int{3, 255} {
		p.Bins = bins
		mustTrain(t, d, p).ScoreAll(d.X, scores)
		losses = append(losses, loss(Logistic, scores, d.Y))
	}
	if losses[1] > losses[0]/2 {
		t.Errorf("the loss is %.3f with 3 bins, which cannot be cut at 0, and %.3f with 255", losses[0], losses[1])
	}
}

func file(t testing.TB, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrainingIsDeterministic(t *testing.T) {
	d := pages(3000, 20, 40)
	p := Params{Trees: 10, Leaves: 16, MinLeaf: 3, LearningRate: 0.2, L2: 1, RowShare: 0.5, FeatureShare: 0.5, Seed: 7, Workers: 1}
	want := file(t, mustTrain(t, d, p))
	for _, workers := range []int{0, 1, 2, 5} {
		p.Workers = workers
		if !bytes.Equal(file(t, mustTrain(t, d, p)), want) {
			t.Errorf("another model with %d workers", workers)
		}
	}
	p.Seed++
	if bytes.Equal(file(t, mustTrain(t, d, p)), want) {
		t.Error("the same model with another seed")
	}
}

func TestWeightsCountAsRows(t *testing.T) {
	// Each row once, with a weight of 1 to 3, and each row 1 to 3 times.
	random := rand.New(rand.NewPCG(8, 9))
	once := Dataset{NumFeatures: 2}
	often := Dataset{NumFeatures: 2}
	for range 500 {
		x := []float32{float32(random.IntN(20)), float32(random.IntN(20))}
		y := float32(random.IntN(2))
		if x[0] > x[1] {
			y = 1
		}
		n := 1 + random.IntN(3)
		once.X, once.Y, once.W = append(once.X, x...), append(once.Y, y), append(once.W, 10*float32(n))
		for range n {
			often.X, often.Y = append(often.X, x...), append(often.Y, y)
		}
	}
	p := Params{Trees: 20, Leaves: 6, LearningRate: 0.2}
	a, b := mustTrain(t, once, p), mustTrain(t, often, p)
	for i := range once.Y {
		if x, y := a.Score(once.row(i)), b.Score(once.row(i)); math.Abs(x-y) > 0.02 {
			t.Fatalf("row %d: %.3f with weights, %.3f with copies", i, x, y)
		}
	}
}

func TestRowsWithoutWeightTeachNothing(t *testing.T) {
	d := xor(2000)
	p := Params{Trees: 10, Leaves: 6, LearningRate: 0.3, L2: 1}
	d.W = make([]float32, len(d.Y))
	for i := range d.W {
		d.W[i] = float32(i % 2)
	}
	want := file(t, mustTrain(t, d, p))
	for i := 0; i < len(d.Y); i += 2 {
		d.Y[i] = 1 - d.Y[i]
	}
	if !bytes.Equal(file(t, mustTrain(t, d, p)), want) {
		t.Error("the answers of rows without weight changed the model")
	}
}

func TestLeavesHaveEnoughRows(t *testing.T) {
	d := xor(1000)
	m := mustTrain(t, d, Params{Trees: 10, Leaves: 12, MinLeaf: 30, LearningRate: 0.3})
	for i, tree := range m.trees {
		if len(tree.leaves) > 12 {
			t.Errorf("tree %d has %d leaves", i, len(tree.leaves))
		}
		rows := make([]int, len(tree.leaves))
		for r := range d.Y {
			leaf := 0
			for s, p := range tree.splits {
				if int(p.leaf) == leaf && m.moves(p, d.row(r)) {
					leaf = s + 1
				}
			}
			rows[leaf]++
		}
		if slices.Min(rows) < 30 {
			t.Errorf("tree %d has leaves of %v rows", i, rows)
		}
	}
}

func TestGroupsAreSeenWhole(t *testing.T) {
	d := pages(4000, 20, 3)
	tr := newTrainer(d, Params{RowShare: 0.3, Bins: 255, Workers: 1})
	rows := make([]int32, len(d.Y))
	first := []int32(nil)
	for i := range uint64(5) {
		seen := tr.chooseRows(i, rows)
		if !slices.IsSorted(rows[:seen]) || !slices.IsSorted(rows[seen:]) {
			t.Fatalf("tree %d: rows out of order", i)
		}
		of := map[int32]int{}
		for _, r := range rows[:seen] {
			of[d.Group[r]]++
		}
		for group, n := range of {
			if n != 20 {
				t.Fatalf("tree %d: sees %d of the 20 rows of group %d", i, n, group)
			}
		}
		if share := float64(seen) / float64(len(rows)); math.Abs(share-0.3) > 0.1 {
			t.Errorf("tree %d: sees %.2f of the rows, not 0.3", i, share)
		}
		if i == 0 {
			first = slices.Clone(rows[:seen])
		} else if slices.Equal(first, rows[:seen]) {
			t.Errorf("tree %d: sees the same rows as tree 0", i)
		}
	}
}

func TestNothingToLearn(t *testing.T) {
	for name, test := range map[string]struct {
		d    Dataset
		want float64
	}{
		"one row":         {Dataset{X: []float32{1}, NumFeatures: 1, Y: []float32{0.5}}, 0},
		"equal rows":      {Dataset{X: make([]float32, 8), NumFeatures: 2, Y: []float32{0, 1, 1, 1}}, math.Log(3)},
		"only missing":    {Dataset{X: slices.Repeat([]float32{float32(math.NaN())}, 4), NumFeatures: 1, Y: []float32{0, 1, 1, 1}}, math.Log(3)},
		"equal answers":   {Dataset{X: []float32{1, 2, 3, 4}, NumFeatures: 1, Y: []float32{1, 1, 1, 1}}, math.Log(999_999)},
		"enough, but few": {Dataset{X: []float32{1, 2, 3, 4}, NumFeatures: 1, Y: []float32{0, 0, 1, 1}}, 0},
	} {
		m, err := Train(test.d, Params{Trees: 3, Leaves: 4, MinLeaf: 3, LearningRate: 0.1})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := m.Score(test.d.row(0)); math.Abs(got-test.want) > 1e-3 || len(m.trees) > 0 {
			t.Errorf("%s: score %v after %d trees, not %v", name, got, len(m.trees), test.want)
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	nan, inf := math.NaN(), float32(math.Inf(1))
	for name, spoil := range map[string]func(*Dataset, *Params){
		"no trees":                func(_ *Dataset, p *Params) { p.Trees = 0 },
		"too many trees":          func(_ *Dataset, p *Params) { p.Trees = maxTrees + 1 },
		"one leaf":                func(_ *Dataset, p *Params) { p.Leaves = 1 },
		"too many leaves":         func(_ *Dataset, p *Params) { p.Leaves = 257 },
		"negative leaf size":      func(_ *Dataset, p *Params) { p.MinLeaf = -1 },
		"no learning rate":        func(_ *Dataset, p *Params) { p.LearningRate = 0 },
		"NaN as a learning rate":  func(_ *Dataset, p *Params) { p.LearningRate = nan },
		"negative penalty":        func(_ *Dataset, p *Params) { p.L2 = -1 },
		"more than all rows":      func(_ *Dataset, p *Params) { p.RowShare = 1.1 },
		"less than no features":   func(_ *Dataset, p *Params) { p.FeatureShare = -0.1 },
		"one bin":                 func(_ *Dataset, p *Params) { p.Bins = 1 },
		"too many bins":           func(_ *Dataset, p *Params) { p.Bins = 256 },
		"unknown loss":            func(_ *Dataset, p *Params) { p.Loss = 9 },
		"negative workers":        func(_ *Dataset, p *Params) { p.Workers = -1 },
		"no rows":                 func(d *Dataset, _ *Params) { d.X, d.Y = nil, nil },
		"no features":             func(d *Dataset, _ *Params) { d.X, d.NumFeatures = nil, 0 },
		"a value too few":         func(d *Dataset, _ *Params) { d.X = d.X[1:] },
		"a weight too few":        func(d *Dataset, _ *Params) { d.W = make([]float32, len(d.Y)-1) },
		"a group too few":         func(d *Dataset, _ *Params) { d.Group = make([]int32, len(d.Y)-1) },
		"only weights of 0":       func(d *Dataset, _ *Params) { d.W = make([]float32, len(d.Y)) },
		"negative weight":         func(d *Dataset, _ *Params) { d.W = slices.Repeat([]float32{-1}, len(d.Y)) },
		"infinite weight":         func(d *Dataset, _ *Params) { d.W = slices.Repeat([]float32{inf}, len(d.Y)) },
		"answer above 1":          func(d *Dataset, _ *Params) { d.Y[3] = 1.5 },
		"answer below 0":          func(d *Dataset, _ *Params) { d.Y[3] = -0.5 },
		"NaN as an answer":        func(d *Dataset, _ *Params) { d.Y[3] = float32(nan) },
		"infinite squared answer": func(d *Dataset, p *Params) { d.Y[3], p.Loss = inf, Squared },
	} {
		d, p := xor(20), Params{Trees: 2, Leaves: 4, LearningRate: 0.1}
		spoil(&d, &p)
		if _, err := Train(d, p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
