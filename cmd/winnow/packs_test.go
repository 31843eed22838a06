package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// userRules makes a folder of the user's own packs.
func userRules(t *testing.T, packs map[string]string) string {
	t.Helper()
	config := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} {
		t.Setenv(name, config)
	}
	dir, err := userFolder()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range packs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// crateRule strips the text's second paragraph.
const crateRule = `version: 1
pack: crates
about: What is written on crates.
rules:
  - id: crates/upturned
    category: other
    about: sentences about upturned crates
    match:
      expression: '\bupturned crate\b'
    strip: block
    strips: He sat on an upturned crate.
    keeps: The crate stood on its feet.
`

func TestUserRules(t *testing.T) {
	userRules(t, map[string]string{"crates.yaml": crateRule, "notes.txt": "no pack"})
	got := winnow(t, text)
	got.succeeded(t)
	if strings.Contains(got.stdout, "upturned crate") || strings.Contains(got.stdout, "READ MORE") {
		t.Errorf("the user's rule does nothing, or the built-in ones do nothing beside it:\n%s", got.stdout)
	}
	got = winnow(t, text, "--no-user-rules")
	got.succeeded(t)
	isArticle(t, got.stdout)
}

func TestUserRulesThatAreLinked(t *testing.T) {
	dir := userRules(t, nil)
	real := filepath.Join(t.TempDir(), "real")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(real, "crates.yml"), []byte(crateRule), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, dir); err != nil {
		t.Skip(err)
	}
	if got := winnow(t, text); strings.Contains(got.stdout, "upturned crate") {
		t.Errorf("the rule in the linked folder does nothing:\n%s", got.stdout)
	}
}

func TestBrokenUserRulesNameTheirFiles(t *testing.T) {
	dir := userRules(t, map[string]string{"a.yaml": strings.Replace(crateRule, "category: other", "category: woods", 1), "b.yaml": "version: 9\n"})
	got := winnow(t, text)
	if got.code != exitUsage {
		t.Errorf("exit code %d", got.code)
	}
	for _, want := range []string{
		filepath.Join(dir, "a.yaml") + `:6:15: rule crates/upturned: category "woods" is not known`,
		filepath.Join(dir, "b.yaml") + `:1:10: pack format version "9" is not known`,
		"--no-user-rules leaves out the packs in " + dir,
	} {
		if !strings.Contains(got.stderr, "winnow: "+want) {
			t.Errorf("stderr has no line %q:\n%s", want, got.stderr)
		}
	}
	winnow(t, text, "--no-user-rules").succeeded(t)
}

func TestFolderWithoutUserRules(t *testing.T) {
	userRules(t, nil)
	winnow(t, text).succeeded(t)
}
