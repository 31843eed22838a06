package cleaner_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/cleaner"
	"winnow/rules"
	"winnow/rules/fulltextrss"
)

// TestGoldenSites cleans every testdata/sites/HOST.in.html and HOST.PART.in.html, where PART is the first step of the page's path, with the pack HOST.yaml or the
// site config HOST.txt: into HOST.out.json.
func TestGoldenSites(t *testing.T) {
	inputs, err := filepath.Glob("../testdata/sites/*.in.html")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no pages (%v)", err)
	}
	for _, input := range inputs {
		name := strings.TrimSuffix(input, ".in.html")
		t.Run(filepath.Base(name), func(t *testing.T) {
			host, part, _ := strings.Cut(filepath.Base(name), ".example")
			host += ".example"
			c := newCleaner(t, cleaner.WithPacks(sitePack(t, filepath.Join(filepath.Dir(input), host))))
			page, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			url := "https://www." + host + strings.Replace(part, ".", "/", 1) + "/page"
			doc, err := c.CleanBytes(context.Background(), page, cleaner.Page{URL: url})
			if err != nil {
				t.Fatal(err)
			}
			doc.Confidence, doc.PageType = 0, "" // they change with every training
			got, err := json.MarshalIndent(doc, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			file := name + ".out.json"
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("cleaned to\n%s\nnot to\n%s", got, want)
			}
		})
	}
}

// sitePack reads the pack or the site config of a host, and runs its examples.
func sitePack(t *testing.T, name string) *rules.Pack {
	t.Helper()
	if config, err := os.ReadFile(name + ".txt"); err == nil {
		return fulltextrss.Read("ftr", map[string][]byte{filepath.Base(name) + ".txt": config})
	}
	data, err := os.ReadFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	pack, err := rules.Load(name+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	if err := rules.Check([]*rules.Pack{pack}, nil); err != nil {
		t.Error(err)
	}
	return pack
}

// siteArticle is a page whose article every extractor finds, beside a column that a site may prefer.
const siteArticle = `<html><head><title>The wall</title></head><body><article><h1>The wall</h1>
<p class="lead">The wall was built in a year that nobody remembers, by people who left no other trace of themselves on the coast.</p>
<p>It holds the road up, and the road holds the village up, and so the council looks at it once a year from a boat, if the weather lets it.</p>
<p>This year it did not, and the council looked at photographs of the wall instead, which were thought to be very good.</p></article>
<div id="column"><p>A column of its own, long enough to be an article: the harbour office will move to the old chandlery in spring, and takes its clock along.</p></div>
<div hidden id="note"><p>Readers who saw the wall before the gale are asked to write to the harbour office, which collects what is known of it.</p></div>
<div id="scrap">Walls.</div></body></html>`

func TestSiteBody(t *testing.T) {
	const article, column, note = "The wall was built", "A column of its own", "Readers who saw"
	for _, c := range []struct {
		name, site string
		extractor  cleaner.Extractor // that the document names
		has, lacks []string
		warning    string
		options    []cleaner.Option
	}{
		{name: "the site's", site: `body: "#column"`, extractor: cleaner.BySite, has: []string{column}, lacks: []string{article}},
		{name: "the first that finds something", site: `body: [.none, "#column", article]`, extractor: cleaner.BySite, has: []string{column}, lacks: []string{article}},
		{name: "all that it finds", site: `body: "article, #column"`, extractor: cleaner.BySite, has: []string{column, article}},
		{name: "none", site: `body: .none`, extractor: cleaner.Native, has: []string{article}, warning: "site test/site: nothing was found by its queries for: body"},
		{name: "an empty one", site: `body: //head`, extractor: cleaner.Native, has: []string{article}, warning: "nothing was found by its queries for: body"},
		{name: "a scrap", site: `body: "#scrap"`, extractor: cleaner.Native, has: []string{article}, warning: "site test/site: its body is too small to be the article"},
		{name: "more than a scrap", site: `body: ["#scrap", "#column"]`, extractor: cleaner.BySite, has: []string{column}},
		{name: "a hidden one", site: `body: "#note"`, extractor: cleaner.BySite, has: []string{note}},
		{name: "without what is hidden in it", site: `body: body`, extractor: cleaner.BySite, has: []string{article, column}, lacks: []string{note}},
		{name: "before Readability's", site: `body: "#column"`, extractor: cleaner.BySite, has: []string{column}, options: []cleaner.Option{cleaner.WithExtractor(cleaner.Readability)}},
		{name: "not where the whole page is asked for", site: `body: "#column"`, extractor: cleaner.None, has: []string{article, column}, options: []cleaner.Option{cleaner.WithExtractor(cleaner.None)}},
		{name: "switched off", site: `body: "#column"`, extractor: cleaner.Native, has: []string{article}, options: []cleaner.Option{cleaner.WithoutRules("test/site")}},
		{name: "with removals alone", site: `strip: .lead`, extractor: cleaner.Native, has: []string{"It holds the road up"}, lacks: []string{article}},
		{name: "with removals in it", site: "body: article\n    strip: .lead", extractor: cleaner.BySite, has: []string{"It holds the road up"}, lacks: []string{article}},
		{name: "after a replacement", site: "body: .new\n    replace: [{find: 'id=\"column\"', with: 'class=\"new\"'}]", extractor: cleaner.BySite, has: []string{column}, lacks: []string{article}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := load(t, "version: 1\npack: test\nsites:\n  - id: test/site\n    host: harbour.example\n    "+c.site+"\n")
			cl := newCleaner(t, append(c.options, cleaner.WithPacks(pack))...)
			doc, err := cl.CleanBytes(context.Background(), []byte(siteArticle), cleaner.Page{URL: "https://www.harbour.example/wall"})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Extractor != c.extractor || doc.Extractor == cleaner.BySite && doc.Confidence != 0 {
				t.Errorf("found by %s with confidence %v, not by %s", doc.Extractor, doc.Confidence, c.extractor)
			}
			for _, text := range c.has {
				if !strings.Contains(doc.Text(), text) {
					t.Errorf("%q is missing in\n%s", text, doc.Text())
				}
			}
			for _, text := range c.lacks {
				if strings.Contains(doc.Text(), text) {
					t.Errorf("%q is in\n%s", text, doc.Text())
				}
			}
			warned := slices.ContainsFunc(doc.Warnings, func(w string) bool { return c.warning != "" && strings.Contains(w, c.warning) })
			if warned != (c.warning != "") || c.warning == "" && doc.Warnings != nil {
				t.Errorf("warnings %q, not %q", doc.Warnings, c.warning)
			}
		})
	}
}

