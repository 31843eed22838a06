package extract

import (
	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// How many words a name has, and a name or a date with what stands beside it.
const (
	maxName = 4
	maxHead = 12
)

var (
	hintUser, hintAuthor = blocks.HintUser.Number(), blocks.HintAuthor.Number()
	hintDate, hintAvatar = blocks.HintDate.Number(), blocks.HintAvatar.Number()
	hintQuote            = blocks.HintQuote.Number()
)

// addHeads keeps, on a page of posts, who wrote each of those that are kept, and when.
func (a *Analysis) addHeads(keep []bool) {
	before := a.whole.anchor
	for i, k := range keep {
		if !k || a.page.Blocks[i].Kind == rules.Heading { // which a post may have over its head
			continue
		}
		if i > before+1 && !a.isName(i) && !a.isSigned(i) { // which are heads themselves
			a.addHead(keep, before, i)
		}
		before = max(before, i)
	}
}

// addHead keeps the head of a post, given its first block and the last one of what is kept before it: the name and the date that stand above it in the largest
// element that holds nothing of what was before. The line that names who is quoted is a head, too.
func (a *Analysis) addHead(keep []bool, before, first int) {
	e := a.page.At[first]
	for p := a.page.Elements[e].Parent; p >= 0 && int(a.page.Elements[p].First) > before; p = a.page.Elements[p].Parent {
		e = p
	}
	name, date := -1, -1
	for i := int(a.page.Elements[e].First); i < first; i++ {
		if m := &a.measures[i]; m.words == 0 || m.words > maxHead || a.isHidden(i) {
			continue
		}
		if a.isSigned(i) || name < 0 && a.isName(i) {
			name = i
		}
		if a.isDate(i) {
			date = i
		}
	}
	if name >= 0 {
		keep[name] = true
		if date >= 0 {
			keep[date] = true
		}
	}
	if last := first - 1; a.measures[last].last == endsColon && a.measures[last].words <= maxName && a.near(last, hintQuote) <= 2 {
		keep[last] = true
	}
}

// isName says whether a block names a user, but not with a picture.
func (a *Analysis) isName(i int) bool {
	m := &a.measures[i]
	return min(a.near(i, hintUser), a.near(i, hintAuthor)) <= 1 && a.near(i, hintAvatar) > 1 && m.letters > 1 && m.words <= maxName
}

// isSigned says whether a block names the author with the date.
func (a *Analysis) isSigned(i int) bool {
	m := &a.measures[i]
	return a.near(i, hintAuthor) == 0 && m.digits > 2 && m.words > 2
}

func (a *Analysis) isDate(i int) bool { return a.near(i, hintDate) == 0 && a.measures[i].digits > 0 }

// near returns how far above a block the next element with a hint is: 0 for its own, and for one that it begins with.
func (a *Analysis) near(i, hint int) uint8 {
	if a.page.Inline[i]&(1<<hint) != 0 {
		return 0
	}
	return a.outline.levels[a.page.At[i]][hint]
}
