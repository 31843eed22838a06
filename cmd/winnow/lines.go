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
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"winnow/cleaner"
)

// A record is what an input says beside its page, and what is echoed in JSON.
type record struct {
	id   json.RawMessage            // nil where there is none
	url  string                     // the page's address, where it is known
	rest map[string]json.RawMessage // fields to pass through
}

// A lineReader understands the lines of a JSONL file.
type lineReader struct {
	htmlField, textField, urlField, idField string
	hostField                               string // empty where no field holds the host of documents without an address
	passThrough                             bool
	maxBytes                                int64 // of a page
}

// define adds the flags that name the fields of JSONL.
func (l *lineReader) define(set *pflag.FlagSet) {
	set.StringVar(&l.htmlField, "html-field", "html", "the `FIELD` of JSONL that holds the page")
	set.StringVar(&l.textField, "text-field", "text", "the `FIELD` of JSONL that holds the text")
	set.StringVar(&l.urlField, "url-field", "url", "the `FIELD` of JSONL that holds the page's address")
	set.StringVar(&l.idField, "id-field", "id", "the `FIELD` of JSONL that names the document")
}

// errLineTooLong says that a line must hold a page above the limit.
var errLineTooLong = fmt.Errorf("the line is %w", cleaner.ErrTooLarge)

// lines returns the lines of r that are not blank, with their numbers; the bytes are the caller's.
// It decodes UTF-16 and drops a byte order mark. A line too long for any page within the limit comes as errLineTooLong and is not held in memory;
// any other error is the last thing that comes.
func (l lineReader) lines(r io.Reader) iter.Seq2[numberedLine, error] {
	const (
		longestEscape = 6       // \u0041 for one byte
		others        = 1 << 20 // bytes that are left to the line's other fields
	)
	limit := longestEscape*min(l.maxBytes, (math.MaxInt64-others)/longestEscape) + others

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

// clean cleans the page or the text in a line. Without an address it is of the host that the line names, or else of the given one.
// The record is that of the line even where there is an error, as far as it is known. An address that is no string costs the page its address, with a warning, and no more.
func (l lineReader) clean(ctx context.Context, c *cleaner.Cleaner, host hostFlag, line []byte) (record, *cleaner.Document, error) {
	fields, err := objectOf(line)
	if err != nil {
		return record{}, nil, err
	}
	rec, err := l.record(fields)
	if err != nil {
		return rec, nil, err
	}
	html, htmlErr := stringField(fields, l.htmlField)
	text, textErr := stringField(fields, l.textField)
	addr, urlErr := stringField(fields, l.urlField)
	rec.url = addr
	if err := errors.Join(htmlErr, textErr); err != nil {
		return rec, nil, err
	}
	_, hasHTML := fields[l.htmlField]
	_, hasText := fields[l.textField]
	page := cleaner.Page{URL: addr, Host: string(host), Input: cleaner.Text, ContentType: "text/plain; charset=utf-8"}
	if named, err := stringField(fields, l.hostField); l.hostField != "" && err == nil && named != "" { // what is no string names no host
		page.Host = named
	}
	content := text
	switch {
	case html != "" || hasHTML && text == "":
		page.Input = cleaner.HTML
		page.ContentType = "text/html; charset=utf-8" // JSON is; what the page says of its charset was true of its file
		content = html
	case !hasText:
		return rec, nil, fmt.Errorf("no field %q (--html-field) or %q (--text-field) in it, only %s", l.htmlField, l.textField, fieldNames(fields))
	}
	doc, err := c.Clean(ctx, strings.NewReader(content), page)
	if doc != nil && urlErr != nil {
		doc.Warnings = append(doc.Warnings, urlErr.Error()+", so the page was cleaned without its address")
	}
	return rec, doc, err
}

// fieldNames lists the names of an object's fields, as many as a message can hold.
func fieldNames(fields map[string]any) string {
	const most = 8
	var names []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		names = append(names, oneLine(fmt.Sprintf("%.30s", name)))
	}
	switch {
	case len(names) == 0:
		return "an empty object"
	case len(names) > most:
		names = append(names[:most], fmt.Sprintf("%d more", len(names)-most))
	}
	return strings.Join(names, ", ")
}

// record returns what is echoed of a line's fields.
func (l lineReader) record(fields map[string]any) (rec record, err error) {
	if id := fields[l.idField]; id != nil {
		if rec.id, err = encode(id); err != nil {
			return rec, err
		}
	}
	if !l.passThrough {
		return rec, nil
	}
	rec.rest = map[string]json.RawMessage{}
	for name, value := range fields {
		switch name {
		case l.htmlField, l.textField, l.urlField, l.idField:
			continue
		}
		if rec.rest[name], err = encode(value); err != nil {
			return rec, err
		}
	}
	return rec, nil
}

// objectOf returns the fields of a line's JSON object, with numbers as they are spelled.
func objectOf(line []byte) (map[string]any, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber() // an id may have more digits than a float64
	err := decoder.Decode(&value)
	if _, after := decoder.Token(); err == nil && after != io.EOF {
		err = errors.New("more than one value on the line")
	}
	fields, isObject := value.(map[string]any)
	switch {
	case err != nil && bytes.HasPrefix(bytes.TrimSpace(line), []byte("<")):
		return nil, errors.New("not JSON but HTML; use -i html")
	case err != nil:
		return nil, fmt.Errorf("not JSON: %w", err)
	case !isObject:
		return nil, errors.New(`not a JSON object; a line must be one, such as {"html": "…"}`)
	}
	return fields, nil
}

// stringField returns a field's string, "" where it is not there or null.
func stringField(fields map[string]any, name string) (string, error) {
	value := fields[name]
	s, isString := value.(string)
	if value != nil && !isString {
		return "", fmt.Errorf("field %q is not a string", name)
	}
	return s, nil
}
