package metadata

import "strings"

// A field is what candidates are collected for.
type field uint8

const (
	title field = iota
	author
	published
	modified
	site
	description
	language
	canonical
	image
	section
	tag
	body
	ogType
	numFields
)

// The sources that are no names of meta elements.
const (
	fromJSON      = "json-ld"
	fromMicrodata = "microdata"
	fromTitle     = "title"         // the title element
	fromJSONPage  = "json-ld page"  // the item that is the page, rather than what is on it
	fromHeading   = "h1"            // the heading that names the page
	fromByline    = "byline"        // the line of the author near the heading
	fromTime      = "time"          // a time element near the heading
	fromText      = "text"          // a date that readers see near the heading
	fromURL       = "url"           // the page's address
	fromTwitter   = "twitter:data1" // what twitter:label1 says to be the author
	fromLang      = "lang"          // the html element's attribute
	fromCanonical = "canonical"     // a link element
	fromImageSrc  = "image_src"     // a link element
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
		"dateposted", "datecreated", fromMicrodata, "dc.date", "dcterms.date", "displaydate", "ptime", "created", "release_date", "date", fromJSONPage,
	},
	modified: {
		fromJSON, "article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified",
		"datemodified", fromMicrodata, "article:modified", "article.updated", "last-modified", "lastmod", "revised", "updated", "utime",
	},
	site:        {"og:site_name", fromJSON, "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher", "cre"},
	description: {"og:description", "description", fromJSON, "twitter:description", "dc.description", "dcterms.description", "sailthru.description", fromMicrodata},
	language:    {fromLang, "content-language", "language", "dc.language", "dcterms.language", fromJSON, "og:locale"},
	canonical:   {fromCanonical, "og:url", fromJSON, "twitter:url"},
	image: {
		"og:image:secure_url", "og:image", "og:image:url", fromJSON, "twitter:image", "twitter:image:src", "parsely-image-url",
		"sailthru.image.full", "thumbnail", fromImageSrc, fromMicrodata,
	},
	section: {"article:section", fromJSON, "parsely-section", "og:section", "sailthru.section", "section"},
	tag:     {"article:tag", fromJSON, "parsely-tags", "sailthru.tags", "og:article:tag", "citation_keywords", "news_keywords", "keywords"},
	body:    {fromJSON, fromMicrodata},
	ogType:  {"og:type"},
}

// metaNames is the way back from the name of a meta element to the field that it is a source of, and its rank there.
var metaNames = func() map[string]candidate {
	names := map[string]candidate{}
	for f, list := range sources {
		for rank, name := range list {
			switch name {
			case fromJSON, fromJSONPage, fromMicrodata, fromTwitter, fromTitle, fromLang, fromCanonical, fromImageSrc:
			default:
				names[name] = candidate{Value: Value{From: name}, field: field(f), rank: rank}
			}
		}
	}
	return names
}()

// A candidate is a value that a field may have. The source of the lowest rank is the most trustworthy.
type candidate struct {
	Value
	field field
	rank  int
}

// maxCandidates bounds what is kept for a field: no page says a thing more often in earnest.
const maxCandidates = 100

// add adds a candidate for a field from one of its sources.
func (p *page) add(f field, from, text string) {
	if text = strings.TrimSpace(text); text == "" || len(p.found[f]) >= maxCandidates {
		return
	}
	for rank, name := range sources[f] {
		if name == from {
			p.found[f] = append(p.found[f], candidate{Value{text, from}, f, rank})
			return
		}
	}
}

// best returns the value from the most trustworthy source; the first of them if the source has several.
func (p *page) best(f field) Value {
	var best candidate
	for _, c := range p.found[f] {
		if best.Text == "" || c.rank < best.rank {
			best = c
		}
	}
	return best.Value
}

// ranked calls yield for the field's candidates, the most trustworthy first, until it returns false.
func (p *page) ranked(f field) func(yield func(candidate) bool) {
	return func(yield func(candidate) bool) {
		for rank := range sources[f] {
			for _, c := range p.found[f] {
				if c.rank == rank && !yield(c) {
					return
				}
			}
		}
	}
}
