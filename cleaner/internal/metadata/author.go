package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/metadata/dates"
)

// maxAuthors bounds the list of authors; papers of large collaborations are cut off.
const maxAuthors = 50

// authors returns the page's authors from the best source: those that the page's data name, or else those of the byline that readers see. The site's
// own name is no author, unless it is a person's.
func (p *page) authors() []Value {
	var found, own []Value
	for c := range p.ranked(author) {
		if found != nil && c.From != found[0].From {
			break
		}
		for _, name := range people(c.Text) {
			if v := (Value{name, c.From}); !p.isSite(name) {
				found = append(found, v)
			} else if p.work || looksLikeName(name) && !isOrganisation(name) {
				own = append(own, v)
			}
		}
	}
	if found == nil {
		found = p.byline(false)
	}
	if found == nil && len(own) > 0 {
		found = own[:1]
	}
	if found == nil {
		found = p.byline(true)
	}
	return unique(found)
}

// isOrganisation says whether a name has a word in it that people are not called.
func isOrganisation(name string) bool {
	for w := range strings.FieldsSeq(fold(name)) {
		switch w {
		case "inc", "llc", "ltd", "gmbh", "pc", "corp", "company", "co", "group", "team", "staff", "university", "college", "school", "institute", "center", "centre", "services",
			"solutions", "media", "news", "magazine", "times", "post", "journal", "daily", "press", "network", "association", "foundation", "society", "department", "health",
			"clinic", "hospital", "dentistry", "law", "legal", "bank", "insurance", "official", "store", "shop", "online", "blog", "agency", "marketing", "software", "the", "of", "for", "and":
			return true
		}
	}
	return false
}

// unique drops the authors that are there already.
func unique(vs []Value) []Value {
	var seen []string
	return slices.DeleteFunc(vs, func(v Value) bool {
		name := fold(v.Text)
		if slices.Contains(seen, name) || len(seen) >= maxAuthors {
			return true
		}
		seen = append(seen, name)
		return false
	})
}

// bylineWords come before an author's name, in lower case, the longer ones first where one begins with another.
var bylineWords = []string{
	"written by", "posted by", "published by", "article by", "authored by", "reported by", "story by", "words by", "text by", "created by", "submitted by", "by",
	"authors", "author",
	"geschrieben von", "ein artikel von", "eine analyse von", "ein kommentar von", "von", "autoren", "autorin", "autor",
	"publié par", "écrit par", "rédigé par", "par", "auteurs", "auteur",
	"escrito por", "publicado por", "redactado por", "por", "autores", "autora",
	"scritto da", "pubblicato da", "a cura di", "di", "autore",
	"geschreven door", "door", "av", "af", "skrevet av", "skrevet af", "skriven av", "text",
	"napisał", "autorzy", "přidal", "napsal", "szerző", "írta", "de", "scris de", "publicat de", "yazan", "yazar", "kirjoittaja", "teksti",
	"автор", "текст", "от", "συντάκτης", "του", "oleh", "penulis", "bởi", "tác giả", "โดย", "作者", "文", "記者", "记者", "글", "기자",
	"بقلم", "كتب", "نویسنده", "מאת", "द्वारा", "लेखक",
}

// afterByline takes a byline word off the beginning of a text, and says whether there was one.
func afterByline(s string) (string, bool) {
	for _, w := range bylineWords {
		if len(s) < len(w) || !strings.EqualFold(s[:len(w)], w) {
			continue
		}
		rest := s[len(w):]
		if rest == "" {
			return "", true
		}
		r, _ := utf8.DecodeRuneInString(rest)
		last, _ := utf8.DecodeLastRuneInString(w)
		if unicode.IsSpace(r) || r == ':' || r == '：' || unicode.Is(unicode.Han, last) {
			return strings.TrimLeft(rest, " :：\u00a0—-|"), true
		}
	}
	return s, false
}

// startsByline says whether a text begins with a word that an author's name follows. It is cheap: it sees every short text of a page.
func startsByline(s string) bool {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	s = s[i:]
	if len(s) < 2 {
		return false
	}
	switch s[0] | 0x20 {
	case 'b', 'w', 'v', 'p', 'd', 'a', 'e', 's', 't', 'r', 'c', 'g', 0xd0 | 0x20, 0xe4 | 0x20:
	default:
		return false
	}
	_, ok := afterByline(s)
	return ok
}

