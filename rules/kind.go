package rules

import (
	"github.com/goccy/go-yaml/ast"
)

// A kindSet holds for blocks of its kinds.
type kindSet map[Kind]bool

func readKind(l *loader, n ast.Node) condition { return readKinds(l, n) }

func readKinds(l *loader, n ast.Node) kindSet {
	set := make(kindSet)
	for _, name := range l.texts(n) {
		found := false
		for k, known := range kindNames {
			if name == known {
				set[Kind(k)] = true
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

func (k kindSet) holds(d *document, i int) bool { return k[d.blocks[i].Kind] }
