package learn

import (
	"winnow/rules"
)

// maxLabel is how many words a label over links may have.
const maxLabel = 8

// headed returns the first links of the list that line i is the label of; nil where it is none.
// The list has two lines or more that are nothing but links to pages of the site, and ends at prose, at a heading or with the document.
func headed(host string, lines []line, blocks []*rules.Block, i int) []rules.Link {
	l := lines[i]
	if l.words > maxLabel || l.marks.has(sentence|linked|item|closed) {
		return nil
	}
	var links []rules.Link
	n := 0
	for j := i + 1; j < len(lines); j++ {
		own := ownLinks(host, blocks[j])
		if own == nil {
			if !lines[j].marks.has(prose | heading) {
				return nil
			}
			break
		}
		if n++; n <= 2 {
			links = append(links, own[0])
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
		if headings[form] < times[form] || len(s.lines[form].links) == 0 || formOf(s.lines[form].text).varies() {
			continue
		}
		proposals = append(proposals, proposal{
			kind: labelledLinks, form: form, documents: in[form], of: len(documents), times: times[form], place: "over links to other pages", example: s.lines[form],
		})
	}
	return proposals
}
