package extract

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
)

// Pages in the shapes of real ones. In each, IN marks the text that belongs to the article and OUT what does not.

var sentences = []string{
	"The ferry to the outer islands will run twice a day from the first of May, the harbour board decided on Tuesday, after a winter in which it ran once.",
	"Mrs Aldous, who has kept the ticket office for thirty years, said that nobody had asked her, but that she would have said yes.",
	"The second boat was built in 1974 and has been repaired so often, by so many hands, that its own yard no longer recognises it.",
	"Islanders had collected 2,300 signatures, among them those of the harbour master, his wife, and both of the men who mend the boat.",
	"It leaves at seven, when the tide lets it, and comes back at dusk; in between there is time to sell a calf or to see a dentist.",
	"What it costs will be settled in June, and the board expects that it will cost a little more than anybody has said so far.",
}

func articlePage() string {
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html lang="en"><head><title>Ferry to run twice a day</title></head><body>
<header class="site-header"><a href="/">The Gull</a><nav class="main-nav"><ul><li><a href="/news">OUT News</a><li><a href="/sport">OUT Sport</a><li><a href="/tides">OUT Tides</a></ul></nav></header>
<div id="wrapper"><article class="post"><h1>Ferry to run twice a day</h1><div class="entry-content">`)
	for _, s := range sentences {
		page.WriteString("<p>IN " + s + "</p>")
	}
	page.WriteString(`<p style="display:none">OUT this is a draft that nobody should see before the board has met on Tuesday at noon.</p></div></article>
<aside class="related"><h3>OUT More from the islands</h3><ul><li><a href="/1">OUT Lighthouse to be painted blue</a><li><a href="/2">OUT Seal returns to the harbour</a><li><a href="/3">OUT Ten walks to a pub</a></ul></aside>
<section id="comments" class="comments"><h3>OUT 2 comments</h3><ol class="comment-list"><li class="comment"><div class="comment-author">OUT gannet77</div><p>OUT About time too, I say, and I have said it for years.</p></li>
<li class="comment"><div class="comment-author">OUT Old Tom</div><p>OUT My father rowed it in a day.</p></li></ol></section></div>
<footer class="site-footer"><p>OUT © 2024 The Gull. All rights reserved.</p><a href="/privacy">OUT Privacy</a></footer></body></html>`)
	return page.String()
}

func forumPage() string {
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html><head><title>Which knot for a dinghy painter? - Boat forum</title></head><body class="forum">
<div id="navbar" class="nav"><a href="/">OUT Forum index</a> <a href="/faq">OUT FAQ</a> <a href="/login">OUT Login</a></div><h1>Which knot for a dinghy painter?</h1><div class="thread topic">`)
	for i, s := range sentences {
		fmt.Fprintf(&page, `<div class="post message" id="post%d"><div class="user-info"><a href="/u/%d">IN member%d</a></div><div class="post-body message-body"><p>IN %s</p></div></div>`, i, i, i, s)
	}
	page.WriteString(`</div><div class="footer"><a href="/contact">OUT Contact us</a> <a href="/terms">OUT Terms and rules</a></div></body></html>`)
	return page.String()
}

func TestNative(t *testing.T) {
	for _, test := range []struct {
		name, page, title string
	}{
		{"article", articlePage(), "Ferry to run twice a day"},
		{"forum", forumPage(), "Which knot for a dinghy painter?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := blocksOf(t, test.page)
			r, err := Native{Second: Readability{}}.Extract(page, About{Title: test.title})
			if err != nil {
				t.Fatal(err)
			}
			for i, b := range page.Blocks {
				switch {
				case strings.HasPrefix(b.Text, "IN") && !r.Keep[i]:
					t.Errorf("lost: %s", b.Text)
				case strings.HasPrefix(b.Text, "OUT") && r.Keep[i] && !page.Elements[page.At[i]].Hidden:
					t.Errorf("kept: %s", b.Text)
				}
			}
			if !slices.Contains(Types, r.Type) {
				t.Errorf("taken for: %q", r.Type)
			}
			if r.Confidence <= 0 || r.Confidence > 1 {
				t.Errorf("confidence %v", r.Confidence)
			}
		})
	}
}

