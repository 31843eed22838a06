package learn_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/rules"
	"winnow/rules/learn"
)

// A writer makes up prose of which no two sentences are alike.
type writer struct {
	random *rand.Rand
	said   map[string]bool
}

func newWriter(seed uint64) *writer {
	return &writer{rand.New(rand.NewPCG(seed, 1)), map[string]bool{}}
}

func (w *writer) pick(among ...string) string { return among[w.random.IntN(len(among))] }

func (w *writer) sentence() string {
	for {
		s := fmt.Sprintf("%s %s %s %s %s, %s %s %s.",
			w.pick("The harbour board", "A baker from Lower Quay", "Nobody in the valley", "Mrs Aldous", "The bridge committee", "An old ferryman", "The schoolteacher", "Every farmer on the moor", "The night porter", "Her eldest brother", "The parish clerk", "A clockmaker"),
			w.pick("counted", "mended", "forgot", "sold", "measured", "painted", "carried home", "weighed", "inherited", "hid", "described", "lost"),
			w.pick("eleven", "a dozen", "the last", "several", "two hundred", "hardly any", "nearly all of the", "three crates of"),
			w.pick("lanterns", "oars", "ledgers", "turnips", "sails", "bells", "letters", "maps", "kettles", "ropes", "hymn books", "barometers"),
			w.pick("before the tide turned", "in the spring of that year", "without a word", "on the north pier", "behind the customs house", "while it rained", "for the second time", "at her own expense"),
			w.pick("and the council", "but the neighbours", "although the mayor", "so the pilots", "because the auditors", "and two of the apprentices"),
			w.pick("never asked", "were told of it", "took it for a joke", "voted against it", "wrote it down", "had expected more", "kept their doubts"),
			w.pick("about the price", "after supper", "at the assembly", "until the winter", "in the end", "over a glass of cider", "as usual"))
		if !w.said[s] {
			w.said[s] = true
			return s
		}
	}
}

func (w *writer) paragraph() string {
	return w.sentence() + " " + w.sentence() + " " + w.sentence()
}

func (w *writer) headline() string { return strings.TrimSuffix(w.sentence(), ".") }

// An article is the text of a page, a block a line; a page is the same as HTML.
type article []string

func (w *writer) article() article {
	a := article{w.headline()}
	for range 4 + w.random.IntN(4) {
		a = append(a, w.paragraph())
	}
	return a
}

// insert puts a line before the one at an index; from the end if it is negative, where -1 is after the last.
func (a article) insert(at int, line string) article {
	if at < 0 {
		at += len(a) + 1
	}
	return slices.Insert(slices.Clone(a), at, line)
}

