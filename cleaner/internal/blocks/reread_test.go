package blocks_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/render"
	"winnow/rules"
)

// What Reread says of a page's blocks is what FromText reads in their text.
func TestReread(t *testing.T) {
	pages := map[string]string{
		"lines":    "<p>The ferry is late.<br>It always is.<br><br>- Ask the mate</p><p>2. Ask the cook</p>",
		"lists":    "<ol><li><h3>Tar the hull</h3><p>Twice.</p><li>Let it dry</ol><ul><li>Sail<ul><li>or row</ul></ul>",
		"quotes":   "<blockquote><p>All aboard.</p><p>Mind the gap.</p></blockquote><h2>Timetable</h2><table><tr><th>From<th>To<tr><td>Quay<td>Isle</table>",
		"images":   "<figure><img src=/a.png><figcaption>The quay at low tide</figcaption></figure><p>Nobody was there.</p><pre>ls\n  -l</pre>",
		"captions": "<table><caption>Tides</caption><tr><th>Day<th>Hour<tr><td>Monday<td>Six</table>",
	}
	files, err := filepath.Glob("../../../testdata/pages/*.in.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(file)] = string(page)
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			root, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			body := blocks.FromTree(root).Blocks
			want := blocks.FromText(render.Text(body))
			got, places := blocks.Reread(body)
			for i := range min(len(got), len(want)) {
				g, w := got[i], want[i]
				if g.Text != w.Text || g.Kind != w.Kind || g.Number != w.Number || (g.Group == 0) != (w.Group == 0) || len(g.Spans) > 0 {
					t.Fatalf("got %+v, want %+v", g, w)
				}
				if from := body[places[i].Block].Text[places[i].Offset:]; !strings.HasPrefix(from, g.Text) {
					t.Errorf("%q stands at %q", g.Text, from)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d blocks, not %d", len(got), len(want))
			}
		})
	}
}

func TestOfImage(t *testing.T) {
	image, caption, text := rules.Block{Kind: rules.Image}, rules.Block{Kind: rules.Caption, Text: "a"}, rules.Block{Text: "b"}
	body := []rules.Block{caption, image, text, caption, text, image, caption}
	for i, want := range []bool{true, false, false, false, false, false, true} {
		if got := blocks.OfImage(body, i); got != want {
			t.Errorf("block %d: got %t", i, got)
		}
	}
}
