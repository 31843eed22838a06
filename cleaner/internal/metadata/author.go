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

// authors returns the page's authors from the best source: people whom the page's data name, then the byline that readers see, then an
// organisation that signs.
func (p *page) authors() []Value {
	var own, organisation []Value
	var found []Value
	from := ""
	for c := range p.ranked(author) {
		if found != nil && c.From != from {
			break
		}
		for _, name := range people(c.Text) {
			v := Value{name, c.From}
			switch {
			case p.isSite(name):
				own = append(own, v)
			case c.From == fromOrganisation:
				organisation = append(organisation, v)
			default:
				found, from = append(found, v), c.From
			}
		}
	}
	if found == nil {
		found = p.byline()
	}
	if found == nil && p.work {
		found = organisation
	}
	if found == nil && p.work {
		found = own[:min(len(own), 1)]
	}
	return unique(found)
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

// byline returns the authors that a byline near the page's heading names.
func (p *page) byline() []Value {
	if p.heading == nil {
		return nil
	}
	for _, near := range [...][2]int{{0, 12}, {-6, 30}} {
		for _, m := range p.marks {
			d := m.order - p.heading.order
			if m.hints&isAuthor == 0 || d < near[0] || d > near[1] || m.region&^p.heading.region&(inNav|inAside|inCard) != 0 {
				continue
			}
			if names := m.names(); names != nil {
				return names
			}
		}
	}
	return nil
}

// names returns the people that a mark names.
func (m *mark) names() []Value {
	var parts []string
	if m.node.Type == html.TextNode {
		parts = following(m.node, 6)
	} else {
		for n := range texts(m.node, 40) {
			if n != nil && !blank(n.Data) {
				parts = append(parts, clip(n.Data))
			}
			if len(parts) > 8 {
				break
			}
		}
	}
	sure := m.hints&relAuthor != 0
	var names []Value
	joined := false
	for _, part := range parts {
		rest, ok := afterByline(part)
		sure = sure || ok
		if ok && rest == "" {
			continue
		}
		if names != nil && !joined && !joins(part) {
			break
		}
		if joined = joins(part); joined {
			continue
		}
		if len(part) > 150 || ok && names != nil {
			break
		}
		found := people(rest)
		if len(found) == 0 {
			break
		}
		for _, name := range found {
			if !sure && !looksLikeName(name) {
				return names
			}
			names = append(names, Value{name, fromByline})
		}
		joined = strings.HasSuffix(part, ",") || strings.HasSuffix(part, " and") || strings.HasSuffix(part, "&")
	}
	return names
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

// people parts a text that names authors into their names. What is no name is dropped: addresses, handles, dates, titles behind a comma, the words before.
func people(s string) []string {
	s = clip(s)
	if len(s) > 500 {
		return nil
	}
	s, _ = afterByline(s)
	if _, start, _, ok := dates.Find(s, dates.Locale{}); ok {
		s = s[:start]
	}
	for _, end := range []string{" | ", " • ", " · ", " – ", " — ", " - ", " Published", " Updated", " Posted", " on ", " in ", " min read", " for ", "Reviewed by", " at "} {
		if i := strings.Index(s, end); i >= 0 {
			s = s[:i]
		}
	}
	for _, and := range []string{" and ", " & ", " und ", " et ", " y ", ";", " / ", " AND ", "、", "，", " и ", " och ", " og ", " with "} {
		s = strings.ReplaceAll(s, and, ",")
	}
	var names []string
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
