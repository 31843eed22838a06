package metadata

import (
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
	item  *schema.Item
	from  string
	class class
	kind  string
}

// mainItems returns the item that the page was written to be or is about, and the item that is the page; either may be nil.
//
// Of several works, that one is meant whose name the page's title holds: the others are those that a page links to.
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
			if web.item == nil {
				web = d
			}
		case d.class > main.class && (works == 1 && d.class == workItem || p.names(d.item)):
			main = d
		case d.class > main.class && d.class == thingItem && len(found) == 1:
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
	if it.Is("FAQPage") {
		return ds
	}
	for _, v := range it.Values("mainEntity") {
		if v.Item != nil && v.Item != it {
			ds = collect(ds, v.Item, from)
		}
	}
	return ds
}

// names says whether an item's name is that of the page.
func (p *page) names(it *schema.Item) bool {
	name := fold(it.Text("headline", "name", "title"))
	if name == "" {
		return false
	}
	for _, c := range p.found[title] {
		if t := fold(c.Text); t != "" && (strings.Contains(t, name) || strings.Contains(name, t)) {
			return true
		}
	}
	for _, h := range p.headings {
		if fold(h.text) == name {
			return true
		}
	}
	return false
}

// addItem adds what an item says to the candidates.
func (p *page) addItem(d described) {
	it, from := d.item, d.from
	if it == nil {
		return
	}
	p.add(description, from, it.Text("description", "abstract"))
	p.add(section, from, it.Text("articleSection"))
	p.add(language, from, it.Text("inLanguage"))
	for _, v := range it.Values("image", "thumbnailUrl") {
		if v.Item != nil {
			v.Text = v.Item.Text("url", "contentUrl")
		}
		p.add(image, from, v.Text)
	}
	for _, v := range it.Values("keywords") {
		p.add(tag, from, v.Text)
	}
	for _, v := range it.Values("publisher") {
		if v.Item = p.resolve(v); v.Item != nil {
			v.Text = v.Item.Text("name")
		}
		p.add(site, from, v.Text)
	}
	switch d.class {
	case workItem:
		p.add(title, from, it.Text("headline", "name", "title"))
		p.add(body, from, it.Text("articleBody", "text"))
		p.add(published, from, it.Text("datePublished", "dateCreated"))
		p.add(modified, from, it.Text("dateModified", "dateUpdated"))
	case thingItem:
		if d.kind == "Product" {
			p.add(title, from, it.Text("name"))
		}
		p.add(body, from, it.Text("description"))
	case pageItem:
		p.add(published, fromJSONPage, it.Text("datePublished", "dateCreated"))
		p.add(modified, from, it.Text("dateModified"))
	}
	if d.class == thingItem {
		return
	}
	for _, v := range it.Values("author", "creator") {
		if v.Item = p.resolve(v); v.Item != nil {
			v.Text = v.Item.Text("name", "alternateName")
			if v.Text == "" {
				v.Text = strings.TrimSpace(v.Item.Text("givenName") + " " + v.Item.Text("familyName"))
			}
			if v.Item.Is("Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "WebSite") {
				continue
			}
		}
		p.add(author, from, v.Text)
	}
}

// resolve returns the item that a value is or refers to; nil if it is a text.
func (p *page) resolve(v schema.Value) *schema.Item {
	if v.Item == nil || v.Item.ID == "" || v.Item.Text("name") != "" {
		return v.Item
	}
	for _, it := range p.items {
		if it.ID == v.Item.ID && it != v.Item {
			return it
		}
	}
	return v.Item
}

// kind returns the type that the page says to be of.
func (p *page) kind(main, web described) string {
	switch {
	case main.item != nil:
		return main.kind
	case web.item != nil && web.kind != "WebPage":
		return web.kind
	}
	switch t := strings.ToLower(p.best(ogType).Text); {
	case t == "article" || strings.HasSuffix(t, ":article"):
		return "Article"
	case t == "product" || strings.HasPrefix(t, "product.") || strings.HasSuffix(t, ":product"):
		return "Product"
	case t == "profile":
		return "ProfilePage"
	case strings.HasPrefix(t, "video"):
		return "VideoObject"
	}
	return ""
}
