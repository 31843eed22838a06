package metadata

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
	label  // twitter:label1 names what twitter:data1 holds, and so on
	datum  // twitter:data1
	locale // og:locale
	numFields
)

// sources names the places that a field's value can stand in, the most trustworthy first. Names with a colon or a full stop, and those in
// metaNames' other tables, are the names of meta elements; "json-ld" and "microdata" are the page's main item; the others are found in scan.go.
var sources = [numFields][]string{
	title:       {"json-ld", "og:title", "citation_title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "microdata", "title"},
	author:      {"json-ld", "microdata", "citation_author", "parsely-author", "sailthru.author", "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "twitter:creator:name", "cxenseparse:author", "article:author_name", "rbauthors", "bt:author", "authors", "article_author", "fb:author", "og:author", "book:author", "shareaholic:article_author_name", "by", "wt.z_author", "creator"},
	published:   {"json-ld", "microdata", "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article:published", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_date", "published-date", "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "displaydate", "ptime", "og:published_time", "og:pubdate", "article_date_original", "shareaholic:article_published_time", "datecreated", "created", "rnews:datepublished", "prism.publicationdate", "dateposted", "release_date", "og:release_date", "citation_year_month"},
	modified:    {"json-ld", "microdata", "article:modified_time", "og:updated_time", "og:article:modified_time", "og:modified_time", "dcterms.modified", "dc.date.modified", "datemodified", "last-modified", "lastmod", "article:modified", "revised", "updated", "utime"},
	site:        {"og:site_name", "json-ld", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "microdata", "cre"},
	description: {"og:description", "description", "json-ld", "twitter:description", "dc.description", "dcterms.description", "sailthru.description", "microdata"},
	language:    {"html", "content-language", "language", "dc.language", "dcterms.language", "json-ld", "og:locale"},
	canonical:   {"canonical", "og:url", "json-ld", "twitter:url"},
	image:       {"og:image", "og:image:url", "og:image:secure_url", "json-ld", "twitter:image", "twitter:image:src", "thumbnail", "sailthru.image.full", "parsely-image-url", "image_src", "microdata"},
	section:     {"article:section", "json-ld", "parsely-section", "og:section", "section", "dc.subject"},
	tag:         {"article:tag", "json-ld", "keywords", "news_keywords", "parsely-tags", "sailthru.tags", "og:article:tag", "citation_keywords", "dcterms.subject"},
	body:        {"json-ld", "microdata"},
	ogType:      {"og:type"},
	label:       {"twitter:label1", "twitter:label2"},
	datum:       {"twitter:data1", "twitter:data2"},
	locale:      {},
}

// A source is a place in a field's order of trust.
type source struct {
	field field
	rank  int
}

var metaSources = func() map[string]source {
	m := map[string]source{}
	for f, names := range sources {
		for rank, name := range names {
			if _, ok := m[name]; !ok {
				m[name] = source{field(f), rank}
			}
		}
	}
	for _, name := range []string{"json-ld", "microdata", "html", "canonical", "image_src"} {
		delete(m, name)
	}
	return m
}()

// A candidate is a value for a field.
type candidate struct {
	Value
	rank int
}

// add adds a candidate for a field. From must be one of its sources.
func (p *page) add(f field, from, text string) {
	if text == "" {
		return
	}
	for rank, name := range sources[f] {
		if name == from {
			p.found[f] = append(p.found[f], candidate{Value{text, from}, rank})
			return
		}
	}
}

// best returns the field's candidate from the most trustworthy source, the first one if there are several.
func (p *page) best(f field) Value {
	best := -1
	for i, c := range p.found[f] {
		if best < 0 || c.rank < p.found[f][best].rank {
			best = i
		}
	}
	if best < 0 {
		return Value{}
	}
	return p.found[f][best].Value
}
