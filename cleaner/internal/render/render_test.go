package render_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/render"
	"winnow/rules"
)

// TestPages renders pages in every form.
func TestPages(t *testing.T) {
	far := strings.TrimSpace(strings.Repeat("far ", 300))
	for _, test := range []struct{ name, page, text, html, markdown string }{
		{
			"paragraphs and headings", "<h2>Fog &amp; rain</h2><p>a <b>b</b> <i>c</i> <code>d</code></p>",
			"Fog & rain\n\na b c d",
			"<h2>Fog &amp; rain</h2>\n<p>a <strong>b</strong> <em>c</em> <code>d</code></p>",
			"## Fog & rain\n\na **b** *c* `d`",
		}, {
			"links", `<p><a href="https://a.example/?x=1&amp;y=2">one</a> <a href="/b">two <b>three</b></a></p>`,
			"one two three",
			`<p><a href="https://a.example/?x=1&amp;y=2">one</a> <a href="/b">two <strong>three</strong></a></p>`,
			"[one](https://a.example/?x=1&y=2) [two **three**](/b)",
		}, {
			"line breaks, high and low", "<p>a<br><b>b</b></p><p>H<sub>2</sub>O 10<sup>4</sup></p>",
			"a\nb\n\nH2O 104",
			"<p>a<br><strong>b</strong></p>\n<p>H<sub>2</sub>O 10<sup>4</sup></p>",
			"a  \n**b**\n\nH<sub>2</sub>O 10<sup>4</sup>",
		}, {
			"lists", "<ul><li>a<ul><li>b</ul><li>c<p>d</p></ul><ol start=4><li>e<li value=8>f</ol>",
			"- a\n  - b\n- c\n\nd\n\n4. e\n8. f",
			"<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c<p>d</p>\n</li>\n</ul>\n<ol start=\"4\">\n<li>e</li>\n<li value=\"8\">f</li>\n</ol>",
			"- a\n  \n  - b\n- c\n  \n  d\n\n4. e\n5. f",
		}, {
			"headings in a list", "<ol><li><h3>a</h3><p>b</p><li><h3>c</h3></ol><ul><li><h3>d</h3><p>e</p></li></ul>",
			"1. a\n\nb\n\n2. c\n\nd\n\ne",
			"<ol>\n<li><h3>a</h3>\n<p>b</p>\n</li>\n<li><h3>c</h3>\n</li>\n</ol>\n<ul>\n<li><h3>d</h3>\n<p>e</p>\n</li>\n</ul>",
			"1. ### a\n   \n   b\n2. ### c\n\n- ### d\n  \n  e",
		}, {
			"quotes and lists", "<blockquote>a<ul><li>b</ul></blockquote><ul><li>c<blockquote>d<blockquote>e</blockquote></blockquote><li>f</ul>",
			"a\n\n- b\n- c\n\nd\n\ne\n\n- f",
			"<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>\n<ul>\n<li>c<blockquote>\n<p>d</p>\n<blockquote>\n<p>e</p>\n</blockquote>\n</blockquote>\n</li>\n<li>f</li>\n</ul>",
			"> a\n> \n> - b\n\n- c\n  \n  > d\n  > \n  > > e\n- f",
		}, {
			"a table", "<table><tr><th>a<th>b<tr><td>c | d<td><a href=/e>e</a><tr><td>f<td></table>",
			"| a | b |\n| c \\| d | e |\n| f |",
			"<table><thead>\n<tr><th>a</th><th>b</th></tr>\n</thead><tbody>\n<tr><td>c | d</td><td><a href=\"/e\">e</a></td></tr>\n<tr><td>f</td><td></td></tr>\n</tbody></table>",
			"| a      | b       |\n|--------|---------|\n| c \\| d | [e](/e) |\n| f      |         |",
		}, {
			"a link around a table", "<a href=/x><table><tr><td>a<td>b<tr><td>c<td>d</table></a>",
			"| a | b |\n| c | d |",
			"<table><tbody>\n<tr><td><a href=\"/x\">a</a></td><td><a href=\"/x\">b</a></td></tr>\n<tr><td><a href=\"/x\">c</a></td><td><a href=\"/x\">d</a></td></tr>\n</tbody></table>",
			"|         |         |\n|---------|---------|\n| [a](/x) | [b](/x) |\n| [c](/x) | [d](/x) |",
		}, {
			"a table in a list", "<ul><li>a<table><tr><td>b<td>c<tr><td>d<td>e</table><li>f</ul>",
			"- a\n\n| b | c |\n| d | e |\n\n- f",
			"<ul>\n<li>a<table><tbody>\n<tr><td>b</td><td>c</td></tr>\n<tr><td>d</td><td>e</td></tr>\n</tbody></table>\n</li>\n<li>f</li>\n</ul>",
			"- a\n  \n  |   |   |\n  |---|---|\n  | b | c |\n  | d | e |\n- f",
		}, {
			"code", "<pre>if a &lt; b {\n\t`c`\n}</pre>",
			"```\nif a < b {\n\t`c`\n}\n```",
			"<pre><code>if a &lt; b {\n\t`c`\n}</code></pre>",
			"```\nif a < b {\n\t`c`\n}\n```",
		}, {
			"code with fences in it", "<pre>```\na\n```</pre>",
			"````\n```\na\n```\n````",
			"<pre><code>```\na\n```</code></pre>",
			"````\n```\na\n```\n````",
		}, {
			"images", `<figure><img src="/a.png" alt='A "b"'><figcaption>c</figcaption></figure><img src="https://d.example/e.png">`,
			"",
			`<figure><img src="/a.png" alt="A &#34;b&#34;"><figcaption>c</figcaption></figure>` + "\n" + `<figure><img src="https://d.example/e.png" alt=""></figure>`,
			"![A \"b\"](/a.png)\n\nc\n\n![](https://d.example/e.png)",
		}, {
			"what Markdown would take for marks", "<p>*a* _b_ [c](d) `e` &lt;f&gt;</p><p># g</p><p>1. h</p><p>- i</p><p>&gt; j</p>",
			"*a* _b_ [c](d) `e` <f>\n\n# g\n\n1. h\n\n- i\n\n> j",
			"<p>*a* _b_ [c](d) `e` &lt;f&gt;</p>\n<p># g</p>\n<p>1. h</p>\n<p>- i</p>\n<p>&gt; j</p>",
			"\\*a* \\_b_ \\[c](d) \\`e\\` &lt;f&gt;\n\n\\# g\n\n1\\. h\n\n\\- i\n\n&gt; j",
		}, {
			"a bracket and far behind it no other one", "<p>[a " + far + "</p><p>[b</p>",
			"[a " + far + "\n\n[b",
			"<p>[a " + far + "</p>\n<p>[b</p>",
			"\\[a " + far + "\n\n[b",
		}, {
			"nothing", "", "", "", "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, err := html.Parse(strings.NewReader(test.page))
			if err != nil {
				t.Fatal(err)
			}
			page := blocks.FromTree(root).Blocks
			if got := render.Text(page); got != test.text {
				t.Errorf("text: got\n%q\nwant\n%q", got, test.text)
			}
			if got := render.HTML(page); got != test.html {
				t.Errorf("HTML: got\n%q\nwant\n%q", got, test.html)
			}
			got, err := render.Markdown(page)
			if err != nil {
				t.Error(err)
			}
			if got != test.markdown {
				t.Errorf("Markdown: got\n%q\nwant\n%q", got, test.markdown)
			}
		})
	}
}

