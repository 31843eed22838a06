package rules

import (
	"github.com/goccy/go-yaml/ast"
)

// A census holds where so many blocks of the document look as this one does: they meet the conditions beside it that ask about the block alone.
// What stands in a document again and again belongs to it.
type census struct {
	interval
	match conjunction // the conditions beside it that ask about the block alone
}

func readCount(l *loader, n ast.Node) condition { return &census{interval: l.readInterval(n, "count")} }

func (c *census) contextual() bool { return true }

func (c *census) holds(d *document, _ int) bool {
	n, known := d.censuses[c]
	if !known {
		for i := range d.blocks {
			if !d.gone[i] && c.match.holds(d, i) {
				n++
			}
		}
		if d.censuses == nil {
			d.censuses = make(map[*census]int)
		}
		d.censuses[c] = n
	}
	return c.has(float64(n))
}

// takeCensus gives each census in the match what the match asks of a block alone.
func takeCensus(match conjunction) {
	var local conjunction
	for _, x := range match {
		if !x.contextual() {
			local = append(local, x)
		}
	}
	for _, x := range match {
		if c, ok := x.(*census); ok {
			c.match = local
		}
	}
}
