package rules

import (
	"cmp"
	"slices"
)

// protected reports whether a rule keeps block i from being stripped: a rule for the block itself, or one for the section that it stands in.
func (d *document) protected(i int) bool {
	for _, n := range d.set.keepAlways {
		r := d.set.rules[n]
		if r.local.holds(d, i) && r.context.holds(d, i) {
			return true
		}
	}
	// The keepers are in the blocks' order; from the last that may matter, back to the first from which no section reaches as far.
	n, _ := slices.BinarySearchFunc(d.keepers, i+1, func(k candidate, block int) int { return cmp.Compare(k.block, block) })
	for _, k := range slices.Backward(d.keepers[:n]) {
		switch {
		case k.block == i && d.keeps(k):
			return true
		case k.block == i || d.gone[k.block]:
		case !d.near(k.block, i):
			return false
		case k.rule.Action == KeepSection && d.keeps(k):
			if end := d.section(k.block, k.rule.match, nil); end < 0 || i < end {
				return true
			}
		}
	}
	return false
}

func (d *document) keeps(k candidate) bool {
	return k.rule.local.holds(d, k.block) && k.rule.context.holds(d, k.block)
}

// near reports whether a section that begins at block i may reach to block j.
func (d *document) near(i, j int) bool {
	for range maxItems + 1 {
		if j = d.before(j); j <= i {
			return true
		}
	}
	return false
}
