package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"winnow/cleaner"
	"winnow/rules"
)

func TestFrontMatterReadsBackAsItWas(t *testing.T) {
	for _, s := range []string{
		"plain", "a: b", "# no comment", "- no list", "yes", "null", "~", "2024-05-01", "1e3", `"quoted"`, "'single'", "it's", "[no, list]", "{no: map}",
		"two\nlines", "trailing ", " leading", "*star", "&and", "!bang", "%percent", "@at", "`tick`", "|", ">", "?", ":", "日本の渡し船", "Fähre – “Tuesday”", "\u2028", "back\\slash", "a #b", "---", "...",
	} {
		doc := &cleaner.Document{Metadata: cleaner.Metadata{Title: s, Tags: []string{s, s}, Source: cleaner.Source{Name: s}}}
		front, err := frontMatter(doc)
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		var got struct {
			Title  string
			Tags   []string
			Source struct{ Name string }
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(front, "---\n"), "---\n\n")
		if err := yaml.Unmarshal([]byte(inner), &got); err != nil {
			t.Errorf("%q: %v in %s", s, err, front)
			continue
		}
		if got.Title != s || len(got.Tags) != 2 || got.Tags[1] != s || got.Source.Name != s {
			t.Errorf("%q came back as %+v from %s", s, got, front)
		}
	}
}

func TestFrontMatterHasWhatThePageSays(t *testing.T) {
	tests := []struct {
		metadata cleaner.Metadata
		want     string
	}{
		{cleaner.Metadata{}, ""},
		{cleaner.Metadata{Title: "The ferry", Authors: []string{"Ines Calder", "Olu Marsh"}}, "---\ntitle: The ferry\nbyline: Ines Calder, Olu Marsh\n---\n\n"},
		{cleaner.Metadata{Published: cleaner.Time{Time: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), DateOnly: true}}, "---\npublished: \"2024-03-05\"\n---\n\n"},
		{cleaner.Metadata{Source: cleaner.Source{URL: "https://wire.example/1"}}, "---\nsource:\n  url: https://wire.example/1\n---\n\n"},
	}
	for _, tt := range tests {
		if got, err := frontMatter(&cleaner.Document{Metadata: tt.metadata}); err != nil || got != tt.want {
			t.Errorf("got %q, %v, want %q", got, err, tt.want)
		}
	}
}

func TestExplain(t *testing.T) {
	doc := &cleaner.Document{
		Blocks: []cleaner.Block{{Text: "One."}, {Kind: rules.Image, Src: "/quay.jpg"}, {Text: "Two."}, {Text: "Three."}},
		Removals: []cleaner.Removal{
			{Rule: "en/a", Category: "nav", Text: "Home", Before: 0},
			{Rule: "en/b", Category: "teaser", Match: "label x", Text: "(More: y)", Before: 2, Part: true},
			{Rule: "en/c", Pack: "mine", Category: "teaser", Text: "More:\nz", Before: 3},
			{Rule: "en/d", Pack: "en", Category: "legal", Text: "End", Before: 4},
		},
		Warnings: []string{"a rule was held back"},
	}
	const want = `~~Home~~ [en/a, nav]

One.

image /quay.jpg

Two.

~~(More: y)~~ [en/b, teaser, matched label x]

~~More:~~
~~z~~ [en/c in pack mine, teaser]

Three.

~~End~~ [en/d, legal]

warning: a rule was held back
4 pieces were stripped: legal 1, nav 1, teaser 2
`
	if got := explain(doc, newColors(false)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := explain(doc, newColors(true)); !strings.Contains(got, "\x1b[31;9m~~Home~~\x1b[") || strings.Contains(got, "\x1b[31;9mOne.") {
		t.Errorf("colours: %q", got)
	}
	if got := explain(&cleaner.Document{}, newColors(false)); got != "nothing was stripped\n" {
		t.Errorf("got %q", got)
	}
}

func TestHeaderOfHTMLIsOneComment(t *testing.T) {
	header := renderer{format: formatHTML}.header("a--><script>--b.html")
	if strings.Count(header, "-->") != 1 || strings.Contains(header, "<script>") {
		t.Errorf("got %q", header)
	}
}

func TestJSONKeepsSignsOfMarkup(t *testing.T) {
	doc := &cleaner.Document{Blocks: []cleaner.Block{{Text: "a < b && c > d"}}}
	got, err := renderer{format: formatLines}.object(record{id: json.RawMessage("7")}, doc)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(got), `{"id":7,`) || !strings.Contains(string(got), `"text":"a < b && c > d"`) {
		t.Errorf("got %s", got)
	}
}
