package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestManySiblingsShareTheirProbability(t *testing.T) {
	for name, c := range map[string]struct {
		page  string
		p     float32 // of each block
		last  float32 // but of the last one
		first float32 // what the first one has then
		end   float32 // and the last
	}{
		"a long text":             {strings.Repeat("<p>Ten words", 39) + "<p>Ten words", 0.9, 0.1, 0.88, 0.88},
		"a long text's rows":      {"<table>" + strings.Repeat("<tr><td>Ten<td>words", 40) + "</table>", 0.9, 0.1, 0.88, 0.88},
		"a short text":            {strings.Repeat("<p>Ten words", 20), 0.9, 0.1, 0.9, 0.1},
		"a text in sections":      {strings.Repeat("<div><p>Ten words</div>", 40), 0.9, 0.1, 0.88, 0.88},
		"a section unlike others": {strings.Repeat("<div><p>Ten words</div>", 39) + `<div class="box"><p>Ten words</div>`, 0.9, 0.1, 0.9, 0.1},
		"a section deeper down":   {strings.Repeat("<div><p>Ten words</div>", 39) + "<div><div><p>Ten words</div></div>", 0.9, 0.1, 0.9, 0.1},
		"a list below":            {strings.Repeat("<p>Ten words", 39) + "<ul><li>Ten words</ul>", 0.9, 0.1, 0.9, 0.1},
		"a link below":            {strings.Repeat("<p>Ten words", 39) + `<p><a href="/x">Ten words</a>`, 0.9, 0.1, 0.9, 0.1},
		"a heading below":         {strings.Repeat("<p>Ten words", 39) + "<h2>Ten words</h2>", 0.9, 0.1, 0.9, 0.1},
	} {
		t.Run(name, func(t *testing.T) {
			a := Analyse(blocksOf(t, c.page), About{})
			got := slices.Repeat([]float32{c.p}, len(a.measures))
			got[len(got)-1] = c.last
			a.shareAmongSiblings(got)
			if near := func(x, y float32) bool { return x-y < 1e-4 && y-x < 1e-4 }; !near(got[0], c.first) || !near(got[len(got)-1], c.end) {
				t.Errorf("got %v and %v, want %v and %v", got[0], got[len(got)-1], c.first, c.end)
			}
		})
	}
}

func TestReasonOfSiblings(t *testing.T) {
	page := blocksOf(t, "<h1>Knots</h1>"+strings.Repeat("<p>The bowline holds when the rope is wet, and comes undone when it is dry.", 39)+"<p>Ends")
	r, err := Native{}.Extract(page, About{})
	if err != nil {
		t.Fatal(err)
	}
	heading, last := r.Evidence.Reasons(0), r.Evidence.Reasons(len(page.Blocks)-1)
	if heading[0].Feature == ofSiblings {
		t.Error("a heading shares a probability")
	}
	if p := r.Evidence.Probability; last[0].Feature != ofSiblings || last[0].Value != float64(p[len(p)-1]) || p[len(p)-1] != p[1] {
		t.Errorf("the last paragraph has %v, the first %v: %v", p[len(p)-1], p[1], last[0])
	}
	if last[0].Weight <= 0 {
		t.Errorf("the other paragraphs speak against the last: %v", last[0].Weight)
	}
}
