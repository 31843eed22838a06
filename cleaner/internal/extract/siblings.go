package extract

import (
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// Siblings are the blocks of one kind in elements of one tag under one parent: the paragraphs of a text, the items of a list, the rows of a table.
type siblings struct {
	tag   atom.Atom
	kind  rules.Kind
	next  int32 // the parent's siblings of another tag or kind; 0 if there are none
	count int
	p     float32 // the sum of the blocks' probabilities, each times its width
	width float32 // the sum of their widths
}

// manySiblings is from how many siblings on they belong to the article together, or not at all: a long text then keeps those at its end as it keeps those
// at its start. Of few, the last may say who wrote the others.
const manySiblings = 30

// shared gives many siblings the mean of their probabilities by width. Blocks that are mostly links stand for themselves, and so do headings, code and pictures.
func (a *Analysis) shared(probability []float32) []float32 {
	if len(probability) < manySiblings {
		return probability
	}
	all := make([]siblings, 1, 64) // the first stands for none
	of := make([]int32, len(probability))
	first := make([]int32, len(a.page.Elements)) // of the siblings under each element
	for i, p := range probability {
		e, m := &a.page.Elements[a.page.At[i]], &a.measures[i]
		kind := a.page.Blocks[i].Kind
		if kind != rules.Paragraph && kind != rules.ListItem && kind != rules.Row || e.Parent < 0 || m.linked*3 >= m.width {
			continue
		}
		k := first[e.Parent]
		for k != 0 && (all[k].tag != e.Tag || all[k].kind != kind) {
			k = all[k].next
		}
		if k == 0 {
			k = int32(len(all))
			all = append(all, siblings{tag: e.Tag, kind: kind, next: first[e.Parent]})
			first[e.Parent] = k
		}
		of[i] = k
		all[k].count++
		all[k].p += p * float32(m.width)
		all[k].width += float32(m.width)
	}
	out := make([]float32, len(probability))
	for i, p := range probability {
		out[i] = p
		if s := all[of[i]]; s.count >= manySiblings {
			out[i] = s.p / s.width
		}
	}
	return out
}
