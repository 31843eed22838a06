// Package cleaner turns a scraped page or a scraped text into a clean article: its body without the chaff, and its metadata.
//
// A page goes through decode, metadata, blocks, extract and rules, in this order; a text through decode, blocks and rules. Clean and CleanNode show the way.
package cleaner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/decode"
	"winnow/cleaner/internal/metadata"
	"winnow/rules"
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
	// URL is where it came from. It resolves the page's links and chooses the rules that hold for one host only. Where it is empty, or no URL, the address
	// that the page names as its own stands in for it, but for replacements in the page's markup, which come before it can be read.
	URL string
	// Host is the host whose rules are asked where URL has none, such as "example.org" for a page that was saved from there. It goes before the host of the
	// address that the page names, which still stands in for URL in everything else.
	Host string
	// ContentType is the Content-Type header that it came with; its charset decides over the page's own.
	ContentType string
	// Input is the kind of input; by default its content decides.
	Input Input
}

// What can be wrong with an input.
var (
	ErrEmpty    = errors.New("nothing in it")
	ErrBinary   = errors.New("not HTML or text")
	ErrTooLarge = errors.New("larger than the limit")
)

// A Cleaner cleans pages and texts. It is immutable and safe for concurrent use. New makes one; the zero value is none.
type Cleaner struct {
	config
	rules   *rules.Set
	sources *rules.Set // those rules that find the line that names an article's source
}

// New returns a Cleaner.
// It returns an error if an option has no such value: no such extractor, level, category or id of a rule, a pack that is nil, or a limit below 1.
func New(options ...Option) (*Cleaner, error) {
	c := config{extractor: Auto, maxBytes: DefaultMaxBytes}
	for _, o := range options {
		o(&c)
	}
	switch c.extractor {
	case Auto, Native, Readability, None:
	default:
		return nil, fmt.Errorf("cleaner: no extractor %q: it is one of auto, native, readability and none", c.extractor)
	}
	if c.maxBytes < 1 {
		return nil, fmt.Errorf("cleaner: no limit of %d bytes: it is 1 or more", c.maxBytes)
	}
	var packs []*rules.Pack
	if !c.noBuiltin {
		builtin, err := rules.Builtin()
		if err != nil {
			return nil, err
		}
		packs = builtin
	}
	packs = append(packs, c.packs...)
	all, err := rules.Compile(packs, c.ruleOptions)
	if err != nil {
		return nil, err
	}
	only := c.ruleOptions
	only.Keep = slices.Concat(only.Keep, slices.DeleteFunc(rules.Categories(), func(category string) bool { return category == "source" }))
	sources, err := rules.Compile(packs, only)
	if err != nil {
		return nil, err
	}
	return &Cleaner{c, all, sources}, nil
}

// Clean reads a page or a text from r and cleans it.
//
// Errors wrap ErrEmpty, ErrBinary or ErrTooLarge where the input is at fault, the context's error where it ended, and r's own. The context is looked at
// between reads and between the stages that the package names: to end a read that waits, close r.
func (c *Cleaner) Clean(ctx context.Context, r io.Reader, p Page) (*Document, error) {
	tooMany := max(c.maxBytes+1, c.maxBytes) // the largest number has none above it
	data, err := io.ReadAll(io.LimitReader(untilDone{ctx, r}, tooMany))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return c.CleanBytes(ctx, data, p)
}

// untilDone reads until its context is done. A read that waits it cannot end.
type untilDone struct {
	context.Context
	io.Reader
}

func (r untilDone) Read(p []byte) (int, error) {
	if err := r.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// CleanBytes cleans a page or a text that is in memory, as Clean does.
func (c *Cleaner) CleanBytes(ctx context.Context, data []byte, p Page) (*Document, error) {
	if int64(len(data)) > c.maxBytes {
		return nil, fmt.Errorf("%w of %d bytes", ErrTooLarge, c.maxBytes)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	kind, what := decode.Sniff(data, p.ContentType)
	switch {
	case kind == decode.Empty:
		return nil, ErrEmpty
	case kind == decode.Binary && p.Input == Detect:
		return nil, fmt.Errorf("%w: %s", ErrBinary, what)
	case kind == decode.Text && p.Input != HTML, p.Input == Text:
		return c.CleanText(ctx, decode.PlainText(data, p.ContentType), p)
	}
	data = decode.UTF8(data, p.ContentType)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.CleanNode(ctx, decode.Parse(c.replace(data, p)), p)
}

// CleanNode cleans a page that is already parsed. The tree is not changed; the document's blocks point into it.
func (c *Cleaner) CleanNode(ctx context.Context, root *html.Node, p Page) (*Document, error) {
	if root == nil {
		return nil, ErrEmpty
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	given, unread := parseURL(p.URL)
	found := metadata.Extract(root, given)
	from := rules.Page{HTML: true, Host: cmp.Or(p.host(given), host(found.Address)), Path: path(found.Address)}
	site := c.site(from.Host, from.Path)
	site.takeMetadata(&found, root)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	page := blocks.FromTree(root)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc := &Document{URL: p.URL, Host: from.Host, Metadata: fill(found), Warnings: unread}
	body, err := c.extract(doc, page, found, site)
	if err != nil {
		return nil, err
	}
	doc.Warnings = append(doc.Warnings, site.warnings()...)
	from.Lang, from.Type, from.Title = doc.Language, doc.PageType, doc.Title
	if err := c.strip(ctx, doc, body, from); err != nil {
		return nil, err
	}
	resolve(doc, found.Base)
	return doc, nil
}

// CleanText cleans a text. Its title is the heading that it begins with, if it does.
func (c *Cleaner) CleanText(ctx context.Context, text string, p Page) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	address, unread := parseURL(p.URL)
	doc := &Document{URL: p.URL, Host: p.host(address), Extractor: None, Warnings: unread}
	body := blocks.FromText(text)
	if len(body) > 0 && body[0].Kind == rules.Heading {
		doc.Title = body[0].Text
	}
	if err := c.strip(ctx, doc, body, rules.Page{Host: doc.Host, Path: path(address)}); err != nil {
		return nil, err
	}
	return doc, nil
}

// strip applies the rules to the article's blocks and fills the document with what stays and what was learnt. Its error is the context's.
func (c *Cleaner) strip(ctx context.Context, doc *Document, body []Block, p rules.Page) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	result := c.rules.Apply(c.chosen(body), p)
	doc.Blocks, doc.Removals = result.Blocks, result.Removals
	doc.Warnings = append(doc.Warnings, result.Warnings...)
	if p.HTML {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.settle(doc)
	}
	stated := false
	for _, r := range doc.Removals {
		switch r.Category {
		case "source":
			if !stated {
				doc.Source, stated = sourceOf(r), true
			}
		case "teaser":
			doc.Related = append(doc.Related, r.Links...)
		}
	}
	return nil
}

// chosen leaves out the kinds of block and of span that the options do not want.
func (c *Cleaner) chosen(body []Block) []Block {
	if !c.noLinks && !c.noImages && !c.noTables {
		return body
	}
	var out []Block
	for _, b := range body {
		if c.noImages && (b.Kind == rules.Image || b.Kind == rules.Caption) || c.noTables && b.Kind == rules.Row {
			continue
		}
		if c.noLinks {
			b.Spans = withoutLinks(b.Spans)
		}
		out = append(out, b)
	}
	return out
}
