package schema

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep objects and arrays may nest; a script that goes deeper is read no further.
const maxDepth = 64

// ParseJSON returns the objects of a JSON-LD script, outermost first, those of arrays and graphs among them.
//
// The text need not be right: comments, CDATA marks, trailing and missing commas, line breaks in strings, single quotes and a missing end are
// taken as they were meant, and what follows a mistake that cannot be mended is left out. HTML's character references in strings are resolved.
func ParseJSON(script string) []*Item {
	p := parser{s: script}
	var items []*Item
	for p.i = 0; p.i < len(p.s); {
		if c := p.s[p.i]; c != '{' && c != '[' {
			p.i++
			continue
		}
		for _, v := range p.values(nil, 0) {
			if v.Item != nil {
				items = append(items, v.Item)
			}
		}
	}
	var flat []*Item
	for _, it := range items {
		flat = append(flat, it)
		for _, v := range it.Values("@graph") {
			if v.Item != nil {
				flat = append(flat, v.Item)
			}
		}
	}
	return flat
}

type parser struct {
	s string
	i int
}

// space passes over white space, comments and the marks around CDATA.
func (p *parser) space() {
	for p.i < len(p.s) {
		rest := p.s[p.i:]
		switch c := rest[0]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			p.i++
		case strings.HasPrefix(rest, "//"):
			p.past(rest, "\n")
		case strings.HasPrefix(rest, "/*"):
			p.past(rest, "*/")
		case strings.HasPrefix(rest, "\u00a0"), strings.HasPrefix(rest, "\ufeff"):
			_, n := utf8.DecodeRuneInString(rest)
			p.i += n
		default:
			return
		}
	}
}

// past goes on after the next end.
func (p *parser) past(rest, end string) {
	if n := strings.Index(rest, end); n >= 0 {
		p.i += n + len(end)
	} else {
		p.i = len(p.s)
	}
}

// values reads a value and appends it to vs; an array's are appended one by one.
func (p *parser) values(vs []Value, depth int) []Value {
	p.space()
	if p.i >= len(p.s) {
		return vs
	}
	switch c := p.s[p.i]; {
	case depth >= maxDepth && (c == '{' || c == '['):
		p.i = len(p.s)
	case c == '{':
		vs = append(vs, Value{Item: p.object(depth + 1)})
	case c == '[':
		p.i++
		for p.space(); p.i < len(p.s) && p.s[p.i] != ']'; p.space() {
			before := p.i
			if c := p.s[p.i]; c == ',' {
				p.i++
				continue
			} else if c == '}' {
				return vs
			}
			if vs = p.values(vs, depth+1); p.i == before {
				p.i++
			}
		}
		p.i++
	case c == '"' || c == '\'':
		vs = append(vs, Value{Text: p.str()})
	default:
		if text := p.bare(); text != "" && text != "null" {
			vs = append(vs, Value{Text: text})
		}
	}
	return vs
}

// object reads an object; the parser is at its brace.
func (p *parser) object(depth int) *Item {
	it := &Item{}
	p.i++
	for p.space(); p.i < len(p.s); p.space() {
		var name string
		switch c := p.s[p.i]; c {
		case '}':
			p.i++
			return it
		case ']':
			return it
		case ',', ':':
			p.i++
			continue
		case '"', '\'':
			name = p.str()
		case '{', '[': // a value without a name
			p.values(nil, depth)
			continue
		default:
			if name = p.bare(); name == "" {
				p.i++
				continue
			}
		}
		if p.space(); p.i >= len(p.s) || p.s[p.i] != ':' {
			continue
		}
		p.i++
		if p.space(); p.i < len(p.s) && (p.s[p.i] == ',' || p.s[p.i] == '}') {
			continue
		}
		it.set(name, p.values(nil, depth))
	}
	return it
}

// set gives the item a property as JSON-LD spells it.
func (it *Item) set(name string, vs []Value) {
	switch name {
	case "@context":
	case "@type":
		for _, v := range vs {
			if v.Text != "" {
				it.Types = append(it.Types, Local(v.Text))
			}
		}
	case "@id":
		if len(vs) > 0 {
			it.ID = vs[0].Text
		}
	case "@graph":
		it.Props = append(it.Props, Prop{name, vs})
	default:
		for i, v := range vs {
			if v.Item != nil { // {"@value": "text", "@language": "en"}
				if t := v.Item.Text("@value"); t != "" {
					vs[i] = Value{Text: t}
				}
			}
		}
		it.Props = append(it.Props, Prop{Local(name), vs})
	}
}

// bare reads what stands without quotes: a number, true, null, a name.
func (p *parser) bare() string {
	start := p.i
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ',', ':', '}', ']', '{', '[', '"', '\n':
			return strings.TrimSpace(p.s[start:p.i])
		}
		p.i++
	}
	return strings.TrimSpace(p.s[start:p.i])
}

// str reads a string; the parser is at its opening quote. A quote that nothing which could follow a string follows is part of the text.
func (p *parser) str() string {
	quote := p.s[p.i]
	p.i++
	start := p.i
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '\\':
			return p.escaped(start, quote)
		case c == quote && p.closes():
			s := p.s[start:p.i]
			p.i++
			return unescapeHTML(s)
		}
		p.i++
	}
	p.i = len(p.s)
	return unescapeHTML(p.s[start:])
}

// escaped reads on in a string that started at start and has come to a backslash.
func (p *parser) escaped(start int, quote byte) string {
	var b strings.Builder
	b.WriteString(p.s[start:p.i])
	for p.i < len(p.s) {
		c := p.s[p.i]
		p.i++
		if c == quote {
			p.i--
			closes := p.closes()
			p.i++
			if closes {
				break
			}
		}
		if c != '\\' || p.i >= len(p.s) {
			b.WriteByte(c)
			continue
		}
		c = p.s[p.i]
		p.i++
		switch c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r', 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			b.WriteRune(p.unicode())
		default:
			b.WriteByte(c)
		}
	}
	return unescapeHTML(b.String())
}

// unicode reads the digits of a \u escape, and of a second one where the first is half of a surrogate pair.
func (p *parser) unicode() rune {
	r := p.hex4()
	if r >= 0xd800 && r < 0xdc00 && strings.HasPrefix(p.s[p.i:], `\u`) {
		p.i += 2
		if low := p.hex4(); low >= 0xdc00 && low < 0xe000 {
			return (r-0xd800)<<10 + low - 0xdc00 + 0x10000
		}
		return utf8.RuneError
	}
	if r >= 0xd800 && r < 0xe000 {
		return utf8.RuneError
	}
	return r
}

func (p *parser) hex4() rune {
	if p.i+4 <= len(p.s) {
		if n, err := strconv.ParseUint(p.s[p.i:p.i+4], 16, 32); err == nil {
			p.i += 4
			return rune(n)
		}
	}
	return utf8.RuneError
}

// closes says whether the quote at hand ends a string: after it comes a colon, a bracket, a comment, the end, a line's end, or a comma that no word follows.
func (p *parser) closes() bool {
	comma := false
	for i := p.i + 1; i < len(p.s); i++ {
		switch c := p.s[i]; {
		case c == ' ' || c == '\t' || c == '\r':
		case comma:
			return !('a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf)
		case c == ',':
			comma = true
		default:
			return strings.IndexByte(":}]\n/", c) >= 0
		}
	}
	return true
}

func unescapeHTML(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}
