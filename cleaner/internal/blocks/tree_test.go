package blocks_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

func TestFromTree(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"text in the body", "Rain at noon.<p>Sun at one.</p>Fog at two.", "paragraph: Rain at noon.\nparagraph: Sun at one.\nparagraph: Fog at two."},
		{"text in bare divs", "<div>Rain<div>Sun</div>Fog</div>", "paragraph: Rain\nparagraph: Sun\nparagraph: Fog"},
		{"headings", "<h1>One</h1><h3>Two <small>three</small></h3>", "heading level=1: One\nheading level=3: Two three"},
		{"white space", "<p>\n a\t b\u00a0c\u3000d\u2003e\r\n</p>", "paragraph: a b c d e"},
		{"what does not show", "<p>ex\u00adtra zero\u200bwidth \ufeffmark</p>", "paragraph: extra zerowidth mark"},
		{"joiners stay", "<p>می\u200cخواهم</p>", "paragraph: می\u200cخواهم"},
		{"scripts without spaces", "<p>ひらがな、カタカナ。\u3000漢字</p>", "paragraph: ひらがな、カタカナ。 漢字"},
		{"ruby", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby></p>", "paragraph: 漢字"},

		{"inline", "<p>a <b>b <i>c</i></b> <code>d</code> e<sub>f</sub><sup>g</sup></p>", "paragraph: a <b>b <i>c</i></b> <code>d</code> e<sub>f</sub><sup>g</sup>"},
		{"inline with spaces at its edges", "<p>a<b> b </b>c</p>", "paragraph: a <b>b</b> c"},
		{"one in another of its kind", "<p><b>a <strong>b</strong> c</b></p>", "paragraph: <b>a b c</b>"},
		{"links", `<p>See <a href="/log">the <em>log</em></a>, <a>nothing</a>.</p>`, "paragraph: See <a /log>the <i>log</i></a>, nothing."},
		{"links side by side", `<p><a href=1>one</a><a href=2>two</a></p>`, "paragraph: <a 1>one</a> <a 2>two</a>"},
		{"a link that holds blocks", `<a href=1><h2>Head</h2><p>Text</p></a>`, "heading level=2: <a 1>Head</a>\nparagraph: <a 1>Text</a>"},
		{"emphasis over paragraphs", "<b>one<p>two</p></b>", "paragraph: <b>one</b>\nparagraph: <b>two</b>"},

		{"one line break", "<p>Old Foundry<br>Aven</p>", "paragraph: Old Foundry<br> Aven"},
		{"a line break before a link", "<p>a<br><a href=1>b</a></p>", "paragraph: a<br> <a 1>b</a>"},
		{"two line breaks", "<p>one<br> <br>two<br/><br/><br/>three</p>", "paragraph: one\nparagraph: two\nparagraph: three"},
		{"line breaks around a space", "<p>one<br>&nbsp;<br>two</p>", "paragraph: one\nparagraph: two"},
		{"line breaks at the edges", "<p><br>one<br></p>", "paragraph: one"},
		{"a rule", "one<hr>two", "paragraph: one\nparagraph: two"},
		{"a place to break a word", "<p>Donau<wbr>dampf</p>", "paragraph: Donaudampf"},
		{"bullets and bars alone", "<p>•</p><p> | </p><p>—</p><p>!</p>", "paragraph: !"},

		{"lists", "<ul><li>a<li>b<ul><li>c</ul><li><p>d</p><p>e</p></ul>", "list-item list=1: a\nlist-item list=1: b\nlist-item list=2: c\nlist-item list=1: d\nparagraph list=1: e"},
		{"a list right in a list", "<ul><li>a</li><ol><li>b</li></ol></ul>", "list-item list=1: a\nlist-item list=2 number=1: b"},
		{"numbers", "<ol start=4><li>a<li value=9>b<li>c<ol><li>d</ol></ol>", "list-item list=1 number=4: a\nlist-item list=1 number=9: b\nlist-item list=1 number=10: c\nlist-item list=2 number=1: d"},
		{"numbers that are none", "<ol start=x><li value=-3>a<li>b</ol>", "list-item list=1 number=1: a\nlist-item list=1 number=2: b"},
		{"numbers backwards", "<ol reversed><li>c<li>b<li>a</ol>", "list-item list=1 number=3: c\nlist-item list=1 number=2: b\nlist-item list=1 number=1: a"},
		{"an item without a list", "<li>a</li>", "list-item list=1: a"},
		{"a heading begins an item", "<ol><li><h3>a</h3><p>b</p><li>c</ol>", "heading level=3 list=1 number=1: a\nparagraph list=1: b\nlist-item list=1 number=2: c"},
		{"an image begins an item", "<ul><li><img src=i.png>a</ul>", "image list=1: i.png \"\"\nlist-item list=1: a"},

		{"quotes", "<blockquote>a<blockquote><p>b</p></blockquote><h4>c</h4></blockquote>d", "quote quote=1: a\nquote quote=2: b\nheading level=4 quote=1: c\nparagraph: d"},
		{"a list in a quote", "<blockquote><ul><li>a</ul></blockquote>", "list-item list=1 quote=1: a"},
		{"a quote in a list", "<ul><li>a<blockquote>b</blockquote></ul>", "list-item list=1: a\nquote list=1 quote=1: b"},
		{"a quote in a heading has no level", "<h2>a<blockquote>b</blockquote></h2>", "heading level=2: a\nquote quote=1: b"},
		{"definitions", "<dl><dt>a<dd>b</dl>", "paragraph: a\nparagraph: b"},
		{"details", "<details><summary>a</summary>b<p>c</p></details>", "paragraph: a\nparagraph: b\nparagraph: c"},
		{"buttons", "<p>one<button>two</button>three</p><h2><button>four</button></h2>", "paragraph: one\nparagraph: two\nparagraph: three\nheading level=2: four"},
		{"figures", "<figure><img src=a.png alt=' A  reef '><figcaption>b <b>c</b></figcaption></figure>", "image: a.png \"A reef\"\ncaption: b <b>c</b>"},
		{"an image in a paragraph follows it", "<p>a <img src=i.png> b</p>", "paragraph: a b\nimage: i.png \"\""},

		{"code", "<pre><code>\n\n  if a &lt; b {\n    c()\n  }\n\n</code></pre>", "code:   if a < b {⏎    c()⏎  }"},
		{"code that names its language", `<pre><code class="hljs language-go">a</code></pre><pre class="lang-c++">b</pre><div class="highlight-python notranslate"><div class="highlight"><pre><span></span>c</pre></div></div><pre class="highlight">d</pre><pre><code class="language-plaintext">e</code></pre><div class="lang-en"><p>f</p><pre>g</pre></div>`, "code go: a\ncode c++: b\ncode python: c\ncode: d\ncode: e\nparagraph: f\ncode: g"},
		{"code among many empty elements that name a language", `<div class="lang-go"><i></i><i></i><pre>a</pre></div><div class="lang-go">` + strings.Repeat("<i></i>", 20) + "<pre>b</pre></div>", "code go: a\ncode: b"},
		{"code on a page that names its language", `<html><body class="lang-en"><pre>a</pre></body></html>`, "code: a"},
		{"code in lines of div", "<pre><div>a</div><div><br></div><div>b</div></pre>", "code: a⏎⏎b"},
		{"code with line breaks", "<pre>a<br>b<br><br>c</pre>", "code: a⏎b⏎⏎c"},
		{"code with blank lines before a link", "<pre>  \n<a href=1>a</a>b</pre>", "code: <a 1>a</a>b"},
		{"code with spaces that do not break", "<pre>a\u00a0b\u200b</pre>", "code: a b"},

		{"a table", "<table><caption>t</caption><tr><th>a<th>b<tr><td>c<td><a href=1>d</a></table>", "caption: t\nrow level=1: a | b\nrow: c | <a 1>d</a>"},
		{"empty cells", "<table><tr><td><td>a<td><tr><td>b<td><td>c</table>", "row:  | a | \nrow: b |  | c"},
		{"blocks in cells", "<table><tr><td><p>a</p><p>b</p><td>c<br>d<tr><td>e<td><ul><li>f<li>g</ul></table>", "row: a b | c d\nrow: e | f g"},
		{"a hidden block in a cell", "<table><tr><td>a<div hidden>b</div>c<td>d<tr><td>e<td>f</table>", "row: a c | d\nrow: e | f"},
		{"a hidden cell", "<table><tr><td>a<td hidden>b<tr><td>c<td>d</table>", "row: a | \nrow: c | d"},
		{"one column lays out", "<table><tr><td>a<tr><td>b</table>", "paragraph: a\nparagraph: b"},
		{"a heading in it lays out", "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>", "heading level=2: a\nparagraph: b\nparagraph: c\nparagraph: d"},
		{"long text lays out", "<table><tr><td>a<td>" + strings.Repeat("b", 700) + "<tr><td>c<td>d</table>", "paragraph: a\nparagraph: " + strings.Repeat("b", 700) + "\nparagraph: c\nparagraph: d"},
		{"its role says that it lays out", "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "paragraph: a\nparagraph: b\nparagraph: c\nparagraph: d"},
		{"tables side by side", "<table><tr><td>a<td>b<tr><td>c<td>d</table>x", "row: a | b\nrow: c | d\nparagraph: x"},

		{"what is no text", "<script>a</script><style>b</style><template>c</template><select><option>d</select><svg><text>e</text></svg><iframe>f</iframe><textarea>g</textarea><p>h", "paragraph: h"},
		{"a declarative shadow root", "<x-card><template shadowrootmode=open><p>a</p></template></x-card>", "paragraph: a"},
		{"custom elements", "<x-story><x-par>one</x-par> two<p>three</p></x-story>", "paragraph: one two\nparagraph: three"},
		{"a notice for readers without scripts", "<body><noscript>Please switch on scripts.</noscript><p>a", "paragraph: a"},
		{"a page for readers without scripts", "<body><noscript>one<p>" + strings.Repeat("a", 2000) + "</p></noscript>", "paragraph: one\nparagraph: " + strings.Repeat("a", 2000)},
		{"hidden in a paragraph", "<p>a <span style='display: none'>b</span><i hidden>c</i>d</p>", "paragraph: a d"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := blocks.FromTree(parse(t, test.page))
			if got := show(page.Blocks); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			checkBlocks(t, page.Blocks)
			checkPage(t, page)
		})
	}
}

