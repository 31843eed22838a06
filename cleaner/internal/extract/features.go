package extract

import (
	"math"
	"strings"

	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
	"winnow/rules"
)

// The features of a block. Widths and counts of a text are in logarithms, shares from 0 to 1, distances in blocks or in levels of the tree.
const (
	fWidth = iota
	fWords
	fLinkShare
	fLinks
	fSentences
	fCommas
	fDigitShare
	fUpperShare
	fWordLength
	fStrongShare
	fEnding
	fBeginning
	fMarkCopyright
	fMarkBar
	fMarkAt
	fMarkCurrency
	fMarkArrow
	fMarkQuestion
	fMarkSlash
	fKind
	fLevel
	fList
	fQuote
	fRepeats
	fTitleShare
	fIsTitle
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
	fAnchors
	fAbsolute
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
	neighbours   = 3
	fNeighbours  = numSingle
	perNeighbour = 7
	// of the element that the block stands in and those above it
	ancestors   = 6
	fAncestors  = fNeighbours + 2*neighbours*perNeighbour
	perAncestor = 10
	// how far above the block is the next element of a kind
	fTags = fAncestors + ancestors*perAncestor
	// and the next one with a hint
	fHints = fTags + len(landmarks)
	// NumFeatures is how many features a block has.
	NumFeatures = fHints + blocks.NumHints
)

// landmarks are the elements that say most about what stands in them.
var landmarks = [...]atom.Atom{
	atom.Article, atom.Main, atom.Section, atom.Aside, atom.Nav, atom.Header, atom.Footer, atom.Form, atom.Ul, atom.Ol, atom.Li, atom.Table, atom.Figure, atom.Details, atom.Blockquote, atom.Dl, atom.Button, atom.P, atom.Body, atom.Td, atom.Dialog,
}

// far stands for a landmark or hint that is nowhere above.
const far = 40

// minParagraph is the width from which a block without many links counts as a paragraph of text.
const minParagraph = 100

// An outline is what is known of a page's elements, from the bottom up.
type outline struct {
	width, linked       []int32 // of the text in each element
	count, paragraphs   []int32 // blocks, and paragraphs among them
	headings, sentences []int32
	siblings            []int32   // how many elements like it there are under its parent
	score               []float32 // as Readability scores containers
	above               [][blocks.NumHints + len(landmarks)]uint8
	shapes              map[uint32]shape
	top                 int32 // the element with the best score
}

// A shape is what elements with the same tag and class have in common.
type shape struct {
	count, width, linked int32
}

// An Analysis is what is known of a page before anything is decided.
type Analysis struct {
	page     *blocks.Page
	measures []measure
	outline  *outline
	whole    *whole
	places   *places
}

// Analyse measures a page's blocks and elements.
func Analyse(page *blocks.Page, about About) *Analysis {
	a := &Analysis{page: page, measures: make([]measure, len(page.Blocks))}
	for i := range a.measures {
		a.measures[i] = measureText(&page.Blocks[i])
	}
	a.outline = outlineOf(page, a.measures)
	a.whole = newWhole(page, a.measures, a.outline, about)
	a.places = newPlaces(page, a.measures)
	return a
}

// Sizes returns how many words each block has; two characters of a script without spaces count as one.
func (a *Analysis) Sizes() []int {
	sizes := make([]int, len(a.measures))
	for i := range sizes {
		sizes[i] = a.measures[i].words
	}
	return sizes
}

// batch is how many blocks are scored at a time.
const batch = 64

// Probabilities returns the probability of each block to belong to the article.
func (a *Analysis) Probabilities(m *boost.Model) []float32 {
	n := len(a.measures)
	p := make([]float32, n)
	x := make([]float32, min(batch, n)*NumFeatures)
	for from := 0; from < n; from += batch {
		to := min(from+batch, n)
		a.Features(from, to, x)
		m.ScoreAll(x[:(to-from)*NumFeatures], p[from:to])
	}
	for i := range p {
		p[i] = float32(boost.Sigmoid(float64(p[i])))
	}
	return p
}

// Features sets x to the features of the blocks from one index to before another, row by row, NumFeatures for each.
func (a *Analysis) Features(from, to int, x []float32) {
	clear(x)
	for i := from; i < to; i++ {
		row := x[(i-from)*NumFeatures : (i-from+1)*NumFeatures]
		ownFeatures(row, a.page, a.measures, i)
		copy(row[fPageBlocks:numSingle], a.whole.row[:])
		ancestorFeatures(row, a.page, a.outline, a.whole, i)
		neighbourFeatures(row, a.page, a.measures, i)
		a.placeFeatures(row, i)
	}
}

