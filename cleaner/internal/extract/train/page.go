package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/sync/errgroup"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/extract"
	"winnow/cleaner/internal/metadata"
)

// A page is one page of the training set, as far as training needs it.
type page struct {
	id, kind, host string
	features       []float32
	sizes          []int     // words in each block
	labels         []float32 // the share of each block's words that is in the truth
	words          [][]int32 // each block's words as numbers of the page's own
	truth          []int32   // how often each word is in the truth, by number
	truthSize      int
	parsed         *blocks.Page
}

// row is a line of truth.jsonl.
type row struct {
	ID, URL, Type, Title, Text string
}

// load reads a folder in the shape of ../shared/data/pages: truth.jsonl beside html/ID.html.gz.
func load(dir string) ([]*page, error) {
	f, err := os.Open(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []row
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		rows = append(rows, r)
	}
	pages := make([]*page, len(rows))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, r := range rows {
		g.Go(func() error {
			p, err := read(filepath.Join(dir, "html", r.ID+".html.gz"), r)
			pages[i] = p
			return err
		})
	}
	return pages, g.Wait()
}

func read(file string, r row) (*page, error) {
	packed, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	text, err := charset.NewReader(unpacked, "")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	root, err := html.Parse(text)
	if err != nil {
		fmt.Fprintln(os.Stderr, file, err)
		root = &html.Node{Type: html.DocumentNode}
	}
	address, err := url.Parse(r.URL)
	if err != nil {
		address = &url.URL{}
	}
	parsed := blocks.FromTree(root)
	p := &page{id: r.ID, kind: r.Type, host: address.Hostname(), parsed: parsed}
	found := metadata.Extract(root, address)
	p.features = extract.Features(parsed, extract.About{Title: found.Title.Text, Kind: found.Kind})
	p.label(parsed, r.Text)
	return p, nil
}

// words cuts a text into words in lower case: runs of letters, digits and underscores, as the figures count them.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
