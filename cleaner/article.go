package cleaner

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/decode"
	"winnow/cleaner/internal/extract"
	"winnow/cleaner/internal/metadata"
	"winnow/rules"
)

// extract returns the blocks of the page's article, and notes in the document how they were found.
func (c *Cleaner) extract(doc *Document, page *blocks.Page, found metadata.Metadata, site *site) ([]Block, error) {
	var extractor extract.Extractor
	switch c.extractor {
	case None:
		extractor, doc.Extractor = extract.All{}, None
	case Readability:
		extractor, doc.Extractor = extract.Readability{}, Readability
	case Native:
		extractor, doc.Extractor = extract.Native{Models: c.models, Comments: c.comments}, Native
	default:
		extractor, doc.Extractor = extract.Native{Models: c.models, Second: extract.Readability{}, Comments: c.comments}, Native
	}
	result, err := extractor.Extract(page, extract.About{Title: found.Title.Text, Kind: found.Kind, Path: path(found.Address)})
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	doc.Confidence, doc.PageType = result.Confidence, result.Type
	if result.Origin == extract.BySecond {
		doc.Extractor = Readability
	}
	if c.extractor != None {
		if keep := site.body(page, result); keep != nil {
			result.Keep, doc.Extractor, doc.Confidence = keep, BySite, 0
		}
	}
	if c.decisions && result.Evidence != nil {
		doc.Decisions = decisions(page, result)
	}
	body, last := kept(page, result.Keep)
	if doc.Extractor == None || doc.Extractor == BySite {
		return body, nil
	}
	if carried := carried(found.ArticleBody.Text, 2*textSize(body)); carried != nil {
		doc.Warnings = append(doc.Warnings, "the body was taken from the page's structured data: the page itself does not show it")
		return carried, nil
	}
	if isList := result.Type == "listing" || result.Type == "collection"; isScraps(body, page, result.Keep) || !isList && isMenu(body) {
		doc.Warnings = append(doc.Warnings, "no article was found on the page")
		doc.PageType, doc.Confidence = "", 0
		return nil, nil
	}
	c.findSource(doc, page.Blocks[last+1:min(last+1+creditReach, len(page.Blocks))])
	return body, nil
}

// minArticle is the least text, in bytes, that is taken for an article where it is not most of what the page shows, and minScraps where
// none of it is a paragraph: what a page for signing in says is little more than its buttons.
const (
	minArticle   = 140
	minScraps    = 240
	minParagraph = 100 // bytes
)

// What is shorter than maxMenu, in bytes, has more than this share of link text and no paragraph is a menu, if the page is no list of links.
const (
	maxMenu   = 1000
	menuShare = 0.7
)

// kept returns the blocks of the page that are kept, and the index of the last of them.
func kept(page *blocks.Page, keep []bool) (body []Block, last int) {
	n := 0
	for _, keep := range keep {
		if keep {
			n++
		}
	}
	body = slices.Grow(body, n)
	for i, b := range page.Blocks {
		if keep[i] {
			body, last = append(body, b), i
		}
	}
	return body, last
}

// isScraps reports whether a body, what is kept of a page, is too little to be an article, where it is not most of what the page shows or its main part, either.
func isScraps(body []Block, page *blocks.Page, keep []bool) bool {
	size, longest, shown := 0, 0, 0
	for i := range body {
		size += len(body[i].Text)
		longest = max(longest, len(body[i].Text))
	}
	for i := range page.Blocks {
		if !page.Elements[page.At[i]].Hidden {
			shown += len(page.Blocks[i].Text)
		}
	}
	short := size < minArticle || size < minScraps && longest < minParagraph
	return size == 0 || short && size*4 < shown*3 && !inMain(page, keep)
}

// inMain reports whether a kept block stands in an element that the page itself calls its main part or an article: that may be all there is to say, as of a
// constant in a reference. A main part that asks for a password or an address is no article.
func inMain(page *blocks.Page, keep []bool) bool {
	for i, k := range keep {
		if !k {
			continue
		}
		for at := page.At[i]; at >= 0; at = page.Elements[at].Parent {
			if e := &page.Elements[at]; e.Tag == atom.Main || e.Tag == atom.Article {
				return !asksWho(e.Node)
			}
		}
	}
	return false
}

// asksWho reports whether an element has a field for a password or an email address.
func asksWho(element *html.Node) bool {
	for n := range element.Descendants() {
		if n.DataAtom != atom.Input {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "type" && (strings.EqualFold(a.Val, "password") || strings.EqualFold(a.Val, "email")) {
				return true
			}
		}
	}
	return false
}

// isMenu reports whether a body is short, mostly links and without a paragraph.
func isMenu(body []Block) bool {
	size := textSize(body)
	if size >= maxMenu {
		return false
	}
	linked := 0.0
	for i := range body {
		b := &body[i]
		share := b.LinkShare()
		if share < 0.5 && len(b.Text) >= minParagraph {
			return false
		}
		linked += share * float64(len(b.Text))
	}
	return linked > menuShare*float64(size)
}

// creditReach is how many blocks after the article are searched for the line that names its source, and maxCredit how long it may be, in bytes.
const (
	creditReach = 4
	maxCredit   = 120
)

// findSource looks for the line that says where the article was copied from among the blocks after it, which the extractor may have left out.
func (c *Cleaner) findSource(doc *Document, after []Block) {
	var short []Block
	for _, b := range after {
		if b.Text != "" && len(b.Text) <= maxCredit {
			short = append(short, b)
		}
	}
	if found := c.sources.Apply(short, rules.Page{HTML: true}).Removals; len(found) > 0 {
		doc.Source = sourceOf(found[0])
	}
}

// carried reads the body that the page's structured data carry, as text or as markup; nil if it has no more than so many bytes of text.
func carried(body string, most int) []Block {
	if len(body) <= max(most, minArticle) {
		return nil
	}
	var found []Block
	if kind, _ := decode.Sniff([]byte(body), ""); kind == decode.HTML {
		found = blocks.FromTree(decode.Parse([]byte(body))).Blocks
	} else {
		found = blocks.FromText(body)
	}
	if textSize(found) > most {
		return found
	}
	return nil
}

func textSize(body []Block) int {
	n := 0
	for _, b := range body {
		n += len(b.Text)
	}
	return n
}
