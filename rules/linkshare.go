package rules

import (
	"github.com/goccy/go-yaml/ast"
)

// A linkShare holds for blocks of whose text this share, 0 to 1, is link text.
type linkShare struct{ interval }

func readLinkShare(l *loader, n ast.Node) condition {
	return linkShare{l.readInterval(n, "link-share")}
}

func (s linkShare) contextual() bool { return false }

func (s linkShare) holds(d *document, i int) bool { return s.has(d.blocks[i].LinkShare()) }
