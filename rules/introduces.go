package rules

import (
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// An introduction holds for a block of whose longer words this share, 0 to 1, comes again in the two blocks after it. A sub-heading's words do,
// another story's headline has words of its own.
type introduction struct{ interval }

func readIntroduces(l *loader, n ast.Node) condition {
	return introduction{l.readInterval(n, "introduces")}
}

func (x introduction) contextual() bool { return true }

func (x introduction) holds(d *document, i int) bool {
	own := stems(d.blocks[i].Text)
	if len(own) == 0 {
		return x.has(0)
	}
	met := make(map[string]bool, len(own))
	for j, n := d.after(i), 0; j >= 0 && n < 2; j, n = d.after(j), n+1 {
		for s := range stems(d.blocks[j].Text) {
			if own[s] {
				met[s] = true
			}
		}
	}
	return x.has(float64(len(met)) / float64(len(own)))
}

// How much of a word must be the same, and which words are too short to say anything.
const (
	stemRunes = 5
	minRunes  = 4
)

// stems returns the beginnings of a text's longer words, folded. Of a script without spaces between words, each two characters in a row are a word.
func stems(text string) map[string]bool {
	set := make(map[string]bool)
	folded := string(appendFold(nil, text))
	start, runes := -1, 0
	cut := 0 // where the stem ends
	flush := func() {
		if start >= 0 && runes >= minRunes {
			set[folded[start:cut]] = true
		}
		start, runes = -1, 0
	}
	var before string
	for i, r := range folded {
		n := utf8.RuneLen(r)
		if quartersOf(r) > 0 {
			flush()
			now := folded[i : i+n]
			if before != "" {
				set[before+now] = true
			}
			before = now
			continue
		}
		before = ""
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			flush()
			continue
		}
		if start < 0 {
			start = i
		}
		if runes++; runes <= stemRunes {
			cut = i + n
		}
	}
	flush()
	return set
}
