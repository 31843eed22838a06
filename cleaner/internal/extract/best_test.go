package extract

import (
	"math/rand/v2"
	"testing"
)

func TestHeadingsStayWithTheirText(t *testing.T) {
	for name, page := range map[string]string{ // IN marks the text that is kept before; HEAD the headings that are to be kept with it
		"within":                     `<p>IN One.</p><h2>HEAD Two</h2><p>IN Three.</p>`,
		"at the start":               `<h2>HEAD One</h2><p>IN Two.</p>`,
		"over an image":              `<h2>HEAD One</h2><img src="/boat.jpg"><p>IN Two.</p>`,
		"between pictures":           `<div><p>IN One.</p></div><div><img src="/boat.jpg"></div><div><h2>HEAD Two</h2></div><figure><img src="/oar.jpg"><figcaption>Three</figcaption></figure><div><div><p>IN Four.</p></div></div>`,
		"one under another":          `<h2>HEAD One</h2><h3>HEAD Two</h3><p>IN Three.</p>`,
		"of a section in its parts":  `<p>IN One.</p><h2>HEAD Two</h2><div><div><div><p>IN Three.</p></div></div></div>`,
		"of what goes":               `<p>IN One.</p><h2>Two</h2><p>Three</p>`,
		"over what goes, then stays": `<h2>One</h2><p>Two</p><p>IN Three.</p>`,
		"far from the text":          `<div><div><h2>One</h2></div></div><div><div><p>IN Two.</p></div></div>`,
		"at the end":                 `<p>IN One.</p><h2>Two</h2>`,
	} {
		t.Run(name, func(t *testing.T) { keeps(t, page, "", "HEAD", (*Analysis).keepHeadings) })
	}
}

// Best's choice is as good as the best of all subsets.
func TestBest(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		n := 1 + random.IntN(8)
		p, sizes := make([]float32, n), make([]int, n)
		for i := range p {
			p[i], sizes[i] = float32(random.IntN(101))/100, random.IntN(40)
		}
		best := 0.0
		for set := range 1 << n {
			keep := make([]bool, n)
			for i := range keep {
				keep[i] = set>>i&1 == 1
			}
			best = max(best, expectedF1(p, sizes, keep))
		}
		if got := expectedF1(p, sizes, Best(p, sizes)); got < best-1e-6 {
			t.Fatalf("probabilities %v, sizes %v: %v where %v can be had", p, sizes, got, best)
		}
	}
}

// expectedF1 is the F1 of an answer for the hits that the probabilities expect.
func expectedF1(p []float32, sizes []int, keep []bool) float64 {
	var hits, size, all float64
	for i := range p {
		all += float64(p[i]) * float64(sizes[i])
		if keep[i] {
			hits += float64(p[i]) * float64(sizes[i])
			size += float64(sizes[i])
		}
	}
	if size+all == 0 {
		return 0
	}
	return 2 * hits / (size + all)
}
