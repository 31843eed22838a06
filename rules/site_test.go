package rules

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const siteHead = "version: 1\npack: test\nsites:\n"

func TestLoadSite(t *testing.T) {
	p := loadPack(t, "x.yaml", siteHead+`
  - id: test/harbour
    about: the Harbour Post
    host: [harbour.example, "*.quay.example/news"]
    body: [article.story, "//div[@id='story']"]
    prune: true
    title: h1
    author: .by a
    date: //time/@datetime
    strip: [.promo, "//p[starts-with(., 'Buy')]"]
    replace:
      - {find: "<font>", with: <p>}
      - find: <blink>
    examples: <h1>x</h1>
`)
	s := p.Sites[0]
	texts := func(queries []Query) string {
		var all []string
		for _, q := range queries {
			all = append(all, q.String())
		}
		return strings.Join(all, " ; ")
	}
	for _, c := range []struct{ what, got, want string }{
		{"id", s.ID, "test/harbour"},
		{"hosts", strings.Join(s.Hosts, " ; "), "harbour.example ; *.quay.example/news"},
		{"body", texts(s.Body), "article.story ; //div[@id='story']"},
		{"title", texts(s.Title), "h1"},
		{"author", texts(s.Author), ".by a"},
		{"date", texts(s.Date), "//time/@datetime"},
		{"strip", texts(s.Strip), ".promo ; //p[starts-with(., 'Buy')]"},
		{"pack", s.Pack, "test"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, not %q", c.what, c.got, c.want)
		}
	}
	if !s.Prune || s.Line != 5 || !slices.Equal(s.Replace, []Replacement{{"<font>", "<p>"}, {"<blink>", ""}}) {
		t.Errorf("loaded as %+v", s)
	}
}

func TestLoadSiteErrors(t *testing.T) {
	for _, c := range []struct{ name, site, want string }{
		{"no mapping", "  - none\n", `x.yaml:4:5: a site is a text; write it as a mapping`},
		{"no id", "  - {host: a.example, body: p}\n", `a site without an id; add id: test/its-name`},
		{"a bad id", "  - {id: A B, host: a.example, body: p}\n", `x.yaml:4:10: rule A B: id "A B" has other signs`},
		{"no host", "  - {id: test/a, body: p}\n", `rule test/a: a site without a host`},
		{"no such host", "  - {id: test/a, host: 'http://a.example', body: p}\n", `rule test/a: host "http://a.example" is an address`},
		{"everybody's host", "  - {id: test/a, host: '*.co.uk', body: p}\n", `rule test/a: host "*.co.uk" is a public suffix`},
		{"nothing said", "  - {id: test/a, host: a.example}\n", `rule test/a: a site that says nothing`},
		{"an unknown key", "  - {id: test/a, host: a.example, boddy: p}\n", `x.yaml:4:35: rule test/a: a site has no key "boddy"; did you mean "body"?`},
		{"no CSS", "  - {id: test/a, host: a.example, body: 'p['}\n", `x.yaml:4:41: rule test/a: "p[" is no CSS`},
		{"no XPath, second of two", "  - {id: test/a, host: a.example, body: [p, '//p[']}\n", `x.yaml:4:45: rule test/a: "//p[" is no XPath`},
		{"no truth", "  - {id: test/a, host: a.example, body: p, prune: perhaps}\n", `prune "perhaps" is not known; known are: true, false`},
		{"a replacement of nothing", "  - {id: test/a, host: a.example, replace: [{with: p}]}\n", `rule test/a: a replacement that finds nothing`},
		{"an id twice", "  - {id: test/a, host: a.example, body: p}\n  - {id: test/a, host: b.example, body: p}\n", `rule test/a: the id stands already in line 4`},
		{"the id of a rule", "  - {id: test/a, host: a.example, body: p}\nrules:\n  - {id: test/a, category: ad, about: x, match: {label: y}, strip: block}\n", `rule test/a: the id stands already in line 6`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load("x.yaml", []byte(siteHead+c.site))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, not %q", err, c.want)
			}
		})
	}
}

