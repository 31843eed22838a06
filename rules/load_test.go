package rules

import (
	"strings"
	"testing"
)

const head = "version: 1\npack: test\nrules:\n"

func TestLoadErrors(t *testing.T) {
	for _, c := range []struct{ name, pack, want string }{
		{"nothing", ``, `x.yaml: the pack is empty; begin it with version: 1`},
		{"only a comment", "# nothing\n", `x.yaml: the pack is empty; begin it with version: 1`},
		{"no YAML", "version: [1", `x.yaml:1:10: not YAML: sequence end token ']' not found`},
		{"not UTF-8", "version: 1\npack: caf\xe9\n", `x.yaml: the pack is not UTF-8; save it as UTF-8`},
		{"not a mapping", "- version: 1", `x.yaml:1:1: a pack is a list; write it as a mapping with the keys version, pack`},
		{"two documents", "version: 1\n---\nversion: 1\n", `x.yaml: more than one YAML document in a file`},
		{"a version from the future", "version: 2\npack: x\nrules: []\n", `x.yaml:1:10: pack format version "2" is not known; this winnow reads version: 1`},
		{"no version", "pack: x\nrules: []\n", `no version; begin the pack with version: 1`},
		{"no name", "version: 1\nrules: []\n", `no pack name; add pack: and a name`},
		{"no rules", "version: 1\npack: x\n", `no rules; add rules: and a list`},
		{"a key that is not known", "version: 1\npack: x\nlangauge: en\nrules: []\n", `x.yaml:3:1: a pack has no key "langauge"; did you mean "language"?`},
		{"a key without value", "version: 1\npack: x\nabout:\nrules: []\n", `x.yaml:3:1: about has no value; give it one, farther in than the key if it stands on lines of its own, or leave the key out`},
		{"a key twice", "version: 1\npack: x\npack: y\nrules: []\n", `x.yaml:3:1: not YAML: mapping key "pack" already defined`},
		{"rules that are no list", "version: 1\npack: x\nrules: none\n", `x.yaml:3:8: rules is a text; write it as a list`},
		{"a rule that is no mapping", head + "  - none\n", `x.yaml:4:5: a rule is a text; write it as a mapping`},
		{"a rule's unknown key", head + "  - {id: a/b, categroy: ad, about: x, match: {label: y}, strip: block}\n", `x.yaml:4:15: rule a/b: a rule has no key "categroy"; did you mean "category"?`},
		{"no id", head + "  - {category: ad, about: x, match: {label: y}, strip: block}\n", `a rule without an id; add id: test/what-it-strips`},
		{"an id with capitals", head + "  - {id: A B, category: ad, about: x, match: {label: y}, strip: block}\n", `x.yaml:4:10: rule A B: id "A B" has other signs than small letters`},
		{"an id twice", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: block}\n  - {id: a/b, category: ad, about: x, match: {label: z}, strip: block}\n", `rule a/b: the id stands already in line 4; give each rule an id of its own`},
		{"an unknown category", head + "  - {id: a/b, category: adds, about: x, match: {label: y}, strip: block}\n", `rule a/b: category "adds" is not known; did you mean "ad"? Known are: teaser, source, promo, share, ad, legal, nav, ui, other`},
		{"no category", head + "  - {id: a/b, about: x, match: {label: y}, strip: block}\n", `rule a/b: no category`},
		{"a category to keep", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, keep: block}\n", `rule a/b: a rule that keeps has no category`},
		{"no about", head + "  - {id: a/b, category: ad, match: {label: y}, strip: block}\n", `rule a/b: no about`},
		{"an unknown level", head + "  - {id: a/b, category: ad, level: bold, about: x, match: {label: y}, strip: block}\n", `rule a/b: level "bold" is not known; known are: safe, standard, aggressive`},
		{"nothing to do", head + "  - {id: a/b, category: ad, about: x, match: {label: y}}\n", `rule a/b: a rule that does nothing`},
		{"two things to do", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: block, keep: block}\n", `rule a/b: a rule with both strip and keep`},
		{"an unknown action", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: blocks}\n", `rule a/b: strip "blocks" is not known; did you mean "block"?`},
		{"no match", head + "  - {id: a/b, category: ad, about: x, strip: block}\n", `rule a/b: no match`},
		{"an empty match", head + "  - {id: a/b, category: ad, about: x, match: {}, strip: block}\n", `rule a/b: match is empty, so it would hold for every block`},
		{"an unknown key under match", head + "  - id: a/b\n    category: ad\n    about: x\n    match:\n      lable: y\n    strip: block\n", `x.yaml:8:7: rule a/b: a match has no key "lable"; did you mean "label"?`},
		{"a label without letters", head + "  - {id: a/b, category: ad, about: x, match: {label: '»'}, strip: block}\n", `rule a/b: label "»" has no letter or digit`},
		{"a label that is too long", head + "  - {id: a/b, category: ad, about: x, match: {label: " + strings.Repeat("long ", 30) + "}, strip: block}\n", `is longer than 92 bytes; use expression for a whole sentence`},
		{"a broken expression", head + "  - id: a/b\n    category: ad\n    about: x\n    match:\n      expression: ['^ok', '(unclosed']\n    strip: block\n", `x.yaml:8:27: rule a/b: expression "(unclosed": missing closing ); write`},
		{"an unknown class", head + "  - {id: a/b, category: ad, about: x, match: {expression: '^[^\\p{L}\\p{Foo}]x'}, strip: block}\n", `rule a/b: expression "^[^\p{L}\p{Foo}]x": invalid character class range "\p{Foo}"; write`},
		{"an expression for everything", head + "  - {id: a/b, category: ad, about: x, match: {expression: 'x*'}, strip: block}\n", `rule a/b: expression "x*" matches the empty text`},
		{"an unknown shape", head + "  - {id: a/b, category: ad, about: x, match: {shape: round}, strip: block}\n", `rule a/b: shape "round" is not known; known are: sentence, real, headline`},
		{"an unknown kind", head + "  - {id: a/b, category: ad, about: x, match: {kind: paragraf}, strip: block}\n", `rule a/b: kind paragraf is not known; did you mean "paragraph"?`},
		{"a broken selector", head + "  - {id: a/b, category: ad, about: x, match: {selector: 'a['}, strip: block}\n", `rule a/b: selector "a["`},
		{"a number that is none", head + "  - {id: a/b, category: ad, about: x, match: {words: few}, strip: block}\n", `rule a/b: words: "few" is no number; write a number or two with .. between them`},
		{"an interval that holds nothing", head + "  - {id: a/b, category: ad, about: x, match: {words: 5..2}, strip: block}\n", `rule a/b: words: "5..2" holds nothing`},
		{"an unknown place", head + "  - {id: a/b, category: ad, about: x, match: {place: middle}, strip: block}\n", `rule a/b: place "middle" is not known; write head, tail, after-body, again, first 3 or last 3`},
		{"an unknown neighbour", head + "  - {id: a/b, category: ad, about: x, match: {label: y, follows: lists}, strip: block}\n", `rule a/b: neighbour lists is not known; did you mean "list"?`},
		{"stripped within not", head + "  - {id: a/b, category: ad, about: x, match: {label: y, not: {follows: stripped}}, strip: block}\n", `rule a/b: stripped cannot stand in not`},
		{"again in not", head + "  - {id: a/b, category: ad, about: x, match: {words: 3, not: {place: again}}, strip: block}\n", `rule a/b: place again cannot stand in not`},
		{"repeats to keep", head + "  - {id: a/b, about: x, match: {repeats: 2..}, keep: block}\n", `rule a/b: repeats cannot stand in keep`},
		{"a host that is an address", head + "  - {id: a/b, category: ad, about: x, match: {host: 'https://example.com'}, strip: block}\n", `rule a/b: host "https://example.com" is an address`},
		{"a host that is a public suffix", head + "  - {id: a/b, category: ad, about: x, match: {host: co.uk}, strip: block}\n", `rule a/b: host "co.uk" is a public suffix`},
		{"an unknown language", head + "  - {id: a/b, category: ad, about: x, match: {label: y, language: english-ish}, strip: block}\n", `rule a/b: language english-ish is no BCP 47 tag`},
		{"a pack's language that is none", "version: 1\npack: x\nlanguage: english\nrules: []\n", `x.yaml:3:11: language english is no BCP 47 tag; write a tag like en`},
		{"an unknown page type", head + "  - {id: a/b, category: ad, about: x, match: {label: y, page-type: forums}, strip: block}\n", `rule a/b: page-type "forums" is not known; did you mean "forum"?`},
		{"a part without an expression", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: part}\n", `rule a/b: strip: part without an expression`},
		{"an anchor", head + "  - &a {id: a/b, category: ad, about: x, match: {label: y}, strip: block}\n", `anchor`},
		{"brackets without end", "version: " + strings.Repeat("[", 1<<20), `x.yaml: lists and mappings stand more than 100 deep in each other`},
		{"items of items without end", "version:\n  " + strings.Repeat("- ", 1<<20), `x.yaml: lists and mappings stand more than 100 deep in each other`},
		{"a line that is not indented enough", head + "  - id: a/b\n   about: x\n", `x.yaml:5:4: not YAML: the line stands farther in or out than those it belongs to; indent it as far as the keys beside it`},
		{"a line that is indented too far", head + "  - id: a/b\n\n     about: x\n", `x.yaml:6:6: not YAML: the line stands farther in or out`},
		{"a line of a text that is not indented enough", head + "  - id: a/b\n    strips: |\n      One: two\n     Three: four\n", `x.yaml:7:6: not YAML: the line stands farther in or out`},
		{"a tab", head + "  - id: a/b\n\tabout: x\n", `x.yaml:5:1: not YAML: a tab where only spaces may stand; indent with spaces`},
		{"a colon in a text", head + "  - id: a/b\n    keeps: Note: he kept it\n", `x.yaml:5:12: not YAML: a colon within a text; put the text in quotes`},
		{"a colon in a text of a list", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: block, keeps: [x: y]}\n", `a mapping where a text should stand; put the text in quotes if the colon is a part of it`},
		{"no space after a colon", head + "  - id: a/b\n    about:x\n", `not YAML: non-map value is specified; write a key, a colon, a space and the value`},
		{"text after a quotation mark", head + "  - id: a/b\n    about: 'It's x'\n", `not YAML: text after the quotation mark that ends a text; within single quotes write '' for '`},
		{"a backslash in double quotes", head + "  - id: a/b\n    about: \"\\sx\"\n", `not YAML: found unknown escape character 's'; put the text in single quotes`},
		{"a sign that YAML reserves", head + "  - id: a/b\n    about: @x\n", `not YAML: '@' is a reserved character; put the text in quotes`},
		{"an open bracket", head + "  - id: a/b\n    about: [x\n    strip: block\n", `close the bracket or, if it is a part of the text, put the text in quotes`},
		{"an alias bomb", "version: &a [x, x]\npack: [*a, *a]\nrules: [*a]\n", `anchor`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Load("x.yaml", []byte(c.pack))
			if err == nil {
				t.Fatalf("no error; the pack is %+v", p)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error:\n%v\nwant:\n%s", err, c.want)
			}
		})
	}
}

