package cleaner_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"winnow/cleaner"
)

const accuracyFile = "../testdata/accuracy.json"

// TestAccuracy cleans the sets of real pages and texts in the folder that WINNOW_DATA names (a relative path starts at the
// repository's root), judges the result, and fails where a figure is worse than the one recorded in testdata/accuracy.json.
// With -update it records the figures instead, and with -folds it only prints them. It takes minutes, so it is skipped where WINNOW_DATA is not set.
func TestAccuracy(t *testing.T) {
	folder := dataFolder()
	if folder == "" {
		t.Skip("NO FIGURES MEASURED: WINNOW_DATA does not name a data folder")
	}
	recorded, by := readFigures(t), newCleaners(t)
	for _, set := range []struct {
		name, truth string
		judge       func([]judged) figures
		from        func(address string) cleaner.Page // what is said of where a page is from
	}{
		{"lines-text", "lines/text.jsonl", judgeLines, fromAddress},
		{"lines-html", "lines/html.jsonl", judgeLines, fromAddress},
		{"multilingual", "multilingual/truth.jsonl", judgeSnippets, fromAddress},
		{"pages", "pages/truth.jsonl", judgePages, fromAddress},
		{"pages without addresses", "pages/truth.jsonl", judgePages, func(string) cleaner.Page { return cleaner.Page{} }},
		{"pages with hosts alone", "pages/truth.jsonl", judgePages, fromHost},
	} {
		t.Run(set.name, func(t *testing.T) {
			got := set.judge(cleanSet(t, by, folder, set.truth, set.from))
			for _, name := range slices.Sorted(maps.Keys(got)) {
				was, known := recorded[set.name][name]
				t.Logf("%-22s %.4f (recorded: %.4f)", name, got[name], was)
				if known && !*update && *foldsFolder == "" && worse(name, got[name], was) {
					t.Errorf("%s is worse than it was: %.4f, not %.4f", name, got[name], was)
				}
			}
			recorded[set.name] = got
		})
	}
	if *update && *foldsFolder == "" {
		writeFigures(t, recorded)
	}
}

func fromAddress(address string) cleaner.Page { return cleaner.Page{URL: address} }

func fromHost(address string) cleaner.Page {
	u, err := url.Parse(address)
	if err != nil {
		return cleaner.Page{}
	}
	return cleaner.Page{Host: u.Hostname()}
}

// dataFolder returns the folder of real pages that WINNOW_DATA names, as seen from this package, or "".
func dataFolder() string {
	folder := os.Getenv("WINNOW_DATA")
	if folder == "" || filepath.IsAbs(folder) {
		return folder
	}
	return filepath.Join("..", folder)
}

// figures are shares from 0 to 1 by name, rounded to four decimals.
type figures map[string]float64

// worse says whether a figure is worse than another of the same name: of leaks, losses and false finds less is better, of all else more.
func worse(name string, got, was float64) bool {
	switch strings.Fields(name)[0] {
	case "leak", "loss", "false":
		return got > was
	}
	return got < was
}

func (f figures) set(name string, part, whole float64) {
	f[name] = math.Round(1e4*part/max(whole, 1)) / 1e4
}

func readFigures(t *testing.T) map[string]figures {
	t.Helper()
	data, err := os.ReadFile(accuracyFile)
	if err != nil {
		t.Fatal(err)
	}
	recorded := map[string]figures{}
	if err := json.Unmarshal(data, &recorded); err != nil {
		t.Fatalf("%s: %v", accuracyFile, err)
	}
	return recorded
}

