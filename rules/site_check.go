package rules

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// checkSite runs a site's examples: what is marked in them goes, all else is the body and stays. Each of the site's other queries finds something in one
// of them.
func (c *checker) checkSite(s *Site) {
	found := make(map[string]bool)
	for n, text := range s.Examples {
		e := readExample(text, strings.Contains(text, openMark))
		d := newDocument(&Set{}, e.blocks, Page{HTML: true})
		root := d.root()
		if root == nil {
			c.problems = append(c.problems, s.problem(fmt.Sprintf("example %d is no page", n+1), "write a small page in HTML"))
			return
		}
		s.stripOutside(d, root)
		d.stripFound(s)
		if got := texts(d.result().Blocks); !sameTexts(got, e.stays) {
			c.problems = append(c.problems, s.problem(fmt.Sprintf("example %d: %s", n+1, otherwise(got, e.stays)), "change the site or the example"))
		}
		for what, queries := range s.texts() {
			found[what] = found[what] || slices.ContainsFunc(queries, func(q Query) bool { return q.Texts(root) != nil })
		}
	}
	for what, queries := range s.texts() {
		if queries != nil && s.Examples != nil && !found[what] {
			c.problems = append(c.problems, s.problem(what+" finds nothing in the examples", "change it, or give an example with a "+what))
		}
	}
}

// texts goes through the queries that find texts, by what they find.
func (s *Site) texts() iter.Seq2[string, []Query] {
	return func(yield func(string, []Query) bool) {
		_ = yield("title", s.Title) && yield("author", s.Author) && yield("date", s.Date)
	}
}

// stripOutside strips what is not in the body that the first of the site's queries finds which finds one.
func (s *Site) stripOutside(d *document, root *html.Node) {
	for _, q := range s.Body {
		body := q.Nodes(root)
		if body == nil {
			continue
		}
		for i := range d.blocks {
			n := d.blocks[i].Node
			for n != nil && !slices.Contains(body, n) {
				n = n.Parent
			}
			if n == nil {
				d.removals = append(d.removals, d.siteRemoval(s, q, i, 0, len(d.blocks[i].Text)))
				d.remove(i)
			}
		}
		return
	}
}

// withoutSites returns the packs without their sites, which rules' examples are not about.
func withoutSites(packs []*Pack) []*Pack {
	out := make([]*Pack, len(packs))
	for i, p := range packs {
		without := *p
		without.Sites = nil
		out[i] = &without
	}
	return out
}

// problem returns what is wrong with the site.
func (s *Site) problem(wrong, right string) *Problem {
	return &Problem{File: s.File, Line: s.Line, Column: s.Column, Rule: s.ID, Wrong: wrong, Right: right}
}
