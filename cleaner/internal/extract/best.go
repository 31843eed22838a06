package extract

import "winnow/rules"

// The probabilities from which a block belongs to the article although its expected F1 speaks against it.
const (
	likelyCode = 0.05 // for code, which hardly ever stands outside of an article
	likelyGap  = 0.2  // for a sentence between blocks that belong to it
	likelyPart = 0.4  // for other text between them that is not mostly links
)

// Answer returns the blocks whose expected F1 is highest, and those that they would make no whole without: code, what stands between two of them, and headings.
func (a *Analysis) Answer(probability []float32) []bool {
	keep := Best(probability, a.Sizes())
	for i, p := range probability {
		switch between := i > 0 && keep[i-1] && i+1 < len(keep) && keep[i+1]; a.page.Blocks[i].Kind {
		case rules.Code:
			keep[i] = keep[i] || p >= likelyCode
		case rules.Paragraph:
			m := &a.measures[i]
			least := float32(likelyPart)
			if m.last == endsSentence {
				least = likelyGap
			}
			keep[i] = keep[i] || between && p >= least && m.linked*3 < m.width
		}
	}
	a.keepHeadings(keep)
	return keep
}

// keepHeadings keeps the headings of what is kept, whatever their probability: where the block after one is kept, and stands beside it or goes on with what
// is kept before it, pictures aside.
func (a *Analysis) keepHeadings(keep []bool) {
	next := func(i, step int) int { // -1 if there is none
		for i += step; 0 <= i && i < len(keep); i += step {
			if kind := a.page.Blocks[i].Kind; kind != rules.Image && kind != rules.Caption {
				return i
			}
		}
		return -1
	}
	for i := len(keep) - 1; i >= 0; i-- {
		if keep[i] || a.page.Blocks[i].Kind != rules.Heading {
			continue
		}
		before, after := next(i, -1), next(i, 1)
		keep[i] = after >= 0 && keep[after] && (before >= 0 && keep[before] || together(a.page, i, after))
	}
}

// Best chooses the blocks whose expected F1 is highest, given each block's probability to belong to the article and its size in words.
//
// A block helps if its probability is more than half of the F1 that is reached with it (Lipton, Elkan and Narayanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014),
// so the threshold is found by going back and forth between the two (Dinkelbach's method).
func Best(probability []float32, sizes []int) []bool {
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
		f1 := 2 * hits / (size + all)
		if f1/2 == threshold {
			break
		}
		threshold = f1 / 2
	}
	keep := make([]bool, len(probability))
	for i, p := range probability {
		keep[i] = float64(p) >= threshold
	}
	return keep
}
