package learn

import (
	"cmp"
	"fmt"
	"math"
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
	texts     map[uint32]bool // hashes of their texts, numbers and all

	next, previous     map[uint64]int // how many stand beside a form, or the edge
	fromStart, fromEnd map[int]int    // how many lines that do not repeat are between them and the edge
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

// habits returns how the forms stand that are in enough documents, the most frequent first.
func (s *site) habits(documents []*document, in map[uint64]int, accepted map[uint64]bool, least int) []*habit {
	found := map[uint64]*habit{}
	repeats := func(l line) bool { return in[l.form] >= least }
	for _, d := range documents {
		links := d.mostlyLinks()
		first, last := len(d.lines), -1 // the outermost prose of the document's own
		for i, l := range d.lines {
			if l.marks.has(prose) && !repeats(l) && !accepted[l.form] {
				first, last = min(first, i), i
			}
		}
		counted := map[uint64]bool{}
		own, owns := 0, 0 // lines that do not repeat: those before i, and all
		for _, l := range d.lines {
			if !repeats(l) {
				owns++
			}
		}
		for i, l := range d.lines {
			if !repeats(l) {
				own++
				continue
			}
			if l.marks.has(closed) || s.lines[l.form] == nil {
				continue
			}
			h := found[l.form]
			if h == nil {
				h = &habit{form: l.form, words: int(l.words), next: map[uint64]int{}, previous: map[uint64]int{}, fromStart: map[int]int{}, fromEnd: map[int]int{}, texts: map[uint32]bool{}}
				found[l.form] = h
			}
			if !counted[l.form] {
				counted[l.form] = true
				h.documents++
			}
			h.times++
			h.texts[l.text] = true
			for bit := range h.marked {
				if l.marks.has(1 << bit) {
					h.marked[bit]++
				}
			}
			if links {
				h.listed++
			}
			switch {
			case last < 0: // without a body there is no place beside it
			case i > last:
				h.tail++
			case i < first:
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
			if own <= nearEdge {
				h.fromStart[own]++
			}
			if owns-own <= nearEdge {
				h.fromEnd[owns-own]++
			}
		}
	}
	var all []*habit
	for _, h := range found {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b *habit) int {
		return cmp.Or(b.documents-a.documents, b.times-a.times, cmp.Compare(s.lines[a.form].text, s.lines[b.form].text), cmp.Compare(a.form, b.form))
	})
	return all
}

// How much of a site's documents must have a line for it to be the site's and not its authors', where nothing but repetition speaks against it.
const (
	signedShare = 0.05 // among the body, for lines with a sign that they are none
	tailShare   = 0.05 // after the body
	headShare   = 0.15 // before the body
	shortShare  = 0.3  // for sentences of few words, which authors use again: "The trial continues."
	shortWords  = 8
	longWords   = 25 // what is as long and always stands in the same place after the body is no author's habit, whatever its share
	minLetters  = 4
)

// chaff reports whether a form is chaff beyond doubt. Where it may be body text, it says why; "" where the form is not worth a word.
//
// Nothing here knows a language. Chaff repeats in one place, outside of the body or with the signs of a link, an address, brackets, emphasis. Body text that repeats
// is a quotation, a paragraph of background, a refrain (no settled place, few documents), or part of the genre's skeleton: headings, questions, labels, before text that differs.
func (s *site) chaff(h *habit, of, minDocuments int) (ok bool, why string) {
	share := float64(h.documents) / float64(of)
	f := formOf(s.lines[h.form].text)
	signed := h.is(signs)
	settled := h.settled() >= likePlaces
	tail, head := h.often(h.tail), h.often(h.head)
	switch {
	case f.letters() < minLetters && h.words < 2, f.varies() && f.letters() < 2*minLetters:
		return false, ""
	case h.mayBe(heading):
		return h.headsNothing(), "a heading"
	case h.is(linked) && h.atTimes(h.listed):
		return false, "a link on a page of links"
	case h.is(linked) && h.mayBe(item):
		return settled && (tail || head), "a link in a list"
	case h.is(linked):
		return true, ""
	case h.times >= 2*h.documents:
		return false, "it stands several times in a document, as a refrain, a speaker's name or a label does"
	case h.mayBe(item) && !h.is(sentence) && !signed:
		return false, "an item of a list"
	case !signed && h.atTimes(h.titled):
		return false, "the first line of a section"
	case !signed && (!h.is(sentence) || h.words < shortWords) && len(h.texts) > 1 && !f.dated():
		return false, "it states a figure"
	case tail && !settled:
		return false, "its place changes"
	case tail && signed:
		return true, ""
	case tail && h.words >= longWords && h.settled() == 1 && h.tail == h.times && h.documents > minDocuments:
		return true, ""
	case tail && h.is(sentence) && h.words < shortWords:
		return share >= shortShare, "a short sentence, which authors use again"
	case tail:
		return share >= tailShare, "in too few documents for a line without a link or an address"
	case signed && !h.is(bracketed):
		return share >= signedShare, "among the body of too few documents"
	case !head:
		return false, "it stands among the body"
	case !settled:
		return false, "its place changes"
	case s.asksOrIntroduces(h), h.atTimes(h.beforeOwn) && !h.is(sentence) && !f.varies():
		return false, "it stands before text that differs, as a heading does"
	}
	return share >= headShare, "in too few documents for a line before the body"
}

// headsNothing reports whether the lines are what is left of the document's last section: nothing comes after them.
func (h *habit) headsNothing() bool { return h.next[edge] == h.times && h.times == h.documents }

// company reports whether lines of which there is some doubt always stand beside the same chaff, outside of the body.
func (s *site) company(h *habit, accepted map[uint64]bool) bool {
	if h.mayBe(heading|item) || h.atTimes(h.titled) || len(h.texts) > 1 && h.words < shortWords || h.times >= 2*h.documents || s.asksOrIntroduces(h) || h.atTimes(h.beforeOwn) && !h.is(sentence) || !h.often(h.tail) && !h.often(h.head) {
		return false
	}
	for _, beside := range []map[uint64]int{h.next, h.previous} {
		for form, n := range beside {
			if accepted[form] && h.often(n) {
				return true
			}
		}
	}
	return false
}

// asksOrIntroduces reports whether a line leads to what follows it: a question, or what ends in a colon.
func (s *site) asksOrIntroduces(h *habit) bool {
	text := []rune(s.lines[h.form].text)
	switch text[len(text)-1] {
	case '?', ':', '？', '：', '؟', ';':
		return true
	}
	return false
}

// maxLeft is how many lines that look like body text are reported of a host.
const maxLeft = 10

// judge returns what should be stripped of a site's documents, and what repeats as much but looks like body text.
func (s *site) judge(documents []*document, minDocuments int, minShare float64) (proposals []proposal, left []Line) {
	least := max(minDocuments, int(math.Ceil(minShare*float64(len(documents)))))
	in := s.count(documents)
	accepted := map[uint64]bool{}
	sections := s.sections(documents, in, least)
	for _, p := range sections {
		accepted[p.form] = true
	}
	beginnings := s.beginnings(documents, in, accepted, least)
	var chaff, doubtful []*habit
	whys := map[*habit]string{}
	for _, h := range s.habits(documents, in, accepted, least) {
		if accepted[h.form] {
			continue
		}
		ok, why := s.chaff(h, len(documents), minDocuments)
		switch {
		case ok:
			accepted[h.form] = true
			chaff = append(chaff, h)
		case why != "":
			doubtful = append(doubtful, h)
			whys[h] = why
		}
	}
	for n := 0; n < len(doubtful); {
		if h := doubtful[n]; s.company(h, accepted) {
			accepted[h.form] = true
			chaff = append(chaff, h)
			doubtful, n = slices.Delete(doubtful, n, n+1), 0
			continue
		}
		n++
	}
	for _, h := range doubtful[:min(len(doubtful), maxLeft)] {
		left = append(left, Line{s.host, s.lines[h.form].text, h.documents, len(documents), whys[h]})
	}
	for _, h := range chaff {
		p := proposal{
			kind: exactLine, form: h.form, documents: h.documents, of: len(documents), times: h.times, place: h.place(),
			example: s.lines[h.form], linked: h.is(linked), last: h.mayBe(heading),
		}
		if h.words <= maxBare && !h.is(linked) {
			if !s.onlyInTail(documents, h.form, accepted) {
				left = append(left, Line{s.host, p.example.text, h.documents, len(documents), fmt.Sprintf("%d words that may stand in the body", h.words)})
				continue
			}
			p.tail = true
		}
		proposals = append(proposals, p)
	}
	proposals = slices.Concat(sections, proposals, beginnings, s.linkLists(documents, least))
	slices.SortStableFunc(proposals, func(a, b proposal) int { return b.documents - a.documents })
	return proposals, left
}

// maxBare is how many words a line may have that is stripped only where no real paragraph comes after it.
const maxBare = 3

// onlyInTail reports whether the lines of a form have no prose after them once what is accepted is gone.
func (s *site) onlyInTail(documents []*document, form uint64, accepted map[uint64]bool) bool {
	for _, d := range documents {
		prosed := false
		for _, l := range slices.Backward(d.lines) {
			if l.form == form && prosed {
				return false
			}
			prosed = prosed || l.marks.has(prose) && !accepted[l.form]
		}
	}
	return true
}
