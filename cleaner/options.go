package cleaner

import (
	"winnow/cleaner/internal/extract"
	"winnow/rules"
)

// An Extractor is a way of finding the article among a page's blocks.
type Extractor string

// The extractors.
const (
	Auto        Extractor = "auto"        // native, and Readability's second opinion where that is not sure
	Native      Extractor = "native"      // a model of what articles look like
	Readability Extractor = "readability" // go-shiori/go-readability
	None        Extractor = "none"        // the whole page

	// BySite is what a Document says whose body a rule for its site found. It cannot be chosen: it goes before every extractor but None.
	BySite Extractor = "site"
)

// An Option changes how a Cleaner works.
type Option func(*config)

type config struct {
	extractor   Extractor
	packs       []*rules.Pack
	noBuiltin   bool
	ruleOptions rules.Options
	noLinks     bool
	noImages    bool
	noTables    bool
	comments    bool
	decisions   bool
	maxBytes    int64
	models      *extract.Models // nil for those that are built in; only tests set it
}

// DefaultMaxBytes is the largest page or text that a Cleaner reads unless WithMaxBytes says otherwise: 256 MiB.
const DefaultMaxBytes = 256 << 20

// WithExtractor chooses how the article is found on a page. The default is Auto.
func WithExtractor(e Extractor) Option { return func(c *config) { c.extractor = e } }

// WithPacks adds rule packs to the built-in ones, with the sites that they know. A rule with the id of a built-in one takes its place.
func WithPacks(packs ...*rules.Pack) Option {
	return func(c *config) { c.packs = append(c.packs, packs...) }
}

// WithoutBuiltinRules leaves out the built-in packs.
func WithoutBuiltinRules() Option { return func(c *config) { c.noBuiltin = true } }

// WithoutRules switches off the rules and the sites with these ids.
func WithoutRules(ids ...string) Option {
	return func(c *config) { c.ruleOptions.Disable = append(c.ruleOptions.Disable, ids...) }
}

// WithLevel chooses how bold the rules are. The default is rules.Standard.
func WithLevel(l rules.Level) Option { return func(c *config) { c.ruleOptions.Level = l } }

// WithCategoriesKept keeps what the rules of these categories would strip.
func WithCategoriesKept(categories ...string) Option {
	return func(c *config) { c.ruleOptions.Keep = append(c.ruleOptions.Keep, categories...) }
}

// WithLinks says whether links survive into the document. They do by default.
func WithLinks(on bool) Option { return func(c *config) { c.noLinks = !on } }

// WithImages says whether images and their captions survive into the document. They do by default.
func WithImages(on bool) Option { return func(c *config) { c.noImages = !on } }

// WithTables says whether data tables survive into the document. They do by default.
func WithTables(on bool) Option { return func(c *config) { c.noTables = !on } }

// WithComments says whether readers' comments are content. They are not by default, except where they are the page's point.
func WithComments(on bool) Option { return func(c *config) { c.comments = on } }

// WithMaxBytes limits how long a page or a text may be that Clean and CleanBytes are given, in bytes, at least 1; what is longer is an error. The default
// is DefaultMaxBytes.
func WithMaxBytes(n int64) Option { return func(c *config) { c.maxBytes = n } }

// WithDecisions says whether the document tells for each block of the page why it is in or out. It does not by default: it takes time.
func WithDecisions(on bool) Option { return func(c *config) { c.decisions = on } }
