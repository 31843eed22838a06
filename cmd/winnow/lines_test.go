package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestLines(t *testing.T) {
	in := line(t, map[string]any{"id": "a", "html": page, "url": "https://harbour.example/ferry"}) +
		line(t, map[string]any{"id": 2, "text": text}) +
		"\n  \r\n" + // blank lines say nothing
		line(t, map[string]any{"text": text}) +
		strings.TrimSuffix(line(t, map[string]any{"id": nil, "html": nil, "text": text}), "\n") // the last line break may be missing
	for _, args := range [][]string{{"-i", "jsonl"}, {"-i", "jsonl", "-f", "jsonl"}} {
		got := winnow(t, in, args...)
		got.succeeded(t)
		documents := jsonLines(t, got.stdout)
		if len(documents) != 4 {
			t.Fatalf("%d lines, want 4: %s", len(documents), got.stdout)
		}
		for _, d := range documents {
			isArticle(t, d["text"].(string))
			if _, failed := d["error"]; failed {
				t.Errorf("error in %v", d)
			}
		}
		if !strings.HasPrefix(got.stdout, `{"id":"a","url":"https://harbour.example/ferry","title":"The ferry returns",`) {
			t.Errorf("the first line begins otherwise: %.100s", got.stdout)
		}
		for name, want := range map[string]string{"byline": "Ines Calder", "published": "2024-03-05T08:30:00+01:00", "site": "Harbour Post", "language": "en"} {
			if documents[0][name] != want {
				t.Errorf("%s is %v, want %q", name, documents[0][name], want)
			}
		}
		if id := documents[1]["id"]; id != 2.0 {
			t.Errorf("a number came back as %#v", id)
		}
		if _, has := documents[2]["id"]; has {
			t.Errorf("an id from nowhere: %v", documents[2]["id"])
		}
		for _, d := range documents {
			all := d["removed"].([]any) // of the page, its title first
			removed := all[len(all)-1].(map[string]any)
			if removed["text"] != "READ MORE: Bridge toll goes up again" || removed["category"] != "teaser" || removed["rule"] == "" || removed["pack"] == "" {
				t.Errorf("removed %v", removed)
			}
		}
	}
}

func TestLineIDsComeBackAsTheyCame(t *testing.T) {
	for _, id := range []string{`"x"`, `"é\u0000"`, `12345678901234567890123`, `1.50`, `-0`} {
		got := winnow(t, fmt.Sprintf(`{"id": %s, "text": "A ferry."}`, id), "-i", "jsonl")
		got.succeeded(t)
		if want := `{"id":` + id + `,`; !strings.HasPrefix(got.stdout, want) {
			t.Errorf("got %.60s, want %s", got.stdout, want)
		}
	}
}

func TestBadLines(t *testing.T) {
	tests := []struct {
		name, line string
		want       string   // what the line out begins with
		words      []string // what it says, and stderr too
	}{
		{"no JSON", `plain words`, `{"id":null,"line":2,"error":"stdin:2: not JSON`, nil},
		{"cut off", `{"id": "x", "html": "<p>`, `{"id":null,"line":2,"error":"stdin:2: not JSON`, nil},
		{"a page", `<html><body>`, `{"id":null,"line":2,"error":"stdin:2: not JSON but HTML`, []string{"-i html"}},
		{"two objects", `{"id": 1, "text": "x"} {"id": 2, "text": "y"}`, `{"id":null,"line":2,"error":"stdin:2: not JSON`, nil},
		{"a list", `["x"]`, `{"id":null,"line":2,"error":"stdin:2: not a JSON object`, nil},
		{"null", `null`, `{"id":null,"line":2,"error":"stdin:2: not a JSON object`, nil},
		{"no page in it", `{"id": "x", "body": "y"}`, `{"id":"x","error":"no field`, []string{"html", "text", "--html-field"}},
		{"which fields there are", `{"id": "x", "body": "y"}`, `{"id":"x","error":"no field`, []string{`only body, id`}},
		{"no fields", `{}`, `{"id":null,"line":2,"error":"`, []string{"only an empty object"}},
		{"a page that is a number", `{"id": "x", "html": 7}`, `{"id":"x","error":"field`, []string{"html", "not a string"}},
		{"an address", `{"html": "", "url": "https://harbour.example/a"}`, `{"id":null,"url":"https://harbour.example/a","line":2,"error":"stdin:2: nothing`, nil},
		{"an id and an address", `{"id": 7, "html": "", "url": "https://harbour.example/a"}`, `{"id":7,"url":"https://harbour.example/a","error":"nothing`, nil},
		{"an empty page", `{"id": "x", "html": ""}`, `{"id":"x","error":"`, []string{"nothing in it"}},
		{"a page above the limit", `{"id": "x", "html": "` + strings.Repeat("x", 5000) + `"}`, `{"id":"x","error":"`, []string{"larger than the limit"}},
		{"a line above any limit", `{"id": "x", "html": "` + strings.Repeat("x", 2<<20) + `"}`, `{"id":null,"line":2,"error":"stdin:2: `, []string{"larger than the limit"}},
	}
	good := line(t, map[string]any{"id": "good", "text": text})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := winnow(t, good+tt.line+"\n"+good, "-i", "jsonl", "--max-bytes", "4000")
			got.failed(t, exitFailed, append(tt.words, "winnow: stdin:2: ")...)
			lines := slices.Collect(strings.Lines(got.stdout))
			if len(lines) != 3 {
				t.Fatalf("%d lines, want 3: %s", len(lines), got.stdout)
			}
			if !strings.HasPrefix(lines[1], tt.want) {
				t.Errorf("got %s want %s", lines[1], tt.want)
			}
			for _, word := range tt.words {
				if !strings.Contains(lines[1], word) {
					t.Errorf("no %q in %s", word, lines[1])
				}
			}
			isArticle(t, jsonLines(t, lines[2])[0]["text"].(string))
		})
	}
}

