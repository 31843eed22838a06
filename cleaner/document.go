package cleaner

import (
	"time"

	"winnow/rules"
)

// A Block is one unit of a document in reading order.
type Block = rules.Block

// A Removal is what a rule took out of the article.
type Removal = rules.Removal

// A Link is a piece of text and the address that it leads to.
type Link = rules.Link

// A Document is a cleaned page or text.
type Document struct {
	// URL is the address that the caller gave for the page; it may be empty.
	URL string
	Metadata
	// Blocks are the article's body in reading order.
	Blocks []Block
	// Removals are what the rules stripped, in the order in which it stood.
	Removals []Removal
	// Warnings say what a reader of the document should know: that nothing was found, or that a rule was held back.
	Warnings []string
	// Extractor names what found the article: "readability", "none".
	Extractor Extractor
}

// Metadata is what a page says about itself. What it does not say is left zero.
type Metadata struct {
	Title       string   // without the site's name
	Authors     []string // people, without "By"
	Published   Time     // when the article first appeared
	Modified    Time     // when it was last changed
	Site        string   // the site's name
	Description string   // the page's own summary
	Language    string   // a BCP 47 tag, such as "en" or "pt-BR"
	Canonical   string   // the address that the page names as its own
	Image       string   // the address of the page's main image
	Section     string   // the part of the site that it appeared in
	Tags        []string // its keywords
	Source      Source   // who published it first, where the page is a copy
	Related     []Link   // the other stories that the stripped teasers led to
}

// A Source is the publisher that an aggregator copied from.
type Source struct {
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// A Time is a point in time as precise as the page gave it.
type Time struct {
	time.Time
	// DateOnly says that the page gave a day and no time of day.
	DateOnly bool
	// NoZone says that the page gave a time of day without a time zone; Time is then in UTC.
	NoZone bool
}
