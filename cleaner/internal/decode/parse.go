package decode

import (
	"bytes"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// maxDepth is how many elements deep html.Parse lets a page be.
const maxDepth = 512

// Parse returns the tree of a page in UTF-8, which every input has: that of html.Parse, less what skim leaves out, such as the texts of nothing but white space beside
// the tags of blocks; or, for the few pages that html.Parse refuses or would take out of all proportion for, a flatter one. In it, elements that would stand too deep
// follow each other instead of standing in each other; no text is lost, and its order is kept.
func Parse(page []byte) *html.Node {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	skimmed := skim(page, *room)
	if len(skimmed) < len(page) && cap(skimmed) <= maxRoom {
		*room = skimmed
	}
	page = skimmed
	if !runsAway(page) {
		if root, err := html.Parse(bytes.NewReader(page)); err == nil {
			return root
		}
	}
	return flatten(page)
}

// rooms are where pages are skimmed into. The tree has its own copy of what it needs.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// maxRoom is how many bytes are kept between pages.
const maxRoom = 4 << 20

// runsAway reports whether html.Parse would need far more time and memory than in proportion to the page's size.
//
// There are two ways to do that. An element that marks up words, such as <font>, and is never closed is opened anew in each following paragraph, so that a
// kilobyte can become hundreds; and each <html> or <body> after the first is compared with all the attributes of those before it.
func runsAway(page []byte) bool {
	tags, unclosed, reopened, roots := 0, 0, 0, 0
	for i := bytes.IndexByte(page, '<'); i >= 0; {
		rest := page[i+1:]
		end := len(rest) > 0 && rest[0] == '/'
		if end {
			rest = rest[1:]
		}
		tags++
		switch kindOf(rest) {
		case formatting:
			if !end {
				unclosed++
			} else if unclosed > 0 {
				unclosed--
			}
		case root:
			roots++
		}
		reopened += unclosed
		next := bytes.IndexByte(rest, '<')
		if next < 0 {
			break
		}
		i = len(page) - len(rest) + next
	}
	return reopened > 1<<20+8*tags || roots > 64
}

type tagKind uint8

const (
	other tagKind = iota
	formatting
	root
)

// kindOf says what kind of tag it is whose name text starts with.
// The formatting elements are those of https://html.spec.whatwg.org/multipage/parsing.html#formatting but for a, of which only one can be open.
func kindOf(text []byte) tagKind {
	if len(text) == 0 || strings.IndexByte("bcefhinstu", text[0]|0x20) < 0 {
		return other // it begins with none of the letters of the names below, as most do: a, div, li, p
	}
	var name [len("strong") + 1]byte
	n := 0
	for n < len(name) && n < len(text) && isLetter(text[n]) {
		name[n] = text[n] | 0x20
		n++
	}
	switch string(name[:n]) {
	case "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return formatting
	case "html", "body":
		return root
	}
	return other
}