func TestImages(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"plain", `<img src="a.png" alt="A">`, `a.png "A"`},
		{"lazy", `<img src="data:image/gif;base64,R0" data-src="a.png">`, `a.png ""`},
		{"its stand-in is the same", `<img data-src="a.png" alt="A"><noscript><img src="a.png" alt="A"></noscript>`, `a.png "A"`},
		{"only a stand-in", `<img class="lazy" src="data:,"><noscript><img src="a.png" alt="A &amp; B"></noscript>`, `a.png "A & B"`},
		{"the largest of a set", `<img srcset="s.png 100w, l.png 800w,m.png 400w">`, `l.png ""`},
		{"a set by density", `<img srcset="a.png, b.png 2x">`, `b.png ""`},
		{"a comma in an address", `<img srcset="a,1.png 1x, b,2.png 2x">`, `b,2.png ""`},
		{"a picture's source", `<picture><source srcset="a.webp 1x"><img src="data:,"></picture>`, `a.webp ""`},
		{"a picture's source behind a hundred other children", "<picture>" + strings.Repeat("<br>", 100) + `<source srcset="a.webp 1x"><img src="data:,"></picture>`, ``},
		{"one that counts visitors", `<img src="/count" width="1" height="1">`, ``},
		{"no address", `<img alt="A">`, ``},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.ReplaceAll(show(blocks.FromTree(parse(t, test.page)).Blocks), "image: ", "")
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if got := show(blocks.FromTree(parse(t, `<p>Well <img class="emoji" src="e.png" alt="🙂"> done</p>`)).Blocks); got != "paragraph: Well 🙂 done" {
		t.Errorf("an emoji is text; got %s", got)
	}
}

