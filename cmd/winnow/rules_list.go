package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/term"
	"winnow/rules"
)

// The formats of rules list.
const (
	formatTable = "table"
	formatTabs  = "tsv"
)

// listing is what rules list shows.
type listing struct {
	packs    packFlags
	format   *choice
	level    *choice
	language string
	category string
	pack     string
	counts   bool
	quiet    bool
}

const aboutList = `Lists the rules and the sites in the order in which their packs are read: the built-in ones, your own in the configuration folder, and those that --rules names.

On a terminal the list is a table; elsewhere each rule is a line of fields parted by tabs, without a header. A rule is off if a pack switches it off,
and replaced if a later pack has a rule with its id.

--examples counts the rules' examples instead, by language and category: what they strip, and, after a bar, what they keep.`

// newRulesList returns the command that lists rules.
func newRulesList() *cobra.Command {
	var l listing
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules",
		Long:  aboutList,
		Example: `  winnow rules list --language de --category teaser
  winnow rules list --examples
  winnow rules list -f json | jq -r '.[] | select(.state == "off") | .id'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("%s takes no %q: choose with --language, --category, --pack or --level", cmd.CommandPath(), args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			out, err := l.run(cmd.OutOrStdout(), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			return deliver(cmd, out)
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	set.StringVar(&l.language, "language", "", "only the packs for this language, as a `TAG` like en or zh-Hans; none for those that are for no one language")
	set.StringVar(&l.category, "category", "", "only the rules of this `CATEGORY`; keep for those that keep, site for what is no rule but a site")
	completeFlag(cmd, "category", listCategories()...)
	set.StringVar(&l.pack, "pack", "", "only the rules of the pack with this `NAME`")
	l.level = choiceFlag(cmd, "level", "", "", "only the rules that work at this level",
		rules.Safe.String(), rules.Standard.String(), rules.Aggressive.String())
	l.packs.define(set)
	set.BoolVar(&l.counts, "examples", false, "count the examples by language and category")
	l.format = choiceFlag(cmd, "format", "f", "", "what to write (default: table on a terminal, else tsv)", formatTable, formatTabs, formatJSON)
	quietFlag(set, &l.quiet, withoutWarnings)
	return cmd
}

// withoutWarnings is the usage of -q where there is nothing else to leave out.
const withoutWarnings = "print no warnings about packs"

// What lists say where a rule has no language or no category, or is a site, and where it is not from a file.
const (
	languageNone = "none"
	categoryKeep = "keep"
	categorySite = "site"
	fromBuiltin  = "built-in"
)

// The states of a rule.
const (
	stateOn       = "on"
	stateOff      = "off"      // a pack switches it off
	stateReplaced = "replaced" // a later pack has a rule with its id
)

// listCategories returns what the list may say of a rule's category.
func listCategories() []string { return append(rules.Categories(), categoryKeep, categorySite) }

// A listed rule, or site, is a line of the list.
type listedRule struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Level    string `json:"level"`
	Action   string `json:"action"`
	Language string `json:"language"`
	Pack     string `json:"pack"`
	State    string `json:"state"` // on, off or replaced
	From     string `json:"from"`  // file:line, or built-in
	About    string `json:"about"`

	level         rules.Level
	strips, keeps int // examples
	place         string
	source        func() string
}

// run returns what the list says. Where it goes to decides its format, unless the user does.
func (l *listing) run(stdout, stderr io.Writer) (string, error) {
	builtin, own, err := l.packs.all()
	if err != nil {
		return "", err
	}
	if !l.quiet {
		warn(stderr, own)
	}
	if err := l.check(slices.Concat(builtin, own)); err != nil {
		return "", err
	}
	listed := slices.DeleteFunc(list(builtin, own), func(r listedRule) bool { return !l.wants(r) })
	format := l.format.word
	if format == "" {
		format = formatTabs
		if isTerminal(stdout) {
			format = formatTable
		}
	}
	rows := [][]string{{"ID", "CATEGORY", "LEVEL", "STATE", "FROM", "ABOUT"}}
	for _, r := range listed {
		rows = append(rows, []string{r.ID, r.Category, r.Level, r.State, r.From, r.About})
	}
	if l.counts {
		rows = countExamples(listed)
	}
	switch {
	case l.counts && format == formatJSON:
		return "", fmt.Errorf("--examples is a table; use it with -f %s or -f %s", formatTable, formatTabs)
	case format == formatJSON:
		data, err := encode(listed)
		return string(data) + "\n", err
	case format == formatTable:
		return table(rows, width(stdout)), nil
	case l.counts:
		return tabs(rows), nil
	}
	return tabs(rows[1:]), nil
}

// check returns an error if nothing can be what the flags ask for.
func (l *listing) check(packs []*rules.Pack) error {
	var names, languages []string
	for _, p := range packs {
		names = append(names, p.Name)
		if p.Language != "" {
			languages = append(languages, p.Language)
		}
	}
	for _, c := range []struct {
		flag, value string
		known       []string
	}{
		{"--category", l.category, listCategories()},
		{"--pack", l.pack, names},
		{"--language", l.language, append(languages, languageNone)},
	} {
		if c.value != "" && !slices.ContainsFunc(c.known, func(k string) bool { return k == c.value || c.flag == "--language" && inLanguage(k, c.value) }) {
			slices.Sort(c.known)
			return fmt.Errorf("%s %s: it must be one of: %s", c.flag, c.value, strings.Join(slices.Compact(c.known), ", "))
		}
	}
	return nil
}

// wants tells whether a rule is one of those asked for.
func (l *listing) wants(r listedRule) bool {
	return (l.language == "" || inLanguage(r.Language, l.language)) && (l.category == "" || r.Category == l.category) &&
		(l.pack == "" || r.Pack == l.pack) && (l.level.word == "" || r.level <= levels[l.level.word])
}

// inLanguage tells whether a tag is of a language: zh-Hans is of zh.
func inLanguage(tag, language string) bool {
	return strings.EqualFold(tag, language) || len(tag) > len(language) && strings.EqualFold(tag[:len(language)+1], language+"-")
}

// list returns the packs' rules and sites in order.
func list(builtin, own []*rules.Pack) []listedRule {
	var off []string
	listed := []listedRule{}
	for n, p := range slices.Concat(builtin, own) {
		off = append(off, p.Disable...)
		add := func(r listedRule, file string, line int) {
			r.Language, r.Pack, r.place = cmp.Or(p.Language, languageNone), p.Name, file
			if line > 0 {
				r.place += ":" + strconv.Itoa(line)
			}
			r.From = r.place
			if n < len(builtin) {
				r.From = fromBuiltin
			}
			listed = append(listed, r)
		}
		for _, r := range p.Rules {
			add(listedRule{
				ID: r.ID, Category: cmp.Or(r.Category, categoryKeep), Level: r.Level.String(), Action: r.Action.String(), About: r.About,
				level: r.Level, strips: len(r.Strips), keeps: len(r.Keeps), source: r.Source,
			}, r.File, r.Line)
		}
		for _, s := range p.Sites {
			add(listedRule{ID: s.ID, Category: categorySite, About: cmp.Or(s.About, strings.Join(s.Hosts, ", ")), source: s.Source}, s.File, s.Line)
		}
	}
	seen := make(map[string]bool)
	for i, r := range slices.Backward(listed) {
		switch {
		case seen[r.ID]:
			listed[i].State = stateReplaced
		case slices.Contains(off, r.ID):
			listed[i].State = stateOff
		default:
			listed[i].State = stateOn
		}
		seen[r.ID] = true
	}
	return listed
}

// countExamples returns a table with a row for each language and a column for each category: how many examples of what goes, and of what stays.
func countExamples(listed []listedRule) [][]string {
	type cell struct{ strips, keeps int }
	counts := make(map[string]map[string]cell)
	var languages []string
	for _, r := range listed {
		if counts[r.Language] == nil {
			counts[r.Language] = make(map[string]cell)
			languages = append(languages, r.Language)
		}
		c := counts[r.Language][r.Category]
		counts[r.Language][r.Category] = cell{c.strips + r.strips, c.keeps + r.keeps}
	}
	columns := append(rules.Categories(), categoryKeep)
	rows := [][]string{append([]string{"LANGUAGE"}, columns...)}
	slices.Sort(languages)
	for _, language := range languages {
		row := []string{language}
		for _, category := range columns {
			c := counts[language][category]
			row = append(row, fmt.Sprintf("%d|%d", c.strips, c.keeps))
		}
		rows = append(rows, row)
	}
	return rows
}

// tabs returns rows as lines of fields parted by tabs.
func tabs(rows [][]string) string {
	var s strings.Builder
	for _, row := range rows {
		s.WriteString(strings.Join(row, "\t") + "\n")
	}
	return s.String()
}

// table returns rows as a table, its lines cut to a width in characters; 0 leaves them whole.
func table(rows [][]string, width int) string {
	var aligned, s strings.Builder
	w := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush() // a strings.Builder takes everything
	for line := range strings.Lines(aligned.String()) {
		runes := []rune(strings.TrimRight(line, " \n"))
		if width > 0 && len(runes) > width {
			runes = append(runes[:width-1], '…')
		}
		s.WriteString(string(runes) + "\n")
	}
	return s.String()
}

// width returns how many characters fit on a line of a terminal; 0 for what is none.
func width(stdout io.Writer) int {
	f, ok := stdout.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
