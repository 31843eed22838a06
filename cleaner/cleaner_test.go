package cleaner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"winnow/cleaner"
	"winnow/rules"
)

// tidings is an article with chaff around and within it.
const tidings = `<!DOCTYPE html><html lang="en"><head><title>Ferry to run twice a day - The Gull</title></head><body>
<nav><ul><li><a href="/news">News</a><li><a href="/tides">Tides</a></ul></nav>
<article><h1>Ferry to run twice a day</h1>
<p>The ferry to the outer islands will run twice a day from the first of May, the <a href="/board">harbour board</a> decided on Tuesday, after a winter in which it ran once.</p>
<p>READ MORE: <a href="/tea">Ten islands that have run out of tea</a></p>
<p>Mrs Aldous, who has kept the ticket office for thirty years, said that nobody had asked her, but that she would have said yes.</p>
<figure><img src="/ferry.jpg" alt="The ferry"><figcaption>The ferry at the north pier</figcaption></figure>
<table><tr><th>Leaves</th><th>Comes back</th></tr><tr><td>seven</td><td>dusk</td></tr></table>
<p>The second boat was built in 1974 and has been repaired so often, by so many hands, that its own yard no longer recognises it.</p>
<p>It leaves at seven, when the tide lets it, and comes back at dusk; in between there is time to sell a calf or to see a dentist.</p>
<p>Source: <a href="https://pilot.example/ferry">Read Full Article</a></p></article>
<section id="comments" class="comments"><h3>1 comment</h3><ol class="comment-list"><li class="comment"><p>About time too, I say, and I have said it for many years to anybody who would listen.</p></li></ol></section>
<footer><p>© 2024 The Gull. All rights reserved.</p></footer></body></html>`

// chaff strips what the built-in packs would strip of tidings, and is compiled sooner.
const chaff = `version: 1
pack: chaff
rules:
  - {id: chaff/more, category: teaser, about: a, match: {expression: ^READ MORE}, strip: block}
  - {id: chaff/source, category: source, about: b, match: {expression: ^Source}, strip: block}
`

// fast are options for a Cleaner that has no rules but those of chaff.
func fast(t *testing.T, more ...cleaner.Option) []cleaner.Option {
	return append([]cleaner.Option{cleaner.WithoutBuiltinRules(), cleaner.WithPacks(load(t, chaff))}, more...)
}

