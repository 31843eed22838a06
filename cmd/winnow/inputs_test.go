package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// utf16LE returns s as UTF-16 with a byte order mark.
func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return string(b)
}

func TestBadInput(t *testing.T) {
	folder(t, map[string]string{
		"empty.html":     "",
		"blank.html":     " \n\n ",
		"report.pdf":     "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
		"photo.html":     "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
		"long.html":      page,
		"broken.html.gz": gzipped(t, page)[:60],
		"head.html.gz":   gzipped(t, page)[:5],
		"images/one.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"good.html":      page,
	})
	tests := []struct {
		name  string
		flags []string
		words []string
	}{
		{"missing.html", nil, []string{"check the name"}},
		{"empty.html", nil, []string{"nothing in it"}},
		{"blank.html", nil, []string{"nothing in it"}},
		{"report.pdf", nil, []string{"not HTML or text", "PDF", "convert it"}},
		{"photo.html", nil, []string{"not HTML or text", "PNG"}},
		{"long.html", []string{"--max-bytes", "100"}, []string{"larger than the limit", "100", "--max-bytes"}},
		{"broken.html.gz", nil, []string{"the gzip file is cut short"}},
		{"head.html.gz", nil, []string{"the gzip file is cut short"}},
		{"images", nil, []string{"no pages in it", ".html"}},
		{"ftp://127.0.0.1/page", nil, []string{"only http and https"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := winnow(t, "", append(tt.flags, tt.name)...)
			got.failed(t, exitFailed, append(tt.words, "winnow: "+tt.name+": ")...)
			if got.stdout != "" {
				t.Errorf("stdout %q", got.stdout)
			}
			if len(tt.flags) > 0 {
				return
			}
			got = winnow(t, "", tt.name, "good.html")
			got.failed(t, exitFailed, tt.name)
			isArticle(t, got.stdout)
		})
	}
}

func TestEmptyStandardInput(t *testing.T) {
	winnow(t, "").failed(t, exitFailed, "stdin", "nothing in it")
}

func TestEncodings(t *testing.T) {
	folder(t, map[string]string{
		"utf16.html":     utf16LE(strings.Replace(page, `<meta charset="utf-8">`, "", 1)),
		"utf16.txt":      utf16LE(text),
		"packed.html.gz": gzipped(t, page),
		"packed.txt":     gzipped(t, text),
		"lines.jsonl":    utf16LE(line(t, map[string]any{"text": text})),
		"marked.jsonl":   "\ufeff" + line(t, map[string]any{"html": page}),
		"lines.jsonl.gz": gzipped(t, line(t, map[string]any{"html": page})),
	})
	for _, name := range files(t, ".") {
		got := winnow(t, "", name, "-f", "jsonl")
		got.succeeded(t)
		isArticle(t, jsonLines(t, got.stdout)[0]["text"].(string))
	}
}

func TestSeveralInputsOnOneOutput(t *testing.T) {
	folder(t, map[string]string{"a.html": page, "b.txt": text})
	got := winnow(t, text, "b.txt", "-", "a.html")
	got.succeeded(t)
	documents := strings.Split(got.stdout, "==> ")
	if len(documents) != 4 || documents[0] != "" {
		t.Fatalf("not three documents: %q", got.stdout)
	}
	for i, name := range []string{"b.txt", "stdin", "a.html"} {
		if !strings.HasPrefix(documents[i+1], name+" <==\n\n") {
			t.Errorf("document %d is not %s: %q", i, name, documents[i+1])
		}
		isArticle(t, documents[i+1])
	}

	got = winnow(t, "", "-f", "html", "a.html", "b.txt")
	got.succeeded(t)
	if !strings.HasPrefix(got.stdout, "<!-- a.html -->\n<") || strings.Contains(got.stdout, "<!DOCTYPE") {
		t.Errorf("HTML of several inputs: %q", got.stdout)
	}
}

