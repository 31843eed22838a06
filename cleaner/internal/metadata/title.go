package metadata

import (
	"strings"
	"unicode/utf8"
)

// title chooses the page's title between what its head says, which is often written for search engines, and the heading that readers see, which on
// a page that nobody signed is often a slogan. The page's address, which most sites make of the title that the author gave, says which is closer to it.
func (p *page) title(signed bool) Value {
	head := p.best(title)
	head.Text = p.withoutSite(clip(head.Text))
	if p.heading == nil {
		return head
	}
	heading := Value{p.withoutSite(clip(p.heading.text)), fromHeading}
	short, long := fold(heading.Text), fold(head.Text)
	if short == "" || short == long {
		return head
	}
	closer := p.inAddress(heading.Text) - p.inAddress(head.Text)
	var seen bool
	switch {
	case strings.HasPrefix(long, short):
		seen = setOff(head.Text, heading.Text)
	case strings.HasPrefix(short, long):
		seen = true
	case strings.Contains(short, long):
		seen = closer > 0
	case strings.Contains(long, short):
		seen = closer >= 0
	default:
		seen = closer > 0 || signed
	}
	if seen {
		return heading
	}
	return head
}

// setOff says whether a heading that a title begins with is parted by a mark from what follows.
func setOff(title, heading string) bool {
	if len(title) < len(heading) || !strings.EqualFold(title[:len(heading)], heading) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(title[len(heading):]))
	return strings.ContainsRune(separatorMarks, r)
}

// inAddress returns how many words of the last part of the page's address, in hundredths of them, a text has.
func (p *page) inAddress(s string) int {
	if p.url == nil {
		return 0
	}
	path := strings.Trim(p.url.Path, "/")
	words := strings.Fields(fold(path[strings.LastIndexByte(path, '/')+1:]))
	n := 0
	text := " " + fold(s) + " "
	for _, w := range words {
		if strings.Contains(text, " "+w+" ") {
			n++
		}
	}
	return 100 * n / max(len(words), 1)
}

// findHeading returns the heading that names the page: the one that agrees best with what the page's head says, or else the first that is not a part
// of navigation and not the site's name; nil if there is none.
func (p *page) findHeading() *heading {
	var best *heading
	most := 0
	for i := range p.headings {
		h := &p.headings[i]
		text := fold(h.text)
		if text == "" || p.isSite(h.text) {
			continue
		}
		points := 0
		if h.level == 1 {
			points = 2
		}
		if h.region&(inNav|inAside|inComment) == 0 {
			points++
		}
		for _, c := range p.found[title] {
			if overlap(text, fold(c.Text)) {
				points += 2
				break
			}
		}
		if points > most && points > 2 {
			best, most = h, points
		}
	}
	return best
}

// overlap says whether one of two folded texts is in the other and no mere word of it.
func overlap(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && strings.Contains(b, a) && (3*len(a) > len(b) || strings.Count(a, " ") > 1)
}

// separators are what stands between a title and a site's name.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " > ", " ~ ", "｜", " |", "| "}

const separatorMarks = "|-–—·•»«/‹>~｜"

// withoutSite takes the site's name off either end of a title. A dash or bar with something else behind it is part of the title.
func (p *page) withoutSite(s string) string {
	s = strings.TrimSpace(s)
	for range 3 {
		before := s
		for _, sep := range separators {
			if i := strings.LastIndex(s, sep); i > 0 && p.isSite(s[i+len(sep):]) {
				s = strings.TrimSpace(s[:i])
			}
			if i := strings.Index(s, sep); i > 0 && !p.home() && p.isSite(s[:i]) && len(s) > i+len(sep) {
				s = strings.TrimSpace(s[i+len(sep):])
			}
		}
		if s == before {
			break
		}
	}
	return s
}

// home says whether the page is its site's front page, whose title is the site's name.
func (p *page) home() bool {
	return p.url != nil && strings.Trim(p.url.Path, "/") == "" && !p.url.Query().Has("p") // WordPress knows a post by its number
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
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}
