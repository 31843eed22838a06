package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/decode"
	"winnow/cleaner/internal/extract"
	"winnow/cleaner/internal/metadata"
)

// A page is one page of the training set, as far as training needs it.
type page struct {
	kind      string // its type
	fold      int    // the part of the set that its host is in
	features  []float32
	sizes     []int     // words in each block
	words     [][]int32 // each block's words as numbers of the page's own
	truth     []int32   // how often each word is in the truth, by number
	truthSize int
	labels    []float32 // the share of each block's words that is in the truth

	analysis *extract.Analysis
	second   []bool    // what Readability keeps
	answers  [3]answer // by origin
	chosen   extract.Result
	asked    bool // for a second opinion
	odd      bool // answered too badly to learn from
}

// An answer is a choice of blocks, its description for the judge, and its F1.
type answer struct {
	keep []bool
	row  []float32
	f1   float64
}

// keep returns for each block whether is says so.
func (p *page) keep(is func(int) bool) []bool {
	keep := make([]bool, len(p.sizes))
	for i := range keep {
		keep[i] = is(i)
	}
	return keep
}

// answer finds the page's answers with a model of blocks.
func (p *page) answer(m *boost.Model) {
	probability := p.analysis.Probabilities(m)
	for by, keep := range [][]bool{extract.ByProbability: p.analysis.Answer(probability), extract.ByNothing: make([]bool, len(p.sizes)), extract.BySecond: p.second} {
		row := make([]float32, extract.NumJudgeFeatures)
		p.analysis.JudgeFeatures(probability, keep, extract.Origin(by), row)
		p.answers[by] = answer{keep, row, p.f1(keep)}
	}
}

// judge chooses among the page's answers.
func (p *page) judge(m *extract.Models) {
	p.chosen, p.asked = m.Choose(func(by extract.Origin) ([]bool, []float32) {
		return p.answers[by].keep, p.answers[by].row
	})
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
	raw, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	text, _ := decode.UTF8(raw, "")
	root := decode.Parse(text)
	address, err := url.Parse(r.URL)
	if err != nil {
		address = &url.URL{}
	}
	parsed := blocks.FromTree(root)
	found := metadata.Extract(root, address)
	about := extract.About{Title: found.Title.Text, Kind: found.Kind, Path: address.Path}
	if partOf(r.ID) == 0 { // as saved pages come, often
		about.Path = ""
	}
	p := &page{kind: r.Type, fold: partOf(address.Hostname()), analysis: extract.Analyse(parsed, about)}
	p.features = make([]float32, len(parsed.Blocks)*extract.NumFeatures)
	p.analysis.Features(0, len(parsed.Blocks), p.features)
	p.label(parsed, r.Text)
	second, err := extract.Readability{}.Extract(parsed, about)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	p.second = second.Keep
	return p, nil
}

// partOf returns the part of the set that a host or a page is in.
func partOf(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % folds)
}

// words cuts a text into words in lower case: runs of letters, digits and underscores, as the figures count them.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
