package metadata

import (
	"strings"

	xlanguage "golang.org/x/text/language"

	"winnow/cleaner/internal/metadata/dates"
)

// language returns the page's language as a BCP 47 tag.
func (p *page) language() Value {
	for c := range p.ranked(language) {
		text, _, _ := strings.Cut(c.Text, ",")
		if tag, err := xlanguage.Parse(strings.TrimSpace(text)); err == nil && tag != xlanguage.Und {
			return Value{tag.String(), c.From}
		}
	}
	return Value{}
}

// locale says how a page in a language writes dates: as its own show, if any does. English is written in countries that put the day first and in some that put the month first;
// the country is that of the language's tag, or else that of the host's name.
func (p *page) locale(lang string) dates.Locale {
	primary, region, _ := strings.Cut(lang, "-")
	l := dates.Locale{Lang: primary, Order: dates.DayFirst}
	if primary == "" {
		l.Order = dates.Unknown
	}
	if p.order != dates.Unknown {
		l.Order = p.order
		return l
	}
	if primary != "en" {
		return l
	}
	if region == "" && p.url != nil {
		host := p.url.Hostname()
		if region = strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:]); len(region) > 2 { // com, org, app
			region = "US"
		}
	}
	switch region {
	case "US", "PH", "IO", "AI", "CO", "TV", "ME": // the last five are sold to everybody
		l.Order = dates.MonthFirst
	case "", "CA":
		l.Order = dates.Unknown
	}
	return l
}
