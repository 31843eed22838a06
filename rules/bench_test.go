package rules

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// syllables make words that are no language's, so that the rules of a benchmark are as rare in its text as real rules are in real texts.
var syllables = strings.Fields("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zy bra cle dri flo gru sta tre vol wen yar")

func word(r *rand.Rand) string {
	var w strings.Builder
	for range 2 + r.IntN(3) {
		w.WriteString(syllables[r.IntN(len(syllables))])
	}
	return w.String()
}

func words(r *rand.Rand, n int) string {
	w := make([]string, n)
	for i := range w {
		w[i] = word(r)
	}
	return strings.Join(w, " ")
}

// manyRules compiles n rules: half of them labels, half of them expressions.
func manyRules(tb testing.TB, n int) *Set {
	r := rand.New(rand.NewPCG(1, 2))
	var pack strings.Builder
	pack.WriteString("version: 1\npack: many\nrules:\n")
	for i := range n {
		match := "label: " + words(r, 3)
		if i%2 == 1 {
			match = fmt.Sprintf("expression: '^\\W*%s (?:%s|%s)\\b'", words(r, 2), word(r), word(r))
		}
		fmt.Fprintf(&pack, "  - {id: many/%d, category: teaser, about: one of many, match: {%s}, strip: block}\n", i, match)
	}
	p, err := Load("many.yaml", []byte(pack.String()))
	if err != nil {
		tb.Fatal(err)
	}
	s, err := Compile([]*Pack{p}, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// article returns blocks of so many bytes in the shape of an article: paragraphs of two or three lines, some short ones among them.
func article(size int) []Block {
	r := rand.New(rand.NewPCG(3, 4))
	var blocks []Block
	for size > 0 {
		n := 30 + r.IntN(40)
		if r.IntN(8) == 0 {
			n = 3 + r.IntN(6)
		}
		text := words(r, n) + "."
		size -= len(text)
		blocks = append(blocks, Block{Text: text})
	}
	return blocks
}

func size(blocks []Block) (n int64) {
	for i := range blocks {
		n += int64(len(blocks[i].Text))
	}
	return n
}

// BenchmarkManyRules shows what a block costs with ever more rules; ns/block should hardly grow.
func BenchmarkManyRules(b *testing.B) {
	blocks := article(200_000)
	for _, n := range []int{100, 1_000, 10_000} {
		s := manyRules(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(size(blocks))
			b.ReportAllocs()
			for b.Loop() {
				s.Apply(blocks, Page{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(blocks)), "ns/block")
		})
	}
}

// BenchmarkBuiltin shows what the built-in packs cost on a plain text.
func BenchmarkBuiltin(b *testing.B) {
	packs, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	s, err := Compile(packs, Options{})
	if err != nil {
		b.Fatal(err)
	}
	blocks := article(200_000)
	b.SetBytes(size(blocks))
	b.ReportAllocs()
	for b.Loop() {
		s.Apply(blocks, Page{})
	}
}
