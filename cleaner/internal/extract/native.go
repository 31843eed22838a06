package extract

import (
	"bytes"
	_ "embed"
	"sync"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
)

// Native finds the article by the probability of each block to belong to it, which a model learnt from pages whose main content is known.
type Native struct{}

// Extract keeps the blocks whose expected F1 is highest.
func (Native) Extract(page *blocks.Page, about About) (Result, error) {
	m, err := model()
	if err != nil {
		return Result{}, err
	}
	p := make([]float32, len(page.Blocks))
	m.ScoreAll(Features(page, about), p)
	for i := range p {
		p[i] = float32(boost.Sigmoid(float64(p[i])))
	}
	keep, f1 := Best(p, Sizes(page))
	return Result{keep, f1}, nil
}

//go:embed model.bin
var weights []byte

// model is read once; it is not changed after that.
var model = sync.OnceValues(func() (*boost.Model, error) { return boost.Read(bytes.NewReader(weights)) })

// Sizes returns how many words each block has; two characters of a script without spaces count as one.
func Sizes(page *blocks.Page) []int {
	sizes := make([]int, len(page.Blocks))
	for i := range sizes {
		m := measureText(&page.Blocks[i])
		sizes[i] = m.words
	}
	return sizes
}

// Best chooses the blocks whose expected F1 is highest, and returns it, given each block's probability to belong to the article and its size in words.
//
// A block helps if its probability is more than half of the F1 that is reached with it (Lipton, Elkan and Narayanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014),
// so the threshold is found by going back and forth between the two (Dinkelbach's method).
func Best(probability []float32, sizes []int) (keep []bool, f1 float64) {
	var all float64
	for i, p := range probability {
		all += float64(p) * float64(sizes[i])
	}
	threshold := 0.5
	for range 20 {
		var hits, size float64
		for i, p := range probability {
			if float64(p) >= threshold {
				hits += float64(p) * float64(sizes[i])
				size += float64(sizes[i])
			}
		}
		if size+all == 0 {
			break
		}
		f1 = 2 * hits / (size + all)
		if f1/2 == threshold {
			break
		}
		threshold = f1 / 2
	}
	keep = make([]bool, len(probability))
	for i, p := range probability {
		keep[i] = float64(p) >= threshold
	}
	return keep, f1
}
