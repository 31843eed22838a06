package cleaner

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"winnow/rules"
)

// parseURL reads the address that the caller gave; nil if it is empty. It takes what browsers take: spaces around it, and a % that escapes nothing.
// That an address is no URL costs a warning, not the page.
func parseURL(s string) (u *url.URL, warnings []string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if err != nil {
		u, err = url.Parse(percents.ReplaceAllStringFunc(s, func(escape string) string {
			if escape == "%" {
				return "%25"
			}
			return escape
		}))
	}
	if err != nil {
		return nil, []string{fmt.Sprintf("the page's address is not a URL: %v", err)}
	}
	return u, nil
}

var percents = regexp.MustCompile(`%([0-9A-Fa-f]{2})?`)

// host returns the host that the caller gave for the page, in lower case: that of its address, or else Host.
func (p Page) host(given *url.URL) string { return cmp.Or(host(given), strings.ToLower(p.Host)) }

func host(u *url.URL) string {
	if u == nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func path(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Path
}

// resolve makes the document's addresses absolute. Links that lead nowhere or run scripts lose their address.
func resolve(doc *Document, base *url.URL) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == rules.Image {
			b.Src = absolute(b.Src, base)
		}
		if !hasLinks(b.Spans) {
			continue
		}
		spans := slices.Clone(b.Spans)
		for j := range spans {
			if isLink(spans[j]) {
				spans[j].URL = absolute(spans[j].URL, base)
			}
		}
		b.Spans = slices.DeleteFunc(spans, func(s rules.Span) bool { return isLink(s) && s.URL == "" })
	}
	for i := range doc.Removals {
		resolveLinks(doc.Removals[i].Links, base)
	}
	resolveLinks(doc.Related, base)
	doc.Source.URL = absolute(doc.Source.URL, base)
}

func resolveLinks(links []Link, base *url.URL) {
	for i := range links {
		links[i].URL = absolute(links[i].URL, base)
	}
}

// absolute resolves an address against base. It returns "" for scripts and inline data, and an address that is no URL as it is.
func absolute(address string, base *url.URL) string {
	address = strings.TrimSpace(address)
	if i := strings.IndexByte(address, ':'); i > 0 {
		switch strings.ToLower(address[:i]) {
		case "http", "https":
			return address
		case "javascript", "vbscript", "data":
			return ""
		}
	}
	if base == nil || address == "" {
		return address
	}
	u, err := base.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}

func hasLinks(spans []rules.Span) bool {
	return slices.ContainsFunc(spans, isLink)
}

func withoutLinks(spans []rules.Span) []rules.Span {
	if !hasLinks(spans) {
		return spans
	}
	return slices.DeleteFunc(slices.Clone(spans), isLink)
}

func isLink(s rules.Span) bool { return s.Kind == rules.LinkSpan }
