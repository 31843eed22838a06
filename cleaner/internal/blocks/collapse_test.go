package blocks

import (
	"strings"
	"testing"
)

// TestCollapse holds collapse, which skips eight characters at once, to strings.Fields on texts of all lengths, with a flaw at any place.
func TestCollapse(t *testing.T) {
	flaws := []string{"", " ", "  ", "\t", "\n", "\x7f", "\u00a0", "\u3000", "\u00ad", "\ufeff", "\uf0c1", "é", "“", "~", "!"}
	text := "one two, three four five-six seven. Eight"
	for end := range len(text) + 1 {
		for at := range end + 1 {
			for _, flaw := range flaws {
				s := text[:at] + flaw + text[at:end]
				shown := strings.NewReplacer("\x7f", " ", "\u00ad", "", "\ufeff", "", "\uf0c1", "").Replace(s)
				want := strings.Join(strings.Fields(shown), " ")
				if got := collapse(s); got != want {
					t.Fatalf("collapse(%q) = %q, want %q", s, got, want)
				}
				if blank(s) != (want == "") {
					t.Fatalf("blank(%q) = %v", s, blank(s))
				}
			}
		}
	}
}
