package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
)

// What a selector selects does not depend on who matches it.
func TestCSS(t *testing.T) {
	const page = `<body><div class="a"><div class="b"><section><p class="c">1</p><i>x</i><p class="c" title="b   c">2</p></section></div></div>
<div class="b"><div class="a"><p class="c">3</p></div></div><section class="a"><div><section><div class="b"><p>4</p></div></section></div></section></body>`
	root := parsed(t, page)
	for _, text := range []string{
		`.a .b p`, `.b .a p`, `div div div p`, `body div div p`, `.a > .b p`, `.a .b > section p`, `.a .b section > p`, `.a section > .b > p`, `section div section p`,
		`body .a section > div p`, `.a .b i + p`, `.a .b p ~ p`, `.a .b [title="b   c"]`, `.b .b p`, `.a .a p, .b .a p`, `div:not(.x .y) .b p`, `body .a :has(.b p) .b p`, `.\61  .b p`,
	} {
		ours, err := parseCSS(text)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(text, " ") > 1 && !strings.ContainsAny(text, ">+~,") {
			if _, ok := ours[0].(descent); !ok {
				t.Errorf("%s is left to its own matcher", text)
			}
		}
		theirs, err := cascadia.ParseGroup(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := cascadia.QueryAll(root, ours), cascadia.QueryAll(root, theirs); !slices.Equal(got, want) {
			t.Errorf("%s selects %d elements, want %d", text, len(got), len(want))
		}
	}
}

// To choose five of 400 elements in all ways would take years.
func TestCSSInDeepPages(t *testing.T) {
	root := parsed(t, strings.Repeat("<div>", 400)+"<p>x")
	for text, want := range map[string]int{`.none div div div div p`: 0, `body div div div div p`: 1, `.none div > div div > div p`: 0} {
		group, err := parseCSS(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(cascadia.QueryAll(root, group)); got != want {
			t.Errorf("%s selects %d elements, want %d", text, got, want)
		}
	}
}
