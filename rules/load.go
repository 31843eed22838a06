package rules

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Version is the format of packs that this package reads.
const Version = 1

// Load reads a pack. Name names it in errors: they are Problems, joined, which say the line, the column, the rule's id, what is wrong and what would be right.
// What is no error yet, such as a key that will go away, is among the pack's Warnings.
func Load(name string, data []byte) (*Pack, error) { return loadWith(name, data, renamed()) }

// A renaming is a key that packs should not use any more, and the one that took its place: its value means the same.
type renaming struct {
	in       string // what has the key, as errors call it: "a pack", "a rule", "a match"
	from, to string
}

// renamed returns the keys that were given another name. They are read, with a warning, until the format's next version.
func renamed() []renaming { return nil }

func loadWith(name string, data []byte, renamed []renaming) (*Pack, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as some editors begin a file
	if !utf8.Valid(data) {
		return nil, join([]*Problem{{File: name, Wrong: "the pack is not UTF-8", Right: "save it as UTF-8"}})
	}
	l := &loader{file: name, data: lineEnds.Replace(string(data)), renamed: renamed, strange: make(map[ast.Node]bool)}
	var p *Pack
	root, err := parse(data)
	switch {
	case err != nil:
		l.syntax(err)
	case root == nil:
		l.problems = append(l.problems, &Problem{File: name, Wrong: "the pack is empty", Right: "begin it with version: 1"})
	default:
		p = l.readPack(root)
	}
	if len(l.problems) > 0 {
		return nil, join(sorted(l.problems))
	}
	return p, nil
}

// parse returns the body of a file's only YAML document; nil where it has none.
func parse(data []byte) (body ast.Node, err error) {
	// The parser is not ours; should some input make it panic, that is an error of the pack's, not of the program's.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("not YAML: %v", p)
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if tooDeep(tokens) {
		return nil, fmt.Errorf("lists and mappings stand more than %d deep in each other", maxDepth)
	}
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, err
	}
	for _, doc := range f.Docs {
		switch {
		case doc.Body == nil || doc.Body.Type() == ast.CommentType:
		case body != nil:
			return nil, errors.New("more than one YAML document in a file")
		default:
			body = doc.Body
		}
	}
	return body, nil
}

// maxDepth is how deep lists and mappings may stand in each other. Packs need ten; the parser's time and memory grow with the square of the depth.
const maxDepth = 100

// tooDeep reports whether a file has more brackets in each other than packs need, or items of lists farther to the right.
func tooDeep(tokens token.Tokens) bool {
	depth := 0
	for _, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			if t.Position.Column > 2*maxDepth {
				return true
			}
		}
		if depth > maxDepth {
			return true
		}
	}
	return false
}

// A loader reads a pack's tree and gathers what is wrong with it.
type loader struct {
	file      string
	data      string // all of it; see entry
	renamed   []renaming
	pack      string
	rule      string
	inside    string // the construct that restricts what may stand in it: "not" or "keep"
	hosts     hostSet
	hostTexts []string          // as the pack spells them
	strange   map[ast.Node]bool // mappings with keys that mean nothing, or have no value
	problems  []*Problem
	warnings  []*Problem
}

func (l *loader) wrong(n ast.Node, wrong, right string) {
	l.problems = append(l.problems, l.problem(n, wrong, right))
}

// lacks finds fault with a mapping in which something is missing, unless it has a strange key, which may be meant for what is missing.
func (l *loader) lacks(n ast.Node, wrong, right string) {
	if !l.strange[n] {
		l.wrong(n, wrong, right)
	}
}

// problem returns what is wrong at a node.
func (l *loader) problem(n ast.Node, wrong, right string) *Problem {
	p := &Problem{File: l.file, Rule: l.rule, Wrong: wrong, Right: right}
	p.Line, p.Column = position(n)
	return p
}

// position returns where a node stands, from 1; 0 where nobody knows.
func position(n ast.Node) (line, column int) {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line, t.Position.Column
	}
	return 0, 0
}

