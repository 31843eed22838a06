package metadata

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/metadata/dates"
)

// far is further than a page has texts that are looked at.
const far = 3000

// A look is where, in texts from the page's heading on, and for what kind of dates shownDates looks.
type look struct {
	from, to int
	bare     hint // isBare for those that no element speaks for
	labelled bool // only those that say what they are
	timed    bool // only those with a time of day
	allow    hint // regions to look at nevertheless
}

// looks are the places for the dates of a page, the most trustworthy first; thread is another one for threads, whose posts' times come after their
// authors' portraits.
var (
	looks = []look{
		{from: 0, to: 12},
		{from: 0, to: 12, bare: isBare},
		{from: -4, to: 40},
		{from: -4, to: 20, bare: isBare},
		{from: -10, to: far, labelled: true, allow: inAside},
		{from: -2, to: 6, allow: inNav | inAside | inFooter}, // an article's own footer or aside
		{from: -2, to: 6, bare: isBare, allow: inNav | inAside | inFooter},
	}
	thread = look{from: 0, to: 80, bare: isBare, timed: true}
)

// shownDates returns the dates that readers see near the page's heading: when it was published, or what has no label, and when it was updated.
// Where there is no heading, it looks at the whole page.
func (p *page) shownDates(l dates.Locale) (seen, updated Time) {
	for _, at := range looks {
		if seen, updated = p.shownAt(at, l); !seen.IsZero() || !updated.IsZero() {
			return seen, updated
		}
	}
	if p.forum() {
		return p.shownAt(thread, l)
	}
	return Time{}, Time{}
}

// shownAt returns the dates that readers see in one of the places.
func (p *page) shownAt(at look, l dates.Locale) (seen, updated Time) {
	start, outside := 0, inNav|inAside|inCard|inFooter
	if p.heading == nil {
		at.to = far
	} else {
		start, outside = p.heading.order, outside&^p.heading.region
	}
	for i := range p.marks {
		m := &p.marks[i]
		d := m.order - start
		if m.hints&isDate == 0 || m.hints&isBare != at.bare || d < at.from || d > at.to || m.region&outside&^at.allow != 0 {
			continue
		}
		t, from, what := m.date(l)
		shown := p.timeOf(t, from)
		switch {
		case shown.IsZero() || what == otherDate || what == anyDate && at.labelled || shown.DateOnly && at.timed:
		case what == updatedDate:
			updated = moreOf(updated, shown)
		default:
			seen = moreOf(seen, shown)
		}
	}
	return seen, updated
}

// datedList says whether the page is a list of dated things that nobody signs, as one of news is: several different days without a label follow soon
// after its heading.
func (p *page) datedList(l dates.Locale) bool {
	const several, soon = 3, 40
	if p.heading == nil || p.forum() || len(p.found[author]) > 0 {
		return false
	}
	var days []string
	for i := range p.marks {
		m := &p.marks[i]
		d := m.order - p.heading.order
		if m.hints&isDate == 0 || d < 0 || d > soon || m.region&(inNav|inAside|inComment|inFooter) != 0 {
			continue
		}
		t, from, what := m.date(l)
		if shown := p.timeOf(t, from); what == anyDate && !shown.IsZero() && !slices.Contains(days, shown.Format(time.DateOnly)) {
			days = append(days, shown.Format(time.DateOnly))
		}
	}
	return len(days) >= several
}

// moreOf returns the first of two dates, or the second where that says more about the same day.
func moreOf(first, second Time) Time {
	if first.IsZero() || first.DateOnly && !second.DateOnly && first.Format(time.DateOnly) == second.Format(time.DateOnly) {
		return second
	}
	return first
}

// A meaning is what a date that readers see is the date of.
type meaning uint8

const (
	otherDate meaning = iota // not the page's
	anyDate                  // nothing says
	publishedDate
	updatedDate
)

