package learn_test

import (
	"testing"

	"winnow/rules/learn"
)

// BenchmarkAdd learns from one document after the other.
func BenchmarkAdd(b *testing.B) {
	w := newWriter(21)
	var documents []learn.Document
	for range 200 {
		documents = append(documents, learn.Document{Host: "gull.example", Blocks: w.article().blocks()})
	}
	b.ReportAllocs()
	l := learn.New(learn.Options{MaxDocuments: 1 << 40})
	for i := 0; b.Loop(); i++ {
		l.Add(documents[i%len(documents)])
	}
}
