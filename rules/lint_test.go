package rules

import (
	"strings"
	"testing"
)

func TestLint(t *testing.T) {
	const builtin = "version: 1\npack: other\nlanguage: en\nrules:\n" +
		"  - {id: other/label, category: ad, about: x, match: {label: alpha}, strip: block, strips: Alpha, keeps: The alpha wolf slept.}\n" +
		"  - {id: other/alone, category: ad, level: aggressive, about: x, match: {label-alone: omega}, strip: block, strips: Omega, keeps: The omega wolf slept.}\n" +
		"  - {id: other/gamma, about: x, match: {label-alone: gamma}, keep: block, keeps: Gamma}\n"
	for _, c := range []struct {
		name, pack string
		want       string // the one problem; empty for none
	}{
		{"nothing wrong", `{id: a/b, category: ad, about: x, match: {label: beta}, strip: block, strips: Beta, keeps: Beta waves}`, ``},
		{"nothing stripped", `{id: a/b, category: ad, about: x, match: {label: beta}, strip: block, keeps: Beta waves}`, `x.yaml:4:10: rule a/b: no example of what it strips`},
		{"nothing kept", `{id: a/b, category: ad, about: x, match: {label: beta}, strip: block, strips: Beta}`, `x.yaml:4:10: rule a/b: no example of what it keeps`},
		{"a rule that keeps needs no example of what it strips", `{id: a/b, about: x, match: {label: beta}, keep: block, keeps: Beta}`, ``},
		{"an expression for every block", `{id: a/b, category: ad, about: x, match: {expression: '^\w+ \d{9,}$'}, strip: block, strips: a 123456789, keeps: b}`, `rule a/b: expression "^\w+ \d{9,}$" is tried on every block`},
		{"an expression for every short block", `{id: a/b, category: ad, about: x, match: {expression: '^\w+ \d{9,}$', chars: ..40}, strip: block, strips: a 123456789, keeps: b}`, ``},
		{"a short expression for anywhere", `{id: a/b, category: ad, about: x, match: {expression: 'zebra?'}, strip: block, strips: zebra, keeps: horse}`, `rule a/b: expression "zebra?" may match 4 characters anywhere in a paragraph`},
		{"a short expression at an end", `{id: a/b, category: ad, about: x, match: {expression: '^zebra'}, strip: block, strips: zebra, keeps: horse}`, ``},
		{"a short expression in a short block", `{id: a/b, category: ad, about: x, match: {expression: 'zebra', words: ..3}, strip: block, strips: zebra, keeps: horse}`, ``},
		{"a short expression for a part", `{id: a/b, category: ad, about: x, match: {expression: 'zebra'}, strip: part, strips: zebra, keeps: horse}`, ``},
		{"a label that is taken", `{id: a/b, category: ad, about: x, match: {label: [beta, Alpha]}, strip: block, strips: Beta, keeps: Beta waves}`, `rule a/b: label "Alpha": other/label comes first and takes every block that bears it`},
		{"a label that is taken alone only, and only by bolder rules", `{id: a/b, category: ad, about: x, match: {label: [beta, omega]}, strip: block, strips: Beta, keeps: Beta waves}`, ``},
		{"a label with more around it goes first", `{id: a/b, category: ad, about: x, match: {label: [beta, alpha]}, strip: section, strips: Beta, keeps: Beta waves}`, ``},
		{"all examples are taken", `{id: a/b, category: ad, about: x, match: {expression: '^alpha: one$'}, strip: block, strips: 'Alpha: One', keeps: Beta waves}`, `rule a/b: other rules take all of its examples before it: other/label`},
		{"one example is left", `{id: a/b, category: ad, about: x, match: {expression: '^(alpha: one|beta)$'}, strip: block, strips: ['Alpha: One', Beta], keeps: Beta waves}`, ``},
		{"an example that others keep", `{id: a/b, category: ad, about: x, match: {expression: '^gamma'}, strip: block, strips: [Gamma rays, Gamma], keeps: Beta waves}`, `rule a/b: strips example 2 stays when all packs are on: kept by other/gamma`},
		{"body text that others keep", `{id: a/b, category: ad, about: x, match: {expression: 'wolf slept'}, strip: block, strips: The dog or wolf slept, keeps: The cat slept}`, `rule a/b: it strips body text: examples of what other rules keep, 2 of them, first "The alpha wolf slept.", which other/label keeps`},
	} {
		t.Run(c.name, func(t *testing.T) {
			other := loadPack(t, "other.yaml", builtin)
			p := loadPack(t, "x.yaml", "version: 1\npack: a\nrules:\n  - "+c.pack+"\n")
			problems := Lint([]*Pack{p}, []*Pack{other})
			if c.want == "" && len(problems) > 0 || c.want != "" && (len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want)) {
				t.Errorf("problems %v, want %q", problems, c.want)
			}
		})
	}
}

