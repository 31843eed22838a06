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
