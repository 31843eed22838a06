package blocks

// hide marks what stands in hidden elements as hidden, too. An element that holds most of the page's text, and a real paragraph, is hidden only until a
// script has run: readers see it.
func hide(page *Page) {
	var upTo []int // the bytes of text before each block; nil until they are asked for
	var real []int // the last real paragraph before each block; as above
	for i := range page.Elements {
		e := &page.Elements[i]
		if e.Parent >= 0 && page.Elements[e.Parent].Hidden {
			e.Hidden = true
			continue
		}
		if !e.Hidden {
			continue
		}
		if upTo == nil {
			upTo = textBefore(page)
		}
		if 2*(upTo[e.End]-upTo[e.First]) <= upTo[len(page.Blocks)] {
			continue
		}
		if real == nil {
			real = realBefore(page)
		}
		e.Hidden = real[e.End] < int(e.First)
	}
}

func textBefore(page *Page) []int {
	sizes := make([]int, len(page.Blocks)+1)
	for i := range page.Blocks {
		sizes[i+1] = sizes[i] + len(page.Blocks[i].Text)
	}
	return sizes
}

func realBefore(page *Page) []int {
	last := make([]int, len(page.Blocks)+1)
	last[0] = -1
	for i := range page.Blocks {
		last[i+1] = last[i]
		if page.Blocks[i].Real() {
			last[i+1] = i
		}
	}
	return last
}
