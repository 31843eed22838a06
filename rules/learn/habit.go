package learn

import (
	"cmp"
	"maps"
	"slices"
)

// A habit is how the lines of one form stand in the documents of a site.
type habit struct {
	form      uint64
	words     int
	documents int
	times     int
	marked    [16]int         // how many of them bear each mark
	tail      int             // how many have no prose after them but what repeats
	head      int             // how many have none before them
	beforeOwn int             // how many stand right before a line that does not repeat
	listed    int             // how many stand in documents that are mostly links
	titled    int             // how many stand right under a heading
	latest    *document       // the last of its documents
	texts     map[uint32]bool // hashes of their texts, numbers and all

	next, previous     map[uint64]int // how many stand beside a form, or the edge
	fromStart, fromEnd map[int]int    // how many lines that do not repeat are between them and the edge; for what is no link, without links to other pages
}

// edge stands for what is beside a document's first and last line.
const edge uint64 = 0

// often says of how many of a form's lines something must be true to be true of the form.
const often = 0.9

func (h *habit) often(n int) bool { return float64(n) >= often*float64(h.times) }

// atTimes says the same where it speaks for body text: a third is enough.
func (h *habit) atTimes(n int) bool { return 3*n >= h.times }

// is reports whether the lines bear one of the marks.
func (h *habit) is(any marks) bool { return h.marks(any, h.often) }

// mayBe reports whether some of the lines bear one of the marks.
func (h *habit) mayBe(any marks) bool { return h.marks(any, h.atTimes) }

func (h *habit) marks(any marks, enough func(int) bool) bool {
	for bit, n := range h.marked {
		if any.has(1<<bit) && enough(n) {
			return true
		}
	}
	return false
}

// What makes places alike: lines that stand beside the same line, or so many lines from the same end, as a share of all of them.
const (
	likePlaces = 0.6
	nearEdge   = 3
)

// settled returns the share of the lines that stand in the same place.
func (h *habit) settled() float64 {
	most := 0
	for _, counts := range []map[uint64]int{h.next, h.previous} {
		for _, n := range counts {
			most = max(most, n)
		}
	}
	for _, counts := range []map[int]int{h.fromStart, h.fromEnd} {
		for _, n := range counts {
			most = max(most, n)
		}
	}
	return float64(most) / float64(h.times)
}

// place says where the lines stand, in words.
func (h *habit) place() string {
	switch {
	case h.often(h.tail):
		return "after the body"
	case h.often(h.head):
		return "before the body"
	}
	return "among the body"
}

// A frame is a document as its repeated lines see it.
type frame struct {
	first, last int   // the outermost prose of the document's own; last is -1 where it has none
	before      []int // for each line, and for the document's end, how many lines before it do not repeat
	texts       []int // and how many of these are more than links to other pages, of which a page may have any number
	links       bool  // it is mostly links
}

func (d *document) frame(repeats func(line) bool, accepted map[uint64]bool) frame {
	f := frame{first: len(d.lines), last: -1, before: make([]int, 1, len(d.lines)+1), texts: make([]int, 1, len(d.lines)+1), links: d.mostlyLinks()}
	for i, l := range d.lines {
		own, text := 0, 0
		if !repeats(l) {
			own = 1
			if !l.marks.has(onward) {
				text = 1
			}
			if l.marks.has(prose) && !accepted[l.form] {
				f.first, f.last = min(f.first, i), i
			}
		}
		f.before = append(f.before, f.before[i]+own)
		f.texts = append(f.texts, f.texts[i]+text)
	}
	return f
}

// habits returns how the forms stand that are in enough documents, the most frequent first. What is accepted as chaff is no prose.
func (s *site) habits(documents []*document, in map[uint64]int, accepted map[uint64]bool, least int) []*habit {
	found := map[uint64]*habit{}
	repeats := func(l line) bool { return in[l.form] >= least }
	for _, d := range documents {
		f := d.frame(repeats, accepted)
		for i, l := range d.lines {
			if !repeats(l) || l.marks.has(closed) || s.lines[l.form] == nil {
				continue
			}
			h := found[l.form]
			if h == nil {
				h = newHabit(l)
				found[l.form] = h
			}
			h.note(d, i, f, repeats)
		}
	}
	all := slices.Collect(maps.Values(found))
	slices.SortFunc(all, func(a, b *habit) int {
		return cmp.Or(b.documents-a.documents, b.times-a.times, cmp.Compare(s.lines[a.form].text, s.lines[b.form].text), cmp.Compare(a.form, b.form))
	})
	return all
}

func newHabit(l line) *habit {
	return &habit{
		form: l.form, words: int(l.words), texts: map[uint32]bool{},
		next: map[uint64]int{}, previous: map[uint64]int{}, fromStart: map[int]int{}, fromEnd: map[int]int{},
	}
}

// note adds line i of a document.
func (h *habit) note(d *document, i int, f frame, repeats func(line) bool) {
	l := d.lines[i]
	if h.latest != d {
		h.latest = d
		h.documents++
	}
	h.times++
	h.texts[l.text] = true
	for bit := range h.marked {
		if l.marks.has(1 << bit) {
			h.marked[bit]++
		}
	}
	if f.links {
		h.listed++
	}
	switch {
	case f.last < 0: // without a body there is no place beside it
	case i > f.last:
		h.tail++
	case i < f.first:
		h.head++
	}
	next, previous := edge, edge
	if i > 0 {
		previous = d.lines[i-1].form
		if d.lines[i-1].marks.has(heading) {
			h.titled++
		}
	}
	if i+1 < len(d.lines) {
		next = d.lines[i+1].form
		if !repeats(d.lines[i+1]) {
			h.beforeOwn++
		}
	}
	h.next[next]++
	h.previous[previous]++
	before := f.texts
	if l.marks.has(linked) {
		before = f.before
	}
	if own := before[i]; own <= nearEdge {
		h.fromStart[own]++
	}
	if own := before[len(d.lines)] - before[i]; own <= nearEdge {
		h.fromEnd[own]++
	}
}
