package decode

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func render(t testing.TB, n *html.Node) string {
	t.Helper()
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// words returns the text of a tree with its white space collapsed.
func words(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// depth returns how many elements stand in each other at most.
func depth(root *html.Node) int {
	deepest := 0
	for n, d := root, 0; ; {
		deepest = max(deepest, d)
		if n.FirstChild != nil {
			n, d = n.FirstChild, d+1
			if n.Type != html.ElementNode {
				deepest = max(deepest, d-1)
			}
			continue
		}
		for n.NextSibling == nil {
			if n == root {
				return deepest
			}
			n, d = n.Parent, d-1
		}
		n = n.NextSibling
	}
}

func count(root *html.Node) int {
	n := 0
	for range root.Descendants() {
		n++
	}
	return n
}

func TestParseIsHTMLParse(t *testing.T) {
	for _, page := range []string{
		"",
		"plain",
		"<p>One<p>Two",
		"<!DOCTYPE html><html lang=de><head><title>T</title></head><body class=x><ul><li>a<li>b</ul><table><tr><td>x</table></body></html>",
		"<b><p>one</b>two</p><table>stray<tr><td>cell</table><a href=x>l<div>m</a>n",
		strings.Repeat("<div>", 500) + "deep",
		"<html><body><p>trunca",
		"<p title=\"never closed>text",
		"<p>\xff\xfe bad bytes",
	} {
		want, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := render(t, Parse([]byte(page))), render(t, want); got != want {
			t.Errorf("%.80q:\ngot  %.300s\nwant %.300s", page, got, want)
		}
	}
}

// TestParseWhatHTMLParseCannot holds Parse to what no page may break: all text in its order, a tree that is not too deep, and no more nodes than the page
// has tags and texts.
func TestParseWhatHTMLParseCannot(t *testing.T) {
	const n = 100_000
	r := strings.Repeat
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, page := range map[string]string{
		"elements nested 100,000 deep":      r("<div>in ", n) + r("</div> out", n),
		"a million unclosed tags":           r("<div>", 10*n) + "end",
		"a million unclosed inline tags":    r("<b>", 10*n) + "end",
		"a million tags of all kinds":       r("<ul><li><b><p>x<table><tr><td><i>y <svg><g><font>", n),
		"text between unclosed tags":        r("<span>word ", n),
		"unclosed formatting in paragraphs": r("<p><b><i>word ", n),
		"formatting with attributes":        "<p>" + numbered("<font size=%d>", 400) + r("<p>word ", n),
		"all the formatting elements":       "<p>" + r("<b><big><code><em><font><i><s><small><strike><strong><tt><u>", 3) + r("<p>word ", n),
		"a body for each attribute":         numbered("<body a%d=1>word ", n),
		"a root for each attribute":         numbered("<html a%d=1>", n) + "word",
		"tables in tables":                  r("<table><tr><td>cell ", n),
		"rows without cells":                r("<table><tr>stray ", n),
		"lists in lists":                    r("<ul><li>item ", n),
		"quotations":                        r("<blockquote><p>word</p>", n),
		"end tags that match far away":      r("<div>", n) + "<table><tr><td>" + r("<span>", n) + "in" + r("</div>", n) + "out",
		"end tags that match nothing":       r("<div>", n) + r("</section>", n) + "word",
		"unknown elements":                  r("<x-y>word ", n),
		"objects":                           r("<object>word ", n),
		"templates":                         r("<template>word ", n),
		"drawings":                          r("<svg><title>word ", n),
		"misnested":                         r("<a href=x><div>word </a>", n),
		"forms":                             r("<form><div>word </form>", n),
		"options":                           r("<div><select><option>word ", n),
		"scripts":                           r(`<div><script type="application/ld+json">a<b>c</script>word `, n),
		"scripts that are skimmed off":      r("<div><script>a</script> word ", n),
		"deep in the middle, then ordinary": "<p>first</p>" + r("<div>", 600) + "deep" + r("</div>", 600) + "<p>last</p>",
		"void elements in the deep":         r("<div>", 600) + r("a<br>b<img src=x>c<hr>", n),
		"words marked up in the deep":       r("<div>", 600) + "<p>one <b>two</b> <a href=x>three</a></p><p>four</p>" + "five",
		"a line of many megabytes":          "<p>" + r("word ", 1_000_000),
		"an attribute of many megabytes":    "<p title='" + r("word ", 1_000_000) + "'>word",
		"angle brackets":                    r("< ", 10*n),
		"unclosed comments":                 r("<div>", 600) + "word<!-- " + r("<!--", n),
		"broken end tags":                   r("<div>", 600) + r("</ >", n) + "word",
		"a hundred thousand attributes":     "<p " + numbered("a%d ", n) + ">word",
	} {
		t.Run(name, func(t *testing.T) {
			root := Parse([]byte(page))
			if got, want := words(root), tokenText(string(skim([]byte(page), nil))); got != want {
				t.Errorf("text: got %d bytes %.100q…, want %d bytes %.100q…", len(got), got, len(want), want)
			}
			if d := depth(root); d > maxDepth {
				t.Errorf("%d elements deep", d)
			}
			// For each tag there may be a text after it, and a row and a cell that it implies.
			if got, most := count(root), 4*strings.Count(page, "<")+10; got > most+1<<21 {
				t.Errorf("%d nodes of %d tags", got, strings.Count(page, "<"))
			}
		})
	}
}

// tokenText returns the text between a page's tags with its white space collapsed.
func tokenText(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for foreign := false; ; {
		if foreign {
			z.NextIsNotRawText()
		}
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "svg" {
				foreign = true
			}
		}
	}
}

// TestFlatten shows what a flattened page keeps of its structure.
func TestFlatten(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"a page", "<!DOCTYPE html><html lang=en><head><title>T</title><meta name=a></head><body id=b><h1>H</h1><p>One &amp; two</p></body></html>",
			`<html lang="en"><head><title>T</title><meta name="a"/></head><body id="b"><h1>H</h1><p>One &amp; two</p></body></html>`},
		{"no head and body", "<title>T</title><p>One", `<html><head><title>T</title></head><body><p>One</p></body></html>`},
		{"text first", "One<title>T</title>", `<html><head></head><body>One<title>T</title></body></html>`},
		{"paragraphs without end tags", "<p>One<p>Two<div>Three<p>Four</div>Five",
			`<html><head></head><body><p>One</p><p>Two</p><div>Three<p>Four</p></div>Five</body></html>`},
		{"list items without end tags", "<ul><li>One<ul><li>Two<li>Three</ul><li>Four</ul>",
			`<html><head></head><body><ul><li>One<ul><li>Two</li><li>Three</li></ul></li><li>Four</li></ul></body></html>`},
		{"terms", "<dl><dt>A<dd>B<dt>C<dd>D</dl>", `<html><head></head><body><dl><dt>A</dt><dd>B</dd><dt>C</dt><dd>D</dd></dl></body></html>`},
		{"cells without end tags", "<table><thead><tr><th>A<th>B<tbody><tr><td>C<td>D<tr><td>E</table>F",
			`<html><head></head><body><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>C</td><td>D</td></tr><tr><td>E</td></tr></tbody></table>F</body></html>`},
		{"a table in a cell", "<table><tr><td>A<table><tr><td>B</table>C<td>D</table>",
			`<html><head></head><body><table><tr><td>A<table><tr><td>B</td></tr></table>C</td><td>D</td></tr></table></body></html>`},
		{"text beside the cells", "<table>A<tr>B<td>C</table>",
			`<html><head></head><body><table><tr><td>A</td></tr><tr><td>B</td><td>C</td></tr></table></body></html>`},
		{"cells outside of a table", "<td>A</td><tr>B", `<html><head></head><body>AB</body></html>`},
		{"an end tag does not reach out of a cell", "<div><table><tr><td>A</div>B</table>C</div>D",
			`<html><head></head><body><div><table><tr><td>AB</td></tr></table>C</div>D</body></html>`},
		{"an end tag of an inline element does not end a block", "<b><p>A</b>B</p>C", `<html><head></head><body><b><p>AB</p>C</b></body></html>`},
		{"a link ends a link", "<a href=x>A<a href=y>B</a>", `<html><head></head><body><a href="x">A</a><a href="y">B</a></body></html>`},
		{"headings", "<h1>A</h2>B<h2>C<h3>D</h3>", `<html><head></head><body><h1>A</h1>B<h2>C</h2><h3>D</h3></body></html>`},
		{"options", "<select><option>A<option>B</select>C", `<html><head></head><body><select><option>A</option><option>B</option></select>C</body></html>`},
		{"scripts", "<p>A<script>if (a<b) x('</p>')</script>B", `<html><head></head><body><p>A<script>if (a<b) x('</p>')</script>B</p></body></html>`},
		{"an empty style in a drawing", "<svg><style/><path d=x /></svg>A", `<html><head></head><body><svg><style></style><path d="x"></path></svg>A</body></html>`},
		{"</br>", "A</br>B", `<html><head></head><body>A<br/>B</body></html>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := render(t, flatten([]byte(test.page))); got != test.want {
				t.Errorf("%s\ngot  %s\nwant %s", test.page, got, test.want)
			}
		})
	}
}

// TestFlattenDeep shows what becomes of the elements that stand too deep.
func TestFlattenDeep(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"blocks follow each other", "<div>A<div>B</div>C</div>D<p>E", "<div>A</div><div>B</div>CD<p>E</p>"},
		{"words stay together", "<p>A <b>B</b> <a href=x>C</a>D</p>E", "<p>A B CD</p>E"},
		{"empty elements stay in place", "<p>A<br>B<img src=x></p><hr>C", `<p>A<br/>B<img src="x"/></p><hr/>C`},
		{"scripts stay scripts", "<p>A<script>b<c</script>D", "<p>A</p><script>b<c</script>D"},
		{"lists", "<ul><li>A<li>B</ul>C", "<ul></ul><li>A</li><li>B</li>C"},
		{"cells become blocks", "<table><tr><td>A<td>B</table>C", "<div></div><div></div><div>A</div><div>B</div>C"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := flatten([]byte(strings.Repeat("<section>", maxDepth) + "<i></i>" + test.page))
			var floor *html.Node
			for n := range root.Descendants() {
				if n.Data == "section" && n.FirstChild != nil && n.FirstChild.NextSibling != nil {
					floor = n
				}
			}
			if floor == nil {
				t.Fatal("nothing was appended to the deepest element")
			}
			var b bytes.Buffer
			for c := floor.FirstChild; c != nil; c = c.NextSibling {
				if c.Data != "section" {
					if err := html.Render(&b, c); err != nil {
						t.Fatal(err)
					}
				}
			}
			if b.String() != test.want {
				t.Errorf("got  %s\nwant %s", &b, test.want)
			}
		})
	}
}

func TestFlattenLeavesTheDeepAgain(t *testing.T) {
	page := strings.Repeat("<div>", 600) + "<b>deep" + strings.Repeat("</div>", 600) + "<article><p>shallow <b>word</b></p></article>"
	if got := render(t, Parse([]byte(page))); !strings.HasSuffix(got, "</div><article><p>shallow <b>word</b></p></article></body></html>") {
		t.Errorf("got %s", got[max(0, len(got)-200):])
	}
}
