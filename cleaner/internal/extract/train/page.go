package main

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/decode"
	"winnow/cleaner/internal/extract"
	"winnow/cleaner/internal/metadata"
)

// A page is one page of the training set, as far as training needs it.
type page struct {
	*example
	fold     int // the part of the set that its host is in
	features []float32
	texts    []string  // of the blocks
	sizes    []int     // words in each block
	words    [][]int32 // each block's words as numbers of the page's own
	truth    []int32   // the words of the main content, as such numbers
	counts   []int32   // how often each word is in the truth
	labels   []float32 // the share of each block's words that belongs to the main content
	weights  []float32 // of the labels

	analysis    *extract.Analysis
	second      []bool    // what Readability keeps
	probability []float32 // of each block to belong to the article, by a model that has not seen the page
	answers     [3]answer // by origin
	chosen      extract.Result
	asked       bool // for a second opinion
	aside       bool // nothing to learn from
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
	p.probability = p.analysis.Probabilities(m)
	for by, keep := range [][]bool{extract.ByProbability: p.analysis.Answer(p.probability), extract.ByNothing: make([]bool, len(p.sizes)), extract.BySecond: p.second} {
		row := make([]float32, extract.NumJudgeFeatures)
		p.analysis.JudgeFeatures(p.probability, keep, extract.Origin(by), row)
		p.answers[by] = answer{keep, row, p.f1(keep)}
	}
}

// judge chooses among the page's answers.
func (p *page) judge(m *extract.Models) {
	p.chosen, p.asked = m.Choose(func(by extract.Origin) ([]bool, []float32) {
		return slices.Clone(p.answers[by].keep), p.answers[by].row
	})
	p.analysis.Settle(&p.chosen, p.probability, false)
}

// read makes a page of an example.
func read(e *example) (*page, error) {
	raw, err := readFile(e.file)
	if err != nil {
		return nil, err
	}
	text := decode.UTF8(raw, "")
	root := decode.Parse(text)
	address, err := url.Parse(e.url)
	if err != nil {
		address = &url.URL{}
	}
	parsed := blocks.FromTree(root)
	found := metadata.Extract(root, address)
	about := extract.About{Title: found.Title.Text, Kind: found.Kind, Path: address.Path}
	if partOf(e.id) == 0 { // as saved pages come, often
		about.Path = ""
	}
	p := &page{example: e, fold: partOf(e.host(address)), analysis: extract.Analyse(parsed, about)}
	p.features = make([]float32, len(parsed.Blocks)*extract.NumFeatures)
	p.analysis.Features(0, len(parsed.Blocks), p.features)
	p.count(parsed)
	if e.whole {
		p.labelByText()
	} else {
		p.aside = true // until it has probabilities
	}
	second, err := extract.Readability{}.Extract(parsed, about)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.file, err)
	}
	p.second = second.Keep
	return p, nil
}

// words cuts a text into words in lower case: runs of letters, digits and underscores, as the figures count them.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
