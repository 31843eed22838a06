package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// rows returns the lines of a list, each as its fields.
func rows(t *testing.T, o outcome) [][]string {
	t.Helper()
	o.succeeded(t)
	var rows [][]string
	for line := range strings.Lines(o.stdout) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

func TestRulesList(t *testing.T) {
	const pack = "version: 1\npack: mine\nlanguage: pt-BR\ndisable: [keep/code]\nrules:\n" +
		"  - {id: en/read-next, category: teaser, level: aggressive, about: my own, match: {label: read next}, strip: block}\n"
	folder(t, map[string]string{"mine.yaml": pack})
	list := func(args ...string) [][]string {
		return rows(t, winnow(t, "", append([]string{"rules", "list", "--rules", "mine.yaml"}, args...)...))
	}
	all := list()
	find := func(rows [][]string, id, from string) []string {
		i := slices.IndexFunc(rows, func(r []string) bool { return r[0] == id && r[4] == from })
		if i < 0 {
			return nil
		}
		return rows[i]
	}
	for _, want := range [][]string{
		{"en/read-next", "teaser", "safe", "replaced", "built-in"},
		{"en/read-next", "teaser", "aggressive", "on", "mine.yaml:6", "my own"},
		{"keep/code", "keep", "standard", "off", "built-in"},
		{"en/read-more", "teaser", "safe", "on", "built-in"},
	} {
		if got := find(all, want[0], want[4]); len(got) != 6 || !slices.Equal(got[:len(want)], want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, c := range []struct {
		args []string
		want func(row []string) bool
	}{
		{[]string{"--category", "share"}, func(r []string) bool { return r[1] == "share" }},
		{[]string{"--pack", "de"}, func(r []string) bool { return strings.HasPrefix(r[0], "de/") }},
		{[]string{"--language", "zh"}, func(r []string) bool { return strings.HasPrefix(r[0], "zh-han") }},
		{[]string{"--language", "pt-br"}, func(r []string) bool { return r[4] == "mine.yaml:6" }},
		{[]string{"--level", "safe"}, func(r []string) bool { return r[2] == "safe" }},
		{[]string{"--level", "standard"}, func(r []string) bool { return r[2] != "aggressive" }},
		{[]string{"--no-builtin-rules"}, func(r []string) bool { return r[4] != "built-in" }},
		{[]string{"--language", "none", "--category", "keep"}, func(r []string) bool { return r[1] == "keep" }},
	} {
		got := list(c.args...)
		if len(got) == 0 || len(got) == len(all) {
			t.Errorf("%s: %d of %d rules", c.args, len(got), len(all))
		}
		for _, row := range got {
			if !c.want(row) {
				t.Errorf("%s: lists %q", c.args, row)
			}
		}
	}
}

func TestRulesListAsTable(t *testing.T) {
	got := winnow(t, "", "rules", "list", "-f", "table", "--pack", "keep")
	got.succeeded(t)
	lines := strings.Split(got.stdout, "\n")
	if !strings.HasPrefix(lines[0], "ID ") || strings.Index(lines[0], "CATEGORY") != strings.Index(lines[1], "keep ") {
		t.Errorf("columns do not stand under their names:\n%s", got.stdout)
	}
}

func TestRulesListAsJSON(t *testing.T) {
	got := winnow(t, "", "rules", "list", "-f", "json", "--pack", "keep")
	got.succeeded(t)
	var rules []map[string]string
	if err := json.Unmarshal([]byte(got.stdout), &rules); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(rules, func(r map[string]string) bool { return r["id"] == "keep/code" })
	if i < 0 || rules[i]["category"] != "keep" || rules[i]["action"] != "keep: block" || rules[i]["language"] != "none" || rules[i]["pack"] != "keep" || rules[i]["state"] != "on" {
		t.Errorf("keep/code in %v", rules)
	}
}

func TestRulesListCountsExamples(t *testing.T) {
	folder(t, map[string]string{"mine.yaml": "version: 1\npack: mine\nlanguage: eo\nrules:\n" +
		"  - {id: mine/a, category: ad, about: a, match: {label: a}, strip: block, strips: [A, 'A: B'], keeps: c}\n" +
		"  - {id: mine/b, category: ad, about: b, match: {label: b}, strip: block, strips: B, keeps: [c, d]}\n"})
	got := rows(t, winnow(t, "", "rules", "list", "--examples", "--rules", "mine.yaml", "--no-builtin-rules"))
	if len(got) != 2 || got[0][0] != "LANGUAGE" || got[1][0] != "eo" || got[0][5] != "ad" || got[1][5] != "3|3" || got[1][1] != "0|0" {
		t.Errorf("%q", got)
	}
	winnow(t, "", "rules", "list", "--examples", "-f", "json").failed(t, exitUsage, "--examples")
}

func TestRulesShow(t *testing.T) {
	const rule = "- id: mine/a\n  category: ad\n  about: a\n  match: {label: a}\n  strip: block\n"
	folder(t, map[string]string{"mine.yaml": "version: 1\npack: mine\nrules:\n" + rule})
	got := winnow(t, "", "rules", "show", "mine/a", "keep/code", "--rules", "mine.yaml")
	got.succeeded(t)
	if !strings.HasPrefix(got.stdout, "# mine.yaml:4 in pack mine\n"+rule+"\n# keep.yaml:") || !strings.Contains(got.stdout, "\n- id: keep/code\n") {
		t.Errorf("output:\n%s", got.stdout)
	}
}

func TestSitesAreListedAndShown(t *testing.T) {
	const site = "- id: mine/post\n  host: example.com\n  strip: .aside\n"
	folder(t, map[string]string{"mine.yaml": "version: 1\npack: mine\nsites:\n" + site, "page.html": strings.Replace(page, "<p>READ", `<p class="aside">READ`, 1)})
	got := rows(t, winnow(t, "", "rules", "list", "--rules", "mine.yaml", "--category", "site"))
	if len(got) != 1 || !slices.Equal(got[0], []string{"mine/post", "site", "", "on", "mine.yaml:4", "example.com"}) {
		t.Errorf("%q", got)
	}
	if got := winnow(t, "", "rules", "show", "mine/post", "--rules", "mine.yaml"); got.stdout != "# mine.yaml:4 in pack mine\n"+site {
		t.Errorf("shows %q", got.stdout)
	}
	if got := winnow(t, "", "rules", "try", "mine/post", "--extractor", "none", "--rules", "mine.yaml", "--url", "https://www.example.com/a", "page.html"); !strings.Contains(got.stdout, "~~READ MORE: Bridge toll goes up again~~ [mine/post") {
		t.Errorf("does %q %q", got.stdout, got.stderr)
	}
	winnow(t, "", "rules", "test", "mine.yaml").said(t, 0, "0 rules and 1 site in 1 pack: 0 examples passed")
	tested := strings.Replace("version: 1\npack: mine\nsites:\n"+site, "strip: .aside\n", "strip: .aside\n  examples: ['<p>Body.</p><p class=\"aside\">[[Aside.]]</p>']\n", 1)
	folder(t, map[string]string{"tested.yaml": tested})
	winnow(t, "", "rules", "test", "tested.yaml").said(t, 0, "0 rules and 1 site in 1 pack: 1 example passed")
}

func TestRulesCommandsUsedWrongly(t *testing.T) {
	for _, c := range []struct {
		args  string
		words []string
	}{
		{"rules lost", []string{`"lost"`, "./rules"}},
		{"rules list en", []string{`"en"`, "--pack"}},
		{"rules import", []string{"rules import needs the FILE or the DIR"}},
		{"rules import a b", []string{"takes one argument"}},
		{"rules show", []string{"the ID of a rule or a site"}},
		{"rules show sell-ice-cream", []string{`"sell-ice-cream"`, "winnow rules list"}},
		{"rules show read-next", []string{`did you mean "en/read-next"?`}},
		{"rules list --language xx", []string{"--language xx", "zh-Hant"}},
		{"rules list --category adds", []string{"--category adds", "promo"}},
		{"rules list --pack xx", []string{"--pack xx", "aggregators"}},
		{"rules list more", []string{`"more"`}},
		{"rules list -f xml", []string{"table, tsv, json"}},
	} {
		winnow(t, "", strings.Fields(c.args)...).failed(t, exitUsage, c.words...)
	}
}

func TestFileNamedRules(t *testing.T) {
	folder(t, map[string]string{"rules": text})
	got := winnow(t, "", "./rules")
	got.succeeded(t)
	isArticle(t, got.stdout)
}
