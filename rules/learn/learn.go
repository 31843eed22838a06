// Package learn finds what repeats around the articles of a site, and proposes rules that strip it.
//
// A Learner is given the blocks of many documents, as extraction and the rules that there are have left them. It counts, for each host, lines that stand in
// many of its documents in like places: word for word or with other numbers and dates (form.go), with a common beginning (beginnings.go), as a label
// over links (sections.go), or as links in elements of one class (classes.go).
// What repeats is taken for chaff only where nothing in its place and its looks (habit.go) speaks for body text (judge.go). It is written down as a pack, with its evidence (pack.go).
package learn

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"winnow/rules"
)

// Options say how much evidence a rule needs. The zero value is the default.
type Options struct {
	// MinDocuments is the least number of a host's documents that a line must stand in; 0 means DefaultMinDocuments. Below 2 nothing repeats, so it is at least 2.
	MinDocuments int
	// MinShare is the least share of a host's documents that a line must stand in, 0 to 1; 0 means DefaultMinShare.
	MinShare float64
	// MaxDocuments is how many documents of a host are learnt from, the first that come; 0 means DefaultMaxDocuments. It bounds the memory that a host takes: some 2 kB for a document.
	MaxDocuments int
	// Name is the pack's name, and the beginning of its rules' ids; empty means "learned". It has small letters, digits and -.
	Name string
	// Beside are the packs that the learnt one will be used beside. What a rule's example keeps must stay under them, too.
	Beside []*rules.Pack
}

// The defaults of Options.
const (
	DefaultMinDocuments = 3
	DefaultMinShare     = 0.01
	DefaultMaxDocuments = 5000
)

// A Document is one that is learnt from.
type Document struct {
	// ID names the document in the evidence.
	ID string
	// Host is the host of the document's page; a www. before it does not count. Documents without a host are learnt from together, as if they were of one site,
	// and rules that come of them hold everywhere.
	Host string
	// Blocks are what extraction and rules have left of the document.
	Blocks []rules.Block
	// Removals are what rules have stripped already, to be reported.
	Removals []rules.Removal
}

// A Learner gathers what repeats. Its methods must not be called at the same time.
type Learner struct {
	options  Options
	sites    map[string]*site
	stripped map[lineKey]*strippedLine
	skipped  int
}

// New returns a Learner.
func New(o Options) *Learner {
	o.MinDocuments = max(cmp.Or(o.MinDocuments, DefaultMinDocuments), 2)
	o.MinShare = cmp.Or(o.MinShare, DefaultMinShare)
	o.MaxDocuments = cmp.Or(o.MaxDocuments, DefaultMaxDocuments)
	o.Name = cmp.Or(o.Name, "learned")
	return &Learner{options: o, sites: map[string]*site{}, stripped: map[lineKey]*strippedLine{}}
}

// Add learns from a document. It keeps no reference to its blocks: of most of them nothing but numbers is kept, text only of what repeats.
func (l *Learner) Add(d Document) {
	host := hostOf(d.Host)
	s := l.sites[host]
	if s == nil {
		s = &site{host: host, lines: map[uint64]*example{}}
		l.sites[host] = s
	}
	if len(s.documents) >= l.options.MaxDocuments {
		l.skipped++
		return
	}
	s.add(&d)
	l.addStripped(&d)
}

// hostOf returns a host as rules name it.
func hostOf(host string) string {
	return strings.TrimPrefix(strings.Trim(strings.ToLower(host), "."), "www.")
}

// A strippedLine is one that repeats, and that rules strip already.
type strippedLine struct {
	text      string
	documents int
}

type lineKey struct {
	rule string
	form uint64
}

func (l *Learner) addStripped(d *Document) {
	seen := map[lineKey]bool{}
	for _, r := range d.Removals {
		key := lineKey{r.Rule, formOf(r.Text).hash()}
		if seen[key] {
			continue
		}
		seen[key] = true
		line := l.stripped[key]
		if line == nil {
			line = &strippedLine{}
			l.stripped[key] = line
		}
		line.documents++
		if line.documents == 2 { // what stands only once is not kept
			line.text = r.Text
		}
	}
}

// Findings are what was learnt.
type Findings struct {
	// Name is the pack's name.
	Name string
	// Rules are the proposals: by host, those with most evidence first.
	Rules []Rule
	// Left are lines that repeat as much, but look like body text.
	Left []Line
	// Stripped are lines that repeat and are stripped by rules already.
	Stripped []Line

	Documents  int // that were learnt from
	Duplicates int // that were not, because they have most of their text from another document of the host
	Skipped    int // that came after the host's first MaxDocuments
	Sites      int
	Untestable int // proposals that were dropped because no example could be made of them that a pack can hold
}

// A Line is a line that repeats and has no rule in the pack.
type Line struct {
	Host      string
	Text      string
	Documents int    // that it stands in
	Of        int    // documents of the host
	Why       string // why it has no rule: what looks like body, or the id of the rule that strips it already
}

// Findings returns what the documents so far have taught. It depends on them and their order alone.
func (l *Learner) Findings() Findings {
	f := Findings{Name: l.options.Name, Skipped: l.skipped, Sites: len(l.sites)}
	ids := map[string]bool{}
	for _, host := range slices.Sorted(maps.Keys(l.sites)) {
		s := l.sites[host]
		unique := s.unique()
		f.Documents += len(s.documents)
		f.Duplicates += len(s.documents) - len(unique)
		proposals, left := s.judge(unique, l.options.MinDocuments, l.options.MinShare)
		for _, p := range proposals {
			f.Rules = append(f.Rules, p.rule(l.options.Name, s.host, ids))
		}
		f.Left = append(f.Left, left...)
	}
	for key, line := range l.stripped { // in no order: they are sorted
		if line.documents >= l.options.MinDocuments {
			f.Stripped = append(f.Stripped, Line{Text: line.text, Documents: line.documents, Of: f.Documents, Why: key.rule})
		}
	}
	slices.SortFunc(f.Stripped, func(a, b Line) int {
		return cmp.Or(b.Documents-a.Documents, cmp.Compare(a.Text, b.Text), cmp.Compare(a.Why, b.Why))
	})
	f.prove(l.options.Beside)
	return f
}
