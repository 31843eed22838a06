package extract

import (
	"golang.org/x/net/html/atom"

	"winnow/rules"
)

// Siblings are the blocks of one kind in elements of one tag under parents alike, as deep in the tree: the paragraphs of a text, though advertisements part
// them into sections, the items of a list, the rows of a table, the posts of a thread.
type siblings struct {
	parent uint32 // its shape
	depth  int32  // of the parent
	tag    atom.Atom
	kind   rules.Kind
}

// siblingsOf returns of which siblings block i is one; false if it stands for itself, as one does that is mostly links, a heading, code or a picture.
func (a *Analysis) siblingsOf(i int) (siblings, bool) {
	m, e, kind := &a.measures[i], &a.page.Elements[a.page.At[i]], a.page.Blocks[i].Kind
	if kind != rules.Paragraph && kind != rules.ListItem && kind != rules.Row || m.linked*3 >= m.width || e.Parent < 0 {
		return siblings{}, false
	}
	parent := &a.page.Elements[e.Parent]
	return siblings{parent.Shape, parent.Depth, e.Tag, kind}, true
}

// manySiblings is from how many siblings on they belong to the article together, or not at all: a long text then keeps those at its end as it keeps those
// at its start. Of few, the last may say who wrote the others.
const manySiblings = 30

// shareAmongSiblings gives many siblings the mean of their probabilities by width.
func (a *Analysis) shareAmongSiblings(probability []float32) {
	if len(probability) < manySiblings {
		return
	}
	type group struct {
		count    int
		p, width float32
	}
	groups := make(map[siblings]*group)
	of := make([]*group, len(probability)) // of each block
	for i, p := range probability {
		s, ok := a.siblingsOf(i)
		if !ok {
			continue
		}
		g := groups[s]
		if g == nil {
			g = new(group)
			groups[s] = g
		}
		width := float32(a.measures[i].width)
		g.count++
		g.p += p * width
		g.width += width
		of[i] = g
	}
	for i, g := range of {
		if g != nil && g.count >= manySiblings {
			probability[i] = g.p / g.width
		}
	}
}