func ownFeatures(row []float32, page *blocks.Page, measures []measure, i int) {
	b, m := &page.Blocks[i], &measures[i]
	row[fWidth] = logOf(m.width)
	row[fWords] = logOf(m.words)
	row[fLinkShare] = share(m.linked, m.width)
	row[fLinks] = float32(m.links)
	row[fSentences] = float32(m.sentences)
	row[fCommas] = float32(m.commas)
	row[fDigitShare] = share(m.digits, m.width)
	row[fUpperShare] = share(m.upper, m.letters)
	row[fWordLength] = share(m.letters, max(m.words, 1))
	row[fStrongShare] = share(m.strong, len(b.Text))
	row[fEnding] = float32(m.last)
	row[fBeginning] = float32(m.first)
	for k := range fMarkSlash - fMarkCopyright + 1 {
		row[fMarkCopyright+k] = float32(m.marks >> k & 1)
	}
	for _, s := range b.Spans {
		if s.Kind != rules.LinkSpan {
			continue
		}
		if strings.HasPrefix(s.URL, "#") {
			row[fAnchors]++
		} else if strings.HasPrefix(s.URL, "http") {
			row[fAbsolute]++
		}
	}
	row[fKind] = float32(b.Kind)
	row[fLevel] = float32(b.Level)
	row[fList] = float32(b.List)
	row[fQuote] = float32(b.Quote)
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
		f[8] = logOf(int(o.siblings[k]))
		if p := page.Elements[k].Parent; p >= 0 {
			f[9] = share(int(o.width[k]), int(o.width[p]))
		}
		if p := page.Elements[k].Parent; p >= 0 {
			k = p
		}
	}
	// The way up to where the block's branch meets the best container's.
	distance, up := 0, at
	for up >= 0 && (page.Elements[up].First > page.Elements[o.top].First || page.Elements[up].End < page.Elements[o.top].End || page.Elements[up].Depth > page.Elements[o.top].Depth) {
		up = page.Elements[up].Parent
		distance++
	}
	inside := page.Elements[o.top].First <= int32(i) && int32(i) < page.Elements[o.top].End
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
	above := &o.above[at]
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
	for e := &page.Elements[at]; (title < int(e.First) || title >= int(e.End)) && e.Parent >= 0; e = &page.Elements[e.Parent] {
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
		f[3] = float32(m.last)
		f[4] = b2f(page.Elements[page.At[j]].Parent == page.Elements[page.At[i]].Parent)
		f[5] = b2f(page.Elements[page.At[j]].Shape == page.Elements[page.At[i]].Shape)
		f[6] = share(m.digits, m.width)
		f = f[perNeighbour:]
	}
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
	row[fIsTitle] = b2f(i == w.title)
}

func isParagraph(m *measure) bool { return m.width >= minParagraph && m.linked*3 < m.width }

// outlineOf adds up the blocks' numbers over the elements.
func outlineOf(page *blocks.Page, measures []measure) *outline {
	n := len(page.Elements)
	numbers := make([]int32, 7*n)
	o := &outline{
		width: numbers[:n], linked: numbers[n : 2*n], count: numbers[2*n : 3*n], paragraphs: numbers[3*n : 4*n], headings: numbers[4*n : 5*n], sentences: numbers[5*n : 6*n], siblings: numbers[6*n:],
		score: make([]float32, n), above: make([][blocks.NumHints + len(landmarks)]uint8, n), shapes: make(map[uint32]shape, n/4),
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
		above := &o.above[i]
		if e.Parent < 0 {
			for k := range above {
				above[k] = far
			}
		} else {
			for k, d := range o.above[e.Parent] {
				above[k] = min(d+1, far)
			}
		}
		e.Hints.Each(func(k int) { above[k] = 0 })
		for k, tag := range landmarks {
			if tag == e.Tag {
				above[blocks.NumHints+k] = 0
			}
		}
	}
	return o
}

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

// A whole is what holds for a page as a whole.
type whole struct {
	row        [numSingle - fPageBlocks]float32
	title      int // the block that shows the page's title; -1 if none does
	h1         int // the first heading of level 1; -1 if there is none
	anchor     int // the title, or else the heading
	titleShare []float32
	repeats    map[uint32]int
}

