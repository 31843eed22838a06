package metadata

import (
	"strings"
	"time"

	"winnow/cleaner/internal/metadata/dates"
)

// The first years that a page can be of: the web began in 1991, but the data of papers' archives go back to when they were printed.
const (
	earliestYear    = 1990
	earliestPrinted = 1850 // the first that package dates reads
)

// times returns when the page was published and last changed. What its data say wins over its address, and that over what its readers see.
func (p *page) times(l dates.Locale) (pub, mod Time) {
	pub, mod = p.read(published, l), p.read(modified, l)
	seen, updated := p.shownDates(l)
	switch {
	case p.listing():
		pub = Time{}
	case !pub.IsZero():
		pub = p.first(pub, seen)
	default:
		if pub = moreExact(p.urlDate(), seen); pub.IsZero() && !p.datedList(l) {
			if pub = seen; pub.IsZero() {
				pub = updated
			}
		}
		if pub.IsZero() {
			pub = p.read(created, l)
		}
	}
	if mod.IsZero() {
		mod = updated
	}
	if mod.Format(time.DateOnly) < pub.Format(time.DateOnly) {
		mod = Time{}
	}
	return pub, mod
}

// first returns when the page appeared: where readers see an earlier day beside the heading than its data say, on that day. Of two that are the same
// moment in different zones, it returns the one in the page's own, if it is known.
func (p *page) first(pub, seen Time) Time {
	switch day := pub.Format(time.DateOnly); {
	case seen.IsZero():
	case seen.Format(time.DateOnly) == day:
		return moreExact(pub, seen)
	case strings.HasPrefix(pub.From, "citation_"): // papers show when they were received, too
	case sameMoment(seen, pub):
		if p.isLocal(seen) {
			return seen
		}
	case seen.Format(time.DateOnly) < day:
		return seen
	}
	return pub
}

// moreExact returns a day with the time that readers see on it, if they do.
func moreExact(day, seen Time) Time {
	if day.DateOnly && !seen.DateOnly && seen.Format(time.DateOnly) == day.Format(time.DateOnly) {
		return seen
	}
	return day
}

// sameMoment says whether a day, or a time, is that of a moment in another zone: what is published after midnight in UTC appears the day before in
// America.
func sameMoment(shown, exact Time) bool {
	if exact.DateOnly || exact.NoZone {
		return false
	}
	if !shown.DateOnly && !shown.NoZone {
		return shown.Sub(exact.Time).Abs() < time.Minute
	}
	year, month, day := shown.Date()
	start := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	const ahead, behind = 14 * time.Hour, 12 * time.Hour // the zones farthest from UTC
	return !exact.Before(start.Add(-ahead)) && exact.Before(start.Add(24*time.Hour+behind))
}

// isLocal says whether a date is known to be the day where the page was published: its zone is not that of machines, or the address has it, too.
func (p *page) isLocal(t Time) bool {
	if _, offset := t.Zone(); offset != 0 {
		return true
	}
	return p.urlDate().Format(time.DateOnly) == t.Format(time.DateOnly)
}

// timeOf returns a date that was read as one of the page; the zero Time if it cannot be that.
func (p *page) timeOf(t dates.Time, from string) Time {
	if t.Year() < earliestYear || t.After(p.latest) {
		return Time{}
	}
	return Time{t.Time, t.DateOnly, t.NoZone, from}
}

// read returns the best date among a field's candidates.
func (p *page) read(f field, l dates.Locale) Time {
	for c := range p.ranked(f) {
		if c.From == fromJSONPage && !p.work { // every page of some content systems has it
			continue
		}
		if t, ok := dates.Parse(c.Text, l); ok {
			if t := p.timeOf(t, c.From); !t.IsZero() {
				return t
			}
			if isPrinted(t) {
				return Time{t.Time, t.DateOnly, t.NoZone, c.From}
			}
		}
	}
	return Time{}
}

// isPrinted says whether a date before the web is one that something was printed on. What clocks begin to count from is a year's first day or, in
// another zone, the day before.
func isPrinted(t dates.Time) bool {
	return earliestPrinted <= t.Year() && t.Year() < earliestYear && t.YearDay() > 1 && t.YearDay() < 364
}

// dated says whether the page's data say when it was published, other than as a page.
func (p *page) dated() bool {
	for _, c := range p.found[published] {
		if c.From != fromJSONPage {
			return true
		}
	}
	return false
}

// listing says whether the page is one of those that show dates and authors which are not their own.
func (p *page) listing() bool {
	switch p.kind {
	case "Product", "ProductGroup", "CollectionPage", "ItemPage", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage", "Event",
		"SoftwareApplication", "VideoGame":
		return true
	}
	return p.home()
}

// urlDate returns the day that the page's address holds, as in /2024/03/05/ or /2024-03-05-title.
func (p *page) urlDate() Time {
	if p.url == nil {
		return Time{}
	}
	path := p.url.Path
	for i := 0; i+len("/2024/3/5") <= len(path); i++ {
		if path[i] != '/' || path[i+1] != '1' && path[i+1] != '2' {
			continue
		}
		rest := path[i+1:]
		t, start, end, ok := dates.Find(rest[:min(len(rest), 24)], dates.Locale{})
		if ok && start == 0 && t.DateOnly && (end == len(rest) || rest[end] == '/' || rest[4] == '-') { // /2024/03/5-ways is of some day in March
			return p.timeOf(t, fromURL)
		}
	}
	return Time{}
}

// mayBeDate says whether a text has a year in it, of whatever calendar and in whatever digits. It is quick: every short text of a page is looked at.
func mayBeDate(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		c := s[i]
		if c-'1' > 1 && c < 0xd9 {
			continue
		}
		switch {
		case c == '2' && (s[i+1] == '0' || s[i+1] == '5'), c == '1' && (s[i+1] == '9' || s[i+1] == '4'):
			if s[i+2]-'0' < 10 && s[i+3]-'0' < 10 {
				return true
			}
		case c == 0xd9 || c == 0xdb: // the Arabic and the Persian digits, which share their lead bytes with a few letters
			if s[i+1]&0xf0 == 0xa0 && c == 0xd9 || s[i+1]&0xf0 == 0xb0 && c == 0xdb {
				return true
			}
		case c == 0xe0 && (s[i+1] == 0xa5 || s[i+1] == 0xa7) && s[i+2]-0xa6 < 10: // the Devanagari and the Bengali digits
			return true
		}
	}
	return false
}
