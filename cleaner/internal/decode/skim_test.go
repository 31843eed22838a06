package decode

import (
	"bytes"
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
		{"drawing without end", "<svg><path/>b", "<svg><path/>b"},
		{"quoted markup", `<a title="<script>">a</a><a title='<!--'>b</a><a title=it's>c</a><!-- x -->`, `<a title="<script>">a</a><a title='<!--'>b</a><a title=it's>c</a>`},
		{"text that is no markup", "<textarea><!-- a --></textarea><noscript><!-- b --></noscript>1 < 2 <!-- c -->", "<textarea><!-- a --></textarea><noscript><!-- b --></noscript>1 < 2 "},
		{"tag without end", "<p>a<script src='x", "<p>a<script src='x"},
		{"long settings of scripts", `<div data-app="` + long + `" class=a data-x='` + long + `'>b</div>`, `<div data-app="" class=a data-x=''>b</div>`},
		{"short settings, and what may be an image", `<img data-id="b" data-src="` + long + `" alt="` + long + `">`, `<img data-id="b" data-src="` + long + `" alt="` + long + `">`},
		{"settings of a script", `a<script data-app="` + long + `">x</script>b`, `a<script data-app="` + long + `"></script>b`},
		{"nothing to cut", "<p>a</p>", "<p>a</p>"},
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

// FuzzSkim holds that what is cut makes no difference to what a reader sees.
func FuzzSkim(f *testing.F) {
	f.Add("<html><head><style>a</style></head><body><p>a<!-- b -->c<script>d</script><svg><path/></svg>e</body>")
	f.Add("<table><tr><script>x</script><td>a<svg><g></g></svg></table>b")
	f.Add("<select><script>a</script><option>b</select><p><svg/>c")
	f.Add("<title><!-- a --></title><a title='<svg>'>b</a>")
	f.Add("<div data-a='" + strings.Repeat("<p>", 70) + "'>b</div><svg data-b=\"" + strings.Repeat("x", 300) + "\"><g/></svg>c")
	f.Fuzz(func(t *testing.T, page string) {
		whole, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return
		}
		skimmed, err := html.Parse(bytes.NewReader(skim([]byte(page), nil)))
		if err != nil {
			t.Fatal(err)
		}
		if a, b := seen(whole), seen(skimmed); a != b {
			t.Errorf("%q shows %q, skimmed %q", page, a, b)
		}
	})
}

// seen is the text that a page shows, with the elements that it stands in.
func seen(n *html.Node) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(strings.Join(strings.Fields(n.Data), ""))
		case n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.Namespace != ""):
			return
		case n.Type == html.ElementNode:
			out.WriteString("<" + n.Data + ">")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return out.String()
}
