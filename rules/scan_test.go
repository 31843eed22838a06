package rules

import (
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"
)

// TestScanReadsAsFoldDoes holds the scan, which takes eight characters at once, to fold and isWordRune, which take one.
func TestScanReadsAsFoldDoes(t *testing.T) {
	var s scan
	r := rand.New(rand.NewPCG(7, 7))
	letters := []rune("aAzZ@[`{/09:  ''’-\x00\x7fÉışΣςйж中के\u0301\u00ad…\ufffd")
	for range 20_000 {
		text := ""
		for range r.IntN(40) {
			if r.IntN(3) > 0 {
				text += string(rune(r.IntN(utf8.RuneSelf)))
			} else {
				text += string(letters[r.IntN(len(letters))])
			}
		}
		s.read(text)
		if want := appendFold(nil, text); string(s.folded) != string(want) {
			t.Fatalf("%q is folded to %q, want %q", text, s.folded, want)
		}
		var starts, beyond []int32
		n, before := 0, false
		for _, c := range text {
			if fold(c) == dropped {
				continue
			}
			if isWordRune(c) && !before {
				starts = append(starts, int32(n))
			}
			if c >= utf8.RuneSelf {
				beyond = append(beyond, int32(n))
			}
			before = isWordRune(c)
			n += utf8.RuneLen(fold(c))
		}
		if !slices.Equal(s.starts, starts) {
			t.Fatalf("in %q words begin at %v, want %v", text, s.starts, starts)
		}
		if !slices.Equal(s.beyond, beyond) {
			t.Fatalf("in %q characters beyond ASCII begin at %v, want %v", text, s.beyond, beyond)
		}
	}
}
