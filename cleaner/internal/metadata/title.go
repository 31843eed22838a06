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
	if p.home() && isHome(head.Text) {
		if site := p.site(); site.Text != "" {
			return site
		}
	}
	if p.heading == nil {
		return head
	}
	heading := Value{p.withoutSite(clip(p.heading.text)), fromHeading}
	short := fold(heading.Text)
	head = p.onTopic(head, short)
	long := fold(head.Text)
	if short == "" || short == long {
		return head
	}
	closer := p.inAddress(heading.Text) - p.inAddress(head.Text)
	var seen bool
	switch {
	case strings.HasPrefix(long, short):
		seen = setOff(head.Text, short)
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

// isHome says whether a title only says that the page is the front page.
func isHome(title string) bool {
	switch fold(title) {
	case "home", "homepage", "home page", "index", "start", "startseite", "accueil", "inicio", "início", "inici", "página inicial", "hem", "hjem", "forside", "etusivu",
		"strona główna", "úvod", "domů", "kezdőlap", "acasă", "главная", "главная страница", "головна", "начало", "početna", "αρχική", "ana sayfa", "anasayfa",
		"beranda", "trang chủ", "首页", "首頁", "ホーム", "홈", "الرئيسية", "דף הבית":
		return true
	}
	return false
}

// headTitle returns the title from the best source in the page's head. What the page's main item is called goes without a label that the others put
// before it, as forums label their threads: "Help - Which oar?".
func (p *page) headTitle() Value {
	if len(p.names) == 0 {
		return Value{}
	}
	head := p.names[0].Value
	for _, c := range p.names {
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

// onTopic returns the title from the head or, where that has no word of the folded heading, as one for social networks may, another one that begins
// with the heading.
func (p *page) onTopic(head Value, heading string) Value {
	if common, _ := commonWords(fold(head.Text), heading); common > 0 || heading == "" {
		return head
	}
	for _, c := range p.names {
		if strings.HasPrefix(c.folded, heading+" ") {
			return c.Value
		}
	}
	return head
}

// isTitled says whether a source in the page's head has a folded heading, but for the site's name.
func (p *page) isTitled(heading string) bool {
	return slices.ContainsFunc(p.names, func(c name) bool { return c.folded == heading })
}

// setOff says whether a folded heading that a title begins with is parted by a mark from what follows.
func setOff(title, heading string) bool {
	for i, r := range title {
		if (strings.ContainsRune(separatorMarks, r) || r == ':' && strings.HasSuffix(title[:i], " ")) && fold(title[:i]) == heading {
			return true
		}
	}
	return false
}

// foldTitles folds the candidates for the title, so that others can be compared with them.
func (p *page) foldTitles() {
	for _, c := range p.found[title] {
		if t := fold(c.Text); t != "" {
			p.titles = append(p.titles, t)
		}
	}
}

// A name is a candidate for the title without the site's name.
type name struct {
	Value
	whole  string // with the site's name
	folded string
	item   bool // what an item is called that need not be the page
	again  bool // an earlier one that is no item's is the same
}

// cutTitles cuts the site's name off the candidates for the title. The most trustworthy comes first.
func (p *page) cutTitles() {
	for c := range p.ranked(title) {
		n := name{Value: c.Value, whole: c.Text, item: c.From == fromMicrodata || c.From == fromJSON && !p.work}
		if i := slices.IndexFunc(p.names, func(o name) bool { return o.whole == c.Text }); i >= 0 {
			n.Text, n.folded, n.again = p.names[i].Text, p.names[i].folded, !p.names[i].item
		} else {
			n.Text = p.withoutSite(c.Text)
			n.folded = fold(n.Text)
		}
		p.names = append(p.names, n)
	}
}

// findHeading finds the heading that names the page: a first-level heading, or one that agrees with the page's head or its address, best of all one that is both
// and no part of navigation; the only first-level heading may stand aside. Where the head says nothing, any heading outside of navigation will do.
//
// What an item is called that need not be the page says nothing about headings: a list's first product has one, too.
func (p *page) findHeading() {
	const enough = 2 * full
	most := enough
	if len(p.found[title]) == 0 {
		most = 0
	}
	first := 0
	for i := range p.headings {
		if h := &p.headings[i]; h.level == 1 && !h.part && !h.logo && h.folded != "" {
			first++
		}
	}
	slug := p.slug()
	for i := range p.headings {
		h := &p.headings[i]
		if h.folded == "" || h.logo || h.part && !p.isTitled(h.folded) || h.level == 7 && h.region&inNav != 0 {
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
		if h.level == 1 && !h.part {
			agreement = resemble(h.folded, slug)
			if len(h.folded) > len(slug) && strings.Count(slug, " ") >= 3 && strings.HasPrefix(h.folded, slug) { // addresses have the beginnings of long titles
				agreement = full
			}
			agreement = agreement * 2 / 3
		}
		for i := range p.names {
			name := &p.names[i]
			if name.item || name.again {
				continue
			}
			agreement = max(agreement, agree(h.folded, name.folded))
			if h.level == 1 && !h.part && h.region&(outside|inCard) == 0 {
				agreement = max(agreement, resemble(h.folded, name.folded)*2/3)
			}
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

// resemble returns how many words two folded texts have in common, in hundredths of those of the one with more of them, if that is at least half.
func resemble(a, b string) int {
	common, words := commonWords(a, b)
	if 2*common < words {
		return 0
	}
	return full * common / max(words, 1)
}

// commonWords returns how many words of the shorter of two folded texts are in the longer one, and how many words the one with more of them has.
func commonWords(a, b string) (common, words int) {
	if len(a) > len(b) {
		a, b = b, a
	}
	b = " " + b + " "
	for w := range strings.FieldsSeq(a) {
		words++
		if strings.Contains(b, " "+w+" ") {
			common++
		}
	}
	return common, max(words, strings.Count(b, " ")-1)
}
