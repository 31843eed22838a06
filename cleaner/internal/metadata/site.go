package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// separators are what stands between a title and a site's name.
var separators = []string{
	" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " > ", " ~ ", " : ", "｜", " |", "| ", "--", "_", "-",
}

// separatorMarks are the marks that set a heading off from what a title says after it. A colon does if a blank stands before it: one without begins a
// subtitle.
const separatorMarks = "|-–—·•»«/‹>~｜_"

// parted says whether a separator stands between a title and a site's name, where the title is parted into before and after. An underscore before a
// small letter is one of an identifier, and a single hyphen without blanks parts Chinese, Japanese and Korean titles alone.
func parted(before, sep, after string) bool {
	switch sep {
	case "_":
		return after[0]-'a' >= 26
	case "-":
		r, _ := utf8.DecodeLastRuneInString(before)
		return isIdeographic(r)
	}
	return true
}

// cutLast returns what stands before the last separator of a kind in a title, and what stands after it.
func cutLast(title, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(title, sep)
	if i <= 0 || i+len(sep) == len(title) {
		return "", "", false
	}
	before, after = title[:i], title[i+len(sep):]
	return before, after, parted(before, sep, after)
}

// cutFirst returns what stands before the first separator of a kind in a title, and what stands after it. A name before a colon is a part of the title.
func cutFirst(title, sep string) (before, after string, ok bool) {
	before, after, ok = strings.Cut(title, sep)
	return before, after, ok && before != "" && after != "" && sep != " : " && parted(before, sep, after)
}

// site returns the site's name as the page's data give it, or else as the page's title writes out what the address has.
func (p *page) site() Value {
	if v := p.best(site); v.Text != "" {
		return v
	}
	for _, sep := range separators {
		if _, name, ok := cutLast(p.titleElement, sep); ok && p.isSite(name) {
			return Value{strings.TrimSpace(name), fromTitle}
		}
		if name, _, ok := cutFirst(p.titleElement, sep); ok && p.isSiteName(name) {
			return Value{strings.TrimSpace(name), fromTitle}
		}
	}
	return Value{}
}

// withoutSite takes the site's name off either end of a title. What else stands behind a dash or a bar is part of the title, and so is the name that
// the title of the site's front page begins with, and a product's that only begins with the site's.
func (p *page) withoutSite(title string) string {
	title = p.withoutChannels(title)
	for range 3 { // names: "Title | Section | Site"
		before := title
		for _, sep := range separators {
			if rest, name, ok := cutLast(title, sep); ok && (p.isSite(name) || isOutlet(name)) && !p.isSiteName(title) {
				title = strings.TrimSpace(rest)
			}
			if name, rest, ok := cutFirst(title, sep); ok && !p.home() && p.isSiteName(name) {
				title = strings.TrimSpace(rest)
			}
		}
		if title == before {
			break
		}
	}
	return strings.Trim(title, " |-–—·•/»«›‹_")
}

// withoutChannels cuts a Chinese, Japanese or Korean title off at its first underscore, behind which such sites name the section and themselves:
// "码头关闭_要闻_海港网". Some name themselves first.
func (p *page) withoutChannels(title string) string {
	for i := range len(title) {
		if title[i] != '_' || i == 0 {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(title[:i])
		after := strings.TrimLeft(title[i:], "_ ")
		next, _ := utf8.DecodeRuneInString(after)
		if !isIdeographic(last) && !isIdeographic(next) || after == "" {
			continue
		}
		before := strings.TrimSpace(title[:i])
		if p.isSiteName(before) {
			return p.withoutChannels(after)
		}
		return before
	}
	return title
}

// isIdeographic says whether a character is one of the scripts that write words without blanks and hyphens, or of their punctuation.
func isIdeographic(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
		0x3000 <= r && r <= 0x303f || 0xff00 <= r && r <= 0xffef)
}

// isOutlet says whether a text that a title ends with is worded as the names of sites and their channels are: as a host, or in Chinese with "net",
// "news", "daily" or "channel" at its end.
func isOutlet(s string) bool {
	s = strings.TrimSpace(s)
	if !oneWord(s) || len(s) > maxOutlet {
		return false
	}
	host := strings.ToLower(s)
	for _, end := range []string{".com", ".org", ".cn", ".com.au", ".co.uk", ".de", ".fr", ".es", ".it"} {
		if name, ok := strings.CutSuffix(host, end); ok && name != "" && squeeze(name) != "" {
			return true
		}
	}
	for _, end := range []string{"联网", "聯網"} { // the internet
		if strings.HasSuffix(s, end) {
			return false
		}
	}
	for _, end := range []string{"网", "網", "网站", "網站", "新闻", "新聞", "日报", "日報", "晚报", "晚報", "频道", "頻道"} {
		if name, ok := strings.CutSuffix(s, end); ok && utf8.RuneCountInString(name) >= 2 {
			return true
		}
	}
	return false
}

// maxOutlet is how many bytes long the name of a site may be that nothing but its wording tells to be one.
const maxOutlet = 45

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
	for _, sep := range separators {
		if _, name, ok := cutLast(p.titleElement, sep); ok && isOutlet(name) {
			p.addSiteName(name)
		}
	}
	if name, _, ok := strings.Cut(p.titleElement, archive); ok { // as WordPress wrote titles at first: "Wood and Tar » Blog Archive » A boat comes home"
		p.addSiteName(name)
		p.addSiteName(archive)
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

const archive = " » Blog Archive » "

func (p *page) addSiteName(s string) {
	if name := squeeze(clip(s)); name != "" && len(p.siteNames) < maxCandidates {
		p.siteNames = append(p.siteNames, name)
	}
}
