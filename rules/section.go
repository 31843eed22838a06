package rules

// How much a label may head.
const (
	maxItems     = 100 // blocks in a section
	maxItemWords = 40  // words in one of its items
	maxBlurb     = 22  // words in the text under an item
	maxApart     = 2   // blocks before the first such text: a headline, perhaps with a byline
	maxLater     = 6   // blocks before a later one: some stories may lack theirs
)

// section returns the first block that stays after the section that the label at block i heads; -1 at the document's end.
//
// A label (in the sense of the label condition) that has text after it on its own line heads what stands there. Else the section is the list that follows, or the run of
// short lines, links and images, perhaps with a blurb after each, up to the first real paragraph, heading or protected block. Protected may be nil.
func (d *document) section(i int, match conjunction, protected func(int) bool) (end int) {
	if protected == nil {
		protected = func(int) bool { return false }
	}
	j := d.after(i)
	if j < 0 || !d.standsAlone(i, match) {
		return j
	}
	if d.blocks[j].Kind == ListItem {
		return d.listEnd(j, protected)
	}
	level := 0
	if b := &d.blocks[i]; b.Kind == Heading {
		level = b.Level
	}
	start := j
	end = j
	noBlurbs := -2 // where the section ends if it has no blurbs; -2 where it has
	blurbs, items := 0, 0
run:
	for n := 0; j >= 0 && n < maxItems && !protected(j); n++ {
		switch {
		case d.isItem(j, level):
			items++
		case items > 0 && (items <= maxApart || blurbs > 0 && items <= maxLater) && d.isBlurb(j, level):
			if blurbs == 0 {
				noBlurbs = end
			}
			blurbs, items = blurbs+1, 0
		default:
			break run
		}
		kind := d.blocks[j].Kind
		j = d.after(j)
		if kind != Image && kind != Caption { // a picture after the last item is the article's
			end = j
		}
	}
	if blurbs == 1 { // one sentence after one line may be the article's
		end = noBlurbs
	}
	if end >= 0 && end != start && d.headsNext(start, d.before(end)) {
		return d.before(end)
	}
	return end
}

// headsNext reports whether the last of the lines from one to the other is none of them, but a sub-heading that a text cannot mark as one: it is shorter than a
// headline, and all of the lines before it are headlines, or its words come again in the paragraph that it stands over.
func (d *document) headsNext(from, last int) bool {
	next := d.after(last)
	if last == from || next < 0 || !d.real(next) || d.blocks[last].Kind != Paragraph || d.blocks[last].LinkShare() > 0 || d.words(last) >= minHeadline || d.sentence(last) {
		return false
	}
	if introduces.holds(d, last) {
		return true
	}
	for i := from; i != last; i = d.after(i) {
		if d.words(i) < minHeadline {
			return false
		}
	}
	return true
}

// introduces holds for a line of whose longer words half come again in what follows.
var introduces = introduction{interval{0.5, -1}}

// standsAlone reports whether the label at block i heads what follows it, rather than the rest of its own line.
func (d *document) standsAlone(i int, match conjunction) bool {
	for _, c := range match {
		if l, ok := c.(*label); ok {
			_, alone, _ := l.find(d, i)
			return alone
		}
	}
	return true
}

// listEnd returns the first block after the list that begins at block i.
func (d *document) listEnd(i int, protected func(int) bool) int {
	group := d.blocks[i].Group
	for n := 0; i >= 0 && n < maxItems; i, n = d.after(i), n+1 {
		b := &d.blocks[i]
		if b.Group != group || b.List == 0 && b.Kind != ListItem || d.words(i) > maxItemWords || d.states(i) && d.states(d.after(i)) || protected(i) {
			return i
		}
	}
	return i
}

// states reports whether there is a block i, and it says something of what it names: few lines that lead to another story end with a full stop after so
// many words.
func (d *document) states(i int) bool {
	return i >= 0 && d.words(i) >= realSentence && endsWithStop(d.blocks[i].Text) && d.blocks[i].LinkShare() < 0.8
}

// isItem reports whether block i looks like a line that leads to another story: short, and no sentence of prose.
func (d *document) isItem(i, level int) bool {
	b := &d.blocks[i]
	linked := b.LinkShare() >= 0.8
	switch b.Kind {
	case Code, Row:
		return false
	case Image, Caption:
		return true
	case Heading:
		if !linked && (level == 0 || b.Level <= level) {
			return false
		}
	}
	if linked {
		return d.words(i) <= 2*maxItemWords
	}
	if leadsIn(b.Text) && d.words(i) >= realSentence { // it leads to what comes next, which is no story
		return false
	}
	return d.words(i) <= maxItemWords && (!d.sentence(i) || d.words(i) < 2*realSentence && !endsWithStop(b.Text))
}

// isBlurb reports whether block i is the text under an item: a sentence or two, and another item comes after it.
func (d *document) isBlurb(i, level int) bool {
	b := &d.blocks[i]
	next := d.after(i)
	return b.Kind == Paragraph && d.words(i) <= maxBlurb && next >= 0 && d.isItem(next, level) && !d.sentence(next)
}
