package cleaner_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"winnow/cleaner"
)

// Crawls hold addresses that browsers open although they are written wrongly, and such that are none. Their pages are cleaned all the same.
func TestAddresses(t *testing.T) {
	const text = "READ MORE: Bridge toll goes up again\n\nAfter eleven months in dry dock the old ferry tied up at the north quay on Tuesday morning, and half the town came down to see her."
	c := newCleaner(t)
	for address, warned := range map[string]bool{
		"":                                false,
		"https://harbour.example/100%":    false,
		"https://harbour.example/100%-of": false,
		"https://harbour.example/%C3%A9%zz?q=50%": false,
		" https://harbour.example/story\n":        false,
		"::::":                                    true,
		"http://[::1":                             true,
	} {
		for input, in := range map[cleaner.Input]string{cleaner.Text: text, cleaner.HTML: "<p>" + strings.ReplaceAll(text, "\n\n", "<p>")} {
			doc, err := c.Clean(context.Background(), strings.NewReader(in), cleaner.Page{URL: address, Input: input})
			if err != nil {
				t.Errorf("%q: %v", address, err)
				continue
			}
			if doc.URL != address || len(doc.Removals) != 1 || (len(doc.Warnings) > 0) != warned {
				t.Errorf("%q: address %q, %d removals, warnings %q", address, doc.URL, len(doc.Removals), doc.Warnings)
			}
		}
	}
}

// Where nobody says where a page is from, its links and the rules for its site go by the address that it names as its own.
func TestThePagesOwnAddress(t *testing.T) {
	const body = `</head><body><article><h1>The wall</h1><p>The harbour wall <a href="../map">held</a> all night, said the keeper, and nobody in the town had thought that it would.</p></article></body></html>`
	c := newCleaner(t, cleaner.WithPacks(load(t, "version: 1\npack: test\nsites:\n  - {id: test/site, host: harbour.example, body: article}\n")))
	for _, test := range []struct {
		name, head, address, link string
		site                      bool
	}{
		{"none", "", "", "../map", false},
		{"canonical", `<link rel="canonical" href="https://www.harbour.example/news/wall">`, "", "https://www.harbour.example/map", true},
		{"og:url", `<meta property="og:url" content="https://www.harbour.example/news/wall">`, "", "https://www.harbour.example/map", true},
		{"the front page's, as some sites have on all pages", `<link rel="canonical" href="https://www.harbour.example/">`, "", "../map", false},
		{"a base beside it", `<link rel="canonical" href="https://www.harbour.example/news/wall"><base href="https://cdn.example/a/b/">`, "", "https://cdn.example/a/map", true},
		{"a relative base", `<link rel="canonical" href="https://www.harbour.example/news/wall"><base href="/app/x/">`, "", "https://www.harbour.example/app/map", true},
		{"a post that WordPress knows by its number", `<link rel="canonical" href="https://www.harbour.example/?p=7">`, "", "https://www.harbour.example/map", true},
		{"without a host", `<link rel="canonical" href="/news/wall">`, "", "../map", false},
		{"without a scheme", `<link rel="canonical" href="//www.harbour.example/news/wall">`, "", "../map", false},
		{"the original's and its own", `<link rel="canonical" href="https://www.harbour.example/news/wall"><meta property="og:url" content="https://copy.example/a/wall">`, "", "https://copy.example/map", false},
		{"one of them with www", `<link rel="canonical" href="https://www.harbour.example/news/wall"><meta property="og:url" content="https://harbour.example/wall">`, "", "https://www.harbour.example/map", true},
		{"another than the given one", `<link rel="canonical" href="https://www.harbour.example/news/wall">`, "https://copy.example/2024/wall", "https://copy.example/map", false},
	} {
		doc, err := c.CleanBytes(context.Background(), []byte("<html><head><title>The wall</title>"+test.head+body), cleaner.Page{URL: test.address})
		if err != nil {
			t.Fatal(err)
		}
		var links []cleaner.Link
		for i := range doc.Blocks {
			links = append(links, doc.Blocks[i].Links()...)
		}
		if len(links) != 1 || links[0].URL != test.link || (doc.Extractor == cleaner.BySite) != test.site {
			t.Errorf("%s: links %v, found by %s: %q", test.name, links, doc.Extractor, doc.Text())
		}
	}
}

