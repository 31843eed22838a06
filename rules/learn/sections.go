package learn

import (
	"winnow/rules"
)

// What a label over links is like, so that it is none of a list that the page is about.
const (
	maxLabel  = 8  // words
	maxHeaded = 20 // lines under it
)

// headed returns the first links of the list that line i is the label of; nil where it is none.
// The list, or the run of lines up to prose, to a heading or to the document's end, has two lines or more, all of them nothing but links to pages of the site.
func headed(host string, lines []line, blocks []*rules.Block, i int) []rules.Link {
	l := lines[i]
	if l.words > maxLabel || l.marks.has(sentence|linked|item|closed) {
		return nil
	}
	var links []rules.Link
	n, list := 0, 0
	for j := i + 1; j < len(lines); j++ {
		if j == i+1 {
			list = blocks[j].Group
		} else if list != 0 && blocks[j].Group != list {
			break
		}
		own := ownLinks(host, blocks[j])
		if own == nil {
			if list != 0 || !lines[j].marks.has(prose|heading) {
				return nil
			}
			break
		}
		if n++; n <= 2 {
			links = append(links, own[0])
		} else if n > maxHeaded {
			return nil
		}
	}
	if n < 2 {
		return nil
	}
	return links
}

// sections proposes to strip labels with the links under them: labels that head such links wherever they stand.
func (s *site) sections(documents []*document, in map[uint64]int, least int) []proposal {
	times, headings := map[uint64]int{}, map[uint64]int{}
	var order []uint64
	for _, d := range documents {
		for _, l := range d.lines {
			if in[l.form] < least || s.lines[l.form] == nil {
				continue
			}
			if times[l.form]++; times[l.form] == 1 {
				order = append(order, l.form)
			}
			if l.marks.has(heads) {
				headings[l.form]++
			}
		}
	}
	var proposals []proposal
	for _, form := range order {
		label := formOf(s.lines[form].text)
		if headings[form] < times[form] || times[form] > in[form] || len(s.lines[form].links) == 0 || label.varies() || label.letters() < minLetters {
			continue
		}
		proposals = append(proposals, proposal{
			kind: labelledLinks, form: form, documents: in[form], of: len(documents), times: times[form], place: "over links to other pages", example: s.lines[form],
		})
	}
	return proposals
}
