// Package blocks turns a page's tree or a text into one list of blocks in reading order.
package blocks

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// A Page is a page as a flat list of blocks, and the elements that they stand in.
type Page struct {
	Blocks []rules.Block
	// Elements are the page's block-level elements in document order; the first one is the root.
	Elements []Element
	// At holds, for each block, the index of its innermost element.
	At []int32
	// Inline holds, for each block, the hints of the inline elements that it begins with.
	Inline []Hints
}

// An Element is a block-level element of a page.
type Element struct {
	Node   *html.Node
	Tag    atom.Atom
	Parent int32  // index of the parent; -1 for the root
	Depth  int32  // how many elements are above it
	First  int32  // index of the first block in it
	End    int32  // index of the block after the last one in it
	Hints  Hints  // of its own class, id, role and itemprop
	Shape  uint32 // a hash of the tag and the class: elements alike have it in common
	Hidden bool   // a reader sees it only after a click, or not at all
}
