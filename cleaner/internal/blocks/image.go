package blocks

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// An image is a block that waits for the end of the text that it stands in.
type image struct {
	block rules.Block
	elem  int32
}

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
	if lazy != "" {
		src = lazy
	}
	if isPlaceholder(src) {
		src = largest(set)
	}
	if isPlaceholder(src) {
		src = largest(sourceSet(n))
	}
	if src = strings.TrimSpace(src); isPlaceholder(src) || src == w.lastImage() {
		return
	}
	w.images = append(w.images, image{rules.Block{Kind: rules.Image, Src: src, Alt: collapse(alt), Node: n}, w.elem})
	if len(w.text) == w.from {
		w.flush()
	}
}

// isPlaceholder says whether an address is none, or holds the place of an image that a script loads, as its name says.
func isPlaceholder(src string) bool {
	if src == "" || strings.HasPrefix(src, "data:") {
		return true
	}
	name, _, _ := strings.Cut(src, "?")
	name = strings.ToLower(name[strings.LastIndexByte(name, '/')+1:])
	switch stem, ending, _ := strings.Cut(name, "."); stem {
	case "blank", "spacer", "clear", "transparent", "trans", "pixel", "1x1", "loading", "loader", "lazy", "lazyload":
		return ending != "jpg" && ending != "jpeg"
	}
	return strings.Contains(name, "placeholder")
}

// lastImage returns the address of the image that stands right before: a lazy image and its stand-in have it in common.
func (w *walker) lastImage() string {
	if i := len(w.images); i > 0 {
		return w.images[i-1].block.Src
	}
	if i := len(w.page.Blocks); i > 0 && len(w.text) == w.from {
		return w.page.Blocks[i-1].Src
	}
	return ""
}

// maxSources is how many of a picture's children are looked at for a source: each image in it looks at them.
const maxSources = 100

// sourceSet returns the srcset of the first source in the picture element that an image stands in.
func sourceSet(img *html.Node) string {
	if img.Parent == nil || img.Parent.DataAtom != atom.Picture {
		return ""
	}
	for c, n := img.Parent.FirstChild, 0; c != nil && n < maxSources; c, n = c.NextSibling, n+1 {
		for _, key := range [...]string{"srcset", "data-srcset"} {
			if set := attr(c, key); c.DataAtom == atom.Source && set != "" {
				return set
			}
		}
	}
	return ""
}

// largest returns the address with the greatest width or density in a srcset, read as in
// https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: an address may hold commas, but not end with one.
func largest(set string) string {
	best, most := "", -1.0
	for {
		set = strings.TrimLeft(set, ", \t\r\n\f")
		if set == "" {
			return best
		}
		address, descriptor := set, ""
		if i := strings.IndexAny(set, " \t\r\n\f"); i >= 0 {
			address, set = set[:i], set[i:]
		} else {
			set = ""
		}
		if bare := strings.TrimRight(address, ","); bare != address {
			address = bare
		} else {
			descriptor, set, _ = strings.Cut(set, ",")
		}
		size, err := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(descriptor), "wxh"), 64)
		if err != nil {
			size = 1
		}
		if size > most && !isPlaceholder(address) {
			best, most = address, size
		}
	}
}

// minNoscriptPage is the length, in bytes, from which a noscript element is no notice but the page itself, for readers without scripts; forums do this.
const minNoscriptPage = 2000

// noscript reads the images that stand in for lazy ones where scripts do not run, or the whole page. A notice is not read: it speaks to such readers only.
func (w *walker) noscript(n *html.Node) {
	if w.script {
		return
	}
	w.script = true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode:
			w.imagesIn(c)
		case c.Type != html.TextNode:
		case len(c.Data) >= minNoscriptPage && (strings.Contains(c.Data, "<p") || strings.Contains(c.Data, "<div")):
			nodes, err := html.ParseFragment(strings.NewReader(c.Data), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
			if err != nil { // too deep
				continue
			}
			for _, n := range nodes {
				w.node(n)
			}
		case strings.Contains(c.Data, "<img"):
			w.imagesInMarkup(c.Data)
		}
	}
	w.script = false
}

func (w *walker) imagesIn(n *html.Node) {
	if n.DataAtom == atom.Img {
		w.image(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.imagesIn(c)
	}
}

func (w *walker) imagesInMarkup(markup string) {
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.DataAtom == atom.Img {
				w.image(&html.Node{Type: html.ElementNode, DataAtom: atom.Img, Data: "img", Attr: t.Attr})
			}
		}
	}
}
