package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// Kind says what an input is.
type Kind uint8

// The kinds of input.
const (
	Empty  Kind = iota // no bytes, or white space alone
	HTML               // a page or a piece of one
	Text               // plain text
	Binary             // neither: a file of another kind, or data for programs such as JSON and XML
)

// sniffed is how many bytes from the first one that is not white space decide what an input is.
const sniffed = 16 << 10

// Sniff tells what data is by its content. What names the thing that a Binary is, with its article: "a PDF document", "an RSS feed".
//
// A page needs no doctype: one that starts with an element of HTML is a page, and so is a text with about as many tags as lines. A text with a few angle
// brackets in it stays a text. The contentType, an HTTP header or "", only moves the threshold: text/html asks for one tag somewhere, text/plain for a
// whole document. JSON, feeds and other XML are Binary, for their markup would end up in the article; XHTML is a page.
func Sniff(data []byte, contentType string) (k Kind, what string) {
	head := data[:min(len(data), sniffed)]
	for _, m := range magics {
		if hasPattern(head, m.pattern) {
			return Binary, m.what
		}
	}
	body, name := cutMark(data)
	if name == "" {
		name = unmarkedUTF16(body)
	}
	if name == utf16LE || name == utf16BE {
		body = transcode(body[:min(len(body), 4*sniffed)], name)
	}
	body = bytes.TrimLeft(body, " \t\r\n\v\f\x00")
	if len(body) == 0 {
		return Empty, ""
	}
	head = body[:min(len(body), sniffed)]

	mediaType, _, _ := strings.Cut(contentType, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	if k, what := sniffMarkup(body, mediaType); k != Empty {
		return k, what
	}
	switch {
	case isJSON(head):
		return Binary, "a JSON document"
	case isBinary(head):
		return Binary, "binary data"
	case isTagged(head, mediaType):
		return HTML, ""
	}
	return Text, ""
}

// magics are the signatures of the files that are most often taken for pages. In a pattern, '?' stands for any byte; the first match counts.
var magics = []struct{ pattern, what string }{
	{"%PDF-", "a PDF document"},
	{"%!PS", "a PostScript document"},
	{`{\rtf`, "an RTF document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"},

	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"RIFF????WEBP", "a WebP image"},
	{"BM????\x00\x00\x00\x00", "a BMP image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"\x00\x00\x01\x00", "an icon"},
	{"8BPS\x00", "a Photoshop image"},
	{"\x00???ftypavif", "an AVIF image"},
	{"\x00???ftyphei", "an HEIC image"},
	{"\x00???ftypmif1", "an HEIC image"},

	{"\x00???ftyp", "an MP4 video"},
	{"\x1a\x45\xdf\xa3", "a Matroska video"},
	{"RIFF????AVI ", "an AVI video"},
	{"FLV\x01", "a Flash video"},
	{"RIFF????WAVE", "a WAV recording"},
	{"ID3\x02", "an MP3 recording"},
	{"ID3\x03", "an MP3 recording"},
	{"ID3\x04", "an MP3 recording"},
	{"OggS\x00", "an Ogg recording"},
	{"fLaC\x00", "a FLAC recording"},

	{"PK\x03\x04" + any26 + "mimetypeapplication/epub", "an EPUB book"},
	{"PK\x03\x04" + any26 + "mimetypeapplication/vnd.oasis", "an OpenDocument file"},
	{"PK\x03\x04" + any26 + "[Content_Types].xml", "an Office document"},
	{"PK\x03\x04", "a ZIP archive"},
	{"PK\x05\x06", "a ZIP archive"},
	{"\x1f\x8b\x08", "a gzip archive"},
	{"BZh?1AY&SY", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an XZ archive"},
	{"\x28\xb5\x2f\xfd", "a Zstandard archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{strings.Repeat("?", 257) + "ustar", "a tar archive"},
	{"WARC/1.", "a WARC archive"},
	{"From: <Saved by ", "an MHTML archive"},
	{"bplist00", "a property list"},

	{"wOFF\x00", "a font"},
	{"wOF2\x00", "a font"},
	{"\x00\x01\x00\x00\x00", "a font"},
	{"OTTO\x00", "a font"},
	{"\x7fELF", "a program"},
	{"MZ\x90\x00", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\x00asm", "a program"},
	{"SQLite format 3\x00", "an SQLite database"},
}

const any26 = "??????????????????????????" // the rest of a ZIP entry's header, up to its name

func hasPattern(data []byte, pattern string) bool {
	if len(data) < len(pattern) {
		return false
	}
	for i := range len(pattern) {
		if pattern[i] != '?' && pattern[i] != data[i] {
			return false
		}
	}
	return true
}

// xmlRoots are the kinds of XML that say what they are without an XML declaration.
var xmlRoots = map[string]string{
	"rss":          "an RSS feed",
	"rdf:rdf":      "an RSS feed",
	"feed":         "an Atom feed",
	"urlset":       "a sitemap",
	"sitemapindex": "a sitemap",
	"opml":         "an OPML document",
	"svg":          "an SVG image",
}

// sniffMarkup judges an input by its first element and what stands before it. It returns Empty if there is no markup at the start.
func sniffMarkup(body []byte, mediaType string) (Kind, string) {
	rest, xml, comment := body, false, false
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n\v\f\x00")
		end := ">"
		switch {
		case hasPrefixFold(rest, "<!doctype html"):
			return HTML, ""
		case hasPrefixFold(rest, "<?xml"):
			xml = true
		case bytes.HasPrefix(rest, []byte("<!--")):
			comment, end = true, "-->"
		case !hasPrefixFold(rest, "<!doctype") && !bytes.HasPrefix(rest, []byte("<?")):
			if k, what := sniffRoot(rest, mediaType, xml); k != Empty || !comment {
				return k, what
			}
			return HTML, ""
		}
		_, rest, _ = bytes.Cut(rest, []byte(end))
	}
}

// sniffRoot judges an input by its first element, with which root starts.
func sniffRoot(root []byte, mediaType string, xml bool) (Kind, string) {
	name := ""
	if t, ok := readTag(root); ok && !t.end {
		name = t.name
	}
	_, isHTML := elements[name]
	switch {
	case name == "html" || name == "head" || name == "body":
		return HTML, ""
	case name == "svg" && !xml && !bytes.HasSuffix(bytes.TrimSpace(root), []byte("</svg>")):
		return HTML, "" // a piece of a page that starts with an icon
	case xmlRoots[name] != "":
		return Binary, xmlRoots[name]
	case isHTML && mediaType != "text/plain":
		return HTML, ""
	case xml:
		return Binary, "an XML document"
	}
	return Empty, ""
}

func hasPrefixFold(data []byte, prefix string) bool {
	return len(data) >= len(prefix) && strings.EqualFold(string(data[:len(prefix)]), prefix)
}

// A tag is a start or an end tag as far as sniffing has to know it.
type tag struct {
	name string
	end  bool
	attr bool // it has an attribute with a value
}

// readTag reads the tag that data starts with.
func readTag(data []byte) (t tag, ok bool) {
	if len(data) == 0 || data[0] != '<' {
		return t, false
	}
	rest := data[1:]
	if len(rest) > 0 && rest[0] == '/' {
		t.end, rest = true, rest[1:]
	}
	n := 0
	for n < len(rest) && n < 32 && (isLetter(rest[n]) || n > 0 && (rest[n] >= '0' && rest[n] <= '9' || rest[n] == ':' || rest[n] == '-')) {
		n++
	}
	if n == 0 || n == len(rest) || !strings.ContainsRune(" \t\r\n\f/>", rune(rest[n])) {
		return t, false
	}
	t.name = strings.ToLower(string(rest[:n]))
	rest = rest[n:]
	if i := bytes.IndexAny(rest, "<>"); i >= 0 {
		t.attr = bytes.IndexByte(rest[:i], '=') >= 0
	} else {
		t.attr = bytes.IndexByte(rest, '=') >= 0
	}
	return t, true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isTagged reports whether a text that does not start with a tag is a page all the same: it has at least one tag that does something for three lines.
// Tags that a text only mentions seldom have attributes or come in pairs.
func isTagged(head []byte, mediaType string) bool {
	lines, tags := 0, 0
	open := map[string]bool{}
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		lines++
		if hasPrefixFold(line, "<!doctype html") || hasPrefixFold(line, "<html") || hasPrefixFold(line, "<body") {
			return true
		}
		for i := bytes.IndexByte(line, '<'); i >= 0; {
			if t, ok := readTag(line[i:]); ok {
				switch e := elements[t.name]; {
				case e == 0:
				case t.end && open[t.name], !t.end && t.attr, e&void != 0:
					tags++
				case !t.end:
					open[t.name] = true
				}
			}
			next := bytes.IndexByte(line[i+1:], '<')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	switch mediaType {
	case "text/plain":
		return false
	case "text/html":
		return tags > 0
	}
	return tags > 0 && 3*tags >= lines
}

// isJSON reports whether head, cut off anywhere, is the beginning of a JSON object or array, or of several.
func isJSON(head []byte) bool {
	if head[0] != '{' && head[0] != '[' {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(head))
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		}
	}
}

// isBinary reports whether head has more control characters than a text can have. A tenth of random bytes are.
func isBinary(head []byte) bool {
	head = bytes.TrimRight(head, "\x00")
	controls := controlBytes(head)
	if valid(head) {
		return 4*controls > len(head)
	}
	return 20*controls > len(head)
}

// controlBytes counts the bytes that no text in an eight-bit charset has: the C0 controls but for white space and escape.
func controlBytes(data []byte) int {
	n := 0
	for _, c := range data {
		if c < ' ' && (c < '\t' || c > '\r') && c != 0x1b {
			n++
		}
	}
	return n
}

// valid reports whether data, which may be cut off anywhere, is valid UTF-8.
func valid(data []byte) bool {
	for i := 1; i <= min(utf8.UTFMax-1, len(data)); i++ {
		if tail := data[len(data)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				data = data[:len(data)-i]
			}
			break
		}
	}
	return utf8.Valid(data)
}
