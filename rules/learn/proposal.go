package learn

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// kind says what a proposal strips.
type kind uint8

const (
	exactLine       kind = iota // lines of one form
	commonBeginning             // lines with a common beginning
	labelledLinks               // a label with the links under it
	linkElements                // the elements of a class
)

// A proposal is what should be stripped, before it is written as a rule.
type proposal struct {
	kind    kind
	form    uint64 // of an exactLine, and of the label of labelledLinks
	words   form   // of a commonBeginning
	end     string // the expression that comes after them
	longest int    // words that its lines have at the most
	class   string // of linkElements
	linked  bool   // the lines are nothing but links
	tail    bool   // strip them only where no real paragraph comes after them
	last    bool   // strip them only where nothing comes after them

	documents, of, times int
	place                string
	example              *example
}

// Evidence is why a rule was proposed.
type Evidence struct {
	Documents int    // that it strips something of
	Of        int    // documents of the host, those left out that have most of their text from another one
	Times     int    // lines that it strips in them; of a label with the links under it, the labels
	Place     string // where they stand, in words
	Example   string // one of them
	ID        string // a document that it stands in
}

// A Rule is a proposal as a pack holds it.
type Rule struct {
	ID, Host, Category, About string
	// Match are the other keys of its match with their values, in order.
	Match [][2]string
	// Strip is block or section.
	Strip    string
	Strips   string
	Keeps    string
	Evidence Evidence

	spare []string // what Keeps may be as well
}

// legalSign is the sign of a legal line that no language lacks.
const legalSign = "©"

// rule writes the proposal as a rule. Ids are those that are taken.
func (p *proposal) rule(pack, host string, ids map[string]bool) Rule {
	text := strings.Join(strings.Fields(p.example.text), " ")
	r := Rule{Host: host, Category: "other", Strip: "block", Strips: text}
	r.Evidence = Evidence{p.documents, p.of, p.times, p.place, text, p.example.id}
	keeps := p.example.prose
	switch {
	case p.linked && p.kind == exactLine: // it leads from everywhere to one place
		r.Category = "nav"
	case p.linked:
		r.Category = "teaser"
	case strings.Contains(text, legalSign):
		r.Category = "legal"
	}
	if p.linked {
		r.Strips = markdownLink(text)
	}
	inHost := ""
	if host != "" {
		inHost = " of " + host
	}
	name := text
	switch p.kind {
	case exactLine:
		r.About = fmt.Sprintf("a line that repeats in documents%s", inHost)
		r.Match = append(r.Match, [2]string{"expression", "^" + formOf(text).expression() + "$"})
	case commonBeginning:
		r.About = fmt.Sprintf("lines that begin alike in documents%s", inHost)
		r.Match = append(r.Match, [2]string{"expression", "^" + p.words.expression() + p.end}, [2]string{"words", ".." + strconv.Itoa(p.longest+p.longest/4+1)})
		name = ""
		for _, w := range p.words {
			name += w.text + " "
		}
	case labelledLinks:
		r.About = fmt.Sprintf("a label and the links under it in documents%s", inHost)
		r.Category, r.Strip = "teaser", "section"
		r.Match = append(r.Match, [2]string{"label-alone", text}, [2]string{"followed-by", "{link-share: 0.8.., links-to: same-site}"})
		r.Strips = text
		for _, l := range p.example.links {
			r.Strips += "\n- " + markdownLink(l.Text)
		}
	case linkElements:
		r.About = fmt.Sprintf("the links in elements of one class in documents%s", inHost)
		r.Match = append(r.Match, [2]string{"selector", "." + p.class}, [2]string{"links-to", "same-site"})
		r.Strips = fmt.Sprintf(`<div class="%s"><a href="/">%s</a></div>`, p.class, escapeHTML(text))
		name = p.class
	}
	if p.linked {
		r.Match = append(r.Match, [2]string{"link-share", "0.8.."})
	}
	if p.tail {
		r.Match = append(r.Match, [2]string{"place", "tail"})
	}
	if p.last {
		r.Match = append(r.Match, [2]string{"followed-by", "edge"})
	}
	// Where no paragraph of the body is at hand, the line itself in quotation stands for one.
	r.spare = append(keeps[:len(keeps):len(keeps)], "“… "+text+" …”", "… "+text+" …")
	r.Keeps, r.spare = r.spare[0], r.spare[1:]
	r.ID = idOf(pack, host, name, ids)
	return r
}

func markdownLink(text string) string { return "[" + text + "](/)" }

var htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeHTML(text string) string { return htmlEscapes.Replace(text) }

// idOf returns an id that is not taken: the pack, the host, and the first words of a name as far as ids can hold them.
func idOf(pack, host, name string, taken map[string]bool) string {
	const mostWords = 5
	var words []string
	for word := range strings.FieldsSeq(strings.ToLower(norm.NFKD.String(number.ReplaceAllLiteralString(name, "")))) {
		if word = strings.Trim(strings.Map(only(func(r rune) bool { return isIDRune(r) || r == '-' }), word), "-"); word != "" && len(words) < mostWords {
			words = append(words, word)
		}
	}
	parts := []string{pack}
	if h := strings.TrimLeft(strings.Map(only(func(r rune) bool { return isIDRune(r) || r == '.' || r == '-' }), host), ".-"); h != "" {
		parts = append(parts, h)
	}
	id := strings.Join(append(parts, cmp.Or(strings.Join(words, "-"), "line")), "/")
	unique := id
	for n := 2; taken[unique]; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	taken[unique] = true
	return unique
}

func isIDRune(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// only returns a mapping that drops all other runes.
func only(these func(rune) bool) func(rune) rune {
	return func(r rune) rune {
		if these(r) {
			return r
		}
		return -1
	}
}