// date returns the date that a mark shows, if it shows little else, and what the words say that stand in it or before it.
func (m *mark) date(l dates.Locale) (t dates.Time, from string, what meaning) {
	text, from := m.node.Data, fromText
	if m.node.Type == html.ElementNode {
		text, from = textOf(m.node, maxByline), fromByline
	}
	t, start, end, found := dates.Find(text, l)
	label := text[:start]
	if isRange(text[end:], l) {
		return t, from, otherDate
	}
	if exact, ok := dates.Parse(cmp.Or(attr(m.node, "datetime"), attr(m.node, "ts")), l); ok {
		t, from = exact, fromTime
	} else if !found {
		return t, from, otherDate
	} else if 3*(end-start) < len(strings.TrimSpace(text)) && meaningOf(label) == anyDate { // a sentence with a date in it
		return t, from, otherDate
	}
	if len(label) <= maxWeekday && meaningOf(label) == anyDate {
		label = before(m.node)
	}
	return t, from, meaningOf(label)
}

// maxWeekday is how many bytes the name of a day of the week takes up before a date.
const maxWeekday = 16

// isRange says whether the text after a date goes on to a later day, as that of an event does.
func isRange(rest string, l dates.Locale) bool {
	rest = strings.TrimSpace(rest)
	r, size := utf8.DecodeRuneInString(rest)
	if r != '-' && r != '–' && r != '—' {
		return false
	}
	rest = strings.TrimSpace(rest[size:])
	if _, start, _, ok := dates.Find(rest, l); ok && start == 0 {
		return true
	}
	return len(rest) > 0 && len(rest) <= 2 && strings.Trim(rest, "0123456789") == ""
}

// meaningOf says what the text before a date says that it is.
func meaningOf(label string) meaning {
	label = strings.ToLower(label)
	says := func(word string) bool { return strings.Contains(label, word) }
	switch {
	case slices.ContainsFunc(otherLabels, says):
		return otherDate
	case slices.ContainsFunc(updatedLabels, says):
		return updatedDate
	case slices.ContainsFunc(publishedLabels, says):
		return publishedDate
	}
	return anyDate
}

// Words and beginnings of words that stand before a date, in lower case.
var (
	publishedLabels = []string{
		"publish", "posted", "publication", "veröffentlich", "erschienen", "publié", "parution", "publicad", "publicaci", "publicaç", "publicat",
		"pubblica", "gepubliceerd", "publicatie", "opublikowan", "publikacj", "publikován", "publikac", "datum vydání", "zverejnen", "közzétéve",
		"publicerad", "publisert", "udgivet", "julkaistu", "yayınlan", "опубликован", "опублікован", "публикуван", "objavljeno", "објављено", "δημοσιε",
		"dipublikasikan", "đăng", "发布", "發布", "公開", "掲載", "게시", "등록", "نشر", "פורסם", "منتشر", "प्रकाशित", "เผยแพร่",
	}
	updatedLabels = []string{
		"updated", "modified", "revised", "edited", "reviewed", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "actualización", "atualizado",
		"modificado", "aggiornat", "modificat", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "zaktualizowan", "aktualizacja",
		"aktualizov", "frissítve", "actualizat", "ενημέρωση", "ενημερώθηκε", "güncelle", "обновлен", "изменен", "оновлен", "обновена", "ažurirano", "ажурирано",
		"diperbarui", "cập nhật", "更新", "수정", "업데이트", "تحديث", "עודכן", "به\u200cروزرسانی", "अपडेट", "อัปเดต",
	}
	otherLabels = []string{
		"joined", "registered", "member since", "last visit", "release date", "released", "deadline", "copyright", "©", "accessed", "retrieved",
		"expires", "valid", "born", "last post", "last reply", "letzter beitrag", "letzte antwort", "dernier message", "último mensaje",
		"última mensagem", "ultimo messaggio", "laatste bericht", "ostatni post", "poslední příspěvek", "последнее сообщение", "останнє повідомлення",
		"senaste inlägg", "son mesaj", "bài cuối", "最后发表", "最終投稿", "registriert", "mitglied seit", "beigetreten", "inscrit", "registrado", "регистрация",
		"注册", "登録",
	}
)
