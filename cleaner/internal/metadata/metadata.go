// Package metadata finds what a page says about itself: its title, its authors, its dates.
//
// A page says such things in many places: JSON-LD, microdata, the meta elements of a dozen vocabularies, its address, and what its readers see.
// One walk over the tree collects candidates for each field; sources.go ranks the places that they come from; the best one wins and says where it was
// found. A wrong value is worse than none: the date of a card in a list is not the list's.
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
	Title       Value // without the site's name, except on the site's front page
	Site        Value
	Description Value
	Language    Value   // a BCP 47 tag
	Canonical   Value   // an absolute address, if the page's own is known
	Image       Value   // an absolute address, if the page's own is known
	Section     Value   // the part of the site that the page belongs to
	Authors     []Value // people, or else the organisation that signs; without "By"
	Tags        []string
	Published   Time     // where the page only says when it was updated, that
	Modified    Time     // not before Published
	ArticleBody Value    // the main text that JSON-LD carries: an article's body, a posting's text, a product's description. It may hold markup
	Address     *url.URL // the page's own: the one that was given, or else the one that it names; nil if nobody knows
	Base        *url.URL // what the page's addresses are relative to; nil if nobody knows
	Kind        string   // what the page says to be, as a type of schema.org such as NewsArticle or Product; empty if it says nothing
}

// Extract returns what the page says about itself. The tree is not changed. The page's address may be nil. A date that lies in the future is not
// believed.
func Extract(root *html.Node, address *url.URL) Metadata { return extract(root, address, time.Now()) }

func extract(root *html.Node, address *url.URL, now time.Time) Metadata {
	p := &page{url: address, latest: now.Add(48 * time.Hour)} // the page's clock may be ahead, and so may its zone
	p.walk(root, 0, nil)
	p.understand()

	m := Metadata{
		Site:        p.site(),
		Description: p.best(description),
		Language:    p.language(),
		Canonical:   p.address(canonical),
		Image:       p.address(image),
		Section:     p.best(section),
		Tags:        p.tags(),
		ArticleBody: p.best(body),
		Address:     p.url,
		Base:        p.base,
		Kind:        p.kind,
	}
	m.Published, m.Modified = p.times(p.locale(m.Language.Text))
	m.Authors = p.authors(!m.Published.IsZero())
	m.Title = p.title(len(m.Authors) > 0)
	return m
}

// understand finds out what the page is about from what the walk collected: its main items, its site's names, and the heading that names it.
func (p *page) understand() {
	p.setBase()
	p.setURL()
	p.foldTitles()
	main, web := p.mainItems()
	p.addItem(main)
	p.addItem(web)
	p.kind = p.kindOf(main, web)
	p.work = main.class == workItem || p.dated()
	p.findSiteNames()
	p.cutTitles()
	p.findHeading()
}
