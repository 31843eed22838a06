// Package extract finds the article among a page's blocks.
package extract

import (
	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
)

// An Extractor says for each block of the page under root whether it belongs to the article.
type Extractor interface {
	Extract(root *html.Node, page *blocks.Page) ([]bool, error)
}

// All takes the whole page for the article.
type All struct{}

// Extract keeps every block.
func (All) Extract(_ *html.Node, page *blocks.Page) ([]bool, error) {
	keep := make([]bool, len(page.Blocks))
	for i := range keep {
		keep[i] = true
	}
	return keep, nil
}
