package blocks

import "winnow/rules"

// hide marks what stands in hidden elements as hidden, too. An element that holds most of the page's text, and more than two thirds of its real paragraphs, is
// hidden only until a script has run: readers see it.
func hide(page *Page) {
	var sizes, paragraphs []int // the bytes of text and the real paragraphs before each block; nil until they are asked for
	for i := range page.Elements {
		e := &page.Elements[i]
		if e.Parent >= 0 && page.Elements[e.Parent].Hidden {
			e.Hidden = true
			continue
		}
		if !e.Hidden {
			continue
		}
		if sizes == nil {
			sizes = before(page, func(b *rules.Block) int { return len(b.Text) })
		}
		if share(sizes, e) <= 1./2 {
			continue
		}
		if paragraphs == nil {
			paragraphs = before(page, func(b *rules.Block) int {
				if b.Real() {
					return 1
				}
				return 0
			})
		}
		e.Hidden = share(paragraphs, e) <= 2./3
	}
}

// before adds up what is counted in the blocks before each one, and in all of them.
func before(page *Page, count func(*rules.Block) int) []int {
	sums := make([]int, len(page.Blocks)+1)
	for i := range page.Blocks {
		sums[i+1] = sums[i] + count(&page.Blocks[i])
	}
	return sums
}

// share returns how much of what was counted on a page is in an element, 0 to 1.
func share(sums []int, e *Element) float64 {
	return float64(sums[e.End]-sums[e.First]) / float64(max(sums[len(sums)-1], 1))
}