func TestDirectoryBecomesDirectory(t *testing.T) {
	pages := map[string]string{
		"in/a.html":            page,
		"in/b/c.htm":           page,
		"in/b/d.txt.gz":        gzipped(t, text),
		"in/b/story":           page,
		"in/b/view.php":        page,
		"in/both.html":         page,
		"in/both.txt":          text,
		"in/style.css":         "p { color: red }",
		"in/logo.png":          "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"in/.git/page.html":    page,
		"in/out/old.html":      page,
		"in/corpus/lines.json": `{"text": "no page"}`,
	}
	folder(t, pages)
	for range 2 { // what the first run wrote is no input of the second
		const left = "winnow: in: left out: 1 .css, 1 .json, 1 .png (no pages by name or content), 1 hidden\n"
		if got := winnow(t, "", "in", "-o", "in/out"); got.code != 0 || got.stderr != left {
			t.Fatalf("exit code %d, stderr %q, want %q", got.code, got.stderr, left)
		}
		winnow(t, "", "in", "-o", "in/out", "-q").succeeded(t)
		got := strings.Join(files(t, "in/out"), " ")
		if want := "a.txt b/c.txt b/d.txt b/story.txt b/view.php.txt both.txt both.txt.txt old.html"; got != want {
			t.Fatalf("wrote %s\n want %s", got, want)
		}
	}
	for _, name := range files(t, "in/out") {
		if name != "old.html" {
			isArticle(t, read(t, filepath.Join("in/out", name)))
		}
	}
	for name, content := range pages {
		if read(t, name) != content {
			t.Errorf("%s was overwritten", name)
		}
	}
}

func TestOutputsOfOneNameKeepTheirExtensions(t *testing.T) {
	inputs := map[string]string{"in/a.htm": page, "in/a.html": page, "in/a.html.gz": gzipped(t, page), "in/a.txt": text, "b/a.htm": page, "c/a.htm": page}
	folder(t, inputs)
	winnow(t, "", "in", "b/a.htm", "c/a.htm", "-o", "out").succeeded(t)
	if got, want := strings.Join(files(t, "out"), " "), "a.htm-2.txt a.htm.txt a.html.gz.txt a.html.txt a.txt a.txt.txt"; got != want {
		t.Errorf("wrote %s\n want %s", got, want)
	}
}

func TestWhatIsLeftOutOfDirectories(t *testing.T) {
	for _, tt := range []struct {
		left leftOut
		want string
	}{
		{leftOut{}, ""},
		{leftOut{hidden: 2}, "2 hidden"},
		{leftOut{want: "pages", kinds: map[string]int{".zip": 1, "": 2, ".bz2": 1}}, "2 without extension, 1 .bz2, 1 .zip (no pages)"},
		{leftOut{want: "pages", kinds: map[string]int{".a": 9, ".b": 8, ".c": 7, ".d": 6, ".e": 5, ".f": 4, ".g": 3, ".h": 2}}, "9 .a, 8 .b, 7 .c, 6 .d, 5 .e, 4 .f, 5 of other kinds (no pages)"},
	} {
		if got := tt.left.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	folder(t, map[string]string{"in/a.html": page, "in/b.jsonl": line(t, map[string]any{"text": text})})
	for args, want := range map[string]string{
		"-i jsonl in":           "winnow: in: left out: 1 .html (no JSONL by name)\n",
		"rules learn in":        "winnow: in: left out: 1 .jsonl (no pages by name or content)\n",
		"rules try en/share in": "winnow: in: left out: 1 .jsonl (no pages by name or content)\n",
	} {
		if got := winnow(t, "", strings.Fields(args)...); got.code != 0 || !strings.HasPrefix(got.stderr, want) {
			t.Errorf("winnow %s: exit code %d, stderr %q, want %q", args, got.code, got.stderr, want)
		}
	}
}

func TestLinkToDirectoryIsOne(t *testing.T) {
	folder(t, map[string]string{"in/a.html": page, "in/b/c.txt": text})
	if err := os.Symlink("in", "link"); err != nil {
		t.Skip("no links here:", err)
	}
	got := winnow(t, "", "link")
	got.succeeded(t)
	if !strings.Contains(got.stdout, filepath.Join("link", "b", "c.txt")) {
		t.Errorf("the link was not followed: %s", got.stdout)
	}
}

func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want string // the files that are there afterwards, beside the inputs
	}{
		{"a file, its name asks for the format", []string{"in/a.html", "-o", "story.md"}, "story.md"},
		{"a file in a new directory", []string{"in/a.html", "-o", "new/story.txt"}, "new/story.txt"},
		{"a slash makes a directory", []string{"in/a.html", "-o", "new/"}, "new/a.txt"},
		{"a directory that is there", []string{"in/a.html", "-o", "in"}, "in/a.txt"},
		{"several inputs make a directory", []string{"in/a.html", "in/b.txt", "-f", "json", "-o", "new"}, "new/a.json new/b.json"},
		{"an output beside the input of its name", []string{"in/b.txt", "-o", "in/"}, "in/b.txt.txt"},
		{"one JSONL file takes several inputs", []string{"in/a.html", "in/b.txt", "-o", "all.jsonl"}, "all.jsonl"},
		{"JSONL by the input", []string{"-i", "jsonl", "in/c.jsonl", "-o", "new/"}, "new/c.jsonl"},
		{"an empty JSONL is written too", []string{"in/empty.jsonl", "-o", "new.jsonl"}, "new.jsonl"},
		{"a pattern that the shell left", []string{"in/[ab].*", "-o", "new/"}, "new/a.txt new/b.txt"},
		{"a format beside the name", []string{"in/a.html", "-o", "story.pdf", "-f", "text"}, "story.pdf"},
		{"no extension", []string{"in/a.html", "-o", "story"}, "story"},
		{"another extension of a format", []string{"in/a.html", "-o", "story.ndjson"}, "story.ndjson"},
		{"standard output by its name", []string{"in/a.html", "-o", "-"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inputs := map[string]string{"in/a.html": page, "in/b.txt": text, "in/c.jsonl": line(t, map[string]any{"text": text}), "in/empty.jsonl": ""}
			folder(t, inputs)
			winnow(t, "", tt.args...).succeeded(t)
			var made []string
			for _, name := range files(t, ".") {
				if inputs[name] == "" && name != "in/empty.jsonl" {
					made = append(made, name)
				}
			}
			if got := strings.Join(made, " "); got != tt.want {
				t.Errorf("made %q, want %q", got, tt.want)
			}
			for name, content := range inputs {
				if read(t, name) != content {
					t.Errorf("%s was overwritten", name)
				}
			}
		})
	}
}

