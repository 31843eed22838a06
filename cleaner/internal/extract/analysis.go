package extract

import (
	"sync"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
)

// An Analysis is what is known of a page before anything is decided.
type Analysis struct {
	page     *blocks.Page
	kind     string // what the page says to be
	path     string // of its address
	measures []measure
	outline  *outline
	whole    *whole
	places   *places
}

// Analyse measures a page's blocks and elements.
func Analyse(page *blocks.Page, about About) *Analysis {
	a := &Analysis{page: page, kind: about.Kind, path: about.Path, measures: make([]measure, len(page.Blocks))}
	for i := range a.measures {
		a.measures[i] = measureText(&page.Blocks[i])
	}
	a.outline = outlineOf(page, a.measures)
	a.whole = newWhole(page, a.measures, a.outline, about)
	a.places = newPlaces(page, a.measures)
	return a
}

// Sizes returns how many words each block has; two characters of a script without spaces count as one.
func (a *Analysis) Sizes() []int {
	sizes := make([]int, len(a.measures))
	for i := range sizes {
		sizes[i] = a.measures[i].words
	}
	return sizes
}

// batch is how many blocks are scored at a time.
const batch = 64

// batches are room for the features of one.
var batches = sync.Pool{New: func() any { return new([batch * NumFeatures]float32) }}

// Probabilities returns the probability of each block to belong to the article; many siblings share theirs.
func (a *Analysis) Probabilities(m *boost.Model) []float32 {
	n := len(a.measures)
	p := make([]float32, n)
	room := batches.Get().(*[batch * NumFeatures]float32)
	defer batches.Put(room)
	x := room[:min(batch, n)*NumFeatures]
	for from := 0; from < n; from += batch {
		to := min(from+batch, n)
		a.Features(from, to, x)
		m.ScoreAll(x[:(to-from)*NumFeatures], p[from:to])
	}
	for i := range p {
		p[i] = float32(boost.Sigmoid(float64(p[i])))
	}
	a.shareAmongSiblings(p)
	return p
}

// Features sets x to the features of the blocks from one index to before another, row by row, NumFeatures for each.
func (a *Analysis) Features(from, to int, x []float32) {
	clear(x)
	for i := from; i < to; i++ {
		row := x[(i-from)*NumFeatures : (i-from+1)*NumFeatures]
		ownFeatures(row, a.page, a.measures, i)
		copy(row[fPageBlocks:numSingle], a.whole.row[:])
		ancestorFeatures(row, a.page, a.outline, a.whole, i)
		neighbourFeatures(row, a.page, a.measures, i)
		a.placeFeatures(row, i)
	}
}
