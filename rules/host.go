package rules

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// A hostSet holds on pages of one of its hosts.
//
// A host holds with all its subdomains: example.com on www.example.com, too. example.* holds under every public suffix, such as
// example.com and example.co.uk. A path after the host narrows it to what lies under the path, where * stands for a part of
// one step and ** for any number of steps.
type hostSet []hostPattern

type hostPattern struct {
	host string         // without the suffix where anySuffix is set
	any  bool           // any public suffix
	path *regexp.Regexp // nil: every path
	// example is a path that the pattern holds for.
	example string
}

func readHost(l *loader, n ast.Node) condition {
	const right = "write a host like example.com, example.* or example.com/news/*"
	var set hostSet
	for _, text := range l.texts(n) {
		host, glob, hasPath := strings.Cut(text, "/")
		host = strings.TrimPrefix(strings.ToLower(host), "*.")
		p := hostPattern{host: host}
		p.host, p.any = strings.CutSuffix(host, ".*")
		ascii, err := idna.Lookup.ToASCII(p.host)
		switch {
		case strings.Contains(text, "://"):
			l.wrong(n, fmt.Sprintf("host %q is an address", text), right)
		case p.host == "" || err != nil || strings.ContainsAny(p.host, "*:?# "):
			l.wrong(n, fmt.Sprintf("host %q is no host", text), right)
		case !p.any && isPublicSuffix(ascii):
			l.wrong(n, fmt.Sprintf("host %q is a public suffix: the rule would hold for everyone under it", text), "name the hosts under it")
		}
		p.host = ascii
		if hasPath {
			p.path = pathPattern(glob) // paths keep their case
			p.example = "/" + strings.ReplaceAll(glob, "*", "x")
		}
		set = append(set, p)
	}
	return set
}

func isPublicSuffix(host string) bool {
	suffix, icann := publicsuffix.PublicSuffix(host)
	return suffix == host && (icann || !strings.Contains(host, "."))
}

// pathPattern makes an expression of a path's glob.
func pathPattern(glob string) *regexp.Regexp {
	p := regexp.QuoteMeta(strings.Trim(path.Clean("/"+glob), "/"))
	p = strings.ReplaceAll(p, `\*\*`, `.*`)
	p = strings.ReplaceAll(p, `\*`, `[^/]*`)
	return regexp.MustCompile("^/" + p + "(?:/|$)")
}

func (s hostSet) contextual() bool { return false }

func (s hostSet) holds(d *document, _ int) bool {
	for _, p := range s {
		if p.holds(d.page) {
			return true
		}
	}
	return false
}

func (p hostPattern) holds(page Page) bool {
	host := page.Host
	if p.any {
		suffix, _ := publicsuffix.PublicSuffix(host)
		host = strings.TrimSuffix(host, "."+suffix)
	}
	if host != p.host && !strings.HasSuffix(host, "."+p.host) {
		return false
	}
	return p.path == nil || p.path.MatchString("/"+strings.TrimLeft(page.Path, "/"))
}

// hostKeys returns the keys under which the rules for a host's pages are filed: the host and the domains above it, and the same without the public suffix.
func hostKeys(host string) []string {
	if host == "" {
		return nil
	}
	var keys []string
	add := func(h, end string) {
		for h != "" {
			keys = append(keys, h+end)
			_, h, _ = strings.Cut(h, ".")
		}
	}
	add(host, "")
	suffix, _ := publicsuffix.PublicSuffix(host)
	add(strings.TrimSuffix(strings.TrimSuffix(host, suffix), "."), ".*")
	return keys
}

func (p hostPattern) key() string {
	if p.any {
		return p.host + ".*"
	}
	return p.host
}
