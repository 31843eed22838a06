package main

import (
	"slices"
	"strings"
	"testing"
)

// tides is a pack of one rule, which passes and is beyond doubt.
const tides = `version: 1
pack: tides
about: What stands around the articles of our tide tables.
rules:
  - id: tides/table
    category: promo
    about: the line that sells the printed table
    match:
      expression: '^The printed tide table is'
    strip: block
    strips: The printed tide table is out now, for the price of a bun.
    keeps: He kept the printed tide table in his hat.
`

// said asks that a command failed with a code, and that its output has lines.
func (o outcome) said(t *testing.T, code int, lines ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d; stderr %q", o.code, code, o.stderr)
	}
	for _, line := range lines {
		if !strings.Contains("\n"+o.stdout, "\n"+line) {
			t.Errorf("no line begins with %q:\n%s", line, o.stdout)
		}
	}
}

func TestRulesTest(t *testing.T) {
	loose := strings.Replace(tides, "'^The printed", "'printed", 1)
	loose = strings.Replace(loose, "table is'", "table'", 1)
	loose = strings.Replace(loose, "tides/table", "tides/loose", 1)
	folder(t, map[string]string{
		"good.yaml":     tides,
		"bad.yaml":      loose,
		"more/one.yaml": tides, "more/broken.yml": "version: 1\npack: x\nrules: none\n",
		"bare.yaml":     ownPack,
		"override.yaml": strings.Replace(tides, "tides/table", "en/read-next", 1),
	})
	winnow(t, "", "rules", "test", "good.yaml").said(t, 0, "1 rule in 1 pack: 2 examples passed")
	winnow(t, "", "rules", "test", "more/broken.yml").said(t, exitFailed, "more/broken.yml:3:8: ", "no pack could be loaded")
	winnow(t, "", "rules", "test", "override.yaml").said(t, 0, "1 rule in 1 pack: 2 examples passed")
	winnow(t, "", "rules", "test", "bad.yaml", "good.yaml").said(t, exitFailed,
		`bad.yaml:5:9: rule tides/loose: keeps example 1 does not stay; tides/loose (expression on "printed tide table") strips "He kept the printed tide table in his hat."`,
		"2 rules in 2 packs: 2 problems in 4 examples")
	winnow(t, "", "rules", "test", "more").said(t, exitFailed,
		"more/broken.yml:3:8: rules is a text; write it as a list", "1 rule in 1 pack: 2 examples passed; what could not be loaded was left out")
	winnow(t, "", "rules", "test", "bare.yaml").said(t, exitFailed,
		"bare.yaml:4:9: rule mine/quay: no example of what it strips", "bare.yaml:4:9: rule mine/quay: no example of what it keeps", "1 rule in 1 pack: 2 problems in 0 examples")
	winnow(t, "", "rules", "test", "lost.yaml").failed(t, exitUsage, "lost.yaml")
}

func TestRulesTestWithoutFilesIsOfAllRules(t *testing.T) {
	userRules(t, map[string]string{"tides.yaml": strings.Replace(tides, "He kept the", "The", 1)})
	all := winnow(t, "", "rules", "test", "--no-user-rules")
	all.said(t, 0)
	if strings.HasPrefix(all.stdout, "0 rules") {
		t.Error("the built-in rules are not tested")
	}
	winnow(t, "", "rules", "test").said(t, 0)
	winnow(t, "", "rules", "test", "--no-builtin-rules").said(t, 0, "1 rule in 1 pack: 2 examples passed")
}

func TestRulesLint(t *testing.T) {
	folder(t, map[string]string{
		"good.yaml": tides,
		"bad.yaml":  "version: 1\npack: x\nrules:\n  - {id: x/read, category: teaser, about: x, match: {expression: read}, strip: block, strips: read, keeps: write}\n",
	})
	winnow(t, "", "rules", "lint", "good.yaml").said(t, 0, "1 rule in 1 pack: no problems")
	winnow(t, "", "rules", "lint", "bad.yaml", "good.yaml").said(t, exitFailed,
		`bad.yaml:4:10: rule x/read: expression "read" may match 4 characters anywhere in a paragraph`,
		`bad.yaml:4:10: rule x/read: it strips body text`,
		"2 rules in 2 packs: 2 problems")
}

// With -q the commands say only what was asked for, and what is wrong.
func TestRulesQuietly(t *testing.T) {
	folder(t, map[string]string{"good.yaml": tides, "bare.yaml": ownPack})
	const wrong = "bare.yaml:4:9: rule mine/quay: no example of what it "
	for _, tt := range []struct {
		args string
		code int
		want []string // the beginnings of the lines
	}{
		{"rules test -q good.yaml", 0, nil},
		{"rules lint -q good.yaml", 0, nil},
		{"rules test -q good.yaml bare.yaml", exitFailed, []string{wrong + "strips", wrong + "keeps"}},
		{"rules lint --quiet bare.yaml", exitFailed, []string{wrong + "strips", wrong + "keeps"}},
		{"rules list -q --no-builtin-rules --rules good.yaml", 0, []string{"tides/table\t"}},
		{"rules show -q tides/table --rules good.yaml", 0, nil},
	} {
		got := winnow(t, "", strings.Fields(tt.args)...)
		if got.code != tt.code || got.stderr != "" {
			t.Errorf("%s: exit code %d, stderr %q", tt.args, got.code, got.stderr)
		}
		if strings.HasPrefix(tt.args, "rules show") {
			got.said(t, 0, "# good.yaml:5 in pack tides", "- id: tides/table")
			continue
		}
		lines := slices.Collect(strings.Lines(got.stdout))
		if len(lines) != len(tt.want) {
			t.Errorf("%s: %q", tt.args, got.stdout)
		}
		got.said(t, tt.code, tt.want...)
	}
}
