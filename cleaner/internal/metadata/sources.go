package metadata

import (
	"html"
	"strings"
)

// A field is what candidates are collected for.
type field uint8

const (
	title field = iota
	author
	published
	created // often the day when the page's template was made
	modified
	site
	description
	language
	canonical
	image
	section
	tag
	body
	rights
	ogType
	numFields
)

// The sources that are no names of meta elements.
const (
	fromJSON      = "json-ld"       // the page's main item
	fromJSONPage  = "json-ld page"  // the item that is the page, rather than what is on it
	fromMicrodata = "microdata"     // the page's main item
	fromTitle     = "title"         // the title element
	fromHeading   = "h1"            // the heading that names the page
	fromByline    = "byline"        // an author or a date near that heading, in an element for such things
	fromTime      = "time"          // a time element near that heading
	fromText      = "text"          // a date near that heading
	fromURL       = "url"           // the page's address
	fromLang      = "lang"          // the html element's attribute
	fromCanonical = "canonical"     // a link element
	fromImageSrc  = "image_src"     // a link element
	fromTwitter   = "twitter:data1" // what twitter:label1 announces as the author
)

// sources names the places that a field's value can stand in, the most trustworthy first. All but the constants above are names of meta
// elements, in lower case.
var sources = [numFields][]string{
	title: {"citation_title", "og:title", fromJSON, "parsely-title", "sailthru.title", "twitter:title", "dc.title", "dcterms.title", fromMicrodata, fromTitle},
	author: {
		fromJSON, "citation_author", "parsely-author", "sailthru.author", fromTwitter, "author", "article:author", "og:article:author", fromMicrodata,
		"byl", "article:author_name", "dc.creator", "dcterms.creator", "cxenseparse:author", "bt:author", "rbauthors", "shareaholic:article_author_name",
		"article_author", "og:author", "authors", "creator", "fb:author", "dc.contributor",
	},
	published: {
		fromJSON, "article:published_time", "og:article:published_time", "citation_publication_date", "citation_online_date", "citation_date",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "shareaholic:article_published_time",
		"datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "article:published", "article.published",
		"og:published_time", "og:pubdate", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date",
		"published_date", "published-date", "published", "originalpublicationdate", "article_date_original", "prism.publicationdate", "rnews:datepublished",
		"dateposted", "datecreated", fromMicrodata, "dc.date", "dcterms.date", "displaydate", "pdate", "ptime", "release_date", "date", fromJSONPage,
	},
	created: {"created"},
	modified: {
		fromJSON, "article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified",
		"datemodified", fromMicrodata, "article:modified", "article.updated", "last-modified", "lastmod", "revised", "updated", "updated_at", "utime",
		fromJSONPage,
	},
	site:        {"og:site_name", fromJSON, "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher", "cre"},
	description: {"og:description", "description", fromJSON, "twitter:description", "dc.description", "dcterms.description", "sailthru.description"},
	language:    {fromLang, "content-language", "language", "dc.language", "dcterms.language", fromJSON, fromMicrodata, "og:locale"},
	canonical:   {fromCanonical, "og:url", "twitter:url"},
	image: {
		"og:image:secure_url", "og:image", "og:image:url", fromJSON, "twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full",
		"thumbnail", fromImageSrc,
	},
	section: {"article:section", fromJSON, "parsely-section", "og:section", "sailthru.section", "section", fromMicrodata},
	tag:     {"article:tag", fromJSON, "parsely-tags", "sailthru.tags", "og:article:tag", "citation_keywords", "news_keywords", "keywords"},
	body:    {fromJSON},
	rights:  {"copyright", "rights", "dc.rights", "dcterms.rights"},
	ogType:  {"og:type"},
}

// metaNames leads from the name of a meta element to the field that it is a source of, and its rank there.
var metaNames = func() map[string]candidate {
	names := map[string]candidate{}
	for f, list := range sources {
		for rank, name := range list {
			switch name {
			case fromJSON, fromJSONPage, fromMicrodata, fromTitle, fromLang, fromCanonical, fromImageSrc, fromTwitter:
			default:
				names[name] = candidate{Value: Value{From: name}, field: field(f), rank: rank}
			}
		}
	}
	return names
}()

// metaSource returns the field and the rank of a meta element's name in lower case. Many sites put a name of their own before that of a date.
func metaSource(name string) (candidate, bool) {
	if c, ok := metaNames[name]; ok {
		return c, true
	}
	if i := strings.IndexAny(name, ".:-_"); i >= 0 {
		if c, ok := metaNames[name[i+1:]]; ok && (c.field == published || c.field == created || c.field == modified) {
			c.From = name
			return c, true
		}
	}
	return candidate{}, false
}

// A candidate is a value that a field may have. The source of the lowest rank is the most trustworthy.
type candidate struct {
	Value
	field field
	rank  int
}

// add adds a candidate for a field, if the source is one of the field's.
func (p *page) add(f field, from, text string) {
	for rank, name := range sources[f] {
		if name == from {
			p.addCandidate(candidate{Value{text, from}, f, rank})
			return
		}
	}
}

func (p *page) addCandidate(c candidate) {
	if len(p.found[c.field]) >= maxCandidates {
		return
	}
	if c.Text = strings.TrimSpace(c.Text); c.field == title {
		c.Text = clip(html.UnescapeString(c.Text)) // some are escaped twice
	}
	if c.Text != "" {
		p.found[c.field] = append(p.found[c.field], c)
	}
}

// best returns the value from the most trustworthy source; the first of them if the source has several.
func (p *page) best(f field) Value {
	for c := range p.ranked(f) {
		return c.Value
	}
	return Value{}
}

// ranked goes through a field's candidates, the most trustworthy first.
func (p *page) ranked(f field) func(yield func(candidate) bool) {
	return func(yield func(candidate) bool) {
		if len(p.found[f]) == 0 {
			return
		}
		for rank := range sources[f] {
			for _, c := range p.found[f] {
				if c.rank == rank && !yield(c) {
					return
				}
			}
		}
	}
}

// tags returns the page's keywords from the most trustworthy source that has any, each once.
func (p *page) tags() []string {
	var tags []string
	seen := map[string]bool{}
	from := p.best(tag).From
	for c := range p.ranked(tag) {
		if c.From != from {
			break
		}
		for t := range strings.FieldsFuncSeq(c.Text, func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' }) {
			if t = clip(t); t != "" && !seen[fold(t)] && len(tags) < maxCandidates {
				seen[fold(t)] = true
				tags = append(tags, t)
			}
		}
	}
	return tags
}
