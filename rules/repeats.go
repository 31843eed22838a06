package rules

import (
	"fmt"
	"hash/fnv"
	"hash/maphash"
	"math/bits"

	"github.com/goccy/go-yaml/ast"
)

// A repeated holds for a block whose text stands in the document so many times, case and accents aside.
// Blocks that other rules strip count, too.
type repeated struct{ interval }

func readRepeats(l *loader, n ast.Node) condition {
	if l.inside != "" {
		l.wrong(n, "repeats cannot stand in "+l.inside, "ask for it in a rule that strips, outside of not")
	}
	return repeated{l.readInterval(n, "repeats")}
}

func (r repeated) contextual() bool { return true }

func (r repeated) holds(d *document, i int) bool { return r.has(float64(d.repeats(i))) }

func (r repeated) explain(d *document, i int) string {
	return fmt.Sprintf("repeats %d times", d.repeats(i))
}

// repeats returns how many blocks of the document had the text of block i when the rules began.
func (d *document) repeats(i int) int {
	if d.counts == nil {
		d.counts = make(map[uint64]int, len(d.blocks))
		for j := range d.blocks {
			d.counts[d.textHash(j)]++
		}
	}
	return d.counts[d.textHash(i)]
}

// Copied holds for a block whose very text stands before it in the document, too.
type copied struct{}

func (copied) contextual() bool { return true }

func (copied) holds(d *document, i int) bool {
	if !d.linked {
		d.linkCopies()
	}
	text := d.blocks[i].Text
	earlier := d.earlier[i] - 1
	for earlier >= 0 && (d.gone[earlier] || d.blocks[earlier].Text != text) {
		earlier = d.earlier[earlier] - 1
	}
	d.earlier[i] = earlier + 1
	return earlier >= 0
}

// seed is that of the hashes of texts.
var seed = maphash.MakeSeed()

// linkCopies finds for each block the last one before it that has the same text.
func (d *document) linkCopies() {
	n := len(d.blocks)
	size := 1 << bits.Len(uint(2*n))
	d.earlier, d.lasts = room(d.earlier, n), room(d.lasts, size)
	for i := range d.blocks {
		text := d.blocks[i].Text
		slot := int(maphash.String(seed, text)) & (size - 1)
		for d.lasts[slot] > 0 && d.blocks[d.lasts[slot]-1].Text != text {
			slot = (slot + 1) & (size - 1)
		}
		d.earlier[i], d.lasts[slot] = d.lasts[slot], int32(i+1)
	}
	d.linked = true
}

func (d *document) textHash(i int) uint64 {
	h := fnv.New64a()
	h.Write(appendFold(nil, d.blocks[i].Text))
	return h.Sum64()
}