// blocks reads the lines as a pack's examples are read: "# " begins a heading.
func (a article) blocks() []rules.Block {
	var blocks []rules.Block
	for _, line := range a {
		b := rules.Block{Text: line}
		if text, ok := strings.CutPrefix(line, "# "); ok {
			b.Text, b.Kind, b.Level = text, rules.Heading, 2
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// learnFrom learns from articles of one host.
func learnFrom(articles []article, o learn.Options) learn.Findings {
	l := learn.New(o)
	for i, a := range articles {
		l.Add(learn.Document{ID: fmt.Sprint("a", i), Host: "www.gull.example", Blocks: a.blocks()})
	}
	return l.Findings()
}

// proposed returns the examples of what the rules strip.
func proposed(f learn.Findings) []string {
	var lines []string
	for _, r := range f.Rules {
		lines = append(lines, r.Evidence.Example)
	}
	return lines
}

// forty returns forty articles; line puts something into the i-th.
func forty(line func(i int, w *writer, a article) article) []article {
	w := newWriter(7)
	var all []article
	for i := range 40 {
		all = append(all, line(i, w, w.article()))
	}
	return all
}

func TestProposes(t *testing.T) {
	months := []string{"January", "March", "May", "October"}
	for _, test := range []struct {
		name      string
		line      func(i int, w *writer, a article) article
		documents int
		matches   string // another text that the rule should hold for
	}{
		{"a disclaimer under each article", func(i int, w *writer, a article) article {
			return a.insert(-1, "The Gull is printed on paper from the mill at Upper Tarn and is owned by its readers.")
		}, 40, ""},
		{"a line with an address in a few articles", func(i int, w *writer, a article) article {
			if i%10 == 0 {
				return a.insert(-1, "First printed in The Pilot, www.pilot.example, which has more of the kind.")
			}
			return a
		}, 4, ""},
		{"a date above each article", func(i int, w *writer, a article) article {
			return a.insert(1, fmt.Sprintf("Set in type on %d %s 20%02d at %d:30", i%28+1, months[i%4], i%20+1, i%12+1))
		}, 40, "Set in type on 3 December 1999 at 9:15"},
		{"a count under the headline", func(i int, w *writer, a article) article {
			return a.insert(1, fmt.Sprintf("%d%% of our readers hold this story to be true, what do you say?!", 2*i))
		}, 40, "7% of our readers hold this story to be true, what do you say?!"},
		{"credits in brackets", func(i int, w *writer, a article) article {
			if i%2 == 0 {
				return a
			}
			return a.insert(-1, fmt.Sprintf("(Set in type by %s; proofs read by %s)", w.pick("Ines Calder", "Tom Reeve", "A. Nyqvist", "Maud Ferris"), w.pick("Jo Amery", "Bea Stone", "Cy Okafor")))
		}, 20, "(Set in type by Nobody At All; proofs read by her aunt)"},
		{"buttons under each article", func(i int, w *writer, a article) article {
			return append(a, "Send by pigeon", "Print on vellum", "Read aloud")
		}, 40, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			articles := forty(test.line)
			f := learnFrom(articles, learn.Options{})
			if len(f.Rules) == 0 {
				t.Fatalf("no rules; left: %+v", f.Left)
			}
			for _, r := range f.Rules {
				if r.Evidence.Documents != test.documents || r.Evidence.Of != 40 {
					t.Errorf("%q in %d of %d documents, want %d of 40", r.Evidence.Example, r.Evidence.Documents, r.Evidence.Of, test.documents)
				}
			}
			pack, err := rules.Load("learned.yaml", f.Pack())
			if err != nil {
				t.Fatal(err)
			}
			set, err := rules.Compile([]*rules.Pack{pack}, rules.Options{})
			if err != nil {
				t.Fatal(err)
			}
			stripped, want := 0, 0
			for _, r := range f.Rules {
				want += r.Evidence.Times
			}
			for _, a := range articles {
				stripped += len(set.Apply(a.blocks(), rules.Page{Host: "gull.example"}).Removals)
			}
			if stripped != want {
				t.Errorf("the rules strip %d lines of the articles, and not %d: %s", stripped, want, f.Pack())
			}
			if test.matches == "" {
				return
			}
			w := newWriter(99)
			got := set.Apply(article{w.paragraph(), w.paragraph(), test.matches}.blocks(), rules.Page{Host: "gull.example"})
			if len(got.Removals) != 1 || got.Removals[0].Text != test.matches {
				t.Errorf("the rule does not hold for %q: %s", test.matches, f.Pack())
			}
		})
	}
}

// TestPlaceBesideLinks puts a line under articles of which some have a list after it: of links to other pages, or of what the article is about.
func TestPlaceBesideLinks(t *testing.T) {
	item := func(text, address string) rules.Block {
		b := rules.Block{Text: text, List: 1, Group: 1}
		if address != "" {
			b.Spans = []rules.Span{{Kind: rules.LinkSpan, End: len(text), URL: address}}
		}
		return b
	}
	const note = "Whoever finds a mistake on this page is asked to tell us at the old customs house."
	for _, test := range []struct {
		name    string
		address string // of the items' links
		want    []string
	}{
		{"links to other pages", "https://www.gull.example/%d", []string{note}},
		{"links to other sites", "https://pilot%d.example/", nil},
		{"no links", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWriter(13)
			l := learn.New(learn.Options{})
			for i := range 40 {
				blocks := w.article().insert(-1, note).blocks()
				for n := range i % 5 {
					address := test.address
					if address != "" {
						address = fmt.Sprintf(address, 10*i+n)
					}
					blocks = append(blocks, item(fmt.Sprintf("Ward %c%c: %s", 'A'+i%20, 'a'+i/20*5+n, w.headline()), address)) // no two begin alike
				}
				l.Add(learn.Document{ID: fmt.Sprint("a", i), Host: "www.gull.example", Blocks: blocks})
			}
			if f := l.Findings(); !slices.Equal(proposed(f), test.want) {
				t.Errorf("proposes %q, want %q; left: %+v", proposed(f), test.want, f.Left)
			}
		})
	}
}

// TestLeavesBodyText puts lines into articles that repeat and belong to the body.
func TestLeavesBodyText(t *testing.T) {
	for _, test := range []struct {
		name string
		line func(i int, w *writer, a article) article
	}{
		{"nothing", func(i int, w *writer, a article) article { return a }},
		{"a sentence that a few articles quote", func(i int, w *writer, a article) article {
			if i%13 == 0 {
				return a.insert(2+i%3, "“We count until it agrees with itself,” said the returning officer, and began again.")
			}
			return a
		}},
		{"a paragraph of background in every third article", func(i int, w *writer, a article) article {
			if i%3 == 0 {
				return a.insert(2+i%4, "The dispute began in the spring, when the board closed the north pier and the pilots refused to pay for its repair.")
			}
			return a
		}},
		{"a stock ending", func(i int, w *writer, a article) article {
			if i%4 == 0 {
				return a.insert(-1, "The inquest continues.")
			}
			return a
		}},
		{"a stock sentence that ends one article or another", func(i int, w *writer, a article) article {
			if i%20 == 0 {
				return a.insert(-1, "The harbour board did not answer our letters before this edition went to press.")
			}
			return a
		}},
		{"headings", func(i int, w *writer, a article) article {
			return a.insert(1, "# Background").insert(3, "# What the board says")
		}},
		{"headings of a text", func(i int, w *writer, a article) article {
			return a.insert(1, "Background").insert(3, "What the board says").insert(-2, "What happens if I miss the ferry?")
		}},
		{"a recipe's parts", func(i int, w *writer, a article) article {
			return article{w.headline(), w.paragraph(), "Ingredients", w.pick("2 eggs", "3 eggs"), w.pick("Salt", "A pinch of salt"), w.pick("100 g butter", "50 g butter", "Lard"), "Method",
				w.sentence(), w.sentence(), fmt.Sprintf("Serves %d hungry people", i), fmt.Sprintf("Prepared in %d minutes", 5*i)}
		}},
		{"an interview", func(i int, w *writer, a article) article {
			var interview article
			for _, line := range a {
				interview = append(interview, "Q:", w.sentence(), "The Gull:", line)
			}
			return interview
		}},
		{"a refrain", func(i int, w *writer, a article) article {
			if i%5 > 0 {
				return a
			}
			return article{w.headline(), w.sentence(), "And the tide comes in again,", w.sentence(), "And the tide comes in again,", w.sentence(), "And the tide comes in again,"}
		}},
		{"a figure under each report", func(i int, w *writer, a article) article {
			return a.insert(-1, fmt.Sprintf("Attendance in the ballroom: %d", 31*i+7))
		}},
		{"a series' introduction to some articles", func(i int, w *writer, a article) article {
			if i%10 == 0 {
				return a.insert(1, "This is the diary of a lighthouse keeper, who writes to us as often as the mail boat calls.")
			}
			return a
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := learnFrom(forty(test.line), learn.Options{})
			if len(f.Rules) > 0 {
				t.Errorf("proposes %q:\n%s", proposed(f), f.Pack())
			}
		})
	}
}

func TestCountsAStoryOnce(t *testing.T) {
	w := newWriter(3)
	story := w.article()
	var all []article
	for i := range 30 {
		all = append(all, w.article())
		if i%6 == 0 { // again, with another headline and a paragraph more
			copied := slices.Clone(story)
			copied[0] = w.headline()
			all = append(all, copied.insert(-1, w.sentence()))
		}
	}
	f := learnFrom(all, learn.Options{})
	if f.Duplicates != 4 || f.Documents != 35 || len(f.Rules) > 0 {
		t.Errorf("%d of %d documents are copies, want 4 of 35; proposes %q", f.Duplicates, f.Documents, proposed(f))
	}
}

func TestTemplatesAreNoCopies(t *testing.T) {
	w := newWriter(4)
	var all []article
	for range 20 {
		a := article{w.headline(), w.paragraph()}
		for range 8 {
			a = append(a, "") // no block
		}
		all = append(all, append(a,
			"This paper belongs to those who read it, and to nobody who would rather that it did not appear.",
			"Letters reach us by post at the old customs house, where the door is open until the lamp is lit.",
			"Every word that stands here may be copied by hand, as long as the copy is given away for nothing."))
	}
	f := learnFrom(all, learn.Options{})
	if f.Duplicates != 0 || len(f.Rules) != 3 {
		t.Errorf("%d copies, want none; proposes %q, want all three lines", f.Duplicates, proposed(f))
	}
}

func TestThresholds(t *testing.T) {
	const line = "Found an error? Write to errata@gull.example and we will send you a bun."
	in := func(documents int) func(int, *writer, article) article {
		return func(i int, w *writer, a article) article {
			if i < documents {
				return a.insert(-1, line)
			}
			return a
		}
	}
	for _, test := range []struct {
		documents int
		options   learn.Options
		want      int
	}{
		{3, learn.Options{}, 1},
		{2, learn.Options{}, 0},
		{2, learn.Options{MinDocuments: 2}, 1},
		{6, learn.Options{MinDocuments: 7}, 0},
		{9, learn.Options{MinShare: 0.25}, 0},
		{10, learn.Options{MinShare: 0.25}, 1},
		{10, learn.Options{MaxDocuments: 2}, 0},
	} {
		f := learnFrom(forty(in(test.documents)), test.options)
		if len(f.Rules) != test.want {
			t.Errorf("%d of 40 documents, %+v: %d rules, want %d", test.documents, test.options, len(f.Rules), test.want)
		}
		if most := test.options.MaxDocuments; most > 0 && (f.Documents != most || f.Skipped != 40-most) {
			t.Errorf("%d documents and %d skipped, want %d and %d", f.Documents, f.Skipped, most, 40-most)
		}
	}
}

func TestHostsAreApart(t *testing.T) {
	w := newWriter(5)
	l := learn.New(learn.Options{})
	for i := range 10 {
		for _, host := range []string{"www.gull.example", "Pilot.example.", ""} {
			a := w.article().insert(-1, "Owned by the readers of "+host+" and by nobody else in the whole valley.")
			if host == "" || i < 2 {
				a = a.insert(-2, "Write to us at the old customs house, where the door is open until dusk.")
			}
			l.Add(learn.Document{ID: fmt.Sprint(i), Host: host, Blocks: a.blocks()})
		}
	}
	got := map[string][]string{}
	for _, r := range l.Findings().Rules {
		got[r.Host] = append(got[r.Host], r.Evidence.Example)
	}
	if len(got) != 3 || len(got["gull.example"]) != 1 || len(got["pilot.example"]) != 1 || len(got[""]) != 2 {
		t.Errorf("rules by host: %q", got)
	}
}

func TestNoRulesForEverybodyUnderASuffix(t *testing.T) {
	w := newWriter(6)
	l := learn.New(learn.Options{})
	for range 10 {
		l.Add(learn.Document{Host: "co.uk", Blocks: w.article().insert(-1, "Owned by its readers and by nobody else in the whole valley.").blocks()})
	}
	if f := l.Findings(); len(f.Rules) != 0 || f.Untestable != 1 {
		t.Errorf("%d rules, %d without an example that fits; want 0 and 1", len(f.Rules), f.Untestable)
	}
}

// page returns the i-th page of a site: an article with a note, a call and links to other articles.
func page(i int, w *writer) string {
	var s strings.Builder
	headline := w.headline()
	fmt.Fprintf(&s, `<!DOCTYPE html><html lang="en"><head><title>%s - The Gull</title></head><body>
<nav><ul><li><a href="/news">News</a><li><a href="/tides">Tides</a></ul></nav>
<article><h1>%[1]s</h1>`, headline)
	for n := range 6 {
		fmt.Fprintf(&s, "<p>%s</p>\n", w.paragraph())
		if n == 2 && i%2 == 0 {
			fmt.Fprintf(&s, `<p class="inline-other"><a href="/%d">%s</a></p>`, i, w.headline())
		}
		if n == 3 && i%3 == 0 {
			s.WriteString(`<p><a href="/letters">Have the tide tables carried to your door by a boy with a bell</a></p>`)
		}
	}
	if i%5 == 1 {
		fmt.Fprintf(&s, `<p><a href="/q%d">Seen elsewhere on the quay: %s</a></p>`, i, w.headline())
	}
	fmt.Fprintf(&s, `<p><em>This story was set by hand from type that was cast in %d.</em></p>`, 1900+i)
	if i%4 > 0 {
		fmt.Fprintf(&s, `<h3>What the gulls carried elsewhere</h3><ul><li><a href="/a%d">%s</a><li><a href="/b%[1]d">%s</a><li><a href="/c%[1]d">%s</a></ul>`, i, w.headline(), w.headline(), w.headline())
	}
	s.WriteString(`</article><footer><p>© The Gull. All rights reserved.</p></footer></body></html>`)
	return s.String()
}

// TestRoundTrip cleans a site's pages, learns from what is left, and cleans them again with the learnt pack: each rule strips what its evidence says.
func TestRoundTrip(t *testing.T) {
	builtin, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		options []cleaner.Option
		beside  []*rules.Pack
		want    map[string]int // in how many documents the rules strip, by their ids; beside other packs there may be more of them
	}{
		{"articles", []cleaner.Option{cleaner.WithExtractor(cleaner.Readability), cleaner.WithPacks(builtin...)}, builtin, map[string]int{
			"gull/gull.example/this-story-was-set-by": 24,
		}},
		{"whole pages", []cleaner.Option{cleaner.WithExtractor(cleaner.None)}, nil, map[string]int{
			"gull/gull.example/this-story-was-set-by":            24,
			"gull/gull.example/what-the-gulls-carried-elsewhere": 18,
			"gull/gull.example/inline-other":                     12,
			"gull/gull.example/have-the-tide-tables-carried":     8,
			"gull/gull.example/the-gull-all-rights-reserved":     24,
			"gull/gull.example/news":                             24,
			"gull/gull.example/seen-elsewhere-on-the-quay":       5,
			"gull/gull.example/tides":                            24,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWriter(11)
			var pages []string
			for i := range 24 {
				pages = append(pages, page(i, w))
			}
			clean := func(packs ...*rules.Pack) []*cleaner.Document {
				c, err := cleaner.New(append(test.options, cleaner.WithoutBuiltinRules(), cleaner.WithPacks(packs...))...)
				if err != nil {
					t.Fatal(err)
				}
				var documents []*cleaner.Document
				for i, p := range pages {
					doc, err := c.Clean(context.Background(), strings.NewReader(p), cleaner.Page{URL: fmt.Sprintf("https://www.gull.example/%d", i)})
					if err != nil {
						t.Fatal(err)
					}
					documents = append(documents, doc)
				}
				return documents
			}
			l := learn.New(learn.Options{Name: "gull", Beside: test.beside})
			for i, doc := range clean() {
				l.Add(learn.Document{ID: fmt.Sprint("page ", i), Host: "www.gull.example", Blocks: doc.Blocks, Removals: doc.Removals})
			}
			f := l.Findings()
			text := f.Pack()
			pack, err := rules.Load("gull.yaml", text)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if err := rules.Check([]*rules.Pack{pack}, test.beside); err != nil {
				t.Errorf("%v\n%s", err, text)
			}
			documents, times := map[string]int{}, map[string]int{}
			for _, doc := range clean(pack) {
				seen := map[string]bool{}
				for _, r := range doc.Removals {
					if r.Pack == "gull" {
						times[r.Rule]++
						seen[r.Rule] = true
					}
				}
				for id := range seen {
					documents[id]++
				}
				if n := strings.Count(doc.Text(), ". "); n < 12 { // six paragraphs of three sentences
					t.Errorf("body text is lost:\n%s", doc.Text())
				}
			}
			for _, r := range f.Rules {
				fewer := documents[r.ID] < r.Evidence.Documents || r.Strip == "block" && times[r.ID] < r.Evidence.Times
				more := documents[r.ID] > r.Evidence.Documents || r.Strip == "block" && times[r.ID] > r.Evidence.Times
				if fewer || more && test.beside == nil { // beside other packs a rule also strips what would have been left to theirs
					t.Errorf("%s strips %d lines of %d documents, and not %d of %d", r.ID, times[r.ID], documents[r.ID], r.Evidence.Times, r.Evidence.Documents)
				}
			}
			for id, want := range test.want {
				if documents[id] != want {
					t.Errorf("%s strips something of %d documents, want %d", id, documents[id], want)
				}
			}
			if len(f.Rules) < len(test.want) || test.beside == nil && len(f.Rules) > len(test.want) {
				t.Errorf("%d rules, want %d", len(f.Rules), len(test.want))
			}
			if t.Failed() {
				t.Logf("%s", text)
			}
		})
	}
}

