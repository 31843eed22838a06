package cleaner

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"winnow/cleaner/internal/metadata"
	"winnow/cleaner/internal/render"
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
	// Host is the host whose rules were asked, beside those for all hosts: that of URL or, where it has none, the Page's Host or, where that is empty, that of
	// the address which the page names as its own. Empty where nobody knows it, so that rules for one host did nothing.
	Host string
	Metadata
	// Blocks are the article's body in reading order.
	Blocks []Block
	// Removals are what the rules stripped, in the order in which it stood.
	Removals []Removal
	// Warnings say what a reader of the document should know: that nothing was found, or that a rule was held back.
	Warnings []string
	// Extractor is what found the article: Native, Readability, None, or BySite.
	Extractor Extractor
	// PageType is what kind of page the native extractor takes it for: article, collection, documentation, forum, listing, product or service. Empty for a text, and where another extractor was chosen.
	PageType string
	// Decisions are what the native extractor decided about each block of the page, if WithDecisions asks for them.
	Decisions []Decision
	// Confidence is how good the native extractor takes its answer to be: the F1 that it expects, 0 to 1. 0 where it found no article, and where
	// another extractor found it.
	Confidence float64
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

// Byline returns the authors' names, parted by commas.
func (m *Metadata) Byline() string { return strings.Join(m.Authors, ", ") }

// fill takes the winners out of what was found on a page.
func fill(found metadata.Metadata) Metadata {
	m := Metadata{
		Title: found.Title.Text, Site: found.Site.Text, Description: found.Description.Text, Language: found.Language.Text, Canonical: found.Canonical.Text,
		Image: found.Image.Text, Section: found.Section.Text, Tags: found.Tags,
		Published: Time{found.Published.Time, found.Published.DateOnly, found.Published.NoZone},
		Modified:  Time{found.Modified.Time, found.Modified.DateOnly, found.Modified.NoZone},
	}
	for _, a := range found.Authors {
		m.Authors = append(m.Authors, a.Text)
	}
	for _, text := range []*string{&m.Title, &m.Site, &m.Description, &m.Section} {
		*text = printable(*text)
	}
	for _, texts := range [][]string{m.Authors, m.Tags} {
		for i := range texts {
			texts[i] = printable(texts[i])
		}
	}
	return m
}

// printable leaves out control characters, which broken pages hold, and YAML must not and terminals would obey, those that turn the direction of what
// follows, and those for private use, which are signs of the page's own font. Control characters that are white space become spaces.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) && unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s))
}

// A Source is the publisher that an aggregator copied from.
type Source struct {
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// sourceOf reads the publisher out of a stripped source line: its name, and the address that the line leads to.
func sourceOf(r Removal) Source {
	s := Source{Name: r.Source}
	if len(r.Links) > 0 {
		s.URL = r.Links[0].URL
	}
	return s
}

// A Time is a point in time as precise as the page gave it.
type Time struct {
	time.Time
	// DateOnly says that the page gave a day and no time of day.
	DateOnly bool
	// NoZone says that the page gave a time of day without a time zone; Time is then in UTC.
	NoZone bool
}

// withoutZone is RFC 3339 without a time zone.
const withoutZone = "2006-01-02T15:04:05"

// String returns the time in RFC 3339, without what the page did not give: "2024-05-01T09:30:00+02:00", "2024-05-01T09:30:00" or "2024-05-01"; "" for the zero Time.
func (t Time) String() string {
	switch {
	case t.IsZero():
		return ""
	case t.DateOnly:
		return t.Format(time.DateOnly)
	case t.NoZone:
		return t.Format(withoutZone)
	}
	return t.Format(time.RFC3339)
}

// MarshalText writes the time as String does.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText writes. Its error says that the text is no such time, and leaves t as it was.
func (t *Time) UnmarshalText(text []byte) error {
	read, layout := Time{}, time.RFC3339
	switch len(text) {
	case 0:
		*t = Time{}
		return nil
	case len(time.DateOnly):
		read.DateOnly, layout = true, time.DateOnly
	case len(withoutZone):
		read.NoZone, layout = true, withoutZone
	}
	var err error
	if read.Time, err = time.Parse(layout, string(text)); err == nil {
		*t = read
	}
	return err
}

// MarshalJSON writes the time as String does.
func (t Time) MarshalJSON() ([]byte, error) { return []byte(`"` + t.String() + `"`), nil }

// UnmarshalJSON reads what MarshalJSON writes; null changes nothing.
func (t *Time) UnmarshalJSON(data []byte) error {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil || text == nil {
		return err
	}
	return t.UnmarshalText([]byte(*text))
}

// Text returns the body as plain text: a blank line between blocks, a line for each item of a list and each row of a table, no trailing space.
func (d *Document) Text() string { return render.Text(d.Blocks) }

// HTML returns the body as HTML that is safe to show: elements and attributes by an allow list.
func (d *Document) HTML() string { return render.HTML(d.Blocks) }

// Markdown returns the body as CommonMark with tables.
func (d *Document) Markdown() (string, error) { return render.Markdown(d.Blocks) }
