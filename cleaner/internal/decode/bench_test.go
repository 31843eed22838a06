package decode

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// pages returns the pages of the project's test data as one list.
func pages(b *testing.B) [][]byte {
	b.Helper()
	names, err := filepath.Glob("../../../testdata/pages/*.in.html")
	if err != nil {
		b.Fatal(err)
	}
	var all [][]byte
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, page)
	}
	if len(all) == 0 {
		b.Skip("no pages")
	}
	return all
}

// against reports what f takes in multiples of what html.Parse takes on the same pages in the same run.
func against(b *testing.B, pages [][]byte, f func(page []byte)) {
	parse := func(page []byte) {
		if _, err := html.Parse(bytes.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
	timed := func(f func([]byte), page []byte) time.Duration {
		start := time.Now()
		f(page)
		return time.Since(start)
	}
	var ours, theirs time.Duration
	for swap := false; b.Loop(); swap = !swap {
		for _, page := range pages {
			if swap { // the second one finds the page in the cache
				theirs += timed(parse, page)
			}
			ours += timed(f, page)
			if !swap {
				theirs += timed(parse, page)
			}
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "html.Parses")
}

func BenchmarkSniffAndUTF8(b *testing.B) {
	against(b, pages(b), func(page []byte) {
		Sniff(page, "text/html")
		UTF8(page, "text/html")
	})
}

func BenchmarkParse(b *testing.B) {
	against(b, pages(b), func(page []byte) { Parse(page) })
}

func BenchmarkFlatten(b *testing.B) {
	against(b, pages(b), func(page []byte) { flatten(page) })
}

// BenchmarkUndeclared is the dearest way to read a page: its charset is not UTF-8, and nothing says which one it is.
func BenchmarkUndeclared(b *testing.B) {
	page := "<title>Мост</title>" + strings.Repeat("<p>Старый мост через реку вчера снова <a href='/most'>открыли</a>.</p>\n", 1000)
	against(b, [][]byte{encode(b, page, "windows-1251")}, func(page []byte) { UTF8(page, "") })
}
