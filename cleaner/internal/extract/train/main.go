// Command train learns the weights of the native extractor from a folder of pages whose main content is known.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"os"
	"sort"
	"time"

	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/extract"
)

func main() {
	dir := flag.String("data", "../shared/data/pages", "")
	folds := flag.Int("folds", 5, "")
	run := flag.Int("run", 2, "folds to run")
	trees := flag.Int("trees", 150, "")
	leaves := flag.Int("leaves", 16, "")
	trees2 := flag.Int("trees2", 100, "")
	minleaf := flag.Int("minleaf", 100, "")
	l2 := flag.Float64("l2", 10, "")
	fshare := flag.Float64("fshare", 0.3, "")
	rshare := flag.Float64("rshare", 0.6, "")
	dumpit := flag.Bool("dump", false, "")
	out := flag.String("o", "", "")
	lr := flag.Float64("lr", 0.1, "")
	flag.Parse()
	t0 := time.Now()
	pages, err := load(*dir)
	if err != nil {
		log.Fatal(err)
	}
	log.Println("loaded", len(pages), time.Since(t0))
	report("oracle", pages, func(p *page) []bool { return above(p.labels, 0.5) })
	log.Println("features", extract.NumFeatures, extract.NumContextFeatures)
	params := boost.Params{Trees: *trees, Leaves: *leaves, MinLeaf: *minleaf, LearningRate: *lr, L2: *l2, RowShare: *rshare, FeatureShare: *fshare, Bins: 64, Loss: boost.Logistic, Seed: 1, Workers: 2}
	params2 := params
	params2.Trees = *trees2
	if *out != "" {
		m := fit(dataset(pages, nil), params)
		f, err := os.Create(*out)
		if err != nil {
			log.Fatal(err)
		}
		m.Comment = fmt.Sprintf("winnow extract model: %d pages of WCXB's development split, %d trees", len(pages), *trees)
		n, err := m.WriteTo(f)
		log.Println(n, err, f.Close())
		return
	}
	scores, scores2 := map[*page][]float32{}, map[*page][]float32{}
	var tested []*page
	for f := 0; f < *run; f++ {
		var train, test []*page
		for _, p := range pages {
			if fold(p.host, *folds) == f {
				test = append(test, p)
			} else {
				train = append(train, p)
			}
		}
		t := time.Now()
		m1 := fit(dataset(train, nil), params)
		for _, p := range test {
			scores[p] = predict(m1, p.features)
		}
		if *trees2 > 0 {
			oof := map[*page][]float32{}
			const inner = 3
			for g := range inner {
				var a, b []*page
				for _, p := range train {
					if fold("x"+p.host, inner) == g {
						b = append(b, p)
					} else {
						a = append(a, p)
					}
				}
				m := fit(dataset(a, nil), params)
				for _, p := range b {
					oof[p] = predict(m, p.features)
				}
			}
			m2 := fit(dataset(train, oof), params2)
			for _, p := range test {
				scores2[p] = predict(m2, extract.Context(p.parsed, p.features, scores[p]))
			}
			if f == 0 {
				importance(m2)
			}
		} else if f == 0 {
			importance(m1)
		}
		log.Println("fold", f, len(train), len(test), time.Since(t))
		tested = append(tested, test...)
	}
	if *dumpit {
		dump(tested, scores)
		return
	}
	judging(tested, scores)
	if len(scores2) > 0 {
		judging(tested, scores2)
	}
	for k, scores := range []map[*page][]float32{scores, scores2} {
		if len(scores) == 0 {
			continue
		}
		fmt.Println("stage", k+1)
		for _, t := range []float32{0.3, 0.4, 0.5, 0.6} {
			report(fmt.Sprint("threshold ", t), tested, func(p *page) []bool { return above(scores[p], t) })
		}
		report("F-optimal", tested, func(p *page) []bool {
			keep, _ := extract.Best(scores[p], p.sizes)
			return keep
		})
	}
}

func importance(m *boost.Model) {
	imp := m.Importance()
	var idx []int
	for i := range imp {
		idx = append(idx, i)
	}
	sort.Slice(idx, func(a, b int) bool { return imp[idx[a]] > imp[idx[b]] })
	for _, i := range idx[:40] {
		fmt.Printf("%d:%.0f ", i, imp[i])
	}
	fmt.Println()
}

