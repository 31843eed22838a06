package fulltextrss

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"winnow/rules"
)

// asYAML returns what a pack's sites say, as a pack's file says it.
func asYAML(t testing.TB, p *rules.Pack) string {
	t.Helper()
	text, err := yaml.MarshalWithOptions(p.Sites, yaml.UseSingleQuote(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func warnings(p *rules.Pack) string {
	var lines []string
	for _, w := range p.Warnings {
		lines = append(lines, w.Error())
	}
	return strings.Join(lines, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, file, config, sites, warnings string }{
		{
			name: "a whole config", file: "harbour.example.txt",
			config: "# The Harbour Post\r\n\r\ntitle: //h1\r\nbody : //div[@id='story']\r\nbody: //article\r\nauthor: //a[@rel='author']\r\ndate: //time/@datetime\r\n" +
				"strip: //aside\r\nprune: no\r\ntidy: no\r\ntest_url: https://harbour.example/tide\r\ntest_contains: tide\r\n",
			sites: `
- id: ftr/harbour.example
  about: 'Full-Text RSS: harbour.example.txt'
  host:
  - =harbour.example
  body:
  - //div[@id='story']
  - //article
  title:
  - //h1
  author:
  - //a[@rel='author']
  date:
  - //time/@datetime
  strip:
  - //aside
`,
		},
		{
			name: "for the hosts beneath a host", file: ".Harbour.Example.txt", config: "body: //article",
			sites: `
- id: ftr/any.harbour.example
  about: 'Full-Text RSS: .Harbour.Example.txt'
  host:
  - '*.harbour.example'
  body:
  - //article
  prune: true
`,
		},
		{
			name: "removals by id, class and address", file: "a.example.txt",
			config: "strip_id_or_class: promo\nstrip_id_or_class: 'two words'\nstrip_id_or_class: a\\b\nstrip_id_or_class: ''\nstrip_image_src: /spacer.gif\n",
			sites: `
- id: ftr/a.example
  about: 'Full-Text RSS: a.example.txt'
  host:
  - =a.example
  strip:
  - '[class*="promo"], [id*="promo"]'
  - '[class*="two words"], [id*="two words"]'
  - '[class*="a\\b"], [id*="a\\b"]'
  - img[src*="/spacer.gif"]
`,
		},
		{
			name: "paths that need help", file: "a.example.txt",
			config: "body: id('story')/p\ntitle: h1[@class='head']\nauthor: 'Ann Lee'\ndate: substring-after(//p, 'on ')\nstrip: *[@data-ad]\nstrip: ./div\nstrip: descendant::svg\n",
			sites: `
- id: ftr/a.example
  about: 'Full-Text RSS: a.example.txt'
  host:
  - =a.example
  body:
  - //*[@id='story']/p
  prune: true
  title:
  - //h1[@class='head']
  author:
  - '''Ann Lee'''
  date:
  - substring-after(//p, 'on ')
  strip:
  - //*[@data-ad]
  - ./div
  - //descendant::svg
`,
		},
		{
			name: "replacements", file: "a.example.txt",
			config: "find_string: <font>\nreplace_string: <p>\nreplace_string(href=\"http://): src=\"https://\nreplace_string( - The Post):\nreplace_string(<noscript>): <div>\n",
			sites: `
- id: ftr/a.example
  about: 'Full-Text RSS: a.example.txt'
  host:
  - =a.example
  replace:
  - find: <font>
    with: <p>
  - find: href="http://
    with: src="https://
  - find: ' - The Post'
    with: ''
`,
		},
		{
			name: "replacements without their like", file: "a.example.txt", config: "find_string: <font>\nfind_string: <b>\nreplace_string: <p>\n",
			sites: "[]", warnings: "a.example.txt:3:1: 2 find_string and 1 replace_string: they are left out",
		},
		{
			name: "what is not supported", file: "a.example.txt", config: "next_page_link: //a\nwrap_in(i): //p\nhttp_header(user-agent): x\nwrap_in(b): //p\nfind_string: \n",
			sites:    "[]",
			warnings: "a.example.txt:1:1: next_page_link is not supported\na.example.txt:2:1: wrap_in is not supported (met 2 times)\na.example.txt:3:1: http_header is not supported",
		},
		{
			name: "mistakes", file: "a.example.txt", config: "titl: //h1\n//div\njust words\nbody: //p[\nbody: //p[contains(@class='x')]\ntitle:\n",
			sites: "[]",
			warnings: "a.example.txt:1:1: there is no directive \"titl\"\na.example.txt:3:1: \"just words\" is no directive\n" +
				"a.example.txt:4:1: \"//p[\" is no XPath: expression must evaluate to a node-set\n" +
				"a.example.txt:5:1: \"//p[contains(@class='x')]\" is no XPath: perhaps a function lacks an argument",
		},
		{name: "a broken query beside a sound one", file: "a.example.txt", config: "title: //h1[\ntitle: //h1\n",
			sites: `
- id: ftr/a.example
  about: 'Full-Text RSS: a.example.txt'
  host:
  - =a.example
  title:
  - //h1
`,
			warnings: `a.example.txt:1:1: "//h1[" is no XPath: expression must evaluate to a node-set`,
		},
		{name: "no config", file: "LICENSE.txt", config: "All rights: none", sites: "[]"},
		{name: "the config for every host", file: "global.txt", config: "title: //h1", sites: "[]",
			warnings: "global.txt: a config for all hosts is not supported: the built-in rules stand in its place"},
		{name: "no host", file: "a b.example.txt", config: "title: //h1", sites: "[]", warnings: "a b.example.txt: the file is not named after a host"},
		{name: "no host but an address", file: "a.example/x.txt", config: "title: //h1", sites: "[]", warnings: "a.example/x.txt: the file is not named after a host"},
		{name: "a host with other letters", file: "Bücher.example.txt", config: "title: //h1", sites: `
- id: ftr/xn--bcher-kva.example
  about: 'Full-Text RSS: Bücher.example.txt'
  host:
  - =xn--bcher-kva.example
  title:
  - //h1
`},
		{name: "empty", file: "a.example.txt", config: "", sites: "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Read("ftr", map[string][]byte{c.file: []byte(c.config)})
			if got := strings.TrimSpace(asYAML(t, p)); got != strings.TrimSpace(c.sites) {
				t.Errorf("sites:\n%s\nnot:\n%s", got, c.sites)
			}
			if got := warnings(p); got != c.warnings {
				t.Errorf("warnings:\n%s\nnot:\n%s", got, c.warnings)
			}
		})
	}
}

// Of two files for one host, as a folder may hold whose names tell capitals from small letters, the first counts.
func TestReadTwice(t *testing.T) {
	p := Read("ftr", map[string][]byte{"A.example.txt": []byte("title: //h1"), "a.example.txt": []byte("title: //h2")})
	if len(p.Sites) != 1 || p.Sites[0].Title[0].String() != "//h1" || warnings(p) != "a.example.txt: another file is named after the same host" {
		t.Errorf("%+v\n%s", p.Sites, warnings(p))
	}
	checkRoundTrip(t, p)
}

// A byte order mark is no part of the first directive.
func TestReadMark(t *testing.T) {
	if p := Read("ftr", map[string][]byte{"a.example.txt": []byte("\ufefftitle: //h1")}); len(p.Sites) != 1 || p.Warnings != nil {
		t.Errorf("%+v", p)
	}
}

// The collection that others share loads, and what it makes can be written as a pack and read again. WINNOW_DATA names the folder that has it in siteconfig.
func TestCollection(t *testing.T) {
	data := os.Getenv("WINNOW_DATA")
	if data == "" {
		t.Skip("WINNOW_DATA is not set")
	}
	if !filepath.IsAbs(data) {
		data = filepath.Join("..", "..", data)
	}
	entries, err := os.ReadDir(filepath.Join(data, "siteconfig"))
	if err != nil {
		t.Skip(err)
	}
	configs := make(map[string][]byte)
	for _, e := range entries {
		if configs[e.Name()], err = os.ReadFile(filepath.Join(data, "siteconfig", e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	p := Read("ftr", configs)
	t.Logf("%d configs: %d sites, %d warnings", len(configs), len(p.Sites), len(p.Warnings))
	if len(p.Sites) < len(configs)*9/10 {
		t.Errorf("only %d of %d configs say something", len(p.Sites), len(configs))
	}
	seen := make(map[string]bool)
	for _, w := range p.Warnings {
		if directive, rest, _ := strings.Cut(w.Wrong, " "); strings.HasPrefix(rest, "is not supported") {
			if seen[directive] {
				t.Errorf("warned of twice: %s", directive)
			}
			seen[directive] = true
		}
	}
	if !seen["next_page_link"] || !seen["requires_login"] {
		t.Errorf("not warned of paging and signing in:\n%s", warnings(p))
	}
	if _, err := rules.Compile([]*rules.Pack{p}, rules.Options{}); err != nil {
		t.Error(err)
	}
	checkRoundTrip(t, p)
}

func checkRoundTrip(t testing.TB, p *rules.Pack) {
	t.Helper()
	var text strings.Builder
	if err := rules.WriteSites(&text, p); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(text.String(), "\n") {
		t.Errorf("the last line does not end: %q", text.String())
	}
	again, err := rules.Load("ftr.yaml", []byte(text.String()))
	if err != nil {
		t.Fatalf("%v\nin\n%.2000s", err, text.String())
	}
	if again.Name != p.Name || again.About != p.About || len(again.Sites) != len(p.Sites) {
		t.Fatalf("read again as %d sites of %q, not %d of %q", len(again.Sites), again.Name, len(p.Sites), p.Name)
	}
	for i := range p.Sites {
		one := func(s rules.Site) string { return asYAML(t, &rules.Pack{Sites: []rules.Site{s}}) }
		if want, got := one(p.Sites[i]), one(again.Sites[i]); got != want {
			t.Errorf("read again as\n%s\nnot\n%s", got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.example.txt", "title: //h1\nbody: id('x')\nstrip_id_or_class: \"\\'\nfind_string: a\nreplace_string: b\nreplace_string(a:b): c\nwrap_in(i): //p\nprune: no\n")
	f.Add(".b.example.txt", "\ufeff# x\r\nauthor: 'A: B'\nstrip: ---\ntitl: x\n:\n(:\n):\n")
	f.Add("c.example.txt", "find_string: \x00\xff\nreplace_string: \u2028 # \nauthor: \"\u0085\"")
	f.Fuzz(func(t *testing.T, file, config string) {
		p := Read("ftr", map[string][]byte{file: []byte(config)})
		if p == nil {
			t.Fatal("no pack")
		}
		if _, err := rules.Compile([]*rules.Pack{p}, rules.Options{}); err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc([]byte(config), func(c byte) bool { return c >= 0x7f || c < ' ' && c != '\n' }) {
			return // YAML cannot say all of it
		}
		checkRoundTrip(t, p)
	})
}
