package rules

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"winnow/rules/internal/words"
)

// A titleShare holds for a block that has this share, 0 to 1, of the words of its own and of the page's title in common with the title.
// Of a script without spaces, what stands between two signs is a word.
type titleShare struct{ interval }

func readTitleShare(l *loader, n ast.Node) condition {
	return titleShare{l.readInterval(n, "title-share")}
}

// contextual is true so that what costs less is asked first.
func (t titleShare) contextual() bool { return true }

func (t titleShare) holds(d *document, i int) bool {
	own, titles := wordsOf(d.blocks[i].Text), wordsOf(d.page.Title)
	both := 0
	for _, w := range own {
		if slices.Contains(titles, w) {
			both++
		}
	}
	return t.has(share(both, len(own)+len(titles)-both))
}

func (t titleShare) explain(*document, int) string { return "the page's title" }

// wordsOf returns the words of a text, each once, whatever their case and accents.
func wordsOf(text string) []string {
	all := strings.FieldsFunc(string(words.AppendFold(nil, text)), func(r rune) bool { return !words.InWord(r) })
	slices.Sort(all)
	return slices.Compact(all)
}
