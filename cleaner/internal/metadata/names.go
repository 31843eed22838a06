package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/cleaner/internal/metadata/dates"
)

// bylineWords come before an author's name, in lower case; where one begins with another, it comes first.
var bylineWords = []string{
	"written by", "posted by", "published by", "article by", "authored by", "reported by", "story by", "words by", "text by", "created by", "submitted by", "by",
	"authors", "author",
	"geschrieben von", "ein artikel von", "eine analyse von", "ein kommentar von", "verfasst von", "von", "autoren", "autorin", "autor",
	"publié par", "écrit par", "rédigé par", "par", "auteurs", "auteur",
	"escrito por", "publicado por", "redactado por", "por", "autores", "autora",
	"scritto da", "pubblicato da", "a cura di", "di", "autore",
	"geschreven door", "door", "av", "af", "skrevet av", "skrevet af", "skriven av", "text",
	"napisał", "autorzy", "přidal", "napsal", "szerző", "írta", "scris de", "publicat de", "de", "yazan", "yazar", "kirjoittaja", "teksti",
	"автор", "текст", "от", "συντάκτης", "του", "oleh", "penulis", "bởi", "tác giả", "โดย", "作者", "文", "記者", "记者", "글", "기자",
	"بقلم", "كتب", "نویسنده", "מאת", "द्वारा", "लेखक",
}

// bylineByFirst are the bylineWords by their first byte. Every short text of a page is looked up in it.
var bylineByFirst = func() (words [256][]string) {
	for _, w := range bylineWords {
		words[w[0]] = append(words[w[0]], w)
		if upper := strings.ToUpper(w); upper[0] != w[0] {
			words[upper[0]] = append(words[upper[0]], w)
		}
	}
	return words
}()

// afterByline takes a byline word off the beginning of a text, and says whether there was one. Before a single word, such as that of "Di Maio", a
// particle is a part of the name.
func afterByline(s string) (string, bool) {
	if s == "" {
		return s, false
	}
	for _, w := range bylineByFirst[s[0]] {
		if len(s) < len(w) || !strings.EqualFold(s[:len(w)], w) {
			continue
		}
		rest := s[len(w):]
		if rest == "" {
			return "", true
		}
		next, _ := utf8.DecodeRuneInString(rest)
		last, _ := utf8.DecodeLastRuneInString(w)
		name := strings.TrimLeft(rest, " :：/／\u00a0—-|\n\t")
		switch {
		case next == ':' || next == '：' || unicode.Is(unicode.Han, last) && (len(w) > len("文") || name != rest):
			return name, true
		case unicode.IsSpace(next) && !(isParticle(w) && oneWord(name)):
			return name, true
		}
	}
	return s, false
}

// untilDate cuts a byline off where a date or something else begins that is no name.
func untilDate(s string) string {
	if _, start, _, ok := dates.Find(s, dates.Locale{}); ok {
		s = s[:start]
	}
	for _, end := range []string{
		" | ", " • ", " · ", " – ", " — ", " - ", " / ", " published", " updated", " posted", " last ", " on ", " in ", " for ", " at ", " min read", " reviewed by",
	} {
		if i := indexFold(s, end); i >= 0 {
			s = s[:i]
		}
	}
	return s
}

// indexFold returns where a text has an ASCII one in it, whatever its case; -1 if nowhere.
func indexFold(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// and turns what joins names into commas.
var and = strings.NewReplacer(" and ", ",", " AND ", ",", " & ", ",", " with ", ",", " und ", ",", " et ", ",", " y ", ",", " и ", ",", " och ", ",", " og ", ",",
	";", ",", " / ", ",", "、", ",", "，", ",")

// people parts a text that names authors into their names. What is no name is dropped: the words before them, addresses, handles, degrees and offices.
// Inverted says that the family's name may come first: "Doe, Jane".
func people(s string, inverted bool) []string {
	if len(s) > maxTitle {
		return nil
	}
	s, _ = afterByline(withoutEditor(clip(s)))
	if a, b, ok := strings.Cut(s, " & "); ok && oneWord(a) && oneWord(b) {
		return []string{s} // a firm
	}
	parts := strings.Split(and.Replace(s), ",")
	if inverted && len(parts) == 2 && !isDegree(strings.TrimSpace(parts[1])) {
		parts = []string{parts[1] + " " + parts[0]}
	}
	var names []string
	for i, part := range parts {
		name := person(part)
		if name != "" && (i == 0 || !isDegree(name) && !isOffice(name)) && len(names) < maxAuthors {
			names = append(names, name)
		}
	}
	return names
}

// withoutEditor cuts a Chinese byline off where it goes on to who edited the text: "作者：李华 责任编辑：王小明".
func withoutEditor(s string) string {
	for _, label := range []string{"责任编辑", "責任編輯", "责编", "責編", "编辑：", "編輯：", "编辑:", "編輯:"} {
		if i := strings.Index(s, label); i >= 0 {
			s = strings.TrimRight(s[:i], " （(")
		}
	}
	return s
}

// isDegree says whether a text is what stands behind a name and a comma, such as MD or Ph.D.
func isDegree(s string) bool {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "phd", "jr", "sr", "esq", "msc", "bsc", "med", "edd", "psyd", "pharmd":
		return true
	}
	return strings.HasSuffix(s, "®") || oneWord(s) && len(s) < 8 && s[0] < utf8.RuneSelf && strings.IndexFunc(s, unicode.IsLower) < 0
}

