// Package cleaner turns a scraped page or a scraped text into a clean article: its body without the chaff, and its metadata.
package cleaner

import (
	"context"
	"errors"
	"io"

	"golang.org/x/net/html"
)

// Input says what kind of thing is to be cleaned.
type Input string

// The kinds of input.
const (
	Detect Input = ""     // HTML or text, by content
	HTML   Input = "html" // a page
	Text   Input = "text" // a text that somebody scraped earlier
)

// A Page is what is known about an input beside its bytes. The zero value is fine.
type Page struct {
	// URL is where it came from. It resolves the page's links and chooses the rules that hold for one host only.
	URL string
	// ContentType is the Content-Type header that it came with; its charset decides over the page's own.
	ContentType string
	// Input is the kind of input; by default its content decides.
	Input Input
}

// A Cleaner cleans pages and texts. It is immutable and safe for concurrent use.
type Cleaner struct{ config config }

// New returns a Cleaner.
// It returns an error if the options contradict each other or a rule pack is broken.
func New(options ...Option) (*Cleaner, error) { return nil, errors.New("todo") }

// Clean reads a page or a text from r and cleans it.
//
// Errors wrap ErrEmpty, ErrBinary or ErrTooLarge where the input is at fault, the context's error where it ended, and r's own.
func (c *Cleaner) Clean(ctx context.Context, r io.Reader, p Page) (*Document, error) {
	return nil, errors.New("todo")
}

// CleanNode cleans a page that is already parsed. The tree is not changed; the document's blocks point into it.
func (c *Cleaner) CleanNode(ctx context.Context, root *html.Node, p Page) (*Document, error) {
	return nil, errors.New("todo")
}

// CleanText cleans a text.
func (c *Cleaner) CleanText(ctx context.Context, text string, p Page) (*Document, error) {
	return nil, errors.New("todo")
}

// What can be wrong with an input.
var (
	ErrEmpty    = errors.New("nothing in it")
	ErrBinary   = errors.New("not HTML or text")
	ErrTooLarge = errors.New("larger than the limit")
)
