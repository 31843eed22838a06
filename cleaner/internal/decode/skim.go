package decode

import (
	"bytes"
	"strings"
)

// skim returns a page without what no later stage reads and html.Parse would spend a quarter of its time on: comments, styles, scripts but for structured data,
// the insides of drawings, and what scripts keep in long data attributes. The rest of the tree stays the same. The page itself is not changed.
//
// It walks from tag to tag as the standard's tokenizer does (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Where it can't tell where
// something ends, it leaves all the rest as it is.
//
// What is left goes into room, if that is large enough.
func skim(page, room []byte) []byte {
	s := skimmer{page: page, room: room[:0]}
	for s.next() {
	}
	if s.out == nil {
		return page
	}
	return append(s.out, page[s.copied:]...)
}

type skimmer struct {
	page   []byte
	room   []byte
	out    []byte // nil until something is cut
	copied int    // how much of the page is in out or cut
	at     int    // where the next tag is looked for
	long   []span // the long data attributes' values in the tag that was read last
}

// A span is a part of the page.
type span struct{ from, to int }

// cutElement leaves out the page from one place to before another, all of a comment or an element, the insides of which go from first to before last.
// Where what stands before and after could become a tag or a character reference together, only the insides go.
func (s *skimmer) cutElement(from, first, last, to int) {
	if from == 0 || s.page[from-1] == '>' || isSpace(s.page[from-1]) {
		s.cut(from, to)
	} else {
		s.cut(first, last)
	}
}

// cut leaves out the page from one place to before another.
func (s *skimmer) cut(from, to int) {
	if s.out == nil {
		if s.out = s.room; cap(s.out) < len(s.page) {
			s.out = make([]byte, 0, len(s.page))
		}
	}
	s.out = append(s.out, s.page[s.copied:from]...)
	s.copied = to
}

// next deals with the next tag or comment; it returns false where there is none, or where it gives up.
func (s *skimmer) next() bool {
	i := bytes.IndexByte(s.page[s.at:], '<')
	if i < 0 || s.at+i+1 >= len(s.page) {
		return false
	}
	start := s.at + i
	switch c := s.page[start+1]; {
	case c == '!' && bytes.HasPrefix(s.page[start:], []byte("<!--")):
		return s.comment(start)
	case c == '!' || c == '?':
		end := bytes.IndexByte(s.page[start:], '>')
		s.at = start + end + 1
		return end >= 0
	case c == '/' && start+2 < len(s.page) && isLetter(s.page[start+2]):
		s.at = tagEnd(s.page, start+2)
		return s.at > 0
	case c == '/':
		end := bytes.IndexByte(s.page[start:], '>')
		s.at = start + end + 1
		return end >= 0
	case !isLetter(c):
		s.at = start + 1
		return true
	}
	s.long = s.long[:0]
	end := scanTag(s.page, start+1, &s.long)
	if end < 0 {
		return false
	}
	s.at = end
	name := ""
	if strings.IndexByte("imnpstx", s.page[start+1]|0x20) >= 0 { // what the names below begin with
		name = tagName(s.page[start+1 : end])
	}
	switch name {
	case "script", "style":
		return s.raw(start, end, name)
	case "svg":
		return s.drawing(end)
	case "plaintext", "math":
		return false
	case "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp":
		close := closing(s.page[end:], name)
		s.at = end + close
		return close >= 0
	}
	for _, value := range s.long {
		s.cut(value.from, value.to)
	}
	return true
}

func (s *skimmer) comment(start int) bool {
	rest := s.page[start+len("<!--"):]
	end := bytes.Index(rest, []byte("-->"))
	if end < 0 || bytes.HasPrefix(rest, []byte(">")) || bytes.HasPrefix(rest, []byte("->")) || bytes.Contains(rest[:end], []byte("--!>")) {
		return false
	}
	first := start + len("<!--")
	s.at = first + end + len("-->")
	s.cutElement(start, first, first+end, s.at)
	return true
}

// raw deals with a script or a style, whose start tag goes from start to before end.
func (s *skimmer) raw(start, end int, name string) bool {
	size := closing(s.page[end:], name)
	if size < 0 {
		return false
	}
	body := s.page[end : end+size]
	if name == "script" {
		// A script that opens a comment and a script in it ends with the second end tag.
		if open := bytes.Index(body, []byte("<!--")); open >= 0 && indexFold(body[open:], "<script") >= 0 {
			return false
		}
	}
	close := tagEnd(s.page, end+size+len("</"))
	if close < 0 {
		return false
	}
	s.at = close
	if name == "style" || indexFold(s.page[start:end], "ld+json") < 0 {
		s.cutElement(start, end, end+size, close)
	}
	return true
}