func TestLintOfScripts(t *testing.T) {
	const signs, letters = `\W takes every letter beyond ASCII`, `\w goes on with a word`
	for _, c := range []struct{ language, expression, want string }{
		{"language: en", `^zebras\W*$`, signs},
		{"language: en", `^zebras[\W_]*$`, signs},
		{"language: en", `^zebras[^\p{L}\p{N}]*$`, ""},
		{"language: en", `^zebras\\W$`, ""},
		{"language: en", `^zebras[\\W]$`, ""},
		{"language: en", `^zebra\w*$`, ""},
		{"language: de", `^zebra\w*$`, letters},
		{"language: bg", `^зебр\w+$`, letters},
		{"language: de", `^zebra\p{L}*$`, ""},
		{"language: de", `^zebra\b\w*$`, ""},
		{"language: de", `^zebras@[\w-]+\.\w{2,6}$`, ""},
		{"", `^zebra\w*$`, ""},
	} {
		p := loadPack(t, "x.yaml", "version: 1\npack: a\n"+c.language+"\nrules:\n  - {id: a/b, category: ad, about: x, match: {words: 1.., not: {expression: '"+c.expression+"'}, label: beta}, strip: block, strips: Beta, keeps: Beta waves}\n")
		problems := Lint([]*Pack{p}, nil)
		if c.want == "" && len(problems) > 0 || c.want != "" && (len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want)) {
			t.Errorf("%s: expression %s: problems %v, want %q", c.language, c.expression, problems, c.want)
		}
	}
}

func TestLintAcrossLanguages(t *testing.T) {
	english := loadPack(t, "en.yaml", "version: 1\npack: en\nlanguage: en\nrules:\n  - {id: en/a, category: ad, about: x, match: {label: video}, strip: block, strips: Video, keeps: A video}\n")
	german := loadPack(t, "de.yaml", "version: 1\npack: de\nlanguage: de\nrules:\n  - {id: de/a, category: ad, about: x, match: {label: video}, strip: block, strips: Video, keeps: Ein Video}\n")
	if problems := Lint([]*Pack{english, german}, nil); len(problems) > 0 {
		t.Errorf("packs for two languages may say the same: %v", problems)
	}
}

func TestLintOfPacks(t *testing.T) {
	const rule = "rules:\n  - {id: a/one, category: ad, about: x, match: {label: beta}, strip: block, strips: Beta, keeps: Beta waves}\n"
	first := loadPack(t, "first.yaml", "version: 1\npack: a\n"+rule)
	second := loadPack(t, "second.yaml", "version: 1\npack: b\ndisable: [a/ones, one, b/site]\n"+rule+"sites:\n  - {id: b/site, host: example.com, body: main}\n")
	var got []string
	for _, p := range Lint([]*Pack{first, second}, nil) {
		got = append(got, p.Error())
	}
	want := []string{
		`first.yaml:4:10: rule a/one: a rule of the same id takes its place: that in second.yaml, line 5; give one of them another id`,
		`second.yaml:3:10: disable: no rule has the id "a/ones"; did you mean "a/one"?; leave it out if the rule is gone`,
		`second.yaml:3:10: disable: no rule has the id "one"; did you mean "a/one"?; leave it out if the rule is gone`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if problems := Lint([]*Pack{second}, []*Pack{first}); len(problems) != 2 {
		t.Errorf("a rule may take the place of another pack's: %v", problems)
	}
}
