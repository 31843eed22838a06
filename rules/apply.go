package rules

import (
	"fmt"
	"slices"

	"winnow/rules/internal/words"
)

// maxPasses bounds how often the rules go over a document. Each pass but the last strips something that the one before made strippable;
// real documents need two or three.
const maxPasses = 64

// Apply strips blocks of a document. The caller's blocks are not changed.
//
// What Apply leaves, Apply leaves again: the rules go over the document until they strip nothing more. Where they would strip
// an implausible share of it, the document stays whole, with a warning.
func (s *Set) Apply(blocks []Block, p Page) Result { return s.apply(blocks, p, nil, false) }

// Strips reports whether the rules find anything to strip if they are tried on some of the blocks only, by index. It is quicker than Apply, and may find
// something that Apply does not, as rules that keep are not asked about the other blocks.
func (s *Set) Strips(blocks []Block, p Page, some func(int) bool) bool {
	return len(s.apply(blocks, p, some, false).Removals) > 0
}

func (s *Set) apply(blocks []Block, p Page, some func(int) bool, unguarded bool) Result {
	d, warnings := s.open(blocks, p, unguarded)
	d.some = some
	defer d.release()
	todo := d.candidates()
	before := d.standing()
	passes := 0
	for changed := len(todo) > 0; changed; passes++ {
		if passes == maxPasses {
			return s.siteOnly(blocks, p, "the rules found no end in this document: nothing was stripped")
		}
		changed = false
		removed := len(d.removals)
		for n := range todo {
			c := todo[n]
			if passes%2 == 1 { // what is stripped may bring the block before it into reach
				c = todo[len(todo)-1-n]
			}
			if !d.gone[c.block] && d.try(c) {
				changed = true
			}
		}
		if slices.ContainsFunc(d.removals[removed:], func(r removal) bool { return r.Part }) {
			todo = d.candidates()
		}
	}
	if warning := d.implausible(before); warning != "" && !unguarded {
		return s.siteOnly(blocks, p, warning)
	}
	result := d.result()
	result.Warnings = warnings
	return result
}

// siteOnly strips what the page's site says, and no more, for a reason.
func (s *Set) siteOnly(blocks []Block, p Page, why string) Result {
	d, warnings := s.open(blocks, p, false)
	defer d.release()
	result := d.result()
	result.Warnings = append(warnings, why)
	return result
}

// A candidate is a rule whose conditions about the block alone hold.
type candidate struct {
	block   int
	rule    *compiled
	matched patternMatch // by which its expression holds, if it has one
}

// candidates returns, in the blocks' order and the rules', what is to be tried on the document. Candidates of rules that keep go to d.keepers.
func (d *document) candidates() []candidate {
	todo := d.todo[:0]
	d.keepers = d.keepers[:0]
	always := d.set.alwaysFor(d.always[:0], d.page)
	hits := d.ruleHits
	for i := range d.blocks {
		if d.gone[i] || len(d.blocks[i].Text) > maxBlock || d.some != nil && !d.some(i) {
			continue
		}
		hits = d.set.lookUp(hits[:0], d, i)
		hits = append(hits, always...)
		slices.Sort(hits)
		for _, h := range slices.Compact(hits) {
			r := d.set.rules[h]
			switch {
			case !r.local.holds(d, i):
			case r.Action.keeps():
				d.keepers = append(d.keepers, candidate{block: i, rule: r})
			default:
				todo = append(todo, candidate{i, r, d.matched})
			}
		}
	}
	d.looked, d.ruleHits, d.todo, d.always = -1, hits, todo, always
	return todo
}

// try applies a rule to a block, and reports whether it stripped something.
func (d *document) try(c candidate) bool {
	r, i := c.rule, c.block
	d.matched = c.matched
	if d.copied { // its text may have changed
		d.matched = patternMatch{}
		if !r.local.holds(d, i) {
			return false
		}
	}
	if !r.context.holds(d, i) || d.protected(i) {
		return false
	}
	match := r.match.explain(d, i)
	switch r.Action {
	case StripPart:
		return d.stripParts(i, r, match)
	case StripRest:
		if d.lastParagraph() >= i {
			return false
		}
		d.stripRun(i, -1, r, match)
	case StripSection:
		d.stripRun(i, d.section(i, r.match, d.protected), r, match)
	default:
		d.strip(i, r, match)
	}
	return true
}

// stripRun strips block i and those that follow it, up to block end.
func (d *document) stripRun(i, end int, r *compiled, match string) {
	for i >= 0 && i != end {
		next := d.after(i)
		if !d.protected(i) {
			d.strip(i, r, match)
		}
		i = next
	}
}

// stripParts cuts out of block i what the rule's expression matches. A block of which nothing stays is stripped.
func (d *document) stripParts(i int, r *compiled, match string) bool {
	parts := r.match.expression().parts(d.blocks[i].Text)
	if parts == nil {
		return false
	}
	d.own()
	d.matched = patternMatch{}
	b := &d.blocks[i]
	for _, p := range parts {
		part := d.removal(r, match, i, p[0], p[1])
		part.Part = true
		d.removals = append(d.removals, part)
	}
	for _, p := range slices.Backward(parts) {
		*b = b.Cut(p[0], p[1])
	}
	if d.wordsIn != nil {
		d.addWords(i, words.Count(b.Text)-d.words(i))
	}
	d.wordCounts[i] = 0
	d.stems, d.censuses, d.labelsOf = nil, nil, -1
	d.first, d.last = 0, len(d.blocks)-1
	if b.Text == "" {
		d.remove(i)
	}
	return true
}

// How much of a document the rules may strip: a share of its words, and so many words more, because a line or two of chaff is much of a short text.
// A shop shows more of other products and of buyers' opinions than of the product itself.
const (
	maxShare        = 0.65
	maxProductShare = 0.9
	maxExtra        = 60
)

// implausible says why the rules cannot be right about a document; "" where they may be.
func (d *document) implausible(before []Block) string {
	allBytes, keptBytes := 0, 0
	for i := range before {
		allBytes += len(before[i].Text)
		if !d.gone[i] {
			keptBytes += len(d.blocks[i].Text)
		}
	}
	if 2*keptBytes > allBytes { // words need not be counted
		return ""
	}
	share := maxShare
	if d.page.Type == "product" {
		share = maxProductShare
	}
	all, kept := 0, 0
	for i := range before {
		all += words.Count(before[i].Text)
		if !d.gone[i] {
			kept += d.words(i)
		}
	}
	switch {
	case kept == all:
		return ""
	case kept == 0:
		return "the rules would have stripped the whole document: nothing was stripped"
	case float64(all-kept) > share*float64(all)+maxExtra:
		return fmt.Sprintf("the rules would have stripped %d of %d words: nothing was stripped", all-kept, all)
	}
	return ""
}
