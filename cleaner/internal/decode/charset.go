package decode

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"
)

// The names of charsets follow the Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels.
const (
	utf8Name = "utf-8"
	utf16LE  = "utf-16le"
	utf16BE  = "utf-16be"
	western  = "windows-1252"
)

// UTF8 returns a page's bytes in UTF-8.
//
// A byte order mark decides, then the bytes themselves where they are UTF-8 or UTF-16 beyond doubt, for those who copy pages often convert them and leave
// the old charset's name in; then the contentType's charset, the page's own declaration, and a guess from the letters. Bytes that mean nothing in the
// charset become U+FFFD; the mark and NUL characters are left out. A text that is in UTF-8 twice is decoded twice. Other valid UTF-8 is returned as it is, not
// copied.
func UTF8(data []byte, contentType string) []byte {
	text, _ := decode(data, contentType, true)
	return text
}

// PlainText returns a plain text's bytes as a string in UTF-8. It works like UTF8, but does not look for a declaration in the text.
func PlainText(data []byte, contentType string) string {
	text, _ := decode(data, contentType, false)
	return string(text)
}

// decode returns a page's bytes, or a text's, in UTF-8, and the name of the charset that they were in.
func decode(data []byte, contentType string, page bool) ([]byte, string) {
	data, name := cutMark(data)
	valid := utf8.Valid(data)
	if name == "" {
		name = charset(data, valid, contentType, page)
	}
	switch {
	case name != utf8Name:
		data = transcode(data, name)
	case !valid:
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	default:
		data = once(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		data = bytes.ReplaceAll(data, []byte{0}, nil)
	}
	return data, name
}

// cutMark cuts off a byte order mark and names the charset that it stands for.
func cutMark(data []byte) (rest []byte, name string) {
	for _, m := range [...]struct{ mark, name string }{{"\xef\xbb\xbf", utf8Name}, {"\xff\xfe", utf16LE}, {"\xfe\xff", utf16BE}} {
		if rest, ok := bytes.CutPrefix(data, []byte(m.mark)); ok {
			return rest, m.name
		}
	}
	return data, ""
}

// charset names the charset of data that has no byte order mark; valid says that it could be UTF-8.
func charset(data []byte, valid bool, contentType string, page bool) string {
	if name := unmarkedUTF16(data); name != "" {
		return name
	}
	if valid {
		if bytes.Contains(data, []byte("\x1b$")) {
			return "iso-2022-jp" // seven bits, with escapes between its sets
		}
		return utf8Name
	}
	good, bad := multibyte(data)
	if good > 0 && good >= 4*bad {
		return utf8Name
	}
	names := []string{lookup(parameter(contentType, "charset"))}
	if page {
		names = append(names, declared(data))
	}
	for _, name := range names {
		// A name alone does not make a page UTF-8, but a few broken bytes do not unmake it.
		if name != "" && (name != utf8Name || bad < 10 || good > bad) {
			return name
		}
	}
	return guess(data)
}

// multibyte counts the characters beyond ASCII that are valid UTF-8, and the bytes that are not. A character cut off at the end counts as neither where
// there are valid ones.
func multibyte(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case good > 0 && !utf8.FullRune(data[i:]):
			return good, bad
		default:
			bad++
		}
		i += n
	}
	return good, bad
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark by its columns: the characters of a script share some high bytes, so that every other byte has
// fewer different values than those between. It returns the charset's name or "".
func unmarkedUTF16(data []byte) string {
	sample := data[:min(len(data), 64<<10)&^1]
	if bytes.IndexByte(sample, 0) < 0 {
		return ""
	}
	// In Latin, Cyrillic or Greek the high bytes are control characters; Chinese, Japanese and Korean are not UTF-8.
	if 5*controlBytes(sample) < len(sample) && valid(sample) {
		return ""
	}
	var seen [2][256]bool
	var values [2]int
	for i, c := range sample {
		if !seen[i&1][c] {
			seen[i&1][c] = true
			values[i&1]++
		}
	}
	name, high, low := utf16LE, values[1], values[0]
	if high > low {
		name, high, low = utf16BE, low, high
	}
	if 4*high > 3*low {
		return ""
	}
	all, senseless := 0, 0
	for _, r := range string(transcode(sample, name)) {
		all++
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == utf8.RuneError || unicode.Is(unicode.Co, r) {
			senseless++
		}
	}
	if 50*senseless > all {
		return ""
	}
	return name
}

// transcode returns data in UTF-8; name is its charset, one that lookup returns.
func transcode(data []byte, name string) []byte {
	e, err := htmlindex.Get(name)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	text, _ := e.NewDecoder().Bytes(data) // decoders write U+FFFD where they cannot read, and go on
	return text
}

// lookup returns the name of the charset that a label stands for; "" if there is none that text can be in.
func lookup(label string) string {
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return ""
	}
	return name
}

// declared returns the charset that a page says it is in, in a meta element or an XML declaration; "" if it does not.
func declared(page []byte) string {
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), sniffed)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken:
			if xml, ok := strings.CutPrefix(string(z.Text()), "?xml"); ok {
				if name := lookup(parameter(xml, "encoding")); isDeclarable(name) {
					return name
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data != "meta" {
				continue
			}
			var label, content, pragma string
			for _, a := range t.Attr {
				switch a.Key {
				case "charset":
					label = a.Val
				case "content":
					content = a.Val
				case "http-equiv":
					pragma = a.Val
				}
			}
			if label == "" && strings.EqualFold(pragma, "content-type") {
				label = parameter(content, "charset")
			}
			if name := lookup(label); isDeclarable(name) {
				return name
			}
		}
	}
}

// isDeclarable reports whether a page in this charset could be read far enough to find the charset's name in it.
func isDeclarable(name string) bool { return name != "" && !strings.HasPrefix(name, "utf-16") }

// parameter returns the value of a parameter in a header's or an XML declaration's text, such as `text/html; charset="utf-8"`, in lower case; "" if it is
// not there.
func parameter(s, name string) string {
	s = strings.ToLower(s)
	for {
		_, after, found := strings.Cut(s, name)
		if !found {
			return ""
		}
		s = strings.TrimLeft(after, " \t\r\n")
		value, ok := strings.CutPrefix(s, "=")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			value, _, _ = strings.Cut(value[1:], value[:1])
			return value
		}
		if i := strings.IndexAny(value, "; \t\r\n,"); i >= 0 {
			value = value[:i]
		}
		return value
	}
}
