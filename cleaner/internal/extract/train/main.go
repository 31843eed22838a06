// Command train learns the native extractor's models from folders of pages whose main content is known, and reports how good they are on pages that they have not seen.
//
//	go run ./cleaner/internal/extract/train -o cleaner/internal/extract/model.bin ../shared/data/pages ../shared/data/multilingual ../shared/data/readability
//
// A folder holds truth.jsonl and html/ID.html, or html/ID.html.gz. A line of truth.jsonl is a page with its id and url, and either the text of its main content and its type, or
// snippets that are in the main content (with) and such that are on the page but not in it (without). The test pages of Mozilla's Readability are read as they are: a folder
// for each page, with source.html and expected.html. Equal folders give equal models.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/extract"
)

const (
	folds = 5   // into how many parts the pages are cut, by host, for training on the others and judging on one
	oddF1 = 0.5 // the F1 under which a page is left out of training
)

// How the models are trained. The figures are those that did best in cross-validation, or the smallest of those that did; between seeds it cannot tell.
var (
	blockParams = boost.Params{Trees: 175, Leaves: 16, MinLeaf: 100, LearningRate: 0.1, L2: 10, RowShare: 0.5, FeatureShare: 0.3, Bins: 64, Loss: boost.Logistic, Seed: 3}
	judgeParams = boost.Params{Trees: 120, Leaves: 8, MinLeaf: 40, LearningRate: 0.05, L2: 10, RowShare: 0.5, FeatureShare: 0.3, Bins: 64, Loss: boost.Squared, Seed: 3}
	typeParams  = boost.Params{Trees: 60, Leaves: 6, MinLeaf: 20, LearningRate: 0.1, L2: 5, RowShare: 0.6, FeatureShare: 0.3, Bins: 64, Loss: boost.Logistic, Seed: 3}
)

func main() {
	out := flag.String("o", "", "where the models go; without it they are only judged")
	parts := flag.String("folds", "", "a folder for the models of the cross-validation: FOLD.bin, and folds.json with the fold of each page's id")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("no folder of pages is named")
	}
	if err := run(flag.Args(), *out, *parts); err != nil {
		log.Fatal(err)
	}
}

func run(folders []string, out, parts string) error {
	start := time.Now()
	pages, err := load(folders)
	if err != nil {
		return err
	}
	log.Printf("%d pages read in %s", len(pages), time.Since(start).Round(time.Second))
	if err := crossValidate(pages); err != nil {
		return err
	}
	if parts != "" {
		if err := writeFolds(pages, parts); err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	models, err := trainAll(pages, func(*page) bool { return true })
	if err != nil {
		return err
	}
	reportFeatures(models.Blocks)
	return write(models, out, pages)
}

// writeFolds writes for each part of the pages the models that have learnt from the others.
func writeFolds(pages []*page, folder string) error {
	in := map[string]int{}
	for _, p := range pages {
		in[p.id] = p.fold
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	index, err := json.Marshal(in)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "folds.json"), index, 0o666); err != nil {
		return err
	}
	for fold := range folds {
		models, err := trainAll(pages, func(p *page) bool { return p.fold != fold })
		if err != nil {
			return err
		}
		if err := write(models, filepath.Join(folder, fmt.Sprintf("%d.bin", fold)), pages); err != nil {
			return err
		}
	}
	return nil
}

// trainAll trains all models on the chosen pages, which have been answered and judged before.
func trainAll(pages []*page, chosen func(*page) bool) (*extract.Models, error) {
	judge, types, err := judgeModels(pages, chosen)
	if err != nil {
		return nil, err
	}
	blocks, err := boost.Train(blockData(pages, func(p *page) bool { return chosen(p) && !p.aside }), blockParams)
	if err != nil {
		return nil, err
	}
	return &extract.Models{Blocks: blocks, Judge: judge, Types: types}, nil
}

// write writes the models behind a line that says from what they come.
func write(models *extract.Models, file string, pages []*page) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	var from []string
	for _, folder := range foldersOf(pages) {
		from = append(from, fmt.Sprintf("%d pages of %s", len(folder.pages), folder.name))
	}
	if err := models.Write(f, "winnow: what articles look like, learnt by cleaner/internal/extract/train from "+strings.Join(from, ", ")); err != nil {
		return err
	}
	return f.Close()
}

// crossValidate gives each page the probabilities of a model that has not seen its host, and the answers that come of them, and reports how good they are.
//
// It does so twice. The pages that are answered worst the first time are mostly such whose main content is a matter of opinion: the second time they are
// left out of training, and only judged. Pages of which only snippets are known are learnt from the second time.
func crossValidate(pages []*page) error {
	report("all that can be had", pages, func(p *page) []bool { return p.keep(func(i int) bool { return p.whole && p.labels[i] >= 0.5 }) })
	for _, round := range []string{"first", "second"} {
		for fold := range folds {
			model, err := boost.Train(blockData(pages, func(p *page) bool { return p.fold != fold && !p.aside }), blockParams)
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
			if p.aside = p.whole && p.answers[extract.ByProbability].f1 < oddF1; !p.whole {
				p.labelBySnippets()
			}
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
		d.W = append(d.W, p.weights...)
	}
	return d
}

// judgeModels trains the judge on the chosen pages' answers, and the models of page types on the first of them. Only pages whose type is known count.
func judgeModels(pages []*page, chosen func(*page) bool) (*boost.Model, []*boost.Model, error) {
	answers := boost.Dataset{NumFeatures: extract.NumJudgeFeatures}
	firsts := boost.Dataset{NumFeatures: extract.NumJudgeFeatures}
	var kinds []string
	for i, p := range pages {
		if !chosen(p) || p.kind == "" {
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
