package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/net/html"
)

// A Set is packs compiled into an index. It is immutable and safe for concurrent use.
type Set struct {
	rules []*compiled // in the order in which they are tried on a block

	// Where to look a block up; each gives the numbers of rules that may hold for it.
	labels    map[string][]int32
	mayBear   *labelFilter
	prefixes  *prefixIndex
	literals  *literalIndex
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
	c := &compiled{Rule: r}
	for _, x := range r.match {
		if x.contextual() {
			c.context = append(c.context, x)
		} else {
			c.local = append(c.local, x)
		}
	}
	return c
}

// A hit is what the index finds for a block: a pattern that may match it, and the rule that it is the key of; -1 where the rule has other keys.
type hit struct {
	pattern *pattern
	rule    int32
}

// keys are what a block or its page must have for a match to hold: one of them is enough.
type keys struct {
	labels, hosts []string
	selectors     []*selector
	patterns      []*pattern
	linked        bool // a link
}

// keysOf returns the keys of a match; nil where it has none.
func keysOf(c conjunction) *keys {
	var found *keys
	for _, x := range c {
		switch x := x.(type) {
		case *label:
			k := &keys{}
			for folded := range x.phrases {
				k.labels = append(k.labels, folded)
			}
			return k
		case *expression:
			if !slices.ContainsFunc(x.patterns, func(p *pattern) bool { return !p.indexed() }) {
				return &keys{patterns: x.patterns}
			}
		case *selector:
			found = &keys{selectors: []*selector{x}}
		case alternative:
			if k := x.keys(); k != nil {
				return k
			}
		case hostSet:
			if found == nil {
				found = &keys{}
				for _, p := range x {
					found.hosts = append(found.hosts, p.key())
				}
			}
		case linkShare:
			if found == nil && x.lo > 0 {
				found = &keys{linked: true}
			}
		}
	}
	return found
}

func (a alternative) keys() *keys {
	sum := &keys{}
	for _, c := range a {
		k := keysOf(c)
		if k == nil {
			return nil
		}
		sum.labels = append(sum.labels, k.labels...)
		sum.patterns = append(sum.patterns, k.patterns...)
		sum.selectors = append(sum.selectors, k.selectors...)
		sum.hosts = append(sum.hosts, k.hosts...)
		sum.linked = sum.linked || k.linked
	}
	return sum
}

// each calls f with every condition of type T in a match, however deep.
func each[T condition](c conjunction, f func(T)) {
	for _, x := range c {
		if x, ok := x.(T); ok {
			f(x)
		}
		switch x := x.(type) {
		case alternative:
			for _, c := range x {
				each(c, f)
			}
		case negation:
			each(x.match, f)
		case neighbour:
			each(x.match, f)
		}
	}
}

// eachPattern calls f with every pattern in a match, however deep.
func eachPattern(c conjunction, f func(*pattern)) {
	each(c, func(x *expression) {
		for _, p := range x.patterns {
			f(p)
		}
	})
}

func (s *Set) index() {
	prefixes, literals := make(map[string][]hit), make(map[string][]hit)
	file := func(index map[string][]int32, keys []string, n int32) {
		for _, k := range keys {
			if rules := index[k]; len(rules) == 0 || rules[len(rules)-1] != n {
				index[k] = append(rules, n)
			}
		}
	}
	for i, r := range s.rules {
		n := int32(i)
		k := keysOf(r.match)
		switch {
		case k != nil:
			file(s.labels, k.labels, n)
			file(s.hosted, k.hosts, n)
			if k.linked {
				s.linked = append(s.linked, n)
			}
		case r.Action == KeepBlock:
			s.keepAlways = append(s.keepAlways, n)
		default:
			s.always = append(s.always, n)
		}
		each(r.match, func(x *selector) {
			rule := int32(-1)
			if k != nil && slices.Contains(k.selectors, x) {
				rule = n
			}
			s.selectors.add(x, rule)
		})
		eachPattern(r.match, func(p *pattern) {
			h := hit{pattern: p, rule: -1}
			if k != nil && slices.Contains(k.patterns, p) {
				h.rule = n
			}
			for _, text := range p.prefixes {
				prefixes[text] = append(prefixes[text], h)
			}
			for _, text := range p.literals {
				literals[text] = append(literals[text], h)
			}
		})
	}
	s.mayBear = newLabelFilter(s.labels)
	s.prefixes, s.literals = newPrefixIndex(prefixes), newLiteralIndex(literals)
}

// alwaysFor appends to dst the rules that have to be tried on every block of a page.
func (s *Set) alwaysFor(dst []int32, p Page) []int32 {
	ofOtherPages := func(c condition) bool {
		types, ok := c.(pageTypeSet)
		return ok && !slices.Contains(types, p.Type)
	}
	for _, n := range s.always {
		if !slices.ContainsFunc(s.rules[n].local, ofOtherPages) {
			dst = append(dst, n)
		}
	}
	if len(s.hosted) > 0 {
		for _, key := range hostKeys(p.Host) {
			dst = append(dst, s.hosted[key]...)
		}
	}
	return dst
}

// lookUp appends to dst the rules that may hold for block i by what the index knows, and notes which patterns may match it.
func (s *Set) lookUp(dst []int32, d *document, i int) []int32 {
	b := &d.blocks[i]
	d.scan.read(b.Text)
	d.looked, d.wordCounts[i] = i, int32(d.scan.words)+1
	if d.scan.words <= maxLabelled && (s.mayBear.one(&d.scan) || linkAfterLabel(b) >= 0) {
		f := d.labelForms(i)
		for _, end := range f.ends() {
			dst = append(dst, s.labels[string(f.text[:end.len])]...)
		}
	}
	d.prefixHits = s.prefixes.find(d.prefixHits[:0], d.scan.folded)
	d.literalHits = s.literals.find(d.literalHits[:0], &d.scan)
	for _, h := range d.prefixHits {
		if h.rule >= 0 && d.found(h.pattern, b.Text) {
			dst = append(dst, h.rule)
		}
	}
	for _, h := range d.literalHits {
		if h.rule >= 0 {
			dst = append(dst, h.rule)
		}
	}
	if len(b.Spans) > 0 {
		dst = append(dst, s.linked...)
	}
	if b.Node != nil && b.Node.Type == html.ElementNode && s.selectors.any {
		dst = append(dst, d.element(b.Node).rules...)
	}
	return dst
}

// mayMatch reports whether a pattern may match block i. The block that was looked up last is known well enough to say no most of the time.
func (d *document) mayMatch(p *pattern, i int) bool {
	if d.looked != i {
		return p.mayBegin(d.blocks[i].Text)
	}
	return d.found(p, d.blocks[i].Text) && p.meetsNeeds(&d.scan)
}

// found reports whether the index found a pattern in the text that was looked up last.
func (d *document) found(p *pattern, text string) bool {
	its := func(h hit) bool { return h.pattern == p }
	return p.mayBegin(text) && (p.prefixes == nil || slices.ContainsFunc(d.prefixHits, its)) && (p.literals == nil || slices.ContainsFunc(d.literalHits, its))
}
