package metadata

import (
	"strings"
	"time"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/metadata/dates"
)

// times returns when the page was published and last changed. What its data say wins over its address, and that over what its readers see.
func (p *page) times(lang string) (Time, Time) {
	l := p.dateLocale(lang)
	latest := time.Now().Add(48 * time.Hour)
	var pub, mod Time
	read := func(f field) (found Time) {
		for c := range p.ranked(f) {
			if t, ok := dates.Parse(c.Text, l); ok && t.Before(latest) && t.Year() >= 1990 {
				return Time{t.Time, t.DateOnly, t.NoZone, c.From}
			}
		}
		return Time{}
	}
	pub, mod = read(published), read(modified)
	if pub.IsZero() {
		if t, ok := p.urlDate(); ok && t.Before(latest) {
			pub = Time{t, true, false, fromURL}
		}
	}
	if pub.IsZero() {
		pub = p.visibleDate(l, latest)
	}
	return pub, mod
}

// dateLocale says how the page writes dates.
func (p *page) dateLocale(lang string) dates.Locale {
	primary, region, _ := strings.Cut(lang, "-")
	l := dates.Locale{Lang: primary, Order: dates.DayFirst}
	if primary == "en" || primary == "" {
		l.Order = dates.MonthFirst
		switch region {
		case "GB", "AU", "NZ", "IE", "IN", "ZA", "SG", "HK", "MY", "NG", "KE", "PK":
			l.Order = dates.DayFirst
		case "":
			if p.url != nil {
				host := p.url.Hostname()
				switch tld := host[strings.LastIndexByte(host, '.')+1:]; tld {
				case "uk", "au", "nz", "ie", "in", "za", "sg", "hk", "my", "ng", "ke", "pk", "eu", "de", "fr", "nl", "it", "es":
					l.Order = dates.DayFirst
				}
			}
		}
	}
	return l
}

// urlDate returns the day that the page's address holds, as in /2024/03/05/.
func (p *page) urlDate() (time.Time, bool) {
	if p.url == nil {
		return time.Time{}, false
	}
	path := p.url.Path
	for i := 0; i+11 <= len(path); i++ {
		if path[i] != '/' || path[i+1] != '1' && path[i+1] != '2' {
			continue
		}
		for _, layout := range []string{"2006/01/02", "2006/1/2", "2006-01-02"} {
			end := i + 1
			for end < len(path) && end < i+11 && (path[end]-'0' < 10 || path[end] == '/' || path[end] == '-') {
				end++
			}
			if t, err := time.Parse(layout, strings.Trim(path[i+1:end], "/-")); err == nil && t.Year() >= 1990 {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// mayBeDate says whether a text has a year in it. It is cheap: it sees every short text of a page.
func mayBeDate(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		switch c := s[i]; {
		case c == '2' && (s[i+1] == '0' || s[i+1] == '5') && s[i+2]-'0' < 10 && s[i+3]-'0' < 10,
			c == '1' && (s[i+1] == '9' || s[i+1] == '4') && s[i+2]-'0' < 10 && s[i+3]-'0' < 10:
			return true
		}
	}
	return false
}

// visibleDate returns the date that stands near the page's heading.
func (p *page) visibleDate(l dates.Locale, latest time.Time) Time {
	if p.heading == nil {
		return Time{}
	}
	for _, near := range [...][2]int{{0, 15}, {-6, 40}} {
		for _, m := range p.marks {
			d := m.order - p.heading.order
			if m.hints&isDate == 0 || d < near[0] || d > near[1] || m.region&^p.heading.region&(inNav|inAside|inCard) != 0 {
				continue
			}
			from := fromText
			text := m.node.Data
			if m.node.Type == html.ElementNode {
				if t, ok := dates.Parse(attr(m.node, "datetime"), l); ok && t.Before(latest) {
					return Time{t.Time, t.DateOnly, t.NoZone, fromTime}
				}
				text = textOf(m.node, 150)
			}
			if t, start, end, ok := dates.Find(text, l); ok && t.Before(latest) && 5*(end-start) > 2*len(strings.TrimSpace(text)) {
				return Time{t.Time, t.DateOnly, t.NoZone, from}
			}
		}
	}
	return Time{}
}
