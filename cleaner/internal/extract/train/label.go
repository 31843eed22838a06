package main

import (
	"slices"
	"strings"

	"winnow/cleaner/internal/blocks"
)

// count cuts the blocks and the truth into words.
func (p *page) count(parsed *blocks.Page) {
	numbers := make(map[string]int32)
	number := func(text string) []int32 {
		var out []int32
		for _, w := range words(text) {
			n, ok := numbers[w]
			if !ok {
				n = int32(len(numbers))
				numbers[w] = n
			}
			out = append(out, n)
		}
		return out
	}
	p.truth = number(p.text)
	for i := range parsed.Blocks {
		p.texts = append(p.texts, parsed.Blocks[i].Text)
		p.words = append(p.words, number(parsed.Blocks[i].Text))
		p.sizes = append(p.sizes, len(p.words[i]))
	}
	p.counts = make([]int32, len(numbers))
	for _, w := range p.truth {
		p.counts[w]++
	}
}

// labelByText finds each block's words in the truth; each word of the truth is found once.
func (p *page) labelByText() {
	p.labels = align(p.words, p.truth)
	p.weigh(float32(len(p.truth)))
	if p.kind == "product" {
		for i := range p.weights {
			p.weights[i] *= 2 // they are few, and like no others
		}
	}
}

// weigh sets the weights to how much the blocks weigh in F1: by their words, against those of the main content.
func (p *page) weigh(size float32) {
	const most = 4 // of all the page's blocks together, so that a page with little text in much else does not outweigh others
	p.weights = make([]float32, len(p.sizes))
	var sum float32
	for i, n := range p.sizes {
		if n == 0 {
			continue // an image, or a line of signs
		}
		p.weights[i] = float32(n+2) / (max(size, 60) + 40)
		sum += p.weights[i]
	}
	scale := min(1, most/max(sum, 1))
	for i := range p.weights {
		p.weights[i] *= scale
	}
}

// labelBySnippets labels the blocks that have a snippet of the main content or of what does not belong to it. Of the others, the labels are how probable
// they are to a model that knows other pages: what snippets are made of is no fair sample of what is on a page.
func (p *page) labelBySnippets() {
	const told = 0.05 // by how much more a block weighs that has a snippet
	p.labels = make([]float32, len(p.sizes))
	var size float32
	for i, n := range p.sizes {
		p.labels[i] = p.probability[i]
		size += p.probability[i] * float32(n)
	}
	p.weigh(size)
	for i, text := range p.texts {
		in, out := hasAny(text, p.with), hasAny(text, p.without)
		if in == out {
			continue
		}
		p.weights[i] += told
		p.labels[i] = 0
		if in {
			p.labels[i] = 1
		}
	}
}

func hasAny(text string, snippets []string) bool {
	return slices.ContainsFunc(snippets, func(s string) bool { return strings.Contains(text, s) })
}

type trigram [3]int32

// align returns for each block the share of its words that is found in the truth, runs of three words or more first,
// then shorter blocks where the truth has them between those of the blocks around.
func align(blocks [][]int32, truth []int32) []float32 {
	places := make(map[trigram][]int32)
	for i := 0; i+2 < len(truth); i++ {
		t := trigram(truth[i : i+3])
		places[t] = append(places[t], int32(i))
	}
	used := make([]bool, len(truth))
	labels := make([]float32, len(blocks))
	begin, end := make([]int, len(blocks)), make([]int, len(blocks)) // of each block in the truth
	last := 0
	for i, block := range blocks {
		begin[i], end[i] = -1, -1
		var found []int
		at := -1
		for j, w := range block {
			if at >= 0 && at+1 < len(truth) && truth[at+1] == w && !used[at+1] {
				at++
			} else {
				at = -1
				if j+2 < len(block) {
					at = nearest(places[trigram(block[j:j+3])], used, last)
				}
			}
			if at >= 0 {
				used[at] = true
				found = append(found, at)
				last = at
			}
		}
		if len(block) == 0 || len(found) == 0 {
			continue
		}
		if len(block) < 6 && len(found) < len(block) || len(found)*4 < len(block) {
			for _, at := range found {
				used[at] = false
			}
			continue
		}
		labels[i] = float32(len(found)) / float32(len(block))
		begin[i], end[i] = found[0], found[len(found)-1]+1
	}
	short(blocks, truth, used, labels, begin, end)
	return labels
}

// nearest returns the first unused place from the last one on, else the first unused one; -1 if there is none.
func nearest(places []int32, used []bool, last int) int {
	from, _ := slices.BinarySearch(places, int32(last))
	for _, list := range [][]int32{places[from:], places[:from]} {
		for _, at := range list {
			if !used[at] {
				return int(at)
			}
		}
	}
	return -1
}

// short finds the blocks that are too short for a trigram next to the blocks around them.
func short(blocks [][]int32, truth []int32, used []bool, labels []float32, begin, end []int) {
	const reach = 12
	try := func(i, from, to int) int {
		block := blocks[i]
		for at := max(from, 0); at+len(block) <= min(to, len(truth)); at++ {
			if slices.Equal(truth[at:at+len(block)], block) && !slices.Contains(used[at:at+len(block)], true) {
				for k := range block {
					used[at+k] = true
				}
				labels[i], begin[i], end[i] = 1, at, at+len(block)
				return at
			}
		}
		return -1
	}
	last, gap := -1, 0
	for i := range blocks {
		if end[i] >= 0 {
			last, gap = end[i], 0
			continue
		}
		gap++
		if last >= 0 && gap < reach && len(blocks[i]) > 0 && len(blocks[i]) < 3 && try(i, last, last+reach) >= 0 {
			last, gap = end[i], 0
		}
	}
	next, gap := -1, 0
	for i := len(blocks) - 1; i >= 0; i-- {
		if begin[i] >= 0 {
			next, gap = begin[i], 0
			continue
		}
		gap++
		if next >= 0 && gap < reach && len(blocks[i]) > 0 && len(blocks[i]) < 3 && try(i, next-reach, next) >= 0 {
			next, gap = begin[i], 0
		}
	}
}
