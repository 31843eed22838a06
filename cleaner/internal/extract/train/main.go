// Command train learns the weights of the native extractor from a folder of pages whose main content is known.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"sort"
	"time"

	"net/url"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/extract"
)

func about(root *html.Node, u *url.URL) extract.About {
	var title string
	var f func(n *html.Node)
	f = func(n *html.Node) {
		if n.Data == "title" && n.FirstChild != nil && title == "" {
			title = n.FirstChild.Data
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			f(c)
		}
	}
	f(root)
	return extract.About{Title: title}
}

func main() {
	dir := flag.String("data", "../shared/data/pages", "")
	folds := flag.Int("folds", 5, "")
	run := flag.Int("run", 2, "folds to run")
	trees := flag.Int("trees", 150, "")
	leaves := flag.Int("leaves", 16, "")
	lr := flag.Float64("lr", 0.1, "")
	flag.Parse()
	t0 := time.Now()
	pages, err := load(*dir)
	if err != nil {
		log.Fatal(err)
	}
	log.Println("loaded", len(pages), time.Since(t0))
	report("oracle", pages, func(p *page) []bool { return above(p.labels, 0.5) })
	params := boost.Params{Trees: *trees, Leaves: *leaves, MinLeaf: 100, LearningRate: *lr, L2: 10, RowShare: 0.6, FeatureShare: 0.3, Bins: 64, Loss: boost.Logistic, Seed: 1, Workers: 2}
	scores := map[*page][]float32{}
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
		m, err := boost.Train(dataset(train), params)
		if err != nil {
			log.Fatal(err)
		}
		log.Println("fold", f, len(train), len(test), time.Since(t))
		for _, p := range test {
			s := make([]float32, len(p.sizes))
			m.ScoreAll(p.features, s)
			for i := range s {
				s[i] = float32(boost.Sigmoid(float64(s[i])))
			}
			scores[p] = s
		}
		tested = append(tested, test...)
	}
	for _, t := range []float32{0.3, 0.4, 0.5, 0.6} {
		report(fmt.Sprint("threshold ", t), tested, func(p *page) []bool { return above(scores[p], t) })
	}
	report("F-optimal", tested, func(p *page) []bool {
		keep, _ := extract.Best(scores[p], p.sizes)
		return keep
	})
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

func dataset(pages []*page) boost.Dataset {
	d := boost.Dataset{NumFeatures: extract.NumFeatures}
	for g, p := range pages {
		d.X = append(d.X, p.features...)
		d.Y = append(d.Y, p.labels...)
		for i := range p.sizes {
			_ = i
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
