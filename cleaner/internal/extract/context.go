package extract

import (
	"slices"

	"winnow/cleaner/internal/blocks"
)

// The features of a block that come from the first stage's probabilities of the blocks around it. They follow the block's own features in a row.
const (
	cOwn           = NumFeatures + iota
	cPlaceAbove    // the share of the blocks before it that are likelier than not
	cFirst         // blocks since the first likely one
	cLast          // blocks until the last likely one
	cSpan          // between the two: how much of the text is likely
	cSinceLikely   // blocks since the one before that is likely
	cToLikely      // and until the next one
	cSinceUnlikely // the same for the unlikely ones
	cToUnlikely
	cPageMean
	cPageMax
	cPageSize
	cPageSure
	cShapeMean
	cParentShapeMean
	cKindMean
	cNear
)

const (
	cNeighbours = cNear + len(reaches) // the blocks before and after, one by one
	cAncestors  = cNeighbours + 2*cReach
	// NumContextFeatures is how long a row with both is.
	NumContextFeatures = cAncestors + 2*cLevels

	cReach  = 4
	cLevels = 8
)

// reaches are how far the windows reach whose mean probability is taken.
var reaches = [...]int{2, 5, 12}

// Context returns rows of the blocks' features x with those that come from the probabilities.
func Context(page *blocks.Page, x []float32, probability []float32) []float32 {
	n := len(probability)
	rows := make([]float32, n*NumContextFeatures)
	weights := make([]float32, n+1) // sums over the blocks before
	likely := make([]float32, n+1)
	first, last := -1, -1
	var most, sure float32
	kinds := make(map[uint32]mean)
	shapes := make(map[uint32]mean)
	parents := make(map[uint32]mean)
	for i, p := range probability {
		w := widthOf(x, i)
		weights[i+1] = weights[i] + w
		likely[i+1] = likely[i] + w*p
		most = max(most, p)
		if p >= 0.5 {
			if first < 0 {
				first = i
			}
			last = i
		}
		if p < 0.1 || p > 0.9 {
			sure += w
		}
		e := &page.Elements[page.At[i]]
		add(kinds, uint32(page.Blocks[i].Kind)<<8|uint32(page.Blocks[i].Level), p, w)
		add(shapes, e.Shape, p, w)
		add(parents, parentShape(page, e), p, w)
	}
	mean := func(from, to int) float32 {
		from, to = max(from, 0), min(to, n)
		if weights[to] <= weights[from] {
			return 0
		}
		return (likely[to] - likely[from]) / (weights[to] - weights[from])
	}
	elements := make([]float32, 2*len(page.Elements)) // mean and most of each element
	for i := range page.Elements {
		e := &page.Elements[i]
		elements[2*i] = mean(int(e.First), int(e.End))
	}
	for i, p := range probability {
		m := &elements[2*page.At[i]+1]
		*m = max(*m, p)
	}
	for i := len(page.Elements) - 1; i > 0; i-- {
		m := &elements[2*page.Elements[i].Parent+1]
		*m = max(*m, elements[2*i+1])
	}
	for i, p := range probability {
		row := rows[i*NumContextFeatures : (i+1)*NumContextFeatures]
		copy(row, x[i*NumFeatures:(i+1)*NumFeatures])
		e := &page.Elements[page.At[i]]
		row[cOwn] = p
		row[cPlaceAbove] = likely[i] / max(likely[n], 1e-6)
		row[cFirst] = float32(max(-100, min(i-first, 500)))
		row[cLast] = float32(max(-100, min(last-i, 500)))
		row[cSpan] = mean(first, last+1)
		row[cPageMean] = mean(0, n)
		row[cPageMax] = most
		row[cPageSize] = logOf(int(likely[n]))
		row[cPageSure] = sure / max(weights[n], 1)
		row[cShapeMean] = shapes[e.Shape].value()
		row[cParentShapeMean] = parents[parentShape(page, e)].value()
		row[cKindMean] = kinds[uint32(page.Blocks[i].Kind)<<8|uint32(page.Blocks[i].Level)].value()
		for k, reach := range reaches {
			row[cNear+k] = mean(i-reach, i+reach+1)
		}
		for k := range cReach {
			row[cNeighbours+k] = at(probability, i-1-k)
			row[cNeighbours+cReach+k] = at(probability, i+1+k)
		}
		k := page.At[i]
		for level := range cLevels {
			row[cAncestors+2*level] = elements[2*k]
			row[cAncestors+2*level+1] = elements[2*k+1]
			if up := page.Elements[k].Parent; up >= 0 {
				k = up
			}
		}
	}
	runs(rows, probability, cSinceLikely, cToLikely, func(p float32) bool { return p >= 0.5 })
	runs(rows, probability, cSinceUnlikely, cToUnlikely, func(p float32) bool { return p < 0.5 })
	return rows
}

// runs sets how far back and forth the next block is that is like is says.
func runs(rows, probability []float32, back, forth int, is func(float32) bool) {
	since := far
	for i, p := range probability {
		if is(p) {
			since = 0
		}
		rows[i*NumContextFeatures+back] = float32(since)
		since = min(since+1, far)
	}
	to := far
	for i, p := range slices.Backward(probability) {
		if is(p) {
			to = 0
		}
		rows[i*NumContextFeatures+forth] = float32(to)
		to = min(to+1, far)
	}
}

func at(x []float32, i int) float32 {
	if i < 0 || i >= len(x) {
		return -1
	}
	return x[i]
}

// A mean is a weighted one.
type mean struct{ sum, weight float32 }

func (m mean) value() float32 { return m.sum / max(m.weight, 1e-6) }

func add(m map[uint32]mean, key uint32, value, weight float32) {
	s := m[key]
	m[key] = mean{s.sum + value*weight, s.weight + weight}
}

func parentShape(page *blocks.Page, e *blocks.Element) uint32 {
	if e.Parent < 0 {
		return e.Shape
	}
	return page.Elements[e.Parent].Shape ^ e.Shape<<1
}