func TestLoadFindsAllProblemsInOrder(t *testing.T) {
	_, err := Load("x.yaml", []byte(head+"  - {id: a/b, category: adds, about: x, match: {lable: y}, strip: block}\n  - {id: a/c, category: ad, about: x, match: {place: middle}, strip: blok}\n"))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d problems: %v", len(lines), err)
	}
	for i, want := range []string{"x.yaml:4:25:", "x.yaml:4:49:", "x.yaml:5:54:", "x.yaml:5:70:"} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("problem %d is %s, want it at %s", i, lines[i], want)
		}
	}
}

// What follows from a mistake is not told beside it.
func TestLoadNamesTheMistakeAlone(t *testing.T) {
	for _, c := range []struct{ name, pack, want string }{
		{"a misspelt action", head + "  - {id: a/b, category: ad, about: x, match: {label: y}, stripp: block}\n", `x.yaml:4:58: rule a/b: a rule has no key "stripp"; did you mean "strip"?`},
		{"a misspelt match", head + "  - {id: a/b, category: ad, about: x, matches: {label: y}, strip: block}\n", `x.yaml:4:39: rule a/b: a rule has no key "matches"; did you mean "match"?`},
		{"a key by another name", head + "  - {id: a/b, category: ad, about: x, filter: {label: y}, strip: block}\n", `x.yaml:4:39: rule a/b: a rule has no key "filter"; known are: `},
		{"a match without a value", head + "  - {id: a/b, category: ad, about: x, match: , strip: block}\n", `x.yaml:4:39: rule a/b: match has no value`},
		{"misspelt rules", "version: 1\npack: x\nrule: []\n", `x.yaml:3:1: a pack has no key "rule"; did you mean "rules"?`},
	} {
		_, err := Load("x.yaml", []byte(c.pack))
		if problems := Problems(err); len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	// What is wrong in the value of a misspelt key is told.
	_, err := Load("x.yaml", []byte(head+"  - {id: a/b, category: ad, about: x, match: {label: y}, stripp: blok}\n"))
	if problems := Problems(err); len(problems) != 2 || !strings.Contains(problems[1].Wrong, `strip "blok" is not known`) {
		t.Errorf("%v", err)
	}
}

func TestLoad(t *testing.T) {
	p := loadPack(t, "x.yaml", "\ufeff"+`version: 1
pack: test
about: A pack for tests.
language: en
disable: [en/related]
rules:
  - id: test/one
    category: teaser
    level: safe
    about: one thing
    match: {label: [alpha, beta]}
    strip: section
    strips: |
      Alpha
      - one
    keeps: [Gamma, Delta]
`)
	if p.Name != "test" || p.File != "x.yaml" || p.About != "A pack for tests." || p.Language != "en" || len(p.Disable) != 1 || len(p.Rules) != 1 {
		t.Errorf("%+v", p)
	}
	r := p.Rules[0]
	if r.ID != "test/one" || r.Category != "teaser" || r.Level != Safe || r.About != "one thing" || r.Action != StripSection ||
		len(r.Strips) != 1 || r.Strips[0] != "Alpha\n- one\n" || len(r.Keeps) != 2 || r.Pack != "test" || r.File != "x.yaml" || r.Line != 7 || r.Column != 9 {
		t.Errorf("%+v", r)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"what it should strip stays", `{id: a/b, category: ad, about: x, match: {label: alpha}, strip: block, strips: Beta, keeps: Gamma}`, `strips example 1: "Beta" was to be stripped, but stayed; change the rule or the example`},
		{"it strips a part only", `{id: a/b, category: ad, about: x, match: {expression: ' \(more\)'}, strip: part, strips: "Alpha[[ (more) beta]]", keeps: Gamma}`, `strips example 1: "Alpha beta" stayed where "Alpha" was to stay; a/b (`},
		{"it strips the other one of two", `{id: a/b, category: ad, about: x, match: {place: again}, strip: block, strips: "[[Alpha]]\nBeta\nAlpha", keeps: Gamma}`, `strips example 1: "Alpha", "Beta" stayed where "Beta", "Alpha" was to stay`},
		{"no example of what it strips", `{id: a/b, category: ad, about: x, match: {label: alpha}, strip: block, keeps: Gamma}`, `x.yaml:4:10: rule a/b: no example of what it strips; add strips:`},
		{"no example of what it keeps", `{id: a/b, about: x, match: {label: alpha}, keep: block}`, `x.yaml:4:10: rule a/b: no example of what it keeps; add keeps:`},
		{"it strips too much", `{id: a/b, category: ad, about: x, match: {words: ..3}, strip: block, strips: "[[Alpha]]\nBeta", keeps: It is far too long}`, `strips example 1: "Beta" was to stay, but was stripped; a/b () strips "Alpha"; a/b () strips "Beta"; change`},
		{"another rule strips it", `{id: a/b, category: ad, about: x, match: {label: alpha}, strip: block, strips: Alpha, keeps: Gamma}
  - {id: a/c, category: ad, about: x, match: {label: alpha}, strip: block, strips: Alpha, keeps: Gamma}`, `rule a/c: strips example 1: the rule does nothing in it; a/b (label alpha) strips "Alpha"`},
		{"it does not keep", `{id: a/b, category: ad, about: x, match: {label: alpha}, strip: block, strips: Alpha, keeps: [Beta, "Alpha: One"]}`, `keeps example 2 does not stay; a/b (label alpha) strips "Alpha: One"`},
		{"what keeps holds for nothing", `{id: a/b, about: x, match: {label: alpha}, keep: block, keeps: Beta}`, `keeps example 1: the rule holds for none of its blocks`},
	} {
		p := loadPack(t, "x.yaml", head+"  - "+c.rules+"\n")
		if err := Check([]*Pack{p}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(head + "  - {id: a/b, category: ad, about: x, match: {label: [y, z], words: 2.., not: {kind: code}}, strip: block}\n"))
	f.Add([]byte("version: 1\npack: x\nhost: example.*/a/**\ndisable: [a]\nrules:\n- id: a\n  match:\n    any:\n    - expression: '(?P<part>x)'\n    - selector: 'a, b > c'\n  strip: part\n"))
	f.Add([]byte(head + "  - {id: a/b, category: ad, about: x, match: {label: y}, strip: section, strips: ['[[Y]]', '<p>y'], keeps: '[a](b) [['}\n"))
	f.Add([]byte("a: &b [*b]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Load("x.yaml", data)
		if err != nil {
			return
		}
		for i := range p.Rules {
			p.Rules[i].Source()
		}
		_ = Check([]*Pack{p}, nil)
		Lint([]*Pack{p}, nil)
		s, err := Compile([]*Pack{p}, Options{Level: Aggressive})
		if err != nil {
			return
		}
		s.Apply([]Block{{Text: "Read next: the mill"}, {Kind: Heading, Text: "x"}, {}, {Kind: ListItem, List: 1, Text: "y"}}, Page{Host: "www.example.com", Path: "/a/b"})
	})
}

func TestRenamedKeys(t *testing.T) {
	const pack = head + "  - id: a/b\n    category: ad\n    about: x\n    match:\n      caption: y\n    strip: block\n"
	if _, err := Load("x.yaml", []byte(pack)); err == nil {
		t.Error("a match has a key caption")
	}
	renamed := []renaming{{in: "a match", from: "caption", to: "label"}}
	p, err := loadWith("x.yaml", []byte(pack), renamed)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Warnings) != 1 || p.Warnings[0].Error() != "x.yaml:8:7: rule a/b: the key caption will go away; write label" {
		t.Errorf("warnings: %v", p.Warnings)
	}
	s := compilePacks(t, Options{}, p)
	if r := s.Apply([]Block{{Text: "Y"}, {Text: "Z"}}, Page{}); len(r.Removals) != 1 {
		t.Errorf("the value under the old name does nothing: %+v", r)
	}
	_, err = loadWith("x.yaml", []byte(pack+"    categroy: ad\n    about: z\n"), append(renamed, renaming{"a rule", "categroy", "category"}))
	if err == nil || !strings.Contains(err.Error(), "mapping key \"about\" already defined") {
		t.Errorf("a key that stands twice: %v", err)
	}
	_, err = loadWith("x.yaml", []byte(pack+"    categroy: ad\n"), append(renamed, renaming{"a rule", "categroy", "category"}))
	if err == nil || !strings.Contains(err.Error(), "x.yaml:10:5: rule a/b: a rule has category under two names; leave the old one out") {
		t.Errorf("a key under both of its names: %v", err)
	}
}