func TestHidden(t *testing.T) {
	for _, test := range []struct {
		page   string
		hidden bool
	}{
		{"<div>a</div>", false},
		{"<div hidden>a</div>", true},
		{"<div hidden=until-found>a</div>", false},
		{"<div style='color:red; DISPLAY : none'>a</div>", true},
		{"<div style='visibility:hidden'>a</div>", true},
		{"<div style='overflow:hidden'>a</div>", false},
		{"<div hidden><section><p>a</p></section></div>", true},
		{"<span hidden>a</span>", true},
		{"<x-note hidden>a</x-note>", true},
		{"<main style='display:none'><p>a</p></main>", false}, // until a script has run
		{"<div hidden id='S:1'>a</div>", false},
		{"<dialog>a</dialog>", true},
		{"<dialog open>a</dialog>", false},
		{"<details><summary></summary>a</details>", false},
		{"<div hidden><p>The ferry to the islands will sail at nine from tomorrow, not at ten as it does now.</p></div><p>Imprint</p>", false}, // most of the page
		{"<div hidden><div><p hidden>The ferry to the islands will sail at nine from tomorrow, not at ten as it does now.</p></div></div>", false},
		{"<div hidden><p>The ferry to the islands will sail at nine from tomorrow.</p></div><p>It will sail from the old pier, as it did before the flood.</p>", true},
		{"<div hidden><p>The ferry to the islands will sail at nine from tomorrow.</p><p>It will not wait for those who are on the road at nine, it says.</p></div><p>It will sail from the old pier, as it did before the flood.</p>", true},
		{"<div hidden><a href=/a>Ferries and trains and buses and trams to all of the islands that there are</a></div><p>Imprint</p>", true},
		{"<table><tr hidden><td>a<td>b<tr><td>c<td>d</table>", true},
	} {
		page := blocks.FromTree(parse(t, test.page))
		if len(page.Blocks) == 0 {
			t.Errorf("%s: no block", test.page)
			continue
		}
		if got := page.Elements[page.At[0]].Hidden; got != test.hidden {
			t.Errorf("%s: hidden is %v", test.page, got)
		}
	}
}

