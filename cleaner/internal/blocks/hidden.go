package blocks

// hide marks what stands in hidden elements as hidden, too. An element that holds most of the page's text, and a real paragraph, is hidden only until a
// script has run: readers see it.
func hide(page *Page) {
	var sizes []int      // the bytes of text before each block; nil until they are asked for
	var paragraphs []int // the last real paragraph before each block; as above
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
			sizes = textBefore(page)
		}
		if 2*(sizes[e.End]-sizes[e.First]) <= sizes[len(page.Blocks)] {
			continue
		}
		if paragraphs == nil {
			paragraphs = paragraphBefore(page)
		}
		e.Hidden = paragraphs[e.End] < int(e.First)
	}
}

func textBefore(page *Page) []int {
	sizes := make([]int, len(page.Blocks)+1)
	for i := range page.Blocks {
		sizes[i+1] = sizes[i] + len(page.Blocks[i].Text)
	}
	return sizes
}

func paragraphBefore(page *Page) []int {
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
