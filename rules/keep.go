package rules

// protected reports whether a rule keeps block i from being stripped: a rule for the block itself, or one for the section that it stands in.
func (d *document) protected(i int) bool {
	for _, n := range d.set.keepAlways {
		r := d.set.rules[n]
		if r.local.holds(d, i) && r.context.holds(d, i) {
			return true
		}
	}
	for _, k := range d.keepers {
		switch {
		case k.block > i:
			return false
		case d.gone[k.block] || !k.rule.local.holds(d, k.block) || !k.rule.context.holds(d, k.block):
		case k.block == i:
			return true
		case k.rule.Action == KeepSection:
			if end := d.section(k.block, k.rule.match, nil); end < 0 || i < end {
				return true
			}
		}
	}
	return false
}
