package learn

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"winnow/rules"
)

// A classUse is how the elements of a class are used on a site's pages.
type classUse struct {
	others int        // pages on which they hold something else than a few links
	link   rules.Link // the first of all these links
	varies bool       // the first link is not the same on all pages
	prose  string     // prose from the page that it stands on
	id     string     // of that page
}

// A linkClass is a class in a document, and how many lines its elements hold there.
type linkClass struct {
	name  string
	lines int
}

// What elements of one class may hold in a document to be links beside the article: so many lines, and such a share of its words.
const (
	maxLinkLines = 6
	maxLinkShare = 0.2
	othersShare  = 0.02 // of the pages with the class may use it otherwise
	minClass     = 0.1  // share of the documents that have it
)

// className matches the names that are not made by a program.
var className = regexp.MustCompile(`^[A-Za-z][A-Za-z_-]{3,40}$`)

// linkClasses returns the classes whose elements hold nothing in the document but a few links to other pages of the site, and counts the others.
func (s *site) linkClasses(id string, lines []line, blocks []*rules.Block) []linkClass {
	type use struct {
		lines, words int
		other        bool
		first        rules.Link
	}
	uses := map[string]*use{}
	words, body := 0, ""
	for i, b := range blocks {
		words += int(lines[i].words)
		if body == "" && lines[i].marks.has(prose) {
			body = shown(b.Text)
		}
		own := ownLinks(s.host, b)
		seen := map[string]bool{}
		for n := b.Node; n != nil; n = n.Parent {
			for class := range strings.FieldsSeq(attribute(n, "class")) {
				if seen[class] || !className.MatchString(class) {
					continue
				}
				seen[class] = true
				u := uses[class]
				if u == nil {
					u = &use{}
					uses[class] = u
				}
				u.lines++
				u.words += int(lines[i].words)
				if own == nil || lines[i].marks.has(heading|closed) {
					u.other = true
				} else if u.first == (rules.Link{}) {
					u.first = own[0]
				}
			}
		}
	}
	var found []linkClass
	for _, class := range slices.Sorted(maps.Keys(uses)) {
		u := uses[class]
		c := s.classes[class]
		if c == nil {
			c = &classUse{}
			if s.classes == nil {
				s.classes = map[string]*classUse{}
			}
			s.classes[class] = c
		}
		if u.other || u.lines > maxLinkLines || float64(u.words) > maxLinkShare*float64(words) {
			c.others++
			continue
		}
		if c.id == "" {
			c.link, c.prose, c.id = u.first, body, id
		}
		c.varies = c.varies || c.link.Text != u.first.Text
		found = append(found, linkClass{class, u.lines})
	}
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// linkLists proposes to strip the elements of classes that hold nothing but links to other pages, which differ from page to page.
// Of several classes of the same elements it takes one.
func (s *site) linkLists(documents []*document, least int) []proposal {
	type tally struct{ documents, lines int }
	tallies := map[string]tally{}
	for _, d := range documents {
		for _, c := range d.classes {
			t := tallies[c.name]
			tallies[c.name] = tally{t.documents + 1, t.lines + c.lines}
		}
	}
	var proposals []proposal
	taken := map[tally]bool{}
	for _, class := range slices.Sorted(maps.Keys(tallies)) {
		t, use := tallies[class], s.classes[class]
		switch {
		case t.documents < least, float64(t.documents) < minClass*float64(len(documents)), !use.varies, float64(use.others) > othersShare*float64(t.documents), taken[t]:
			continue
		}
		taken[t] = true
		e := &example{text: use.link.Text, id: use.id}
		if use.prose != "" {
			e.prose = []string{use.prose}
		}
		proposals = append(proposals, proposal{
			kind: linkElements, class: class, documents: t.documents, of: len(documents), times: t.lines, place: "in elements of one class", example: e, linked: true,
		})
	}
	return proposals
}
