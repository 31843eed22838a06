// Package schema holds what a page says of itself in the vocabulary of schema.org, and reads it from JSON-LD with the mistakes that pages make in it.
package schema

import "strings"

// An Item is a thing that a page describes: an article, a person, a product.
type Item struct {
	Types []string // such as NewsArticle, without the vocabulary's address
	ID    string   // what other items refer to it by
	Props []Prop   // in the page's order
}

// A Prop is a property of an item with its values.
type Prop struct {
	Name   string
	Values []Value
}

// A Value is a text or an item.
type Value struct {
	Text string // empty where Item is set
	Item *Item
}

// Values returns the values of the first property that has one of these names, the earlier name first.
func (it *Item) Values(names ...string) []Value {
	for _, name := range names {
		for i := range it.Props {
			if p := &it.Props[i]; p.Name == name && len(p.Values) > 0 {
				return p.Values
			}
		}
	}
	return nil
}

// Text returns the first text among the values of the first of these properties that has one.
func (it *Item) Text(names ...string) string {
	for _, name := range names {
		for _, v := range it.Values(name) {
			if v.Text != "" {
				return v.Text
			}
		}
	}
	return ""
}

// Is says whether the item is of one of these types.
func (it *Item) Is(types ...string) bool {
	for _, t := range it.Types {
		for _, want := range types {
			if t == want {
				return true
			}
		}
	}
	return false
}

// maxProps bounds what Add looks through; no vocabulary has so many properties for one type.
const maxProps = 100

// Add adds a value to a property. An item that has a hundred properties gets no further ones.
func (it *Item) Add(name string, v Value) {
	for i := range it.Props {
		if it.Props[i].Name == name {
			it.Props[i].Values = append(it.Props[i].Values, v)
			return
		}
	}
	if len(it.Props) < maxProps {
		it.Props = append(it.Props, Prop{name, []Value{v}})
	}
}

// Local returns a name without its vocabulary: "https://schema.org/Person" and "schema:Person" are Person.
func Local(name string) string {
	return name[strings.LastIndexAny(name, "/#:")+1:]
}
