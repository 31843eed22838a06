package rules

import (
	"os"
	"strings"
	"testing"
)

func TestBuiltinExamples(t *testing.T) {
	if err := Check(builtinPacks(t), nil); err != nil {
		t.Error(err)
	}
}

func TestBuiltinPacksAreSound(t *testing.T) {
	for _, p := range Lint(builtinPacks(t), nil) {
		t.Error(p)
	}
}

// TestEveryLanguageHasEveryCategory asks of each language for an example of what goes and of what stays in each category of chaff that all sites have.
// winnow rules list --examples prints the numbers.
func TestEveryLanguageHasEveryCategory(t *testing.T) {
	type cell struct{ language, category string }
	strips, keeps := make(map[cell]int), make(map[cell]int)
	for _, p := range builtinPacks(t) {
		for _, r := range p.Rules {
			c := cell{p.Language, r.Category}
			strips[c] += len(r.Strips)
			keeps[c] += len(r.Keeps)
		}
	}
	languages := strings.Fields("ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sk sr sv th tr uk vi zh-Hans zh-Hant")
	for _, language := range languages {
		for _, category := range []string{"teaser", "source", "promo", "share", "ad", "legal", "nav", "ui"} {
			c := cell{language, category}
			if strips[c] == 0 || keeps[c] == 0 {
				t.Errorf("%s has %d examples of %s that go and %d that stay", language, strips[c], category, keeps[c])
			}
		}
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
	categories := strings.Join(Categories(), ", ")
	last := strings.LastIndex(categories, ", ")
	if list := categories[:last] + " or " + categories[last+2:]; !strings.Contains(string(reference), list) {
		t.Errorf("packs/README.md does not name %s", list)
	}
	for _, words := range [][]string{levelNames, neighbourWords, shapes, destinations, PageTypes(), kindNames[:]} {
		for _, w := range words {
			if !strings.Contains(string(reference), "`"+w+"`") {
				t.Errorf("packs/README.md does not name %s", w)
			}
		}
	}
}