// byline returns the authors that a byline near the page's heading names: people, or else the site itself.
func (p *page) byline(site bool) []Value {
	if p.heading == nil || p.listing() {
		return nil
	}
	forum := p.forum()
	outside := inNav | inAside | inCard
	if !forum {
		outside |= inComment
	}
	for _, pass := range [...]struct {
		from, to int
		sure     bool // only where a word or a link says that an author is named
	}{{0, 8, false}, {0, 30, true}, {-6, 20, false}, {-6, 3000, true}} {
		if pass.to > 30 && !p.work {
			break
		}
		for i := range p.marks {
			m := &p.marks[i]
			d := m.order - p.heading.order
			if m.hints&isAuthor == 0 || d < pass.from || d > pass.to || m.region&^p.heading.region&outside != 0 || pass.to > 30 && m.hints&bare != 0 {
				continue
			}
			var names []Value
			for _, name := range m.names(pass.sure, forum) {
				if p.isSite(name) == site {
					names = append(names, Value{name, fromByline})
				}
			}
			if names != nil {
				return names
			}
		}
	}
	return nil
}

// forum says whether the page is one where people sign with a name of their choice.
func (p *page) forum() bool {
	switch p.pageKind {
	case "DiscussionForumPosting", "QAPage", "Question":
		return true
	}
	if p.url == nil {
		return false
	}
	for w := range strings.FieldsSeq(fold(p.url.Host + p.url.Path)) {
		switch w {
		case "forum", "forums", "thread", "threads", "topic", "viewtopic", "showthread", "community", "boards", "board", "discussion", "discussions", "questions", "answers":
			return true
		}
	}
	return false
}

// names returns the people that a mark names. Sure asks for a word or a link that says so.
func (m *mark) names(sure, forum bool) []string {
	var parts []string
	if m.node.Type == html.TextNode {
		parts = following(m.node, 6)
	} else {
		for n := range texts(m.node, 40) {
			if n != nil && !blank(n.Data) {
				if parts = append(parts, clip(n.Data)); len(parts) > 8 {
					break
				}
			}
		}
	}
	said := m.hints&relAuthor != 0
	var names []string
	joined := false
	for i, part := range parts {
		rest, ok := afterByline(part)
		if ok && names != nil && !joined {
			break
		}
		said = said || ok
		if rest == "" {
			continue
		}
		if joins(part) {
			joined = true
			continue
		}
		if names != nil && !joined || len(rest) > 150 || sure && !said {
			break
		}
		joined = false
		for _, name := range people(beforeDate(rest)) {
			if !looksLikeName(name) && !(oneWord(name) && (forum || m.signed(name, i, len(parts), said))) {
				return names
			}
			names = append(names, name)
		}
		if names == nil {
			break
		}
		if last := strings.ToLower(part); strings.HasSuffix(last, ",") || strings.HasSuffix(last, " and") || strings.HasSuffix(last, " &") {
			joined = true
		}
	}
	return names
}

// signed says whether the single word in part i of n can be what somebody signs with. Prose goes on after "by" too.
func (m *mark) signed(name string, i, n int, said bool) bool {
	r, _ := utf8.DecodeRuneInString(name)
	switch {
	case m.hints&bare != 0:
		return i > 0 && !unicode.IsLower(r)
	case m.hints&relAuthor != 0:
		return true
	}
	return n == 1 || said && !unicode.IsLower(r)
}

// beforeDate cuts a byline off where what is no name begins.
func beforeDate(s string) string {
	if _, start, _, ok := dates.Find(s, dates.Locale{}); ok {
		s = s[:start]
	}
	lower := strings.ToLower(s)
	for _, end := range []string{" | ", " • ", " · ", " – ", " — ", " - ", " published", " updated", " posted", " last ", " on ", " in ", " min read", " for ", " reviewed by", " at ", " / "} {
		if i := strings.Index(lower, end); i >= 0 && len(lower) == len(s) {
			s, lower = s[:i], lower[:i]
		}
	}
	return s
}

// joins says whether a text only joins two names.
func joins(s string) bool {
	switch strings.ToLower(s) {
	case ",", "and", "&", ", and", "und", "et", "y", "e", "en", "og", "och", "i", "и", "و":
		return true
	}
	return false
}

