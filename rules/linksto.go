package rules

import (
	"net/url"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/publicsuffix"
)

// A destination holds for a block all of whose links lead to places in the page itself, to the page's own site, or to other sites. The site is the
// host's registrable domain: www.example.co.uk and news.example.co.uk are the same site. An address without a host is the page's own.
type destination string

var destinations = []string{"same-page", "same-site", "other-sites"}

func readLinksTo(l *loader, n ast.Node) condition {
	return destination(l.word(n, "links-to", destinations))
}

func (x destination) contextual() bool { return false }

func (x destination) holds(d *document, i int) bool {
	links := 0
	for _, s := range d.blocks[i].Spans {
		if s.Kind != LinkSpan {
			continue
		}
		links++
		u, err := url.Parse(s.URL)
		if err != nil {
			return false
		}
		own := u.Hostname() == "" || sameSite(u.Hostname(), d.page.Host)
		if own != (x != "other-sites") || x == "same-page" && !d.page.holds(u) {
			return false
		}
	}
	return links > 0
}

// holds reports whether an address within the page's site is that of a place in the page itself.
func (p Page) holds(u *url.URL) bool {
	return u.Fragment != "" && u.RawQuery == "" && (u.Path == "" || u.Path == p.Path)
}

func sameSite(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return true
	}
	siteA, err := publicsuffix.EffectiveTLDPlusOne(a)
	if err != nil {
		return false
	}
	siteB, err := publicsuffix.EffectiveTLDPlusOne(b)
	return err == nil && siteA == siteB
}
