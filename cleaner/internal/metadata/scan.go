package metadata

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/metadata/dates"
	"winnow/cleaner/internal/metadata/schema"
)

// A page is what the walk over a tree collected, and what follows from it.
type page struct {
	url    *url.URL
	latest time.Time // a date after it is not believed

	// What the walk collects.
	found        [numFields][]candidate
	titleElement string
	baseHref     string
	items        []*schema.Item // those of JSON-LD
	micro        []*schema.Item // those of microdata and RDFa, without those that are properties of others
	headings     []heading
	marks        []mark
	prose        int  // how many of the texts so far were longer ones
	texts        int  // how many texts there were so far, without blank ones
	labelled     bool // the last twitter:label announced an author
	classes      hintCache
	order        dates.Order // of day and month, as the page's dates in figures show it

	// What follows from it.
	base      *url.URL
	titles    []string // the candidates for the title, folded
	names     []name   // the same without the site's name
	siteNames []string // what the site is called, squeezed
	kind      string   // a type of schema.org
	work      bool     // the page's data say that it was written and published, as articles and postings are
	heading   *heading // the one that names the page; nil if none does
}

// A heading is an element or a text that may name the page.
type heading struct {
	text   string
	folded string
	level  int  // of the element; 7 for a text
	part   bool // a text in a first-level heading
	logo   bool // links to the site's front page
	region hint
	order  int // the number of texts before it
	prose  int // the number of longer texts before it
}

// A mark is an element or a text that may hold a byline or a date.
type mark struct {
	node   *html.Node
	hints  hint
	region hint
	order  int // the number of texts before it
	prose  int // the number of longer texts before it
}

// minProse is how many bytes long a text is that is likely a part of a paragraph.
const minProse = 120

// Bounds on what is kept of a page, however large it is.
const (
	maxMarks      = 500
	maxHeadings   = 60
	maxItems      = 500
	maxCandidates = 100
)

// An enclosure is an element that the walk is in and that changes what its content means.
type enclosure struct {
	node   *html.Node
	region hint         // what holds outside of it
	item   *schema.Item // the item outside of it
}

// walk notes what a tree says. It goes through the tree once, without recursion; region and item are those that the tree stands in.
func (p *page) walk(root *html.Node, region hint, item *schema.Item) {
	var stack []enclosure
	for n := root; ; {
		enter := n.FirstChild != nil
		switch n.Type {
		case html.TextNode:
			if s := strings.TrimSpace(n.Data); s != "" {
				p.text(n, s, region)
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
		if p.titleElement == "" {
			p.titleElement = textOf(n, maxTitle)
			p.add(title, fromTitle, p.titleElement)
		}
		return region, item, false
	case atom.Base:
		if p.baseHref == "" {
			p.baseHref = attr(n, "href")
		}
	case atom.Html:
		p.add(language, fromLang, attr(n, "lang"))
		p.add(language, fromLang, attr(n, "xml:lang"))
	case atom.Footer:
		if isWithin(n, atom.Article, 8) {
			region |= inFooter
		} else {
			region |= inNav
		}
	case atom.Nav:
		region |= inNav
	case atom.Aside:
		region |= inAside
	case atom.Blockquote:
		region |= inQuote
	}
	var hints hint
	var prop property
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class":
			hints |= p.classes.of(a.Val)
		case "id":
			hints |= classHints(a.Val)
		case "rel":
			if a.Val == "author" {
				hints |= isAuthor | isSure
			}
		case "href":
			if len(p.headings) > 0 && strings.Contains(a.Val, "/author") {
				hints |= isAuthor | isSure
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
			switch a.Val {
			case "author":
				hints |= isAuthor | isSure
			case "datePublished":
				hints |= isDate
			}
		case "itemscope":
			prop.scope = true
		case "itemtype", "typeof":
			prop.scope, prop.types = true, a.Val
		case "content":
			prop.content = a.Val
		case "datetime", "ts":
			prop.datetime = a.Val
		}
	}
	if prop.names != "" || prop.scope {
		item = p.property(n, item, prop)
	}
	switch n.DataAtom {
	case 0:
		if prop.datetime != "" { // as <relative-time datetime="…"> and <time-ago ts="…">
			hints |= isDate
		}
	case atom.Body, atom.Html:
		return region, item, true // their classes tell of the whole page
	case atom.Footer:
		if region&inFooter != 0 {
			hints &^= inNav
		}
	case atom.Time:
		hints |= isDate
	case atom.H1, atom.H2, atom.H3:
		if len(p.headings) < maxHeadings {
			p.addHeading(textOf(n, maxTitle), int(n.Data[1]-'0'), region)
			p.headings[len(p.headings)-1].logo = p.isFrontPage(linkOf(n))
		}
	}
	if hints&(isAuthor|isDate) != 0 && len(p.marks) < maxMarks {
		p.marks = append(p.marks, mark{n, hints, region, p.texts, p.prose})
	}
	return region | hints&regions, item, true
}

// isWithin says whether a node stands in an element of a kind, no more than so many levels below it.
func isWithin(n *html.Node, kind atom.Atom, levels int) bool {
	for range levels {
		if n = n.Parent; n == nil {
			return false
		}
		if n.DataAtom == kind {
			return true
		}
	}
	return false
}

// linkOf returns where a heading leads that is a link as a whole, or that begins with one.
func linkOf(n *html.Node) string {
	if a := n.Parent; a != nil && a.DataAtom == atom.A {
		return attr(a, "href")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.A:
			return attr(c, "href")
		case c.Type != html.TextNode || strings.TrimSpace(c.Data) != "":
			return ""
		}
	}
	return ""
}

