package metadata

import (
	"slices"
	"strings"

	"winnow/cleaner/internal/metadata/schema"
)

// A class is what an item is to its page.
type class uint8

const (
	otherItem class = iota
	pageItem        // the page itself
	thingItem       // what the page is about: a product, an event
	workItem        // what the page was written to be: an article, a posting
)

// classOf returns an item's class, and the type that it follows from.
func classOf(it *schema.Item) (best class, name string) {
	for _, t := range it.Types {
		c := otherItem
		switch t {
		case "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report", "Recipe", "HowTo", "Question":
			c = workItem
		case "JobPosting", "Product", "ProductGroup", "IndividualProduct", "ProductModel", "Course", "Event", "Book", "Movie", "TVSeries", "VideoObject",
			"SoftwareApplication", "MobileApplication", "WebApplication", "VideoGame", "PodcastEpisode", "PodcastSeries", "MusicAlbum", "Vehicle", "Car", "Dataset":
			c = thingItem
		default:
			switch {
			case strings.HasSuffix(t, "Article"):
				c = workItem
			case strings.HasSuffix(t, "Page"):
				c = pageItem
			}
		}
		if c > best {
			best, name = c, t
		}
	}
	return best, name
}

// A described is an item that may be the page's main one, and the source that it came from.
type described struct {
	*schema.Item
	from  string
	class class
	kind  string
}

// mainItems returns the item that the page was written to be or is about, and the item that is the page; either may be nil.
//
// Of several works, that one is meant whose name the page's title or a heading has: the others are those that the page links to. On a front page,
// whose headings are those of other pages, it takes the title.
func (p *page) mainItems() (main, web described) {
	var found []described
	for _, it := range p.items {
		found = collect(found, it, fromJSON)
	}
	for _, it := range p.micro {
		found = collect(found, it, fromMicrodata)
	}
	works := 0
	for _, d := range found {
		if d.class == workItem {
			works++
		}
	}
	for _, d := range found {
		switch {
		case d.class == pageItem:
			if web.Item == nil {
				web = d
			}
		case d.class > main.class && ((d.class == workItem && works == 1 || len(found) == 1) && !p.home() || p.isNamed(d)):
			main = d
		}
	}
	return main, web
}

// collect appends an item that may be a main one to ds, and what it says to be the main entity of.
func collect(ds []described, it *schema.Item, from string) []described {
	if len(ds) >= maxCandidates {
		return ds
	}
	if c, kind := classOf(it); c != otherItem {
		ds = append(ds, described{it, from, c, kind})
	}
	if it.Is("FAQPage") { // its entities are questions, none of them the page's
		return ds
	}
	for _, v := range it.Values("mainEntity") {
		if v.Item != nil {
			ds = collect(ds, v.Item, from)
		}
	}
	return ds
}

// isNamed says whether an item's name is that of the page.
func (p *page) isNamed(d described) bool {
	name := fold(clip(d.Text("headline", "name", "title")))
	if name == "" {
		return false
	}
	return slices.ContainsFunc(p.titles, func(t string) bool { return strings.Contains(t, name) || strings.Contains(name, t) }) ||
		!p.home() && slices.ContainsFunc(p.headings, func(h heading) bool { return h.folded == name })
}

// addItem adds what an item says to the candidates.
func (p *page) addItem(d described) {
	if d.Item == nil {
		return
	}
	p.add(description, d.from, d.Text("description", "abstract"))
	p.add(section, d.from, d.Text("articleSection"))
	p.add(language, d.from, d.Text("inLanguage"))
	for _, v := range d.Values("image", "thumbnailUrl") {
		if v.Item != nil {
			v.Text = v.Item.Text("url", "contentUrl")
		}
		p.add(image, d.from, v.Text)
	}
	for _, v := range d.Values("keywords") {
		p.add(tag, d.from, v.Text)
	}
	p.add(site, d.from, p.nameOf(d.Values("publisher")))
	switch d.class {
	case workItem:
		p.add(title, d.from, d.Text("headline", "name", "title"))
		p.add(body, d.from, d.Text("articleBody", "text"))
		p.add(published, d.from, d.Text("datePublished", "dateCreated"))
		p.add(modified, d.from, d.Text("dateModified", "dateUpdated"))
	case thingItem:
		if d.kind == "Product" {
			p.add(title, d.from, d.Text("name"))
		}
		p.add(body, d.from, d.Text("description"))
		return // its author is no author of the page
	case pageItem:
		p.add(published, fromJSONPage, d.Text("datePublished", "dateCreated"))
		p.add(modified, fromJSONPage, d.Text("dateModified"))
	}
	authors := d.Values("author", "creator")
	for i := range authors[:min(len(authors), maxAuthors)] {
		p.add(author, d.from, p.nameOf(authors[i:i+1]))
	}
}

// nameOf returns the name of the first of these people or organisations, which may be given as a text, as an item, or by its identifier.
func (p *page) nameOf(vs []schema.Value) string {
	switch {
	case len(vs) == 0:
		return ""
	case vs[0].Item == nil:
		return vs[0].Text
	}
	it := vs[0].Item
	if it.ID != "" && it.Text("name") == "" {
		for _, other := range p.items {
			if other.ID == it.ID && other != it {
				it = other
				break
			}
		}
	}
	if name := it.Text("name", "alternateName"); name != "" {
		return name
	}
	return strings.TrimSpace(it.Text("givenName") + " " + it.Text("familyName"))
}

// kindOf returns the type that the page says to be of.
func (p *page) kindOf(main, web described) string {
	switch {
	case main.Item != nil:
		return main.kind
	case web.Item != nil && web.kind != "WebPage":
		return web.kind
	}
	switch t := strings.ToLower(p.best(ogType).Text); {
	case t == "article" || strings.HasSuffix(t, ":article"):
		return "Article"
	case t == "news": // of Chinese portals
		return "NewsArticle"
	case t == "product" || strings.HasPrefix(t, "product.") || strings.HasSuffix(t, ":product"):
		return "Product"
	case t == "profile":
		return "ProfilePage"
	case strings.HasPrefix(t, "video"):
		return "VideoObject"
	}
	return ""
}
