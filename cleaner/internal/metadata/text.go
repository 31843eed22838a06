package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Titles are this many bytes long at most, and at least where nothing but their wording tells that they are one.
const (
	maxTitle = 1000
	minTitle = 15
)

// clip collapses the white space in a text, drops soft hyphens and cuts it off after maxTitle bytes.
func clip(s string) string {
	if len(s) > maxTitle {
		s = strings.ToValidUTF8(s[:maxTitle], "")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

// fold reduces a text to what different writings of it have in common: its letters and digits in lower case, in words parted by single spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '\'' || r == '’' || r == '\u00ad':
			continue
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
			r = unicode.ToLower(r)
		default:
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// squeeze reduces a text to its letters and digits in lower case, as hosts' names write names.
func squeeze(s string) string { return strings.ReplaceAll(fold(s), " ", "") }

// oneWord says whether a text is a single word.
func oneWord(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !strings.ContainsAny(s, " \u00a0")
}

// textOf returns the text in an element, its white space collapsed, cut off after about limit bytes.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	gap := false
	for text := range texts(n, limit) {
		if text == nil {
			gap = true
			continue
		}
		s := text.Data
		for i := 0; i < len(s) && b.Len() <= limit; {
			if isSpace(s[i]) {
				gap = true
				i++
				continue
			}
			j := i + 1
			for j < len(s) && !isSpace(s[j]) {
				j++
			}
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteString(s[i:j])
			i = j
		}
		if b.Len() > limit {
			break
		}
	}
	return b.String()
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// texts goes through the texts in an element, with nil where something begins that is not inline. It looks at no more than limit nodes.
func texts(root *html.Node, limit int) func(yield func(*html.Node) bool) {
	return textsFrom(root, root, limit)
}

// textsFrom goes through the texts in an element as texts does, from a node in it on.
func textsFrom(n, root *html.Node, limit int) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for range limit {
			enter := n.FirstChild != nil
			switch n.Type {
			case html.TextNode:
				if !yield(n) {
					return
				}
			case html.ElementNode:
				switch n.DataAtom {
				case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Noscript, atom.Textarea, atom.Button:
					enter = false
				default:
					if !isInline(n) && !yield(nil) {
						return
					}
				}
			}
			if enter {
				n = n.FirstChild
				continue
			}
			for n != root && n.NextSibling == nil {
				n = n.Parent
			}
			if n == root {
				return
			}
			n = n.NextSibling
		}
	}
}

// isInline says whether an element's text goes on in the line that it stands in.
func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Sup, atom.Sub, atom.Font, atom.Code, atom.Mark, atom.Wbr:
		return true
	}
	return false
}

// beginsLine says whether no text stands before a text in its line.
func beginsLine(n *html.Node) bool {
	for range 20 {
		if prev := n.PrevSibling; prev != nil {
			switch {
			case prev.Type == html.TextNode && strings.TrimSpace(prev.Data) != "", prev.Type == html.ElementNode && isInline(prev):
				return false
			case prev.Type == html.ElementNode:
				return true
			}
			n = prev
			continue
		}
		if n = n.Parent; n == nil || !isInline(n) {
			return true
		}
	}
	return false
}

// parts returns the texts of an element, or a text and those after it close by; no more than most of them, and none that is blank.
func parts(n *html.Node, most int) []string {
	root := n
	if n.Type == html.TextNode { // a byline's parts stand in one element, or in one around that
		for i := 0; i < 3 && root.Parent != nil; i++ {
			root = root.Parent
		}
	}
	var found []string
	for text := range textsFrom(n, root, 60) {
		if text == nil {
			continue
		}
		if s := clip(text.Data); s != "" {
			if found = append(found, s); len(found) == most {
				break
			}
		}
	}
	return found
}

// before returns the text before a node, if it is a short one close by.
func before(n *html.Node) string {
	for range 3 {
		prev := n.PrevSibling
		for i := 0; prev != nil && i < 8; i++ {
			if text := textOf(prev, 60); text != "" {
				if len(text) > 100 {
					return ""
				}
				return text
			}
			prev = prev.PrevSibling
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}
