package rules

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

const harbourPage = `<!DOCTYPE html><html><head><title>High tide | The Harbour Post</title>
<meta property="og:title" content="High tide at noon"><link rel="canonical" href="/tide"></head>
<body><!-- built at dawn --><h1 id="head" class="story head">High  tide
at noon</h1><p class="by">By <a href="/ann">Ann Lee</a>, <a href="/bob">Bob Ray</a></p>
<time datetime="2024-03-05T10:00:00Z">yesterday</time><article><p>One.</p><p class="ad">Two.</p><p>Three.</p></article></body></html>`

func TestQueryTexts(t *testing.T) {
	for _, c := range []struct{ name, query, want string }{
		{"CSS", `.by a`, "Ann Lee|Bob Ray"},
		{"CSS with several selectors, in the page's order", `p.by a, h1`, "High tide at noon|Ann Lee|Bob Ray"},
		{"CSS that finds nothing", `.byline`, ""},
		{"XPath", `//p[@class='by']/a`, "Ann Lee|Bob Ray"},
		{"an attribute", `//meta[@property="og:title"]/@content`, "High tide at noon"},
		{"a meta element's content", `meta[property="og:title"]`, "High tide at noon"},
		{"a time element's time", `//time`, "2024-03-05T10:00:00Z"},
		{"a computed text", `substring-before(//title, ' | ')`, "High tide"},
		{"computed texts within each other", `normalize-space(substring-after(//p[@class="by"], ','))`, "Bob Ray"},
		{"a computed text that is not there", `substring-before(//h1, ' | ')`, ""},
		{"a text after what is not there", `substring-after(//h1, ' | ')`, ""},
		{"the first of several as a text", `string(//p/a/@href)`, "/ann"},
		{"a text put together", `concat(//p/a[1], ', ', //time/@datetime)`, "Ann Lee, 2024-03-05T10:00:00Z"},
		{"a text with other letters", `translate(string(//a), 'A', 'E')`, "Enn Lee"},
		{"a text of its own", `"Ann Lee"`, "Ann Lee"},
		{"an element by its place", `(//p)[last()]`, "Three."},
		{"what follows", `//p[@class='ad']/following-sibling::p`, "Three."},
		{"two paths, in the page's order", `//article/p[1] | //h1`, "High tide at noon|One."},
		{"two paths to one element", `//h1 | //*[@id='head']`, "High tide at noon"},
		{"a bar in a text", `//p[contains(., '|') or @class="ad"]|//title/text()[contains(., "|")]`, "High tide | The Harbour Post|Two."},
		{"two paths in brackets", `(//h1 | //article/p)[2]`, "One."},
		{"a text node", `//p[@class='by']/a[1]/text()`, "Ann Lee"},
		{"from the top", `/html/body/h1`, "High tide at noon"},
		{"a comment", `//comment()`, "built at dawn"},
		{"a number", `count(//p)`, ""},
		{"a function that cannot take what it gets", `starts-with(//p, 3)`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, err := ParseQuery(c.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(q.Texts(parsed(t, harbourPage)), "|"); got != c.want {
				t.Errorf("%s finds %q, not %q", c.query, got, c.want)
			}
			if q.String() != c.query {
				t.Errorf("%s is written %s", c.query, q)
			}
		})
	}
}

func TestQueryNodes(t *testing.T) {
	root := parsed(t, harbourPage)
	for query, want := range map[string][]string{
		`article p`:               {"p", "p", "p"},
		`//article | //h1`:        {"h1", "article"},
		`//meta/@content`:         {"meta"},
		`//article/p/text()`:      {"One.", "Two.", "Three."},
		`substring(//h1, 1)`:      {},
		`//article//following::*`: {"p", "p"},
	} {
		q, err := ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, n := range q.Nodes(root) {
			got = append(got, n.Data)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %q, not %q", query, got, want)
		}
	}
}

// A path that goes over a page's elements again and again ends before it has found all: its time would grow with the square of their number.
func TestQueryWithoutEnd(t *testing.T) {
	const n = 30_000
	root := parsed(t, strings.Repeat("<div><p>x</p></div>", n))
	for query, all := range map[string]bool{`//div/p`: true, `//p/ancestor::div`: false} {
		q, err := ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(q.Nodes(root)); (got == n) != all {
			t.Errorf("%s finds %d of %d elements", query, got, n)
		}
	}
}

func TestQueryErrors(t *testing.T) {
	for query, want := range map[string]string{
		``:                          "no CSS",
		`p[`:                        "no CSS",
		`//p[`:                      "no XPath",
		`//p[contain(., 'x')]`:      "no XPath: not yet support this function contain()",
		`//p[contains(@class='x')]`: "no XPath: perhaps a function lacks an argument",
		`///p`:                      "no XPath",
		`//a:b`:                     "",
	} {
		_, err := ParseQuery(query)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, not %q", query, err, want)
		}
	}
}

func TestQueryAtOnce(t *testing.T) {
	q, err := ParseQuery(`substring-before(concat(//h1, ' of ', count(//p[position() > 1])), ' of')`)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			root := parsed(t, harbourPage)
			for range 50 {
				if got := q.Texts(root); !slices.Equal(got, []string{"High tide at noon"}) {
					t.Errorf("found %q", got)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzQuery(f *testing.F) {
	for _, text := range []string{`.a > b`, `//a[@b='c']/text()`, `substring-after(//a, ':')`, `(//p)[1] | id('x')`, `sum(//p)`, `"x"`, `p:has(> a)`} {
		f.Add(text)
	}
	root := parsed(f, harbourPage)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		q, err := ParseQuery(text)
		if err != nil {
			return
		}
		q.Texts(root)
		if again, err := ParseQuery(q.String()); err != nil || again.String() != q.String() {
			t.Errorf("%q is read again as %q: %v", text, again, err)
		}
	})
}

func parsed(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
