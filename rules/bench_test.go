package rules

import (
	"fmt"
	"math"
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

func phrase(r *rand.Rand, n int) string {
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
		match := "label: " + phrase(r, 3)
		if i%2 == 1 {
			match = fmt.Sprintf("expression: '^\\W*%s (?:%s|%s)\\b'", phrase(r, 2), word(r), word(r))
		}
		fmt.Fprintf(&pack, "  - {id: many/%d, category: teaser, about: one of many, match: {%s}, strip: block}\n", i, match)
	}
	return compilePacks(tb, Options{}, loadPack(tb, "many.yaml", pack.String()))
}

// common are words that English texts are full of, so that a benchmark's text meets the rules' words as often as real texts do.
var common = strings.Fields(`the of and to a in that it was for on with as he his at by had they she not this from her be but which were are
have an or their been has would who what there all will when more no if out so said up about into than its him then them could some these two may other
do first any my now such like our over man me even most made after also did many before must through back years where much your way well down should
because each just those people how too little state good very make world still own see men work long here get both between life being under never day
same another know while last might us great old year off come since against go came right used take three states himself few house use during without again
place around however home small found thought went say part once general high upon school every does got united left number course war until
always away something fact water less public put thing almost hand enough far took head yet government system better set told nothing night end why called
find going look asked later knew point next city business give group toward days young let room president side social given present several order national
possible rather second face per among form important often things looked early white case large big need four within felt along children saw best church ever
least power development light thing seemed family interest want members mind country area others done turned although open god service certain kind problem
began different door thus help means sense whole matter video story article news report read share email comment photo source related follow watch`)

// article returns blocks of so many bytes in the shape of an article in English: paragraphs of three or four lines, a short one now and then.
func article(size int) []Block {
	return prose(size, func(r *rand.Rand) int {
		if r.IntN(8) == 0 {
			return 6 + r.IntN(12)
		}
		return 40 + r.IntN(50)
	})
}

// shortLines returns blocks of so many bytes, each a line or two: the paragraphs of a tabloid, captions, headlines.
func shortLines(size int) []Block {
	return prose(size, func(r *rand.Rand) int { return 4 + r.IntN(30) })
}

// prose returns blocks of so many bytes, each with as many words as length says.
func prose(size int, length func(*rand.Rand) int) []Block {
	r := rand.New(rand.NewPCG(3, 4))
	var blocks []Block
	for size > 0 {
		n := length(r)
		w := make([]string, n)
		for i := range w {
			// The first words of the list are the commonest, as in Zipf's law.
			w[i] = common[int(float64(len(common))*math.Pow(r.Float64(), 3))]
			if r.IntN(6) == 0 {
				w[i] = word(r)
			}
			if r.IntN(12) == 0 {
				w[i] += ","
			}
		}
		w[0] = strings.ToUpper(w[0][:1]) + w[0][1:]
		text := strings.Join(w, " ") + "."
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
	s := builtinSet(b, Standard)
	for _, text := range []struct {
		name   string
		blocks []Block
	}{{"paragraphs", article(200_000)}, {"lines", shortLines(200_000)}} {
		blocks := text.blocks
		b.Run(text.name, func(b *testing.B) {
			b.SetBytes(size(blocks))
			b.ReportAllocs()
			for b.Loop() {
				s.Apply(blocks, Page{})
			}
		})
	}
}

// BenchmarkBuiltinStart shows what the first page waits for: the built-in packs are read and compiled.
func BenchmarkBuiltinStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		packs, err := readBuiltin()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Compile(packs, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
