package decode

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	article := strings.Repeat("The ferry leaves at nine. It has done so for forty years, in any weather.\n\n", 30)
	noise := make([]byte, 4096)
	random := rand.NewChaCha8([32]byte{})
	random.Read(noise)
	zip := "PK\x03\x04\x14\x00\x06\x00" + strings.Repeat("\x00", 22)

	for _, test := range []struct {
		name, data, contentType string
		kind                    Kind
		what                    string
	}{
		{"no bytes", "", "", Empty, ""},
		{"white space", " \r\n\t\n", "text/html", Empty, ""},
		{"a byte order mark", "\xef\xbb\xbf", "", Empty, ""},
		{"a byte order mark of UTF-16", "\xff\xfe", "", Empty, ""},
		{"zero bytes", "\x00\x00\x00\x00\x00\x00", "", Empty, ""},

		{"a page", "<!DOCTYPE html><html><body><p>Hello</p></body></html>", "", HTML, ""},
		{"a page with a long doctype", "\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\n\"http://www.w3.org/TR/html4/strict.dtd\">\n<p>Hello", "", HTML, ""},
		{"a page after a mark", "\xef\xbb\xbf<HTML><title>Hello</title>", "", HTML, ""},
		{"a page after much white space", strings.Repeat("\r\n", 50000) + "<body>Hello", "", HTML, ""},
		{"a page after comments", "<!-- cached -->\n<!-- at noon -->\n<html>", "", HTML, ""},
		{"a comment alone", "<!-- nothing here -->", "", HTML, ""},
		{"a comment that never ends", "<!-- nothing <p>here", "", HTML, ""},
		{"XHTML", `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml">`, "", HTML, ""},
		{"XHTML without doctype", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, "application/xhtml+xml", HTML, ""},
		{"a piece of XHTML", `<?xml version="1.0"?><div xmlns="http://www.w3.org/1999/xhtml">Hello</div>`, "", HTML, ""},
		{"a script's page", "<?php echo 1 ?>\n<html>", "", HTML, ""},
		{"a truncated page", "<html><head><meta charset=utf-8><title>Hel", "", HTML, ""},
		{"a doctype cut off", "<!DOCTYPE html", "", HTML, ""},
		{"paragraphs", "<p>One.</p><p>Two.</p>", "", HTML, ""},
		{"one div", "<div>" + article + "</div>", "", HTML, ""},
		{"one div with a class", "<div class=story>Hello</div>", "", HTML, ""},
		{"a piece that starts with an icon", "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg><p>Hello</p>", "", HTML, ""},
		{"text before the first tag", "Hello, <b>world</b>.<br>How are you?", "", HTML, ""},
		{"a warning before the page", "Warning: cannot modify header in index.php on line 3\n<!DOCTYPE html>\n<html>" + article, "", HTML, ""},
		{"an article with line breaks", strings.ReplaceAll(article, "\n\n", "<br><br>\n"), "", HTML, ""},
		{"text with links", strings.ReplaceAll(article, "ferry", `<a href="/ferry">ferry</a>`), "", HTML, ""},
		{"a page with zero bytes", "<html>\x00<p>a\x00b</p>", "", HTML, ""},
		{"a page full of control characters", "<html>" + strings.Repeat("\x01", 100), "", HTML, ""},
		{"a page sent as text", "<!DOCTYPE html><p>Hello", "text/plain", HTML, ""},
		{"few tags sent as HTML", article + "<b>Hello</b>", "text/html; charset=utf-8", HTML, ""},
		{"a custom element", "<my-app><div class=x>Hello</div></my-app>", "", HTML, ""},

		{"an article", article, "", Text, ""},
		{"an article sent as HTML", article, "text/html", Text, ""},
		{"a heart", "I <3 the ferry, and 4 < 5 > 3.", "", Text, ""},
		{"addresses", "Anna Berg <anna@example.org> wrote to <https://example.org/ferry>:\n" + article, "", Text, ""},
		{"a chat", "<anna> are you there?\n<berg> yes\n<anna> good", "", Text, ""},
		{"an article about HTML", article + "Put the text into a <p> or a <div>; <b> makes it bold.\n\n" + article, "", Text, ""},
		{"an article with one bold word", article + "It is <b>never</b> late.\n\n" + article, "", Text, ""},
		{"a piece of HTML sent as text", "<p>One.</p>", "text/plain; charset=utf-8", Text, ""},
		{"Markdown", "# The ferry\n\n" + article + "- [Map](map.png)\n- <https://example.org>\n", "", Text, ""},
		{"a bracket first", "[Updated] The ferry leaves at ten.", "", Text, ""},
		{"a brace first", "{The ferry} leaves at ten.", "", Text, ""},
		{"a footnote first", "[1] The ferry leaves at ten.", "", Text, ""},
		{"one letter", "a", "", Text, ""},
		{"a text with zero bytes", "Hello\x00 world.\x00 How are you?\x00", "", Text, ""},
		{"a text with much padding", "Hello." + strings.Repeat("\x00", 4096), "", Text, ""},
		{"a text with colours", "\x1b[31mHello\x1b[0m \x1b[1mworld\x1b[0m", "", Text, ""},
		{"a text cut off in a character", strings.Repeat("Fähre ", 3000) + "\xc3", "", Text, ""},
		{"Windows-1252", "Die F\xe4hre f\xe4hrt um zehn.", "", Text, ""},
		{"Shift JIS", "\x83t\x83F\x83\x8a\x81[\x82\xcd\x8f\\\x8e\x9e\x82\xc9\x8fo\x82\xdc\x82\xb7\x81B", "", Text, ""},
		{"a famous abbreviation", "BM Services and MZ Trading sell ID3 tags and OTTO motors.", "", Text, ""},

		{"RSS", `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>`, "", Binary, "an RSS feed"},
		{"RSS without declaration", `<rss version="2.0"><channel>`, "text/html", Binary, "an RSS feed"},
		{"RSS 1.0", "<?xml version='1.0'?>\n<!-- x -->\n<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "", Binary, "an RSS feed"},
		{"Atom", `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">`, "", Binary, "an Atom feed"},
		{"a sitemap", `<?xml version="1.0"?><urlset xmlns="x"><url>`, "", Binary, "a sitemap"},
		{"an SVG image", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>` + "\n", "", Binary, "an SVG image"},
		{"XML", `<?xml version="1.0"?><!DOCTYPE note SYSTEM "x.dtd"><note><to>Anna</to></note>`, "", Binary, "an XML document"},
		{"a JSON object", `{"title": "The ferry", "html": "<p>Hello</p>"}`, "", Binary, "a JSON document"},
		{"a JSON array", `[{"title": "The ferry"}, 2, null]`, "", Binary, "a JSON document"},
		{"JSON lines", "{\"id\": 1}\n{\"id\": 2}\n", "", Binary, "a JSON document"},
		{"much JSON", `{"text": ["` + strings.Repeat("ferry", 10000) + `"]}`, "", Binary, "a JSON document"},
		{"JSON cut off", `{"text": tr`, "", Binary, "a JSON document"},

		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<", "text/html", Binary, "a PDF document"},
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "", Binary, "a PNG image"},
		{"JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF\x00", "", Binary, "a JPEG image"},
		{"GIF", "GIF89a\x01\x00\x01\x00", "", Binary, "a GIF image"},
		{"WebP", "RIFF\x24\x00\x00\x00WEBPVP8 ", "", Binary, "a WebP image"},
		{"AVIF", "\x00\x00\x00\x20ftypavif\x00\x00\x00\x00", "", Binary, "an AVIF image"},
		{"MP4", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "", Binary, "an MP4 video"},
		{"MP3", "ID3\x03\x00\x00\x00\x00\x0f\x76", "", Binary, "an MP3 recording"},
		{"ZIP", zip + "notes.txt", "", Binary, "a ZIP archive"},
		{"Word", zip + "[Content_Types].xml", "", Binary, "an Office document"},
		{"EPUB", zip + "mimetypeapplication/epub+zip", "", Binary, "an EPUB book"},
		{"old Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "", Binary, "an Office document"},
		{"gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00", "", Binary, "a gzip archive"},
		{"tar", "notes.txt" + strings.Repeat("\x00", 248) + "ustar\x0000", "", Binary, "a tar archive"},
		{"WARC", "WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", Binary, "a WARC archive"},
		{"RTF", `{\rtf1\ansi Hello}`, "", Binary, "an RTF document"},
		{"a program", "\x7fELF\x02\x01\x01\x00", "", Binary, "a program"},
		{"noise", string(noise), "", Binary, "binary data"},
		{"noise sent as HTML", string(noise), "text/html", Binary, "binary data"},
		{"numbers", strings.Repeat("\x01\x00\x00\x00\xe8\x03\x00\x00", 100), "", Binary, "binary data"},
	} {
		t.Run(test.name, func(t *testing.T) {
			k, what := Sniff([]byte(test.data), test.contentType)
			if k != test.kind || what != test.what {
				t.Errorf("got %d %q, want %d %q", k, what, test.kind, test.what)
			}
		})
	}
}

func TestSniffReadsEveryCharset(t *testing.T) {
	for _, p := range prose {
		for charset := range strings.FieldsSeq(p.charsets) {
			for page, want := range map[string]Kind{
				"<!DOCTYPE html><title>%s</title>": HTML,
				"<div><p>%s</p></div>":             HTML,
				"%s":                               Text,
			} {
				data := encode(t, fmt.Sprintf(page, p.text), charset)
				if k, what := Sniff(data, ""); k != want {
					t.Errorf("%s in %s: got %d %q, want %d", fmt.Sprintf(page, p.language), charset, k, what, want)
				}
			}
		}
	}
}
