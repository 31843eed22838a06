package rules

import (
	"cmp"
	"slices"
)

// protected reports whether a rule keeps block i from being stripped: a rule for the block itself, or one for the section that it stands in.
func (d *document) protected(i int) bool {
	for _, n := range d.set.keepAlways {
		if d.set.rules[n].holds(d, i) {
			return true
		}
	}
	// The keepers are in the blocks' order; from the last that may matter, back to the first from which no section reaches as far.
	n, _ := slices.BinarySearchFunc(d.keepers, i+1, func(k candidate, block int) int { return cmp.Compare(k.block, block) })
	for _, k := range slices.Backward(d.keepers[:n]) {
		switch {
		case k.block == i && k.rule.holds(d, i):
			return true
		case k.block == i || d.gone[k.block]:
		case !d.near(k.block, i):
			return false
		case k.rule.Action == KeepSection && k.rule.holds(d, k.block):
			if end := d.section(k.block, k.rule.match, nil); end < 0 || i < end {
				return true
			}
		}
	}
	return false
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
