package rules

import (
	"github.com/goccy/go-yaml/ast"
)

// A kindSet holds for blocks of its kinds: a bit for each.
type kindSet uint

func readKind(l *loader, n ast.Node) condition { return readKinds(l, n) }

func readKinds(l *loader, n ast.Node) kindSet {
	var set kindSet
	for _, name := range l.texts(n) {
		found := false
		for k, known := range kindNames {
			if name == known {
				set |= 1 << k
				found = true
			}
		}
		if !found {
			l.wrong(n, "kind "+name+" is not known", oneOf(name, kindNames[:]))
		}
	}
	return set
}

func (k kindSet) contextual() bool { return false }

func (k kindSet) holds(d *document, i int) bool { return k&(1<<d.blocks[i].Kind) != 0 }
