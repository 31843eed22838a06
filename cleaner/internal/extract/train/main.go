// Command train learns the native extractor's models from a folder of pages whose main content is known, and reports how good they are on pages that they have not seen.
//
//	go run ./cleaner/internal/extract/train -data ../shared/data/pages -o cleaner/internal/extract/model.bin
//
// The folder holds truth.jsonl, a line for each page with its id, url, type and text, and html/ID.html.gz. Equal folders give equal models.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/extract"
)

// folds is into how many parts the pages are cut, by host, for training on the others and judging on one.
const folds = 5

// oddF1 is the F1 under which a page is left out of training.
var oddF1 = 0.5

// How the models are trained. The figures are those that did best in cross-validation, or the smallest of those that did.
var (
	blockParams = boost.Params{Trees: 150, Leaves: 16, MinLeaf: 100, LearningRate: 0.1, L2: 10, RowShare: 0.5, FeatureShare: 0.3, Bins: 64, Loss: boost.Logistic, Seed: 1}
	judgeParams = boost.Params{Trees: 120, Leaves: 8, MinLeaf: 40, LearningRate: 0.05, L2: 10, RowShare: 0.5, FeatureShare: 0.3, Bins: 64, Loss: boost.Squared, Seed: 2}
	typeParams  = boost.Params{Trees: 60, Leaves: 6, MinLeaf: 20, LearningRate: 0.1, L2: 5, RowShare: 0.6, FeatureShare: 0.3, Bins: 64, Loss: boost.Logistic, Seed: 3}
)

func main() {
	data := flag.String("data", "../shared/data/pages", "the folder of pages")
	out := flag.String("o", "", "where the models go; without it they are only judged")
	flag.IntVar(&blockParams.Trees, "trees", blockParams.Trees, "how many trees judge a block")
	flag.Float64Var(&oddF1, "odd", oddF1, "the F1 under which a page is left out of training")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string) error {
	start := time.Now()
	pages, err := load(data)
	if err != nil {
		return err
	}
	log.Printf("%d pages read in %s", len(pages), time.Since(start).Round(time.Second))
	if err := crossValidate(pages); err != nil {
		return err
	}
	judge, types, err := judgeModels(pages, func(*page) bool { return true })
	if err != nil {
		return err
	}
	if out == "" {
		return nil
	}
	blocks, err := boost.Train(blockData(pages, func(p *page) bool { return !p.odd }), blockParams)
	if err != nil {
		return err
	}
	reportFeatures(blocks)
	models := extract.Models{Blocks: blocks, Judge: judge, Types: types}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := models.Write(f, fmt.Sprintf("winnow: what articles look like, learnt from %d pages of WCXB's development split (CC BY 4.0) by cleaner/internal/extract/train", len(pages))); err != nil {
		return err
	}
	return f.Close()
}

// crossValidate gives each page the probabilities of a model that has not seen its host, and the answers that come of them, and reports how good they are.
//
// It does so twice. The pages that are answered worst the first time are mostly such whose main content is a matter of opinion: the second time they are
// left out of training, and only judged.
func crossValidate(pages []*page) error {
	report("all that can be had", pages, func(p *page) []bool { return p.keep(func(i int) bool { return p.labels[i] >= 0.5 }) })
	for _, round := range []string{"all pages", "less the odd ones"} {
		for fold := range folds {
			model, err := boost.Train(blockData(pages, func(p *page) bool { return p.fold != fold && !p.odd }), blockParams)
			if err != nil {
				return err
			}
			for _, p := range pages {
				if p.fold == fold {
					p.answer(model)
				}
			}
			log.Printf("%s: fold %d of %d", round, fold+1, folds)
		}
		report(round, pages, func(p *page) []bool { return p.answers[extract.ByProbability].keep })
		for _, p := range pages {
			p.odd = p.answers[extract.ByProbability].f1 < oddF1
		}
	}
	for fold := range folds {
		judge, types, err := judgeModels(pages, func(p *page) bool { return p.fold != fold })
		if err != nil {
			return err
		}
		models := extract.Models{Judge: judge, Types: types}
		for _, p := range pages {
			if p.fold == fold {
				p.judge(&models)
			}
		}
	}
	reportAll(pages)
	return nil
}

// blockData are the blocks of the chosen pages.
func blockData(pages []*page, chosen func(*page) bool) boost.Dataset {
	d := boost.Dataset{NumFeatures: extract.NumFeatures}
	for _, p := range pages {
		if !chosen(p) {
			continue
		}
		d.X = append(d.X, p.features...)
		d.Y = append(d.Y, p.labels...)
		d.W = append(d.W, p.weights()...)
	}
	return d
}

// weights are how much the page's blocks weigh in F1: by their words, against those of the truth.
func (p *page) weights() []float32 {
	const most = 4 // of all the page's blocks together, so that a page with little text in much else does not outweigh others
	w := make([]float32, len(p.sizes))
	var sum float32
	for i, n := range p.sizes {
		if n == 0 {
			continue // an image, or a line of signs
		}
		w[i] = float32(n+2) / float32(max(p.truthSize, 60)+40)
		sum += w[i]
	}
	if sum > most {
		for i := range w {
			w[i] *= most / sum
		}
	}
	return w
}

// judgeModels trains the judge on the chosen pages' answers, and the models of page types on the first of them.
func judgeModels(pages []*page, chosen func(*page) bool) (*boost.Model, []*boost.Model, error) {
	answers := boost.Dataset{NumFeatures: extract.NumJudgeFeatures}
	firsts := boost.Dataset{NumFeatures: extract.NumJudgeFeatures}
	var kinds []string
	for i, p := range pages {
		if !chosen(p) {
			continue
		}
		for _, a := range p.answers {
			answers.X = append(answers.X, a.row...)
			answers.Y = append(answers.Y, float32(a.f1))
			answers.Group = append(answers.Group, int32(i))
		}
		firsts.X = append(firsts.X, p.answers[0].row...)
		kinds = append(kinds, p.kind)
	}
	judge, err := boost.Train(answers, judgeParams)
	if err != nil {
		return nil, nil, err
	}
	var types []*boost.Model
	for _, t := range extract.Types {
		firsts.Y = firsts.Y[:0]
		for _, kind := range kinds {
			y := float32(0)
			if kind == t {
				y = 1
			}
			firsts.Y = append(firsts.Y, y)
		}
		model, err := boost.Train(firsts, typeParams)
		if err != nil {
			return nil, nil, err
		}
		types = append(types, model)
	}
	return judge, types, nil
}
