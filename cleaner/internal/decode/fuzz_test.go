package decode

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// broken are pieces of what a fuzzer should start from.
var broken = []string{
	"",
	"plain text",
	"<!DOCTYPE html><title>T</title><p>One<p>Two",
	"<table>a<tr>b<td>c<table><caption>d</table>e<li>f</table>",
	"<b><p>a</b>b<a href=x>c<div><a>d</a></div><font size=1><p>e",
	"<ul><li>a<ul><li>b</ul><dl><dt>c<dd>d</dl></ul></li>",
	"<svg><title/><style/><foreignObject><p>a</foreignObject></svg><math><annotation-xml>b",
	"<select><option>a<optgroup><option>b</select><template><td>c</template>",
	"<script>a</script><textarea><p></textarea><noscript><p>b</noscript><plaintext>c</p>",
	"<body a=1><html b=2><head><body c=3></body>a</html>b<frameset><frame>",
	"a\x00b\xff\xfec\xe4\xb8",
	"\xff\xfea\x00\n\x00",
	"\xfe\xff\x00a\x00\n",
	"\xef\xbb\xbfa",
	"<meta charset=shift_jis>\x83e\x83X\x83g",
	"<?xml version='1.0' encoding='koi8-r'?><html>\xf4\xc5\xd3\xd4",
	"\x1b$B%F%9%H\x1b(B",
	`{"a": [1, "b"]}`,
	"%PDF-1.4",
}

// FuzzParse checks that every page has a tree, that flattening one keeps all its text in order and nothing too deep, and that the tree holds together.
func FuzzParse(f *testing.F) {
	for _, page := range broken {
		f.Add([]byte(page), uint16(0))
		f.Add([]byte(page), uint16(maxDepth-4))
		f.Add([]byte(page), uint16(2*maxDepth))
	}
	f.Fuzz(func(t *testing.T, page []byte, deep uint16) {
		page = append(bytes.Repeat([]byte("<div>"), int(deep)%(2*maxDepth+1)), page...)
		if root := Parse(page); root == nil || root.Type != html.DocumentNode {
			t.Fatal("no tree")
		}
		root := flatten(page)
		if d := depth(root); d > maxDepth {
			t.Errorf("%d elements deep", d)
		}
		for n := range root.Descendants() {
			if n.PrevSibling != nil && n.PrevSibling.NextSibling != n || n.PrevSibling == nil && n.Parent.FirstChild != n {
				t.Fatal("the tree does not hold together")
			}
		}
		// What is text depends on the tree in drawings and formulas.
		if lower := bytes.ToLower(page); !bytes.Contains(lower, []byte("<svg")) && !bytes.Contains(lower, []byte("<math")) {
			if got, want := words(root), tokenText(string(page)); got != want {
				t.Errorf("text: got %q, want %q", got, want)
			}
		}
	})
}

// FuzzText checks that text in any bytes comes out as valid UTF-8 without NUL characters, and that text that was so before stays as it was.
func FuzzText(f *testing.F) {
	for _, text := range broken {
		f.Add([]byte(text), "")
		f.Add([]byte(text), "text/html; charset=shift_jis")
		f.Add([]byte(text), "text/html; charset=utf-16")
	}
	for _, p := range prose {
		f.Add(encode(f, p.text, strings.Fields(p.charsets)[0]), "")
		f.Add(encode(f, p.text, "utf-16le"), "")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		before := bytes.Clone(data)
		page, name := decode(data, contentType, true)
		text := PlainText(data, contentType)
		if !bytes.Equal(data, before) {
			t.Fatal("the input was changed")
		}
		for _, s := range []string{string(page), text} {
			if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
				t.Errorf("read as %s: %q", name, s)
			}
		}
		if lookup(name) != name {
			t.Errorf("no charset has the name %q", name)
		}
		plain := !bytes.ContainsAny(data, "\x00\x1b") && !bytes.HasPrefix(data, []byte("\xef\xbb\xbf"))
		if meant := once(data); utf8.Valid(data) && plain && (text != string(meant) || !bytes.Equal(page, meant)) {
			t.Errorf("read as %s: %q", name, text)
		}
	})
}

// FuzzSniff checks that Sniff names what it refuses and nothing else, and that it does not matter whether a text is in UTF-8 or UTF-16.
func FuzzSniff(f *testing.F) {
	for _, data := range broken {
		f.Add([]byte(data), "")
		f.Add([]byte(data), "text/html")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		k, what := Sniff(data, contentType)
		if (k == Binary) != (what != "") || k > Binary {
			t.Errorf("kind %d, what %q", k, what)
		}
		if blank := len(bytes.TrimSpace(data)) == 0; blank && k != Empty {
			t.Errorf("white space is of kind %d %q", k, what)
		}
		if k == HTML || k == Text {
			if !utf8.Valid(data) || bytes.ContainsAny(data, "\x00\x1b") || bytes.HasPrefix(data, []byte("\ufeff")) || len(data) > sniffed {
				return
			}
			if got, what := Sniff(append([]byte("\xff\xfe"), encode(t, string(data), "utf-16le")...), contentType); got != k {
				t.Errorf("kind %d, but %d %q in UTF-16", k, got, what)
			}
		}
	})
}
