package metadata

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf returns the text in an element, white space collapsed, cut off after about limit bytes.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	gap := false
	for c := range texts(n, limit) {
		if c == nil {
			gap = true
			continue
		}
		s := c.Data
		for i := 0; i < len(s); {
			if isSpace(s[i]) {
				gap = true
				i++
				continue
			}
			j := i
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

// texts calls yield for the text nodes in an element, and with nil where something that is not inline begins. It looks at no more than limit nodes.
func texts(root *html.Node, limit int) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := root; limit > 0; limit-- {
			enter := n.FirstChild != nil
			switch n.Type {
			case html.TextNode:
				if !yield(n) {
					return
				}
			case html.ElementNode:
				switch n.DataAtom {
				case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Noscript, atom.Textarea:
					enter = false
				case atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Sup, atom.Sub, atom.Font, atom.Code, atom.Mark, atom.Wbr:
				default:
					if !yield(nil) {
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

// following returns the text at n and those after it in the document, no more than most of them that are not blank.
func following(n *html.Node, most int) []string {
	var found []string
	for steps := 0; n != nil && steps < 100 && len(found) < most; steps++ {
		if n.Type == html.TextNode && !blank(n.Data) {
			found = append(found, clip(n.Data))
		}
		skip := n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Svg)
		if n.FirstChild != nil && !skip {
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return found
}