// drawing cuts the inside of an <svg> whose start tag ends before end, if it holds nothing but the elements of drawings: others would end it.
func (s *skimmer) drawing(end int) bool {
	if s.page[end-2] == '/' {
		return true
	}
	for at, depth := end, 1; ; {
		i := bytes.IndexByte(s.page[at:], '<')
		if i < 0 || at+i+2 >= len(s.page) {
			return true
		}
		start := at + i
		name := start + 1
		if s.page[name] == '/' {
			name++
		}
		if !isLetter(s.page[name]) {
			return true
		}
		if at = tagEnd(s.page, name); at < 0 {
			return true
		}
		switch element := tagName(s.page[name:at]); {
		case element != "svg":
			if !drawn[element] {
				return true
			}
		case name == start+2:
			if depth--; depth == 0 {
				s.cut(end, start)
				s.at = at
				return true
			}
		case s.page[at-2] != '/':
			depth++
		}
	}
}

// drawn are the elements of a drawing that hold no HTML.
var drawn = map[string]bool{
	"path": true, "g": true, "circle": true, "rect": true, "use": true, "defs": true, "line": true, "polygon": true, "polyline": true, "ellipse": true, "symbol": true,
	"lineargradient": true, "radialgradient": true, "stop": true, "clippath": true, "mask": true, "text": true, "tspan": true, "filter": true, "pattern": true, "image": true,
	"animate": true, "animatetransform": true, "animatemotion": true, "set": true, "marker": true, "title": true, "desc": true,
}

// maxData is how long the value of a data attribute may be, in bytes, that is kept: longer ones are settings for scripts, or images, which are kept all the same.
const maxData = 200

// isSettings says whether an attribute holds what only scripts read, if it is long.
func isSettings(name []byte) bool {
	return bytes.HasPrefix(name, []byte("data-")) && !bytes.Contains(name, []byte("src")) && !bytes.Contains(name, []byte("url")) && !bytes.Contains(name, []byte("original"))
}

// tagEnd returns where the tag whose name begins at i ends: the place after its '>'; -1 if it doesn't.
func tagEnd(page []byte, i int) int { return scanTag(page, i, nil) }

// scanTag is tagEnd; it adds the values of the tag's long data attributes to long, if that is not nil.
func scanTag(page []byte, i int, long *[]span) int {
	i = skip(page, i, letters|equals)
	for {
		i = skip(page, i, spaces|slash)
		if i >= len(page) {
			return -1
		}
		if page[i] == '>' {
			return i + 1
		}
		name := i
		i = skip(page, i+1, letters) // an attribute's name; its first byte may be '='
		nameEnd := i
		i = skip(page, i, spaces)
		if i >= len(page) || page[i] != '=' {
			continue
		}
		i = skip(page, i+1, spaces)
		if i >= len(page) {
			return -1
		}
		if quote := page[i]; quote == '"' || quote == '\'' {
			end := bytes.IndexByte(page[i+1:], quote)
			if end < 0 {
				return -1
			}
			if end > maxData && long != nil && isSettings(page[name:nameEnd]) {
				*long = append(*long, span{i + 1, i + 1 + end})
			}
			i += 1 + end + 1
			continue
		}
		i = skip(page, i, letters|slash|equals)
	}
}

// Kinds of bytes in a tag: letters are all that have no kind of their own.
const (
	letters uint8 = 1 << iota
	spaces
	slash
	equals
	tagClose
)

// tagBytes has the kind of each byte.
var tagBytes = func() (table [256]uint8) {
	for c := range table {
		switch {
		case isSpace(byte(c)):
			table[c] = spaces
		case c == '/':
			table[c] = slash
		case c == '=':
			table[c] = equals
		case c == '>':
			table[c] = tagClose
		default:
			table[c] = letters
		}
	}
	return table
}()

// skip returns where, from i on, the first byte stands that is of none of the kinds.
func skip(page []byte, i int, kinds uint8) int {
	for i < len(page) && tagBytes[page[i]]&kinds != 0 {
		i++
	}
	return i
}

// tagName returns the name that a tag's text begins with, in lower case; "" if it is longer than any that matters.
func tagName(tag []byte) string {
	var name [len("animatetransform")]byte
	for i, c := range tag {
		switch {
		case isSpace(c) || c == '/' || c == '>':
			return string(name[:i])
		case i == len(name):
			return ""
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		}
		name[i] = c
	}
	return ""
}

// closing returns where the end tag of a name begins in text; -1 if it doesn't.
func closing(text []byte, name string) int {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("</"))
		if i < 0 {
			return -1
		}
		from += i + len("</")
		if rest := text[from:]; len(rest) > len(name) && bytes.EqualFold(rest[:len(name)], []byte(name)) {
			if c := rest[len(name)]; isSpace(c) || c == '/' || c == '>' {
				return from - len("</")
			}
		}
	}
}

// indexFold returns where text holds a word in any case, given in lower case; -1 if it doesn't.
func indexFold(text []byte, word string) int {
	for from := 0; ; from++ {
		i := bytes.IndexByte(text[from:], word[0])
		if i < 0 || len(text)-from-i < len(word) {
			return -1
		}
		from += i
		if bytes.EqualFold(text[from:from+len(word)], []byte(word)) {
			return from
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }
