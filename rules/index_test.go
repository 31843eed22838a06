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

// TestBuiltinLiteralsBeginWords holds that no built-in rule makes the index look at each byte of a text: an expression that may begin within a word should say
// \b, or [^\p{L}\p{N}] before a letter beyond ASCII.
func TestBuiltinLiteralsBeginWords(t *testing.T) {
	for _, filed := range builtinSet(t, Aggressive).literals.inside.filed {
		for _, l := range filed {
			t.Errorf("%q is looked for at each byte, for %s", l.text, l.hits[0].pattern.text)
		}
	}
}

func TestIsPlain(t *testing.T) {
	for text, want := range map[string]bool{
		"read mor": true, " read mo": true, "a b c d1": true,
		"read  mo": false, "example ": false, "read:mor": false, "read mé": false, "read-mor": false, "read\x00\x00\x00\x00": false, "it's all": false,
	} {
		if got := isPlain(gram(text, 8)); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