// entry returns the place of an item of a list.
func (l *loader) entry(n ast.Node) entry {
	line, _ := position(n)
	return entry{l.data, line}
}

// within notes that what is read until the returned function is called stands inside a construct.
func (l *loader) within(construct string) func() {
	outer := l.inside
	l.inside = construct
	return func() { l.inside = outer }
}

// notWithin finds fault with a condition inside of not or keep that holds less often in a second run, over what the first one left: in there, that run would
// strip more.
func (l *loader) notWithin(n ast.Node, what string) {
	if l.inside != "" {
		l.wrong(n, what+" cannot stand in "+l.inside, "ask for it in a rule that strips, outside of not")
	}
}

// packKeys returns the keys that a pack may have.
func packKeys() []string {
	return []string{"version", "pack", "about", "language", "host", "disable", "rules", "sites"}
}

// ruleKeys returns the keys that a rule may have.
func ruleKeys() []string {
	return []string{"id", "category", "about", "level", "match", "strip", "keep", "strips", "keeps"}
}

func (l *loader) readPack(root ast.Node) *Pack {
	p := &Pack{File: l.file}
	defer func() { p.Warnings = sorted(l.warnings) }()
	v := l.mapping(root, "a pack", packKeys()...)
	if v == nil {
		return p
	}
	if n := v["version"]; n == nil {
		l.lacks(root, "no version", fmt.Sprintf("begin the pack with version: %d", Version))
	} else if s := l.text(n); s != strconv.Itoa(Version) {
		l.wrong(n, fmt.Sprintf("pack format version %q is not known", s), fmt.Sprintf("this winnow reads version: %d", Version))
		return p
	}
	if n := v["pack"]; n == nil {
		l.lacks(root, "no pack name", "add pack: and a name")
	} else {
		p.Name = l.text(n)
	}
	l.pack = p.Name
	p.About = l.text(v["about"])
	if n := v["language"]; n != nil {
		p.Language = l.language(n, l.text(n))
	}
	if n := v["host"]; n != nil {
		l.hostTexts = l.texts(n)
		l.hosts = readHosts(l, n, l.hostTexts)
	}
	if n := v["disable"]; n != nil {
		p.Disable = l.texts(n)
		p.disableLine, p.disableColumn = position(n)
	}
	seen := make(map[string]int)
	unique := func(n ast.Node, id string, line int) {
		switch first := seen[id]; {
		case id == "":
		case first > 0:
			l.rule = id
			l.wrong(n, fmt.Sprintf("the id stands already in line %d", first), "give each rule an id of its own")
			l.rule = ""
		default:
			seen[id] = line
		}
	}
	for _, n := range l.sequence(v["rules"], "rules") {
		r := l.readRule(n)
		unique(n, r.ID, r.Line)
		p.Rules = append(p.Rules, r)
	}
	for _, n := range l.sequence(v["sites"], "sites") {
		s := l.readSite(n)
		unique(n, s.ID, s.Line)
		p.Sites = append(p.Sites, s)
	}
	if v["rules"] == nil && v["sites"] == nil && len(p.Disable) == 0 {
		l.lacks(root, "no rules", "add rules: and a list, or sites: and a list")
	}
	return p
}

