package extract

import (
	"encoding/binary"

	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// An outline is what is known of a page's elements, from the bottom up.
type outline struct {
	width, linked       []int32 // of the text in each element
	count, paragraphs   []int32 // blocks, and paragraphs among them
	headings, sentences []int32
	siblings            []int32   // how many elements like it there are under its parent
	score               []float32 // as Readability scores containers
	levels              []levels
	shapes              map[uint32]shape
	top                 int32 // the element with the best score
}

// Levels are for each hint, and after these for each landmark, how far above an element the next one is that has it: 0 for the element itself, far for none.
// They are filled up to a multiple of eight.
type levels [(blocks.NumHints + len(landmarks) + 7) &^ 7]uint8

// oneMore sets the levels to those of the element's parent, and one more.
func (l *levels) oneMore(parent *levels) {
	const ones, highBits = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(l); i += 8 { // eight at a time: that one is too many shows in its high bit once what is missing to 0x80 is added
		more := binary.LittleEndian.Uint64(parent[i:]) + ones
		more -= (more + (0x80-far-1)*ones) & highBits >> 7
		binary.LittleEndian.PutUint64(l[i:], more)
	}
}

// A shape is what elements with the same tag and class have in common.
type shape struct {
	count, width, linked int32
}

// outlineOf adds up the blocks' numbers over the elements.
func outlineOf(page *blocks.Page, measures []measure) *outline {
	n := len(page.Elements)
	numbers := make([]int32, 7*n)
	o := &outline{
		width: numbers[:n], linked: numbers[n : 2*n], count: numbers[2*n : 3*n], paragraphs: numbers[3*n : 4*n], headings: numbers[4*n : 5*n], sentences: numbers[5*n : 6*n], siblings: numbers[6*n:],
		score: make([]float32, n), levels: make([]levels, n), shapes: make(map[uint32]shape, n/4),
	}
	for i := range measures {
		m, at := &measures[i], page.At[i]
		o.width[at] += int32(m.width)
		o.linked[at] += int32(m.linked)
		o.count[at]++
		o.sentences[at] += int32(m.sentences)
		if page.Blocks[i].Kind == rules.Heading {
			o.headings[at]++
		}
		if isParagraph(m) {
			o.paragraphs[at]++
		}
		// Readability: a paragraph gives its parent a point, one for each comma and one for each hundred characters, and half of them to the element above.
		if m.width >= 25 && m.linked*2 < m.width {
			points := float32(1+m.commas) + min(float32(m.width)/100, 3)
			up := at
			if isTextTag(page.Elements[at].Tag) && page.Elements[at].Parent >= 0 {
				up = page.Elements[at].Parent
			}
			for share := float32(1); up >= 0 && share > 0.2; share /= 2 {
				o.score[up] += points * share
				up = page.Elements[up].Parent
			}
		}
	}
	for i := n - 1; i > 0; i-- {
		p := page.Elements[i].Parent
		o.width[p] += o.width[i]
		o.linked[p] += o.linked[i]
		o.count[p] += o.count[i]
		o.sentences[p] += o.sentences[i]
		o.headings[p] += o.headings[i]
		o.paragraphs[p] += o.paragraphs[i]
	}
	alike := make(map[uint64]int32, n)
	for i := range page.Elements {
		alike[likeness(&page.Elements[i])]++
	}
	best := float32(-1)
	for i := range page.Elements {
		e := &page.Elements[i]
		o.siblings[i] = alike[likeness(e)]
		s := o.shapes[e.Shape]
		s.count++
		s.width += o.width[i]
		s.linked += o.linked[i]
		o.shapes[e.Shape] = s
		if score := o.score[i] * (1 - share(int(o.linked[i]), int(o.width[i]))); score > best {
			best, o.top = score, int32(i)
		}
		above := &o.levels[i]
		if e.Parent < 0 {
			for k := range above {
				above[k] = far
			}
		} else {
			above.oneMore(&o.levels[e.Parent])
		}
		hints := e.Hints
		if 10*int64(o.width[i]) > 9*int64(o.width[0]) {
			hints &^= furniture
		}
		hints.Each(func(k int) { above[k] = 0 })
		for k, tag := range landmarks {
			if tag == e.Tag {
				above[blocks.NumHints+k] = 0
			}
		}
	}
	return o
}

// furniture are the hints of what stands around an article. An element that holds nearly all of the page's text is no furniture, whatever its class: "nav-open",
// "has-modal" and "page-with-sidebar" are said of whole pages.
const furniture = blocks.HintShare | blocks.HintRelated | blocks.HintNav | blocks.HintBreadcrumb | blocks.HintSidebar | blocks.HintFooter | blocks.HintHeader | blocks.HintAd |
	blocks.HintNewsletter | blocks.HintCookie | blocks.HintPopup | blocks.HintSearch | blocks.HintForm | blocks.HintPagination | blocks.HintCart | blocks.HintSignature |
	blocks.HintUser | blocks.HintBanner | blocks.HintButton | blocks.HintMenu | blocks.HintHidden | blocks.HintPromo | blocks.HintTool | blocks.HintTOC | blocks.HintLegal | blocks.HintHero

// likeness is the same for the elements of one shape under one parent.
func likeness(e *blocks.Element) uint64 { return uint64(uint32(e.Parent))<<32 | uint64(e.Shape) }

// isTextTag says whether an element holds a single piece of text, so that the element above it is the container.
func isTextTag(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Pre, atom.Blockquote, atom.Li, atom.Td, atom.Tr, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// places are sums over the blocks before each one, and distances to the next of a kind.
type places struct {
	widths, linked, paragraphs []int32 // of the blocks before
	near                       []near
}

type near struct{ sinceHeading, sinceParagraph, toParagraph uint8 }

func newPlaces(page *blocks.Page, measures []measure) *places {
	n := len(measures)
	sums := make([]int32, 3*(n+1))
	p := &places{sums[:n+1], sums[n+1 : 2*(n+1)], sums[2*(n+1):], make([]near, n)}
	since := near{far, far, far}
	for i := range measures {
		p.widths[i+1] = p.widths[i] + int32(measures[i].width)
		p.linked[i+1] = p.linked[i] + int32(measures[i].linked)
		p.paragraphs[i+1] = p.paragraphs[i]
		if page.Blocks[i].Kind == rules.Heading {
			since.sinceHeading = 0
		}
		if isParagraph(&measures[i]) {
			p.paragraphs[i+1]++
			since.sinceParagraph = 0
		}
		p.near[i] = since
		since.sinceHeading, since.sinceParagraph = min(since.sinceHeading+1, far), min(since.sinceParagraph+1, far)
	}
	next := uint8(far)
	for i := n - 1; i >= 0; i-- {
		if isParagraph(&measures[i]) {
			next = 0
		}
		p.near[i].toParagraph = next
		next = min(next+1, far)
	}
	return p
}
