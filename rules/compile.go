package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"winnow/rules/internal/lookup"
)

// A Set is packs compiled into an index. It is immutable and safe for concurrent use.
type Set struct {
	rules []*compiled // in the order in which they are tried on a block

	// Where to look a block up; each gives the numbers of rules that may hold for it.
	labels    map[string][]int32
	mayBear   *lookup.PhraseFilter
	patterns  *lookup.Index
	selectors selectorIndex
	linked    []int32            // rules that ask for a link
	always    []int32            // rules that name nothing to look up
	hosted    map[string][]int32 // the same, by the hosts that they hold on

	keepAlways []int32 // rules like always, but that keep: asked only about blocks that others would strip

	buffers sync.Pool // of *buffers

	sites siteIndex
}

// A compiled rule is a rule with its conditions in two: those that a block decides alone, and those that its neighbours have a say in.
type compiled struct {
	*Rule
	local, context conjunction
}

func (r *compiled) holds(d *document, i int) bool {
	return r.local.holds(d, i) && r.context.holds(d, i)
}

// Compile makes packs into a Set. A rule or a site of a later pack takes the place of an earlier one with the same id.
// It returns an error where the options name a rule, a category or a level that does not exist, and where a pack is nil, as Load returns it with an error.
func Compile(packs []*Pack, o Options) (*Set, error) {
	if o.Level == 0 {
		o.Level = Standard
	}
	switch {
	case o.Level > Aggressive:
		return nil, fmt.Errorf("no level %d: it is one of Safe, Standard and Aggressive", o.Level)
	case slices.Contains(packs, nil):
		return nil, errors.New("a rule pack is nil: look at the error that Load returned with it")
	}
	all, order := latest(packs, func(p *Pack) []Rule { return p.Rules }, func(r *Rule) string { return r.ID })
	sites, siteOrder := latest(packs, func(p *Pack) []Site { return p.Sites }, func(s *Site) string { return s.ID })
	for _, id := range o.Disable {
		if all[id] == nil && sites[id] == nil {
			return nil, noRule(id, slices.Concat(order, siteOrder))
		}
	}
	for _, c := range o.Keep {
		if !slices.Contains(Categories(), c) {
			return nil, fmt.Errorf("no category %q; %s", c, oneOf(c, Categories()))
		}
	}
	off := slices.Clone(o.Disable)
	for _, p := range packs {
		off = append(off, p.Disable...)
	}

	s := &Set{labels: map[string][]int32{}, selectors: newSelectorIndex(), hosted: map[string][]int32{}, sites: siteIndex{}}
	for _, id := range siteOrder {
		if slices.Contains(off, id) {
			continue
		}
		site := *sites[id]
		if slices.Contains(o.Keep, siteCategory) {
			site.Strip = nil
		}
		if err := s.sites.add(&site); err != nil {
			return nil, err
		}
	}
	s.sites.sort()
	for _, id := range order {
		if r := all[id]; r.Level <= o.Level && !slices.Contains(off, id) && !slices.Contains(o.Keep, r.Category) {
			s.rules = append(s.rules, compile(r))
		}
	}
	// Where two rules would strip a block, the one that strips more is tried first.
	slices.SortStableFunc(s.rules, func(a, b *compiled) int { return cmp.Compare(rank(a.Action), rank(b.Action)) })
	s.index()
	return s, nil
}

// latest returns what the packs have by its id, the last where several have one, and the ids in the order in which they come first.
func latest[T any](packs []*Pack, of func(*Pack) []T, id func(*T) string) (byID map[string]*T, order []string) {
	byID = make(map[string]*T)
	for _, p := range packs {
		all := of(p)
		for i := range all {
			id := id(&all[i])
			if byID[id] == nil {
				order = append(order, id)
			}
			byID[id] = &all[i]
		}
	}
	return byID, order
}

func rank(a Action) int {
	return slices.Index([]Action{KeepBlock, KeepSection, StripRest, StripSection, StripBlock, StripPart}, a)
}

func compile(r *Rule) *compiled {
	c := &compiled{Rule: r, local: r.match.aboutBlock()}
	for _, x := range r.match {
		if x.contextual() {
			c.context = append(c.context, x)
		}
	}
	if r.match.label() && r.Category != adCategory { // an advertisement's label may stand over the article's text
		c.context = append(c.context, negation{conjunction{term{}}})
	}
	return c
}
