package rules

import (
	"maps"
	"slices"

	"golang.org/x/net/html"

	"winnow/rules/internal/lookup"
)

// keys are what a block or its page must have for a match to hold: one of them is enough.
type keys struct {
	labels, hosts []string
	selectors     []*selector
	patterns      []*lookup.Expression
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
			if !slices.ContainsFunc(x.patterns, func(p *lookup.Expression) bool { return !p.Indexed() }) {
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
func eachPattern(c conjunction, f func(*lookup.Expression)) {
	each(c, func(x *expression) {
		for _, p := range x.patterns {
			f(p)
		}
	})
}

// index files the set's rules, selectors and patterns under what a block must have for them.
func (s *Set) index() {
	var patterns []lookup.Entry
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
		eachPattern(r.match, func(p *lookup.Expression) {
			e := lookup.Entry{Expression: p, Key: -1}
			if k != nil && slices.Contains(k.patterns, p) {
				e.Key = n
			}
			patterns = append(patterns, e)
		})
	}
	s.mayBear = lookup.NewPhraseFilter(slices.Collect(maps.Keys(s.labels)))
	s.patterns = lookup.NewIndex(patterns)
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
	s.patterns.Find(&d.found, b.Text)
	n := d.found.Text.Count
	d.looked, d.wordCounts[i] = i, int32(n)+1
	if n <= maxLabelled && (s.mayBear.MayBegin(&d.found.Text) || linkAfterLabel(b) >= 0) {
		f := d.labelForms(i)
		for _, end := range f.ends() {
			dst = append(dst, s.labels[string(f.text[:end.len])]...)
		}
	}
	dst = d.found.Keys(dst)
	if len(b.Spans) > 0 {
		dst = append(dst, s.linked...)
	}
	if b.Node != nil && b.Node.Type == html.ElementNode && s.selectors.any {
		dst = append(dst, d.element(b.Node).rules...)
	}
	return dst
}

// mayMatch reports whether a pattern may match block i. The block that was looked up last is known well enough to say no most of the time.
func (d *document) mayMatch(p *lookup.Expression, i int) bool {
	if d.looked != i {
		return p.MayBegin(d.blocks[i].Text)
	}
	return d.found.MayMatch(p)
}
