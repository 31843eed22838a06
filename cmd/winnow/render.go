package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"winnow/cleaner"
)

// The formats that a document is written in.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatJSON     = "json"
	formatLines    = "jsonl"
)

// A renderer turns documents into what is written.
type renderer struct {
	format   string
	metadata bool     // as front matter
	explain  bool     // show what was stripped
	with     []string // further formats as fields of JSON
	colors   bool     // in explanations
}

// silent tells whether a document's warnings do not show in what is written.
func (r renderer) silent() bool {
	return !r.explain && r.format != formatJSON && r.format != formatLines
}

// render returns a document as it is written for a job.
func (r renderer) render(j job, rec record, doc *cleaner.Document) ([]byte, error) {
	if r.format == formatJSON || r.format == formatLines {
		return r.object(rec, doc)
	}
	body, err := r.body(doc, j.parted)
	if err != nil {
		return nil, err
	}
	if r.metadata {
		front, err := frontMatter(doc)
		if err != nil {
			return nil, err
		}
		body = front + body
	}
	if body = strings.TrimRight(body, "\n"); body != "" {
		body += "\n"
	}
	if j.parted {
		body = r.header(j.name) + body + "\n"
	}
	return []byte(body), nil
}

func (r renderer) body(doc *cleaner.Document, parted bool) (string, error) {
	switch {
	case r.explain:
		return explain(doc, newColors(r.colors)), nil
	case r.format == formatMarkdown:
		return doc.Markdown()
	case r.format == formatHTML && parted:
		return doc.HTML(), nil
	case r.format == formatHTML:
		return htmlPage(doc), nil
	default:
		return doc.Text(), nil
	}
}

// header returns the line that stands above a document which is not alone in its file.
func (r renderer) header(name string) string {
	if r.format == formatHTML {
		return "<!-- " + strings.ReplaceAll(html.EscapeString(name), "--", "-&#45;") + " -->\n"
	}
	return "==> " + oneLine(name) + " <==\n\n" // as head and tail have it
}

// htmlPage returns a document as a page of its own, which says its charset, language and title.
func htmlPage(doc *cleaner.Document) string {
	lang := ""
	if doc.Language != "" {
		lang = fmt.Sprintf(` lang="%s"`, html.EscapeString(doc.Language))
	}
	return fmt.Sprintf("<!DOCTYPE html>\n<html%s>\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n</head>\n<body>\n%s\n</body>\n</html>\n",
		lang, html.EscapeString(doc.Title), strings.TrimRight(doc.HTML(), "\n"))
}

// frontMatter returns a document's metadata as the YAML block that static site generators read, named as in JSON; "" where there are none.
func frontMatter(doc *cleaner.Document) (string, error) {
	m := &doc.Metadata
	front, err := yaml.Marshal(struct {
		Title       string         `yaml:"title,omitempty"`
		URL         string         `yaml:"url,omitempty"`
		Byline      string         `yaml:"byline,omitempty"`
		Published   string         `yaml:"published,omitempty"`
		Modified    string         `yaml:"modified,omitempty"`
		Site        string         `yaml:"site,omitempty"`
		Description string         `yaml:"description,omitempty"`
		Language    string         `yaml:"language,omitempty"`
		Canonical   string         `yaml:"canonical,omitempty"`
		Image       string         `yaml:"image,omitempty"`
		Section     string         `yaml:"section,omitempty"`
		Tags        []string       `yaml:"tags,omitempty"`
		Source      cleaner.Source `yaml:"source,omitempty"`
	}{
		m.Title, doc.URL, strings.Join(m.Authors, ", "), m.Published.String(), m.Modified.String(), m.Site, m.Description, m.Language,
		m.Canonical, m.Image, m.Section, m.Tags, m.Source,
	})
	if err != nil {
		return "", err
	}
	if string(front) == "{}\n" {
		return "", nil
	}
	return "---\n" + string(front) + "---\n\n", nil
}

// object returns a document as a JSON object: the record's id, what the document has, the further formats, and the fields that are passed through.
// Where a field of the input has the name of one that winnow writes, winnow's stands.
func (r renderer) object(rec record, doc *cleaner.Document) ([]byte, error) {
	own, err := encode(doc)
	if err != nil {
		return nil, err
	}
	var o object
	o.add("id", rec.id)
	o.splice(own)
	for _, format := range r.with {
		rendered := doc.HTML()
		if format == formatMarkdown {
			if rendered, err = doc.Markdown(); err != nil {
				return nil, err
			}
		}
		value, err := encode(rendered)
		if err != nil {
			return nil, err
		}
		o.add(format, value)
	}
	o.addRest(rec.rest)
	if r.format == formatLines {
		return append(o.bytes(), '\n'), nil
	}
	var indented bytes.Buffer
	err = json.Indent(&indented, append(o.bytes(), '\n'), "", "  ")
	return indented.Bytes(), err
}

// failure returns the line that stands in JSONL for a document that could not be cleaned; nil for other formats.
// It has what is known of where the document is: its id, its address, and, where there is no id, the number of its line and an error that names the input.
func (r renderer) failure(j job, rec record, failure error) []byte {
	if r.format != formatLines {
		return nil
	}
	message := failure.Error()
	line := 0
	if rec.id == nil {
		rec.id = json.RawMessage("null")
		line = j.line
		message = j.name + ": " + message
	}
	var o object
	o.add("id", rec.id)
	where, _ := encode(struct { // strings and numbers always have their JSON
		URL   string `json:"url,omitempty"`
		Line  int    `json:"line,omitempty"`
		Error string `json:"error"`
	}{rec.url, line, message})
	o.splice(where)
	o.addRest(rec.rest)
	return append(o.bytes(), '\n')
}

// An object is a JSON object that is being written.
type object struct{ fields []byte }

func (o *object) bytes() []byte { return slices.Concat([]byte("{"), o.fields, []byte("}")) }

// add adds a field. A nil value adds nothing.
func (o *object) add(name string, value json.RawMessage) {
	if value == nil {
		return
	}
	quoted, _ := json.Marshal(name) // a string always has its JSON
	o.splice(slices.Concat([]byte("{"), quoted, []byte(":"), value, []byte("}")))
}

// splice adds the fields of another object.
func (o *object) splice(other []byte) {
	inner := bytes.TrimSuffix(bytes.TrimPrefix(other, []byte("{")), []byte("}"))
	if len(o.fields) > 0 && len(inner) > 0 {
		o.fields = append(o.fields, ',')
	}
	o.fields = append(o.fields, inner...)
}

// addRest adds the fields that are not written yet, by name.
func (o *object) addRest(rest map[string]json.RawMessage) {
	if len(rest) == 0 {
		return
	}
	var written map[string]json.RawMessage
	_ = json.Unmarshal(o.bytes(), &written) // an object by construction
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		if _, taken := written[name]; !taken {
			o.add(name, rest[name])
		}
	}
}

// encode returns a value as JSON on one line, with <, > and & as they are: the output is not put into a page.
func encode(value any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSpace(b.Bytes()), err
}
