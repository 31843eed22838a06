package cleaner

import (
	"bytes"
	"encoding/json"
	"math"

	"winnow/cleaner/internal/blocks"
)

// documentJSON is the shape of a Document in JSON. Fields that are empty are left out, but for the title and the text.
type documentJSON struct {
	URL         string    `json:"url,omitempty"`
	Title       string    `json:"title"`
	Byline      string    `json:"byline,omitempty"`
	Authors     []string  `json:"authors,omitempty"`
	Published   *Time     `json:"published,omitempty"`
	Modified    *Time     `json:"modified,omitempty"`
	Site        string    `json:"site,omitempty"`
	Description string    `json:"description,omitempty"`
	Language    string    `json:"language,omitempty"`
	Canonical   string    `json:"canonical,omitempty"`
	Image       string    `json:"image,omitempty"`
	Section     string    `json:"section,omitempty"`
	Tags        []string  `json:"tags,omitempty"`
	Source      *Source   `json:"source,omitempty"`
	Related     []Link    `json:"related,omitempty"`
	PageType    string    `json:"page_type,omitempty"`
	Extractor   Extractor `json:"extractor,omitempty"`
	Confidence  float64   `json:"confidence,omitempty"`
	Text        string    `json:"text"`
	Removed     []Removal `json:"removed,omitempty"`
	Warnings    []string  `json:"warnings,omitempty"`
}

// MarshalJSON writes the document as an object: its metadata, its body as plain text, what was stripped and the warnings.
// A time is in RFC 3339, as precise as the page gave it: "2024-05-01T09:30:00+02:00", "2024-05-01T09:30:00", "2024-05-01".
func (d *Document) MarshalJSON() ([]byte, error) {
	out := documentJSON{
		URL: d.URL, Title: d.Title, Byline: d.Byline(), Authors: d.Authors, Site: d.Site, Description: d.Description, Language: d.Language,
		Canonical: d.Canonical, Image: d.Image, Section: d.Section, Tags: d.Tags, Related: d.Related, PageType: d.PageType, Extractor: d.Extractor, Confidence: math.Round(d.Confidence*1000) / 1000,
		Text: d.Text(), Removed: d.Removals, Warnings: d.Warnings,
	}
	if !d.Published.IsZero() {
		out.Published = &d.Published
	}
	if !d.Modified.IsZero() {
		out.Modified = &d.Modified
	}
	if d.Source != (Source{}) {
		out.Source = &d.Source
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(out)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads what MarshalJSON writes. The blocks are those that a text has, as CleanText reads it: which links, images and words in bold there were is
// lost, and with it the place of what was stripped. Host and Decisions stay empty. An error says that the JSON is no document's; the document is then as it was.
func (d *Document) UnmarshalJSON(data []byte) error {
	var in documentJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*d = Document{
		URL: in.URL, Blocks: blocks.FromText(in.Text), Removals: in.Removed, Warnings: in.Warnings, Extractor: in.Extractor, PageType: in.PageType, Confidence: in.Confidence,
		Metadata: Metadata{
			Title: in.Title, Authors: in.Authors, Site: in.Site, Description: in.Description, Language: in.Language, Canonical: in.Canonical, Image: in.Image,
			Section: in.Section, Tags: in.Tags, Related: in.Related,
		},
	}
	if in.Published != nil {
		d.Published = *in.Published
	}
	if in.Modified != nil {
		d.Modified = *in.Modified
	}
	if in.Source != nil {
		d.Source = *in.Source
	}
	return nil
}
