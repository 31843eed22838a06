package decode

import "bytes"

// skim returns a page without what no later stage reads and html.Parse would spend a quarter of its time on: comments, styles, scripts but for structured data,
// the insides of drawings, what scripts keep in long data attributes, and the white space beside the tags of blocks that does not show. The rest of the tree stays the same.
// The page itself is not changed.
//
// It walks from tag to tag as the standard's tokenizer does (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Where it can't tell where
// something ends, it leaves all the rest as it is.
//
// What is left goes into room, if that is large enough.
func skim(page, room []byte) []byte {
	s := skimmer{page: page, room: room[:0], blanks: blanks{apart: true}}
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
	vain   int    // how many bytes were read after an <svg> that is no drawing
	blanks blanks
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
	s.blanks.waiting = s.blanks.waiting[:0] // they stand before it
}

// next deals with the next tag or comment; it returns false where there is none, or where it gives up.
func (s *skimmer) next() bool {
	i := bytes.IndexByte(s.page[s.at:], '<')
	if i < 0 || s.at+i+1 >= len(s.page) {
		return false
	}
	start := s.at + i
	if skip(s.page, s.at, spaces) < start {
		s.blanks.text()
		s.at = start
	}
	switch c := s.page[start+1]; {
	case c == '!' && bytes.HasPrefix(s.page[start:], []byte("<!--")):
		return s.comment(start)
	case c == '/' && start+2 < len(s.page) && isLetter(s.page[start+2]):
		return s.endTag(start)
	case c == '!' || c == '?' || c == '/':
		end := bytes.IndexByte(s.page[start:], '>')
		s.at = start + end + 1
		return end >= 0
	case !isLetter(c):
		s.blanks.text()
		s.at = skip(s.page, start+1, spaces)
		return true
	}
	return s.startTag(start)
}

func (s *skimmer) endTag(start int) bool {
	end := tagEnd(s.page, start+2)
	if end < 0 {
		return false
	}
	e := elementOf(s.page[start+2 : end])
	s.cutBlanks(start, e, false)
	s.blanks.closed(e)
	s.at = end
	return true
}

func (s *skimmer) startTag(start int) bool {
	s.long = s.long[:0]
	end := scanTag(s.page, start+1, &s.long)
	if end < 0 {
		return false
	}
	e := elementOf(s.page[start+1 : end])
	switch {
	case e.is(unskimmed), e.is(dropped|rawText) && s.blanks.open[svg.keeper] > 0:
		return false
	case e.is(dropped):
		return s.raw(start, end, e)
	}
	s.cutBlanks(start, e, true)
	s.at = end
	switch {
	case e == svg && (s.page[end-2] == '/' || s.drawing(end)):
		return true
	case e.is(rawText):
		close := closing(s.page[end:], e.name)
		s.at = end + close
		return close >= 0
	}
	for _, value := range s.long {
		s.cut(value.from, value.to)
	}
	s.blanks.opened(e)
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
func (s *skimmer) raw(start, end int, e *named) bool {
	size := closing(s.page[end:], e.name)
	if size < 0 {
		return false
	}
	body := s.page[end : end+size]
	if e.name == "script" {
		// A script that opens a comment and a script in it ends with the second end tag.
		if open := bytes.Index(body, []byte("<!--")); open >= 0 && indexFold(body[open:], "<script") >= 0 {
			return false
		}
	}
	close := tagEnd(s.page, end+size+len("</"))
	if close < 0 {
		return false
	}
	if e.name == "script" && indexFold(s.page[start:end], "ld+json") >= 0 {
		s.cutBlanks(start, e, true)
	} else {
		s.cutElement(start, end, end+size, close)
	}
	s.at = close
	return true
}

var svg = elementOf([]byte("svg"))

// drawing cuts the inside of an <svg> whose start tag ends before end, if it holds nothing but the elements of drawings, each with its end: others would end it.
// It returns whether it does. Where that took as many bytes in vain as the page has, it looks into no more: each <svg> without an end is read to the page's.
func (s *skimmer) drawing(end int) bool {
	if s.vain > len(s.page) {
		return false
	}
	from, to := drawingEnd(s.page, end)
	if from < 0 {
		s.vain += to - end
		return false
	}
	s.cut(end, from)
	s.at = to
	return true
}

// drawingEnd returns where the end tag begins, and where it ends, of the drawing whose start tag ends before at; -1, and how far it read, if it is none.
func drawingEnd(page []byte, at int) (from, to int) {
	open := append(make([]*named, 0, 16), svg)
	for {
		i := bytes.IndexByte(page[at:], '<')
		if i < 0 || at+i+2 >= len(page) {
			return -1, len(page)
		}
		start := at + i
		name := start + 1
		if page[name] == '/' {
			name++
		}
		if !isLetter(page[name]) {
			return -1, name
		}
		end := tagEnd(page, name)
		if end < 0 {
			return -1, len(page)
		}
		at = end
		e := elementOf(page[name:at])
		switch last := len(open) - 1; {
		case !e.is(drawn):
			return -1, at
		case name == start+1:
			if page[at-2] != '/' {
				open = append(open, e)
			}
		case e != open[last]:
			return -1, at
		case last == 0:
			return start, at
		default:
			open = open[:last]
		}
	}
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
