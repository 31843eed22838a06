package boost

import (
	"bytes"
	"testing"
)

func BenchmarkTrain(b *testing.B) {
	d := pages(600_000, 100, 170)
	p := Params{Trees: 20, Leaves: 16, MinLeaf: 20, LearningRate: 0.1, L2: 1, RowShare: 0.5, FeatureShare: 0.5}
	for b.Loop() {
		train(b, d, p)
	}
}

// BenchmarkScoreAll scores a page of 400 blocks.
func BenchmarkScoreAll(b *testing.B) {
	d := pages(20_000, 400, 170)
	m := train(b, d, Params{Trees: 200, Leaves: 16, MinLeaf: 20, LearningRate: 0.1, L2: 1, RowShare: 0.5, FeatureShare: 0.5})
	x, out := d.X[:400*170], make([]float32, 400)
	var file bytes.Buffer
	if _, err := m.WriteTo(&file); err != nil {
		b.Fatal(err)
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			m.ScoreAll(x, out)
		}
		b.ReportMetric(float64(file.Len()), "file-bytes")
		b.ReportMetric(float64(len(m.conditions)), "conditions")
	})
}
