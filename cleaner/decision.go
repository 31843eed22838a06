package cleaner

import (
	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/extract"
)

// A Decision is what the native extractor decided about a block of the page, and why.
type Decision struct {
	Block Block
	// Kept says whether the block was taken for a part of the article. A rule may have stripped it afterwards.
	Kept bool
	// Probability is how likely the block is to be a part of the article, 0 to 1. The blocks above a threshold are kept that is best for the page as a whole.
	Probability float64
	// Reasons are what spoke most for or against it, the weightiest first.
	Reasons []Reason
}

// A Reason is a feature of a block that spoke for or against it.
type Reason struct {
	Feature string  // what it is: "link share", "levels to <article>"…
	Value   float64 // what it is for this block; widths and counts are logarithms
	Weight  float64 // by how much it changed the log-odds of the block to be a part of the article
}

func decisions(page *blocks.Page, r extract.Result) []Decision {
	out := make([]Decision, len(page.Blocks))
	for i, b := range page.Blocks {
		out[i] = Decision{Block: b, Kept: r.Keep[i], Probability: float64(r.Evidence.Probability[i])}
		for _, reason := range r.Evidence.Reasons(i) {
			out[i].Reasons = append(out[i].Reasons, Reason(reason))
		}
	}
	return out
}
