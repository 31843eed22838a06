package extract

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"sync"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
)

// Native finds the article by the probability of each block to belong to it, and judges its own answer. Both are learnt from pages whose main content is known: see train.
type Native struct {
	// Second is asked where the first answer is judged to be worse than unsure; nil for no second opinion.
	Second Extractor
	// Comments keeps readers' comments also where they are not what the page is for.
	Comments bool
}

// unsure is the expected F1 under which a second opinion is asked for. One page in a hundred is that hard.
const unsure = 0.4

// Extract keeps what Answer finds, nothing where that is judged to be better, or the second opinion where that is judged to be best.
func (n Native) Extract(page *blocks.Page, about About) (Result, error) {
	m, err := models()
	if err != nil {
		return Result{}, fmt.Errorf("extract: %w", err)
	}
	a := Analyse(page, about)
	p := a.Probabilities(m.Blocks)
	var failed error
	r, _ := m.Choose(func(by Origin) ([]bool, []float32) {
		keep := make([]bool, len(p))
		switch {
		case by == ByProbability:
			keep = a.Answer(p)
		case by == BySecond && n.Second == nil:
			return nil, nil
		case by == BySecond:
			second, err := n.Second.Extract(page, about)
			if errors.Is(err, errTooDeep) {
				return nil, nil
			}
			if err != nil {
				failed = err
				return nil, nil
			}
			keep = second.Keep
		}
		row := make([]float32, NumJudgeFeatures)
		a.JudgeFeatures(p, keep, by, row)
		return keep, row
	})
	a.sortComments(r.Keep, p, r.Type, n.Comments)
	a.sortHidden(r.Keep, p)
	placeImages(page, r.Keep)
	r.Evidence = &Evidence{p, m, a}
	return r, failed
}

// sureHidden is the probability from which hidden text belongs to the article, if it is in a part that unfolds.
const sureHidden = 0.6

// sortHidden drops what is hidden, but for what is surely a part of the article that a reader can unfold: a tab, an answer, a section that collapses, code in another language.
func (a *Analysis) sortHidden(keep []bool, p []float32) {
	for i := range keep {
		at := a.page.At[i]
		if a.page.Elements[at].Hidden && (p[i] < sureHidden || min(a.outline.above[at][hintFAQ], a.outline.above[at][hintCode]) >= far) {
			keep[i] = false
		}
	}
}

// sureComment is the probability from which text in a comment section belongs to a page that is no forum: a class may be called so by mistake.
const sureComment = 0.75

// sortComments keeps readers' comments where the page is for them or where they are wanted, and drops them elsewhere.
func (a *Analysis) sortComments(keep []bool, p []float32, pageType string, wanted bool) {
	for i := range keep {
		above := &a.outline.above[a.page.At[i]]
		if above[hintComment] >= far {
			continue
		}
		m := &a.measures[i]
		switch {
		case wanted:
			keep[i] = keep[i] || m.words > 2 && m.linked*2 < m.width && above[hintForm] > above[hintComment]
		case pageType != "forum" && p[i] < sureComment:
			keep[i] = false
		}
	}
}

// Choose takes the answer from which the judge expects the highest F1. Answer returns that of an origin with its JudgeFeatures; nil if there is none.
// The first answer is taken where the judge is sure enough of it, so that others are seldom asked for; asked says whether they were.
func (m *Models) Choose(answer func(Origin) ([]bool, []float32)) (r Result, asked bool) {
	keep, row := answer(ByProbability)
	r = Result{Keep: keep, Confidence: m.Judge.Score(row), Type: m.pageType(row)}
	if asked = r.Confidence < unsure; asked {
		for _, by := range []Origin{ByNothing, BySecond} {
			if keep, row := answer(by); row != nil {
				if f1 := m.Judge.Score(row); f1 > r.Confidence {
					r.Keep, r.Confidence, r.Origin = keep, f1, by
				}
			}
		}
	}
	r.Confidence = min(max(r.Confidence, 0), 1)
	return r, asked
}

// Models are what the native extractor has learnt.
type Models struct {
	Blocks *boost.Model   // the log-odds of a block to belong to the article, from its features
	Judge  *boost.Model   // the F1 of an answer, from its JudgeFeatures
	Types  []*boost.Model // for each of Types, the log-odds that a page is of it, from the JudgeFeatures of the first answer
}

// Types are the types of page.
var Types = []string{"article", "collection", "documentation", "forum", "listing", "product", "service"}

func (m *Models) pageType(row []float32) string {
	best, most := 0, m.Types[0].Score(row)
	for i, t := range m.Types[1:] {
		if s := t.Score(row); s > most {
			best, most = i+1, s
		}
	}
	return Types[best]
}

//go:embed model.bin
var learnt []byte

// models reads the models once; nothing changes them after that.
var models = sync.OnceValues(func() (*Models, error) { return ReadModels(bytes.NewReader(learnt)) })
