package extract

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"sync"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/boost"
	"winnow/rules"
)

// Native finds the article by the probability of each block to belong to it, and judges its own answer. Both are learnt from pages whose main content is known: see train.
type Native struct {
	// Models are what it has learnt; nil for those that are built in.
	Models *Models
	// Second is asked where the first answer is judged to be worse than unsure; nil for no second opinion.
	Second Extractor
	// Comments keeps readers' comments also where they are not what the page is for.
	Comments bool
}

// unsure is the expected F1 under which a second opinion is asked for: fewer than one page in a hundred is that hard.
const unsure = 0.35

// Extract keeps what Answer finds, nothing where that is judged to be better, or the second opinion where that is judged to be best.
func (n Native) Extract(page *blocks.Page, about About) (Result, error) {
	m := n.Models
	if m == nil {
		var err error
		if m, err = builtin(); err != nil {
			return Result{}, fmt.Errorf("extract: %w", err)
		}
	}
	a := Analyse(page, about)
	p := a.Probabilities(m.Blocks)
	r, _ := m.Choose(func(by Origin) ([]bool, []float32) {
		keep := make([]bool, len(p))
		switch {
		case by == ByProbability:
			keep = a.Answer(p)
		case by == BySecond && n.Second == nil:
			return nil, nil
		case by == BySecond:
			second, err := n.Second.Extract(page, about)
			if err != nil { // no opinion
				return nil, nil
			}
			keep = second.Keep
		}
		row := make([]float32, NumJudgeFeatures)
		a.JudgeFeatures(p, keep, by, row)
		return keep, row
	})
	a.Settle(&r, p, n.Comments)
	placeImages(page, r.Keep)
	if r.Type == "article" {
		a.placeLead(r.Keep)
	}
	r.Evidence = &Evidence{p, m, a}
	return r, nil
}

// surely are the types of schema.org that say of what type a page is, as nobody puts them on other pages. Article, BlogPosting and Product stand on all kinds.
var surely = map[string]string{
	"NewsArticle": "article", "ReportageNewsArticle": "article", "OpinionNewsArticle": "article", "AnalysisNewsArticle": "article", "LiveBlogPosting": "article",
	"DiscussionForumPosting": "forum", "QAPage": "forum", "Question": "forum",
	"ProductGroup": "product",
}

// threadPath matches the path of a thread's address in the forum systems: phpBB, vBulletin and FluxBB; XenForo; Discourse.
var threadPath = regexp.MustCompile(`/(?:viewtopic|showthread|showtopic)\.php$|/threads/(?:[^/]*\.)?\d+(?:/|$)|/t/[^/]+/\d+(?:/|$)`)

// Settle decides what the probabilities alone should not: a page is of the type that its structured data name, or, if some text stands in posts, its path, where that is a sure one; comments that are
// not what the page is for are dropped, and so is hidden text; posts of a thread have their heads. With comments, all comments are kept.
func (a *Analysis) Settle(r *Result, p []float32, comments bool) {
	if named := surely[a.kind]; named != "" {
		r.Type = named
	} else if a.whole.posts && threadPath.MatchString(a.path) {
		r.Type = "forum"
	}
	if comments {
		a.addComments(r.Keep)
	} else if r.Type != "forum" {
		a.drop(r.Keep, func(i int) bool { return p[i] < sureComment && a.inComments(i) })
	}
	if r.Type == "forum" {
		a.addHeads(r.Keep)
	}
	a.drop(r.Keep, func(i int) bool {
		return a.isHidden(i) && !(a.unfolds(i) && (p[i] >= sureHidden || a.page.Blocks[i].Kind == rules.Code))
	})
}

const (
	sureComment = 0.75 // the probability from which text in a comment section belongs to a page that is no forum: a class may be called so by mistake
	sureHidden  = 0.6  // the probability from which hidden text belongs to the article, if it is in a part that unfolds
	nearlyAll   = 0.8  // the share of the answer's words from which comments are what the page is for, and hidden text is what a script shows
)

// drop drops the blocks of which is says so, unless they are nearly all that is kept.
func (a *Analysis) drop(keep []bool, is func(int) bool) {
	if a.shareOf(keep, is) > nearlyAll {
		return
	}
	for i := range keep {
		keep[i] = keep[i] && !is(i)
	}
}

// shareOf returns the share of the kept blocks' words that is in blocks of which is says so.
func (a *Analysis) shareOf(keep []bool, is func(int) bool) float64 {
	some, all := 0, 0
	for i, k := range keep {
		if !k {
			continue
		}
		all += a.measures[i].words
		if is(i) {
			some += a.measures[i].words
		}
	}
	return float64(some) / float64(max(all, 1))
}

// addComments keeps readers' comments, but for the forms to write them.
func (a *Analysis) addComments(keep []bool) {
	for i := range keep {
		m, above := &a.measures[i], &a.outline.levels[a.page.At[i]]
		if a.inComments(i) && m.words > 2 && m.linked*2 < m.width && above[hintForm] > above[hintComment] {
			keep[i] = true
		}
	}
}

func (a *Analysis) inComments(i int) bool { return a.outline.levels[a.page.At[i]][hintComment] < far }

func (a *Analysis) isHidden(i int) bool { return a.page.Elements[a.page.At[i]].Hidden }

// unfolds says whether a block is in a part that a reader can unfold: a tab, an answer, a section that collapses, code in another language.
func (a *Analysis) unfolds(i int) bool {
	above := &a.outline.levels[a.page.At[i]]
	return min(above[hintFAQ], above[hintCode]) < far
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

// Types are the types of page, in the order of Models.Types.
var Types = rules.PageTypes()

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

// builtin reads the models once; nothing changes them after that.
var builtin = sync.OnceValues(func() (*Models, error) { return ReadModels(bytes.NewReader(learnt)) })
