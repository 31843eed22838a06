package main

import (
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
			got.succeeded(t)
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
