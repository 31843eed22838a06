package extract

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
)

// A Reason is a feature that spoke for or against a block.
type Reason struct {
	Feature string  // what it is
	Value   float64 // what it is for the block; widths and counts are logarithms
	Weight  float64 // by how much it changed the log-odds of the block to belong to the article
}

// reasons are how many of them are given for a block.
const reasons = 4

// ofSiblings is the reason of a block that shares its siblings' probability.
const ofSiblings = "probability of its siblings"

// Explain returns what spoke most for or against a block of some probability: that it shares its siblings', if it does, then the weightiest first.
func (a *Analysis) Explain(m *Models, block int, p float32) []Reason {
	row := make([]float32, NumFeatures)
	a.Features(block, block+1, row)
	weights := make([]float64, NumFeatures)
	m.Blocks.Contributions(row, weights)
	order := make([]int, NumFeatures)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(math.Abs(weights[j]), math.Abs(weights[i])) })
	var out []Reason
	if own := float64(float32(m.Blocks.Score(row))); float32(boost.Sigmoid(own)) != p {
		const least = 1e-6 // keeps the odds finite
		shared := min(max(float64(p), least), 1-least)
		out = append(out, Reason{ofSiblings, float64(p), math.Log(shared/(1-shared)) - own})
	}
	for _, i := range order[:reasons] {
		out = append(out, Reason{featureNames[i], float64(row[i]), weights[i]})
	}
	return out
}

// FeatureName returns what a feature of a block is called.
func FeatureName(i int) string { return featureNames[i] }

var featureNames = func() (names [NumFeatures]string) {
	copy(names[:], singleNames[:])
	for k := range neighbours {
		for f, name := range neighbourNames {
			names[fNeighbours+k*perNeighbour+f] = fmt.Sprintf("%s, %d before", name, k+1)
			names[fNeighbours+(neighbours+k)*perNeighbour+f] = fmt.Sprintf("%s, %d after", name, k+1)
		}
	}
	for level := range ancestors {
		for f, name := range ancestorNames {
			names[fAncestors+level*perAncestor+f] = fmt.Sprintf("%s, %d above", name, level)
		}
	}
	for k, tag := range landmarks {
		names[fTags+k] = "levels to <" + tag.String() + ">"
	}
	for k, name := range blocks.HintNames() {
		names[fHints+k] = "levels to a class like " + name
	}
	return names
}()

var singleNames = [numSingle]string{
	fWidth: "width", fWords: "words", fLinkShare: "link share", fSentences: "ends of sentences", fCommas: "commas", fDigitShare: "share of digits", fUpperShare: "share of capitals",
	fWordLength: "length of words", fEnding: "ending", fBeginning: "beginning", fKind: "kind of block", fLevel: "level of heading", fList: "depth of lists",
	fRepeats: "times on the page", fTitleShare: "likeness to the title", fPlace: "place on the page", fHidden: "hidden", fFromStart: "blocks from the start", fFromEnd: "blocks to the end",
	fWidthPlace: "place in the text", fSinceTitle: "blocks since the title", fSinceH1: "blocks since <h1>", fSinceHeading: "blocks since a heading", fToParagraph: "blocks to a paragraph",
	fSinceParagraph: "blocks since a paragraph", fDepth: "depth", fSiblings: "siblings of its shape", fTag: "tag", fParentTag: "tag above", fGrandparentTag: "tag two above", fNear3Width: "width of 3 blocks around", fNear3LinkShare: "link share of 3 blocks around",
	fNear8Width: "width of 8 blocks around", fNear8LinkShare: "link share of 8 blocks around", fNear8Paragraphs: "paragraphs among 8 blocks around", fTopDistance: "levels to the best container", fTopShare: "share of text in the best container",
	fInTop: "in the best container", fToTitle: "levels to what holds the title too", fOfPage: "its element's share of the page",
	fPageBlocks: "page: blocks", fPageWidth: "page: width", fPageLinkShare: "page: link share", fPageParagraphs: "page: paragraphs", fPageHeadings: "page: headings", fPageItems: "page: share of list items", fPageArticles: "page: <article>s",
	fPageForms: "page: forms", fPageH1: "page: <h1>s", fPageType: "page: type that it says", fPageMain: "page: <main>s", fPageShape: "page: text in elements alike", fPageCode: "page: code", fPageRows: "page: rows of tables",
	fPageComments: "page: share of comments", fPageMessages: "page: share of posts", fPageProducts: "page: share of products", fPathDepth: "address: depth", fPathDigits: "address: digits", fPathWords: "address: words", fPathIsDir: "address: ends with a slash",
}

var neighbourNames = [perNeighbour]string{"width", "link share", "kind of block", "same shape"}

var ancestorNames = [perAncestor]string{"width of the element", "link share of the element", "paragraphs in the element", "blocks in the element", "the element's share of the page", "elements of its shape", "width of elements of its shape", "sentences a block in the element"}
