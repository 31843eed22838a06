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
	met := make(map[string]bool, len(own))
	for j, n := d.after(i), 0; j >= 0 && n < 2; j, n = d.after(j), n+1 {
		for s := range stems(d.blocks[j].Text) {
			if own[s] {
				met[s] = true
			}
		}
	}
	return x.has(share(len(met), len(own)))
}

// An echo holds for a block of whose longer words this share, 0 to 1, stands in other blocks of the document, too.
type echo struct{ interval }

func readEchoes(l *loader, n ast.Node) condition { return echo{l.readInterval(n, "echoes")} }

func (x echo) contextual() bool { return true }

func (x echo) holds(d *document, i int) bool {
	if d.stems == nil {
		d.stems = make(map[string]int)
		for j := range d.blocks {
			if !d.gone[j] {
				d.countStems(j, 1)
			}
		}
	}
	own, met := stems(d.blocks[i].Text), 0
	for s := range own {
		if d.stems[s] > 1 {
			met++
		}
	}
	return x.has(share(met, len(own)))
}

// countStems adds n to the number of blocks that have the stems of block i.
func (d *document) countStems(i, n int) {
	for s := range stems(d.blocks[i].Text) {
		d.stems[s] += n
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
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
	start, end, runes := -1, 0, 0 // the stem that is being read, and its word's length
	flush := func() {
		if start >= 0 && runes >= minRunes {
			set[folded[start:end]] = true
		}
		start, runes = -1, 0
	}
	before := ""
	for i, r := range folded {
		if quartersOf(r) > 0 {
			flush()
			now := folded[i : i+utf8.RuneLen(r)]
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
			end = i + utf8.RuneLen(r)
		}
	}
	flush()
	return set
}
