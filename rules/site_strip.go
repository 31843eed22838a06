package rules

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// siteCategory is the category of what sites strip.
const siteCategory = "other"

// open makes a document of blocks, without what the site of its page strips. Where that cannot be right, it stays in, with a warning.
func (s *Set) open(blocks []Block, p Page, unguarded bool) (d *document, warnings []string) {
	d = newDocument(s, blocks, p)
	d.unguarded = unguarded
	if !p.HTML {
		return d, nil
	}
	site := s.Site(p.Host, p.Path)
	if site == nil || len(site.Strip) == 0 {
		return d, nil
	}
	d.stripFound(site)
	if unguarded || d.implausible(blocks) == "" {
		return d, nil
	}
	d.release()
	return newDocument(s, blocks, p), []string{fmt.Sprintf("site %s would have stripped most of the article: what it strips was left in", site.ID)}
}

// stripFound strips the blocks in the elements that the site's queries find, and the text of those that stand within a block. No rule that keeps
// protects them.
func (d *document) stripFound(s *Site) {
	found := make(map[*html.Node]Query)
	var order []*html.Node
	root := d.root()
	if root == nil {
		return
	}
	for _, q := range s.Strip {
		for _, n := range q.Nodes(root) {
			if _, ok := found[n]; !ok {
				found[n] = q
				order = append(order, n)
			}
		}
	}
	if len(found) == 0 {
		return
	}
	within := make(map[*html.Node]*holder)
	for i := range d.blocks {
		node := d.blocks[i].Node
		for n := node; n != nil; n = n.Parent {
			if q, ok := found[n]; ok {
				d.removals = append(d.removals, d.siteRemoval(s, q, i, 0, len(d.blocks[i].Text)))
				d.remove(i)
				break
			}
		}
		if node != nil && !d.gone[i] && len(d.blocks[i].Text) <= maxBlock {
			if within[node] == nil {
				within[node] = &holder{text: innerText(node)}
			}
			within[node].blocks = append(within[node].blocks, i)
		}
	}
	for _, n := range order {
		if i, at, text := d.inline(n, within); text != "" {
			d.cutSite(s, found[n], i, at, at+len(text))
		}
	}
}

// root returns the top of the tree that the blocks come from; nil for a text.
func (d *document) root() *html.Node {
	for i := range d.blocks {
		if n := d.blocks[i].Node; n != nil {
			for n.Parent != nil {
				n = n.Parent
			}
			return n
		}
	}
	return nil
}

// A holder is an element that holds blocks which are no elements of their own.
type holder struct {
	text   string
	blocks []int
}

// inline finds the text of a node that is a part of a block: the block, and where in it the text stands. It must stand there once, and once in
// the block's element, so that no other text is taken for it.
func (d *document) inline(n *html.Node, within map[*html.Node]*holder) (block, at int, text string) {
	up := n.Parent
	for up != nil && within[up] == nil {
		up = up.Parent
	}
	if up == nil || n.Type == html.CommentNode {
		return 0, 0, ""
	}
	text = innerText(n)
	if text == "" || strings.Count(within[up].text, text) != 1 {
		return 0, 0, ""
	}
	for _, i := range within[up].blocks {
		if at := strings.Index(d.blocks[i].Text, text); at >= 0 && !d.gone[i] && strings.Count(d.blocks[i].Text, text) == 1 {
			return i, at, text
		}
	}
	return 0, 0, ""
}

// innerText returns a node's text, its white space collapsed; nothing where it is longer than a block that rules look at.
func innerText(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.Join(strings.Fields(n.Data), " ")
	}
	var text strings.Builder
	for inner := range n.Descendants() {
		if inner.Type == html.TextNode {
			text.WriteString(inner.Data)
		}
		if text.Len() > 2*maxBlock {
			return ""
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// cutSite cuts a part out of block i. A block of which nothing stays is stripped.
func (d *document) cutSite(s *Site, q Query, i, from, to int) {
	r := d.siteRemoval(s, q, i, from, to)
	r.Part = true
	d.removals = append(d.removals, r)
	d.own()
	d.blocks[i] = d.blocks[i].Cut(from, to)
	if d.blocks[i].Text == "" {
		d.remove(i)
	}
}

func (d *document) siteRemoval(s *Site, q Query, i, from, to int) removal {
	b := &d.blocks[i]
	return removal{Removal: Removal{
		Rule: s.ID, Pack: s.Pack, Category: siteCategory, Match: "strip " + q.String(), Text: b.Text[from:to], Links: linksIn(b, from, to),
	}, block: i}
}
