package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// load compiles a pack of rules given as YAML list items; it fails the test on errors.
func load(t testing.TB, rules string) *Set {
	t.Helper()
	return compilePacks(t, Options{Level: Aggressive}, loadPack(t, "test.yaml", head+rules))
}

// loadPack loads a pack; it fails the test on errors.
func loadPack(t testing.TB, file, pack string) *Pack {
	t.Helper()
	p, err := Load(file, []byte(pack))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// builtinPacks loads the built-in packs; it fails the test on errors.
func builtinPacks(t testing.TB) []*Pack {
	t.Helper()
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return packs
}

// compilePacks compiles packs; it fails the test on errors.
func compilePacks(t testing.TB, o Options, packs ...*Pack) *Set {
	t.Helper()
	s, err := Compile(packs, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const (
	first  = "The council said on Monday that the quay would be closed for the whole of the winter."
	second = "Nobody has been hurt so far, but two boats were damaged when the wall gave way."
)

// stays applies rules to a text of one block a line, and returns what is left of it.
func stays(t testing.TB, s *Set, page Page, text string) string {
	t.Helper()
	e := readExample(text, false)
	page.HTML = e.page
	return strings.Join(texts(s.apply(e.blocks, page, nil, true).Blocks), "\n")
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, match, strips, keeps string
	}{
		{"label alone", `label: read next`, "» READ NEXT «", "Read next to the window, it was easier."},
		{"label with colon", `label: read next`, "Read next: The mill", "Read the next: The mill"},
		{"label with dash", `label: read next`, "READ NEXT – The mill", "READ NEXT-DOOR MILL"},
		{"label with bar", `label: read next`, "Read next | The mill", "Read next The mill"},
		{"label with link", `label: read next`, "Read next [The mill](https://example.com/mill)", "Read next the [mill](https://example.com/mill) to the quay."},
		{"label in brackets", `label: read next`, "[READ NEXT: The mill]", "[Read next: The mill] It burned in May."},
		{"label and its sentence", `label: read next`, "Read next: Iron bridges", "Read next: it was all he asked for."},
		{"label without accents", `label: à lire aussi`, "A LIRE AUSSI : Le moulin", "A lire"},
		{"label in Turkish", `label: ilgili haberler`, "İLGİLİ HABERLER", "ilgili haber"},
		{"label in Greek", `label: διαβάστε επίσης`, "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ: Ο μύλος", "διαβάστε"},
		{"label in Chinese", `label: 相关阅读`, "【相关阅读】旧磨坊的故事", "相关阅读很重要。"},
		{"label with apostrophe", `label: don't miss`, "DON’T MISS: The mill", "Don the miss"},
		{"label alone only", `label-alone: share`, "Share:", "Share: the bread is warm"},
		{"expression", `expression: '^subscribe\b.*newsletter'`, "SUBSCRIBE to our newsletter", "The newsletter asks you to subscribe"},
		{"expression with case", `expression: '^(?-i:MORE): '`, "MORE: The mill", "More: the mill"},
		{"one of several expressions", `expression: ['^alpha\b', '\bomega$']`, "From here to omega", "The alphabet"},
		{"kind", `kind: [heading, list-item]`, "# The mill", "The mill"},
		{"link share", `link-share: 0.8..`, "[The mill](https://example.com)", "The [mill](https://example.com) burned down in May."},
		{"words", `words: 2..3`, "Two words", "There are four words"},
		{"words without spaces", `words: 3..4`, "相关阅读文章", "相关"},
		{"chars", `chars: ..5`, "déjà!", "six ch"},
		{"shape lead-in", `shape: lead-in`, "This is what burned (all of it):", "This is what burned: all of it"},
		{"shape sentence", `shape: sentence`, "It burned. (In May.)", "It burned in May"},
		{"shape headline", `shape: headline`, "Mill burns down in the night of the storm", "The mill burned down in the night of the storm."},
		{"numbers are no headline", `shape: headline`, "Seven mills burn down in one night", "7: Seven mills burn down in one night"},
		{"any", `any: [{label: alpha}, {kind: heading}]`, "# The mill", "The mill"},
		{"not", `label: alpha, not: {kind: heading}`, "Alpha", "# Alpha"},
		{"place first", `kind: paragraph, place: first 1`, "Alone", "# Title\nThe second"},
		{"place last", `kind: paragraph, place: last 1`, "Alone", "The first\n# Heading"},
		{"place head", `kind: heading, place: head`, "# Title\n# Another", first + "\n# After"},
		{"place tail", `kind: heading, place: tail`, "# Title\n# Another", "# Before\n" + first},
		{"place after the body", `kind: heading, place: after-body`, first + "\n[[# Title\n# Another]]", "# Title\n# Another"},
		{"follows the edge", `follows: edge, kind: heading`, "# Title", "The first\n# Heading"},
		{"followed by the edge", `followed-by: edge, kind: heading`, "# Title", "# Heading\nThe last"},
		{"follows a kind", `follows: heading, label: alpha`, "# Title\n[[Alpha]]", "Title\nAlpha"},
		{"followed by a list", `followed-by: list, label: alpha`, "[[Alpha]]\n- one\n- two", "Alpha\none"},
		{"follows a real paragraph", `follows: real, label: alpha`, first + "\n[[Alpha]]", "Short one.\nAlpha"},
		{"follows a sentence", `follows: sentences, label: alpha`, "Short one.\n[[Alpha]]", "Short one\nAlpha"},
		{"follows a match", `label: alpha, follows: {label: beta}`, "Beta\n[[Alpha]]", "Gamma\nAlpha"},
		{"repeats", `repeats: 2.., chars: ..20`, "The Mill\nThe mill", "The mill\nThe quay"},
		{"place again", `place: again`, "The mill\nThe quay\n[[The mill]]\n[[The mill]]", "The mill\nThe mills"},
		{"introduces", `kind: heading, introduces: ..0.3`, "[[# Gold price falls again]]\nThe mill burned down.", "# The mill burned\nIt was the third mill that burned."},
		{"echoes", `kind: heading, echoes: ..0.3`, "The mill burned down.\n[[# Gold price falls again]]", "# The burned mills\nThe quay.\nThat mill burned down in May."},
		{"count", `kind: heading, count: ..1`, "[[# One]]\nText", "# One\n# Two"},
		{"selector", `selector: aside.related`, `<aside class="related x"><p>The <b>mill</b></p></aside>`, `<aside class="unrelated"><p>The mill</p></aside>`},
		{"selector of several", `selector: ['#promo', '.ad p']`, `<div class="ad"><div><p>Buy a mill</p></div></div>`, `<div class="ad">Buy a mill</div>`},
		{"selector with an attribute", `selector: '[class*="share-"]'`, `<div class="share-bar">The mill</div>`, `<div class="share">The mill</div>`},
		{"selector with not", `selector: 'div:not(.story) > p.x'`, `<div><p class="x">The mill</p></div>`, `<div class="story"><p class="x">The mill</p></div>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := load(t, "  - {id: test/x, category: other, about: x, match: {"+c.match+"}, strip: block}\n")
			e := readExample(c.strips, true)
			if got := texts(s.apply(e.blocks, Page{HTML: e.page}, nil, true).Blocks); !sameTexts(got, e.stays) {
				t.Errorf("of %q stays %q, want %q", c.strips, got, e.stays)
			}
			want := strings.Join(texts(readExample(c.keeps, false).blocks), "\n")
			if got := stays(t, s, Page{}, c.keeps); got != want {
				t.Errorf("of %q stays %q", c.keeps, got)
			}
		})
	}
}

func TestMatchPage(t *testing.T) {
	for _, c := range []struct {
		match string
		page  Page
		want  bool
	}{
		{`host: example.com`, Page{Host: "example.com"}, true},
		{`host: example.com`, Page{Host: "www.example.com"}, true},
		{`host: example.com`, Page{Host: "anexample.com"}, false},
		{`host: example.com`, Page{Host: "example.com.evil.net"}, false},
		{`host: example.com`, Page{}, false},
		{`host: "*.example.com"`, Page{Host: "news.example.com"}, true},
		{`host: "*.example.com"`, Page{Host: "example.com"}, false},
		{`host: =example.com`, Page{Host: "example.com"}, true},
		{`host: =example.com`, Page{Host: "www.example.com"}, true},
		{`host: =example.com`, Page{Host: "news.example.com"}, false},
		{`host: =example.com/news`, Page{Host: "example.com", Path: "/news"}, true},
		{`host: example.*`, Page{Host: "www.example.co.uk"}, true},
		{`host: example.*`, Page{Host: "example.com"}, true},
		{`host: example.*`, Page{Host: "example.news.com"}, false},
		{`host: bücher.de`, Page{Host: "xn--bcher-kva.de"}, true},
		{`host: example.com/news`, Page{Host: "example.com", Path: "/news/2020/x"}, true},
		{`host: example.com/news`, Page{Host: "example.com", Path: "/newsroom"}, false},
		{`host: example.com/`, Page{Host: "example.com", Path: "/news"}, true},
		{`host: example.com/*/live`, Page{Host: "example.com", Path: "/sport/live"}, true},
		{`host: example.com/*/live`, Page{Host: "example.com", Path: "/sport/football/live"}, false},
		{`host: example.com/**/live`, Page{Host: "example.com", Path: "/sport/football/live"}, true},
		{`language: pt`, Page{Lang: "pt-BR"}, true},
		{`language: pt-br`, Page{Lang: "pt_BR"}, true},
		{`language: pt`, Page{Lang: "ptx"}, false},
		{`language: [de, pt]`, Page{Lang: "de"}, true},
		{`language: pt`, Page{}, false},
		{`page-type: [forum, listing]`, Page{Type: "forum"}, true},
		{`page-type: forum`, Page{Type: "article"}, false},
		{`page-type: forum`, Page{}, false},
	} {
		s := load(t, "  - {id: test/x, category: other, about: x, match: {label: alpha, "+c.match+"}, strip: block}\n")
		if got := stays(t, s, c.page, "Alpha") == ""; got != c.want {
			t.Errorf("%s on %+v: %t, want %t", c.match, c.page, got, c.want)
		}
		s = load(t, "  - {id: test/x, category: other, about: x, match: {words: ..3, "+c.match+"}, strip: block}\n")
		if got := stays(t, s, c.page, "Alpha") == ""; got != c.want {
			t.Errorf("%s on %+v, without a label: %t, want %t", c.match, c.page, got, c.want)
		}
	}
}

func TestLinksTo(t *testing.T) {
	for _, c := range []struct {
		text  string
		leads []string // where its links lead, in the words of packs
	}{
		{"[The mill](https://www.example.co.uk/mill)", []string{"same-site"}},
		{"[The mill](https://news.example.co.uk/mill) and [the quay](/quay)", []string{"same-site"}},
		{"[The mill](https://other.co.uk/mill)", []string{"other-sites"}},
		{"[The mill](https://other.co.uk/mill) and [the quay](/quay)", nil},
		{"[The mill](#mill)", []string{"same-page", "same-site"}},
		{"[The mill](https://www.example.co.uk/coast#mill)", []string{"same-page", "same-site"}},
		{"[The mill](/coast#mill) and [the quay](#quay)", []string{"same-page", "same-site"}},
		{"[The mill](/inland#mill)", []string{"same-site"}},
		{"[The mill](#mill) and [the quay](/quay)", []string{"same-site"}},
		{"[The mill](https://other.co.uk/coast#mill)", []string{"other-sites"}},
		{"[The mill](#)", []string{"same-site"}},
		{"The mill", nil},
	} {
		for _, word := range []string{"same-page", "same-site", "other-sites"} {
			s := load(t, "  - {id: test/x, category: other, about: x, match: {links-to: "+word+"}, strip: block}\n")
			page := Page{Host: "www.example.co.uk", Path: "/coast"}
			if got, want := stays(t, s, page, c.text) == "", slices.Contains(c.leads, word); got != want {
				t.Errorf("%s is %s: %t, want %t", c.text, word, got, want)
			}
		}
	}
}

func TestActions(t *testing.T) {
	for _, c := range []struct{ name, rules, text string }{
		{"section with a list", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
- one
- two]]
three
- four`},
		{"section on its own line", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha: One]]
- two`},
		{"section of short lines", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
Mill burns down
Why nobody repairs the quay]]
` + first + `
Gold price falls again`},
		{"section with blurbs", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
Mill burns down
The old mill burned down in the night, and nobody was hurt.
Why nobody repairs the quay
Nobody feels called to do it, and nobody has the money for it.
Gold price falls again]]
` + first + `
` + second},
		{"section with what may be a blurb", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
Mill burns down]]
The old mill burned down in the night, and nobody was hurt.
Why nobody repairs the quay
` + first},
		{"section ends before a sub-heading", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
The mill burns down at night
Why nobody repairs the quay]]
What is to come
` + second},
		{"section ends before a line whose words come again", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
Mill burns down]]
Damaged boats
` + second},
		{"section of a list that explains", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
- The tables of the harbour]]
- The tables of the harbour have a column for each of the tides.
- The gauge has one more, for the years in which it was away.`},
		{"section ends at a heading", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
[[Alpha
Mill burns down]]
# What comes next
Short line`},
		{"section of a heading with deeper headings", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}`, `
