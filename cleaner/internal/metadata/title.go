package metadata

import "strings"

// title chooses the page's title. What readers see as the heading of an article wins over what the head says, which is often written for search
// engines; on other pages the heading is often a slogan, and has to agree with the head.
func (p *page) title() Value {
	head := p.best(title)
	head.Text = p.withoutSite(clip(head.Text))
	h := p.heading
	if h == nil {
		return head
	}
	heading := Value{p.withoutSite(clip(h.text)), fromHeading}
	short, long := fold(heading.Text), fold(head.Text)
	switch {
	case long == "":
		return heading
	case short == "":
		return head
	case strings.Contains(long, short): // it may be but a part of the title: "Pricing"
		if p.work || 2*len(short) > len(long) {
			return heading
		}
		return head
	case strings.Contains(short, long) || p.work:
		return heading
	}
	return head
}

// findHeading returns the heading that names the page: the one that agrees with what the page's head says, or else the first that is not a
// part of navigation and not the site's name; nil if there is none.
func (p *page) findHeading() *heading {
	var first *heading
	for i := range p.headings {
		h := &p.headings[i]
		text := fold(h.text)
		if text == "" || p.isSite(h.text) {
			continue
		}
		for _, c := range p.found[title] {
			if t := fold(c.Text); overlap(text, t) {
				return h
			}
		}
		if first == nil && h.level == 1 && h.region&(inNav|inAside|inComment) == 0 {
			first = h
		}
	}
	return first
}

// overlap says whether one of two folded texts is in the other and no mere word of it.
func overlap(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && strings.Contains(b, a) && (3*len(a) > len(b) || strings.Count(a, " ") > 1)
}

// separators are what stands between a title and a site's name.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " > ", " ~ ", "｜", " ｜ ", "：", ": ", " |", "| "}

// withoutSite takes the site's name off either end of a title. A dash or bar with something else behind it is part of the title.
func (p *page) withoutSite(s string) string {
	s = strings.TrimSpace(s)
	for range 3 {
		before := s
		for _, sep := range separators {
			if i := strings.LastIndex(s, sep); i > 0 && sep != ": " && p.isSite(s[i+len(sep):]) {
				s = strings.TrimSpace(s[:i])
			}
			if i := strings.Index(s, sep); i > 0 && p.isSite(s[:i]) && len(s) > i+len(sep) {
				s = strings.TrimSpace(s[i+len(sep):])
			}
		}
		if s == before {
			break
		}
	}
	return s
}

// isSite says whether a text is the name of the page's site, by what the page calls it or by its host.
func (p *page) isSite(s string) bool {
	s = squeeze(s)
	if s == "" {
		return false
	}
	for _, name := range p.siteNames {
		if s == name {
			return true
		}
		if len(s) > len(name) {
			if strings.Contains(s, name) && len(name) > 4 && len(s) < 2*len(name) {
				return true
			}
		} else if strings.Contains(name, s) && len(s) > 3 && 2*len(s) > len(name) {
			return true
		}
	}
	return false
}

// findSiteNames collects the names that the site goes by, squeezed.
func (p *page) findSiteNames() {
	for _, c := range p.found[site] {
		p.addSiteName(c.Text)
	}
	for _, it := range p.items {
		if it.Is("WebSite", "Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness") {
			p.addSiteName(it.Text("name"))
			p.addSiteName(it.Text("alternateName"))
		}
	}
	if p.url == nil {
		return
	}
	host := strings.TrimPrefix(strings.ToLower(p.url.Hostname()), "www.")
	p.addSiteName(host)
	labels := strings.Split(host, ".")
	for _, l := range labels[:max(len(labels)-1, 0)] {
		if len(l) > 3 || len(labels) == 2 {
			p.addSiteName(l)
		}
	}
}

func (p *page) addSiteName(s string) {
	if name := squeeze(s); name != "" && len(p.siteNames) < maxCandidates {
		p.siteNames = append(p.siteNames, name)
	}
}

// maxTitle is how many bytes of a title are looked at; what is longer is none.
const maxTitle = 1000

// clip collapses white space in a text and cuts it off after maxTitle bytes.
func clip(s string) string {
	if len(s) > maxTitle {
		s = strings.ToValidUTF8(s[:maxTitle], "")
	}
	return strings.Join(strings.Fields(s), " ")
}
