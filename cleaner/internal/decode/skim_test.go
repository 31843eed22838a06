package decode

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestSkim(t *testing.T) {
	long := strings.Repeat("settings ", 30)
	for _, c := range []struct{ name, page, want string }{
		{"script", "<p>a<script>if (a < b) x = '<p>';</script>b</p><script>x</script>c", "<p>a<script></script>b</p>c"},
		{"script in capitals", "<SCRIPT src=x></Script >b", "b"},
		{"structured data stays", `<script type="application/ld+json">{"@type": "Article"}</script>b`, `<script type="application/ld+json">{"@type": "Article"}</script>b`},
		{"old script in a comment", "<script><!--\nx()\n//--></script>b", "b"},
		{"script that writes a script", "<script><!-- '<script>' </script> --></script>b", "<script><!-- '<script>' </script> --></script>b"},
		{"end tag in a string", `<script>"<\/script>"</script>b`, "b"},
		{"style", "<style>p > b {}</style>b", "b"},
		{"comment", "<p>a <!-- <p>x</p> -->b", "<p>a b"},
		{"what would become markup", "<<!-- x -->p>&l<!-- y -->t;", "<<!---->p>&l<!---->t;"},
		{"comment of nothing", "<!-->a<!-- b -->c", "<!-->a<!-- b -->c"},
		{"comment with an odd end", "<!-- a --!> b <!-- c -->", "<!-- a --!> b <!-- c -->"},
		{"comment without end", "a<!-- b", "a<!-- b"},
		{"drawing", `<svg class="i" viewBox='0 0 1 1'><path d="M0"/><g><title>x</title></g></svg>b`, `<svg class="i" viewBox='0 0 1 1'></svg>b`},
		{"drawing in a drawing", "<svg><svg><path/></svg></svg>b", "<svg></svg>b"},
		{"drawing that HTML ends", "<svg><path/><p>text</p></svg>b", "<svg><path/><p>text</p></svg>b"},
		{"drawing that ends what it stands in", "<g><svg><path></g>a</svg></g>b", "<g><svg><path></g>a</svg></g>b"},
		{"drawing without end", "<svg><path/>b", "<svg><path/>b"},
		{"drawing among some that go wrong", "<svg><p></svg><svg><p></svg><svg><path/></svg>b", "<svg><p></svg><svg><p></svg><svg></svg>b"},
		{"drawing after many without end", strings.Repeat("<svg>", 30) + "<svg><path/></svg>b", strings.Repeat("<svg>", 30) + "<svg><path/></svg>b"},
		{"quoted markup", `<a title="<script>">a</a><a title='<!--'>b</a><a title=it's>c</a><!-- x -->`, `<a title="<script>">a</a><a title='<!--'>b</a><a title=it's>c</a>`},
		{"text that is no markup", "<textarea><!-- a --></textarea><noscript><!-- b --></noscript>1 < 2 <!-- c -->", "<textarea><!-- a --></textarea><noscript><!-- b --></noscript>1 < 2 "},
		{"tag without end", "<p>a<script src='x", "<p>a<script src='x"},
		{"long settings of scripts", `<div data-app="` + long + `" class=a data-x='` + long + `'>b</div>`, `<div data-app="" class=a data-x=''>b</div>`},
		{"short settings, and what may be an image", `<img data-id="b" data-src="` + long + `" alt="` + long + `">`, `<img data-id="b" data-src="` + long + `" alt="` + long + `">`},
		{"settings of a script", `a<script data-app="` + long + `">x</script>b`, `a<script data-app="` + long + `"></script>b`},
		{"style and filter in a drawing", "<svg><style>.a{}</style><filter><feBlend/></filter></svg>b", "<svg></svg>b"},
		{"style in a drawing that HTML ends", "<svg><style><p>a</p></style></svg><!-- b -->", "<svg><style><p>a</p></style></svg><!-- b -->"},
		{"nothing to cut", "<p>a</p>", "<p>a</p>"},

		{"between blocks", "<div>\n <p>a</p>\r\n\t<p>b </p>\n</div>\n<h2> c</h2>", "<div><p>a</p><p>b </p></div><h2> c</h2>"},
		{"in the head", "<!DOCTYPE html>\n<html>\n <head>\n <meta charset=utf-8>\n <title> a </title>\n <link rel=x> </head>\n<body> <p>b",
			"<!DOCTYPE html><html><head><meta charset=utf-8><title> a </title><link rel=x></head><body><p>b"},
		{"of tables", "<TABLE> <TR> <TD>a</TD> <TD> <p>b</TD> </TR> </TABLE> <p>", "<TABLE> <TR> <TD>a</TD><TD><p>b</TD> </TR> </TABLE><p>"},
		{"where a block begins or ends with an element of words", "<li> <a>a</a> </li> <li> <img> </li> </ul> <p>", "<li><a>a</a></li><li><img></li></ul><p>"},
		{"around what is cut", "<p>a</p> <!-- b --> <script>c</script> <p>d</p> <style>e</style></div> <p>", "<p>a</p><p>d</p> </div><p>"},
		{"between words", "<b>a</b> <i>b</i> <br> <input> <span>c</span> <x-d>d</x-d>", "<b>a</b> <i>b</i> <br> <input> <span>c</span> <x-d>d</x-d>"},
		{"around a script between words", "a<script>b</script> <b>c</b> <script>d</script> <i>e</i>", "a<script></script> <b>c</b>  <i>e</i>"},
		{"after a block", "<p>a</p> <b>b</b>", "<p>a</p> <b>b</b>"},
		{"end tags that may end nothing", "a</div> </section> </li>b", "a</div> </section> </li>b"},
		{"tags that may begin nothing", "a<td> <tr> <body> <meta>b", "a<td> <tr> <body> <meta>b"},
		{"before a table, which its text may stand before", "<b>a</b> <table> <td><p>b</td>c</table>", "<b>a</b> <table><td><p>b</td>c</table>"},
		{"a sign between blocks", "<div> < </div> </ul>a", "<div> < </div> </ul>a"},
		{"in preformatted text", "<pre> <div> </div> <p></pre> <textarea> <p> </textarea>", "<pre> <div> </div> <p></pre> <textarea> <p> </textarea>"},
		{"after preformatted text", "<pre>a</pre> <div> <p>b", "<pre>a</pre><div><p>b"},
		{"in an open element that marks up words", "<p><b>a</p> <p></i>b</p> <p></b>c</p> <p>d", "<p><b>a</p> <p></i>b</p> <p></b>c</p><p>d"},
		{"in one of two open ones", "<b><b><p> <p></b> <p></b> <p>", "<b><b><p> <p></b> <p></b><p>"},
		{"a link that ends another", "<a>a<a>b</a> <p> <p>", "<a>a<a>b</a><p><p>"},
		{"an end tag in a table that does not reach out of it", "<b><table><td></b> <p> <p></table></b> <p>", "<b><table><td></b> <p> <p></table></b> <p>"},
		{"in a drawing that is left", "<svg><foreignObject> <div> <p>a</div></svg> <div> <p>", "<svg><foreignObject> <div> <p>a</div></svg><div><p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := strings.Clone(c.page)
			page := []byte(c.page)
			if got := string(skim(page, nil)); got != c.want {
				t.Errorf("skim(%q) = %q, want %q", c.page, got, c.want)
			}
			if string(page) != before {
				t.Errorf("the page became %q", page)
			}
		})
	}
}