func fit(d boost.Dataset, p boost.Params) *boost.Model {
	m, err := boost.Train(d, p)
	if err != nil {
		log.Fatal(err)
	}
	return m
}

func predict(m *boost.Model, x []float32) []float32 {
	s := make([]float32, len(x)/m.NumFeatures())
	m.ScoreAll(x, s)
	for i := range s {
		s[i] = float32(boost.Sigmoid(float64(s[i])))
	}
	return s
}

func fold(host string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(host))
	return int(h.Sum32() % uint32(n))
}

func above(x []float32, t float32) []bool {
	keep := make([]bool, len(x))
	for i := range x {
		keep[i] = x[i] >= t
	}
	return keep
}

func dataset(pages []*page, first map[*page][]float32) boost.Dataset {
	d := boost.Dataset{NumFeatures: extract.NumFeatures}
	if first != nil {
		d.NumFeatures = extract.NumContextFeatures
	}
	n := 0
	for _, p := range pages {
		n += len(p.sizes)
	}
	d.X = make([]float32, 0, n*d.NumFeatures)
	for g, p := range pages {
		if first != nil {
			d.X = append(d.X, extract.Context(p.parsed, p.features, first[p])...)
		} else {
			d.X = append(d.X, p.features...)
		}
		d.Y = append(d.Y, p.labels...)
		for range p.sizes {
			d.Group = append(d.Group, int32(g))
		}
		d.W = append(d.W, p.weights()...)
	}
	return d
}

func (p *page) weights() []float32 {
	w := make([]float32, len(p.sizes))
	var sum float32
	for i, n := range p.sizes {
		w[i] = float32(n+2) / float32(max(p.truthSize, 60)+40)
		sum += w[i]
	}
	if sum > 4 {
		for i := range w {
			w[i] *= 4 / sum
		}
	}
	return w
}

func (p *page) f1(keep []bool) (f, prec, rec float64) {
	left := append([]int32(nil), p.truth...)
	var hit, size int
	for i, k := range keep {
		if !k {
			continue
		}
		for _, w := range p.words[i] {
			size++
			if left[w] > 0 {
				left[w]--
				hit++
			}
		}
	}
	if p.truthSize == 0 {
		if size == 0 {
			return 1, 1, 1
		}
		return 0, 0, 0
	}
	prec, rec = float64(hit)/float64(max(size, 1)), float64(hit)/float64(p.truthSize)
	if hit == 0 {
		return 0, prec, rec
	}
	return 2 * prec * rec / (prec + rec), prec, rec
}

