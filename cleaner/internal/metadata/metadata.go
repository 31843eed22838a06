// Package metadata finds what a page says about itself: its title, its authors, its dates.
//
// A page says such things in many places: JSON-LD, microdata, the meta elements of a dozen vocabularies, its address, and in what its readers see.
// One walk over the tree collects the candidates for each field; sources.go ranks their places; the best candidate wins and knows where it came from.
// A wrong value is worse than none: a date that belongs to a card of a listing is not the page's.
package metadata

import (
	"net/url"
	"time"

	"golang.org/x/net/html"
)

// A Value is a text and the source that it came from, such as "json-ld", "og:title", "byline" or "url". The zero value is no value.
type Value struct {
	Text string
	From string
}

// A Time is a point in time as precise as the page gave it, and the source that it came from. The zero value is no time.
type Time struct {
	time.Time
	DateOnly bool // a day without a time of day
	NoZone   bool // a time of day without a zone; Time is then in UTC
	From     string
}

// Metadata is what a page says about itself. What it does not say is left zero.
type Metadata struct {
	Title       Value // without the site's name
	Site        Value
	Description Value
	Language    Value // a BCP 47 tag
	Canonical   Value // an absolute address, if the page's own is known
	Image       Value // an absolute address, if the page's own is known
	Section     Value
	Authors     []Value // people, or else the organisation that signs as the author; without "By"
	Tags        []string
	Published   Time
	Modified    Time
	ArticleBody Value  // the main text that JSON-LD or microdata carry: an article's body, a posting's text, a product's description. It may hold markup
	Kind        string // what the page says to be, as a type of schema.org such as NewsArticle or Product; empty if it says nothing
}

// Extract returns what the page says about itself. The tree is not changed. The page's address may be nil.
func Extract(root *html.Node, pageURL *url.URL) Metadata {
	p := scan(root, pageURL)
	p.setBase()
	main, web := p.mainItems()
	p.addItem(main)
	p.addItem(web)
	p.findSiteNames()
	p.heading = p.findHeading()
	p.work = main.class == workItem || p.dated()
	p.pageKind = p.kind(main, web)
	m := Metadata{
		Site:        p.best(site),
		Description: p.best(description),
		Language:    p.language(),
		Canonical:   p.address(canonical),
		Image:       p.address(image),
		Section:     p.best(section),
		Tags:        p.tags(),
		Authors:     p.authors(),
		ArticleBody: p.best(body),
		Kind:        p.pageKind,
	}
	m.Published, m.Modified = p.times(m.Language.Text)
	m.Title = p.title(len(m.Authors) > 0)
	return m
}
