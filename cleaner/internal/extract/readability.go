package extract

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
)

// Readability finds the article with go-shiori/go-readability, the Go port of Firefox's reader view.
type Readability struct{}

// mark is the attribute by which an element of the page is known again in what Readability makes of a copy.
const mark = "data-winnow"

// errTooDeep is the error for a page that would keep Readability busy for seconds or more.
var errTooDeep = errors.New("too many elements too deep in each other for Readability; the native extractor reads such pages")

// maxDepths is the highest sum of the depths of a page's elements with which Readability is asked: its time grows with it, to half a second or so. Of the
// 1,873 pages that the figures are measured on, the largest has a tenth of it.
const maxDepths = 1_000_000

// Extract keeps the blocks whose elements Readability keeps. A page without an article has none. Its error is errTooDeep or Readability's own.
func (Readability) Extract(page *blocks.Page, _ About) (Result, error) {
	depths := 0
	for i := range page.Elements {
		depths += int(page.Elements[i].Depth)
	}
	if depths > maxDepths {
		return Result{}, errTooDeep
	}
	numbers := make(map[*html.Node]int)
	for i := range page.Blocks {
		if n := page.Blocks[i].Node; n != nil {
			numbers[n] = i
		}
	}
	parser := readability.NewParser()
	article, err := parser.ParseDocument(copyMarked(page.Elements[0].Node, numbers), &url.URL{Scheme: "https", Host: "example.org", Path: "/"})
	if err != nil {
		return Result{}, err
	}
	kept := make(map[int]bool)
	var collect func(*html.Node)
	collect = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == mark {
				i, _ := strconv.Atoi(a.Val)
				kept[i] = true
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			collect(c)
		}
	}
	if article.Node != nil {
		collect(article.Node)
	}
	keep := make([]bool, len(page.Blocks))
	for i := range page.Blocks {
		keep[i] = kept[numbers[page.Blocks[i].Node]] && !page.Elements[page.At[i]].Hidden
	}
	return Result{Keep: keep}, nil
}

// copyMarked copies a tree and marks each element that has a number: with an attribute, and with an empty element before text that stands
// directly in it, for Readability replaces a <div> that holds text alone by a paragraph.
func copyMarked(n *html.Node, numbers map[*html.Node]int) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	i, numbered := numbers[n]
	if numbered {
		c.Attr = append(c.Attr, markOf(i))
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if numbered && child.Type == html.TextNode && strings.TrimSpace(child.Data) != "" && n.DataAtom != atom.Pre {
			c.AppendChild(&html.Node{Type: html.ElementNode, DataAtom: atom.Span, Data: "span", Attr: []html.Attribute{markOf(i)}})
			numbered = false
		}
		c.AppendChild(copyMarked(child, numbers))
	}
	return c
}

func markOf(i int) html.Attribute { return html.Attribute{Key: mark, Val: strconv.Itoa(i)} }
