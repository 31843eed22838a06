package extract

import (
	"math"

	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
)

// The features of a block. Widths and counts of a text are in logarithms, shares from 0 to 1, distances in blocks or in levels of the tree.
const (
	fWidth = iota
	fWords
	fLinkShare
	fSentences
	fCommas
	fDigitShare
	fUpperShare
	fWordLength
	fEnding
	fBeginning
	fKind
	fLevel
	fList
	fRepeats
	fTitleShare
	fPlace
	fHidden
	fFromStart
	fFromEnd
	fWidthPlace
	fSinceTitle
	fSinceH1
	fSinceHeading
	fToParagraph
	fSinceParagraph
	fDepth
	fSiblings
	fTag
	fParentTag
	fGrandparentTag
	fNear3Width
	fNear3LinkShare
	fNear8Width
	fNear8LinkShare
	fNear8Paragraphs
	fTopDistance
	fTopShare
	fInTop
	fToTitle
	fOfPage
	fPageBlocks
	fPageWidth
	fPageLinkShare
	fPageParagraphs
	fPageHeadings
	fPageItems
	fPageArticles
	fPageForms
	fPageH1
	fPageType
	fPageMain
	fPageShape
	fPageCode
	fPageRows
	fPageComments
	fPageMessages
	fPageProducts
	fPathDepth
	fPathDigits
	fPathWords
	fPathIsDir
	numSingle
)

// The features that come in rows.
const (
	// of the blocks before and after
	neighbours   = 2
	fNeighbours  = numSingle
	perNeighbour = 4
	// of the element that the block stands in and those above it
	ancestors   = 6
	fAncestors  = fNeighbours + 2*neighbours*perNeighbour
	perAncestor = 8
	// how far above the block is the next element of a kind
	fTags = fAncestors + ancestors*perAncestor
	// and the next one with a hint
	fHints = fTags + len(landmarks)
	// NumFeatures is how many features a block has.
	NumFeatures = fHints + blocks.NumHints
)

// landmarks are the elements that say most about what stands in them.
var landmarks = [...]atom.Atom{
	atom.Article, atom.Main, atom.Section, atom.Aside, atom.Nav, atom.Header, atom.Footer, atom.Form, atom.Ul, atom.Li, atom.Table, atom.Body,
}

// far stands for a landmark or hint that is nowhere above.
const far = 40

// minParagraph is the width from which a block without many links counts as a paragraph of text.
const minParagraph = 100

// ownFeatures describes the block's text.
func ownFeatures(row []float32, page *blocks.Page, measures []measure, i int) {
	b, m := &page.Blocks[i], &measures[i]
	row[fWidth] = logOf(m.width)
	row[fWords] = logOf(m.words)
	row[fLinkShare] = share(m.linked, m.width)
	row[fSentences] = float32(m.sentences)
	row[fCommas] = float32(m.commas)
	row[fDigitShare] = share(m.digits, m.width)
	row[fUpperShare] = share(m.upper, m.letters)
	row[fWordLength] = share(m.letters, max(m.words, 1))
	row[fEnding] = float32(m.last)
	row[fBeginning] = float32(m.first)
	row[fKind] = float32(b.Kind)
	row[fLevel] = float32(b.Level)
	row[fList] = float32(b.List)
	row[fPlace] = share(i, len(page.Blocks))
	row[fFromStart] = float32(min(i, 1000))
	row[fFromEnd] = float32(min(len(page.Blocks)-1-i, 1000))
}

// ancestorFeatures describes the elements that the block stands in.
func ancestorFeatures(row []float32, page *blocks.Page, o *outline, w *whole, i int) {
	at := page.At[i]
	e := &page.Elements[at]
	row[fHidden] = b2f(e.Hidden)
	row[fDepth] = float32(min(e.Depth, 100))
	row[fSiblings] = logOf(int(o.siblings[at]))
	row[fTag] = tagNumber(e.Tag)
	if e.Parent >= 0 {
		p := &page.Elements[e.Parent]
		row[fParentTag] = tagNumber(p.Tag)
		if p.Parent >= 0 {
			row[fGrandparentTag] = tagNumber(page.Elements[p.Parent].Tag)
		}
	}
	total := o.width[0]
	k := at
	for level := range ancestors {
		f := row[fAncestors+level*perAncestor:]
		s := o.shapes[page.Elements[k].Shape]
		f[0] = logOf(int(o.width[k]))
		f[1] = share(int(o.linked[k]), int(o.width[k]))
		f[2] = logOf(int(o.paragraphs[k]))
		f[3] = logOf(int(o.count[k]))
		f[4] = share(int(o.width[k]), int(total))
		f[5] = logOf(int(s.count))
		f[6] = logOf(int(s.width / max(s.count, 1)))
		f[7] = share(int(o.sentences[k]), int(o.count[k]))
		if p := page.Elements[k].Parent; p >= 0 {
			k = p
		}
	}
	// The way up to where the block's branch meets the best container's.
	distance, up := 0, at
	top := &page.Elements[o.top]
	for up >= 0 && distance < far && (page.Elements[up].First > top.First || page.Elements[up].End < top.End || page.Elements[up].Depth > top.Depth) {
		up = page.Elements[up].Parent
		distance++
	}
	inside := top.First <= int32(i) && int32(i) < top.End
	if inside {
		row[fInTop] = 1
	}
	row[fTopDistance] = float32(distance)
	if up >= 0 {
		row[fTopDistance] += 100 * b2f(!inside)
	}
	row[fToTitle] = float32(toTitle(page, at, w.anchor))
	row[fOfPage] = share(int(o.width[at]), int(total))
	row[fTopShare] = share(int(o.width[o.top]), int(total))
	above := &o.levels[at]
	for k := range landmarks {
		row[fTags+k] = float32(above[blocks.NumHints+k])
	}
	for k := range blocks.NumHints {
		row[fHints+k] = float32(above[k])
	}
	page.Inline[i].Each(func(k int) { row[fHints+k] = 0 })
}

