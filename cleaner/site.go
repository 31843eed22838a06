package cleaner

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/metadata"
	"winnow/rules"
)

// A site asks a page what the rules for its site say. The nil site knows nothing.
type site struct {
	*rules.Site
	missing []string // the names of those of its queries that found nothing
	small   bool     // its body was too small to be the article
}

// site returns the site that an address is of.
func (c *Cleaner) site(address *url.URL) *site {
	if found := c.rules.Site(host(address), path(address)); found != nil {
		return &site{Site: found}
	}
	return nil
}

// takeMetadata puts what the site's queries find in the place of what was found on the page.
func (s *site) takeMetadata(found *metadata.Metadata, root *html.Node, address *url.URL) {
	if s == nil {
		return
	}
	found.Take(metadata.Given{
		Titles:  s.ask("title", s.Title, root),
		Authors: s.ask("author", s.Author, root),
		Dates:   s.ask("date", s.Date, root),
	}, address)
}

// ask returns what the first of the queries finds that finds something.
func (s *site) ask(what string, queries []rules.Query, root *html.Node) []string {
	for _, q := range queries {
		if texts := q.Texts(root); texts != nil {
			return texts
		}
	}
	if queries != nil {
		s.missing = append(s.missing, what)
	}
	return nil
}

// body returns, for each block of the page, whether it stands in the site's body; nil if that is not to be found, or is no more than a scrap of what
// the extractor took for the article.
func (s *site) body(page *blocks.Page, extracted []bool) []bool {
	if s == nil || s.Body == nil {
		return nil
	}
	root := page.Elements[0].Node
	for _, q := range s.Body {
		keep := beneath(page, q.Nodes(root))
		switch {
		case keep == nil:
		case minShare*sizeOf(page, keep) < sizeOf(page, extracted):
			s.small = true
		default:
			s.small = false
			return keep
		}
	}
	if !s.small {
		s.missing = append(s.missing, "body")
	}
	return nil
}

// minShare is how many times the size of a site's body the extractor's article may be.
const minShare = 5

// sizeOf returns how many bytes of text the blocks of the page have that are kept.
func sizeOf(page *blocks.Page, keep []bool) int {
	n := 0
	for i := range page.Blocks {
		if keep[i] {
			n += len(page.Blocks[i].Text)
		}
	}
	return n
}

// beneath returns, for each block of the page, whether it stands in one of the elements and is as visible as the element; nil if no text is in them.
func beneath(page *blocks.Page, elements []*html.Node) []bool {
	in := make(map[*html.Node]bool, len(elements))
	for _, n := range elements {
		in[n] = true
	}
	keep := make([]bool, len(page.Blocks))
	for i, b := range page.Blocks {
		for n := b.Node; n != nil && !keep[i]; n = n.Parent {
			keep[i] = in[n]
		}
	}
	if sizeOf(page, keep) == 0 {
		return nil
	}
	if shown := visible(page, keep); sizeOf(page, shown) > 0 {
		return shown
	}
	return keep
}

// visible returns those of the kept blocks that a reader sees.
func visible(page *blocks.Page, keep []bool) []bool {
	shown := make([]bool, len(keep))
	for i := range keep {
		shown[i] = keep[i] && !page.Elements[page.At[i]].Hidden
	}
	return shown
}

// warnings says what of the site did not fit the page.
func (s *site) warnings() []string {
	if s == nil {
		return nil
	}
	var warnings []string
	if s.missing != nil {
		warnings = append(warnings, fmt.Sprintf("site %s: nothing was found by its queries for: %s", s.ID, strings.Join(s.missing, ", ")))
	}
	if s.small {
		warnings = append(warnings, fmt.Sprintf("site %s: its body is too small to be the article: the extractor's was taken", s.ID))
	}
	return warnings
}
