package rules

import "testing"

func TestTitleShare(t *testing.T) {
	s := load(t, "  - {id: test/x, category: other, about: x, match: {title-share: 0.8..}, strip: block}\n")
	for _, c := range []struct {
		title, text string
		goes        bool
	}{
		{"The mill burned down", "The mill burned down", true},
		{"The mill burned down", "THE MILL BURNED DOWN!", true},
		{"Die Mühle ist abgebrannt", "Die Muhle ist abgebrannt", true},
		{"The mill burned down", "News: The mill burned down", true},
		{"The mill burned down", "The mill", false},
		{"The mill burned down", "Why the old mill burned down", false},
		{"The mill burned down", "The mill burned down, and so did the one beside the quay on the Monday after", false},
		{"風車が焼けた", "風車が焼けた", true},
		{"風車が焼けた", "風車が直った", false},
		{"", "The mill burned down", false},
		{"", "", false},
	} {
		body := []Block{{Text: c.text}, {Text: first}, {Text: second}}
		if got := len(s.Apply(body, Page{HTML: true, Title: c.title}).Blocks) < len(body); got != c.goes {
			t.Errorf("title %q: that %q goes is %v", c.title, c.text, got)
		}
	}
}
