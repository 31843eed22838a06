package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/decode"
)

// An example is a page on disk with what is known of its main content.
type example struct {
	folder, id, url string
	kind            string   // its type; "" if it is not known
	file            string   // its HTML
	whole           bool     // whether text is known
	text            string   // of the main content
	with, without   []string // snippets that are in the main content, and such that are on the page but not in it
}

// host returns what the page's address calls the host; the page's id stands in for one that is not known.
func (e *example) host(address *url.URL) string { return cmp.Or(address.Hostname(), e.id) }

// load reads the pages of the folders, one folder after the other.
func load(folders []string) ([]*page, error) {
	var examples []*example
	for _, folder := range folders {
		more, err := list(folder)
		if err != nil {
			return nil, err
		}
		examples = append(examples, more...)
	}
	pages := make([]*page, len(examples))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range examples {
		g.Go(func() (err error) {
			pages[i], err = read(e)
			return err
		})
	}
	return pages, g.Wait()
}

// list lists the pages of a folder of one of two shapes: truth.jsonl with html/ID.html, or a folder for each page, with source.html and expected.html.
func list(folder string) ([]*example, error) {
	f, err := os.Open(filepath.Join(folder, "truth.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return listExpected(folder)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var examples []*example
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return examples, nil
		}
		if err != nil {
			return nil, err
		}
		var row struct {
			ID, URL, Type string
			Text          *string
			With, Without []string
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		e := &example{folder: filepath.Base(folder), id: row.ID, url: row.URL, kind: row.Type, file: filepath.Join(folder, "html", row.ID+".html"), with: row.With, without: row.Without}
		if row.Text != nil {
			e.whole, e.text = true, *row.Text
		}
		examples = append(examples, e)
	}
}

// listExpected lists a folder in the shape of Mozilla's test pages for Readability.
func listExpected(folder string) ([]*example, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var examples []*example
	for _, entry := range entries {
		dir := filepath.Join(folder, entry.Name())
		expected, err := readFile(filepath.Join(dir, "expected.html"))
		if err != nil {
			return nil, fmt.Errorf("neither truth.jsonl nor a folder for each page: %w", err)
		}
		e := &example{folder: filepath.Base(folder), id: entry.Name(), file: filepath.Join(dir, "source.html"), whole: true}
		text := decode.UTF8(expected, "")
		for _, b := range blocks.FromTree(decode.Parse(text)).Blocks {
			e.text += b.Text + "\n"
		}
		examples = append(examples, e)
	}
	return examples, nil
}

// readFile reads a file, or the one of the same name that is packed with gzip.
func readFile(name string) ([]byte, error) {
	raw, err := os.ReadFile(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return raw, err
	}
	packed, err := os.ReadFile(name + ".gz")
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", name, err)
	}
	if raw, err = io.ReadAll(z); err != nil {
		return nil, fmt.Errorf("%s.gz: %w", name, err)
	}
	return raw, nil
}

// partOf returns the part of the set that a host or a page is in.
func partOf(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % folds)
}