func TestCommentsWhereTheyAreWanted(t *testing.T) {
	page := blocksOf(t, articlePage())
	const comment = "OUT About time too"
	for _, wanted := range []bool{false, true} {
		r, err := Native{Comments: wanted}.Extract(page, About{Title: "Ferry to run twice a day"})
		if err != nil {
			t.Fatal(err)
		}
		for i, b := range page.Blocks {
			if strings.HasPrefix(b.Text, comment) && r.Keep[i] != wanted {
				t.Errorf("wanted is %v, kept is %v", wanted, r.Keep[i])
			}
		}
	}
}

// TestDropLeavesWhatAPageIsFor drops comments and hidden text as what is asked about, but not where an answer is made of little else.
func TestDropLeavesWhatAPageIsFor(t *testing.T) {
	for _, test := range []struct {
		name string
		page string
	}{
		{"a text that a script unhides", `<body><div style="display:none">` + paragraphs("IN ") + `</div><p>OUT Loading</p></body>`},
		{"comments without an article", `<body><h1>What was your first boat?</h1><ol class="comment-list">` + strings.ReplaceAll(paragraphs("IN "), "<p>", `<li class="comment"><p>`) + `</ol></body>`},
	} {
		page := blocksOf(t, test.page)
		a := Analyse(page, About{})
		p := make([]float32, len(page.Blocks))
		keep := make([]bool, len(page.Blocks))
		for i := range page.Blocks {
			p[i], keep[i] = 0.5, true
		}
		a.Settle(&Result{Keep: keep, Type: "article"}, p, false)
		for i, b := range page.Blocks {
			if strings.HasPrefix(b.Text, "IN") && !keep[i] {
				t.Errorf("%s: lost: %s", test.name, b.Text)
			}
		}
	}
	page := blocksOf(t, articlePage())
	a := Analyse(page, About{})
	p, keep := make([]float32, len(page.Blocks)), make([]bool, len(page.Blocks))
	for i := range p {
		p[i], keep[i] = 0.5, true
	}
	a.Settle(&Result{Keep: keep, Type: "article"}, p, false)
	for i, b := range page.Blocks {
		if keep[i] && (strings.HasPrefix(b.Text, "OUT this is a draft") || strings.HasPrefix(b.Text, "OUT About time too")) {
			t.Errorf("kept beside an article: %s", b.Text)
		}
	}
}

func TestTypeIsWhatThePageSurelyIs(t *testing.T) {
	withoutPosts := "<html><body><h1>Tees</h1><div class=cards>" + paragraphs("") + "</div></body></html>"
	for _, test := range []struct {
		page  string
		about About
		want  string
	}{
		{articlePage(), About{Kind: "DiscussionForumPosting"}, "forum"},
		{articlePage(), About{Kind: "NewsArticle"}, "article"},
		{articlePage(), About{Kind: "ProductGroup"}, "product"},
		{articlePage(), About{Kind: "Article"}, "service"},
		{articlePage(), About{}, "service"},
		{articlePage(), About{Path: "/forum/viewtopic.php"}, "forum"},
		{articlePage(), About{Path: "/showthread.php"}, "forum"},
		{articlePage(), About{Path: "/community/threads/which-knot.4711/"}, "forum"},
		{articlePage(), About{Path: "/threads/4711/page-2"}, "forum"},
		{articlePage(), About{Path: "/t/which-knot/4711/3"}, "forum"},
		{articlePage(), About{Path: "/2024/05/threads/cotton-and-silk"}, "service"},
		{articlePage(), About{Path: "/t/4711"}, "service"},
		{articlePage(), About{Path: "/viewtopic.php.html"}, "service"},
		{withoutPosts, About{Path: "/t/striped/4711"}, "service"},
	} {
		page := blocksOf(t, test.page)
		r := Result{Keep: make([]bool, len(page.Blocks)), Type: "service"}
		Analyse(page, test.about).Settle(&r, make([]float32, len(page.Blocks)), false)
		if r.Type != test.want {
			t.Errorf("%+v: taken for %s, not %s", test.about, r.Type, test.want)
		}
	}
}

func paragraphs(mark string) string {
	var s strings.Builder
	for _, text := range sentences {
		s.WriteString("<p>" + mark + text + "</p>")
	}
	return s.String()
}