func TestOutputIsWholeOrNotThere(t *testing.T) {
	folder(t, map[string]string{"bad.pdf": "%PDF-1.7\n", "story.txt": "an older story\n", "blocked/story.txt/x": "", "story.html": page})
	winnow(t, "", "bad.pdf", "-o", "new.txt").failed(t, exitFailed, "bad.pdf")
	winnow(t, "", "bad.pdf", "-o", "story.txt").failed(t, exitFailed, "bad.pdf")
	if got := read(t, "story.txt"); got != "an older story\n" {
		t.Errorf("an input that failed changed the output: %q", got)
	}
	winnow(t, "", "story.html", "-o", "blocked/").failed(t, exitFailed, "story.html", "blocked")
	if _, err := os.Stat("new.txt"); err == nil {
		t.Error("an input that failed made an output")
	}
	for _, name := range files(t, ".") {
		if strings.HasPrefix(filepath.Base(name), ".") {
			t.Errorf("left behind: %s", name)
		}
	}
}

func TestOutputStaysWhereNoInputCanBeOpened(t *testing.T) {
	const older = "an older run\n"
	for _, tt := range []struct {
		args  string
		lines int // that the file has afterwards; 0 where it is as it was
	}{
		{"missing.jsonl -o out.jsonl", 0},
		{"missing.html missing.txt -o out.jsonl", 0},
		{"nothing -o out.jsonl", 0},
		{"cut.jsonl.gz -o out.jsonl", 0},
		{"https://[::1]:1/story -o out.jsonl", 0},
		{"missing.jsonl story.html -o out.jsonl", 2},
		{"story.html missing.jsonl -o out.jsonl", 2},
		{"bad.jsonl missing.jsonl -o out.jsonl", 2},
	} {
		t.Run(tt.args, func(t *testing.T) {
			inputs := map[string]string{"story.html": page, "bad.jsonl": "{}\n", "cut.jsonl.gz": "\x1f\x8b", "nothing/x.bin": "x", "out.jsonl": older}
			folder(t, inputs)
			if got := winnow(t, "", strings.Fields(tt.args)...); got.code != exitFailed {
				t.Errorf("exit code %d, stderr %q", got.code, got.stderr)
			}
			switch got := read(t, "out.jsonl"); {
			case tt.lines == 0 && got != older:
				t.Errorf("the file was written over: %q", got)
			case tt.lines > 0 && len(jsonLines(t, got)) != tt.lines:
				t.Errorf("want %d lines: %q", tt.lines, got)
			}
			if got := files(t, "."); len(got) != len(inputs) {
				t.Errorf("left behind: %v", got)
			}
		})
	}
}

