package metadata

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// title chooses the page's title between what its head says, which is often written for search engines, and the heading that readers see, which on
// a page that nobody signed is often a slogan, and on a front page nearly always. Of two that differ, the heading is the title if another source in
// the head has it, too, or if the page's address, which most sites make of the title that the author gave, is closer to it.
func (p *page) title(signed bool) Value {
	head := p.headTitle()
	if p.heading == nil {
		return head
	}
	heading := Value{p.withoutSite(clip(p.heading.text)), fromHeading}
	short, long := fold(heading.Text), fold(head.Text)
	if short == "" || short == long {
		return head
	}
	closer := p.inAddress(heading.Text) - p.inAddress(head.Text)
	var seen bool
	switch {
	case strings.HasPrefix(long, short):
		seen = setOff(head.Text, heading.Text)
	case strings.HasPrefix(short, long):
		seen = true
	case p.home():
	case strings.Contains(short, long):
		seen = closer > 0
	case strings.Contains(long, short):
		seen = closer >= 0
	case p.isTitled(short):
		seen = true
	default:
		seen = closer > 0 || closer == 0 && signed
	}
	if seen {
		return heading
	}
	return head
}

// headTitle returns the title from the best source in the page's head. What the page's main item is called goes without a label that the others put
// before it, as forums label their threads: "Help - Which oar?".
func (p *page) headTitle() Value {
	head := p.best(title)
	head.Text = p.withoutSite(head.Text)
	for _, c := range p.found[title] {
		if c.From != fromJSON && c.From != fromMicrodata || len(c.Text) >= len(head.Text) || !strings.HasSuffix(head.Text, c.Text) {
			continue
		}
		label := strings.TrimSpace(strings.TrimSuffix(head.Text, c.Text))
		if r, _ := utf8.DecodeLastRuneInString(label); strings.ContainsRune(separatorMarks, r) {
			return c.Value
		}
	}
	return head
}

// isTitled says whether a source in the page's head has a folded heading, but for the site's name.
func (p *page) isTitled(heading string) bool {
	return slices.ContainsFunc(p.found[title], func(c candidate) bool { return fold(p.withoutSite(c.Text)) == heading })
}

// setOff says whether a heading that a title begins with is parted by a mark from what follows.
func setOff(title, heading string) bool {
	if len(title) < len(heading) || !strings.EqualFold(title[:len(heading)], heading) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(title[len(heading):]))
	return strings.ContainsRune(separatorMarks, r)
}

// foldTitles folds the candidates for the title, so that others can be compared with them.
func (p *page) foldTitles() {
	for _, c := range p.found[title] {
		if t := fold(c.Text); t != "" {
			p.titles = append(p.titles, t)
		}
	}
}

// findHeading finds the heading that names the page: a first-level heading, or one that agrees with the page's head, best of all one that is both and
// no part of navigation; the only first-level heading may stand aside. Where the head says nothing, any heading outside of navigation will do.
func (p *page) findHeading() {
	const enough = 2 * full
	most := enough
	if len(p.found[title]) == 0 {
		most = 0
	}
	first := 0
	for i := range p.headings {
		if h := &p.headings[i]; h.level == 1 && h.folded != "" {
			first++
		}
	}
	for i := range p.headings {
		h := &p.headings[i]
		if h.folded == "" {
			continue
		}
		points, outside := 0, inNav|inAside|inComment|inFooter
		if h.level == 1 {
			points += 2 * full
			if first == 1 {
				outside &^= inAside
			}
		}
		if h.region&outside == 0 {
			points += full
		}
		agreement := 0
		for _, t := range p.titles {
			agreement = max(agreement, agree(h.folded, t))
		}
		if points += 3 * agreement; points > most && !p.isSiteName(h.text) && !(p.isSite(h.text) && p.endsTitle(h.folded)) {
			p.heading, most = h, points
		}
	}
}

// endsTitle says whether a candidate for the title ends with a folded text and is more than that, as one that names the site does.
func (p *page) endsTitle(s string) bool {
	return slices.ContainsFunc(p.titles, func(t string) bool { return len(t) > len(s) && strings.HasSuffix(t, s) })
}

// full is complete agreement.
const full = 100

// agree returns how far two folded texts agree, up to full: how much of the longer one the shorter one is, if it is in it and no mere word of it.
func agree(a, b string) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !strings.Contains(b, a) || 3*len(a) <= len(b) && strings.Count(a, " ") < 2 {
		return 0
	}
	return full * len(a) / len(b)
}
