package rules

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// A kindSet holds for blocks of its kinds: a bit for each.
type kindSet uint

func readKind(l *loader, n ast.Node) condition {
	var set kindSet
	for _, name := range l.texts(n) {
		k := slices.Index(kindNames[:], name)
		if k < 0 {
			l.wrong(n, "kind "+name+" is not known", oneOf(name, kindNames[:]))
			continue
		}
		set |= 1 << k
	}
	return set
}

func (k kindSet) contextual() bool { return false }

func (k kindSet) holds(d *document, i int) bool { return k&(1<<d.blocks[i].Kind) != 0 }