// Whose rules are asked of a page without an address the caller may say; in all else the page's own address stands in for it as where nobody says anything.
func TestHostOfThePage(t *testing.T) {
	const canonical = `<link rel="canonical" href="https://www.harbour.example/news/wall">`
	const body = `</head><body><article><h1>The wall</h1><p class="by">By Una Brae, 5 April 2024</p><p>The harbour wall <a href="../map">held</a> all night, said the keeper, and nobody in the town had thought that it would.</p>
<p>It was late when he said it, and the wind had not gone down. Those who had gone up to the church to sleep there stayed until the bell rang for the morning.</p><p class="tip">Tips are welcome at the harbour office.</p></article></body></html>`
	c := newCleaner(t, cleaner.WithPacks(load(t, "version: 1\npack: test\nsites:\n  - {id: test/site, host: [harbour.example/news, copy.example], strip: .tip}\n  - {id: test/new, host: new.example, replace: [{find: Tips, with: Hints}]}\n")))
	for _, test := range []struct {
		name, head, address, host string
		asked, link               string
		stripped                  bool
	}{
		{"nobody says", "", "", "", "", "../map", false},
		{"a host", "", "", "Copy.example", "copy.example", "../map", true},
		{"a host and the page", canonical, "", "harbour.example", "harbour.example", "https://www.harbour.example/map", true},
		{"another host than the page's", canonical, "", "quay.example", "quay.example", "https://www.harbour.example/map", false},
		{"an address before a host", canonical, "https://copy.example/a/wall", "quay.example", "copy.example", "https://copy.example/map", true},
		{"an address without a host", "", "/a/wall", "copy.example", "copy.example", "/map", true},
		{"a host whose pages' markup is changed", "", "", "new.example", "new.example", "../map", false},
	} {
		page := []byte("<html><head><title>The wall</title>" + test.head + body)
		doc, err := c.CleanBytes(context.Background(), page, cleaner.Page{URL: test.address, Host: test.host})
		if err != nil {
			t.Fatal(err)
		}
		if doc.Host != test.asked || doc.URL != test.address || strings.Contains(doc.Text(), "are welcome") == test.stripped || strings.Contains(doc.Text(), "Hints") != (test.asked == "new.example") {
			t.Errorf("%s: the rules of %q were asked, and left %q", test.name, doc.Host, doc.Text())
		}
		without, err := c.CleanBytes(context.Background(), page, cleaner.Page{URL: test.address})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(doc.Metadata, without.Metadata) || doc.Byline() != "Una Brae" || doc.Published.IsZero() {
			t.Errorf("%s: metadata %+v, without the host %+v", test.name, doc.Metadata, without.Metadata)
		}
		var links []cleaner.Link
		for i := range doc.Blocks {
			links = append(links, doc.Blocks[i].Links()...)
		}
		if len(links) != 1 || links[0].URL != test.link {
			t.Errorf("%s: links %v", test.name, links)
		}
	}
	text := newCleaner(t, cleaner.WithPacks(load(t, "version: 1\npack: test\nrules:\n  - {id: test/tip, category: other, about: a, match: {host: copy.example, expression: ^Tips}, strip: block}\n")))
	for host, removals := range map[string]int{"": 0, "copy.example": 1} {
		doc, err := text.CleanText(context.Background(), "Tips are welcome.\n\nThe harbour wall held all night, said the keeper, and nobody in the town had thought that it would.", cleaner.Page{Host: host})
		if err != nil || len(doc.Removals) != removals || doc.Host != host {
			t.Errorf("a text of %q: %v, %v", host, doc.Removals, err)
		}
	}
}
