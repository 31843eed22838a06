// Package rules strips the chaff from an article's blocks: the teasers, newsletter calls, share bars and legal lines that no extractor sees.
//
// Rules are data: packs of YAML, each rule with what it matches, what it does, and examples of what it must strip and must keep.
package rules

// A Level says how bold the rules are.
type Level uint8

// The levels, each one including those above it.
const (
	Safe       Level = iota + 1 // only what is chaff beyond doubt
	Standard                    // the default
	Aggressive                  // what is chaff more often than not
)

// A Pack is a set of rules from one file.
type Pack struct {
	Name string
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
	Links    []Link `json:"links,omitempty"`
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
}

// A Result is what rules made of a document's blocks.
type Result struct {
	Blocks   []Block // what stays, in order; a block that lost a part is a changed copy
	Removals []Removal
	Warnings []string // guards that held rules back
}

// A Set is packs compiled into an index. It is immutable and safe for concurrent use.
type Set struct{}

// Load reads a pack. Name names it in errors, which say the line, the column, the rule's id, what is wrong and what would be right.
func Load(name string, data []byte) (*Pack, error) { return nil, nil }

// Builtin returns the packs that come with winnow.
func Builtin() ([]*Pack, error) { return nil, nil }

// Compile makes packs into a Set. A rule of a later pack takes the place of an earlier one with the same id.
func Compile(packs []*Pack, o Options) (*Set, error) { return &Set{}, nil }

// Apply strips blocks of a document. The caller's blocks are not changed.
func (s *Set) Apply(blocks []Block, p Page) Result { return Result{Blocks: blocks} }
