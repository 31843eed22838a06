package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const harbour = `<body><nav><a href="/">Home</a></nav><article><h1>The pilot boat</h1><p>The pilot boat was sold in March to a man from inland.</p>
<p>Nobody has asked what he wants it for, and he has not said.</p></article><footer>Write to the editor of the Gull</footer></body>`

// newFolder writes files below a new folder and returns its path.
func newFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestLoad(t *testing.T) {
	const article = "The pilot boat\nThe pilot boat was sold in March to a man from inland.\nNobody has asked what he wants it for, and he has not said."
	texts := newFolder(t, map[string]string{
		"truth.jsonl": `{"id":"a","url":"https://gull.example/boat","type":"article","text":` + `"` + strings.ReplaceAll(article, "\n", `\n`) + `"}` + "\n",
		"html/a.html": harbour,
	})
	expected := newFolder(t, map[string]string{
		"boat/source.html":   harbour,
		"boat/expected.html": "<div><h1>The pilot boat</h1><p>The pilot boat was sold in March to a man from inland.</p><p>Nobody has asked what he wants it for, and he has not said.</p></div>",
	})
	snippets := newFolder(t, map[string]string{
		"truth.jsonl": `{"id":"b","url":"https://gull.example/boat","with":["sold in March"],"without":["editor of the Gull"]}` + "\n",
		"html/b.html": harbour,
	})
	pages, err := load([]string{texts, expected, snippets})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 3 {
		t.Fatalf("%d pages, not 3", len(pages))
	}
	for _, p := range pages[:2] {
		for i, text := range p.texts {
			if in := strings.Contains(article, text); in != (p.labels[i] == 1) {
				t.Errorf("%s: the label of %q is %v", p.id, text, p.labels[i])
			}
		}
	}

	p := pages[2]
	if !p.aside {
		t.Error("a page of snippets is learnt from before it is known what the rest of it is")
	}
	p.probability = slices.Repeat([]float32{0.25}, len(p.texts))
	p.labelBySnippets()
	for i, text := range p.texts {
		want := float32(0.25)
		switch {
		case strings.Contains(text, "sold in March"):
			want = 1
		case strings.Contains(text, "editor of the Gull"):
			want = 0
		}
		if p.labels[i] != want {
			t.Errorf("the label of %q is %v, not %v", text, p.labels[i], want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no pages":             {"readme.txt": "nothing here"},
		"a line that is none":  {"truth.jsonl": "no JSON\n"},
		"a page without HTML":  {"truth.jsonl": `{"id":"a","text":""}` + "\n"},
		"nothing expected yet": {"boat/source.html": harbour},
	} {
		if _, err := load([]string{newFolder(t, files)}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
