package learn

import (
	"fmt"
	"slices"
	"strings"

	"winnow/rules"
)

// Pack returns the findings as a pack: YAML that rules.Load reads and whose examples rules.Check passes, with the evidence as comments.
func (f Findings) Pack() []byte {
	var s strings.Builder
	s.WriteString("# Learnt from what repeats. Read each rule and its evidence before you use it, and give it a better id, category and about.\n")
	f.header(&s)
	if len(f.Rules) == 0 {
		s.WriteString("rules: []\n")
	} else {
		s.WriteString("rules:\n")
	}
	host := ""
	for i := range f.Rules {
		r := &f.Rules[i]
		if r.Host != host {
			host = r.Host
			fmt.Fprintf(&s, "\n  # %s\n", host)
		}
		s.WriteString("\n")
		r.write(&s)
	}
	writeLines(&s, "Repeat as much, but look like body text, so there is no rule for them:", f.Left)
	writeLines(&s, "Repeat, and are stripped by rules already:", f.Stripped)
	return []byte(s.String())
}

func (f Findings) header(s *strings.Builder) {
	fmt.Fprintf(s, "version: %d\npack: %s\nabout: Lines that repeat in the documents that it was learnt from.\n", rules.Version, f.Name)
}

func (r *Rule) write(s *strings.Builder) {
	e := r.Evidence
	where := ""
	if e.ID != "" {
		where = ", for example in " + comment(e.ID)
	}
	fmt.Fprintf(s, "  # In %d of %d documents, %d times, %s%s:\n  #   %s\n", e.Documents, e.Of, e.Times, e.Place, where, comment(e.Example))
	fmt.Fprintf(s, "  - id: %s\n    category: %s\n    about: %s\n    match:\n", r.ID, r.Category, quote(r.About))
	if r.Host != "" {
		fmt.Fprintf(s, "      host: %s\n", quote(r.Host))
	}
	for _, m := range r.Match {
		value := m[1]
		if !strings.HasPrefix(value, "{") || m[0] != "followed-by" { // which may be a match of its own
			value = quote(value)
		}
		fmt.Fprintf(s, "      %s: %s\n", m[0], value)
	}
	fmt.Fprintf(s, "    strip: %s\n", r.Strip)
	writeExample(s, "strips", r.Strips)
	writeExample(s, "keeps", r.Keeps)
}

// writeExample writes an example of one line or of several.
func writeExample(s *strings.Builder, key, text string) {
	if !strings.Contains(text, "\n") {
		fmt.Fprintf(s, "    %s: %s\n", key, quote(text))
		return
	}
	fmt.Fprintf(s, "    %s: |\n", key)
	for line := range strings.Lines(text) {
		s.WriteString("      " + strings.TrimSuffix(line, "\n") + "\n")
	}
}

// quote writes a text of one line as a YAML scalar.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// maxListed is how many lines are listed that have no rule.
const maxListed = 25

func writeLines(s *strings.Builder, title string, lines []Line) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(s, "\n# %s\n", title)
	for _, l := range lines[:min(len(lines), maxListed)] {
		host := ""
		if l.Host != "" {
			host = comment(l.Host) + ", "
		}
		fmt.Fprintf(s, "#   %s%d of %d documents (%s): %s\n", host, l.Documents, l.Of, comment(l.Why), comment(l.Text))
	}
	if more := len(lines) - maxListed; more > 0 {
		fmt.Fprintf(s, "#   and %d more\n", more)
	}
}

// comment returns as much of a text as fits in a comment.
func comment(text string) string {
	const most = 120 // signs
	runes := []rune(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if !printable(string(r)) {
			return ' '
		}
		return r
	}, text)), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

// prove checks the rules' examples, and drops the rules that no example fits: a host that is a public suffix, a line that a pack's examples would read as something else.
func (f *Findings) prove(beside []*rules.Pack) {
	for len(f.Rules) > 0 {
		wrong := f.wrong(beside)
		if len(wrong) == 0 {
			return
		}
		before := len(f.Rules)
		f.Rules = slices.DeleteFunc(f.Rules, func(r Rule) bool { return wrong[r.ID] && len(r.spare) == 0 })
		f.Untestable += before - len(f.Rules)
		for i := range f.Rules {
			if r := &f.Rules[i]; wrong[r.ID] {
				r.Keeps, r.spare = r.spare[0], r.spare[1:]
			}
		}
	}
}

// wrong returns the ids of the rules that a pack cannot hold as they are, or whose examples fail.
func (f *Findings) wrong(beside []*rules.Pack) map[string]bool {
	pack, err := rules.Load(f.Name, (&Findings{Name: f.Name, Rules: f.Rules}).Pack())
	if err == nil {
		err = rules.Check([]*rules.Pack{pack}, beside)
	}
	ids := map[string]bool{}
	for _, p := range rules.Problems(err) {
		if p.Rule != "" {
			ids[p.Rule] = true
			continue
		}
		for _, r := range f.Rules { // it cannot be said which of them is at fault
			ids[r.ID] = true
		}
	}
	return ids
}
