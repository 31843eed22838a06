package metadata

import (
	"strings"
	"time"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/metadata/dates"
)

// earliestYear is the first year that a page can be of.
const earliestYear = 1990

// times returns when the page was published and last changed. What its data say wins over its address, and that over what its readers see; but where
// readers see an earlier day beside the heading, that is the day it appeared.
func (p *page) times(lang string) (pub, mod Time) {
	l := p.dateLocale(lang)
	latest := time.Now().Add(48 * time.Hour) // the page's clock may be ahead, and its zone
	pub, mod = p.read(published, l, latest), p.read(modified, l, latest)
	shown := p.shownDates(l, latest)
	var seen, updated Time
	for _, s := range shown {
		if s.updated && updated.IsZero() {
			updated = s.Time
		}
		if !s.updated && seen.IsZero() {
			seen = s.Time
		}
	}
	switch {
	case pub.IsZero():
		switch t, ok := p.urlDate(); {
		case ok && t.Before(latest):
			pub = Time{t, true, false, fromURL}
		case p.listing():
		case !seen.IsZero():
			pub = seen
		default:
			pub = updated
		}
	case !seen.IsZero() && seen.Year()*1000+seen.YearDay() < pub.Year()*1000+pub.YearDay():
		pub = seen
	}
	if mod.IsZero() {
		mod = updated
	}
	return pub, mod
}

// read returns the first date among a field's candidates.
func (p *page) read(f field, l dates.Locale, latest time.Time) Time {
	for c := range p.ranked(f) {
		if c.From == fromJSONPage && !p.work {
			continue
		}
		if t, ok := dates.Parse(c.Text, l); ok && t.Before(latest) && t.Year() >= earliestYear {
			return Time{t.Time, t.DateOnly, t.NoZone, c.From}
		}
	}
	return Time{}
}

// listing says whether the page is one of those whose dates are not its own.
func (p *page) listing() bool {
	if p.home() {
		return true
	}
	switch p.pageKind {
	case "Product", "ProductGroup", "CollectionPage", "ItemPage", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage", "Event", "SoftwareApplication", "VideoGame":
		return true
	}
	return false
}

// dateLocale says how the page writes dates.
func (p *page) dateLocale(lang string) dates.Locale {
	primary, region, _ := strings.Cut(lang, "-")
	l := dates.Locale{Lang: primary, Order: dates.DayFirst}
	if primary == "en" || primary == "" {
		l.Order = dates.MonthFirst
		switch region {
		case "GB", "AU", "NZ", "IE", "IN", "ZA", "SG", "HK", "MY", "NG", "KE", "PK":
			l.Order = dates.DayFirst
		case "":
			if p.url != nil {
				host := p.url.Hostname()
				switch tld := host[strings.LastIndexByte(host, '.')+1:]; tld {
				case "uk", "au", "nz", "ie", "in", "za", "sg", "hk", "my", "ng", "ke", "pk", "eu", "de", "fr", "nl", "it", "es":
					l.Order = dates.DayFirst
				}
			}
		}
	}
	return l
}

// urlDate returns the day that the page's address holds, as in /2024/03/05/ or /2024-03-05-title.
func (p *page) urlDate() (time.Time, bool) {
	if p.url == nil {
		return time.Time{}, false
	}
	path := p.url.Path
	for i := 0; i+len("/2024/3/5") <= len(path); i++ {
		if path[i] != '/' || path[i+1] != '1' && path[i+1] != '2' {
			continue
		}
		day := path[i+1:]
		t, start, end, ok := dates.Find(day[:min(len(day), 24)], dates.Locale{})
		if ok && start == 0 && (end == len(day) || day[end] == '/' || day[4] == '-') { // /2024/03/5-ways is of some day in March
			return t.Time, t.DateOnly
		}
	}
	return time.Time{}, false
}

// mayBeDate says whether a text has a year in it. It is cheap: it sees every short text of a page.
func mayBeDate(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		switch c := s[i]; {
		case c == '2' && (s[i+1] == '0' || s[i+1] == '5') && s[i+2]-'0' < 10 && s[i+3]-'0' < 10,
			c == '1' && (s[i+1] == '9' || s[i+1] == '4') && s[i+2]-'0' < 10 && s[i+3]-'0' < 10:
			return true
		}
	}
	return false
}