func TestSetSite(t *testing.T) {
	site := func(id string, hosts ...string) Site { return Site{ID: id, Hosts: hosts} }
	packs := []*Pack{{Sites: []Site{
		site("all", "example.com"), site("www", "=example.com"), site("below", "*.example.com"), site("blog", "blog.example.com"),
		site("news", "example.com/news"), site("live", "example.com/news/*/live"), site("any", "example.*"), site("two", "a.example", "b.example"),
		site("old", "c.example"), site("new", "c.example"), site("theirs", "d.example"), site("off", "e.example"),
	}}, {Sites: []Site{site("theirs", "f.example")}, Disable: []string{"off"}}}
	set, err := Compile(packs, Options{Disable: []string{"two"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ host, path, want string }{
		{"example.com", "/", "www"},
		{"www.example.com", "/", "www"},
		{"x.example.com", "/", "below"},
		{"blog.example.com", "/", "blog"},
		{"x.blog.example.com", "/", "blog"},
		{"example.com", "/news/today", "news"},
		{"example.com", "/news/sport/live", "live"},
		{"x.example.com", "/news", "news"},
		{"example.co.uk", "/", "any"},
		{"anexample.com", "/", ""},
		{"a.example", "/", ""},
		{"c.example", "/", "new"},
		{"d.example", "/", ""},
		{"f.example", "/", "theirs"},
		{"e.example", "/", ""},
		{"", "/", ""},
	} {
		got := ""
		if s := set.Site(c.host, c.path); s != nil {
			got = s.ID
		}
		if got != c.want {
			t.Errorf("%s%s is of %q, not of %q", c.host, c.path, got, c.want)
		}
	}
	if _, err := Compile(packs, Options{Disable: []string{"blgo"}}); err == nil || !strings.Contains(err.Error(), `did you mean "blog"?`) {
		t.Errorf("an id that is not there: %v", err)
	}
	var problem *Problem
	if _, err := Compile([]*Pack{{Sites: []Site{site("bad", "no host")}}}, Options{}); !errors.As(err, &problem) || problem.Rule != "bad" {
		t.Errorf("a host that is none: %v", err)
	}
}

func TestSiteStrip(t *testing.T) {
	const pack = siteHead + `
  - id: test/harbour
    host: harbour.example
    strip: [.promo, .tip, "//p[b]", "//i/text()"]
rules:
  - {id: test/ad, category: ad, about: x, match: {label-alone: advertisement}, strip: block}
  - {id: test/keep, about: x, match: {selector: .promo}, keep: block}
`
	p := loadPack(t, "x.yaml", pack)
	set := compilePacks(t, Options{}, p)
	long := strings.Repeat(" The water rose over the quay all night, and nobody slept.", 20)
	for _, c := range []struct{ name, page, stays, goes string }{
		{"a block, though a rule keeps it", `<p>One.<p class=promo>Buy.<p>Two.`, "One.|Two.", "Buy. (test/harbour .promo before 1)"},
		{"blocks in an element", `<p>One.<div class=promo><p>Buy.<p>Now.</div><p>Two.`, "One.|Two.", "Buy. (test/harbour .promo before 1)|Now. (test/harbour .promo before 1)"},
		{"beside rules", `<p>One.<p>Advertisement<p class=promo>Buy.<p>Two.`, "One.|Two.", "Advertisement (test/ad label advertisement before 1)|Buy. (test/harbour .promo before 1)"},
		{"by what it holds", `<p>One.<p><b>Note:</b> Buy.`, "One.", "Note: Buy. (test/harbour //p[b] before 1)"},
		{"a part of a block", `<p>One <span class=tip>(a number)</span> is enough.`, "One is enough.", "(a number) (test/harbour .tip part of 0)"},
		{"all of a block by its parts", `<p><span class=tip>Buy</span> <span class=tip>now.</span><p>Two.`, "Two.", "Buy (test/harbour .tip before 0)|now. (test/harbour .tip before 0)"},
		{"text in a part", `<p>One <i>or two</i> fish.`, "One fish.", "or two (test/harbour //i/text() part of 0)"},
		{"not a text that stands there twice", `<p>Two or <span class=tip>two</span> and two.`, "Two or two and two.", ""},
		{"nothing", `<p>One.`, "One.", ""},
		{"not most of the article", `<p>One.<div class=promo><p>` + long + `</div>`, "One.|" + strings.TrimSpace(long), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := set.Apply(htmlBlocks(c.page), Page{HTML: true, Host: "harbour.example"})
			if got := strings.Join(texts(r.Blocks), "|"); got != c.stays {
				t.Errorf("stays %q, not %q", got, c.stays)
			}
			var goes []string
			for _, x := range r.Removals {
				where := " before "
				if x.Part {
					where = " part of "
				}
				goes = append(goes, x.Text+" ("+x.Rule+" "+strings.TrimPrefix(x.Match, "strip ")+where+string(rune('0'+x.Before))+")")
				if x.Rule == "test/harbour" && (x.Category != "other" || x.Pack != "test") {
					t.Errorf("removal %+v", x)
				}
			}
			if got := strings.Join(goes, "|"); got != c.goes {
				t.Errorf("goes %q, not %q", got, c.goes)
			}
			if warned := len(r.Warnings) > 0; warned != strings.HasPrefix(c.name, "not most") {
				t.Errorf("warnings %q", r.Warnings)
			}
		})
	}
	t.Run("its category is kept", func(t *testing.T) {
		set, err := Compile([]*Pack{p}, Options{Keep: []string{"other"}})
		if err != nil {
			t.Fatal(err)
		}
		if r := set.Apply(htmlBlocks(`<p class=tip>One.`), Page{HTML: true, Host: "harbour.example"}); len(r.Removals) > 0 {
			t.Errorf("stripped %+v", r.Removals)
		}
	})
	t.Run("another host", func(t *testing.T) {
		if r := set.Apply(htmlBlocks(`<p class=tip>One.`), Page{HTML: true, Host: "quay.example"}); len(r.Removals) > 0 {
			t.Errorf("stripped %+v", r.Removals)
		}
	})
	t.Run("a text", func(t *testing.T) {
		if r := set.Apply([]Block{{Text: "One."}}, Page{Host: "harbour.example"}); len(r.Blocks) != 1 {
			t.Errorf("stripped %+v", r.Removals)
		}
	})
}

// What the rules may not take from a document, a site's own removals do not count for.
func TestSiteStripOutlivesGuard(t *testing.T) {
	p := loadPack(t, "x.yaml", siteHead+`
  - {id: test/site, host: harbour.example, strip: .promo}
rules:
  - {id: test/all, category: ad, about: x, match: {expression: '^Word'}, strip: block}
`)
	set := compilePacks(t, Options{}, p)
	page := `<p>One fish.<p class=promo>Buy.` + strings.Repeat("<p>Words and words and more words, and no end of them is near.", 20)
	r := set.Apply(htmlBlocks(page), Page{HTML: true, Host: "harbour.example"})
	if len(r.Blocks) != 21 || len(r.Removals) != 1 || r.Removals[0].Rule != "test/site" || len(r.Warnings) != 1 {
		t.Errorf("%d blocks stay, %+v went, warnings %q", len(r.Blocks), r.Removals, r.Warnings)
	}
}

func TestCheckSite(t *testing.T) {
	const site = siteHead + "  - id: test/harbour\n    host: harbour.example\n    body: .story\n    title: h1\n    strip: .promo\n    examples: "
	for _, c := range []struct{ name, example, want string }{
		{"sound", `'[[<h1>High tide</h1>]]<div class=story><p>One.</p><p class=promo>[[Buy.]]</p></div>'`, ""},
		{"unmarked", `'<h1>High tide</h1><div class=story><p>One.</p></div>'`, `x.yaml:4:9: rule test/harbour: example 1: "High tide" was to stay, but was stripped`},
		{"a stale title", `'<div class=story><p>One.</p></div>'`, `title finds nothing in the examples`},
		{"in two examples", `['<div class=story><p>One.</p></div>', '[[<h1>High tide</h1>]]<div class=story>Two.</div>']`, ""},
		{"no page", `'One.'`, `example 1 is no page`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := loadPack(t, "x.yaml", site+c.example+"\n")
			err := Check([]*Pack{p}, nil)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, not %q", err, c.want)
			}
		})
	}
}

func TestSiteStripLeavesTheTree(t *testing.T) {
	set, err := Compile([]*Pack{{Sites: []Site{{ID: "x", Hosts: []string{"harbour.example"}, Strip: queries(t, "p", "//b")}}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	blocks := htmlBlocks(`<div>One</div><p>Two <b>three</b></p>`)
	before := rendered(t, blocks[0].Node)
	set.Apply(blocks, Page{HTML: true, Host: "harbour.example"})
	if after := rendered(t, blocks[0].Node); after != before || blocks[1].Text != "Two three" {
		t.Errorf("the page has become %s, its blocks %+v", after, blocks)
	}
}

func queries(t testing.TB, texts ...string) []Query {
	t.Helper()
	var qs []Query
	for _, text := range texts {
		q, err := ParseQuery(text)
		if err != nil {
			t.Fatal(err)
		}
		qs = append(qs, q)
	}
	return qs
}

func rendered(t testing.TB, n *html.Node) string {
	t.Helper()
	for n.Parent != nil {
		n = n.Parent
	}
	var s strings.Builder
	if err := html.Render(&s, n); err != nil {
		t.Fatal(err)
	}
	return s.String()
}