func (p *page) addHeading(text string, level int, region hint) {
	text = strings.TrimRight(text, " #¶§🔗") // what links to the heading itself
	p.headings = append(p.headings, heading{text: text, folded: fold(text), level: level, region: region, order: p.texts, prose: p.prose})
}

// text notes a text that may be the page's title, a date or a byline though no element says so. Trimmed is its text without white space around it.
func (p *page) text(n *html.Node, trimmed string, region hint) {
	if len(trimmed) >= minProse {
		p.prose++
	}
	if len(trimmed) > maxTitle {
		return
	}
	if len(trimmed) >= minTitle && len(p.headings) < maxHeadings && (strings.HasPrefix(p.titleElement, trimmed) || strings.HasSuffix(p.titleElement, trimmed)) {
		p.addHeading(trimmed, 7, region)
		if isWithin(n, atom.H1, 3) {
			h := &p.headings[len(p.headings)-1]
			h.level, h.part = 1, true
		}
	}
	if len(trimmed) > maxByline || len(p.marks) >= maxMarks {
		return
	}
	var hints hint
	if mayBeDate(trimmed) {
		hints |= isDate
		if p.order == dates.Unknown {
			p.order = dates.OrderOf(trimmed)
		}
	}
	if len(p.headings) > 0 {
		if _, ok := afterByline(trimmed); ok {
			hints |= isAuthor
		}
	}
	if hints != 0 {
		p.marks = append(p.marks, mark{n, hints | isBare, region, p.texts, p.prose})
	}
}

// maxByline is how many bytes long a text with an author or a date may be.
const maxByline = 200

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
	switch {
	case content == "":
		return
	case itemprop != "" && item != nil:
		item.Add(itemprop, schema.Value{Text: content})
		return
	case itemprop != "":
		names[0] = itemprop
	}
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		switch name {
		case "":
			continue
		case "twitter:label1", "twitter:label2":
			_, p.labelled = afterByline(content)
		case "twitter:data1", "twitter:data2":
			if p.labelled {
				p.add(author, fromTwitter, content)
				p.labelled = false
			}
		}
		if c, ok := metaSource(name); ok {
			c.Text = content
			p.addCandidate(c)
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
