package rules

import (
	"slices"

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
	own := d.stemsOf(i)
	met := make(map[uint64]bool, len(own))
	for j, n := d.after(i), 0; j >= 0 && n < 2; j, n = d.after(j), n+1 {
		d.eachStem(j, func(s uint64) {
			if slices.Contains(own, s) {
				met[s] = true
			}
		})
	}
	return x.has(share(len(met), len(own)))
}

// An echo holds for a block of whose longer words this share, 0 to 1, stands in other blocks of the document, too.
type echo struct{ interval }

func readEchoes(l *loader, n ast.Node) condition { return echo{l.readInterval(n, "echoes")} }

func (x echo) contextual() bool { return true }

func (x echo) holds(d *document, i int) bool {
	if d.stems == nil {
		d.stems = make(map[uint64]int32)
		for j := range d.blocks {
			if !d.gone[j] {
				d.countStems(j, 1)
			}
		}
	}
	own := d.stemsOf(i)
	d.countStems(i, -1)
	met := 0
	for _, s := range own {
		if d.stems[s] > 0 {
			met++
		}
	}
	d.countStems(i, 1)
	return x.has(share(met, len(own)))
}

// countStems adds n to the document's count of each stem of block i.
func (d *document) countStems(i int, n int32) {
	d.eachStem(i, func(s uint64) { d.stems[s] += n })
}

// stemsOf returns the stems of block i, each once.
func (d *document) stemsOf(i int) []uint64 {
	var stems []uint64
	d.eachStem(i, func(s uint64) {
		if !slices.Contains(stems, s) {
			stems = append(stems, s)
		}
	})
	return stems
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// eachStem calls f with the stem of each longer word of block i; see words.Text.
func (d *document) eachStem(i int, f func(stem uint64)) {
	if len(d.blocks[i].Text) > maxBlock {
		return
	}
	d.stemText.Read(d.blocks[i].Text)
	d.stemText.EachStem(f)
}