func TestGroups(t *testing.T) {
	for _, test := range []struct {
		page string
		want []int
	}{
		{"<ul><li>a<ul><li>b</ul><li>c</ul><ul><li>d</ul>", []int{1, 1, 1, 2}},
		{"<p>a</p><ul><li>b<p>c</ul>", []int{0, 1, 1}},
		{"<table><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td>a<td>b<tr><td>c<td>d</table>", []int{1, 1, 2, 2}},
		{"<ul><li>a<table><tr><td>b<td>c<tr><td>d<td>e</table><li>f</ul>", []int{1, 2, 2, 1}},
	} {
		var got []int
		for _, b := range blocks.FromTree(parse(t, test.page)).Blocks {
			got = append(got, b.Group)
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: got %v, want %v", test.page, got, test.want)
		}
	}
}

func TestElements(t *testing.T) {
	page := blocks.FromTree(parse(t, `<div id="content" class="postBody"><p class="lead">a</p><x-b class="byline">b <i>c</i></x-b> d</div>`))
	at := func(i int) blocks.Element { return page.Elements[page.At[i]] }
	if e := at(0); e.Tag != atom.P || e.Hints&blocks.HintSummary == 0 || page.Blocks[0].Node != e.Node {
		t.Errorf("the first block stands in %v with hints %b", e.Tag, e.Hints)
	}
	if e := at(1); e.Tag != atom.Div || e.Hints&blocks.HintContent == 0 || e.Hints&blocks.HintPost == 0 {
		t.Errorf("a block that only begins in a custom element stands in %v with hints %b", e.Tag, e.Hints)
	}
	if e := page.Elements[0]; e.Parent != -1 || e.First != 0 || e.End != 2 {
		t.Errorf("the root is %+v", e)
	}
	a := blocks.FromTree(parse(t, `<p class="item-17">a</p>`))
	b := blocks.FromTree(parse(t, `<p class="item-2048">b</p>`))
	if a.Elements[a.At[0]].Shape != b.Elements[b.At[0]].Shape {
		t.Error("numbers in a class change the shape")
	}
	inline := blocks.FromTree(parse(t, `<p><span class="byline">By Ada</span> at noon</p>`))
	if inline.Inline[0]&blocks.HintAuthor == 0 {
		t.Error("the hints of an inline element that a block begins with are lost")
	}
}

