package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/rules"
)

// TestGuideForPackAuthors does what rules/packs/README.md says: a block of code with a file's name is that file, and a block of console has commands and
// what they print. Whole packs in it load.
func TestGuideForPackAuthors(t *testing.T) {
	guide := read(t, filepath.FromSlash("../../rules/packs/README.md"))
	folder(t, nil)
	commands := 0
	for i, part := range strings.Split(guide, "\n```") {
		if i%2 == 0 {
			continue
		}
		info, body, _ := strings.Cut(part, "\n")
		kind, name, _ := strings.Cut(info, " ")
		if kind == "yaml" && strings.HasPrefix(body, "version:") {
			if _, err := rules.Load("README.md", []byte(body)); err != nil {
				t.Error(err)
			}
		}
		switch {
		case name != "":
			if err := os.WriteFile(name, []byte(body+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		case kind == "console":
			for _, session := range strings.Split("\n"+body, "\n$ winnow ")[1:] {
				commands++
				args, want, _ := strings.Cut(session, "\n")
				got := winnow(t, "", strings.Fields(args)...)
				if strings.TrimSpace(got.stdout) != strings.TrimSpace(want) || got.stderr != "" {
					t.Errorf("winnow %s:\n%s%s\nthe guide says:\n%s", args, got.stdout, got.stderr, want)
				}
			}
		}
	}
	if commands == 0 {
		t.Error("the guide has no commands")
	}
}

// TestReadme does what README.md shows: its text before and after, its pack, and its commands, but for those that need a shell or the web.
func TestReadme(t *testing.T) {
	readme := read(t, filepath.FromSlash("../../README.md"))
	fenced := func(kind string) (found []string) {
		for i, part := range strings.Split(readme, "```") {
			if body, is := strings.CutPrefix(part, kind+"\n"); is && i%2 == 1 {
				found = append(found, body)
			}
		}
		return found
	}
	texts, packs := fenced("text"), fenced("yaml")
	if len(texts) != 2 || len(packs) != 1 {
		t.Fatalf("%d texts and %d packs, want one before, one after and one pack", len(texts), len(packs))
	}
	if got := winnow(t, texts[0]); got.stdout != texts[1] || got.stderr != "" {
		t.Errorf("the text becomes\n%s%s\nREADME says\n%s", got.stdout, got.stderr, texts[1])
	}

	folder(t, map[string]string{"page.html": page, "pages/a.html": page, "pages/b.txt": text, "tides.yaml": packs[0]})
	commands := 0
	for line := range strings.Lines(readme) {
		command, is := strings.CutPrefix(line, "    ./winnow ")
		command, _, _ = strings.Cut(command, " #")
		if !is || strings.ContainsAny(command, "<>|") || strings.Contains(command, "://") {
			continue
		}
		commands++
		if got := winnow(t, "", strings.Fields(command)...); got.code != 0 {
			t.Errorf("winnow %s: exit code %d, %s", command, got.code, got.stderr)
		}
	}
	if commands == 0 {
		t.Error("README has no commands")
	}
}
