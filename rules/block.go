package rules

import (
	"fmt"

	"golang.org/x/net/html"
)

// Kind says what a block is to a reader.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	ListItem // the start of a list's item; a Paragraph with List > 0 continues it
	Quote    // a paragraph of a block quotation
	Code     // preformatted text, with its own line breaks and spaces
	Row      // a row of a data table, its cells parted by tabs
	Image    // an image on its own; Text is empty
	Caption  // of an image, a table or a video
)

var kindNames = [...]string{"paragraph", "heading", "list-item", "quote", "code", "row", "image", "caption"}

// String returns the kind's name as packs and JSON spell it; Kind(99) for a kind that there is not.
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", uint(k))
	}
	return kindNames[k]
}

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Block is one unit of a page or a text in reading order: a paragraph, a heading, an item of a list, a row of a table.
type Block struct {
	Kind Kind
	// Level is a heading's level, 1 to 6. A Row with Level 1 is the table's head.
	Level int
	// List is how many lists the block stands in; 0 outside of any.
	List int
	// Number is a ListItem's number; 0 in a list without numbers.
	Number int
	// Quote is how many block quotations the block stands in.
	Quote int
	// Group tells neighbouring lists and tables apart: the blocks of one list (with those nested in it) or of one table share it. 0 outside of both.
	Group int
	// Language is the programming language that a Code block says to be in, as "go"; empty if it does not say.
	Language string
	// Text is the block's plain text in UTF-8: white space collapsed, trimmed; only Code keeps line breaks.
	Text string
	// Spans are the inline structure over Text, ordered by Start, outer before inner.
	Spans []Span
	// Src and Alt describe an Image.
	Src, Alt string
	// Node is the innermost element that holds the whole block; nil for a block of a text.
	Node *html.Node
}

// SpanKind says what a span of inline text is.
type SpanKind uint8

// The kinds of span.
const (
	LinkSpan SpanKind = iota
	StrongSpan
	EmphasisSpan
	CodeSpan
	SubSpan
	SupSpan
	BreakSpan // a line break; it covers the space that stands for it
)

// A Span is a stretch of a block's text with a meaning of its own.
type Span struct {
	Kind       SpanKind
	Start, End int    // byte offsets in the block's Text
	URL        string // a link's address
}

// A Link is a piece of text and the address that it leads to.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Links returns the block's links in order; spans that do not fit the text are left out.
func (b *Block) Links() []Link {
	var links []Link
	for _, s := range b.Spans {
		if s.Kind == LinkSpan && 0 <= s.Start && s.Start <= s.End && s.End <= len(b.Text) {
			links = append(links, Link{b.Text[s.Start:s.End], s.URL})
		}
	}
	return links
}

// LinkShare returns the share of the block's text, in bytes, that is link text: 0 to 1.
func (b *Block) LinkShare() float64 {
	if len(b.Text) == 0 {
		return 0
	}
	n := 0
	for _, s := range b.Spans {
		if s.Kind == LinkSpan {
			n += s.End - s.Start
		}
	}
	return float64(n) / float64(len(b.Text))
}
