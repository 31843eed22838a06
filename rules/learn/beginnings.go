package learn

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What makes lines a family with a common beginning.
const (
	startWords   = 3 // the least words that they have in common
	startLetters = 8
	linkShare    = 0.2 // of the documents for links: fewer may lead to stories about one thing, unless a label begins them
	maxPerPage   = 3   // lines of a family to a document: more are what the page is about
)

// A family is lines that begin alike and go on otherwise: "(Reporting by …", "Follow … on".
type family struct {
	words     form           // what they have in common
	longest   int            // words of the longest of them
	forms     map[uint64]int // how many of them have it
	all       marks          // that all of them bear
	last      rune           // that all of them end with; 0 if they differ
	tail      bool           // no prose but what repeats stands after any of them
	times     int
	documents int
	latest    *document
	example   *example
}

// beginnings proposes to strip families of lines that bear a sign that they are no body text: those that are links wherever they stand, others where no prose comes after them.
// The forms that it takes care of become accepted.
func (s *site) beginnings(documents []*document, in map[uint64]int, accepted map[uint64]bool, least int) []proposal {
	families := map[uint64]*family{}
	unsigned := map[uint64]bool{} // beginnings of lines in the tail without a sign
	for _, d := range documents {
		texts := map[int]string{}
		for _, l := range d.signed {
			texts[l.at] = l.text
		}
		tail := true
		own := func(l line) bool { return l.marks.has(prose) && in[l.form] < least }
		body := slices.ContainsFunc(d.lines, own) && !d.mostlyLinks()
		for i, l := range slices.Backward(d.lines) {
			text, signed := texts[i]
			switch {
			case accepted[l.form]:
			case !signed || l.marks.has(heading):
				unsigned[l.start] = unsigned[l.start] || tail
			case body:
				if families[l.start] == nil {
					families[l.start] = &family{words: formOf(text), all: l.marks, tail: true, last: lastRune(text), forms: map[uint64]int{}}
				}
				families[l.start].add(d, l, text, tail)
			}
			tail = tail && !own(l)
		}
	}
	var proposals []proposal
	for start, f := range families {
		links := f.all.has(linked) && !f.all.has(item)
		switch {
		case f.documents < least, f.alike(), len(f.words) < startWords, f.words.letters() < startLetters, f.times > maxPerPage*f.documents,
			!f.all.has(signs), links && !f.labelled() && (f.times > f.documents || float64(f.documents) < linkShare*float64(len(documents))), !links && (!f.tail || unsigned[start]):
			continue
		}
		for form := range f.forms {
			accepted[form] = true
		}
		place := "after the body"
		if !f.tail {
			place = "among the body"
		}
		proposals = append(proposals, proposal{
			kind: commonBeginning, words: f.words, end: f.end(), longest: f.longest, documents: f.documents, of: len(documents), times: f.times, place: place,
			example: f.example, linked: links, tail: !links,
		})
	}
	slices.SortFunc(proposals, func(a, b proposal) int {
		return cmp.Or(b.documents-a.documents, cmp.Compare(a.words.expression(), b.words.expression()))
	})
	return proposals
}

func (f *family) add(d *document, l line, text string, tail bool) {
	other := formOf(text)
	n := 0
	for n < min(len(f.words), len(other)) && f.words[n].folded() == other[n].folded() {
		n++
	}
	f.words = f.words[:n]
	f.all &= l.marks
	f.tail = f.tail && tail
	f.longest = max(f.longest, int(l.words))
	f.forms[l.form]++
	if lastRune(text) != f.last {
		f.last = 0
	}
	f.times++
	if f.latest != d {
		f.latest = d
		f.documents++
	}
	if f.example == nil {
		f.example = &example{text: text, id: d.id, prose: d.prose}
	}
}

// labelled reports whether what the lines have in common ends as a label does.
func (f *family) labelled() bool {
	return strings.ContainsRune(":：|–—-»›→>", lastRune(f.words[len(f.words)-1].text))
}

// alike reports whether most of the lines are the same: then they are better stripped word for word.
func (f *family) alike() bool {
	for _, n := range f.forms {
		if 2*n > f.times {
			return true
		}
	}
	return false
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// end returns an expression for what comes after the common words.
func (f *family) end() string {
	if f.last != 0 && f.all.has(bracketed) {
		return ` .*` + regexp.QuoteMeta(string(f.last)) + `$`
	}
	return `(?: |$)`
}
