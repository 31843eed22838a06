package rules

import (
	"slices"

	"golang.org/x/net/html"

	"winnow/rules/internal/lookup"
	"winnow/rules/internal/words"
)

// A document is a list of blocks while rules are applied to it: which of them are gone, and what is known about those that stay.
type document struct {
	set       *Set
	page      Page
	blocks    []Block
	copied    bool           // blocks is our own copy
	linked    bool           // earlier is filled
	some      func(int) bool // the blocks that rules are tried on; nil for all
	unguarded bool           // examples are too short to be guarded

	removals []removal

	first, last int // the outermost real paragraphs, as far as they are known; see firstParagraph
	counts      map[uint64]int
	stems       map[uint64]int32 // how often a stem stands in the blocks that stay; see echo
	censuses    map[*census]int
	wordsIn     map[*html.Node]int
	elements    map[*html.Node]*element
	labels      forms        // what labelForms found for the block that it was asked about last
	labelsOf    int          // that block; -1 for none
	looked      int          // the block that was looked up last; -1 for none
	matched     patternMatch // the last one of an expression
	*buffers
}

// A patternMatch is a pattern, a block that it matches, and what of its text; the zero value is none.
type patternMatch struct {
	pattern *lookup.Expression
	block   int
	text    string
}

// buffers are room that documents take from their Set and give back.
type buffers struct {
	wordCounts []int32 // of the blocks, plus one; 0 where they are not yet counted
	gone       []bool
	// next and previous chain the blocks that stay; index i+1 is block i's, 0 is the chain's two ends'.
	next, previous []int32
	// earlier is for each block the last one before it with the same text, plus one; lasts is the hash table in which they are found. See linkCopies.
	earlier, lasts []int32

	todo     []candidate
	keepers  []candidate  // of rules that keep, in the blocks' order
	found    lookup.Found // for the block that was looked up last
	ruleHits []int32
	always   []int32 // the rules to be tried on every block
	stemText words.Text
	label    [maxLabel]byte
	folded   []byte
}

// room returns n zeros, in the place of an earlier slice if they fit.
func room[T int32 | bool](earlier []T, n int) []T {
	s := slices.Grow(earlier[:0], n)[:n]
	clear(s)
	return s
}

// A removal is a Removal that does not yet know where it stands.
type removal struct {
	Removal
	block int
}

func newDocument(s *Set, blocks []Block, p Page) *document {
	n := len(blocks)
	d := &document{set: s, page: p, blocks: blocks, last: n - 1, looked: -1, labelsOf: -1}
	d.buffers, _ = s.buffers.Get().(*buffers)
	if d.buffers == nil {
		d.buffers = new(buffers)
	}
	d.wordCounts, d.gone = room(d.wordCounts, n), room(d.gone, n)
	d.next, d.previous = room(d.next, n+1), room(d.previous, n+1)
	for i := range d.next {
		d.next[i], d.previous[i] = int32(i+1), int32(i-1)
	}
	d.next[n], d.previous[0] = 0, int32(n)
	return d
}

// release gives the buffers back. The document is of no use any more.
func (d *document) release() {
	d.set.buffers.Put(d.buffers)
	d.buffers = nil
}

// after returns the next block that stays; -1 at the end.
func (d *document) after(i int) int { return int(d.next[i+1]) - 1 }

// before returns the block before i that stays; -1 at the beginning.
func (d *document) before(i int) int { return int(d.previous[i+1]) - 1 }

// firstParagraph returns the first real paragraph that stays; the number of blocks where there is none.
func (d *document) firstParagraph() int {
	for d.first < len(d.blocks) && (d.gone[d.first] || !d.real(d.first)) {
		d.first++
	}
	return d.first
}

// lastParagraph returns the last real paragraph that stays; -1 where there is none.
func (d *document) lastParagraph() int {
	for d.last >= 0 && (d.gone[d.last] || !d.real(d.last)) {
		d.last--
	}
	return d.last
}

// maxBlock is how many bytes a block may have for rules to look at it: chaff is short, and what is longer is body.
const maxBlock = 1 << 16

// words returns how many words block i has; a guess for a block that rules do not look at.
func (d *document) words(i int) int {
	if len(d.blocks[i].Text) > maxBlock {
		return len(d.blocks[i].Text) / 8
	}
	if d.wordCounts[i] == 0 {
		d.wordCounts[i] = int32(words.Count(d.blocks[i].Text)) + 1
	}
	return int(d.wordCounts[i] - 1)
}

// sentence reports whether block i ends as a sentence does.
func (d *document) sentence(i int) bool { return d.blocks[i].EndsSentence() }

// real reports whether block i is a paragraph as a writer writes it: not a link, a label, a headline.
func (d *document) real(i int) bool {
	b := &d.blocks[i]
	return b.couldBeReal() && b.isReal(d.words(i))
}

// strip takes block i out, and notes why.
func (d *document) strip(i int, r *compiled, match string) {
	d.removals = append(d.removals, d.removal(r, match, i, 0, len(d.blocks[i].Text)))
	d.remove(i)
}

// removal returns what is to be noted when a rule strips a stretch of block i.
func (d *document) removal(r *compiled, match string, i, from, to int) removal {
	b := &d.blocks[i]
	return removal{Removal: Removal{
		Rule: r.ID, Pack: r.Pack, Category: r.Category, Match: match,
		Text: b.Text[from:to], Links: linksIn(b, from, to), Source: r.match.source(b.Text),
	}, block: i}
}

// remove takes block i out.
func (d *document) remove(i int) {
	if d.wordsIn != nil {
		d.addWords(i, -d.words(i))
	}
	if d.stems != nil {
		d.countStems(i, -1)
	}
	for c := range d.censuses {
		if c.match.holds(d, i) {
			d.censuses[c]--
		}
	}
	d.gone[i] = true
	p, n := d.previous[i+1], d.next[i+1]
	d.next[p], d.previous[n] = n, p
}

// own makes the blocks a copy of the caller's, to be changed.
func (d *document) own() {
	if !d.copied {
		d.blocks, d.copied = slices.Clone(d.blocks), true
	}
}

// standing returns the blocks as they are now, those that are gone emptied.
func (d *document) standing() []Block {
	if len(d.removals) == 0 {
		return d.blocks
	}
	blocks := slices.Clone(d.blocks)
	for i := range blocks {
		if d.gone[i] {
			blocks[i] = Block{}
		}
	}
	return blocks
}

// result gathers what stays and what went.
func (d *document) result() Result {
	if len(d.removals) == 0 {
		return Result{Blocks: d.blocks[:len(d.blocks):len(d.blocks)]}
	}
	kept := make([]Block, 0, len(d.blocks))
	at := make([]int, len(d.blocks)) // how many blocks stay before each
	for i := range d.blocks {
		at[i] = len(kept)
		if !d.gone[i] {
			kept = append(kept, d.blocks[i])
		}
	}
	slices.SortStableFunc(d.removals, func(a, b removal) int { return a.block - b.block })
	result := Result{Blocks: kept, Removals: make([]Removal, len(d.removals)), At: make([]int, len(d.removals))}
	for i, r := range d.removals {
		r.Before = at[r.block]
		r.Part = r.Part && !d.gone[r.block]
		result.Removals[i], result.At[i] = r.Removal, r.block
	}
	return result
}