func TestPagesWithoutAnArticle(t *testing.T) {
	for _, page := range []string{
		"", "<body></body>", "<p></p>", "<div hidden>nothing</div>", "<img src=a.png>",
		"<title>Login</title><form class=login><label>User</label><input><label>Password</label><input type=password><button>Log in</button></form><a href=/forgot>Forgot your password?</a>",
	} {
		for _, e := range []Extractor{Native{}, Native{Second: Readability{}}, Readability{}, All{}} {
			p := blocksOf(t, page)
			r, err := e.Extract(p, About{})
			if err != nil {
				t.Errorf("%T: %q: %v", e, page, err)
			}
			if len(r.Keep) != len(p.Blocks) {
				t.Errorf("%T: %q: %d decisions for %d blocks", e, page, len(r.Keep), len(p.Blocks))
			}
		}
	}
}

func TestReadabilityKeepsThePagesOwnBlocks(t *testing.T) {
	page := blocksOf(t, articlePage())
	before := render(t, page.Elements[0].Node)
	r, err := Readability{}.Extract(page, About{})
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range page.Blocks {
		if strings.HasPrefix(b.Text, "IN") && !r.Keep[i] {
			t.Errorf("lost: %s", b.Text)
		}
		if strings.HasPrefix(b.Text, "OUT ©") && r.Keep[i] || strings.HasPrefix(b.Text, "OUT this is a draft") && r.Keep[i] {
			t.Errorf("kept: %s", b.Text)
		}
	}
	if render(t, page.Elements[0].Node) != before {
		t.Error("the page's tree has changed")
	}
}

// A second opinion on such a page would take minutes.
func TestReadabilityRefusesManyElementsDeepInEachOther(t *testing.T) {
	page := blocksOf(t, strings.Repeat("<div>", 450)+"<p>a"+strings.Repeat("<div></div>", 50_000))
	if _, err := (Readability{}).Extract(page, About{}); err == nil {
		t.Error("Readability took it")
	}
	if _, err := (Native{Second: Readability{}}).Extract(page, About{}); err != nil {
		t.Errorf("without a second opinion: %v", err)
	}
}

func TestAllLeavesOutWhatIsHidden(t *testing.T) {
	page := blocksOf(t, "<p>a<div hidden>b<p>c</div><dialog>d</dialog><p>e")
	r, err := All{}.Extract(page, About{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(r.Keep), "[true false false false true]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNativeIsDeterministicInParallel(t *testing.T) {
	pages := []*blocks.Page{blocksOf(t, articlePage()), blocksOf(t, forumPage()), blocksOf(t, "<p>short")}
	var want []Result
	for _, p := range pages {
		want = append(want, decide(t, p))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				for i, p := range pages {
					if got := decide(t, p); !reflect.DeepEqual(got, want[i]) {
						t.Errorf("page %d: got %+v, want %+v", i, got, want[i])
					}
				}
			}
		})
	}
	all.Wait()
}

func decide(t *testing.T, p *blocks.Page) Result {
	r, err := Native{Second: Readability{}}.Extract(p, About{})
	if err != nil {
		t.Error(err)
	}
	r.Evidence = nil
	return r
}

