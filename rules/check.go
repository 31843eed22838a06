package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Check runs the examples of the packs' rules, and returns a Problem for each that fails, joined: what stayed, what went, and which rules took it.
// A rule without an example of what it strips, or of what it keeps, fails too.
//
// What a rule strips in its examples, it strips among its own pack's rules; what it keeps stays under the rules of all the packs and of those
// beside them. Rules run at the level of the rule that the example belongs to.
func Check(packs, beside []*Pack) error {
	var all sets
	var problems []*Problem
	for _, p := range packs {
		c := checker{pack: p, packs: slices.Concat(beside, packs), all: &all}
		for i := range p.Rules {
			r := &p.Rules[i]
			c.problems = append(c.problems, r.withoutExamples()...)
			for n, text := range r.Strips {
				c.strips(r, n+1, readExample(text, true))
			}
			for n, text := range r.Keeps {
				c.keeps(r, n+1, readExample(text, false))
			}
		}
		for i := range p.Sites {
			c.checkSite(&p.Sites[i])
		}
		problems = append(problems, sorted(c.problems)...)
	}
	return join(problems)
}

// sets are Sets by level.
type sets [Aggressive + 1]*Set

// at returns the packs' set for a level, compiled when it is first asked for.
func (s *sets) at(l Level, packs []*Pack) *Set {
	if s[l] == nil {
		s[l], _ = Compile(withoutSites(packs), Options{Level: l}) // only Options can be wrong, and a level is not
	}
	return s[l]
}

type checker struct {
	pack     *Pack
	packs    []*Pack
	own      sets
	all      *sets
	problems []*Problem
}

func (c *checker) wrong(r *Rule, wrong, right string) {
	c.problems = append(c.problems, r.problem(wrong, right))
}

// problem returns what is wrong with the rule.
func (r *Rule) problem(wrong, right string) *Problem {
	return &Problem{File: r.File, Line: r.Line, Column: r.Column, Rule: r.ID, Wrong: wrong, Right: right}
}

func (c *checker) strips(r *Rule, n int, e *example) {
	result := c.own.at(r.Level, []*Pack{c.pack}).apply(e.blocks, r.examplePage(c.pack, e), nil, true)
	if got := texts(result.Blocks); !sameTexts(got, e.stays) {
		c.wrong(r, fmt.Sprintf("strips example %d: %s%s", n, otherwise(got, e.stays), by(result.Removals)), "change the rule or the example")
		return
	}
	if !slices.ContainsFunc(result.Removals, func(x Removal) bool { return x.Rule == r.ID }) {
		c.wrong(r, fmt.Sprintf("strips example %d: the rule does nothing in it%s", n, by(result.Removals)), "give it an example that the other rules leave to it, or drop the rule")
	}
}

// otherwise says how what stays of an example differs from what should.
func otherwise(stays, should []string) string {
	left, lost := beyond(stays, should), beyond(should, stays)
	if left == nil && lost == nil { // of two blocks alike the other one stayed
		left, lost = stays, should
	}
	switch {
	case lost == nil:
		return quoted(left) + " was to be stripped, but stayed"
	case left == nil:
		return quoted(lost) + " was to stay, but was stripped"
	}
	return fmt.Sprintf("%s stayed where %s was to stay", quoted(left), quoted(lost))
}

// beyond returns those of the texts that are not among others, each as often as it is there more often.
func beyond(texts, others []string) []string {
	rest := slices.Clone(others)
	var out []string
	for _, t := range texts {
		if i := slices.IndexFunc(rest, func(r string) bool { return sameText(t, r) }); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		out = append(out, t)
	}
	return out
}

// quoted lists texts, each in quotation marks.
func quoted(texts []string) string {
	var list []string
	for _, t := range texts {
		list = append(list, strconv.Quote(t))
	}
	return strings.Join(list, ", ")
}

func (c *checker) keeps(r *Rule, n int, e *example) {
	page := r.examplePage(c.pack, e)
	result := c.all.at(r.Level, c.packs).apply(e.blocks, page, nil, true)
	if len(result.Removals) > 0 {
		c.wrong(r, fmt.Sprintf("keeps example %d does not stay%s", n, by(result.Removals)), "make the rule ask for more, or change the example")
		return
	}
	if !r.Action.keeps() {
		return
	}
	set := c.own.at(r.Level, []*Pack{c.pack})
	d := newDocument(set, e.blocks, page)
	for i := range e.blocks {
		if r.match.holds(d, i) {
			return
		}
	}
	c.wrong(r, fmt.Sprintf("keeps example %d: the rule holds for none of its blocks", n), "change the rule or the example")
}

// examplePage returns the page that an example comes from: one that the rule and its pack speak of.
func (r *Rule) examplePage(p *Pack, e *example) Page {
	page := Page{HTML: e.page, Lang: p.Language, Title: e.title}
	for _, x := range r.match {
		switch x := x.(type) {
		case pageTypeSet:
			page.Type = x[0]
		case languageSet:
			page.Lang = x[0]
		case hostSet:
			page.Host, page.Path = x[0].example()
		}
	}
	return page
}

func texts(blocks []Block) []string {
	var texts []string
	for i := range blocks {
		texts = append(texts, blocks[i].Text)
	}
	return texts
}

// sameTexts compares texts without their white space.
func sameTexts(a, b []string) bool { return slices.EqualFunc(a, b, sameText) }

func sameText(a, b string) bool {
	tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return tight(a) == tight(b)
}

// by says which rules stripped what.
func by(removals []Removal) string {
	var s strings.Builder
	for _, x := range removals {
		fmt.Fprintf(&s, "; %s (%s) strips %q", x.Rule, x.Match, x.Text)
	}
	return s.String()
}