// TestTextOfOrphans writes items without the outer items that they stood in, so that they stand where they are read to stand.
func TestTextOfOrphans(t *testing.T) {
	item := func(level int, text string) rules.Block {
		return rules.Block{Kind: rules.ListItem, List: level, Text: text}
	}
	body := []rules.Block{item(3, "a"), item(2, "b"), item(4, "c"), item(1, "d"), {Text: "e"}, item(3, "f"), {Text: "g"}, item(2, "h"), item(4, "i")}
	const want = "- a\n- b\n  - c\n- d\n\ne\n\n  - f\n\ng\n\n  - h\n    - i"
	got := render.Text(body)
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if again := render.Text(blocks.FromText(got)); again != got {
		t.Errorf("read and written again, %q is %q", got, again)
	}
}

// Whatever a page says, its HTML runs nothing and loads nothing but images.
func TestSafety(t *testing.T) {
	text := func(s string) rules.Block { return rules.Block{Text: s} }
	link := func(url string) rules.Block {
		return rules.Block{Text: "a", Spans: []rules.Span{{Kind: rules.LinkSpan, End: 1, URL: url}}}
	}
	image := func(src, alt string) rules.Block { return rules.Block{Kind: rules.Image, Src: src, Alt: alt} }
	for _, test := range []struct {
		block rules.Block
		want  string
	}{
		{text("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
		{rules.Block{Kind: rules.Code, Text: "</code></pre><script>"}, "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;</code></pre>"},
		{link("javascript:alert(1)"), "<p>a</p>"},
		{link(" JaVaScRiPt:alert(1)"), "<p>a</p>"},
		{link("data:text/html,<script>"), "<p>a</p>"},
		{link("vbscript:x"), "<p>a</p>"},
		{link(`https://a.example/" onclick="x`), ""},
		{link("mailto:a@b.example"), `<p><a href="mailto:a@b.example">a</a></p>`},
		{link("#top"), `<p><a href="#top">a</a></p>`},
		{image(`x" onerror="alert(1)`, ""), ""},
		{image("/a.png", `"><script>`), ""},
		{image("javascript:alert(1)", ""), ""},
	} {
		got := render.HTML([]rules.Block{test.block})
		if test.want != "" && got != test.want {
			t.Errorf("%+v: got %s, want %s", test.block, got, test.want)
		}
		root, err := html.Parse(strings.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Data == "script" {
				t.Errorf("%s has a script", got)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.Contains(strings.ToLower(a.Val), "javascript:") && a.Key != "alt" {
					t.Errorf("%s has %s=%q", got, a.Key, a.Val)
				}
			}
		}
	}
}

// Blocks that rules took from the middle of a page, with spans that no longer fit, nest well, lose no text and make nothing panic.
func TestAnyBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const text = "alpha béta\tgamma delta"
	for range 3000 {
		var all []rules.Block
		texts := 0
		for range 1 + random.IntN(8) {
			b := rules.Block{
				Kind: rules.Kind(random.IntN(int(rules.Caption) + 1)), Level: random.IntN(9) - 1, List: random.IntN(5) - 1, Number: random.IntN(4) - 1, Quote: random.IntN(4) - 1, Group: random.IntN(3), Text: text,
			}
			if b.Kind == rules.Image {
				b.Text, b.Src = "", "/i.png"
			} else {
				texts++
			}
			for range random.IntN(4) {
				b.Spans = append(b.Spans, rules.Span{Kind: rules.SpanKind(random.IntN(int(rules.BreakSpan) + 1)), Start: random.IntN(40) - 5, End: random.IntN(40) - 5, URL: "/"})
			}
			all = append(all, b)
		}
		captions := 0 // of images, which plain text leaves out
		for i, b := range all {
			if b.Kind == rules.Caption && (i > 0 && all[i-1].Kind == rules.Image || i+1 < len(all) && all[i+1].Kind == rules.Image) {
				captions++
			}
		}
		if got := strings.Count(strings.ReplaceAll(render.Text(all), "\n", ""), "alpha"); got != texts-captions {
			t.Fatalf("%d of %d texts are left of %+v", got, texts-captions, all)
		}
		page := render.HTML(all)
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var shown strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				shown.WriteString(n.Data)
			}
		}
		if got := strings.Count(shown.String(), "alpha"); got != texts || !utf8.ValidString(page) {
			t.Fatalf("%d of %d texts are left in %q", got, texts, page)
		}
		if err := balanced(page); err != "" {
			t.Fatalf("%s in\n%s", err, page)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if want, ok := parents[n.Data]; ok && !strings.Contains(want, " "+n.Parent.Data+" ") {
				t.Fatalf("<%s> in <%s> in\n%s", n.Data, n.Parent.Data, page)
			}
			if (n.Data == "ul" || n.Data == "ol") && strings.TrimSpace(ownText(n)) != "" {
				t.Fatalf("text outside of the items in\n%s", page)
			}
		}
	}
}

// parents are where elements may stand.
var parents = map[string]string{"li": " ul ol ", "tr": " thead tbody ", "td": " tr ", "th": " tr ", "figcaption": " figure ", "blockquote": " body blockquote li ", "ul": " body blockquote li ", "ol": " body blockquote li ", "table": " body blockquote li ", "p": " body blockquote li "}

func ownText(n *html.Node) string {
	var out strings.Builder
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
		}
	}
	return out.String()
}

// balanced says what is wrong with the order of the tags, "" if nothing is.
func balanced(page string) string {
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "never closed: " + strings.Join(open, " ")
			}
			return ""
		case html.StartTagToken:
			if tag := z.Token().Data; tag != "br" && tag != "img" {
				open = append(open, tag)
			}
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return "</" + tag + "> closes nothing"
			}
			open = open[:len(open)-1]
		}
	}
}
