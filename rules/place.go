package rules

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A place holds for blocks near an end of the document: its head, before the first real paragraph; its tail, after the last one; its first or last n blocks.
// After-body is the tail of a document that has real paragraphs; head and tail of one that has none are all of it.
type place struct {
	tail      bool
	afterBody bool // there must be real paragraphs
	count     int  // 0: as far as the real paragraphs
}

func readPlace(l *loader, n ast.Node) condition {
	const right = "write head, tail, after-body, again, first 3 or last 3"
	text := l.text(n)
	end, count, counted := strings.Cut(text, " ")
	var p place
	switch {
	case text == "again":
		return readAgain(l, n)
	case !counted && (end == "head" || end == "tail" || end == "after-body"):
		p.tail, p.afterBody = end != "head", end == "after-body"
	case counted && (end == "first" || end == "last"):
		p.tail = end == "last"
		var err error
		if p.count, err = strconv.Atoi(strings.TrimSpace(count)); err != nil || p.count < 1 || p.count > 100 {
			l.wrong(n, "place "+strconv.Quote(text)+" counts no blocks from 1 to 100", right)
		}
	default:
		l.wrong(n, "place "+strconv.Quote(text)+" is not known", right)
	}
	return p
}

func (p place) contextual() bool { return true }

func (p place) holds(d *document, i int) bool {
	step := d.before
	if p.tail {
		step = d.after
	}
	if p.count > 0 {
		for range p.count {
			if i = step(i); i < 0 {
				return true
			}
		}
		return false
	}
	if p.afterBody && d.lastParagraph() < 0 {
		return false
	}
	if p.tail {
		return i > d.lastParagraph()
	}
	return i < d.firstParagraph()
}