func TestRuleSource(t *testing.T) {
	for _, c := range []struct{ name, pack, want string }{
		{"between others", "version: 1\npack: x\nrules:\n  - id: x/a\n    about: a\n    match: {label: a}\n    keep: block\n\n  # The one that counts.\n  - about: b\n    id: x/b\n    match:\n      label: b\n    keep: block\n    keeps: |\n      - one\n\n      - two\n\n  # Others.\n  - {id: x/c, about: c, match: {label: c}, keep: block}\n",
			"- about: b\n  id: x/b\n  match:\n    label: b\n  keep: block\n  keeps: |\n    - one\n\n    - two"},
		{"the last", "version: 1\nrules:\n- id: x/b\n  about: b\n  match: {label: b}\n  keep: block\npack: x\n", "- id: x/b\n  about: b\n  match: {label: b}\n  keep: block"},
		{"on one line", "version: 1\npack: x\nrules:\n  - {id: x/b, about: b, match: {label: b}, keep: block}\n", "- {id: x/b, about: b, match: {label: b}, keep: block}"},
		{"with line ends of Windows", "version: 1\r\npack: x\r\nrules:\r\n  - id: x/b\r\n    about: b\r\n    match: {label: b}\r\n    keep: block\r\n", "- id: x/b\n  about: b\n  match: {label: b}\n  keep: block"},
		{"with line ends of old Macs", "version: 1\rpack: x\rrules:\r  - id: x/b\r    about: b\r    match: {label: b}\r    keep: block\r", "- id: x/b\n  about: b\n  match: {label: b}\n  keep: block"},
	} {
		p, err := Load("x.yaml", []byte(c.pack))
		if err != nil {
			t.Fatal(c.name, err)
		}
		for _, r := range p.Rules {
			if r.ID == "x/b" && r.Source() != c.want {
				t.Errorf("%s: source:\n%s\nwant:\n%s", c.name, r.Source(), c.want)
			}
		}
	}
	if s := new(Rule).Source(); s != "" {
		t.Errorf("the source of a rule from nowhere: %q", s)
	}
}
