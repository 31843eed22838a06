package metadata

import (
	"strings"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/metadata/schema"
)

// A property is what the attributes of microdata or RDFa say about an element.
type property struct {
	names             string // the properties that its content is the value of
	scope             bool   // its content is an item
	types             string // the item's types
	content, datetime string
}

// maxProperty is how many bytes of an element's text are read as a property.
const maxProperty = 200

// maxParts is how many of the texts in an element with authors are read.
const maxParts = 20

// property gives the item around an element the property that the element holds, and returns the item that the element's content belongs to.
func (p *page) property(n *html.Node, item *schema.Item, prop property) *schema.Item {
	var inner *schema.Item
	if prop.scope {
		inner = &schema.Item{}
		for t := range strings.FieldsSeq(prop.types) {
			inner.Types = append(inner.Types, schema.Local(t))
		}
		if (item == nil || prop.names == "") && len(p.micro) < maxItems {
			p.micro = append(p.micro, inner)
		}
	}
	if item == nil {
		return inner
	}
	for name := range strings.FieldsSeq(prop.names) {
		name = schema.Local(name)
		switch {
		case inner != nil:
			item.Add(name, schema.Value{Item: inner})
		case !isWanted(name):
		case prop.content != "":
			item.Add(name, schema.Value{Text: prop.content})
		case prop.datetime != "":
			item.Add(name, schema.Value{Text: prop.datetime})
		case name == "author" || name == "creator": // a badge may follow the name without a blank
			item.Add(name, schema.Value{Text: strings.Join(parts(n, maxParts), " ")})
		default:
			item.Add(name, schema.Value{Text: textOf(n, maxProperty)})
		}
	}
	if inner != nil {
		return inner
	}
	return item
}

// isWanted says whether a property is one that addItem asks for and that is short enough to be read from an element's text.
func isWanted(name string) bool {
	switch name {
	case "headline", "name", "author", "creator", "publisher", "datePublished", "dateCreated", "dateModified", "inLanguage", "articleSection":
		return true
	}
	return false
}
