package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"winnow/cleaner"
)

// A record is what an input says beside its page, and what is echoed in JSON.
type record struct {
	id   json.RawMessage            // as it came; nil where there is none
	rest map[string]json.RawMessage // fields to pass through
}

// A lineReader understands the lines of a JSONL file.
type lineReader struct {
	htmlField, textField, urlField, idField string
	passThrough                             bool
	maxBytes                                int64 // of a page
}

// errLineTooLong says that a line must hold a page above the limit.
var errLineTooLong = fmt.Errorf("the line is %w", cleaner.ErrTooLarge)

// lines returns the lines of r that are not blank, with their numbers; the bytes are the caller's.
// It decodes UTF-16 and drops a byte order mark. A line too long for any page within the limit comes as errLineTooLong and is not held in memory;
// any other error is the last thing that comes.
func (l lineReader) lines(r io.Reader) iter.Seq2[numberedLine, error] {
	const longestEscape = 6 // \u0041 for one byte
	limit := longestEscape*l.maxBytes + 1<<20

	return func(yield func(numberedLine, error) bool) {
		buffered := bufio.NewReaderSize(transform.NewReader(r, unicode.BOMOverride(transform.Nop)), 64<<10)
		for number := 1; ; number++ {
			var line []byte
			var size int64
			var err error
			for more := true; more; more = errors.Is(err, bufio.ErrBufferFull) {
				var part []byte
				part, err = buffered.ReadSlice('\n')
				if size += int64(len(part)); size <= limit {
					line = append(line, part...)
				}
			}
			switch {
			case err != nil && !errors.Is(err, io.EOF):
				yield(numberedLine{number: number}, err)
				return
			case size > limit:
				if !yield(numberedLine{number: number}, errLineTooLong) {
					return
				}
			case len(bytes.TrimSpace(line)) > 0:
				if !yield(numberedLine{number, line}, nil) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

type numberedLine struct {
	number int
	bytes  []byte
}

// clean cleans the page or the text in a line. The record is that of the line even where there is an error, as far as it is known.
func (l lineReader) clean(ctx context.Context, c *cleaner.Cleaner, line []byte) (record, *cleaner.Document, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil || fields == nil {
		return record{}, nil, notAnObject(line, err)
	}
	rec := record{id: fields[l.idField]}
	html, htmlErr := stringField(fields, l.htmlField)
	text, textErr := stringField(fields, l.textField)
	addr, urlErr := stringField(fields, l.urlField)
	_, hasHTML := fields[l.htmlField]
	_, hasText := fields[l.textField]
	if l.passThrough {
		for _, name := range []string{l.htmlField, l.textField, l.urlField, l.idField} {
			delete(fields, name)
		}
		rec.rest = fields
	}
	if err := errors.Join(htmlErr, textErr, urlErr); err != nil {
		return rec, nil, err
	}
	page := cleaner.Page{URL: addr}
	switch {
	case html != "" || hasHTML && text == "":
		page.Input = cleaner.HTML
		page.ContentType = "text/html; charset=utf-8" // JSON is; what the page says of its charset was true of its file
		doc, err := c.Clean(ctx, strings.NewReader(html), page)
		return rec, doc, err
	case hasText:
		page.Input = cleaner.Text
		page.ContentType = "text/plain; charset=utf-8"
		doc, err := c.Clean(ctx, strings.NewReader(text), page)
		return rec, doc, err
	default:
		return rec, nil, fmt.Errorf("no field %q or %q in it; name yours with --html-field or --text-field", l.htmlField, l.textField)
	}
}

func notAnObject(line []byte, err error) error {
	if wrongType := new(json.UnmarshalTypeError); err == nil || errors.As(err, &wrongType) {
		return errors.New("not a JSON object; a line must be one, such as {\"html\": \"…\"}")
	}
	if bytes.HasPrefix(bytes.TrimSpace(line), []byte("<")) {
		return errors.New("not JSON but HTML; use -i html")
	}
	return fmt.Errorf("not JSON: %w", err)
}

// stringField returns a field's string, "" where it is not there or null.
func stringField(fields map[string]json.RawMessage, name string) (string, error) {
	raw := fields[name]
	if raw == nil {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("field %q is not a string", name)
	}
	return s, nil
}