func TestSiteMetadata(t *testing.T) {
	const page = `<html lang="en"><head><title>The wall | The Harbour Post</title><meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Web desk"><meta name="who" content="Lee, Ann"><meta name="who" content="Ray, Bob">
<meta property="article:published_time" content="2024-03-01T10:00:00Z"></head><body><h1>The wall</h1><h2>What holds the road up | The Harbour Post</h2>
<p class="by">By Ann Lee and Bob Ray</p><p class="also">Una Brae</p><p class="on">Printed on 5 April 2024</p><p class="nothing">- ? -</p>
<script type="application/ld+json">{"printed":"2024-06-07","by":"x"}</script></body></html>`
	for _, c := range []struct{ name, site, title, byline, published string }{
		{"the page's own", `strip: .x`, "The wall", "Web desk", "2024-03-01T10:00:00Z"},
		{"a title without the site's name", `title: h2`, "What holds the road up", "Web desk", "2024-03-01T10:00:00Z"},
		{"authors of one line", `author: .by`, "The wall", "Ann Lee, Bob Ray", "2024-03-01T10:00:00Z"},
		{"authors of several elements", `author: ".by, .also"`, "The wall", "Ann Lee, Bob Ray, Una Brae", "2024-03-01T10:00:00Z"},
		{"authors whose family names come first", `author: //meta[@name='who']/@content`, "The wall", "Ann Lee, Bob Ray", "2024-03-01T10:00:00Z"},
		{"a computed author", `author: substring-after(//p, 'and ')`, "The wall", "Bob Ray", "2024-03-01T10:00:00Z"},
		{"an author that is named by the site", `author: "'Ida Munro'"`, "The wall", "Ida Munro", "2024-03-01T10:00:00Z"},
		{"a date", `date: .on`, "The wall", "Web desk", "2024-04-05"},
		{"a date out of structured data", `date: substring-before(substring-after(//script[@type='application/ld+json'], '"printed":"'), '"')`, "The wall", "Web desk", "2024-06-07"},
		{"nothing found", "title: .x\n    author: .x\n    date: .x", "The wall", "Web desk", "2024-03-01T10:00:00Z"},
		{"nothing that can be used", "title: //br\n    author: .nothing\n    date: .nothing", "The wall", "Web desk", "2024-03-01T10:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := load(t, "version: 1\npack: test\nsites:\n  - id: test/site\n    host: harbour-post.example\n    "+c.site+"\n")
			doc, err := newCleaner(t, cleaner.WithPacks(pack)).CleanBytes(context.Background(), []byte(page), cleaner.Page{URL: "https://harbour-post.example/wall"})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Title != c.title || doc.Byline() != c.byline || doc.Published.String() != c.published {
				t.Errorf("%q by %q on %s, not %q by %q on %s", doc.Title, doc.Byline(), doc.Published, c.title, c.byline, c.published)
			}
		})
	}
}

// The caller's tree is not changed, whatever a site strips.
func TestSiteLeavesTheTree(t *testing.T) {
	pack := load(t, "version: 1\npack: test\nsites:\n  - {id: test/site, host: harbour.example, body: article, strip: [.lead, h1], title: h1}\n")
	root, err := html.Parse(strings.NewReader(siteArticle))
	if err != nil {
		t.Fatal(err)
	}
	before := renderTree(t, root)
	if _, err := newCleaner(t, cleaner.WithPacks(pack)).CleanNode(context.Background(), root, cleaner.Page{URL: "https://harbour.example/"}); err != nil {
		t.Fatal(err)
	}
	if renderTree(t, root) != before {
		t.Error("the tree was changed")
	}
}

func renderTree(t *testing.T, root *html.Node) string {
	t.Helper()
	var s strings.Builder
	if err := html.Render(&s, root); err != nil {
		t.Fatal(err)
	}
	return s.String()
}
