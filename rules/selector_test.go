package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
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
		_, last := parted(unescaped(parsedSelector(t, c.selector)))
		if tag, class, id := mustHave(last); tag != c.tag || class != c.class || id != c.id {
			t.Errorf("%s: %q %q %q, want %q %q %q", c.selector, tag, class, id, c.tag, c.class, c.id)
		}
	}
}

func TestParted(t *testing.T) {
	for _, c := range []struct{ selector, around, last string }{
		{`p`, "", "p"},
		{`#main p`, "#main", "p"},
		{`.box > p`, ".box", "p"},
		{`aside ul.x > li`, "ul.x", "li"},
		{`.box + p`, "", "p"},
		{`.box ~ p`, "", "p"},
		{`.box:not(.tall) p`, ".box:not(.tall)", "p"},
		{`.box:not(.tall .wide) p`, "", "p"},
		{`.box[title="x y"] p`, "", "p"},
		{`.box[title="x y"]`, "", ""},
		{`div:has(.x p)`, "", ""},
	} {
		if around, last := parted(unescaped(parsedSelector(t, c.selector))); around != c.around || last != c.last {
			t.Errorf("%s: %q %q, want %q %q", c.selector, around, last, c.around, c.last)
		}
	}
}

func parsedSelector(t *testing.T, selector string) cascadia.Sel {
	t.Helper()
	one, err := cascadia.Parse(selector)
	if err != nil {
		t.Fatal(err)
	}
	return one
}

func TestMustContain(t *testing.T) {
	for _, c := range []struct{ selector, key, text string }{
		{`[class*="share"]`, "class", "share"},
		{`[role="dialog"]`, "role", "dialog"},
		{`[data-box^="ad-"]`, "data-box", "ad-"},
		{`[class*="share" i]`, "", ""},
		{`[class!="share"]`, "", ""},
		{`[hidden]`, "", ""},
		{`[class*="share"][role="menu"]`, "", ""},
		{`p [class*="share"]`, "", ""},
		{`:not([class*="share"])`, "", ""},
	} {
		one, err := cascadia.Parse(c.selector)
		if err != nil {
			t.Fatal(err)
		}
		if key, text := mustContain(one); key != c.key || text != c.text {
			t.Errorf("%s (%s): %q %q, want %q %q", c.selector, one, key, text, c.key, c.text)
		}
	}
}

// A selector's index must not miss what the selector itself selects.
func TestSelectorIndex(t *testing.T) {
	const page = `<body><div class="share-box wide" id="x"><p role="note">1</p></div><div class="Share"><p hidden>2</p></div><p class="a s" data-box="top ad">3</p><b class="">4</b></body>`
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		`[class*="share"]`, `[class*="share" i]`, `[class*="re-b"]`, `[class*="s"]`, `[class~="wide"]`, `[class^="share"]`, `[class$="wide"]`, `[class|="share"]`, `[class!="Share"]`,
		`[role="note"]`, `[hidden]`, `[data-box*="op a"]`, `[class=""]`, `.wide`, `#x`, `p`, `div p`, `p[role]`, `.wide p`, `.wide > p`, `#x p[role]`, `body .wide p`, `.wide + div`, `.wide + div p`, `.wide ~ p`, `.Share [hidden]`, `.wide *`, `:has(p)`, `[class*="nothing"]`,
	} {
		group, err := parseCSS(text)
		if err != nil {
			t.Fatal(err)
		}
		s := &selector{text, group}
		set := &Set{selectors: newSelectorIndex()}
		set.selectors.add(s, -1)
		d := &document{set: set}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if got, want := slices.Contains(d.element(n).selectors, s), group.Match(n); got != want {
				t.Errorf("%s selects %s %v: %v, want %v", text, n.Data, n.Attr, got, want)
			}
		}
	}
}