<h2>[[Alpha</h2><h3>Mill burns down</h3><h3>Why nobody repairs the quay]]</h3><h2>What comes next</h2>`},
		{"section ends at what is kept", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: section}
  - {id: b, about: x, match: {label: beta}, keep: block}`, `
[[Alpha
Mill burns down]]
Beta
Why nobody repairs the quay`},
		{"rest", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: rest}`, first + `
[[Alpha
Mill burns down
# Short]]`},
		{"rest before a real paragraph", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: rest}`, `
Alpha
Mill burns down
` + first + "[[]]"},
		{"part", `{id: a, category: teaser, about: x, match: {expression: '\(read more: [^)]*\)'}, strip: part}`, `
He said so. [[(Read more: The mill)]] And left.
[[(Read more: The mill)]] He left.`},
		{"part by group", `{id: a, category: teaser, about: x, match: {expression: 'left(?P<part> \w+)\.'}, strip: part}`, `
He left[[ again]].`},
		{"part that is all of the block", `{id: a, category: teaser, about: x, match: {expression: '^mill \w+$'}, strip: part}`, `
[[Mill burns]]
He left.`},
		{"keep block", `{id: a, category: teaser, about: x, match: {words: ..2}, strip: block}
  - {id: b, about: x, match: {expression: '^“'}, keep: block}`, `
[[Alpha beta]]
“No.”`},
		{"keep section", `{id: a, category: teaser, about: x, match: {words: ..2}, strip: block}
  - {id: b, about: x, match: {label: sources}, keep: section}`, `
Sources:
- One book
- Two books

[[Alpha beta]]`},
		{"what comes after something stripped", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: block}
  - {id: b, category: teaser, about: x, match: {words: ..3, follows: stripped}, strip: block}`, `
One two
[[Alpha
One two
Three four]]
` + first + `
One two`},
		{"what comes before something stripped", `{id: a, category: teaser, about: x, match: {label: alpha}, strip: block}
  - {id: b, category: teaser, about: x, match: {words: ..3, followed-by: stripped}, strip: block}`, first + `
[[One two
Three four
Alpha]]
One two`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := load(t, "  - "+c.rules+"\n")
			e := readExample(c.text, true)
			if got := texts(s.apply(e.blocks, Page{HTML: e.page}, nil, true).Blocks); !sameTexts(got, e.stays) {
				t.Errorf("stays:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(e.stays, "\n"))
			}
		})
	}
}

