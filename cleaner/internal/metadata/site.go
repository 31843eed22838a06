package metadata

import (
	"slices"
	"strings"
)

// separators are what stands between a title and a site's name.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " > ", " ~ ", "｜", " |", "| "}

const separatorMarks = "|-–—·•»«/‹>~｜"

// site returns the site's name as the page's data give it, or else as the page's title writes out what the address has.
func (p *page) site() Value {
	if v := p.best(site); v.Text != "" {
		return v
	}
	for _, sep := range separators {
		if i := strings.LastIndex(p.titleElement, sep); i > 0 && p.isSite(p.titleElement[i+len(sep):]) {
			return Value{strings.TrimSpace(p.titleElement[i+len(sep):]), fromTitle}
		}
		if i := strings.Index(p.titleElement, sep); i > 0 && p.isSiteName(p.titleElement[:i]) {
			return Value{strings.TrimSpace(p.titleElement[:i]), fromTitle}
		}
	}
	return Value{}
}

// withoutSite takes the site's name off either end of a title. What else stands behind a dash or a bar is part of the title, and so is the name that
// the title of the site's front page begins with, and a product's that only begins with the site's.
func (p *page) withoutSite(title string) string {
	for range 3 { // names: "Title | Section | Site"
		before := title
		for _, sep := range separators {
			if i := strings.LastIndex(title, sep); i > 0 && p.isSite(title[i+len(sep):]) && !p.isSiteName(title) {
				title = strings.TrimSpace(title[:i])
			}
			if i := strings.Index(title, sep); i > 0 && i+len(sep) < len(title) && !p.home() && p.isSiteName(title[:i]) {
				title = strings.TrimSpace(title[i+len(sep):])
			}
		}
		if title == before {
			break
		}
	}
	return strings.Trim(title, " |-–—·•/»«›‹")
}

// isSiteName says whether a text is a name of the page's site.
func (p *page) isSiteName(s string) bool { return slices.Contains(p.siteNames, squeeze(s)) }

// isSite says whether a text is a name of the page's site, or such a name with a word more or less: "The Harbour Post" for harbourpost.example.
func (p *page) isSite(s string) bool {
	s = squeeze(s)
	for _, name := range p.siteNames {
		switch {
		case s == name,
			len(s) > len(name) && len(name) > 4 && len(s) < 2*len(name) && strings.Contains(s, name),
			len(s) < len(name) && len(s) > 3 && len(name) < 2*len(s) && strings.Contains(name, s):
			return true
		}
	}
	return false
}

// findSiteNames collects the names that the site goes by: those that the page gives it, the headings that lead to its front page,
// and those in its host.
func (p *page) findSiteNames() {
	for _, c := range p.found[site] {
		if p.home() || !slices.Contains(p.titles, fold(c.Text)) { // some sites give their pages' titles
			p.addSiteName(c.Text)
		}
	}
	for _, it := range p.items {
		if it.Is("WebSite", "Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness") {
			p.addSiteName(it.Text("name"))
			p.addSiteName(it.Text("alternateName"))
		}
	}
	for _, h := range p.headings {
		if h.logo {
			p.addSiteName(h.text)
		}
	}
	if p.url == nil {
		return
	}
	host := strings.TrimPrefix(strings.ToLower(p.url.Hostname()), "www.")
	p.addSiteName(host)
	labels := strings.Split(host, ".")
	for _, l := range labels[:len(labels)-1] {
		if len(l) > 3 || len(labels) == 2 {
			p.addSiteName(l)
		}
	}
}

func (p *page) addSiteName(s string) {
	if name := squeeze(clip(s)); name != "" && len(p.siteNames) < maxCandidates {
		p.siteNames = append(p.siteNames, name)
	}
}
