package rules

import (
	"testing"

	"github.com/andybalholm/cascadia"
)

func TestMustHave(t *testing.T) {
	for _, c := range []struct{ selector, tag, class, id string }{
		{`.related-posts`, "", "related-posts", ""},
		{`aside.x.y_z`, "aside", "y_z", ""},
		{`#main DIV`, "div", "", ""},
		{`ul > li#first`, "li", "", "first"},
		{`div:not(.story)`, "div", "", ""},
		{`*`, "", "", ""},
		{`[class*="share"]`, "", "", ""},
		{`a[title="x y"]`, "", "", ""},
		{`div:has(p .x)`, "", "", ""},
		{`.md\:hidden`, "", "", ""},
	} {
		one, err := cascadia.Parse(c.selector)
		if err != nil {
			t.Fatal(err)
		}
		if tag, class, id := mustHave(one); tag != c.tag || class != c.class || id != c.id {
			t.Errorf("%s (%s): %q %q %q, want %q %q %q", c.selector, one, tag, class, id, c.tag, c.class, c.id)
		}
	}
}
