package metadata

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/metadata/schema"
)

// A page is what the walk over a tree collected.
type page struct {
	url      *url.URL
	base     string
	lang     string
	found    [numFields][]candidate
	items    []*schema.Item // not those within others
	headings []mark         // h1
	marks    []mark         // elements that may hold a byline or a date
	texts    int            // texts so far that are not blank
	articles int            // article elements
	body     hint
}

// A mark is an element or a text, with where it stands.
type mark struct {
	node   *html.Node
	hints  hint
	region hint
	order  int // the number of texts before it
}

// Bounds on what is kept of a page, however large it is.
const (
	maxMarks    = 400
	maxHeadings = 20
)

// An open is an element that the walk is in and that changes what is found in it.
type open struct {
	node   *html.Node
	region hint         // what held outside of it
	item   *schema.Item // the item outside of it
}

// scan walks the tree once.
func scan(root *html.Node, u *url.URL) *page {
	p := &page{url: u}
	var stack []open
	var region hint
	var item *schema.Item
	for n := root; n != nil; {
		descend := false
		switch n.Type {
		case html.TextNode:
			if !blank(n.Data) {
				p.texts++
				p.text(n, region)
			}
		case html.ElementNode:
			r, it, ok := p.element(n, region, item)
			descend = ok
			if ok && n.FirstChild != nil && (r != region || it != item) {
				stack = append(stack, open{n, region, item})
				region, item = r, it
			}
		default:
			descend = true
		}
		if descend && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			if k := len(stack) - 1; k >= 0 && stack[k].node == n {
				region, item, stack = stack[k].region, stack[k].item, stack[:k]
			}
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	return p
}

// element notes what an element says, and returns the region and the item that its content is in, and whether to look at its content.
func (p *page) element(n *html.Node, region hint, item *schema.Item) (hint, *schema.Item, bool) {
	switch n.DataAtom {
	case atom.Script:
		if isJSONLD(attr(n, "type")) && n.FirstChild != nil {
			for _, it := range schema.ParseJSON(n.FirstChild.Data) {
				p.items = append(p.items, it)
			}
		}
		return region, item, false
	case atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Select, atom.Textarea, atom.Math:
		return region, item, false
	case atom.Meta:
		p.meta(n, item)
		return region, item, false
	case atom.Link:
		p.link(n)
		return region, item, false
	case atom.Title:
		if p.titleEmpty() {
			p.add(title, "title", textOf(n, 500))
		}
		return region, item, false
	case atom.Html:
		p.lang = attr(n, "lang")
		if p.lang == "" {
			p.lang = attr(n, "xml:lang")
		}
	case atom.Base:
		p.base = attr(n, "href")
	case atom.Nav, atom.Footer:
		region |= inNav
	case atom.Aside:
		region |= inAside
	case atom.Article:
		p.articles++
		region |= inArticle
	}
	var hints hint
	var prop, scope, rel, content, datetime string
	var isScope bool
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id":
			hints |= classHints(a.Val)
		case "itemprop", "property":
			prop = a.Val
		case "itemscope":
			isScope = true
		case "itemtype", "typeof":
			scope = a.Val
			isScope = true
		case "rel":
			rel = a.Val
		case "content":
			content = a.Val
		case "datetime":
			datetime = a.Val
		case "role":
			switch a.Val {
			case "navigation", "contentinfo", "menu":
				region |= inNav
			case "complementary":
				region |= inAside
			}
		}
	}
	if n.DataAtom == atom.Body {
		p.body = hints
		hints = 0
	}
	if prop != "" || isScope {
		item = p.property(n, item, prop, scope, content, datetime, isScope)
	}
	if rel == "author" {
		hints |= isAuthor | relAuthor
	}
	switch n.DataAtom {
	case atom.Time:
		hints |= isDate
	case atom.H1:
		if len(p.headings) < maxHeadings {
			p.headings = append(p.headings, mark{n, hints, region, p.texts})
		}
		hints = 0
	}
	if hints&(isAuthor|isDate) != 0 && len(p.marks) < maxMarks {
		p.marks = append(p.marks, mark{n, hints, region, p.texts})
	}
	region |= hints & (inNav | inAside | inComment | inCard)
	return region, item, true
}

func (p *page) titleEmpty() bool {
	for _, c := range p.found[title] {
		if c.From == "title" {
			return false
		}
	}
	return true
}