func TestLineWithoutItsFieldsNamesTheFlags(t *testing.T) {
	winnow(t, `{"id": 1, "content": "x"}`, "-i", "jsonl", "--html-field", "body").failed(t, exitFailed, `no field "body" (--html-field) or "text" (--text-field) in it, only content, id`)
}

func TestAddressThatIsNoStringCostsNoPage(t *testing.T) {
	in := line(t, map[string]any{"id": 1, "html": page, "url": []string{"https://harbour.example/"}})
	got := winnow(t, in, "-i", "jsonl")
	got.succeeded(t)
	d := jsonLines(t, got.stdout)[0]
	isArticle(t, d["text"].(string))
	if _, has := d["url"]; has || !strings.Contains(fmt.Sprint(d["warnings"]), `field "url" is not a string`) {
		t.Errorf("url %v, warnings %v", d["url"], d["warnings"])
	}
}

func TestLineFieldsByOtherNames(t *testing.T) {
	in := line(t, map[string]any{"key": "k", "body": page, "address": "https://harbour.example/", "html": "not this"}) +
		line(t, map[string]any{"key": "k", "plain": text, "address": "https://harbour.example/"})
	got := winnow(t, in, "-i", "jsonl", "--html-field", "body", "--text-field", "plain", "--url-field", "address", "--id-field", "key")
	got.succeeded(t)
	for _, d := range jsonLines(t, got.stdout) {
		isArticle(t, d["text"].(string))
		if d["id"] != "k" || d["url"] != "https://harbour.example/" {
			t.Errorf("id %v, url %v", d["id"], d["url"])
		}
	}
}

func TestPassThrough(t *testing.T) {
	in := line(t, map[string]any{"id": 1, "html": page, "url": "https://harbour.example/", "text": "older", "label": map[string]any{"b": 1, "a": []int{2}}, "title": "Older"}) +
		line(t, map[string]any{"id": 2, "url": "https://harbour.example/2", "label": "y", "error": "older", "line": 9})
	got := winnow(t, in, "-i", "jsonl", "--pass-through")
	if got.code != exitFailed {
		t.Errorf("exit code %d", got.code)
	}
	documents := jsonLines(t, got.stdout)
	if !strings.Contains(got.stdout, `,"label":{"a":[2],"b":1}}`+"\n") {
		t.Errorf("the label is not as it came: %s", got.stdout)
	}
	if documents[0]["title"] != "The ferry returns" || strings.Count(got.stdout, `"title"`) != 1 {
		t.Errorf("the title is not winnow's: %v", documents[0]["title"])
	}
	if _, has := documents[0]["html"]; has {
		t.Error("the page came back")
	}
	if documents[1]["label"] != "y" || documents[1]["error"] == "older" || documents[1]["url"] != "https://harbour.example/2" || documents[1]["line"] != 9.0 {
		t.Errorf("a failed line: %v", documents[1])
	}
}

func TestLinesWithFurtherFormats(t *testing.T) {
	got := winnow(t, line(t, map[string]any{"html": page}), "-i", "jsonl", "--with", "markdown,html")
	got.succeeded(t)
	d := jsonLines(t, got.stdout)[0]
	isArticle(t, d["markdown"].(string))
	if html := d["html"].(string); !strings.Contains(html, "<p>"+first+"</p>") {
		t.Errorf("html is %q", html)
	}
}

func TestLinesInOtherFormats(t *testing.T) {
	in := strings.Repeat(line(t, map[string]any{"text": text}), 2)
	for _, args := range [][]string{{"-f", "text"}, {"-f", "markdown"}, {"--explain"}} {
		got := winnow(t, in, append(args, "-i", "jsonl")...)
		got.succeeded(t)
		if !strings.HasPrefix(got.stdout, "==> stdin:1 <==\n\n"+first) || !strings.Contains(got.stdout, "\n==> stdin:2 <==\n\n"+first) {
			t.Errorf("%v: %s", args, got.stdout)
		}
	}
}

