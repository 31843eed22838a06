package rules

import (
	"slices"

	"golang.org/x/net/html"
)

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

// index files the set's rules, selectors and patterns under what a block must have for them.
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