// toTitle returns how far above an element the next one is that holds the page's title too.
func toTitle(page *blocks.Page, at int32, title int) int {
	if title < 0 {
		return -1
	}
	levels := 0
	for e := &page.Elements[at]; (title < int(e.First) || title >= int(e.End)) && e.Parent >= 0 && levels < far; e = &page.Elements[e.Parent] {
		levels++
	}
	return levels
}

// neighbourFeatures describes the blocks before and after.
func neighbourFeatures(row []float32, page *blocks.Page, measures []measure, i int) {
	f := row[fNeighbours:]
	for k := range 2 * neighbours {
		j := i - 1 - k
		if k >= neighbours {
			j = i + 1 + k - neighbours
		}
		if j < 0 || j >= len(measures) {
			f[0], f[2] = -1, -1
			f = f[perNeighbour:]
			continue
		}
		m := &measures[j]
		f[0] = logOf(m.width)
		f[1] = share(m.linked, m.width)
		f[2] = float32(page.Blocks[j].Kind)
		f[3] = b2f(page.Elements[page.At[j]].Shape == page.Elements[page.At[i]].Shape)
		f = f[perNeighbour:]
	}
}

// placeFeatures describes where the block stands among the others.
func (a *Analysis) placeFeatures(row []float32, i int) {
	p, w, n := a.places, a.whole, len(a.measures)
	row[fSinceHeading], row[fSinceParagraph], row[fToParagraph] = float32(p.near[i].sinceHeading), float32(p.near[i].sinceParagraph), float32(p.near[i].toParagraph)
	row[fWidthPlace] = share(int(p.widths[i]), int(p.widths[n]))
	row[fSinceTitle] = float32(max(-200, min(i-w.title, 1000)))
	row[fSinceH1] = float32(max(-200, min(i-w.h1, 1000)))
	from, to := max(i-3, 0), min(i+4, n)
	row[fNear3Width] = logOf(int(p.widths[to] - p.widths[from]))
	row[fNear3LinkShare] = share(int(p.linked[to]-p.linked[from]), int(p.widths[to]-p.widths[from]))
	from, to = max(i-8, 0), min(i+9, n)
	row[fNear8Width] = logOf(int(p.widths[to] - p.widths[from]))
	row[fNear8LinkShare] = share(int(p.linked[to]-p.linked[from]), int(p.widths[to]-p.widths[from]))
	row[fNear8Paragraphs] = float32(p.paragraphs[to] - p.paragraphs[from])
	row[fRepeats] = float32(min(w.repeats[a.measures[i].hash], 20))
	row[fTitleShare] = w.titleShare[i]
}

func isParagraph(m *measure) bool { return m.width >= minParagraph && m.linked*3 < m.width }

// tagNumber is a small number for the elements that differ in what they say of their text.
func tagNumber(a atom.Atom) float32 {
	switch a {
	case atom.P:
		return 1
	case atom.Div:
		return 2
	case atom.Li:
		return 3
	case atom.Ul, atom.Ol:
		return 4
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return 5
	case atom.Td, atom.Th, atom.Tr, atom.Table, atom.Tbody:
		return 6
	case atom.Section:
		return 7
	case atom.Article:
		return 8
	case atom.Main:
		return 9
	case atom.Body:
		return 10
	case atom.Blockquote:
		return 11
	case atom.Dd, atom.Dt, atom.Dl:
		return 12
	case atom.Button, atom.Form, atom.Legend, atom.Fieldset:
		return 13
	case atom.Header:
		return 14
	case atom.Footer:
		return 15
	case atom.Nav, atom.Menu:
		return 16
	case atom.Aside:
		return 17
	case atom.Figcaption, atom.Figure:
		return 18
	case atom.Pre:
		return 19
	case atom.Summary, atom.Details:
		return 20
	case 0:
		return 21
	}
	return 0
}

func share(part, of int) float32 {
	if of <= 0 {
		return 0
	}
	return float32(part) / float32(of)
}

// logs are the logarithms of small numbers, which most are.
var logs = func() (t [1024]float32) {
	for i := range t {
		t[i] = float32(math.Log1p(float64(i)))
	}
	return t
}()

func logOf(n int) float32 {
	if n < len(logs) {
		return logs[max(n, 0)]
	}
	return float32(math.Log1p(float64(n)))
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
