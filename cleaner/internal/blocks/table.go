package blocks

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// table reads a data table: a block for each row.
func (w *walker) table(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			w.table(c)
		case atom.Tr:
			w.tableRow(c)
		default:
			w.node(c)
		}
	}
}

func (w *walker) tableRow(n *html.Node) {
	w.flush()
	elem, outer := w.elem, w.context
	w.enter(n, w.lookAt(n))
	w.row, w.kind, w.level = true, rules.Row, 1
	w.at, w.top = w.elem, w.elem // also where the first cells are empty
	first := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if !first {
			w.text = append(w.text, '\t')
		}
		first, w.gap = false, false
		if w.lookAt(c).hidden {
			continue
		}
		if c.DataAtom == atom.Td {
			w.level = 0
		}
		w.children(c)
	}
	w.flush()
	outer.item = w.item
	w.context = outer
	w.leave(elem)
}

// maxCell is the length of text, in bytes, from which a table's cells are parts of a page and not data.
const maxCell = 600

// isData tells a table of data from one that lays out a page: no tables, headings, code or forms in it, more than one row and column, and no long texts.
func isData(table *html.Node) bool {
	if role := attr(table, "role"); role == "presentation" || role == "none" {
		return false
	}
	var s tableScan
	s.scan(table)
	return !s.layout && s.rows > 1 && s.columns > 1
}

type tableScan struct {
	layout                       bool
	rows, columns, column, paras int
	cell                         int // bytes of text in the present cell
}

func (s *tableScan) scan(n *html.Node) {
	for c := n.FirstChild; c != nil && !s.layout; c = c.NextSibling {
		if c.Type == html.TextNode {
			s.cell += len(c.Data)
			continue
		}
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.Pre, atom.Form, atom.Article, atom.Section, atom.Nav, atom.Iframe, atom.Blockquote:
			s.layout = true
			return
		case atom.Script, atom.Style:
			continue
		case atom.Tr:
			s.rows++
			s.column = 0
		case atom.Td, atom.Th:
			s.column++
			s.columns = max(s.columns, s.column)
			s.cell, s.paras = 0, 0
		case atom.P:
			s.paras++
		}
		s.scan(c)
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && (s.cell > maxCell || s.paras > 3) {
			s.layout = true
		}
	}
}