// isOffice says whether a text behind a name and a comma is what the person does.
func isOffice(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		switch w {
		case "editor", "writer", "reporter", "columnist", "expert", "contributor", "correspondent", "staff", "author", "journalist", "director", "manager",
			"founder", "co-founder", "ceo", "cto", "cmo", "president", "specialist", "consultant", "analyst", "dietitian", "nutritionist", "professor",
			"redakteur", "redakteurin", "redacteur", "rédacteur", "rédactrice", "redactor", "redactora", "giornalista", "journaliste", "periodista",
			"of", "the", "sr.", "senior", "head", "lead", "chief":
			return true
		}
	}
	return false
}

// person returns the name in a text; nothing if it is no name.
func person(s string) string {
	s = strings.Trim(s, " \t:：.,-–—|/•·\u00a0*")
	if rest, ok := afterByline(s); ok {
		s = rest
	}
	if label, name, ok := strings.Cut(s, ":"); ok && isCredit(label) {
		s = strings.TrimSpace(name)
	}
	words := strings.Fields(s)
	n := len(words)
	if n == 0 || n > 8 || len(s) > 80 || strings.ContainsAny(s, "@<>{}[]\\?!$%=…:") || strings.Contains(s, "//") || strings.HasPrefix(s, "www.") || isPlaceholder(s) || isOutlet(s) {
		return ""
	}
	if n%2 == 0 && slices.Equal(words[:n/2], words[n/2:]) { // Staff Staff
		words = words[:n/2]
	}
	name := strings.Join(words, " ")
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, name)
	if utf8.RuneCountInString(letters) < 2 {
		return ""
	}
	return name
}

// isCredit says whether a text before a colon says that the author follows, though without the colon it may begin a sentence.
func isCredit(label string) bool {
	switch strings.ToLower(label) {
	case "interview", "autor/in", "autor*in", "autor:in", "protokoll":
		return true
	}
	return false
}

// isPlaceholder says whether a text stands where content systems put a name and is none.
func isPlaceholder(s string) bool {
	switch strings.ToLower(s) {
	case "admin", "administrator", "webmaster", "super user", "user", "root", "default", "guest", "unknown", "undefined", "null", "none", "n/a", "true", "false",
		"name", "your name", "author name", "未知", "佚名", "匿名", "网络", "网络整理", "互联网", "发布于", "发表于", "發布於", "發表於",
		"author", "authors", "about", "about the author", "author bio", "full bio", "editor", "written", "reviewed", "updated", "published", "posted",
		"share", "menu", "login", "log in", "sign in", "sign up", "subscribe", "follow", "contact", "contact us", "comments", "more", "read more", "recent posts":
		return true
	}
	return false
}

// looksLikeName says whether a text that nothing introduces looks like a person's name: two to five words, all but particles with capitals or of a
// script that has none.
func looksLikeName(s string) bool {
	words, capitals := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsLetter(r) && !unicode.IsLower(r):
			capitals++
		case !isParticle(w):
			return false
		}
	}
	return 2 <= capitals && words <= 5
}

// isParticle says whether a word in small letters can be a part of a name.
func isParticle(w string) bool {
	switch w {
	case "de", "del", "della", "di", "da", "dos", "das", "do", "van", "von", "der", "den", "zu", "la", "le", "du", "y", "e", "bin", "ibn", "al", "el", "ter", "ten", "af", "av", "par":
		return true
	}
	return false
}