func load(t *testing.T, pack string) *rules.Pack {
	t.Helper()
	p, err := rules.Load("test.yaml", []byte(pack))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func newCleaner(t *testing.T, options ...cleaner.Option) *cleaner.Cleaner {
	t.Helper()
	c, err := cleaner.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func clean(t *testing.T, page string, options ...cleaner.Option) *cleaner.Document {
	t.Helper()
	return cleanWith(t, newCleaner(t, options...), page)
}

func cleanWith(t *testing.T, c *cleaner.Cleaner, page string) *cleaner.Document {
	t.Helper()
	doc, err := c.Clean(context.Background(), strings.NewReader(page), cleaner.Page{URL: "https://gull.example/ferry"})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestClean(t *testing.T) {
	doc := cleanWith(t, sharedCleaner(t), tidings)
	text := doc.Text()
	for _, in := range []string{"from the first of May", "would have said yes", "no longer recognises it", "see a dentist"} {
		if !strings.Contains(text, in) {
			t.Errorf("lost: %s", in)
		}
	}
	for _, out := range []string{"Tides", "READ MORE", "Read Full Article", "About time too", "©"} {
		if strings.Contains(text, out) {
			t.Errorf("kept: %s", out)
		}
	}
	if doc.Title != "Ferry to run twice a day" || doc.Source.URL != "https://pilot.example/ferry" || len(doc.Related) != 1 || doc.Related[0].URL != "https://gull.example/tea" {
		t.Errorf("title %q, source %v, related %v", doc.Title, doc.Source, doc.Related)
	}
	if len(doc.Warnings) > 0 {
		t.Errorf("warnings: %v", doc.Warnings)
	}
}

// Every option changes what comes out: a text is there without it and not with it, or the other way round.
func TestOptions(t *testing.T) {
	pack := load(t, "version: 1\npack: mine\nrules:\n  - {id: mine/aldous, category: other, about: c, match: {expression: ^Mrs Aldous}, strip: block}\n")
	markdown := func(d *cleaner.Document) string {
		s, err := d.Markdown()
		if err != nil {
			t.Error(err)
		}
		return s
	}
	for _, test := range []struct {
		name          string
		option        cleaner.Option
		look          func(*cleaner.Document) string
		text          string
		without, with bool
	}{
		{"extractor none", cleaner.WithExtractor(cleaner.None), (*cleaner.Document).Text, "Tides", false, true},
		{"extractor readability", cleaner.WithExtractor(cleaner.Readability), func(d *cleaner.Document) string { return string(d.Extractor) }, "readability", false, true},
		{"extractor native", cleaner.WithExtractor(cleaner.Native), (*cleaner.Document).Text, "see a dentist", true, true},
		{"packs", cleaner.WithPacks(pack), (*cleaner.Document).Text, "Mrs Aldous", true, false},
		{"without a rule", cleaner.WithoutRules("chaff/more"), (*cleaner.Document).Text, "READ MORE", false, true},
		{"a category kept", cleaner.WithCategoriesKept("source"), (*cleaner.Document).Text, "Read Full Article", false, true},
		{"no links", cleaner.WithLinks(false), markdown, "(https://gull.example/board)", true, false},
		{"no links: their text", cleaner.WithLinks(false), markdown, "harbour board", true, true},
		{"no tables", cleaner.WithTables(false), (*cleaner.Document).Text, "Comes back", true, false},
		{"comments", cleaner.WithComments(true), (*cleaner.Document).Text, "About time too", false, true},
		{"decisions", cleaner.WithDecisions(true), func(d *cleaner.Document) string { return strings.Repeat("decision ", len(d.Decisions)) }, "decision", false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Contains(test.look(clean(t, tidings, fast(t)...)), test.text); got != test.without {
				t.Errorf("without the option %q is there: %v", test.text, got)
			}
			if got := strings.Contains(test.look(clean(t, tidings, fast(t, test.option)...)), test.text); got != test.with {
				t.Errorf("with the option %q is there: %v", test.text, got)
			}
		})
	}
}

func TestWithImages(t *testing.T) {
	for _, on := range []bool{true, false} {
		doc := clean(t, tidings, fast(t, cleaner.WithImages(on))...)
		if got := strings.Contains(doc.HTML(), "ferry.jpg") && strings.Contains(doc.HTML(), "north pier"); got != on {
			t.Errorf("WithImages(%v): image and caption are there: %v", on, got)
		}
		if strings.Contains(doc.Text(), "north pier") {
			t.Errorf("WithImages(%v): the caption of an image is in the text", on)
		}
	}
}

func TestWithoutBuiltinRules(t *testing.T) {
	if text := clean(t, tidings, cleaner.WithoutBuiltinRules()).Text(); !strings.Contains(text, "READ MORE") {
		t.Errorf("got %s", text)
	}
}

// A bolder level strips what a safer one strips, and more.
func TestLevels(t *testing.T) {
	pack := load(t, `version: 1
pack: mine
rules:
  - {id: mine/safe, category: other, about: a, level: safe, match: {expression: ^Anchors}, strip: block}
  - {id: mine/standard, category: other, about: b, match: {expression: ^Buoys}, strip: block}
  - {id: mine/aggressive, category: other, about: c, level: aggressive, match: {expression: ^Cleats}, strip: block}
`)
	text := "Nobody knew why the harbour had been shut.\n\nAnchors for sale.\n\nBuoys for sale.\n\nCleats for sale.\n\nIt was opened again on Friday, without a word."
	for level, want := range map[rules.Level]int{rules.Safe: 1, rules.Standard: 2, rules.Aggressive: 3} {
		c := newCleaner(t, cleaner.WithoutBuiltinRules(), cleaner.WithPacks(pack), cleaner.WithLevel(level))
		doc, err := c.CleanText(context.Background(), text, cleaner.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Removals) != want {
			t.Errorf("%v: %d removals, want %d", level, len(doc.Removals), want)
		}
	}
}

func TestNewRefusesWhatIsNone(t *testing.T) {
	for _, n := range []int64{0, -1, math.MinInt64} {
		if _, err := cleaner.New(cleaner.WithMaxBytes(n)); err == nil || !strings.Contains(err.Error(), fmt.Sprint(n)) {
			t.Errorf("a limit of %d: got %v", n, err)
		}
	}
	if _, err := cleaner.New(cleaner.WithExtractor("magic")); err == nil || !strings.Contains(err.Error(), "magic") || !strings.Contains(err.Error(), "readability") {
		t.Errorf("got %v", err)
	}
}

func TestErrors(t *testing.T) {
	c := newCleaner(t, fast(t, cleaner.WithMaxBytes(100))...)
	broken := errors.New("the line is dead")
	for _, test := range []struct {
		name string
		in   io.Reader
		want error
		says string
	}{
		{"nothing", strings.NewReader(""), cleaner.ErrEmpty, ""},
		{"white space", strings.NewReader(" \n\t\x00\n"), cleaner.ErrEmpty, ""},
		{"a byte order mark", strings.NewReader("\ufeff"), cleaner.ErrEmpty, ""},
		{"PDF", strings.NewReader("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), cleaner.ErrBinary, "PDF"},
		{"PNG", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00"), cleaner.ErrBinary, "PNG"},
		{"noise", bytes.NewReader([]byte{1, 0, 2, 0xff, 0, 3, 0, 0xfe, 7, 0, 0, 1}), cleaner.ErrBinary, ""},
		{"JSON", strings.NewReader(`{"a": [1, 2]}`), cleaner.ErrBinary, "JSON"},
		{"too much", strings.NewReader(strings.Repeat("a", 101)), cleaner.ErrTooLarge, "100"},
		{"a reader that fails", iotest.ErrReader(broken), broken, ""},
	} {
		_, err := c.Clean(context.Background(), test.in, cleaner.Page{})
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
	if _, err := c.Clean(context.Background(), strings.NewReader(strings.Repeat("a", 100)), cleaner.Page{}); err != nil {
		t.Errorf("as much as the limit: %v", err)
	}
	if _, err := c.CleanBytes(context.Background(), bytes.Repeat([]byte("a"), 101), cleaner.Page{}); !errors.Is(err, cleaner.ErrTooLarge) {
		t.Errorf("too much in memory: %v", err)
	}
	if _, err := newCleaner(t, fast(t, cleaner.WithMaxBytes(math.MaxInt64))...).Clean(context.Background(), strings.NewReader("a"), cleaner.Page{}); err != nil {
		t.Errorf("with the highest limit: %v", err)
	}
	if _, err := c.CleanNode(context.Background(), nil, cleaner.Page{}); !errors.Is(err, cleaner.ErrEmpty) {
		t.Errorf("no tree: %v", err)
	}
}

func TestContext(t *testing.T) {
	c := sharedCleaner(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	root, err := html.Parse(strings.NewReader(tidings))
	if err != nil {
		t.Fatal(err)
	}
	for name, do := range map[string]func() error{
		"Clean":     func() error { _, err := c.Clean(ctx, strings.NewReader(tidings), cleaner.Page{}); return err },
		"CleanNode": func() error { _, err := c.CleanNode(ctx, root, cleaner.Page{}); return err },
		"CleanText": func() error { _, err := c.CleanText(ctx, "a", cleaner.Page{}); return err },
	} {
		if err := do(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A watched context ends when it was looked at so many times.
type watched struct {
	context.Context
	looks, ends int
}

func (w *watched) Err() error {
	if w.looks++; w.looks >= w.ends {
		return context.Canceled
	}
	return nil
}

// The context ends a page before each of its stages (decoding, parsing, metadata, blocks, extraction, the rules, the rules again), and a text before each of its.
func TestContextBetweenStages(t *testing.T) {
	c := sharedCleaner(t)
	for name, test := range map[string]struct {
		in     string
		stages int
	}{"a page": {tidings, 7}, "a text": {"It rained all night.\n\nNobody had thought that it would.", 3}} {
		for ends := 1; ; ends++ {
			ctx := &watched{context.Background(), 0, ends}
			_, err := c.CleanBytes(ctx, []byte(test.in), cleaner.Page{})
			if err == nil {
				if ends <= test.stages {
					t.Errorf("%s: the context was looked at %d times, not %d", name, ends-1, test.stages)
				}
				break
			}
			if !errors.Is(err, context.Canceled) || ctx.looks != ends {
				t.Errorf("%s: ended at the %d. look with %v after the %d.", name, ends, err, ctx.looks)
			}
		}
	}
}

// Control characters of a broken page do not come out, as YAML must not hold them and terminals obey them, nor signs of its own font.
func TestControlCharacters(t *testing.T) {
	doc := clean(t, `<html><head><title>A &#x202e;b&#1;oat &#xf0c1;</title><meta name="description" content="Home&#x1b;[2J&#9;again"><meta name="author" content="Ann&#7; Reid"></head>
<body><article><p>The harbour wall held all night, said&#x1b; the keeper, and nobody in the town had thought that it would. It was late when he said it.</p></article></body></html>`)
	if got, want := doc.Title+"|"+doc.Description+"|"+doc.Byline(), "A boat|Home[2J again|Ann Reid"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if strings.ContainsFunc(doc.Text(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		t.Errorf("text %q", doc.Text())
	}
}

// A reader that never ends is read until the context is done.
func TestContextEndsReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	endless := readerFunc(func(p []byte) (int, error) {
		cancel()
		return 1, nil
	})
	if _, err := sharedCleaner(t).Clean(ctx, endless, cleaner.Page{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Pages in the encodings of the web come out as the same text.
func TestEncodings(t *testing.T) {
	sixteen := func(order func(uint16) []byte) func(string) []byte {
		return func(s string) []byte {
			var out []byte
			for _, u := range utf16.Encode([]rune(s)) {
				out = append(out, order(u)...)
			}
			return out
		}
	}
	little := sixteen(func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} })
	big := sixteen(func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} })
	charset := func(e encoding.Encoding) func(string) []byte {
		return func(s string) []byte {
			b, err := e.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
	}
	for _, test := range []struct {
		name, declared, text string
		encode               func(string) []byte
	}{
		{"UTF-8 with a mark", "", "Zürich für Ägypter", func(s string) []byte { return []byte("\ufeff" + s) }},
		{"UTF-16 with a mark", "", "Zürich für Ägypter", func(s string) []byte { return little("\ufeff" + s) }},
		{"UTF-16 without a mark", "", "Zürich für Ägypter", big},
		{"Windows-1252", "windows-1252", "Zürich – „für Ägypter“", charset(charmap.Windows1252)},
		{"Shift_JIS", "Shift_JIS", "港の橋は金曜日まで閉鎖される", charset(japanese.ShiftJIS)},
		{"GB18030", "gb18030", "港口的桥将关闭到星期五", charset(simplifiedchinese.GB18030)},
		{"KOI8-R", "koi8-r", "Старый мост закрыт до пятницы", charset(charmap.KOI8R)},
	} {
		head := ""
		if test.declared != "" {
			head = "<meta charset=" + test.declared + ">"
		}
		page := test.encode("<html><head>" + head + "<title>x</title></head><body><p>" + test.text + "</p></body></html>")
		c := newCleaner(t, fast(t, cleaner.WithExtractor(cleaner.None))...)
		doc, err := c.Clean(context.Background(), bytes.NewReader(page), cleaner.Page{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := doc.Text(); got != test.text {
			t.Errorf("%s: got %q, want %q", test.name, got, test.text)
		}
	}
}

// Inputs that break other programs are cleaned.
func TestHardInputs(t *testing.T) {
	const sentence = "The harbour bridge will stay closed until Friday, the port authority said."
	size := 100 << 20
	if testing.Short() {
		size = 1 << 20
	}
	for _, test := range []struct {
		name, in string
		input    cleaner.Input
	}{
		{"truncated", "<html><body><p>" + sentence + "</p><div class=\"unclo", cleaner.HTML},
		{"broken UTF-8", "<p>" + sentence + "</p><p>\xff\xfe\xc3(</p>", cleaner.HTML},
		{"NUL bytes", "<p>\x00" + sentence + "\x00</p>", cleaner.HTML},
		{"a million unclosed tags", "<p>" + sentence + "</p>" + strings.Repeat("<b>", 1_000_000), cleaner.HTML},
		{"100,000 deep", strings.Repeat("<div>", 100_000) + "<p>" + sentence + "</p>", cleaner.HTML},
		{"one long line", sentence + " " + strings.Repeat("la ", size/3), cleaner.Text},
		{"one long line of a page", "<p>" + sentence + "</p><p>" + strings.Repeat("la ", size/30), cleaner.HTML},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCleaner(t, fast(t, cleaner.WithExtractor(cleaner.None))...)
			doc, err := c.Clean(context.Background(), strings.NewReader(test.in), cleaner.Page{Input: test.input})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(doc.Text(), sentence) {
				t.Error("the sentence is lost")
			}
		})
	}
}

// A short page is whole where it says what its main part is.
func TestShortPages(t *testing.T) {
	const menu = `<nav><ul><li><a href="/">The tide tables</a></li><li><a href="/units">Units and constants</a></li><li><a href="/ports">All ports</a></li></ul></nav>`
	const foot = `<div class="foot"><ul><li><a href="/terms">Terms of use</a></li><li><a href="/mirror">Mirrors of these pages</a></li><li><a href="/print">The whole manual for printers</a></li></ul></div>`
	for name, c := range map[string]struct{ main, want string }{
		"a constant":  {`<h1>Constant FATHOM</h1><pre><code>const FATHOM = 1.8288 // metres</code></pre>`, "const FATHOM = 1.8288 // metres"},
		"a paragraph": {`<h1>Appendix</h1><p>The tables that follow give the height of the tide in feet.</p>`, "The tables that follow give the height of the tide in feet."},
	} {
		t.Run(name, func(t *testing.T) {
			doc := clean(t, "<html><head><title>The tide tables</title></head><body>"+menu+"<main>"+c.main+"</main>"+foot+"</body></html>", fast(t)...)
			if got := doc.Text(); !strings.Contains(got, c.want) || strings.Contains(got, "Mirrors") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestPagesWithoutAnArticle(t *testing.T) {
	for _, page := range []string{
		"<html><body></body></html>",
		"<html><head><title>Nothing yet</title></head><body><div id=\"app\"></div><script>start()</script></body></html>",
		`<html><head><title>Brass lamp</title><script type="application/ld+json">{"@type": "ProductGroup", "name": "Brass lamp", "hasVariant": [{"@type": "Product", "name": "Brass lamp, two candles"}]}</script></head>
		<body><div id="app"></div><div class="foot">
		<dl><dt>Help</dt><dd><a href="/help">Help centre</a>, <a href="/quarrels">Quarrels and reports</a>, <a href="/back">What may be sent back</a>, <a href="/theft">Tell us of a stolen design</a>, <a href="/house">Rules of the house</a></dd></dl>
		<dl><dt>Harbours</dt><dd><a href="/upper">Upper Tarn</a>, <a href="/lower">Lower Tarn</a>, <a href="/coast">The coast by the mill</a>, <a href="/island">The island with two names</a></dd></dl>
		<dl><dt>Browse</dt><dd><a href="/all">All that sells</a>, <a href="/lamps">Lamps</a>, <a href="/ropes">Ropes and knots</a>, <a href="/low">Low prices</a>, <a href="/others">What others think</a></dd></dl>
		</div></body></html>`,
	} {
		doc := clean(t, page, fast(t)...)
		if len(doc.Blocks) > 0 || doc.Text() != "" {
			t.Errorf("%s: got %q", page, doc.Text())
		}
		if len(doc.Warnings) == 0 {
			t.Errorf("%s: no warning", page)
		}
	}
}

func TestTheCallersTreeStays(t *testing.T) {
	root, err := html.Parse(strings.NewReader(tidings))
	if err != nil {
		t.Fatal(err)
	}
	tree := func() string {
		var out bytes.Buffer
		if err := html.Render(&out, root); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	before := tree()
	for _, e := range []cleaner.Extractor{cleaner.Auto, cleaner.Native, cleaner.Readability, cleaner.None} {
		c := newCleaner(t, fast(t, cleaner.WithExtractor(e), cleaner.WithLinks(false))...)
		if _, err := c.CleanNode(context.Background(), root, cleaner.Page{URL: "https://gull.example/"}); err != nil {
			t.Fatal(err)
		}
		if tree() != before {
			t.Errorf("%s changed the tree", e)
		}
	}
}

// One Cleaner and one tree serve many goroutines, and all of them get the same.
func TestInParallel(t *testing.T) {
	c := sharedCleaner(t)
	root, err := html.Parse(strings.NewReader(tidings))
	if err != nil {
		t.Fatal(err)
	}
	asJSON := func() string {
		doc, err := c.CleanNode(context.Background(), root, cleaner.Page{URL: "https://gull.example/"})
		if err != nil {
			t.Error(err)
			return ""
		}
		data, err := json.Marshal(doc)
		if err != nil {
			t.Error(err)
		}
		markdown, err := doc.Markdown()
		if err != nil {
			t.Error(err)
		}
		return string(data) + doc.HTML() + markdown
	}
	want := asJSON()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				if got := asJSON(); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
	all.Wait()
}

// What comes out of a page is cleaned again as a text: nothing is lost.
func TestTextOfAPageAgain(t *testing.T) {
	text := cleanWith(t, sharedCleaner(t), tidings).Text()
	doc, err := sharedCleaner(t).CleanText(context.Background(), text, cleaner.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Text(); got != text {
		t.Errorf("got\n%s\nwant\n%s", got, text)
	}
}

// A text keeps its marks, and what it loses is told.
func TestRemovals(t *testing.T) {
	doc := cleanWith(t, sharedCleaner(t), tidings)
	var categories []string
	for _, r := range doc.Removals {
		categories = append(categories, r.Category)
		if r.Rule == "" || r.Pack == "" || r.Text == "" {
			t.Errorf("a removal without a rule, a pack or a text: %+v", r)
		}
	}
	if !slices.Equal(categories, []string{"other", "teaser", "source"}) {
		t.Errorf("got %v", doc.Removals)
	}
}
