// Package extract finds the article among a page's blocks.
package extract

import (
	"winnow/cleaner/internal/blocks"
)

// An Extractor finds the article on a page.
type Extractor interface {
	Extract(page *blocks.Page, about About) (Result, error)
}

// About is what the page's metadata say about its body.
type About struct {
	Title string // without the site's name
	Kind  string // what the page says to be, as a type of schema.org; "" if it says nothing
	Path  string // of the page's address; "" if it is not known
}

// A Result is what an extractor found.
type Result struct {
	Keep       []bool  // for each block, whether it belongs to the article
	Confidence float64 // the F1 that is expected of it, 0 to 1; 0 from an extractor that cannot tell
	Type       string  // one of Types; "" from an extractor that cannot tell
	Origin     Origin
	Evidence   *Evidence // nil from an extractor that has none
}

// Evidence is what the native extractor knew of a page.
type Evidence struct {
	Probability []float32 // of each block to belong to the article
	models      *Models
	analysis    *Analysis
}

// Reasons returns what spoke most for or against a block: that it shares its siblings' probability, if it does, then the weightiest first.
func (e *Evidence) Reasons(block int) []Reason {
	return e.analysis.Explain(e.models, block, e.Probability[block])
}

// An Origin is where an answer comes from.
type Origin uint8

// The origins.
const (
	ByProbability Origin = iota // from the blocks' probabilities
	ByNothing                   // the answer that the page has no article
	BySecond                    // from the extractor that is asked for a second opinion
)

// All takes the whole page for the article, but for what is hidden.
type All struct{}

// Extract keeps every block that a reader sees.
func (All) Extract(page *blocks.Page, _ About) (Result, error) {
	keep := make([]bool, len(page.Blocks))
	for i := range keep {
		keep[i] = !page.Elements[page.At[i]].Hidden
	}
	return Result{Keep: keep}, nil
}
