package rules

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A Site says where the pages of one site have what. Of several queries the first one that finds something counts; what none of them finds is
// looked for as on any other page.
type Site struct {
	ID       string        `yaml:"id"` // names it in removals and warnings, and to Options.Disable
	About    string        `yaml:"about,omitempty"`
	Hosts    []string      `yaml:"host"`               // the pages that it holds for: see packs/README.md
	Body     []Query       `yaml:"body,omitempty"`     // the elements that hold the article; all that the first one finds
	Prune    bool          `yaml:"prune,omitempty"`    // leave out of the body what the extractor is sure is no part of it
	Title    []Query       `yaml:"title,omitempty"`    // the first text that the first one finds
	Author   []Query       `yaml:"author,omitempty"`   // a text for each author, or one that names them all
	Date     []Query       `yaml:"date,omitempty"`     // the first text that the first one finds: when the article appeared
	Strip    []Query       `yaml:"strip,omitempty"`    // what is no part of the article; all of them count
	Replace  []Replacement `yaml:"replace,omitempty"`  // in the page's markup, before it is read
	Examples []string      `yaml:"examples,omitempty"` // small pages: what is in [[…]] goes, all else is the body

	// Pack, File, Line and Column say where it stands.
	Pack   string `yaml:"-"`
	File   string `yaml:"-"`
	Line   int    `yaml:"-"`
	Column int    `yaml:"-"`

	entry entry
}

// A Replacement puts one text in another one's place, wherever it stands.
type Replacement struct {
	Find string `yaml:"find"`
	With string `yaml:"with"`
}

// Site returns the site that a page is of: the one with the most specific host and path, of two alike the later one; nil if there is none.
// The host is in lower case.
func (s *Set) Site(host, path string) *Site {
	if len(s.sites) == 0 {
		return nil
	}
	page := Page{Host: host, Path: path}
	for _, key := range hostKeys(host) {
		for _, c := range s.sites[key] {
			if c.host.holds(page) {
				return c.site
			}
		}
	}
	return nil
}

// A siteIndex holds the sites under the keys of their hosts, the most specific one first.
type siteIndex map[string][]hostedSite

type hostedSite struct {
	host hostPattern
	site *Site
}

func (x siteIndex) add(s *Site) error {
	for _, text := range s.Hosts {
		host, problem := parseHost(text)
		if problem != nil {
			return s.problem(problem.Wrong, problem.Right)
		}
		x[host.key()] = append(x[host.key()], hostedSite{host, s})
	}
	return nil
}

// sort puts the most specific sites first, and of sites alike those that were added last.
func (x siteIndex) sort() {
	for _, sites := range x {
		slices.Reverse(sites)
		slices.SortStableFunc(sites, func(a, b hostedSite) int {
			return cmp.Or(len(b.host.glob)-len(a.host.glob), int(b.host.sub)-int(a.host.sub))
		})
	}
}

// siteKeys returns the keys that a site may have.
func siteKeys() []string {
	return []string{"id", "about", "host", "body", "prune", "title", "author", "date", "strip", "replace", "examples"}
}

// replacementKeys returns the keys that a replacement may have.
func replacementKeys() []string { return []string{"find", "with"} }

// readSite reads an entry under sites.
func (l *loader) readSite(n ast.Node) Site {
	l.rule = scalar(field(n, "id"))
	defer func() { l.rule = "" }()

	s := Site{Pack: l.pack, File: l.file, Hosts: l.hostTexts, entry: l.entry(n)}
	v := l.mapping(n, "a site", siteKeys()...)
	if id := v["id"]; id == nil {
		l.lacks(n, "a site without an id", "add id: "+l.pack+"/its-name")
	} else {
		s.ID, s.Line, s.Column = l.readID(id)
	}
	s.About = l.text(v["about"])
	if n := v["host"]; n != nil {
		s.Hosts = l.texts(n)
		readHosts(l, n, s.Hosts) // for what is wrong with them
	}
	if len(s.Hosts) == 0 {
		l.lacks(n, "a site without a host", "add host: and the hosts of its pages, like example.com")
	}
	s.Body = l.readQueries(v["body"])
	s.Title = l.readQueries(v["title"])
	s.Author = l.readQueries(v["author"])
	s.Date = l.readQueries(v["date"])
	s.Strip = l.readQueries(v["strip"])
	if n := v["prune"]; n != nil {
		s.Prune = l.word(n, "prune", []string{"true", "false"}) == "true"
	}
	for _, n := range l.sequence(v["replace"], "replace") {
		s.Replace = append(s.Replace, l.readReplacement(n))
	}
	if s.Body == nil && s.Title == nil && s.Author == nil && s.Date == nil && s.Strip == nil && s.Replace == nil {
		l.lacks(n, "a site that says nothing", "add body:, title:, author:, date: or strip: and what to look for")
	}
	s.Examples = l.texts(v["examples"])
	return s
}

// readQueries reads one query or a list of them; none where n is nil.
func (l *loader) readQueries(n ast.Node) []Query {
	var queries []Query
	for i, text := range l.texts(n) {
		at := n
		if s, ok := n.(*ast.SequenceNode); ok {
			at = s.Values[i]
		}
		q, err := ParseQuery(text)
		if err != nil {
			l.wrong(at, fmt.Sprintf("%q is %v", text, err), "write CSS, like article.story, or XPath, like //div[@id='story']")
		}
		queries = append(queries, q)
	}
	return queries
}

func (l *loader) readReplacement(n ast.Node) Replacement {
	v := l.mapping(n, "a replacement", replacementKeys()...)
	r := Replacement{Find: l.text(v["find"]), With: l.text(v["with"])}
	if r.Find == "" {
		l.lacks(n, "a replacement that finds nothing", "add find: and the markup that is to be replaced")
	}
	return r
}

// WriteSites writes a pack's sites as a pack that Load reads. Its rules are not written.
func WriteSites(w io.Writer, p *Pack) error {
	text, err := yaml.MarshalWithOptions(struct {
		Version int    `yaml:"version"`
		Pack    string `yaml:"pack"`
		About   string `yaml:"about,omitempty"`
		Sites   []Site `yaml:"sites"`
	}{Version, p.Name, p.About, p.Sites}, yaml.IndentSequence(true), yaml.UseSingleQuote(true))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", bytes.TrimSuffix(text, []byte("\n"))) // some texts come without a line end
	return err
}
