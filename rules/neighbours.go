package rules

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// A neighbour holds for a block whose next block, before or after it, is one of those named or meets a match of its own.
type neighbour struct {
	after bool // the block after it, not the one before it
	words []string
	match conjunction
}

// neighbourWords are the words for a neighbour, the kinds of block beside them.
var neighbourWords = []string{
	"edge",      // there is no neighbour: the document begins or ends here
	"stripped",  // the block that stood there was stripped
	"real",      // a real paragraph
	"sentences", // a text that ends as a sentence does
	"list",      // an item of a list
}

func readFollows(l *loader, n ast.Node) condition { return readNeighbour(l, n, false) }

func readFollowedBy(l *loader, n ast.Node) condition { return readNeighbour(l, n, true) }

func readNeighbour(l *loader, n ast.Node, after bool) condition {
	x := neighbour{after: after}
	if _, ok := n.(ast.MapNode); ok {
		x.match = readMatch(l, n)
		return x
	}
	known := slices.Concat(neighbourWords, kindNames[:])
	for _, w := range l.texts(n) {
		if !slices.Contains(known, w) {
			l.wrong(n, "neighbour "+w+" is not known", oneOf(w, known))
		}
		if w == "stripped" {
			l.notWithin(n, w)
		}
		x.words = append(x.words, w)
	}
	return x
}

func (x neighbour) contextual() bool { return true }

func (x neighbour) holds(d *document, i int) bool {
	beside, j := i-1, d.before(i)
	if x.after {
		beside, j = i+1, d.after(i)
	}
	if x.match != nil {
		return j >= 0 && x.match.holds(d, j)
	}
	return slices.ContainsFunc(x.words, func(w string) bool {
		switch {
		case w == "stripped":
			return beside >= 0 && beside < len(d.blocks) && d.gone[beside]
		case w == "edge":
			return j < 0
		case j < 0:
			return false
		case w == "real":
			return d.real(j)
		case w == "sentences":
			return d.sentence(j)
		case w == "list":
			return d.blocks[j].Kind == ListItem || d.blocks[j].List > 0
		}
		return d.blocks[j].Kind.String() == w
	})
}
