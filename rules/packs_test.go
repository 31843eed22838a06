package rules

import (
	"os"
	"strings"
	"testing"
)

func TestBuiltinExamples(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(packs, nil); err != nil {
		t.Error(err)
	}
}

func TestBuiltinPacksAreSound(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Lint(packs, nil) {
		t.Error(p)
	}
}

func TestReferenceNamesEveryKey(t *testing.T) {
	reference, err := os.ReadFile("packs/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range conditionKeys() {
		if !strings.Contains(string(reference), "`"+k.name+"`") {
			t.Errorf("packs/README.md does not name %s", k.name)
		}
	}
	for _, words := range [][]string{Categories(), levelNames, neighbourWords, shapes, destinations, PageTypes(), kindNames[:]} {
		for _, w := range words {
			if !strings.Contains(string(reference), w) {
				t.Errorf("packs/README.md does not name %s", w)
			}
		}
	}
}
