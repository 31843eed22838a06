// Package fulltextrss reads site configs of Full-Text RSS, the format that wallabag, FreshRSS and others share, as the sites of a rule pack.
//
// A config is a text file of directives, one a line, named after the host that it is for: example.com.txt is for example.com and www.example.com,
// .example.com.txt for the hosts beneath it. The format is described on https://help.fivefilters.org/full-text-rss/site-patterns.html; its largest
// collection is https://github.com/fivefilters/ftr-site-config.
//
// Read are title, body, author, date, strip, strip_id_or_class, strip_image_src, prune, find_string and replace_string. What does not concern winnow,
// which has a parser of its own, is passed over (tidy, parser, test_url…); what it cannot do is warned of.
package fulltextrss

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"winnow/rules"
)

// Read makes a pack of configs, which it takes by their files' names. The pack has a site for each config that says something that winnow can use.
//
// The pack's warnings say what could not be used, and where: each directive that winnow does not support, once, where it is first met; each line
// that is no directive; each query that is broken.
func Read(pack string, configs map[string][]byte) *rules.Pack {
	r := reader{
		pack:  &rules.Pack{Name: pack, About: "Site configs of Full-Text RSS."},
		times: make(map[string]int), first: make(map[string]*rules.Problem), ids: make(map[string]bool),
	}
	for _, file := range slices.Sorted(maps.Keys(configs)) {
		r.read(file, string(configs[file]))
	}
	for directive, warning := range r.first {
		if n := r.times[directive]; n > 1 {
			warning.Wrong += fmt.Sprintf(" (met %d times)", n)
		}
	}
	return r.pack
}

// unsupported are the directives that winnow cannot follow: they concern fetching and signing in, or change the page's tree.
var unsupported = []string{
	"autodetect_next_page", "autodetect_on_failure", "dissolve", "footnotes", "http_header", "if_page_contains", "insert_detected_image",
	"login_extra_fields", "login_password_field", "login_uri", "login_username_field", "move_into", "native_ad_clue", "next_page_link",
	"not_logged_in_xpath", "post_strip_attr", "requires_login", "single_page_link", "single_page_link_in_feed", "skip_id_or_class", "skip_json_ld",
	"src_lazy_load_attr", "strip_attr", "strip_comments", "wrap_in",
}

// needless are the directives that have no meaning for winnow: its parser needs no help.
var needless = []string{"convert_double_br_tags", "parser", "test_contains", "test_url", "tidy"}

type reader struct {
	pack  *rules.Pack
	times map[string]int            // how often each unsupported directive was met
	first map[string]*rules.Problem // the warning of each
	ids   map[string]bool           // of the sites

	site     rules.Site
	prune    bool
	line     int
	find     []string
	replace  []string
	replaced int // the line of the last replacement
}

func (r *reader) warn(format string, args ...any) *rules.Problem {
	p := &rules.Problem{File: r.site.File, Line: r.line, Column: 1, Wrong: fmt.Sprintf(format, args...)}
	r.pack.Warnings = append(r.pack.Warnings, p)
	return p
}

// read adds a config to the pack.
func (r *reader) read(file, config string) {
	r.site, r.prune, r.line, r.find, r.replace = rules.Site{Pack: r.pack.Name, File: file}, true, 0, nil, nil
	name, isConfig := strings.CutSuffix(strings.ToLower(file), ".txt")
	if name == "global" {
		r.warn("a config for all hosts is not supported: the built-in rules stand in its place")
	}
	if !isConfig || !strings.Contains(name, ".") { // a licence or the like
		return
	}
	r.site.About = "Full-Text RSS: " + file
	name, below := strings.CutPrefix(name, ".")
	name, err := idna.Lookup.ToASCII(name)
	if below {
		r.site.ID, r.site.Hosts = r.pack.Name+"/any."+name, []string{"*." + name}
	} else {
		r.site.ID, r.site.Hosts = r.pack.Name+"/"+name, []string{"=" + name}
	}
	switch {
	case err != nil || !rules.IsHost(r.site.Hosts[0]):
		r.warn("the file is not named after a host")
		return
	case r.ids[r.site.ID]:
		r.warn("another file is named after the same host")
		return
	}
	r.ids[r.site.ID] = true
	for line := range strings.Lines(strings.TrimPrefix(config, "\ufeff")) {
		r.line++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "//") {
			continue
		}
		r.directive(split(line))
	}
	r.replacements()
	r.site.Line = 1
	s := &r.site
	s.Prune = r.prune && s.Body != nil
	if s.Body != nil || s.Title != nil || s.Author != nil || s.Date != nil || s.Strip != nil || s.Replace != nil {
		r.pack.Sites = append(r.pack.Sites, *s)
	}
}

// replacements pairs what the config finds with what it puts in its place.
func (r *reader) replacements() {
	if len(r.find) != len(r.replace) {
		r.line = r.replaced
		r.warn("%d find_string and %d replace_string: they are left out", len(r.find), len(r.replace))
		return
	}
	for i, find := range r.find {
		if !strings.Contains(find, "noscript") { // other readers do not look into such elements, and winnow does
			r.site.Replace = append(r.site.Replace, rules.Replacement{Find: find, With: r.replace[i]})
		}
	}
}

// split parts a line into its directive, the argument in brackets after it, and its value. A line without a colon has no directive.
func split(line string) (directive, argument, value string) {
	directive, value, ok := strings.Cut(line, ":")
	if !ok {
		return "", "", line
	}
	if name, _, ok := strings.Cut(directive, "("); ok { // the argument may have colons
		if rest, v, ok := strings.Cut(line, "):"); ok {
			return strings.TrimSpace(name), rest[len(name)+1:], strings.TrimSpace(v)
		}
	}
	return strings.TrimSpace(directive), "", strings.TrimSpace(value)
}

// directive reads a line.
func (r *reader) directive(name, argument, value string) {
	if value == "" && name != "replace_string" {
		return
	}
	switch name {
	case "title":
		r.query(&r.site.Title, xpath(value))
	case "body":
		r.query(&r.site.Body, xpath(value))
	case "author":
		r.query(&r.site.Author, xpath(value))
	case "date":
		r.query(&r.site.Date, xpath(value))
	case "strip":
		r.query(&r.site.Strip, xpath(value))
	case "strip_id_or_class":
		if text := quoted(value); text != `""` {
			r.query(&r.site.Strip, "[class*="+text+"], [id*="+text+"]")
		}
	case "strip_image_src":
		if text := quoted(value); text != `""` {
			r.query(&r.site.Strip, "img[src*="+text+"]")
		}
	case "prune":
		r.prune = value == "yes" || value == "true"
	case "find_string":
		r.find, r.replaced = append(r.find, value), r.line
	case "replace_string":
		if argument != "" {
			r.find = append(r.find, argument)
		}
		r.replace, r.replaced = append(r.replace, value), r.line
	default:
		switch {
		case slices.Contains(needless, name):
		case slices.Contains(unsupported, name):
			if r.times[name]++; r.times[name] == 1 {
				r.first[name] = r.warn("%s is not supported", name)
			}
		case name == "":
			r.warn("%q is no directive", value)
		default:
			r.warn("there is no directive %q", name)
		}
	}
}

// query adds a query, if it is not broken.
func (r *reader) query(to *[]rules.Query, text string) {
	q, err := rules.ParseQuery(text)
	if err != nil {
		r.warn("%q is %v", text, err)
		return
	}
	*to = append(*to, q)
}

// quoted makes a CSS string of a text, without the quotation marks that some configs put around it.
func quoted(text string) string {
	text = strings.Trim(text, `'" `)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
