package metadata

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/metadata/schema"
)

// A page is what the walk over a tree collected, and what follows from it.
type page struct {
	url      *url.URL
	baseHref string
	found    [numFields][]candidate
	items    []*schema.Item // those of JSON-LD
	micro    []*schema.Item // those of microdata and RDFa that are no part of others
	headings []heading
	marks    []mark
	texts    int // the texts so far that are not blank
	title0   string
	label    bool // the last twitter:label says that an author follows

	base      *url.URL
	siteNames []string
	heading   *heading // the one that names the page
	pageKind  string
	work      bool // the page was written to be read: an article, a posting
}

// A heading is an element that may name the page.
type heading struct {
	text   string
	level  int
	region hint
	order  int // the number of texts before it
}

// A mark is an element or a text that may hold a byline or a date.
type mark struct {
	node   *html.Node
	hints  hint
	region hint
	order  int // the number of texts before it
}

// Bounds on what is kept of a page, however large it is.
const (
	maxMarks    = 500
	maxHeadings = 30
	maxItems    = 500
)

// An enclosure is an element that the walk is in and that changes what its content means.
type enclosure struct {
	node   *html.Node
	region hint         // what holds outside of it
	item   *schema.Item // the item outside of it
}

// scan walks the tree once.
func scan(root *html.Node, u *url.URL) *page {
	p := &page{url: u}
	p.walk(root, 0, nil)
	return p
}

// walk notes what a tree says, without recursion.
func (p *page) walk(root *html.Node, region hint, item *schema.Item) {
	var stack []enclosure
	for n := root; ; {
		enter := n.FirstChild != nil
		switch n.Type {
		case html.TextNode:
			if !blank(n.Data) {
				p.text(n, region)
				p.texts++
			}
		case html.ElementNode:
			r, it, inside := p.element(n, region, item)
			enter = enter && inside
			if enter && (r != region || it != item) {
				stack = append(stack, enclosure{n, region, item})
				region, item = r, it
			}
		}
		if enter {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			if top := len(stack) - 1; top >= 0 && stack[top].node == n {
				region, item, stack = stack[top].region, stack[top].item, stack[:top]
			}
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// element notes what an element says. It returns the region and the item that its content belongs to, and whether its content is to be looked at.
func (p *page) element(n *html.Node, region hint, item *schema.Item) (hint, *schema.Item, bool) {
	switch n.DataAtom {
	case atom.Script:
		if n.FirstChild != nil && isJSONLD(attr(n, "type")) && len(p.items) < maxItems {
			p.items = append(p.items, schema.ParseJSON(n.FirstChild.Data)...)
		}
		return region, item, false
	case atom.Noscript:
		p.noscript(n, region, item)
		return region, item, false
	case atom.Style, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Select, atom.Textarea:
		return region, item, false
	case atom.Meta:
		p.meta(n, item)
		return region, item, false
	case atom.Link:
		p.link(n)
		return region, item, false
	case atom.Title:
		if p.title0 == "" {
			p.title0 = textOf(n, maxTitle)
			p.add(title, fromTitle, p.title0)
		}
		return region, item, false
	case atom.Base:
		if p.baseHref == "" {
			p.baseHref = attr(n, "href")
		}
	case atom.Html:
		p.add(language, fromLang, attr(n, "lang"))
		p.add(language, fromLang, attr(n, "xml:lang"))
	case atom.Nav, atom.Footer:
		region |= inNav
	case atom.Aside:
		region |= inAside
	}
	var hints hint
	var prop property
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id":
			hints |= classHints(a.Val)
		case "rel":
			if a.Val == "author" {
				hints |= isAuthor | relAuthor
			}
		case "href":
			if len(p.headings) > 0 && strings.Contains(a.Val, "/author") {
				hints |= isAuthor | relAuthor
			}
		case "role":
			switch a.Val {
			case "navigation", "contentinfo", "menu":
				region |= inNav
			case "complementary":
				region |= inAside
			}
		case "itemprop", "property":
			prop.names = a.Val
		case "itemscope":
			prop.scope = true
		case "itemtype", "typeof":
			prop.scope, prop.types = true, a.Val
		case "content":
			prop.content = a.Val
		case "datetime":
			prop.datetime = a.Val
		}
	}
	if prop.names != "" || prop.scope {
		item = p.property(n, item, prop)
	}
	switch n.DataAtom {
	case atom.Body, atom.Html:
		return region, item, true // their classes tell of the whole page
	case atom.Time:
		hints |= isDate
	case atom.H1, atom.H2:
		if len(p.headings) < maxHeadings {
			p.headings = append(p.headings, heading{strings.TrimRight(textOf(n, maxTitle), " #¶§\U0001F517"), int(n.Data[1] - '0'), region, p.texts})
		}
	}
	if hints&(isAuthor|isDate) != 0 && len(p.marks) < maxMarks {
		p.marks = append(p.marks, mark{n, hints, region, p.texts})
	}
	return region | hints&regions, item, true
}

// The bytes of a noscript element that is no notice but the page itself for readers without scripts, as forums have it: how many make one, and how
// many are read.
const (
	minNoscript = 2000
	maxNoscript = 32 << 10
)

// noscript notes what a noscript element with items in it says. html.Parse leaves its content unparsed.
func (p *page) noscript(n *html.Node, region hint, item *schema.Item) {
	if n.FirstChild == nil || n.FirstChild.Type != html.TextNode {
		return
	}
	content := n.FirstChild.Data
	if len(content) < minNoscript || !strings.Contains(content, "itemprop") {
		return
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(content[:min(len(content), maxNoscript)]), body)
	if err != nil {
		return
	}
	for _, n := range nodes {
		p.walk(n, region, item)
	}
}

// text notes a text that may be a date, a byline or the page's title though no element says so.
func (p *page) text(n *html.Node, region hint) {
	s := n.Data
	if len(s) > maxTitle {
		return
	}
	if t := strings.TrimSpace(s); len(t) > 14 && len(p.headings) < maxHeadings && (strings.HasPrefix(p.title0, t) || strings.HasSuffix(p.title0, t)) {
		p.headings = append(p.headings, heading{t, 7, region, p.texts})
	}
	if len(s) > 200 || len(p.marks) >= maxMarks {
		return
	}
	var hints hint
	if mayBeDate(s) {
		hints = isDate
	}
	if startsByline(s) {
		hints |= isAuthor
	}
	if hints != 0 {
		p.marks = append(p.marks, mark{n, hints | bare, region, p.texts})
	}
}

// meta notes what a meta element says.
func (p *page) meta(n *html.Node, item *schema.Item) {
	var content, itemprop string
	var names [3]string
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "property":
			names[0] = a.Val
		case "name":
			names[1] = a.Val
		case "http-equiv":
			names[2] = a.Val
		case "itemprop":
			itemprop = a.Val
		case "content", "value":
			content = strings.TrimSpace(a.Val)
		}
	}
	if content == "" {
		return
	}
	if itemprop != "" {
		if item != nil {
			item.Add(itemprop, schema.Value{Text: content})
			return
		}
		names[0] = itemprop
	}
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		switch name {
		case "twitter:label1", "twitter:label2":
			_, p.label = afterByline(content)
		case "twitter:data1", "twitter:data2":
			if p.label {
				p.add(author, fromTwitter, content)
				p.label = false
			}
		}
		c, ok := metaNames[name]
		if ok && len(p.found[c.field]) < maxCandidates {
			c.Text = content
			p.found[c.field] = append(p.found[c.field], c)
			return
		}
	}
}