func TestNamesWhatRulesStripAlready(t *testing.T) {
	w := newWriter(12)
	l := learn.New(learn.Options{})
	for range 5 {
		l.Add(learn.Document{Blocks: w.article().blocks(), Removals: []rules.Removal{{Rule: "en/share", Text: "Share this: 12"}, {Rule: "en/teaser", Text: w.headline()}}})
	}
	f := l.Findings()
	if len(f.Stripped) != 1 || f.Stripped[0].Why != "en/share" || f.Stripped[0].Documents != 5 {
		t.Errorf("stripped already: %+v", f.Stripped)
	}
	if !strings.Contains(string(f.Pack()), "# Repeat, and are stripped by rules already:\n#   5 of 5 documents (en/share): Share this: 12\n") {
		t.Errorf("the pack does not say so:\n%s", f.Pack())
	}
}

func TestSameDocumentsSamePack(t *testing.T) {
	pack := func() string {
		f := learnFrom(forty(func(i int, w *writer, a article) article {
			return append(a, "Send by pigeon", "Print on vellum", fmt.Sprintf("(Set by %s)", w.headline()), "Owned by its readers and by nobody else in the whole valley.")
		}), learn.Options{})
		return string(f.Pack())
	}
	first := pack()
	for range 5 {
		if again := pack(); again != first {
			t.Fatalf("another pack:\n%s\nand\n%s", first, again)
		}
	}
}

