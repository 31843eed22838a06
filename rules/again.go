package rules

import (
	"hash/maphash"
	"math/bits"

	"github.com/goccy/go-yaml/ast"
)

// SameAbove holds for a block whose very text stands before it in the document, too.
type sameAbove struct{}

func readAgain(l *loader, n ast.Node) condition {
	l.notWithin(n, "place again")
	return sameAbove{}
}

func (sameAbove) contextual() bool { return true }

func (sameAbove) explain(*document, int) string { return "the same text above" }

func (sameAbove) holds(d *document, i int) bool {
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

// linkCopies finds for each block the last one before it that has the same text. It is asked on most pages, so that the table
// is room that documents share.
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
