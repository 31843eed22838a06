package blocks

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// image reads an image: a block of its own after the text that it stands in. An emoji is text.
func (w *walker) image(n *html.Node) {
	var src, lazy, set, alt string
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "src":
			src = a.Val
		case "data-src", "data-lazy-src", "data-original", "data-original-src", "data-url", "data-hi-res-src":
			lazy = a.Val
		case "srcset", "data-srcset", "data-lazy-srcset":
			set = a.Val
		case "alt":
			alt = a.Val
		case "width", "height":
			if a.Val == "1" || a.Val == "0" {
				return // counts visitors
			}
		case "class":
			if strings.Contains(a.Val, "emoji") || strings.Contains(a.Val, "smiley") {
				alt = attr(n, "alt")
				if w.pre {
					w.preformatted(alt)
				} else {
					w.words(alt)
				}
				return
			}
		}
	}
	if w.row || w.pre {
		return
	}
	switch {
	case lazy != "":
		src = lazy
	case src == "" || strings.HasPrefix(src, "data:"):
		src = largest(set)
	}
	if src == "" || strings.HasPrefix(src, "data:") {
		return
	}
	if i := len(w.images); i > 0 && w.images[i-1].Src == src {
		return
	}
	w.images = append(w.images, rules.Block{Kind: rules.Image, Src: src, Alt: strings.Join(strings.Fields(alt), " "), Node: n})
	if len(w.text) == w.from {
		w.flush()
	}
}

// largest returns the address with the greatest width or density in a srcset.
func largest(set string) string {
	best, most := "", -1.0
	for _, candidate := range strings.Split(set, ", ") {
		f := strings.Fields(candidate)
		if len(f) == 0 {
			continue
		}
		size := 1.0
		if len(f) > 1 {
			size, _ = strconv.ParseFloat(strings.TrimRight(f[1], "wxh,"), 64)
		}
		if size > most {
			best, most = strings.TrimSuffix(f[0], ","), size
		}
	}
	return best
}

// minNoscriptPage is the length, in bytes, from which a noscript element is no notice but the page itself, for readers without scripts; forums do this.
const minNoscriptPage = 2000

// noscript reads the images that stand in for lazy ones where scripts do not run, or the whole page. A notice is not read: it speaks to such readers only.
func (w *walker) noscript(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			w.imagesIn(c)
			continue
		}
		page := len(c.Data) >= minNoscriptPage && (strings.Contains(c.Data, "<p") || strings.Contains(c.Data, "<div"))
		if !page && !strings.Contains(c.Data, "<img") {
			continue
		}
		nodes, err := html.ParseFragment(strings.NewReader(c.Data), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
		if err != nil {
			continue
		}
		for _, n := range nodes {
			if !page {
				w.imagesIn(n)
			} else if n.Type == html.ElementNode {
				w.element(n)
			}
		}
	}
}

func (w *walker) imagesIn(n *html.Node) {
	if n.DataAtom == atom.Img {
		w.image(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.imagesIn(c)
	}
}
