package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// hostPack is a pack whose rule holds on one host and strips the second paragraph of page and text.
const hostPack = `version: 1
pack: mine
host: harbour.example
rules:
  - {id: mine/width, category: promo, about: what came of it, match: {expression: '^She did, by the width'}, strip: block}
`

func TestHostOfDocumentsWithoutAddress(t *testing.T) {
	lines := line(t, map[string]any{"id": 1, "html": page}) + line(t, map[string]any{"id": 2, "html": page, "url": "https://quay.example/a"}) + line(t, map[string]any{"id": 3, "text": text})
	folder(t, map[string]string{"mine.yaml": hostPack, "in/a.html": page, "in/b.html": page, "crawl.jsonl": lines})
	tests := []struct {
		name string
		args []string
		want []bool // whether each document is without the paragraph
	}{
		{"nobody says", []string{"in"}, []bool{false, false}},
		{"pages in files", []string{"in", "--host", "harbour.example"}, []bool{true, true}},
		{"pages of another host", []string{"in", "--host", "quay.example"}, []bool{false, false}},
		{"an address goes first", []string{"crawl.jsonl", "--host", "harbour.example"}, []bool{true, false, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := winnow(t, "", append(tt.args, "--rules", "mine.yaml", "-f", "jsonl")...)
			if warned := strings.Contains(got.stderr, "no address is known"); got.code != 0 || warned != (tt.name == "nobody says") {
				t.Errorf("exit code %d, stderr %q", got.code, got.stderr)
			}
			documents := jsonLines(t, got.stdout)
			if len(documents) != len(tt.want) {
				t.Fatalf("%d documents, want %d", len(documents), len(tt.want))
			}
			for i, d := range documents {
				if stripped := !strings.Contains(d["text"].(string), second); stripped != tt.want[i] {
					t.Errorf("document %d: stripped is %v, want %v", i, stripped, tt.want[i])
				}
				if url, said := d["url"]; said && url != "https://quay.example/a" {
					t.Errorf("document %d claims the address %v", i, url)
				}
			}
		})
	}
	winnow(t, "", "rules", "try", "mine.yaml", "in", "--host", "www.harbour.example").said(t, 0, "2 pieces in 2 of 2 documents")
	winnow(t, "", "rules", "try", "mine.yaml", "in", "--host", "in/").failed(t, exitUsage, "--host in/")
}

// A host says whose rules are asked, and nothing else: a page of it is not its front page.
func TestHostChangesNothingButRules(t *testing.T) {
	own := strings.Replace(page, "</head>", `<link rel="canonical" href="https://www.harbour.example/news/ferry"></head>`, 1)
	folder(t, map[string]string{"plain.html": page, "own.html": own, "news.yaml": strings.Replace(hostPack, "harbour.example", "harbour.example/news", 1)})
	for _, file := range []string{"plain.html", "own.html"} {
		without, with := winnow(t, "", "-f", "json", "--with", "html", file), winnow(t, "", "-f", "json", "--with", "html", file, "--host", "harbour.example")
		without.succeeded(t)
		with.succeeded(t)
		if with.stdout != without.stdout {
			t.Errorf("%s became\n%s\nnot\n%s", file, with.stdout, without.stdout)
		}
	}
	got := winnow(t, "", "own.html", "--rules", "news.yaml", "--host", "harbour.example")
	got.succeeded(t)
	if strings.Contains(got.stdout, second) {
		t.Errorf("the rule for a part of the site did nothing: %s", got.stdout)
	}
}

func TestRulesForSitesWarnOnceOfDocumentsWithoutAddress(t *testing.T) {
	canonical := func(address string) string {
		return strings.Replace(page, "</head>", `<link rel="canonical" href="`+address+`"></head>`, 1)
	}
	site := "version: 1\npack: mine\nsites:\n  - {id: mine/post, host: harbour.example, title: h1}\n"
	folder(t, map[string]string{
		"hosts.yaml": hostPack, "sites.yaml": site, "plain.yaml": tides, "configs/harbour.example.txt": "title: //h1\n",
		"in/a.html": page, "in/b.html": page, "own.html": canonical("https://harbour.example/ferry"),
		"front/a.html": canonical("https://harbour.example/"), "relative/a.html": canonical("/ferry"),
		"lines/path.jsonl": line(t, map[string]any{"html": page, "url": "/ferry"}), "lines/none.jsonl": line(t, map[string]any{"text": text, "url": "harbour.example:x y"}),
	})
	const want = "winnow: NAME: warning: no address is known for it, so rules for single sites do nothing; say it with --url or --host\n"
	for _, tt := range []struct {
		args string
		warn string // the document that it warns of
	}{
		{"--rules hosts.yaml in", "in/a.html"},
		{"--rules sites.yaml in", "in/a.html"},
		{"--site-config configs in", "in/a.html"},
		{"--site-config configs in -f jsonl", "in/a.html"},
		{"rules try hosts.yaml in", "in/a.html"},
		{"--site-config configs in -q", ""},
		{"--site-config configs in --host harbour.example", ""},
		{"--site-config configs in/a.html --url https://harbour.example/ferry", ""},
		{"--site-config configs own.html", ""},
		{"--rules hosts.yaml front", "front/a.html"},
		{"--rules hosts.yaml relative", "relative/a.html"},
		{"--rules hosts.yaml -i jsonl lines/path.jsonl", "lines/path.jsonl:1"},
		{"--rules hosts.yaml -i jsonl lines/none.jsonl", "lines/none.jsonl:1"},
		{"--rules plain.yaml in", ""},
		{"in", ""},
	} {
		want := strings.Replace(want, "NAME", filepath.FromSlash(tt.warn), 1)
		if tt.warn == "" {
			want = ""
		}
		if got := winnow(t, "", strings.Fields(tt.args)...); got.code != 0 || got.stderr != want {
			t.Errorf("winnow %s: exit code %d, stderr %q, want %q", tt.args, got.code, got.stderr, want)
		}
	}
}
