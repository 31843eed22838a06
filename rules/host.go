package rules

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// A hostSet holds on pages of one of its hosts.
//
// A host holds with all its subdomains: example.com on www.example.com, too. *.example.com holds on the subdomains alone, =example.com on
// example.com and www.example.com alone. example.* holds under every public suffix, such as example.com and example.co.uk. A path after the host narrows it to what lies under the path, where * stands for a part of
// one step and ** for any number of steps.
type hostSet []hostPattern

type hostPattern struct {
	host string // without the suffix where any is set
	any  bool   // any public suffix
	sub  subdomains
	path *regexp.Regexp // nil: every path
	glob string         // the path as the pack spells it
}

// subdomains says on which subdomains of its host a pattern holds.
type subdomains uint8

const (
	withSubdomains subdomains = iota
	onlySubdomains
	noSubdomains // but www
)

// ForSites reports whether the pack has something that holds on the pages of some hosts only, so that it does nothing for pages from nowhere.
func (p *Pack) ForSites() bool {
	return len(p.Sites) > 0 || slices.ContainsFunc(p.Rules, func(r Rule) bool { return has[hostSet](r.match) })
}

func readHost(l *loader, n ast.Node) condition { return readHosts(l, n, l.texts(n)) }

// readHosts reads patterns out of texts at a node.
func readHosts(l *loader, n ast.Node, texts []string) hostSet {
	var set hostSet
	for _, text := range texts {
		p, problem := parseHost(text)
		if problem != nil {
			l.wrong(n, problem.Wrong, problem.Right)
		}
		set = append(set, p)
	}
	return set
}

// parseHost reads a pattern. The problem, if there is one, has no place.
func parseHost(text string) (hostPattern, *Problem) {
	const right = "write a host like example.com, example.* or example.com/news/*"
	host, glob, _ := strings.Cut(text, "/")
	host = strings.ToLower(host)
	var p hostPattern
	if rest, ok := strings.CutPrefix(host, "*."); ok {
		host, p.sub = rest, onlySubdomains
	} else if rest, ok := strings.CutPrefix(host, "="); ok {
		host, p.sub = rest, noSubdomains
	}
	p.host, p.any = strings.CutSuffix(host, ".*")
	ascii, err := idna.Lookup.ToASCII(p.host)
	switch {
	case strings.Contains(text, "://"):
		return p, &Problem{Wrong: fmt.Sprintf("host %q is an address", text), Right: right}
	case p.host == "" || err != nil || strings.ContainsAny(p.host, "*:?# ="):
		return p, &Problem{Wrong: fmt.Sprintf("host %q is no host", text), Right: right}
	case !p.any && p.sub != noSubdomains && isPublicSuffix(ascii):
		return p, &Problem{Wrong: fmt.Sprintf("host %q is a public suffix: the rule would hold for everyone under it", text), Right: "name the hosts under it"}
	}
	p.host = ascii
	if strings.Trim(glob, "/") != "" {
		p.path, p.glob = pathPattern(glob), glob // paths keep their case
	}
	return p, nil
}

// IsHost reports whether a text is the pattern of a host, such as example.com or example.com/news/*, as packs spell it under host.
func IsHost(text string) bool {
	_, problem := parseHost(text)
	return problem == nil
}

// example returns the host and the path of a page that the pattern holds for.
func (p hostPattern) example() (host, path string) {
	host = p.host
	if p.any {
		host += ".com"
	}
	if p.sub == onlySubdomains {
		host = "x." + host
	}
	if p.path != nil {
		path = "/" + strings.ReplaceAll(p.glob, "*", "x")
	}
	return host, path
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
	return slices.ContainsFunc(s, func(p hostPattern) bool { return p.holds(d.page) })
}

func (p hostPattern) holds(page Page) bool {
	host := page.Host
	if p.any {
		suffix, _ := publicsuffix.PublicSuffix(host)
		host = strings.TrimSuffix(host, "."+suffix)
	}
	switch below := strings.HasSuffix(host, "."+p.host); {
	case host != p.host && !below,
		host == p.host && p.sub == onlySubdomains,
		below && p.sub == noSubdomains && host != "www."+p.host:
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
