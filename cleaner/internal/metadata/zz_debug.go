package metadata

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"winnow/cleaner/internal/metadata/dates"
	"winnow/cleaner/internal/metadata/schema"
)

var fieldNames = [numFields]string{"title", "author", "published", "modified", "site", "description", "language", "canonical", "image", "section", "tag", "body", "ogType", "label", "datum", "locale"}

type M = map[string]any

func jsonItem(it *schema.Item, depth int) any {
	m := M{"@type": strings.Join(it.Types, ","), "@id": it.ID}
	for _, p := range it.Props {
		if p.Name == "@graph" {
			continue
		}
		switch p.Name {
		case "headline", "name", "author", "creator", "datePublished", "dateCreated", "dateModified", "uploadDate", "publisher", "mainEntity", "mainEntityOfPage", "@microdata", "url", "inLanguage", "isPartOf":
		default:
			continue
		}
		var vs []any
		for i, v := range p.Values {
			if i > 5 {
				break
			}
			if v.Item != nil {
				if depth > 0 {
					vs = append(vs, jsonItem(v.Item, depth-1))
				}
			} else {
				vs = append(vs, cut(v.Text, 200))
			}
		}
		m[p.Name] = vs
	}
	return m
}
func cut(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

func Debug(root *html.Node, u *url.URL) M {
	p := scan(root, u)
	m := M{}
	for f, cs := range p.found {
		var l []string
		for _, c := range cs {
			l = append(l, c.From+"\t"+cut(c.Text, 300))
		}
		if l != nil {
			m[fieldNames[f]] = l
		}
	}
	var items []any
	for i, it := range p.items {
		if i < 30 {
			items = append(items, jsonItem(it, 3))
		}
	}
	m["items"] = items
	m["lang"] = p.lang
	m["articles"] = p.articles
	m["body_hints"] = p.body
	for _, h := range p.headings {
		l, _ := m["h1"].([]string)
		m["h1"] = append(l, fmt.Sprintf("%d\t%#x\t%s", h.order, h.region, textOf(h.node, 300)))
	}
	for _, h := range p.marks {
		l, _ := m["marks"].([]string)
		t := h.node.Data
		dt := ""
		if h.node.Type == html.ElementNode {
			t = textOf(h.node, 200)
			dt = attr(h.node, "datetime")
		}
		d := ""
		if h.hints&isDate != 0 {
			if x, ok := dates.Parse(dt, dates.Locale{Order: dates.MonthFirst, Lang: "en"}); ok {
				d = x.Format("2006-01-02")
			} else if x, a, b, ok := dates.Find(t, dates.Locale{Order: dates.MonthFirst, Lang: "en"}); ok {
				d = x.Format("2006-01-02") + fmt.Sprintf(" %d/%d", b-a, len(t))
			}
		}
		if d == "" && h.hints&isAuthor == 0 {
			continue
		}
		m["marks"] = append(l, fmt.Sprintf("%d\t%#x\t%#x\t%s\t%s\t%s", h.order, h.hints, h.region, h.node.Data[:min(8, len(h.node.Data))], d, t))
	}
	return m
}