// A page in JSON is UTF-8, whatever it says about the file that it came from.
func TestLineIgnoresCharsetOfPage(t *testing.T) {
	german := strings.Replace(page, `charset="utf-8"`, `charset="windows-1252"`, 1)
	german = strings.Replace(german, second, "Über die Fähre wurde größtenteils geschwiegen, und das fand die Bürgermeisterin, ehrlich gesagt, äußerst höflich von den Leuten am Kai.", 1)
	got := winnow(t, line(t, map[string]any{"html": german}), "-i", "jsonl")
	got.succeeded(t)
	if !strings.Contains(got.stdout, "Über die Fähre wurde größtenteils") {
		t.Errorf("not read as UTF-8: %s", got.stdout)
	}
}

func TestLineOf50Megabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var long strings.Builder
	long.WriteString("<html><body><article>")
	paragraphs := 0
	for ; long.Len() < 50_000_000; paragraphs++ {
		fmt.Fprintf(&long, "<p>On day %d, %s</p>\n", paragraphs, first)
	}
	long.WriteString("</article></body></html>")
	in := line(t, map[string]any{"id": 1, "html": long.String()}) + line(t, map[string]any{"id": 2, "html": page})
	got := winnow(t, in, "-i", "jsonl", "--extractor", "none", "--no-builtin-rules")
	got.succeeded(t)
	documents := jsonLines(t, got.stdout)
	if len(documents) != 2 || documents[0]["id"] != 1.0 || documents[1]["id"] != 2.0 {
		t.Fatalf("%d lines", len(documents))
	}
	if n := strings.Count(documents[0]["text"].(string), first); n != paragraphs {
		t.Errorf("%d paragraphs are left of %d", n, paragraphs)
	}
	if !strings.Contains(documents[1]["text"].(string), second) {
		t.Error("the line after it is not clean")
	}
}

// A line comes out while the next one is not yet there.
func TestLinesComeOutAsTheyAreDone(t *testing.T) {
	stdin, feeder := io.Pipe()
	results, stdout := io.Pipe()
	go func() {
		run(t.Context(), []string{"-i", "jsonl", "-j", "4"}, stdin, stdout, io.Discard)
		stdout.Close()
	}()
	deadline := time.AfterFunc(time.Minute, func() { results.CloseWithError(fmt.Errorf("no line in a minute")) })
	defer deadline.Stop()
	reader := bufio.NewReader(results)
	for i := range 3 {
		if _, err := io.WriteString(feeder, line(t, map[string]any{"id": i, "text": text})); err != nil {
			t.Fatal(err)
		}
		got, err := reader.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(got, fmt.Sprintf(`{"id":%d,`, i)) {
			t.Errorf("line %d: %s", i, got)
		}
	}
	feeder.Close()
	if rest, err := io.ReadAll(reader); err != nil || len(rest) > 0 {
		t.Errorf("after the last line: %q, %v", rest, err)
	}
}

// lineFeed is a source of JSONL that gives one line for each call of Read, and counts them.
type lineFeed struct {
	line  string
	left  int
	given atomic.Int64
}

func (f *lineFeed) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, io.EOF
	}
	f.left--
	f.given.Add(1)
	return copy(p, f.line), nil
}

// slowReader takes lines and notes how far ahead of them the source is.
type slowReader struct {
	feed  *lineFeed
	taken int64
	ahead int64
}

func (s *slowReader) Write(p []byte) (int, error) {
	s.taken += int64(strings.Count(string(p), "\n"))
	s.ahead = max(s.ahead, s.feed.given.Load()-s.taken)
	return len(p), nil
}

// What is read ahead of the output is bounded, so that memory does not grow with the number of lines.
func TestLinesReadAheadIsBounded(t *testing.T) {
	const workers, lines = 2, 2000
	feed := &lineFeed{line: line(t, map[string]any{"text": text}), left: lines}
	out := &slowReader{feed: feed}
	if code := run(t.Context(), []string{"-i", "jsonl", "-j", fmt.Sprint(workers)}, feed, out, io.Discard); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	if out.taken != lines {
		t.Errorf("%d lines of %d", out.taken, lines)
	}
	readers := int64(64<<10/len(feed.line) + 1) // what fits into the readers' buffers beside the queue
	if bound := 4*workers + 2 + 2*readers; out.ahead > bound {
		t.Errorf("%d lines were read ahead, more than %d", out.ahead, bound)
	}
}

func TestOrderIsThatOfTheInput(t *testing.T) {
	var in strings.Builder
	for i := range 300 {
		fields := map[string]any{"id": i, "text": text}
		if i%7 == 0 {
			fields["text"] = strings.Repeat(text, 60) // takes longer than its neighbours
		}
		in.WriteString(line(t, fields))
	}
	got := winnow(t, in.String(), "-i", "jsonl", "-j", "8")
	got.succeeded(t)
	for i, d := range jsonLines(t, got.stdout) {
		if d["id"] != float64(i) {
			t.Fatalf("line %d has id %v", i, d["id"])
		}
	}
}

func TestHighestLimitIsNone(t *testing.T) {
	for _, in := range []struct{ kind, content string }{{"html", page}, {"text", text}, {"jsonl", line(t, map[string]any{"html": page})}} {
		got := winnow(t, in.content, "-i", in.kind, "-f", "jsonl", "--max-bytes", "9223372036854775807")
		got.succeeded(t)
		isArticle(t, jsonLines(t, got.stdout)[0]["text"].(string))
	}
}
