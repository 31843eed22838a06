package rules

import "regexp"

// minExplains is how many words a text has at least that explains a term: with fewer, it is a label or a button itself.
const minExplains = 4

// maxTerms is how often a term stands in a document; with more of them, it is the button of a box that stands as often.
const maxTerms = 3

// A term holds for a word in small letters on a line of its own over the text or the code that explains it, as manuals list the names of fields and
// commands. Labels and buttons begin with a capital letter, have an arrow or a colon, or stand among others.
type term struct{}

var termText = regexp.MustCompile(`^\p{Ll}[\p{Ll}\d_-]*¶?$`)

func (term) contextual() bool { return true }

func (term) holds(d *document, i int) bool {
	j := d.after(i)
	if j < 0 || !termText.MatchString(d.blocks[i].Text) || d.repeats(i) > maxTerms {
		return false
	}
	switch next := &d.blocks[j]; next.Kind {
	case Code:
		return true
	case Paragraph, Quote:
		return d.words(j) >= minExplains && next.LinkShare() < 0.5
	}
	return false
}
