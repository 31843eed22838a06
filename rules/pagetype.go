package rules

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// A pageTypeSet holds on pages that are known to be of one of its kinds.
type pageTypeSet []string

func readPageType(l *loader, n ast.Node) condition {
	set := pageTypeSet(l.texts(n))
	for _, name := range set {
		if !slices.Contains(PageTypes(), name) {
			l.wrong(n, fmt.Sprintf("page-type %q is not known", name), oneOf(name, PageTypes()))
		}
	}
	return set
}

func (s pageTypeSet) contextual() bool { return false }

func (s pageTypeSet) holds(d *document, _ int) bool { return slices.Contains(s, d.page.Type) }
