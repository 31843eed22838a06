package metadata

import (
	"cmp"
	"net/url"
	"strings"
)

// setBase finds out what the page's addresses are relative to.
func (p *page) setBase() {
	p.base = p.url
	u, err := url.Parse(strings.TrimSpace(p.baseHref))
	if err != nil {
		return
	}
	if p.url != nil {
		u = p.url.ResolveReference(u)
	}
	if u.IsAbs() {
		p.base = u
	}
}

// setURL takes the address that the page gives itself where nobody knows it, unless that is a front page's: some sites give all pages theirs. What the page
// links to is relative to it, too. A copy may name the original first: of addresses on two hosts, the later one is its own.
func (p *page) setURL() {
	if p.url != nil {
		return
	}
	for c := range p.ranked(canonical) {
		u, err := url.Parse(c.Text)
		if err != nil || !u.IsAbs() || u.Host == "" || isFront(u) {
			continue
		}
		if p.url != nil && trimWWW(u.Host) != trimWWW(p.url.Host) {
			p.url = u
			break
		}
		p.url = cmp.Or(p.url, u)
	}
	p.setBase()
}

// address returns the best address for a field that is one.
func (p *page) address(f field) Value {
	for c := range p.ranked(f) {
		u, err := url.Parse(c.Text)
		if err != nil {
			continue
		}
		if p.base != nil {
			u = p.base.ResolveReference(u)
		}
		switch u.Scheme {
		case "http", "https", "":
			return Value{u.String(), c.From}
		}
	}
	return Value{}
}

// home says whether the page is its site's front page.
func (p *page) home() bool {
	return p.url != nil && isFront(p.url)
}

// isFront says whether an address is that of a site's front page. WordPress knows a post by its number.
func isFront(u *url.URL) bool { return strings.Trim(u.Path, "/") == "" && !u.Query().Has("p") }

func trimWWW(host string) string { return strings.TrimPrefix(host, "www.") }

// isFrontPage says whether a link leads to the front page of the site, or of the one that the site is a part of.
func (p *page) isFrontPage(href string) bool {
	if href == "/" {
		return true
	}
	_, host, absolute := strings.Cut(href, "//")
	host = trimWWW(strings.TrimSuffix(host, "/"))
	if !absolute || host == "" || p.url == nil {
		return false
	}
	own := trimWWW(p.url.Host)
	return own == host || strings.HasSuffix(own, "."+host)
}

// slug returns the last part of the page's address, folded; sites make it of the title.
func (p *page) slug() string {
	if p.url == nil {
		return ""
	}
	path := strings.Trim(p.url.Path, "/")
	return fold(path[strings.LastIndexByte(path, '/')+1:])
}

// inAddress returns how much of the last part of the page's address a text has the words of, in hundredths.
func (p *page) inAddress(s string) int {
	text, words, n := " "+fold(s)+" ", 0, 0
	for w := range strings.FieldsSeq(p.slug()) {
		words++
		if strings.Contains(text, " "+w+" ") {
			n++
		}
	}
	return 100 * n / max(words, 1)
}
