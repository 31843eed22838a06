package rules

import (
	"slices"
	"testing"
)

// TestIndexFindsWhatHolds asks of every built-in rule and every example's block whether the index leads to the rule where it holds.
func TestIndexFindsWhatHolds(t *testing.T) {
	packs := builtinPacks(t)
	set := compilePacks(t, Options{Level: Aggressive}, packs...)
	always := slices.Concat(set.always, set.keepAlways)
	for _, p := range packs {
		var blocks []Block
		for _, r := range p.Rules {
			for _, text := range slices.Concat(r.Strips, r.Keeps) {
				blocks = append(blocks, readExample(text, true).blocks...)
			}
		}
		d := newDocument(set, blocks, Page{HTML: true})
		for i := range blocks {
			found := append(set.lookUp(nil, d, i), always...)
			d.looked = -1 // so that all expressions are tried
			for n, r := range set.rules {
				if r.Pack == p.Name && !has[hostSet](r.match) && !slices.Contains(found, int32(n)) && r.match.holds(d, i) {
					t.Errorf("rule %s holds for %q, but the index does not find it", r.ID, blocks[i].Text)
				}
			}
		}
	}
}

func TestExpressionsThatBeginWithSignsAndDigits(t *testing.T) {
	for _, expression := range []string{`^[^\p{L}]*harbour`, `^\P{L}{0,4}harbour`, `[^\p{L}]harbour post`, `\P{L}harbour post`, `^\P{L}+harbour`, `^[^\p{L}\p{N}]{0,4}harbour`, `^[^\p{L}“]{0,4}harbour`, `^\W{0,3}harbour`} {
		p := loadPack(t, "x.yaml", head+"  - {id: a/b, category: ad, about: x, match: {expression: '"+expression+"'}, strip: block}\n")
		s := compilePacks(t, Options{}, p)
		for _, text := range []string{"1harbour post", "12) harbour post", "- harbour post", "_harbour post_", "“harbour post”"} {
			want := 0
			if p.Rules[0].match.expression().patterns[0].Regexp().MatchString(text) {
				want = 1
			}
			if r := s.Apply([]Block{{Text: text}, {Text: "The mole"}}, Page{}); len(r.Removals) != want {
				t.Errorf("%s strips %d of %q, want %d", expression, len(r.Removals), text, want)
			}
		}
	}
}
