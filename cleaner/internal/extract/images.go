package extract

import (
	"slices"

	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// placeImages keeps the images that stand among the blocks that are kept, with their captions: between two of them, or in one element with the one before or after.
// Their own features say little, for a page's other images look the same.
func placeImages(page *blocks.Page, keep []bool) {
	isText := func(i int) bool { return page.Blocks[i].Kind != rules.Image && page.Blocks[i].Kind != rules.Caption }
	before := make([]int, len(keep)) // the text block before; -1 if there is none
	last := -1
	for i := range keep {
		before[i] = last
		if isText(i) {
			last = i
		}
	}
	next := -1
	for i := len(keep) - 1; i >= 0; i-- {
		if isText(i) {
			next = i
			continue
		}
		if page.Blocks[i].Kind != rules.Image {
			continue
		}
		above, below := before[i] >= 0 && keep[before[i]], next >= 0 && keep[next]
		keep[i] = above && below || above && together(page, i, before[i]) || below && together(page, i, next)
		if page.Elements[page.At[i]].Hidden {
			keep[i] = false
		}
		if caption := i + 1; keep[i] && caption < len(keep) && page.Blocks[caption].Kind == rules.Caption && together(page, i, caption) {
			keep[caption] = true
		}
	}
}

// placeLead keeps an article's lead image, with its caption: the first figure between its title and its first block.
func (a *Analysis) placeLead(keep []bool) {
	title, first := a.whole.anchor, slices.Index(keep, true)
	if title < 0 {
		return
	}
	for i := title + 1; i < first; i++ {
		if a.page.Blocks[i].Kind == rules.Image && a.isLead(i, first) {
			keep[i] = true
			if a.page.Blocks[i+1].Kind == rules.Caption && together(a.page, i, i+1) {
				keep[i+1] = true
			}
			return
		}
	}
}

// isLead says whether an image is a figure in the element that holds an article's first block, or not far within it. Authors' portraits are none.
func (a *Analysis) isLead(image, first int) bool {
	const within = 4
	at, inFigure := a.page.At[image], false
	for level := uint8(0); level < within && at >= 0; level++ {
		e := &a.page.Elements[at]
		inFigure = inFigure || e.Tag == atom.Figure
		if int(e.First) <= first && first < int(e.End) {
			return inFigure && min(a.near(image, hintAuthor), a.near(image, hintAvatar)) > level && !a.isHidden(image)
		}
		at = e.Parent
	}
	return false
}

// together says whether two blocks stand in one element, or in two side by side.
func together(page *blocks.Page, i, j int) bool {
	a, b := page.At[i], page.At[j]
	up := func(k int32) int32 { return max(page.Elements[k].Parent, 0) }
	return a == b || up(a) == b || a == up(b) || up(a) == up(b)
}