func TestSelectorLeavesTheArticleAlone(t *testing.T) {
	s := load(t, "  - {id: test/x, category: promo, about: x, match: {selector: .has-promo}, strip: block}\n")
	e := readExample(`<main class="has-promo"><p>`+first+`</p><p>`+second+`</p></main>`, false)
	if r := s.Apply(e.blocks, Page{HTML: true}); len(r.Removals) != 0 {
		t.Errorf("an element around everything is stripped: %+v", r.Removals)
	}
	e = readExample(`<main><p>`+first+`</p><p>`+second+`</p><p class="has-promo">Buy a mill</p></main>`, false)
	if r := s.Apply(e.blocks, Page{HTML: true}); len(r.Removals) != 1 {
		t.Errorf("an element within is not stripped: %+v", r.Removals)
	}
}

func TestRemovals(t *testing.T) {
	s := load(t, `  - {id: test/next, category: teaser, about: x, match: {label: read next}, strip: section}
  - {id: test/source, category: source, about: x, match: {expression: '^source: (?P<source>[\w ]+)'}, strip: block}
  - {id: test/inline, category: teaser, about: x, match: {expression: '\(read: [^)]*\)'}, strip: part}
`)
	blocks := textBlocks(first + `
Read next
- [The mill](https://example.com/mill)
` + second + ` (read: https://example.com/quay.)
Source: The Example Times https://example.org/1`)
	r := s.Apply(blocks, Page{})
	var got []string
	for _, x := range r.Removals {
		got = append(got, fmt.Sprintf("%s %s %s %q %v %q before %d %t", x.Rule, x.Pack, x.Category, x.Text, x.Links, x.Source, x.Before, x.Part))
	}
	want := []string{
		`test/next test teaser "Read next" [] "" before 1 false`,
		`test/next test teaser "The mill" [{The mill https://example.com/mill}] "" before 1 false`,
		`test/inline test teaser "(read: https://example.com/quay.)" [{https://example.com/quay https://example.com/quay}] "" before 1 true`,
		`test/source test source "Source: The Example Times https://example.org/1" [{https://example.org/1 https://example.org/1}] "The Example Times https" before 2 false`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("removals:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Removals[0].Match != "label read next" || !strings.HasPrefix(r.Removals[3].Match, "expression on ") {
		t.Errorf("matches: %q, %q", r.Removals[0].Match, r.Removals[3].Match)
	}
	if len(blocks) != 5 || blocks[3].Text != second+" (read: https://example.com/quay.)" {
		t.Error("the caller's blocks were changed")
	}
}

func TestCutMovesSpans(t *testing.T) {
	b := Block{Text: "The mill (see: the quay) burned down", Spans: []Span{
		{Kind: LinkSpan, Start: 4, End: 8, URL: "mill"},
		{Kind: StrongSpan, Start: 4, End: 31},
		{Kind: LinkSpan, Start: 15, End: 23, URL: "quay"},
		{Kind: LinkSpan, Start: 25, End: 31, URL: "burned"},
	}}
	got := b.Cut(9, 24)
	want := Block{Text: "The mill burned down", Spans: []Span{
		{Kind: LinkSpan, Start: 4, End: 8, URL: "mill"},
		{Kind: StrongSpan, Start: 4, End: 15},
		{Kind: LinkSpan, Start: 9, End: 15, URL: "burned"},
	}}
	if got.Text != want.Text || !slices.Equal(got.Spans, want.Spans) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if b.Text != "The mill (see: the quay) burned down" || len(b.Spans) != 4 {
		t.Error("the block itself was changed")
	}
}

// Where a line goes, one of the breaks around it stays; at the ends of a block none does.
func TestCutKeepsALineBreak(t *testing.T) {
	line := func(start, end int) Span { return Span{Kind: BreakSpan, Start: start, End: end} }
	b := Block{Text: "one two six", Spans: []Span{line(3, 4), line(7, 8)}}
	for _, test := range []struct {
		from, to int
		text     string
		spans    []Span
	}{
		{4, 7, "one six", []Span{line(3, 4)}},
		{0, 3, "two six", []Span{line(3, 4)}},
		{8, 11, "one two", []Span{line(3, 4)}},
		{5, 6, "one to six", []Span{line(3, 4), line(6, 7)}},
		{0, 11, "", nil},
	} {
		if got := b.Cut(test.from, test.to); got.Text != test.text || !slices.Equal(got.Spans, test.spans) {
			t.Errorf("%d to %d: got %q, %v", test.from, test.to, got.Text, got.Spans)
		}
	}
	tight := Block{Text: "onetwosix", Spans: []Span{line(3, 3), line(6, 6)}}
	if got := tight.Cut(3, 6); got.Text != "onesix" || !slices.Equal(got.Spans, []Span{line(3, 3)}) {
		t.Errorf("got %q, %v", got.Text, got.Spans)
	}
}

func TestOptions(t *testing.T) {
	const rules = `version: 1
pack: test
rules:
  - {id: test/safe, category: teaser, level: safe, about: x, match: {label: alpha}, strip: block}
  - {id: test/standard, category: promo, about: x, match: {label: beta}, strip: block}
  - {id: test/bold, category: ad, level: aggressive, about: x, match: {label: gamma}, strip: block}
`
	const override = `version: 1
pack: mine
disable: [test/standard]
rules:
  - {id: test/safe, category: teaser, level: safe, about: x, match: {label: delta}, strip: block}
`
	p := loadPack(t, "test.yaml", rules)
	mine := loadPack(t, "mine.yaml", override)
	for _, c := range []struct {
		packs []*Pack
		o     Options
		want  string
	}{
		{[]*Pack{p}, Options{}, "Gamma Delta"},
		{[]*Pack{p}, Options{Level: Safe}, "Beta Gamma Delta"},
		{[]*Pack{p}, Options{Level: Aggressive}, "Delta"},
		{[]*Pack{p}, Options{Disable: []string{"test/safe"}}, "Alpha Gamma Delta"},
		{[]*Pack{p}, Options{Keep: []string{"teaser", "ad"}}, "Alpha Gamma Delta"},
		{[]*Pack{p, mine}, Options{}, "Alpha Beta Gamma"},
		{nil, Options{}, "Alpha Beta Gamma Delta"},
	} {
		s := compilePacks(t, c.o, c.packs...)
		if got := strings.ReplaceAll(stays(t, s, Page{}, "Alpha\nBeta\nGamma\nDelta"), "\n", " "); got != c.want {
			t.Errorf("%+v: %q, want %q", c.o, got, c.want)
		}
	}
	if _, err := Compile([]*Pack{p}, Options{Disable: []string{"test/saef"}}); err == nil || !strings.Contains(err.Error(), `did you mean "test/safe"`) {
		t.Errorf("a rule that does not exist: %v", err)
	}
	if _, err := Compile([]*Pack{p}, Options{Disable: []string{"test/s"}}); err == nil || !strings.Contains(err.Error(), `did you mean "test/safe" or "test/standard"?`) {
		t.Errorf("the beginning of ids: %v", err)
	}
	if _, err := Compile([]*Pack{p, nil}, Options{}); err == nil || !strings.Contains(err.Error(), "nil") {
		t.Errorf("a pack that was not loaded: %v", err)
	}
	if _, err := Compile([]*Pack{p}, Options{Level: Aggressive + 1}); err == nil || !strings.Contains(err.Error(), "no level 4") {
		t.Errorf("an unknown level: %v", err)
	}
	if _, err := Compile([]*Pack{p}, Options{Keep: []string{"teasers"}}); err == nil || !strings.Contains(err.Error(), `did you mean "teaser"`) {
		t.Errorf("a category that does not exist: %v", err)
	}
}

func TestGuard(t *testing.T) {
	s := load(t, "  - {id: test/x, category: other, about: x, match: {expression: 'council|boats'}, strip: block}\n")
	body := strings.Repeat(first+"\n"+second+"\n", 10)
	for _, c := range []struct {
		name, text string
		whole      bool
	}{
		{"all of it", body, true},
		{"most of it", body + "The mill burned down.", true},
		{"one line of a short text", second + "\nThe mill burned down.", false},
		{"little of it", second + "\n" + strings.Repeat("The mill burned down, and nobody knows why it did.\n", 10), false},
	} {
		blocks := textBlocks(c.text)
		r := s.Apply(blocks, Page{})
		if whole := len(r.Removals) == 0; whole != c.whole || whole != (len(r.Blocks) == len(blocks)) || whole != (len(r.Warnings) == 1) {
			t.Errorf("%s: %d of %d blocks stay, warnings %q", c.name, len(r.Blocks), len(blocks), r.Warnings)
		}
	}
}

func TestHugeBlocksAreBody(t *testing.T) {
	s := load(t, "  - {id: test/x, category: other, about: x, match: {expression: 'council'}, strip: block}\n")
	r := s.Apply([]Block{{Text: strings.Repeat("council ", maxBlock/8+1)}, {Text: "The council"}, {Text: second}}, Page{})
	if len(r.Blocks) != 2 || len(r.Removals) != 1 {
		t.Errorf("%d blocks, %d removals", len(r.Blocks), len(r.Removals))
	}
}

// Strips looks at some blocks, and says whether there is anything to strip in them; a section that begins there counts with all its blocks.
func TestStrips(t *testing.T) {
	s := load(t, "  - {id: test/more, category: teaser, about: x, match: {label-alone: more}, strip: section}\n"+
		"  - {id: test/ad, category: ad, about: x, match: {label-alone: advertisement}, strip: block}\n")
	body := []Block{{Text: first}, {Text: "Advertisement"}, {Text: second}, {Text: "More"}, {Kind: ListItem, List: 1, Group: 1, Text: "Mills"}}
	for _, c := range []struct {
		some string // an x for each block that is looked at
		want bool
	}{{"-----", false}, {"x-x-x", false}, {"-x---", true}, {"---x-", true}, {"xxxxx", true}} {
		if got := s.Strips(body, Page{}, func(i int) bool { return c.some[i] == 'x' }); got != c.want {
			t.Errorf("%s: got %t", c.some, got)
		}
	}
	result := s.Apply(body, Page{})
	if !slices.Equal(result.At, []int{1, 3, 4}) || len(result.Removals) != 3 || result.Removals[2].Text != "Mills" {
		t.Errorf("got %v of %v", result.At, result.Removals)
	}
}