func newWhole(page *blocks.Page, measures []measure, o *outline, about About) *whole {
	w := &whole{title: -1, h1: -1, titleShare: make([]float32, len(measures)), repeats: make(map[uint32]int, len(measures))}
	var items, codes, rows, h1s int
	words := titleWords(about.Title)
	best := float32(0.7)
	for i := range measures {
		b := &page.Blocks[i]
		w.repeats[measures[i].hash]++
		switch b.Kind {
		case rules.ListItem:
			items++
		case rules.Code:
			codes++
		case rules.Row:
			rows++
		case rules.Heading:
			if b.Level == 1 {
				h1s++
				if w.h1 < 0 {
					w.h1 = i
				}
			}
		}
		if len(words) > 0 && len(b.Text) < 2*len(about.Title)+20 {
			s := titleShareOf(b.Text, words)
			w.titleShare[i] = s
			if b.Kind == rules.Heading {
				s += 0.1
			}
			if s > best {
				best, w.title = s, i
			}
		}
	}
	w.anchor = w.title
	if w.anchor < 0 {
		w.anchor = w.h1
	}
	var comments, messages, products int
	for i, m := range measures {
		above := &o.above[page.At[i]]
		if above[hintComment] < far {
			comments += m.width
		}
		if min(above[hintForum], above[hintMessage], above[hintPost]) < far {
			messages += m.width
		}
		if min(above[hintProduct], above[hintPrice], above[hintCart]) < far {
			products += m.width
		}
	}
	var articles, forms, mains int
	for i := range page.Elements {
		switch page.Elements[i].Tag {
		case atom.Article:
			articles++
		case atom.Form:
			forms++
		case atom.Main:
			mains++
		}
	}
	most := int32(0)
	for _, s := range o.shapes {
		if s.count > 2 {
			most = max(most, s.width)
		}
	}
	set := func(f int, v float32) { w.row[f-fPageBlocks] = v }
	set(fPageBlocks, logOf(len(measures)))
	set(fPageWidth, logOf(int(o.width[0])))
	set(fPageLinkShare, share(int(o.linked[0]), int(o.width[0])))
	set(fPageParagraphs, logOf(int(o.paragraphs[0])))
	set(fPageHeadings, logOf(int(o.headings[0])))
	set(fPageItems, share(items, len(measures)))
	set(fPageArticles, float32(min(articles, 30)))
	set(fPageForms, float32(min(forms, 10)))
	set(fPageH1, float32(min(h1s, 5)))
	set(fPageType, typeNumber(about.Kind))
	set(fPageMain, float32(mains))
	set(fPageShape, share(int(most), int(o.width[0])))
	set(fPageCode, logOf(codes))
	set(fPageRows, logOf(rows))
	set(fPageComments, share(comments, int(o.width[0])))
	set(fPageMessages, share(messages, int(o.width[0])))
	set(fPageProducts, share(products, int(o.width[0])))
	path := strings.Trim(about.Path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	set(fPathDepth, float32(min(strings.Count(path, "/")+int(b2f(path != "")), 10)))
	set(fPathDigits, float32(min(len(path)-len(strings.Map(withoutDigits, path)), 20)))
	set(fPathWords, float32(min(strings.Count(last, "-")+strings.Count(last, "_"), 15)))
	set(fPathIsDir, b2f(strings.HasSuffix(about.Path, "/")))
	return w
}

// The numbers of hints that say what a page is about.
var (
	hintComment = blocks.HintComment.Number()
	hintForm    = blocks.HintForm.Number()
	hintForum   = blocks.HintForum.Number()
	hintMessage = blocks.HintMessage.Number()
	hintPost    = blocks.HintPost.Number()
	hintProduct = blocks.HintProduct.Number()
	hintPrice   = blocks.HintPrice.Number()
	hintCart    = blocks.HintCart.Number()
)

func withoutDigits(r rune) rune {
	if '0' <= r && r <= '9' {
		return -1
	}
	return r
}

// titleWords returns the words of a title in lower case.
func titleWords(title string) map[string]bool {
	words := make(map[string]bool)
	for _, word := range strings.FieldsFunc(strings.ToLower(title), notWord) {
		words[word] = true
	}
	return words
}

// titleShareOf returns how much a text and a title have in common: shared words over all words.
func titleShareOf(text string, title map[string]bool) float32 {
	common, all := 0, 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), notWord) {
		all++
		if title[word] {
			common++
		}
	}
	return share(common, max(all, len(title)))
}

func notWord(r rune) bool {
	return r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0x80
}

// typeNumber groups the types that metadata give to pages.
func typeNumber(kind string) float32 {
	switch kind {
	case "":
		return 0
	case "article", "Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "LiveBlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle", "Recipe", "blog":
		return 1
	case "TechArticle", "APIReference", "HowTo":
		return 2
	case "DiscussionForumPosting", "QAPage", "Question":
		return 3
	case "Product", "product", "ProductGroup", "og:product", "product.item":
		return 4
	case "CollectionPage", "ItemList", "SearchResultsPage", "product.group":
		return 5
	case "website", "WebSite", "WebPage":
		return 6
	}
	return 7
}

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