// Where a directory has come to stand in the way of a complete file, the documents stay beside it.
func TestOutputThatCannotGetItsNameIsKept(t *testing.T) {
	folder(t, nil)
	w := writer{}
	for _, document := range []string{"one\n", "two\n"} {
		if err := w.write("out.jsonl", []byte(document), true); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("out.jsonl", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := w.close(); err == nil || !strings.HasPrefix(err.Error(), "rename out.jsonl: ") {
		t.Fatalf("a directory was replaced, or the error does not name it: %v", err)
	}
	if part, documents := w.abort(); part != "out.jsonl.part" || documents != 2 || read(t, part) != "one\ntwo\n" {
		t.Errorf("%d documents in %q", documents, part)
	}
	if got := strings.Join(files(t, "."), " "); got != "out.jsonl.part" {
		t.Errorf("left behind: %s", got)
	}
}

// What cannot be closed, as where the disk turns out to be full only then, is kept as far as it came.
func TestOutputThatCannotBeClosedIsKept(t *testing.T) {
	folder(t, nil)
	w := writer{}
	if err := w.write("out.jsonl", []byte("one\n"), true); err != nil {
		t.Fatal(err)
	}
	w.file.Close() // so that it cannot be closed again
	if err := w.close(); err == nil {
		t.Fatal("it was closed twice")
	}
	part, _ := w.abort()
	if got := strings.Join(files(t, "."), " "); got != "out.jsonl.part" || part != got || read(t, part) != "one\n" {
		t.Errorf("left behind: %s, kept as %q", got, part)
	}
}

// What stands in a file when the disk is full is kept up to its last whole document.
func TestPartOfOutputHasWholeDocuments(t *testing.T) {
	folder(t, nil)
	w := writer{}
	for _, document := range []string{"one\n", "two\n"} {
		if err := w.write("out.jsonl", []byte(document), true); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.file.Write([]byte("thr")); err != nil {
		t.Fatal(err)
	}
	if part, documents := w.abort(); part != "out.jsonl.part" || documents != 2 || read(t, part) != "one\ntwo\n" {
		t.Errorf("%d documents in %q", documents, part)
	}
}

func TestOutputToPipeIsWrittenDirectly(t *testing.T) {
	folder(t, map[string]string{"story.html": page})
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	name := fmt.Sprintf("/dev/fd/%d", w.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("this system has no names for open files:", err)
	}
	winnow(t, "", "story.html", "-o", name).succeeded(t)
	w.Close()
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	isArticle(t, string(got))
}

func TestPageWithoutArticleWarns(t *testing.T) {
	folder(t, map[string]string{"login.html": `<html><head><title>Log in</title></head><body><form><input name="user"><input type="password"></form></body></html>`})
	got := winnow(t, "", "login.html")
	if got.code != 0 || got.stdout != "" || !strings.HasPrefix(got.stderr, "winnow: login.html: warning: ") {
		t.Errorf("%+v", got)
	}
	winnow(t, "", "--quiet", "login.html").succeeded(t)
}

func TestMessagesSayWhatToDo(t *testing.T) {
	folder(t, map[string]string{"empty/x.dat": "x", "crawl": line(t, map[string]any{"text": text})})
	tests := []struct {
		args  []string
		words []string
	}{
		{[]string{"crawl"}, []string{"JSON", "-i jsonl"}},
		{[]string{"www.example.org/story"}, []string{"https://"}},
		{[]string{"example.org"}, []string{"https://"}},
		{[]string{"story.md"}, []string{"check the name"}},
		{[]string{"-i", "jsonl", "empty"}, []string{"no JSONL", ".ndjson"}},
		{[]string{"two\nlines.html"}, []string{`winnow: "two\nlines.html": `, "check the name"}},
	}
	for _, tt := range tests {
		winnow(t, "", tt.args...).failed(t, exitFailed, tt.words...)
	}
}