func writeFigures(t *testing.T, recorded map[string]figures) {
	t.Helper()
	data, err := json.MarshalIndent(recorded, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(accuracyFile, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A truth is what should come out of a page or a text: its whole text and metadata (set pages), snippets that must and must not
// be there (pages, multilingual), or a label for each line (lines).
type truth struct {
	ID, URL, Type, Text, Title, Author, Date, Page string
	With, Without                                  []string
	Lines                                          []struct{ Text, Label string }
}

// A judged document is a truth beside what came out.
type judged struct {
	truth
	text, title, byline, published string
}

// cleanSet cleans a set on all processors. Its truth is in a file; from says what the cleaner is told of where a page is from. A document that cannot be
// cleaned counts as an empty one.
func cleanSet(t *testing.T, by *cleaners, folder, file string, from func(address string) cleaner.Page) []judged {
	t.Helper()
	f, err := os.Open(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []judged
	for dec := json.NewDecoder(f); dec.More(); {
		var d judged
		if err := dec.Decode(&d.truth); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	var failed atomic.Int64
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i := range docs {
		work.Go(func() error {
			d := &docs[i]
			doc, err := d.clean(by.forPage(d), folder, filepath.Dir(file), from(d.URL))
			if err != nil {
				failed.Add(1)
				return nil
			}
			d.text, d.title, d.byline = doc.Text(), doc.Title, strings.Join(doc.Authors, ", ")
			if !doc.Published.IsZero() {
				d.published = doc.Published.Format("2006-01-02")
			}
			return nil
		})
	}
	work.Wait()
	t.Logf("%d documents, %d of them failed", len(docs), failed.Load())
	return docs
}

// clean cleans a document. Its page is in the set's folder unless its truth says where; where neither is, its lines are the document.
func (d *judged) clean(c *cleaner.Cleaner, folder, set string, page cleaner.Page) (*cleaner.Document, error) {
	if d.Page == "" && d.Lines != nil {
		var lines []string
		for _, l := range d.Lines {
			lines = append(lines, l.Text)
		}
		return c.CleanText(context.Background(), strings.Join(lines, "\n\n"), cleaner.Page{})
	}
	path := filepath.Join(folder, d.Page)
	if d.Page == "" {
		path = filepath.Join(folder, set, "html", d.ID+".html.gz")
	}
	r, err := openGzip(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	page.Input = cleaner.HTML
	return c.Clean(context.Background(), r, page)
}

// openGzip opens a gzip file to be read as what was packed into it.
func openGzip(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// judgePages gives the words' F1, a mean over pages, in all and by page type; the share of boilerplate snippets found; the share of
// titles, authors and dates that are right, of those that a page has, and the share of pages that were given one that they do not have.
func judgePages(docs []judged) figures {
	f := figures{}
	f1, pages := map[string]float64{}, map[string]float64{}
	var leak float64
	var right, asked, invented, absent [3]float64
	for _, d := range docs {
		score := wordF1(words(d.text), words(d.Text))
		for _, kind := range []string{"F1", "F1 " + d.Type} {
			f1[kind] += score
			pages[kind]++
		}
		leak += shareFound(d.text, d.Without)
		for i, m := range []struct {
			want, have string
			agree      func(want, have string) bool
		}{{d.Title, d.title, sameTitle}, {d.Author, d.byline, sameAuthor}, {d.Date, d.published, sameDay}} {
			switch {
			case m.want != "":
				asked[i]++
				if m.agree(m.want, m.have) {
					right[i]++
				}
			default:
				absent[i]++
				if m.have != "" {
					invented[i]++
				}
			}
		}
	}
	for kind := range pages {
		f.set(kind, f1[kind], pages[kind])
	}
	f.set("leak", leak, float64(len(docs)))
	for i, field := range []string{"title", "author", "date"} {
		f.set(field, right[i], asked[i])
		if absent[i] > 0 {
			f.set("false "+field, invented[i], absent[i])
		}
	}
	return f
}

// wordF1 is the harmonic mean of precision and recall of a bag of words against another.
func wordF1(got, want []string) float64 {
	if len(want) == 0 {
		if len(got) == 0 {
			return 1
		}
		return 0
	}
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	hits := 0.0
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			hits++
		}
	}
	return 2 * hits / float64(len(got)+len(want))
}

func shareFound(text string, snippets []string) float64 {
	low, n := strings.ToLower(text), 0
	for _, s := range snippets {
		if strings.Contains(low, strings.ToLower(s)) {
			n++
		}
	}
	return float64(n) / float64(max(len(snippets), 1))
}

func sameTitle(want, have string) bool {
	w, h := plain(want), plain(have)
	nw, nh := utf8.RuneCountInString(w), utf8.RuneCountInString(h)
	return h != "" && (strings.HasPrefix(h, w) || strings.HasPrefix(w, h) && float64(nh) > 0.6*float64(nw))
}

// sameAuthor asks whether at least 0.6 of the words that either has are in both.
func sameAuthor(want, have string) bool {
	in := map[string]int{}
	for _, w := range strings.Fields(plain(want)) {
		in[w] |= 1
	}
	for _, w := range strings.Fields(plain(have)) {
		in[w] |= 2
	}
	both := 0
	for _, n := range in {
		if n == 3 {
			both++
		}
	}
	return len(in) > 0 && float64(both)/float64(len(in)) >= 0.6
}

func sameDay(want, have string) bool { return have == want[:min(len(want), 10)] }

// judgeSnippets counts over all snippets: those that should be there and are, those that should not and are.
func judgeSnippets(docs []judged) figures {
	var there, wanted, leaked float64
	for _, d := range docs {
		for _, s := range d.With {
			wanted++
			if strings.Contains(d.text, s) {
				there++
			}
		}
		for _, s := range d.Without {
			if strings.Contains(d.text, s) {
				leaked++
			}
		}
	}
	f := figures{}
	f.set("precision", there, there+leaked)
	f.set("F1", 2*there, there+leaked+wanted)
	return f
}

// judgeLines gives the share of the chaff's lines that are still there (leak) and the share of the body's words that are gone (loss).
// A line of chaff with four words or more is there if its words stand in a row, a shorter one if it has an output line to itself. A
// line of the body is gone if fewer than 80% of its runs of four words are in the output.
func judgeLines(docs []judged) figures {
	var leaked, chaff, lost, kept float64
	for _, d := range docs {
		outLines := map[string]bool{}
		for l := range strings.SplitSeq(d.text, "\n") {
			outLines[strings.Join(words(l), " ")] = true
		}
		outWords := words(d.text)
		out, have := " "+strings.Join(outWords, " ")+" ", runs(outWords)
		body := " "
		for _, l := range d.Lines {
			if l.Label != "drop" {
				body += strings.Join(words(l.Text), " ") + " "
			}
		}
		for _, l := range d.Lines {
			w := words(l.Text)
			key := strings.Join(w, " ")
			alone, inARow := outLines[key], strings.Contains(out, " "+key+" ")
			switch {
			case len(w) == 0 || l.Label == "either":
			case l.Label == "drop" && len(w) >= 4 && strings.Contains(body, " "+key+" "):
				// the body says the same: nothing can be told
			case l.Label == "drop":
				chaff++
				if len(w) >= 4 && inARow || len(w) < 4 && alone {
					leaked++
				}
			default:
				kept += float64(len(w))
				all, found := runs(w), 0
				for r := range all {
					if have[r] {
						found++
					}
				}
				if len(all) > 0 && float64(found) < 0.8*float64(len(all)) || len(all) == 0 && !inARow {
					lost += float64(len(w))
				}
			}
		}
	}
	f := figures{}
	f.set("leak", leaked, chaff)
	f.set("loss", lost, kept)
	return f
}

// runs returns all runs of four words.
func runs(w []string) map[[4]string]bool {
	set := map[[4]string]bool{}
	for i := 0; i+4 <= len(w); i++ {
		set[[4]string(w[i:])] = true
	}
	return set
}

// words returns a text's words in lower case: the runs of letters, numbers and underscores.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// plain returns a text's words, without underscores, parted by single spaces.
func plain(s string) string {
	return strings.Join(words(strings.ReplaceAll(s, "_", " ")), " ")
}
