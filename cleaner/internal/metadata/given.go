package metadata

import (
	"slices"
	"strings"
	"time"

	"winnow/cleaner/internal/metadata/dates"
)

// fromSite is the source of what the rules for the page's site say.
const fromSite = "site"

// A Given is what the rules for a page's site find on it, in the page's own words: "By Ann Lee and Bob Ray", "Published on 5 March 2024". Of the titles and the
// dates the first one that can be used counts.
type Given struct {
	Titles  []string
	Authors []string
	Dates   []string // of publication
}

// Take puts what is given in the place of what was found, cleaned as that is, and leaves what was found where nothing usable is given.
func (m *Metadata) Take(g Given) {
	p := &page{url: m.Address, latest: time.Now().Add(48 * time.Hour)}
	p.addSiteName(m.Site.Text)
	p.findSiteNames()
	for _, text := range g.Titles {
		if title := p.withoutSite(clip(text)); title != "" {
			m.Title = Value{title, fromSite}
			break
		}
	}
	inverted := len(g.Authors) > 1 && !slices.ContainsFunc(g.Authors, func(s string) bool { return strings.Count(s, ",") != 1 }) // one of "Doe, Jane" each
	var authors []Value
	for _, text := range g.Authors {
		for _, name := range people(untilDate(clip(text)), inverted) {
			authors = append(authors, Value{name, fromSite})
		}
	}
	if authors != nil {
		m.Authors = unique(authors)
	}
	locale := p.locale(m.Language.Text)
	for _, text := range g.Dates {
		t, ok := dates.Parse(text, locale)
		if date := p.timeOf(t, fromSite); ok && !date.IsZero() {
			m.Published = date
			if m.Modified.Before(date.Time) {
				m.Modified = Time{}
			}
			break
		}
	}
}