func TestReasons(t *testing.T) {
	page := blocksOf(t, articlePage())
	r, err := Native{}.Extract(page, About{Title: "Ferry to run twice a day"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := Analyse(page, About{Title: "Ferry to run twice a day"})
	row, weights := make([]float32, NumFeatures), make([]float64, NumFeatures)
	for i := range page.Blocks {
		given := r.Evidence.Reasons(i)
		if len(given) == 0 {
			t.Fatalf("block %d: no reasons", i)
		}
		for k, reason := range given {
			if reason.Feature == "" {
				t.Errorf("block %d: a feature without a name", i)
			}
			if k > 0 && math.Abs(reason.Weight) > math.Abs(given[k-1].Weight) {
				t.Errorf("block %d: %v is not in order", i, given)
			}
		}
		a.Features(i, i+1, row)
		bias := m.Blocks.Contributions(row, weights)
		sum := bias
		for _, w := range weights {
			sum += w
		}
		p := float64(r.Evidence.Probability[i])
		if odds := math.Log(p / (1 - p)); math.Abs(odds-sum) > 0.01*(1+math.Abs(odds)) {
			t.Errorf("block %d: the reasons add up to %.3f, the log-odds are %.3f", i, sum, odds)
		}
	}
}

func TestReadModels(t *testing.T) {
	m, err := ReadModels(bytes.NewReader(learnt))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	comment, _, _ := bytes.Cut(learnt, []byte("\n"))
	if err := m.Write(&again, strings.TrimPrefix(string(comment), "# ")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), learnt) {
		t.Error("models are written otherwise than they were read")
	}
	if _, err := ReadModels(strings.NewReader("")); err == nil {
		t.Error("an empty file is read")
	}
	for cut := 1; cut < len(learnt); cut += 1 + len(learnt)/97 {
		if _, err := ReadModels(bytes.NewReader(learnt[:cut])); err == nil {
			t.Errorf("the first %d of %d bytes are read", cut, len(learnt))
		}
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range 200 { // may be an error or another model, but no panic
		broken := bytes.Clone(learnt)
		for range 4 {
			broken[random.IntN(len(broken))] ^= byte(1 + random.IntN(255))
		}
		_, _ = ReadModels(bytes.NewReader(broken))
	}
}

// A page of many blocks costs no more per block than a small one: it would not end otherwise.
func TestManyBlocks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	var page strings.Builder
	page.WriteString("<body>")
	for i := range 50_000 {
		fmt.Fprintf(&page, "<div class=c%d><p>%s</p></div>", i%7, sentences[i%len(sentences)])
	}
	p := blocksOf(t, page.String())
	r, err := Native{}.Extract(p, About{Title: "Many"})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Blocks) != 50_000 || len(r.Keep) != 50_000 {
		t.Errorf("%d decisions for %d blocks", len(r.Keep), len(p.Blocks))
	}
}

func FuzzNative(f *testing.F) {
	for _, page := range []string{articlePage(), forumPage(), "", "<p>a", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<x-a><p>a</x-a> b<pre>c</pre><ul><li>d<dialog>e"} {
		f.Add(page, "Ferry to run", "NewsArticle", "/2024/05/ferry/")
	}
	f.Fuzz(func(t *testing.T, page, title, kind, path string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		p := blocks.FromTree(root)
		r, err := Native{Second: Readability{}, Comments: true}.Extract(p, About{Title: title, Kind: kind, Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Keep) != len(p.Blocks) || len(r.Evidence.Probability) != len(p.Blocks) {
			t.Fatalf("%d decisions for %d blocks", len(r.Keep), len(p.Blocks))
		}
		for _, x := range r.Evidence.Probability {
			if !(x >= 0 && x <= 1) {
				t.Fatalf("a probability of %v", x)
			}
		}
		if !(r.Confidence >= 0 && r.Confidence <= 1) {
			t.Fatalf("a confidence of %v", r.Confidence)
		}
		for i := range min(len(p.Blocks), 3) {
			r.Evidence.Reasons(i)
		}
	})
}

// keeps checks what a step keeps beside what is kept before it: of a page's blocks, those whose text or description begins with IN are kept before, and those
// that begin with a mark are to be kept with them.
func keeps(t *testing.T, page, title, mark string, step func(*Analysis, []bool)) {
	t.Helper()
	p := blocksOf(t, "<html><body>"+page+"</body></html>")
	text := func(i int) string { return p.Blocks[i].Text + p.Blocks[i].Alt }
	keep := make([]bool, len(p.Blocks))
	for i := range keep {
		keep[i] = strings.HasPrefix(text(i), "IN")
	}
	step(Analyse(p, About{Title: title}), keep)
	for i := range keep {
		if want := strings.HasPrefix(text(i), "IN") || strings.HasPrefix(text(i), mark); keep[i] != want {
			t.Errorf("%q: kept is %t", text(i), keep[i])
		}
	}
}

func blocksOf(t *testing.T, page string) *blocks.Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return blocks.FromTree(root)
}

func render(t *testing.T, n *html.Node) string {
	t.Helper()
	var out bytes.Buffer
	if err := html.Render(&out, n); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestLevelsGrowUpToFar(t *testing.T) {
	var parent, child levels
	for i := range parent {
		parent[i] = uint8(min(i, far))
	}
	child.oneMore(&parent)
	for i, got := range child {
		if want := min(parent[i]+1, far); got != want {
			t.Errorf("one more than %d is %d", parent[i], got)
		}
	}
}