// FuzzPack learns from whatever lines: the pack loads, and its examples pass.
func FuzzPack(f *testing.F) {
	f.Add("gull.example", "a\x1eOwned by 'its' readers: all # of them.\n- b\n[[c]] [x](y)\x1eOwned by 'its' readers: all # of them.\n- b\n[[c]] [x](y)")
	f.Add("", "The tide comes in.\nhttps://gull.example/1 by A\x1eThe tide goes out again.\nhttps://gull.example/1 by B\x1eNobody saw it go.\nhttps://gull.example/1 by C")
	f.Add("co.uk", "x\n<p>one two three</p>\u0085\x1ey\n<p>one two three</p>\u0085\x1ez\n<p>one two three</p>\u0085")
	f.Add("-.é", "(c) 2001 'a\" : b - ? ! {c} &d *e\x1e(c) 2002 'a\" : b - ? ! {c} &d *e\x1e(c) 2003 'a\" : b - ? ! {c} &d *e")
	f.Fuzz(func(t *testing.T, host, text string) {
		l := learn.New(learn.Options{MinDocuments: 2})
		w := newWriter(1)
		for i, document := range strings.Split(text, "\x1e") {
			a := article(strings.Split(document, "\n"))
			blocks := append(article{w.paragraph(), w.paragraph(), w.paragraph()}.blocks(), a.blocks()...)
			for j := range blocks[3:] {
				b := &blocks[3+j]
				if j%3 == 1 {
					b.Spans = []rules.Span{{Kind: rules.SpanKind(j % 2), End: len(b.Text), URL: "/" + document}}
				}
			}
			l.Add(learn.Document{ID: document, Host: host, Blocks: blocks, Removals: []rules.Removal{{Rule: "x", Text: document}, {Rule: "x", Text: fmt.Sprint(i)}}})
		}
		found := l.Findings()
		pack, err := rules.Load("learned.yaml", found.Pack())
		if err != nil {
			t.Fatalf("%v\n%s", err, found.Pack())
		}
		if err := rules.Check([]*rules.Pack{pack}, nil); err != nil {
			t.Fatalf("%v\n%s", err, found.Pack())
		}
		if len(pack.Rules) != len(found.Rules) {
			t.Fatalf("%d rules in the pack, %d found", len(pack.Rules), len(found.Rules))
		}
	})
}
