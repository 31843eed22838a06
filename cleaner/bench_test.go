package cleaner_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"winnow/cleaner"
)

// BenchmarkClean cleans pages on one processor, from their bytes to the article's text, and reports the time and the bytes that this
// takes as multiples of what html.Parse alone takes on the same pages in the same run. The pages are those of testdata, and those of
// the set "pages" where WINNOW_DATA names a data folder.
func BenchmarkClean(b *testing.B) {
	b.Run("testdata", func(b *testing.B) { compare(b, "../testdata/pages/*.in.html") })
	if folder := dataFolder(); folder != "" {
		b.Run("pages", func(b *testing.B) { compare(b, filepath.Join(folder, "pages", "html", "*.html.gz")) })
	}
}

func compare(b *testing.B, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		b.Fatalf("no pages: %s (%v)", pattern, err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := sharedCleaner(b)
	var parse, clean cost
	for b.Loop() {
		for some := range slices.Chunk(files, 50) {
			var pages [][]byte
			for _, file := range some {
				pages = append(pages, readPage(b, file))
			}
			parse.add(func() {
				for i, page := range pages {
					if _, err := html.Parse(bytes.NewReader(page)); err != nil {
						b.Logf("%s: %v", some[i], err)
					}
				}
			})
			clean.add(func() {
				for _, page := range pages {
					cleanPage(b, c, page)
				}
			})
		}
	}
	b.ReportMetric(float64(clean.time)/float64(parse.time), "time/parse")
	b.ReportMetric(float64(clean.bytes)/float64(parse.bytes), "bytes/parse")
	b.ReportMetric(0, "ns/op") // it would count the reading of the files
}

// A cost is the time and the allocated bytes of everything that was added to it.
type cost struct {
	time  time.Duration
	bytes uint64
}

func (c *cost) add(work func()) {
	runtime.GC() // of what came before
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	work()
	c.time += time.Since(start)
	runtime.ReadMemStats(&after)
	c.bytes += after.TotalAlloc - before.TotalAlloc
}

// BenchmarkCleanBySize cleans pages of growing size: the speed in MB/s must not fall.
func BenchmarkCleanBySize(b *testing.B) {
	c := sharedCleaner(b)
	for _, size := range []int{10e3, 100e3, 1e6, 10e6, 50e6} {
		page := pageOfSize(size)
		b.Run(fmt.Sprintf("%dkB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				cleanPage(b, c, page)
			}
		})
	}
}

// BenchmarkCleanParallel cleans the pages of testdata on all processors: compare -cpu 1,2.
func BenchmarkCleanParallel(b *testing.B) {
	files, err := filepath.Glob("../testdata/pages/*.in.html")
	if err != nil || len(files) == 0 {
		b.Fatalf("no pages: %v", err)
	}
	var pages [][]byte
	for _, file := range files {
		pages = append(pages, readPage(b, file))
	}
	c := sharedCleaner(b)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			cleanPage(b, c, pages[i%len(pages)])
		}
	})
}

// cleanPage cleans a page and renders its text. That a page cannot be cleaned is no failure of a benchmark.
func cleanPage(b *testing.B, c *cleaner.Cleaner, page []byte) {
	doc, err := c.CleanBytes(context.Background(), page, cleaner.Page{Input: cleaner.HTML})
	if err != nil {
		b.Log(err)
		return
	}
	_ = doc.Text()
}

func readPage(b *testing.B, file string) []byte {
	b.Helper()
	open := func(file string) (io.ReadCloser, error) { return os.Open(file) }
	if strings.HasSuffix(file, ".gz") {
		open = openGzip
	}
	r, err := open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	page, err := io.ReadAll(r)
	if err != nil {
		b.Fatal(err)
	}
	return page
}

// pageOfSize returns a news page of about size bytes: a head, a menu, and as many sections of an article, with advertisements, as fit.
func pageOfSize(size int) []byte {
	var page bytes.Buffer
	page.WriteString(`<!DOCTYPE html><html lang="en"><head><title>The long count - Gazette</title></head><body><nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav><article><h1>The long count</h1>`)
	for i := 1; page.Len() < size; i++ {
		fmt.Fprintf(&page, `<h2>Ballot box %d</h2>
<p>Box %[1]d was opened at ten past nine, after the tellers had had their tea. It held <b>%[2]d</b> papers, of which eleven were spoilt, and a button.</p>
<div class="ad"><span>Advertisement</span><script>show(%[1]d)</script></div>
<p>&ldquo;We count until it agrees with itself,&rdquo; said the <a href="/people/%[1]d">returning officer</a>, and began again from the other end of the table, slowly, with her glasses off.</p>
<ul><li>For the bridge: %[3]d</li><li>Against it: %[4]d</li></ul>
`, i, i*7%900+100, i*5%800, i*3%700)
	}
	page.WriteString(`</article><footer><a href="/privacy">Privacy</a></footer></body></html>`)
	return page.Bytes()
}