// looksLikeName says whether a text that nothing introduces looks like a person's name: two to five words, all but the particles with capitals.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 1 {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r):
			capitals++
		case particle(w):
		default:
			return false
		}
	}
	return capitals >= 2 && len(words) <= 5
}

func particle(w string) bool {
	switch w {
	case "de", "del", "della", "di", "da", "dos", "das", "van", "von", "der", "den", "zu", "la", "le", "du", "y", "e", "bin", "ibn", "al", "el", "ter", "ten", "af", "av":
		return true
	}
	return false
}

// and turns what joins names into commas.
var and = strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", " et ", ",", " y ", ",", ";", ",", " / ", ",", " AND ", ",", "、", ",", "，", ",", " и ", ",",
	" och ", ",", " og ", ",", " with ", ",")

// people parts a text that names authors into their names. What is no name is dropped: addresses, handles, dates, titles behind a comma, the words before.
func people(s string) []string {
	s = clip(s)
	if len(s) > 500 {
		return nil
	}
	s, _ = afterByline(s)
	var names []string
	if a, b, ok := strings.Cut(s, " & "); ok && oneWord(a) && oneWord(b) {
		return []string{s} // a firm
	}
	s = and.Replace(s)
	parts := strings.Split(s, ",")
	if len(parts) == 2 && oneWord(parts[0]) && oneWord(parts[1]) && !isDegree(parts[1]) { // Doe, Jane
		parts = []string{strings.TrimSpace(parts[1]) + " " + strings.TrimSpace(parts[0])}
	}
	for i, part := range parts {
		name := person(part)
		if name == "" || i > 0 && (isDegree(name) || isRole(name)) || len(names) >= maxAuthors {
			continue
		}
		names = append(names, name)
	}
	return names
}

func oneWord(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !strings.Contains(s, " ")
}

// isDegree says whether a text is what stands behind a name, such as MD or Ph.D.
func isDegree(s string) bool {
	s = strings.TrimSpace(s)
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "phd", "jr", "sr", "esq", "msc", "bsc", "med", "edd", "psyd", "pharmd":
		return true
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 6 && !strings.Contains(s, " ") && len(s) < 12 || strings.HasSuffix(s, "®")
}

// isRole says whether a text behind a name and a comma is what the person does.
func isRole(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	for _, w := range words {
		switch strings.Trim(w, ".") {
		case "editor", "writer", "reporter", "columnist", "expert", "contributor", "correspondent", "staff", "author", "journalist", "director", "manager", "founder",
			"co-founder", "ceo", "cto", "cmo", "president", "specialist", "consultant", "analyst", "dietitian", "nutritionist", "professor", "redakteur", "redakteurin", "of", "the", "sr", "senior", "head", "lead", "chief":
			return true
		}
	}
	return false
}

// person returns the name in a text, or nothing if it is not one.
func person(s string) string {
	s = strings.Trim(s, " \t:.,-–—|/•·\u00a0*")
	if rest, ok := afterByline(s); ok {
		s = rest
	}
	words := strings.Fields(s)
	if n := len(words); n == 0 || n > 8 || len(s) > 80 {
		return ""
	} else if n%2 == 0 && slices.Equal(words[:n/2], words[n/2:]) { // Staff Staff
		words = words[:n/2]
	}
	letters := 0
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r == '@', r == '<', r == '{', r == '[', r == '\\', r == '?', r == '!', r == '$', r == '%', r == '=', r == '…':
			return ""
		case r == '/' && strings.Contains(s[i:], "."):
			return ""
		}
	}
	if letters < 2 {
		return ""
	}
	lower := strings.ToLower(s)
	if strings.HasPrefix(lower, "http") || strings.HasPrefix(lower, "www.") || strings.HasPrefix(lower, "by ") {
		return ""
	}
	switch lower {
	case "admin", "administrator", "webmaster", "undefined", "null", "none", "n/a", "unknown", "default", "user", "root", "author", "authors", "about the author", "editor", "guest",
		"share", "menu", "login", "log in", "sign in", "sign up", "subscribe", "contact", "contact us", "updated", "published", "posted", "super user", "follow", "more", "read more", "comments", "false", "true", "about", "written", "reviewed", "author bio":
		return ""
	}
	return strings.Join(words, " ")
}