// link notes what a link element says.
func (p *page) link(n *html.Node) {
	switch strings.ToLower(attr(n, "rel")) {
	case "canonical":
		p.add(canonical, fromCanonical, attr(n, "href"))
	case "image_src":
		p.add(image, fromImageSrc, attr(n, "href"))
	}
}

// A property is what the attributes of microdata or RDFa say about an element.
type property struct {
	names             string // the properties that its content is the value of
	scope             bool   // its content is an item
	types             string // the item's types
	content, datetime string
}

// property gives the item around an element the property that the element holds, and returns the item that the element's content belongs to.
func (p *page) property(n *html.Node, item *schema.Item, prop property) *schema.Item {
	var v schema.Value
	if prop.scope {
		v.Item = &schema.Item{}
		for t := range strings.FieldsSeq(prop.types) {
			v.Item.Types = append(v.Item.Types, schema.Local(t))
		}
		if (item == nil || prop.names == "") && len(p.micro) < maxItems {
			p.micro = append(p.micro, v.Item)
		}
	}
	if item != nil {
		for name := range strings.FieldsSeq(prop.names) {
			name = schema.Local(name)
			if v.Item == nil {
				switch name {
				case "headline", "name", "author", "creator", "publisher", "datePublished", "dateCreated", "dateModified", "inLanguage", "articleSection":
				default:
					continue
				}
				switch {
				case prop.content != "":
					v.Text = prop.content
				case prop.datetime != "":
					v.Text = prop.datetime
				default:
					v.Text = textOf(n, 200)
				}
			}
			item.Add(name, v)
		}
	}
	if v.Item != nil {
		return v.Item
	}
	return item
}

func isJSONLD(t string) bool {
	const want = "application/ld+json"
	t = strings.TrimSpace(t)
	return len(t) >= len(want) && strings.EqualFold(t[:len(want)], want)
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func blank(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case ' ', '\n', '\t', '\r', '\f':
		default:
			return false
		}
	}
	return true
}