func report(name string, pages []*page, decide func(*page) []bool) {
	sum, n := map[string]float64{}, map[string]float64{}
	for _, p := range pages {
		f, _, _ := p.f1(decide(p))
		sum["all"] += f
		n["all"]++
		sum[p.kind] += f
		n[p.kind]++
	}
	var kinds []string
	for k := range sum {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	fmt.Printf("%-16s", name)
	for _, k := range kinds {
		fmt.Printf(" %s %.4f", k[:3], sum[k]/n[k])
	}
	fmt.Println()
}

func worst(pages []*page, n int) {
	type w struct {
		f, p, r float64
		pg      *page
	}
	var ws []w
	for _, p := range pages {
		f, pr, r := p.f1(above(p.labels, 0.5))
		ws = append(ws, w{f, pr, r, p})
	}
	sort.Slice(ws, func(i, j int) bool { return ws[i].f < ws[j].f })
	for _, w := range ws[:n] {
		fmt.Printf("%s %s %s F %.3f p %.2f r %.2f blocks %d truth %d\n", w.pg.id, w.pg.kind, w.pg.host, w.f, w.p, w.r, len(w.pg.sizes), w.pg.truthSize)
	}
}

func hiddenStats(pages []*page) {
	type c struct{ pos, all, pages float64 }
	m := map[string]c{}
	for _, p := range pages {
		for i := range p.sizes {
			k := p.kind
			if p.parsed.Elements[p.parsed.At[i]].Hidden {
				k += " hidden"
			}
			x := m[k]
			x.pos += float64(p.labels[i]) * float64(p.sizes[i])
			x.all += float64(p.sizes[i])
			m[k] = x
		}
	}
	for k, v := range m {
		fmt.Println(k, v.pos/v.all, v.all)
	}
}

// judging trains the judge on the out-of-fold probabilities, page folds again, and reports what its choices reach.
func judging(pages []*page, scores map[*page][]float32) {
	const folds = 4
	type cand struct {
		keep []bool
		f    float64
		row  []float32
	}
	cands := map[*page][]cand{}
	for _, p := range pages {
		for _, keep := range extract.Candidates(p.parsed, scores[p], p.sizes) {
			row := make([]float32, extract.NumJudgeFeatures)
			extract.JudgeFeatures(p.parsed, p.features, scores[p], p.sizes, keep, row)
			f, _, _ := p.f1(keep)
			cands[p] = append(cands[p], cand{keep, f, row})
		}
	}
	n := 0
	for _, c := range cands {
		n = len(c)
	}
	for k := range n {
		report(fmt.Sprint("candidate ", k), pages, func(p *page) []bool { return cands[p][k].keep })
	}
	report("best candidate", pages, func(p *page) []bool {
		best := 0
		for k := range cands[p] {
			if cands[p][k].f > cands[p][best].f {
				best = k
			}
		}
		return cands[p][best].keep
	})
	chosen := map[*page][]bool{}
	conf := map[*page]float64{}
	for f := range folds {
		d := boost.Dataset{NumFeatures: extract.NumJudgeFeatures}
		for g, p := range pages {
			if fold("j"+p.host, folds) == f {
				continue
			}
			for _, c := range cands[p] {
				d.X = append(d.X, c.row...)
				d.Y = append(d.Y, float32(c.f))
				d.Group = append(d.Group, int32(g))
			}
		}
		m := fit(d, boost.Params{Trees: 150, Leaves: 8, MinLeaf: 40, LearningRate: 0.05, L2: 10, RowShare: 0.5, FeatureShare: 0.3, Bins: 64, Loss: boost.Squared, Seed: 3, Workers: 2})
		for _, p := range pages {
			if fold("j"+p.host, folds) != f {
				continue
			}
			best, most := 0, -1.0
			for k, c := range cands[p] {
				if s := m.Score(c.row); s > most+0.004*b2f(k > 0) {
					best, most = k, s
				}
			}
			chosen[p], conf[p] = cands[p][best].keep, most
		}
	}
	report("judged", pages, func(p *page) []bool { return chosen[p] })
	var hi, hin float64
	for _, p := range pages {
		if conf[p] >= 0.9 {
			f, _, _ := p.f1(chosen[p])
			hi += f
			hin++
		}
	}
	fmt.Println("confident", hin, hi/hin)
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func dump(pages []*page, scores map[*page][]float32) {
	type w struct {
		f, p, r float64
		pg      *page
		keep    []bool
	}
	var ws []w
	for _, p := range pages {
		keep, _ := extract.Best(scores[p], p.sizes)
		f, pr, r := p.f1(keep)
		ws = append(ws, w{f, pr, r, p, keep})
	}
	sort.Slice(ws, func(i, j int) bool { return ws[i].f < ws[j].f })
	for _, w := range ws {
		p := w.pg
		fmt.Printf("@@ %s %s %s F %.3f p %.2f r %.2f blocks %d truth %d\n", p.id, p.kind, p.host, w.f, w.p, w.r, len(p.sizes), p.truthSize)
		for i := range p.sizes {
			wrong := " "
			if w.keep[i] != (p.labels[i] >= 0.5) {
				wrong = "+"
				if !w.keep[i] {
					wrong = "-"
				}
			} else if w.keep[i] {
				wrong = "="
			}
			t := []rune(p.parsed.Blocks[i].Text)
			if len(t) > 80 {
				t = t[:80]
			}
			fmt.Printf("%s %.2f %d %s%d l%d h%v %s\n", wrong, scores[p][i], p.sizes[i], p.parsed.Blocks[i].Kind, p.parsed.Blocks[i].Level, p.parsed.Blocks[i].List, p.parsed.Elements[p.parsed.At[i]].Hidden, string(t))
		}
	}
}