var ruleID = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*$`)

// readID reads the id of a rule or a site, and says where it stands.
func (l *loader) readID(n ast.Node) (id string, line, column int) {
	id = l.text(n)
	if !ruleID.MatchString(id) {
		l.wrong(n, fmt.Sprintf("id %q has other signs than small letters, digits, -, _, . and /", id), "write it like en/read-next")
	}
	line, column = position(n)
	return id, line, column
}

func (l *loader) readRule(n ast.Node) Rule {
	l.rule = scalar(field(n, "id"))
	defer func() { l.rule = "" }()

	r := Rule{Pack: l.pack, File: l.file, Level: Standard, entry: l.entry(n)}
	v := l.mapping(n, "a rule", ruleKeys()...)
	if id := v["id"]; id == nil {
		l.lacks(n, "a rule without an id", "add id: "+l.pack+"/what-it-strips")
	} else {
		r.ID, r.Line, r.Column = l.readID(id)
	}
	r.Action = l.readAction(n, v["strip"], v["keep"])
	if c := v["category"]; c != nil {
		r.Category = l.word(c, "category", Categories())
		if r.Action.keeps() {
			l.wrong(c, "a rule that keeps has no category", "leave category out")
		}
	} else if !r.Action.keeps() {
		l.lacks(n, "no category", "add category: one of "+strings.Join(Categories(), ", "))
	}
	r.About = l.text(v["about"])
	if v["about"] == nil {
		l.lacks(n, "no about", "add about: and say in a sentence what the rule strips")
	}
	if n := v["level"]; n != nil {
		r.Level = Level(slices.Index(levelNames, l.word(n, "level", levelNames)) + 1)
	}
	if r.Action.keeps() {
		defer l.within("keep")()
	}
	if m := v["match"]; m == nil {
		l.lacks(n, "no match", "add match: with a label, an expression or another key")
	} else {
		r.match = readMatch(l, m)
		if r.Action == StripPart && r.match.expression() == nil {
			l.wrong(m, "strip: part without an expression", "add expression: what it matches is the part that goes")
		}
	}
	if l.hosts != nil {
		r.match = append(conjunction{l.hosts}, r.match...)
	}
	r.Strips, r.Keeps = l.texts(v["strips"]), l.texts(v["keeps"])
	return r
}

// readAction reads the keys strip and keep, of which a rule has one.
func (l *loader) readAction(rule, strip, keep ast.Node) Action {
	switch {
	case strip != nil && keep != nil:
		l.wrong(keep, "a rule with both strip and keep", "make two rules of it")
	case keep != nil:
		if l.word(keep, "keep", []string{"block", "section"}) == "section" {
			return KeepSection
		}
		return KeepBlock
	case strip != nil:
		switch l.word(strip, "strip", []string{"block", "section", "rest", "part"}) {
		case "section":
			return StripSection
		case "rest":
			return StripRest
		case "part":
			return StripPart
		}
		return StripBlock
	default:
		l.lacks(rule, "a rule that does nothing", "add strip: block, section, rest or part, or keep: block or section")
	}
	return StripBlock
}

// mapping returns the values of a mapping by key, and finds fault with keys that are not known; the value of a key that is nearly one that is known, and is
// not there, is taken for that one's. What names the mapping in errors.
func (l *loader) mapping(n ast.Node, what string, known ...string) map[string]ast.Node {
	m, ok := n.(ast.MapNode)
	if !ok {
		l.wrong(n, fmt.Sprintf("%s is a %s", what, typeName(n)), "write it as a mapping with the keys "+strings.Join(known, ", "))
		return nil
	}
	values := make(map[string]ast.Node)
	for it := m.MapRange(); it.Next(); {
		key := l.currentKey(it.Key(), what)
		switch {
		case !slices.Contains(known, key):
			l.wrong(it.Key(), fmt.Sprintf("%s has no key %q", what, key), oneOf(key, known))
			meant := nearestWord(key, known)
			if meant == "" || isNull(it.Value()) {
				l.strange[n] = true
			} else if field(n, meant) == nil {
				values[meant] = it.Value()
			}
		case values[key] != nil:
			l.wrong(it.Key(), fmt.Sprintf("%s has %s under two names", what, key), "leave the old one out")
		case isNull(it.Value()):
			l.wrong(it.Key(), fmt.Sprintf("%s has no value", key), "give it one, farther in than the key if it stands on lines of its own, or leave the key out")
			l.strange[n] = true
		default:
			values[key] = it.Value()
		}
	}
	return values
}

// currentKey returns a mapping's key by the name that it has today, with a warning where the pack calls it by another.
func (l *loader) currentKey(n ast.Node, what string) string {
	key := scalar(n)
	for _, r := range l.renamed {
		if r.in == what && r.from == key {
			l.warnings = append(l.warnings, l.problem(n, fmt.Sprintf("the key %s will go away", key), "write "+r.to))
			return r.to
		}
	}
	return key
}

// field returns the value of a mapping's key, or nil.
func field(n ast.Node, key string) ast.Node {
	if m, ok := n.(ast.MapNode); ok {
		for it := m.MapRange(); it.Next(); {
			if scalar(it.Key()) == key {
				return it.Value()
			}
		}
	}
	return nil
}

// sequence returns the items of a list; none where n is nil.
func (l *loader) sequence(n ast.Node, what string) []ast.Node {
	if n == nil {
		return nil
	}
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		l.wrong(n, fmt.Sprintf("%s is a %s", what, typeName(n)), "write it as a list: each item on a line of its own that begins with -")
		return nil
	}
	return s.Values
}

// text returns a scalar's text; "" where n is nil.
func (l *loader) text(n ast.Node) string {
	switch n.(type) {
	case nil:
		return ""
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
	case ast.ScalarNode:
		if !isNull(n) {
			return scalar(n)
		}
	}
	right := "write a text, in quotes if it begins with a sign"
	if _, isMap := n.(ast.MapNode); isMap {
		right = "put the text in quotes if the colon is a part of it"
	}
	l.wrong(n, fmt.Sprintf("a %s where a text should stand", typeName(n)), right)
	return ""
}

// texts returns one text or a list of texts; none where n is nil.
func (l *loader) texts(n ast.Node) []string {
	if n == nil {
		return nil
	}
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		return []string{l.text(n)}
	}
	texts := make([]string, len(s.Values))
	for i, v := range s.Values {
		texts[i] = l.text(v)
	}
	if len(texts) == 0 {
		l.wrong(n, "an empty list", "put something in it or leave the key out")
	}
	return texts
}

// word returns a text that is one of the known words.
func (l *loader) word(n ast.Node, what string, known []string) string {
	w := l.text(n)
	if slices.Contains(known, w) {
		return w
	}
	l.wrong(n, fmt.Sprintf("%s %q is not known", what, w), oneOf(w, known))
	return ""
}

// scalar returns a scalar's text as the file spells it; "" for another node.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case ast.ScalarNode:
		if t := n.GetToken(); t != nil {
			return t.Value
		}
	}
	return ""
}

func isNull(n ast.Node) bool { return n == nil || n.Type() == ast.NullType }

// typeName says in a word what a node is.
func typeName(n ast.Node) string {
	switch n.(type) {
	case ast.MapNode:
		return "mapping"
	case *ast.SequenceNode:
		return "list"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return "YAML anchor, alias or tag, which packs do not use,"
	case ast.ScalarNode:
		return "text"
	}
	return "YAML " + n.Type().String()
}

// An interval is a span of numbers, each end included; hi < 0 is without end.
type interval struct{ lo, hi float64 }

func (r interval) has(x float64) bool { return x >= r.lo && (r.hi < 0 || x <= r.hi) }

// readInterval reads 3, 3.., ..20 or 3..20.
func (l *loader) readInterval(n ast.Node, what string) interval {
	const right = "write a number or two with .. between them, like 3..20, ..20 or 3.."
	text := strings.TrimSpace(l.text(n))
	lo, hi, ok := strings.Cut(text, "..")
	if !ok {
		hi = lo
	}
	r := interval{0, -1}
	for _, end := range []struct {
		text string
		to   *float64
	}{{lo, &r.lo}, {hi, &r.hi}} {
		if end.text == "" && ok {
			continue
		}
		x, err := strconv.ParseFloat(end.text, 64)
		if err != nil || !(x >= 0) {
			l.wrong(n, fmt.Sprintf("%s: %q is no number", what, end.text), right)
			return r
		}
		*end.to = x
	}
	if r.hi >= 0 && r.hi < r.lo {
		l.wrong(n, fmt.Sprintf("%s: %q holds nothing", what, text), "put the smaller number first")
	}
	return r
}
