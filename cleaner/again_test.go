package cleaner_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
)

// TestCleanAgainRemovesNothing holds that a cleaned document has nothing more to strip: what comes out of the pages of testdata, read again as a text,
// stays, word by word. Where WINNOW_DATA names a data folder, the same holds for its sets. What comes out of a text stays to the letter.
func TestCleanAgainRemovesNothing(t *testing.T) {
	c := sharedCleaner(t)
	for _, name := range testdata(t, "pages/*.in.html") {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := c.CleanBytes(context.Background(), page, cleaner.Page{})
		if err != nil {
			t.Fatal(err)
		}
		checkSettled(t, c, name, checkPage(t, c, name, doc.Text()))
	}
	for _, name := range testdata(t, "texts/*.in.txt") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cleaned, _ := cleanText(t, c, string(text))
		checkSettled(t, c, name, cleaned)
	}
	folder := dataFolder()
	if folder == "" {
		t.Log("the sets of WINNOW_DATA were not looked at")
		return
	}
	by := newCleaners(t)
	t.Run("lines-text", func(t *testing.T) {
		for _, d := range cleanSet(t, by, folder, "lines/text.jsonl", fromAddress) {
			checkSettled(t, c, d.ID, d.text)
		}
	})
	for set, truth := range map[string]string{"lines-html": "lines/html.jsonl", "multilingual": "multilingual/truth.jsonl", "pages": "pages/truth.jsonl"} {
		t.Run(set, func(t *testing.T) {
			for _, d := range cleanSet(t, by, folder, truth, fromAddress) {
				checkSettled(t, c, d.ID, checkPage(t, c, d.ID, d.text))
			}
		})
	}
}

// checkPage cleans the text that came out of a page, and fails the test where that takes a word of it. It returns what comes out.
// A link that somebody typed as Markdown may lose its address, as a text's links do.
func checkPage(t *testing.T, c *cleaner.Cleaner, name, text string) string {
	t.Helper()
	again, removals := cleanText(t, c, text)
	if removals > 0 || !slices.Equal(words(again), words(text)) && !slices.Equal(words(again), words(typedAddress.ReplaceAllString(text, "]"))) {
		t.Errorf("%s: cleaning it again strips %d blocks", name, removals)
	}
	return again
}

var typedAddress = regexp.MustCompile(`\]\([^\s()]+\)`)

// TestCleanShuffledAgain holds that what comes out of a text stays to the letter, for texts whose lines are those of testdata in any order.
func TestCleanShuffledAgain(t *testing.T) {
	c := sharedCleaner(t)
	var lines []string
	for _, name := range append(testdata(t, "texts/*.in.txt"), testdata(t, "pages/*.out.md")...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(text), "\n") {
			if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "![") { // a text that comes out has neither headings nor images
				lines = append(lines, line)
			}
		}
	}
	r := rand.New(rand.NewPCG(8, 8))
	for range 1000 {
		var text strings.Builder
		for range r.IntN(40) {
			at := r.IntN(len(lines))
			for _, line := range lines[at:min(at+1+r.IntN(5), len(lines))] {
				text.WriteString(line + strings.Repeat("\n", 1+r.IntN(2)))
			}
		}
		cleaned, _ := cleanText(t, c, text.String())
		checkSettled(t, c, text.String(), cleaned)
	}
}

func testdata(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("../testdata", pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	return names
}

// checkSettled fails the test where cleaning a text that came out of a text changes it to the letter, or strips anything.
func checkSettled(t *testing.T, c *cleaner.Cleaner, name, cleaned string) {
	t.Helper()
	again, removals := cleanText(t, c, cleaned)
	if removals > 0 || again != cleaned {
		a, b := differ(again, cleaned)
		t.Errorf("%.40q: the second cleaning strips %d blocks, and makes %q of %q", name, removals, a, b)
	}
}

// cleanText returns what comes out of a text, and how much was stripped.
func cleanText(t *testing.T, c *cleaner.Cleaner, text string) (cleaned string, removals int) {
	t.Helper()
	doc, err := c.CleanText(context.Background(), text, cleaner.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text(), len(doc.Removals)
}

// differ returns two texts from the line on in which they differ, and no more of them than a few lines.
func differ(a, b string) (string, string) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	same := 0
	for same < min(len(x), len(y)) && x[same] == y[same] {
		same++
	}
	from := max(same-2, 0)
	return strings.Join(x[from:min(same+3, len(x))], "\n"), strings.Join(y[from:min(same+3, len(y))], "\n")
}
