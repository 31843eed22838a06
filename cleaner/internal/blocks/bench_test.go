package blocks

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// BenchmarkFromTree reports what FromTree takes in multiples of what html.Parse takes on the same pages in the same run.
func BenchmarkFromTree(b *testing.B) {
	names, err := filepath.Glob("../../../testdata/pages/*.in.html")
	if err != nil || len(names) == 0 {
		b.Fatalf("no pages (%v)", err)
	}
	var pages [][]byte
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, page)
	}
	b.ReportAllocs()
	var parse, read time.Duration
	for b.Loop() {
		for _, page := range pages {
			start := time.Now()
			root, err := html.Parse(bytes.NewReader(page))
			if err != nil {
				b.Fatal(err)
			}
			parsed := time.Now()
			FromTree(root)
			parse += parsed.Sub(start)
			read += time.Since(parsed)
		}
	}
	b.ReportMetric(float64(read)/float64(parse), "time/parse")
}

// BenchmarkFromText reads prose, one paragraph a line.
func BenchmarkFromText(b *testing.B) {
	text := strings.Repeat("The harbour bridge will stay closed until Friday, the port authority said, and “nobody knows” what comes after that.\n\n"+
		"Old friends, old ropes — and a crack in the northern pier, “as long as a man”, that divers found on Monday; a second one lies beside it.\n\n- a list's item\n\n", 400)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		FromText(text)
	}
}