// text notes a text that may be a date or a byline without an element that says so.
func (p *page) text(n *html.Node, region hint) {
	if len(n.Data) > 100 || len(p.marks) >= maxMarks {
		return
	}
	if mayBeDate(n.Data) {
		p.marks = append(p.marks, mark{n, isDate | plain, region, p.texts})
	} else if len(p.headings) > 0 && bylineWord(n.Data) {
		p.marks = append(p.marks, mark{n, isAuthor | plain, region, p.texts})
	}
}

func mayBeDate(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		c := s[i]
		if (c == '1' && s[i+1] == '9' || c == '2' && (s[i+1] == '0' || s[i+1] == '5')) && s[i+2]-'0' < 10 && s[i+3]-'0' < 10 {
			return true
		}
	}
	return false
}

func bylineWord(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 2 && (s[0] == 'B' || s[0] == 'b') && (s[1] == 'y' || s[1] == 'Y') && (len(s) == 2 || s[2] == ' ' || s[2] == ':' || s[2] == '\n')
}

// meta notes what a meta element says.
func (p *page) meta(n *html.Node, item *schema.Item) {
	var content string
	var keys [3]string
	var itemprop string
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "name":
			keys[0] = a.Val
		case "property":
			keys[1] = a.Val
		case "http-equiv":
			keys[2] = a.Val
		case "itemprop":
			itemprop = a.Val
		case "content":
			content = strings.TrimSpace(a.Val)
		}
	}
	if content == "" {
		return
	}
	if itemprop != "" && item != nil {
		item.Add(itemprop, schema.Value{Text: content})
	} else if itemprop != "" {
		keys[0] = itemprop
	}
	for _, k := range keys {
		if k == "" {
			continue
		}
		k = strings.ToLower(strings.TrimSpace(k))
		s, ok := metaSources[k]
		if ok {
			p.found[s.field] = append(p.found[s.field], candidate{Value{content, k}, s.rank})
			return
		}
	}
}

func (p *page) link(n *html.Node) {
	href := attr(n, "href")
	for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		switch rel {
		case "canonical", "image_src":
			p.add(canonical, rel, href)
			p.add(image, rel, href)
		}
	}
}

// property gives the item a property that an element holds, and returns the item that the element's content describes.
func (p *page) property(n *html.Node, item *schema.Item, prop, scope, content, datetime string, isScope bool) *schema.Item {
	var v schema.Value
	if isScope {
		v.Item = &schema.Item{}
		for t := range strings.FieldsSeq(scope) {
			v.Item.Types = append(v.Item.Types, schema.Local(t))
		}
		if prop == "" || item == nil {
			v.Item.Add("@microdata", schema.Value{Text: "1"})
			p.items = append(p.items, v.Item)
		}
	}
	if item != nil {
		for name := range strings.FieldsSeq(prop) {
			name = schema.Local(name)
			if v.Item == nil {
				switch name {
				case "headline", "name", "author", "datePublished", "dateCreated", "dateModified", "dateUpdated", "creator", "publisher", "inLanguage":
				default:
					continue
				}
				switch {
				case content != "":
					v.Text = content
				case datetime != "":
					v.Text = datetime
				default:
					v.Text = textOf(n, 300)
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
	return len(t) >= 19 && strings.EqualFold(t[:19], "application/ld+json")
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

// textOf returns the text in an element, white space collapsed, cut off after about limit bytes.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	space := false
	steps := 0
	for c := n; c != nil; {
		if steps++; steps > 4*limit {
			break
		}
		descend := true
		switch {
		case c.Type == html.TextNode:
			for f := range strings.FieldsSeq(c.Data) {
				if b.Len() > 0 && (space || !strings.HasPrefix(c.Data, f)) {
					b.WriteByte(' ')
				}
				b.WriteString(f)
				space = true
			}
			space = c.Data != "" && strings.ContainsAny(c.Data[len(c.Data)-1:], " \n\t\r\f")
		case c.Type == html.ElementNode:
			switch c.DataAtom {
			case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Noscript:
				descend = c == n
			case atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong:
			default:
				space = true
			}
		}
		if b.Len() > limit {
			break
		}
		if descend && c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		for c != n && c.NextSibling == nil {
			c = c.Parent
		}
		if c == n {
			break
		}
		c = c.NextSibling
	}
	return b.String()
}
