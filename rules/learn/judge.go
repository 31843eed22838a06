package learn

import (
	"fmt"
	"math"
	"slices"
)

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
	for again := true; again; { // what is accepted may be company to others
		again = false
		doubtful = slices.DeleteFunc(doubtful, func(h *habit) bool {
			if !s.company(h, accepted) {
				return false
			}
			accepted[h.form], again = true, true
			chaff = append(chaff, h)
			return true
		})
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