// A caller's tree may be a part of a page, and what no parser makes.
func TestTreesOfCallers(t *testing.T) {
	element := func(tag string, children ...*html.Node) *html.Node {
		n := &html.Node{Type: html.ElementNode, Data: tag, DataAtom: atom.Lookup([]byte(tag))}
		for _, c := range children {
			n.AppendChild(c)
		}
		return n
	}
	text := func(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }
	stands := &html.Node{Type: html.ElementNode, Data: "img", DataAtom: atom.Img, Attr: []html.Attribute{{Key: "src", Val: "a.png"}}}
	for _, test := range []struct {
		name string
		root *html.Node
		want string
	}{
		{"an image for readers without scripts, in a tree that was parsed for them", element("div", element("noscript", element("p", text("Switch on scripts"), stands))), `image: a.png ""`},
		{"a list", element("ol", element("li", text("a"))), "list-item list=1 number=1: a"},
		{"a text", text("a"), "paragraph: a"},
		{"an inline element", element("b", text("a")), "paragraph: <b>a</b>"},
		{"text in a table", element("table", text("a"), element("tr", element("td", text("b")), element("td", text("c"))), element("div", text("d")), element("tr", element("td", text("e")), element("td", text("f")))),
			"paragraph: a\nrow: b | c\nparagraph: d\nrow: e | f"},
		{"nothing", &html.Node{Type: html.DocumentNode}, ""},
	} {
		page := blocks.FromTree(test.root)
		if got := show(page.Blocks); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
		checkPage(t, page)
	}
	for _, tags := range [][]string{{"div"}, {"b", "div"}, {"span"}, {"ul", "li"}, {"blockquote"}, {"x-a"}} {
		root := element("body")
		n := root
		for i := range 100_000 {
			c := element(tags[i%len(tags)], text("a "))
			n.AppendChild(c)
			n = c
		}
		if page := blocks.FromTree(root); len(page.Blocks) == 0 {
			t.Errorf("nothing of %v, 100,000 deep", tags)
		}
	}
}

// Many noscript elements in each other are read once.
func TestNestedNoscript(t *testing.T) {
	root := parse(t, "<body>"+strings.Repeat("<noscript><p>", 100_000))
	if got := show(blocks.FromTree(root).Blocks); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestFromTreeInParallel(t *testing.T) {
	const page = "<h1>a</h1><p>b <a href=1>c</a></p><ul><li>d</ul>"
	root := parse(t, page)
	want := show(blocks.FromTree(root).Blocks)
	done := make(chan string)
	for range 8 {
		go func() {
			got := want
			for range 50 {
				if s := show(blocks.FromTree(root).Blocks); s != want {
					got = s
				}
			}
			done <- got
		}()
	}
	for range 8 {
		if got := <-done; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	page := blocks.FromTree(parse(t, `<p>See <a href="/a"> one </a> and <a href="/b">two</a>.</p>`))
	want := []rules.Link{{Text: "one", URL: "/a"}, {Text: "two", URL: "/b"}}
	if got := page.Blocks[0].Links(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
