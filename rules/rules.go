// Package rules strips the chaff from an article's blocks: the teasers, newsletter calls, share bars and legal lines that no extractor sees.
//
// Rules are data: packs of YAML, each rule with what it matches, what it does, and examples of what it must strip and must keep.
// Load reads a pack, Compile makes packs into a Set, and Set.Apply strips a document's blocks. packs/README.md is the packs' reference.
package rules

import "fmt"

// A Level says how bold a rule is.
type Level uint8

// The levels, each one including those above it.
const (
	Safe       Level = iota + 1 // only what is chaff beyond doubt
	Standard                    // the default
	Aggressive                  // also what a careful editor might keep
)

var levelNames = []string{"safe", "standard", "aggressive"}

// String returns the level's name as packs spell it; Level(9) for a level that there is not.
func (l Level) String() string {
	switch {
	case l == 0:
		l = Standard
	case l > Aggressive:
		return fmt.Sprintf("Level(%d)", uint(l))
	}
	return levelNames[l-1]
}

// Categories returns the categories of chaff, in the order in which a reader would ask for them.
func Categories() []string {
	return []string{"teaser", "source", "promo", "share", adCategory, "legal", "nav", "ui", "other"}
}

const adCategory = "ad"

// An Action is what a rule does with a block that it matches.
type Action uint8

// The actions.
const (
	StripBlock   Action = iota + 1 // strips the block
	StripSection                   // strips the block, a label, and what it labels
	StripRest                      // strips the block and all that follow, unless a real paragraph is among them
	StripPart                      // strips the part of the block's text that the expression matches
	KeepBlock                      // keeps the block from every other rule
	KeepSection                    // keeps the block and what it labels from every other rule
)

var actionNames = []string{"strip: block", "strip: section", "strip: rest", "strip: part", "keep: block", "keep: section"}

// String returns the action as packs spell it; Action(9) for an action that there is not.
func (a Action) String() string {
	if a < StripBlock || a > KeepSection {
		return fmt.Sprintf("Action(%d)", uint(a))
	}
	return actionNames[a-1]
}

func (a Action) keeps() bool { return a >= KeepBlock }

// A Pack is a set of rules from one file.
type Pack struct {
	Name     string
	File     string // the file that it was loaded from, as errors name it
	About    string
	Language string   // a BCP 47 tag, or empty: the language that its rules are written for; they run on every text
	Disable  []string // ids of other packs' rules that this pack switches off
	Rules    []Rule
	Sites    []Site
	Warnings []*Problem // what is no error yet, such as keys that will go away

	disableLine, disableColumn int // where Disable stands
}

// A Rule is one entry of a pack.
type Rule struct {
	ID       string
	Category string // one of Categories; empty for a rule that keeps
	About    string // what it strips, in a sentence
	Level    Level
	Action   Action
	Strips   []string // examples: see Check
	Keeps    []string

	// Pack, File, Line and Column say where it stands.
	Pack, File   string
	Line, Column int

	match conjunction
	entry entry
}

// Options choose which rules of the packs work. The zero value is the default.
type Options struct {
	Level   Level    // 0 is Standard
	Disable []string // ids of rules that are switched off
	Keep    []string // categories whose rules are switched off
}

// A Removal is what a rule stripped, and why.
type Removal struct {
	Rule     string `json:"rule"`
	Pack     string `json:"pack"`
	Category string `json:"category"`
	Match    string `json:"match,omitempty"` // what in the rule matched
	Text     string `json:"text"`
	Links    []Link `json:"links,omitempty"` // the links of what was stripped; addresses that stand bare in its text, too
	// Source is the name of the publisher that the text was copied from, where the rule reads one.
	Source string `json:"source,omitempty"`
	// Before is the index, among the blocks that stay, of the block that it stood before. Where Part is set, it is the index of the block that it was a part of.
	Before int  `json:"before"`
	Part   bool `json:"part,omitempty"`
}

// A Page is what rules may ask about the page that blocks come from. The zero value is a text from nowhere.
type Page struct {
	HTML bool   // the blocks come from a page and have nodes
	Host string // the page's host, in lower case
	Path string // the path of the page's address
	Lang string // a BCP 47 tag; empty where it is not known
	Type string // one of PageTypes; empty for a text, and where it is not known

	Title string // the page's title as its metadata have it; empty for a text
}

// PageTypes returns the kinds of page that rules may ask for.
func PageTypes() []string {
	return []string{"article", "collection", "documentation", "forum", "listing", "product", "service"}
}

// A Result is what rules made of a document's blocks.
type Result struct {
	Blocks   []Block // what stays, in order; a block that lost a part is a changed copy
	Removals []Removal
	At       []int    // for each of the Removals, the index of its block among those given
	Warnings []string // guards that held rules back
}
