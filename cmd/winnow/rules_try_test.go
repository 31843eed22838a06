package main

import (
	"strings"
	"testing"
)

func TestRulesTry(t *testing.T) {
	const keeper = "version: 1\npack: own\nrules:\n  - {id: own/crate, about: crates, match: {expression: crate}, keep: block}\n" +
		"  - {id: own/toll, category: teaser, level: aggressive, about: tolls, match: {expression: '^READ MORE: (?P<part>Bridge toll)'}, strip: part}\n"
	folder(t, map[string]string{"page.html": page, "text.txt": text, "plain.txt": first + "\n", "own.yaml": keeper})
	for _, c := range []struct {
		name string
		args string
		want string
	}{
		{"a rule by its id", "en/read-more text.txt plain.txt", `==> text.txt <==
  After eleven months in dry dock the old ferry tied up at th…
~~READ MORE: Bridge toll goes up again~~ [en/read-more, teaser, matched label read more]
  She did, by the width of a hand, and the harbour master sig…

1 piece in 1 of 2 documents
`},
		{"a rule for something else", "en/share page.html", "0 pieces in 0 of 1 document\n"},
		{"a pack, with what it keeps, at all levels", "own.yaml text.txt", `==> text.txt <==
  READ MORE: goes up again
~~Bridge toll~~ [own/toll, teaser, matched expression on "READ MORE: Bridge toll"]
~~` + second + `~~ [own/crate, keep, matched expression on "crate"]

2 pieces in 1 of 1 document
`},
		{"a rule of a pack that is named", "own/crate --rules own.yaml page.html", `==> page.html <==
  READ MORE: Bridge toll goes up again
~~` + second + `~~ [own/crate, keep, matched expression on "crate"]

1 piece in 1 of 1 document
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := winnow(t, "", append([]string{"rules", "try"}, strings.Fields(c.args)...)...)
			got.succeeded(t)
			if got.stdout != c.want {
				t.Errorf("output:\n%s\nwant:\n%s", got.stdout, c.want)
			}
		})
	}
}

func TestRulesTryOnLines(t *testing.T) {
	in := line(t, map[string]any{"id": "a", "text": text}) + line(t, map[string]any{"id": "b", "text": first}) + "{\n"
	got := winnow(t, in, "rules", "try", "en/read-more", "-i", "jsonl")
	got.said(t, exitFailed, "==> stdin:1 <==", "1 piece in 1 of 2 documents")
	if !strings.Contains(got.stderr, "winnow: stdin:3: ") {
		t.Errorf("stderr does not name the broken line: %q", got.stderr)
	}
}

func TestRulesTryUsedWrongly(t *testing.T) {
	folder(t, map[string]string{"text.txt": text, "a.html": page, "b.html": page, "broken.yaml": "version: 1\n"})
	for _, c := range []struct {
		args  string
		words []string
	}{
		{"rules try", []string{"the ID of a rule or the FILE of a pack"}},
		{"rules try en/read-mor text.txt", []string{`did you mean "en/read-more"?`, "no such file"}},
		{"rules try en/read-more -j 0 text.txt", []string{"-j 0"}},
		{"rules try en/read-more --url https://example.org/ a.html b.html", []string{"--url"}},
		{"rules try en/read-more --url mill a.html", []string{"--url mill", "a whole address"}},
	} {
		winnow(t, "", strings.Fields(c.args)...).failed(t, exitUsage, c.words...)
	}
	if got := winnow(t, "", "rules", "try", "broken.yaml", "text.txt"); got.code != exitUsage || !strings.Contains(got.stderr, "broken.yaml:1:") {
		t.Errorf("a broken pack: %+v", got)
	}
	winnow(t, "", "rules", "try", "en/read-more", "lost.html").failed(t, exitFailed, "lost.html")
}
