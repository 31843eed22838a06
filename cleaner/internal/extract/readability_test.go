package extract

import (
	"errors"
	"strings"
	"testing"
)

// The time that Readability takes for a page grows with the sum of its elements' depths, which some short pages have high.
func TestReadabilityRefusesPagesThatTakeItSeconds(t *testing.T) {
	for _, test := range []struct {
		name, page string
		refuses    bool
	}{
		{"elements in each other", strings.Repeat(strings.Repeat("<p>x</p><div class=share>", 500)+strings.Repeat("</div>", 500), 16), true},
		{"as many after each other", strings.Repeat("<p>x</p><div class=share></div>", 8000), false},
		{"a long page", strings.Repeat("<div><section><div><ul><li><p>x</p></li></ul></div></section></div>", 2000), false},
	} {
		_, err := Readability{}.Extract(blocksOf(t, test.page), About{})
		if got := errors.Is(err, errTooDeep); got != test.refuses || err != nil && !got {
			t.Errorf("%s: refuses is %v, want %v; error %v", test.name, got, test.refuses, err)
		}
	}
}
