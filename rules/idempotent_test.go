package rules

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// builtinSet compiles the built-in packs.
func builtinSet(tb testing.TB, l Level) *Set {
	tb.Helper()
	return compilePacks(tb, Options{Level: l}, builtinPacks(tb)...)
}

// exampleBlocks returns the blocks of all the built-in packs' examples.
func exampleBlocks(tb testing.TB) []Block {
	tb.Helper()
	var blocks []Block
	for _, p := range builtinPacks(tb) {
		for _, r := range p.Rules {
			for _, text := range r.Strips {
				blocks = append(blocks, readExample(text, true).blocks...)
			}
			for _, text := range r.Keeps {
				blocks = append(blocks, readExample(text, false).blocks...)
			}
		}
	}
	for i := range blocks {
		blocks[i].Node = nil
	}
	return blocks
}

// randomDocument mixes paragraphs with blocks out of examples, as chance has it.
func randomDocument(r *rand.Rand, from []Block) []Block {
	doc := make([]Block, 3+r.IntN(30))
	for i := range doc {
		switch r.IntN(5) {
		case 0, 1:
			doc[i] = article(1)[0]
			doc[i].Text = strings.Join([]string{first, second, doc[i].Text}[r.IntN(3):], " ")
		case 2:
			if i > 0 {
				doc[i] = doc[r.IntN(i)]
			}
		default:
			doc[i] = from[r.IntN(len(from))]
		}
	}
	return doc
}

// again applies the rules twice, and fails the test where the second time changes anything.
func again(t *testing.T, s *Set, doc []Block, p Page) {
	t.Helper()
	before := append([]Block(nil), doc...)
	one := s.Apply(doc, p)
	if !reflect.DeepEqual(doc, before) {
		t.Fatalf("the caller's blocks were changed")
	}
	if other := s.Apply(doc, p); !reflect.DeepEqual(one, other) {
		t.Errorf("two runs differ: %+v and %+v", one.Removals, other.Removals)
	}
	two := s.Apply(one.Blocks, p)
	if len(two.Removals) > 0 || !reflect.DeepEqual(one.Blocks, two.Blocks) {
		t.Errorf("of %q the rules strip %+v, and then %+v", texts(doc), one.Removals, two.Removals)
	}
	whole := 0
	for _, x := range one.Removals {
		if !x.Part {
			whole++
		}
		if x.Before < 0 || x.Before > len(one.Blocks) {
			t.Errorf("removal %+v stands before block %d of %d", x, x.Before, len(one.Blocks))
		}
	}
	if len(one.Blocks)+whole != len(doc) {
		t.Errorf("%d blocks and %d removals of %d blocks", len(one.Blocks), whole, len(doc))
	}
}

func TestApplyAgainStripsNothing(t *testing.T) {
	from := exampleBlocks(t)
	for _, l := range []Level{Safe, Standard, Aggressive} {
		s := builtinSet(t, l)
		r := rand.New(rand.NewPCG(uint64(l), 5))
		for range 300 {
			again(t, s, randomDocument(r, from), Page{})
		}
	}
}

func FuzzApplyAgain(f *testing.F) {
	s := builtinSet(f, Aggressive)
	f.Add("Read next:\n- one\n- two\n" + first + "\nMore stories\n# The mill\n" + second)
	f.Add(first + "\nFerry captain ‘knew nothing’ of strike, says union’s deputy head\n" + second)
	f.Add("(Read more: [the mill](https://example.com)) and so on (Click here to see it)")
	f.Fuzz(func(t *testing.T, text string) {
		again(t, s, textBlocks(text), Page{Lang: "en", Host: "example.com"})
	})
}

func TestApplyConcurrently(t *testing.T) {
	s, from := builtinSet(t, Standard), exampleBlocks(t)
	doc := randomDocument(rand.New(rand.NewPCG(1, 1)), from)
	want := s.Apply(doc, Page{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if got := s.Apply(doc, Page{}); !reflect.DeepEqual(got, want) {
					t.Error("a concurrent run differs")
				}
			}
		})
	}
	group.Wait()
}
