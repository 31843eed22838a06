package boost

import "testing"

// BenchmarkTrain trains on as many rows as some thousand pages have; a real model has ten times the trees.
func BenchmarkTrain(b *testing.B) {
	d := pages(600_000, 100, 170)
	p := Params{Trees: 20, Leaves: 16, MinLeaf: 20, LearningRate: 0.1, L2: 1, RowShare: 0.5, FeatureShare: 0.5}
	for b.Loop() {
		mustTrain(b, d, p)
	}
}

func benchmarkModel(b *testing.B) (m *Model, page []float32) {
	d := pages(20_000, 400, 170)
	m = mustTrain(b, d, Params{Trees: 200, Leaves: 16, MinLeaf: 20, LearningRate: 0.1, L2: 1, RowShare: 0.5, FeatureShare: 0.5})
	return m, d.X[:400*170]
}

// BenchmarkScoreAll scores a page of 400 blocks.
func BenchmarkScoreAll(b *testing.B) {
	m, page := benchmarkModel(b)
	out := make([]float32, 400)
	b.ReportAllocs()
	for b.Loop() {
		m.ScoreAll(page, out)
	}
}

func BenchmarkScore(b *testing.B) {
	m, page := benchmarkModel(b)
	for b.Loop() {
		m.Score(page[:170])
	}
}

func BenchmarkContributions(b *testing.B) {
	m, page := benchmarkModel(b)
	out := make([]float64, 170)
	for b.Loop() {
		m.Contributions(page[:170], out)
	}
}
