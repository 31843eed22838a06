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
		if w == "stripped" && l.inside != "" {
			// What is stripped grows while rules are applied, so the answer would turn from yes to no, and a second run would strip more.
			l.wrong(n, "stripped cannot stand in "+l.inside, "ask for it in a rule that strips, outside of not")
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
	for _, w := range x.words {
		if w == "stripped" {
			if beside >= 0 && beside < len(d.blocks) && d.gone[beside] {
				return true
			}
			continue
		}
		if j < 0 {
			if w == "edge" {
				return true
			}
			continue
		}
		switch w {
		case "edge":
		case "real":
			if d.real(j) {
				return true
			}
		case "sentences":
			if d.sentence(j) {
				return true
			}
		case "list":
			if d.blocks[j].Kind == ListItem || d.blocks[j].List > 0 {
				return true
			}
		default:
			if d.blocks[j].Kind.String() == w {
				return true
			}
		}
	}
	return false
}
