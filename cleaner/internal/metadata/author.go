package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAuthors bounds the list of authors; that of a paper with hundreds of them is cut off.
const maxAuthors = 50

// authors returns the page's authors from the best source: those that the page's data name, or else those of the byline that readers see. The site
// itself is its author only where nobody else is and the page is dated, as what is written by somebody is.
func (p *page) authors(dated bool) []Value {
	var found, own []Value
	for c := range p.ranked(author) {
		if found != nil && c.From != found[0].From {
			break
		}
		for _, name := range people(c.Text, strings.HasPrefix(c.From, "citation_") || strings.HasPrefix(c.From, "dc")) {
			if p.isOwner(name) {
				continue
			}
			if v := (Value{name, c.From}); p.isSite(name) {
				own = append(own, v)
			} else {
				found = append(found, v)
			}
		}
	}
	if found == nil {
		found = p.byline(false)
	}
	if found == nil && dated && own != nil {
		found = own[:1]
	}
	if found == nil {
		found = p.byline(true)
	}
	return unique(found)
}

// isOwner says whether a name is the one that the page gives as the holder of its copyright, and not worded as a person's: a person may hold it, too.
func (p *page) isOwner(name string) bool {
	return !looksLikeName(name) && slices.ContainsFunc(p.found[rights], func(c candidate) bool {
		return strings.Trim(squeeze(owner.Replace(c.Text)), "0123456789") == squeeze(name) // without years
	})
}

// owner leaves the owner's name of a note of copyright.
var owner = strings.NewReplacer("Copyright", "", "copyright", "", "COPYRIGHT", "", "(c)", "", "(C)", "", "All rights reserved", "", "all rights reserved", "", "版权所有", "", "版權所有", "")

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

// byline returns the authors that a byline near the page's heading names: others than the site, or the site itself.
func (p *page) byline(site bool) []Value {
	if p.heading == nil || p.listing() {
		return nil
	}
	forum := p.forum()
	outside := (inNav | inAside | inCard | inFooter | inQuote) &^ p.heading.region
	if !forum {
		outside |= inComment &^ p.heading.region
	}
	for _, pass := range [...]struct {
		from, to int  // in texts from the heading on
		sure     bool // only where a word or a link says that an author is named
	}{{0, 8, false}, {0, 30, true}, {-6, 20, false}, {-6, far, true}} {
		if pass.to == far {
			if !p.work {
				break
			}
			outside &^= inFooter
		}
		for i := range p.marks {
			m := &p.marks[i]
			d := m.order - p.heading.order
			if m.hints&isAuthor == 0 || d < pass.from || d > pass.to || m.region&outside != 0 {
				continue
			}
			if m.hints&isBare != 0 && (pass.to == far || m.prose > p.heading.prose+maxStandfirst && !beginsLine(m.node)) {
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

// maxStandfirst is how many longer texts may stand between a heading and a byline that is a mere part of a line. After more of them, the article has
// begun.
const maxStandfirst = 2

// forum says whether the page is one where people sign with a name of their choice.
func (p *page) forum() bool {
	switch p.kind {
	case "DiscussionForumPosting", "QAPage", "Question":
		return true
	}
	if p.url == nil {
		return false
	}
	for w := range strings.FieldsSeq(fold(p.url.Host + p.url.Path)) {
		switch w {
		case "forum", "forums", "thread", "threads", "topic", "viewtopic", "showthread", "community", "board", "boards", "discussion", "discussions", "questions", "answers":
			return true
		}
	}
	return false
}

// names returns the people that a mark names. Sure asks for a word or a link that says so.
func (m *mark) names(sure, forum bool) []string {
	texts := parts(m.node, 8)
	said := m.hints&isSure != 0
	joined := true // an author may follow
	var names []string
	for i, text := range texts {
		rest, ok := afterByline(text)
		if ok && !joined {
			break
		}
		said = said || ok
		switch {
		case rest == "":
			continue
		case joins(text):
			joined = true
			continue
		case !joined || len(rest) > maxByline || sure && !said:
			return names
		}
		for _, name := range people(untilDate(rest), false) {
			setOff := ok && strings.ContainsAny(strings.TrimSuffix(text, rest), " :：/／")
			if !looksLikeName(name) && !(oneWord(name) && (forum || setOff && isHanName(name) || m.signs(name, i, len(texts), said))) {
				return names
			}
			names = append(names, name)
		}
		if names == nil {
			break
		}
		joined = joinsNext(text)
	}
	return names
}

// isHanName says whether a text can be a Chinese name: two to four characters.
func isHanName(s string) bool {
	n := utf8.RuneCountInString(s)
	return 2 <= n && n <= 4 && strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0
}

// signs says whether the single word in the text i of n can be what somebody signs with. Prose goes on after "by" too.
func (m *mark) signs(name string, i, n int, said bool) bool {
	r, _ := utf8.DecodeRuneInString(name)
	switch {
	case m.hints&isBare != 0:
		return i > 0 && !unicode.IsLower(r)
	case m.hints&isSure != 0:
		return true
	}
	return n == 1 || said && !unicode.IsLower(r)
}

// joins says whether a text is but what stands between two names.
func joins(s string) bool {
	switch strings.ToLower(s) {
	case ",", "and", "&", ", and", "und", "et", "y", "e", "en", "og", "och", "i", "и", "و":
		return true
	}
	return false
}

// joinsNext says whether a text ends with what stands between two names.
func joinsNext(s string) bool {
	s = strings.ToLower(s)
	return strings.HasSuffix(s, ",") || strings.HasSuffix(s, " and") || strings.HasSuffix(s, " &")
}