// A shown is a date that readers see.
type shown struct {
	Time
	updated bool // it says when the page was changed
}

// shownDates returns the dates near the page's heading, those of elements that are made for it first.
func (p *page) shownDates(l dates.Locale, latest time.Time) []shown {
	start, outside := 0, inNav|inAside|inCard
	if p.heading != nil {
		start, outside = p.heading.order, outside&^p.heading.region
	}
	var found []shown
	for _, pass := range [...]struct {
		from, to int
		bare     hint // texts that no element speaks for
		labelled bool // only those that say what they are
	}{{0, 12, 0, false}, {0, 12, bare, false}, {-4, 40, 0, false}, {-4, 20, bare, false}, {-10, 3000, 0, true}} {
		if p.heading == nil {
			pass.to = 3000
		}
		for _, m := range p.marks {
			d := m.order - start
			if m.hints&isDate == 0 || m.hints&bare != pass.bare || d < pass.from || d > pass.to || m.region&outside != 0 {
				continue
			}
			if s, labelled, ok := m.date(l); ok && s.Before(latest) && (labelled || !pass.labelled) {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found
}

// date returns the date that a mark shows, if it shows little else, and whether a label says what it is the date of.
func (m *mark) date(l dates.Locale) (s shown, labelled, ok bool) {
	text, from := m.node.Data, fromText
	var label string
	if m.node.Type == html.ElementNode {
		text, from = textOf(m.node, 150), fromByline
	}
	t, start, end, ok := dates.Find(text, l)
	if ok {
		label = text[:start]
	}
	if exact, is := dates.Parse(attr(m.node, "datetime"), l); is {
		t, ok, from = exact, true, fromTime
	} else if ok && 3*(end-start) < len(strings.TrimSpace(text)) && !isLabel(label, publishedLabels) && !isLabel(label, updatedLabels) {
		return s, false, false
	}
	if strings.TrimSpace(label) == "" {
		label = before(m.node)
	}
	updated := isLabel(label, updatedLabels)
	return shown{Time{t.Time, t.DateOnly, t.NoZone, from}, updated}, updated || isLabel(label, publishedLabels), ok && !isLabel(label, otherLabels)
}

// before returns the text before a node, if it is a short one beside it.
func before(n *html.Node) string {
	for range 3 {
		for prev := n.PrevSibling; prev != nil; prev = prev.PrevSibling {
			if text := textOf(prev, 60); text != "" {
				return text[:min(len(text), 60)]
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}

// What stands before a date says what happened then.
var (
	publishedLabels = []string{
		"published", "posted", "veröffentlicht", "publié", "publicado", "publicat", "pubblicato", "gepubliceerd", "opublikowano", "publikováno", "közzétéve",
		"publicerad", "publisert", "udgivet", "julkaistu", "yayınlan", "опубликовано", "опубліковано", "публикувана", "objavljeno", "δημοσιεύ", "dipublikasikan",
		"đăng", "发布", "發布", "公開", "게시", "نشر", "פורסם", "منتشر", "प्रकाशित", "เผยแพร่",
	}
	updatedLabels = []string{
		"updated", "modified", "revised", "edited", "reviewed", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizado", "actualización", "atualizado",
		"modificado", "aggiornat", "modificat", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "zaktualizowan", "aktualizacja",
		"aktualizov", "frissítve", "actualizat", "ενημέρωση", "güncelle", "обновлен", "изменен", "оновлен", "обновена", "ažurirano", "diperbarui", "cập nhật",
		"更新", "수정", "업데이트", "تحديث", "עודכן", "به‌روزرسانی", "अपडेट", "อัปเดต",
	}
	otherLabels = []string{
		"joined", "registered", "member since", "last visit", "release", "deadline", "copyright", "©", "accessed", "retrieved", "expires", "valid", "born",
		"registriert", "mitglied seit", "inscrit", "registrado", "beigetreten", "регистрация", "注册", "登録",
	}
)

// isLabel says whether a text has one of these words in it.
func isLabel(s string, labels []string) bool {
	s = strings.ToLower(s)
	for _, l := range labels {
		if strings.Contains(s, l) {
			return true
		}
	}
	return false
}

// dated says whether the page's data say when it was published, other than as a page.
func (p *page) dated() bool {
	for _, c := range p.found[published] {
		if c.From != fromJSONPage {
			return true
		}
	}
	return false
}
