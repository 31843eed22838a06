package cleaner

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/extract"
	"winnow/cleaner/internal/metadata"
	"winnow/rules"
)

// A site asks a page what the rules for its site say. The nil site knows nothing.
type site struct {
	*rules.Site
	missing []string // the names of those of its queries that found nothing
	small   bool     // its body was too small to be the article
}

// site returns the site that the page at a host's path is of.
func (c *Cleaner) site(host, path string) *site {
	if found := c.rules.Site(host, path); found != nil {
		return &site{Site: found}
	}
	return nil
}

// takeMetadata puts what the site's queries find in the place of what was found on the page.
func (s *site) takeMetadata(found *metadata.Metadata, root *html.Node) {
	if s == nil {
		return
	}
	found.Take(metadata.Given{
		Titles:  s.ask("title", s.Title, root),
		Authors: s.ask("author", s.Author, root),
		Dates:   s.ask("date", s.Date, root),
	})
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
// the extractor took for the article, as where a query has come to meet a teaser.
func (s *site) body(page *blocks.Page, extracted extract.Result) []bool {
	if s == nil || s.Body == nil {
		return nil
	}
	root := page.Elements[0].Node
	for _, q := range s.Body {
		keep := beneath(page, q.Nodes(root))
		if s.Prune && extracted.Evidence != nil {
			prune(keep, extracted.Evidence.Probability)
		}
		switch size := sizeOf(page, keep); {
		case size == 0:
		case scrap*size < sizeOf(page, extracted.Keep):
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

// scrap is how many times as large as a site's body the extractor's article may be; surely is the probability under which pruning leaves a block out.
// Measured with the site configs of Full-Text RSS, many of which are years older than the pages.
const (
	scrap  = 10
	surely = 0.1
)

// prune leaves out the blocks that the extractor is sure are no part of the article.
func prune(keep []bool, probability []float32) {
	for i := range keep {
		keep[i] = keep[i] && probability[i] >= surely
	}
}

// sizeOf returns how many bytes of text the blocks of the page have that are kept.
func sizeOf(page *blocks.Page, keep []bool) int {
	n := 0
	for i, kept := range keep {
		if kept {
			n += len(page.Blocks[i].Text)
		}
	}
	return n
}

// beneath returns, for each block of the page, whether it stands in one of the elements. What is hidden there is left out, unless all is.
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

// replace makes the replacements of a page's site in its markup.
func (c *Cleaner) replace(markup []byte, p Page) []byte {
	u, _ := parseURL(p.URL)
	if s := c.rules.Site(p.host(u), path(u)); s != nil {
		for _, r := range s.Replace {
			markup = bytes.ReplaceAll(markup, []byte(r.Find), []byte(r.With))
		}
	}
	return markup
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