// TestSkimmedTree holds that a page's tree is what it was, less what is not read.
func TestSkimmedTree(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/pages/*.in.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages (%v)", err)
	}
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { compareSkimmed(t, string(page)) })
	}
	for i, page := range []string{
		"<ul>\n<li> <a href=x>a</a> </li>\n<li><p>b<li>c\n</ul>\n<dl> <dt>d <dd> e </dl>",
		"<table> <caption> a </caption> <thead> <tr> <th>b</th> <th>c</th> </tr> </thead> <tr><td> <div> d </div> <td>e </table> f",
		"<b>a<p> b</p> <p> c</p> </b> <p> d</p> <p><a href=x>e <div> f</div> </a> <div> g",
		"<table> a <tr> <b> b <td> c </b> <div> d </div> </table> <div> e </div> </b> <div> f",
		"<pre> <div> a </div>\n<div> b </div>\n</pre> <select> <option> c <div> d </select> <div> <p> e",
		"a</div> </div>b</p> </p>c<form> <form>d<td> </td>e<hr> <hr>f</body> </html> <p> g",
		"<head> <template> <div> <td> </template> <link> </head> <div> <svg><desc> <p> a </svg> <p> b <object> <p> c </object> <p> d",
	} {
		t.Run(strconv.Itoa(i), func(t *testing.T) { compareSkimmed(t, page) })
	}
}

// FuzzSkim holds that what is cut makes no difference to what a reader sees.
func FuzzSkim(f *testing.F) {
	f.Add("<html><head><style>a</style></head><body><p>a<!-- b -->c<script>d</script><svg><path/></svg>e</body>")
	f.Add("<table><tr><script>x</script><td>a<svg><g></g></svg></table>b")
	f.Add("<select><script>a</script><option>b</select><p><svg/>c")
	f.Add("<title><!-- a --></title><a title='<svg>'>b</a>")
	f.Add("<div data-a='" + strings.Repeat("<p>", 70) + "'>b</div><svg data-b=\"" + strings.Repeat("x", 300) + "\"><g/></svg>c")
	f.Add("<div> <p> <a>a</a> </p> <b>b</b> </div> </ul> c <!-- d --> <li> <hr> <form> <form> e")
	f.Add("<b> <p> <table> <tr> <td> </b> <div> a </table> <div> <i> b </b> <div> </i> <h1> c")
	f.Add("a < <b>b</b> <table> <td> <p>c</td>d <!-- e --> <p> </table> f <!-- g --> <p>")
	f.Add("<pre> <p> </pre> <select> <option> <div> a </select> <div> <svg> <a> <desc> <p> </svg> <p> b")
	f.Fuzz(compareSkimmed)
}

// compareSkimmed compares a page's tree with that of the skimmed page. Words that were apart must stay so.
func compareSkimmed(t *testing.T, page string) {
	whole, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return
	}
	skimmed, err := html.Parse(bytes.NewReader(skim([]byte(page), nil)))
	if err != nil {
		t.Fatal(err)
	}
	a, b := seen(whole), seen(skimmed)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if b[j] == ' ' && a[i] != ' ' { // in a table, a blank may follow its word out of it that would have stayed
			j++
			continue
		}
		if a[i] != b[j] {
			break
		}
		i, j = i+1, j+1
	}
	if i < len(a) || j < len(b) {
		t.Errorf("%q shows\n%s\nskimmed\n%s\ndifferent from\n%s", page, a, b, b[j:])
	}
}

// seen is the text that a page shows, its white space collapsed as browsers do, with the elements that it stands in and their attributes, but for what settings of scripts say.
func seen(n *html.Node) string {
	var out strings.Builder
	words, gap := false, false // in the open line; white space is due
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			for _, c := range []byte(n.Data) {
				if isSpace(c) {
					gap = true
					continue
				}
				if gap && words {
					out.WriteByte(' ')
				}
				words, gap = true, false
				out.WriteByte(c)
			}
			return
		}
		if n.Type == html.ElementNode {
			if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.Namespace != "" {
				return
			}
			out.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				if n.DataAtom == atom.Head {
					continue // what is cut before it might have begun another head
				}
				out.WriteString("|" + a.Key)
				if !isSettings([]byte(a.Key)) {
					out.WriteString("=" + strings.ReplaceAll(a.Val, " ", "_"))
				}
			}
			out.WriteString(">")
		}
		parts := elements[n.Data]&(block|tablePart) != 0 || n.DataAtom == atom.Body
		words, gap = words && !parts, gap && !parts
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		words, gap = words && !parts, gap && !parts
		if n.Type == html.ElementNode {
			out.WriteString("</>")
		}
	}
	walk(n)
	return out.String()
}
