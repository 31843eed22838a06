package cleaner_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"winnow/cleaner"
)

// TestCleanAgainRemovesNothing holds that a cleaned document has nothing more to strip: what comes out of the pages of testdata, read again as a text,
// stays. Where WINNOW_DATA names a data folder, the same holds for its sets, but for a few pages that said what a text cannot: that a line is a heading,
// or that the page is a list.
func TestCleanAgainRemovesNothing(t *testing.T) {
	c := sharedCleaner(t)
	pages, err := filepath.Glob("../testdata/pages/*.in.html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range pages {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := c.CleanBytes(context.Background(), page, cleaner.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if !staysAgain(t, c, doc.Text()) {
			t.Errorf("%s: cleaning it again changes it", name)
		}
	}
	folder := dataFolder()
	if folder == "" {
		t.Log("the sets of WINNOW_DATA were not looked at")
		return
	}
	for _, set := range []struct {
		name, truth string
		most        float64 // the share of documents that may change
	}{
		{"lines-text", "lines/text.jsonl", 0},
		{"lines-html", "lines/html.jsonl", 0.03},
		{"multilingual", "multilingual/truth.jsonl", 0.03},
		{"pages", "pages/truth.jsonl", 0.03},
	} {
		t.Run(set.name, func(t *testing.T) {
			changed, all := 0.0, 0.0
			for _, d := range cleanSet(t, folder, set.name, set.truth) {
				if all++; !staysAgain(t, c, d.text) {
					changed++
				}
			}
			t.Logf("%.2f%% change", 100*changed/all)
			if changed > set.most*all {
				t.Errorf("%.0f of %.0f documents change when they are cleaned again", changed, all)
			}
		})
	}
}

// staysAgain reports whether cleaning a cleaned text strips nothing, and leaves its words.
func staysAgain(t *testing.T, c *cleaner.Cleaner, text string) bool {
	t.Helper()
	if text == "" {
		return true
	}
	again, err := c.CleanText(context.Background(), text, cleaner.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return len(again.Removals) == 0 && slices.Equal(words(again.Text()), words(text))
}
