package rules

import (
	"fmt"
	"hash/maphash"

	"github.com/goccy/go-yaml/ast"

	"winnow/rules/internal/words"
)

// A repeated holds for a block whose text stands in the document so many times, case and accents aside.
// Blocks that other rules strip count, too.
type repeated struct{ interval }

func readRepeats(l *loader, n ast.Node) condition {
	l.notWithin(n, "repeats")
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

func (d *document) textHash(i int) uint64 {
	d.folded = words.AppendFold(d.folded[:0], d.blocks[i].Text)
	return maphash.Bytes(seed, d.folded)
}
