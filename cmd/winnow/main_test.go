package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asProgram names the variable that makes a test's executable winnow itself, for what only a process of its own shows.
const asProgram = "WINNOW_TEST_AS_PROGRAM"

// TestMain keeps the rules of whoever runs the tests out of them.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	config, err := os.MkdirTemp("", "winnow")
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} { // Unix, macOS, Windows
		os.Setenv(name, config)
	}
	code := m.Run()
	os.RemoveAll(config)
	os.Exit(code)
}

// page is a page whose article has two paragraphs, a teaser between them and navigation above.
const page = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The ferry returns – Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ines Calder">
<meta property="article:published_time" content="2024-03-05T08:30:00+01:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>The ferry returns</h1>
<p>` + first + `</p>
<p>READ MORE: <a href="/bridge">Bridge toll goes up again</a></p>
<p>` + second + `</p></article>
<footer>All rights reserved.</footer></body></html>`

const (
	first  = "After eleven months in dry dock the old ferry tied up at the north quay on Tuesday morning, and half the town came down to see whether she would float as level as the yard had promised."
	second = "She did, by the width of a hand, and the harbour master signed the papers on an upturned crate before he let the first forty passengers aboard with their bicycles and their bread."
)

// text is a scraped text with a teaser between two paragraphs.
const text = first + "\n\nREAD MORE: Bridge toll goes up again\n\n" + second + "\n"

// outcome is what a call of the command left behind.
type outcome struct {
	code           int
	stdout, stderr string
}

// winnow calls the command with a standard input that is not a terminal.
func winnow(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	return winnowFrom(t, strings.NewReader(stdin), args...)
}

func winnowFrom(t *testing.T, stdin io.Reader, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, stdin, &stdout, &stderr)
	return outcome{code, stdout.String(), stderr.String()}
}

// folder makes a directory with files and goes there.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

// files returns the paths of the files in a directory and beneath it.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// jsonLines returns the objects in JSONL.
func jsonLines(t *testing.T, s string) []map[string]any {
	t.Helper()
	var objects []map[string]any
	for line := range strings.Lines(s) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("not an object: %v: %s", err, line)
		}
		objects = append(objects, o)
	}
	return objects
}

// line returns an object as a line of JSON.
func line(t *testing.T, fields map[string]any) string {
	t.Helper()
	data, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// isArticle reports an error if s is not the clean article of page and text.
func isArticle(t *testing.T, s string) {
	t.Helper()
	for _, sentence := range []string{first, second} {
		if !strings.Contains(s, sentence) {
			t.Errorf("lost: %q in %.300q", sentence, s)
		}
	}
	for _, chaff := range []string{"READ MORE", "Bridge toll", "Sport", "All rights reserved"} {
		if strings.Contains(s, chaff) {
			t.Errorf("left in: %q in %.300q", chaff, s)
		}
	}
}

func (o outcome) succeeded(t *testing.T) {
	t.Helper()
	if o.code != 0 || o.stderr != "" {
		t.Fatalf("exit code %d, stderr %q", o.code, o.stderr)
	}
}

// failed reports an error if the call has another exit code or if stderr is not one line with all the words.
func (o outcome) failed(t *testing.T, code int, words ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d", o.code, code)
	}
	if !strings.HasPrefix(o.stderr, "winnow: ") || strings.Count(o.stderr, "\n") != 1 || !strings.HasSuffix(o.stderr, "\n") {
		t.Errorf("stderr is not one line: %q", o.stderr)
	}
	for _, word := range words {
		if !strings.Contains(o.stderr, word) {
			t.Errorf("stderr does not say %q: %q", word, o.stderr)
		}
	}
}

func TestCleansStandardInput(t *testing.T) {
	for name, in := range map[string]string{"a page": page, "a text": text} {
		for _, args := range [][]string{nil, {"-"}, {"-f", "text"}, {"-j", "1"}} {
			got := winnow(t, in, args...)
			got.succeeded(t)
			isArticle(t, got.stdout)
			if !strings.HasSuffix(got.stdout, "\n") || strings.HasSuffix(got.stdout, "\n\n") {
				t.Errorf("%s: the output does not end with one line break: %q", name, got.stdout)
			}
		}
	}
}

func TestInputKindOverridesContent(t *testing.T) {
	got := winnow(t, page, "-i", "text")
	if got.code != 0 || !strings.Contains(got.stdout, "<article>") {
		t.Errorf("a page read as text lost its tags: %+v", got)
	}
}

func TestFormats(t *testing.T) {
	folder(t, map[string]string{"page.html": page})
	tests := []struct {
		args []string
		want []string
	}{
		{[]string{"-f", "markdown"}, []string{first + "\n\n" + second}},
		{[]string{"-f", "html"}, []string{`<!DOCTYPE html>`, `<html lang="en">`, `<meta charset="utf-8">`, `<title>The ferry returns</title>`, "<p>" + first + "</p>"}},
		{[]string{"-f", "json"}, []string{"{\n  \"id\": \"page.html\",\n  \"title\": \"The ferry returns\"", `"byline": "Ines Calder"`, `"published": "2024-03-05T08:30:00+01:00"`, `"text": "`, `"removed": [`}},
		{[]string{"-f", "jsonl"}, []string{`{"id":"page.html","title":"The ferry returns",`}},
		{[]string{"--metadata"}, []string{"---\ntitle: The ferry returns\n", "\nbyline: Ines Calder\n", "\nsite: Harbour Post\n", "\n---\n\n"}},
		{[]string{"--metadata", "-f", "markdown"}, []string{"---\ntitle: The ferry returns\n", first}},
		{[]string{"-f", "json", "--with", "markdown,html"}, []string{`"markdown": "`, `"html": "<`}},
	}
	for _, tt := range tests {
		got := winnow(t, "", append(tt.args, "page.html")...)
		got.succeeded(t)
		for _, want := range tt.want {
			if !strings.Contains(got.stdout, want) {
				t.Errorf("%v: no %q in %s", tt.args, want, got.stdout)
			}
		}
	}
}

func TestExplainShowsWhatWasStripped(t *testing.T) {
	got := winnow(t, text, "--explain")
	got.succeeded(t)
	for _, want := range []string{first, second, "~~READ MORE: Bridge toll goes up again~~ [", ", teaser", "1 piece was stripped: teaser 1"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("no %q in %s", want, got.stdout)
		}
	}
	before, after := strings.Index(got.stdout, first), strings.Index(got.stdout, second)
	if at := strings.Index(got.stdout, "~~READ"); at < before || at > after {
		t.Errorf("the teaser does not stand in its place: %s", got.stdout)
	}
	if strings.Contains(got.stdout, "\x1b") {
		t.Errorf("colours where there is no terminal: %q", got.stdout)
	}
}

func TestRulesAreTheUsers(t *testing.T) {
	teaser := "READ MORE: Bridge toll goes up again"
	for _, args := range [][]string{{"--no-builtin-rules"}, {"--keep", "teaser"}, {"--keep", "ad,teaser"}, {"--disable", "en/share,en/read-more"}} {
		got := winnow(t, text, args...)
		got.succeeded(t)
		if !strings.Contains(got.stdout, teaser) {
			t.Errorf("%v stripped %q", args, teaser)
		}
	}

	folder(t, map[string]string{"mine.yaml": ownPack})
	got := winnow(t, text, "--rules", "mine.yaml", "--disable", "mine/quay")
	got.succeeded(t)
	isArticle(t, got.stdout)
}

// ownPack is a user's pack. Its rule strips the second paragraph of page and text.
const ownPack = `version: 1
pack: mine
rules:
  - id: mine/quay
    category: promo
    about: what came of it
    match:
      expression: ^she did, by the width
    strip: block
`

func TestOwnRules(t *testing.T) {
	folder(t, map[string]string{"mine.yaml": ownPack, "packs/deep/mine.yml": ownPack, "packs/notes.txt": "no pack", "page.html": page})
	for _, name := range []string{"mine.yaml", "packs"} {
		got := winnow(t, "", "--rules", name, "page.html")
		got.succeeded(t)
		if !strings.Contains(got.stdout, first) || strings.Contains(got.stdout, second) || strings.Contains(got.stdout, "READ MORE") {
			t.Errorf("--rules %s: %s", name, got.stdout)
		}
	}
}

func TestSeveralMistakesInPackAreLines(t *testing.T) {
	folder(t, map[string]string{"broken.yaml": strings.NewReplacer("category: promo", "category: advert", "strip: block", "strip: all").Replace(ownPack)})
	got := winnow(t, text, "--rules", "broken.yaml")
	lines := slices.Collect(strings.Lines(got.stderr))
	if got.code != exitUsage || len(lines) != 2 || !strings.HasPrefix(lines[0], "winnow: broken.yaml:5:15: ") || !strings.HasPrefix(lines[1], "winnow: broken.yaml:9:12: ") {
		t.Errorf("%+v", got)
	}
}

func TestWrongUsage(t *testing.T) {
	folder(t, map[string]string{"a.html": page, "b.html": page, "there.txt": "", "empty/x": "",
		"broken.yaml": strings.Replace(ownPack, "category: promo", "category: advert", 1)})
	tests := []struct {
		args  []string
		words []string
	}{
		{[]string{"--nonsense"}, []string{"--nonsense", "--help"}},
		{[]string{"-f", "pdf"}, []string{"pdf", "text, markdown, html, json, jsonl"}},
		{[]string{"-i", "xml"}, []string{"xml", "auto, html, text, jsonl"}},
		{[]string{"completion", "bash", "x"}, []string{"x"}},
		{[]string{"--level", "bold"}, []string{"bold", "safe, standard, aggressive"}},
		{[]string{"--extractor", "magic"}, []string{"magic", "auto, "}},
		{[]string{"-j", "0"}, []string{"-j 0"}},
		{[]string{"--max-bytes", "0"}, []string{"--max-bytes 0"}},
		{[]string{"--timeout", "0s"}, []string{"--timeout 0s"}},
		{[]string{"--url", "example.org/story"}, []string{"--url example.org/story", "https://"}},
		{[]string{"--url", "https://example.org/", "a.html", "b.html"}, []string{"--url", "several", "--host"}},
		{[]string{"--host", "https://example.org", "a.html"}, []string{"--host https://example.org", "such as example.org"}},
		{[]string{"--max-bytes", "1MB"}, []string{"--max-bytes 1MB", "a whole number"}},
		{[]string{"--timeout", "5"}, []string{"--timeout 5", "such as 30s"}},
		{[]string{"--comments=perhaps"}, []string{"--comments perhaps", "true or false"}},
		{[]string{"rulse", "list"}, []string{`"rulse"`, "winnow rules"}},
		{[]string{"a.html", "b.html", "-o", "new.txt"}, []string{"new.txt", "directory"}},
		{[]string{"a.html", "-o", "story.pdf"}, []string{"-o story.pdf", ".pdf", ".txt, .md, .html, .json or .jsonl", "-f"}},
		{[]string{"--site-config", "a.html"}, []string{"a.html: no site config in it"}},
		{[]string{"--site-config", "nowhere"}, []string{"nowhere: ", "check the name"}},
		{[]string{"--explain", "-f", "json"}, []string{"--explain", "json"}},
		{[]string{"--metadata", "-f", "html"}, []string{"--metadata", "html"}},
		{[]string{"--with", "markdown"}, []string{"--with", "jsonl"}},
		{[]string{"--with", "pdf", "-f", "json"}, []string{"--with pdf", "markdown, html"}},
		{[]string{"-", "-"}, []string{"standard input"}},
		{[]string{"a.html", "-o", "a.html"}, []string{"a.html", "overwrite"}},
		{[]string{"a.html", "b.html", "-o", "there.txt"}, []string{"there.txt", "directory"}},
		{[]string{"empty", "-o", "empty"}, []string{"-o empty", "name another"}},
		{[]string{"--rules", "nowhere.yaml"}, []string{"winnow: nowhere.yaml: ", "check the name"}},
		{[]string{"--rules", "empty"}, []string{"empty", ".yaml"}},
		{[]string{"--rules", "broken.yaml"}, []string{"broken.yaml:5:15", "mine/quay", "advert", "promo"}},
		{[]string{"--keep", "chaff"}, []string{"chaff", "teaser"}},
		{[]string{"--disable", "en/no-such-rule"}, []string{"en/no-such-rule"}},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			got := winnow(t, text, tt.args...)
			got.failed(t, exitUsage, tt.words...)
			if got.stdout != "" {
				t.Errorf("stdout %q", got.stdout)
			}
		})
	}
	if a := read(t, "a.html"); a != page {
		t.Error("an input was overwritten")
	}
}

func TestHelpOnTerminal(t *testing.T) {
	terminal, err := os.Open("/dev/ptmx")
	if err != nil {
		t.Skip("this system opens no terminal:", err)
	}
	defer terminal.Close()
	if !isTerminal(terminal) {
		t.Skip("this system's /dev/ptmx is no terminal")
	}
	got := winnowFrom(t, terminal)
	got.succeeded(t)
	if !strings.Contains(got.stdout, "Usage:") {
		t.Errorf("no help: %q", got.stdout)
	}
}

func TestVersionAndCompletions(t *testing.T) {
	got := winnow(t, "", "--version")
	got.succeeded(t)
	if !strings.HasPrefix(got.stdout, "winnow ") {
		t.Errorf("--version prints %q", got.stdout)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		got := winnow(t, "", "completion", shell)
		got.succeeded(t)
		if !strings.Contains(got.stdout, "winnow") {
			t.Errorf("no completion for %s", shell)
		}
	}
	got = winnow(t, "", "__complete", "--level", "")
	if words := strings.Fields(got.stdout); !slices.Contains(words, "aggressive") {
		t.Errorf("--level completes with %q", got.stdout)
	}
	got = winnow(t, "", "__complete", "")
	if words := strings.Fields(got.stdout); !slices.Contains(words, "rules") || words[len(words)-1] != ":0" { // cobra's word for: and files
		t.Errorf("the first argument completes with %q", got.stdout)
	}
}

// interrupted calls the command with lines on a standard input that does not end, and interrupts it when so many lines of output have come.
func interrupted(t *testing.T, lines string, after int, args ...string) outcome {
	t.Helper()
	stdin, feeder := io.Pipe()
	ctx, interrupt := context.WithCancel(t.Context())
	var stdout lockedBuffer
	var stderr bytes.Buffer
	go func() {
		_, _ = io.WriteString(feeder, lines)
		for ctx.Err() == nil {
			out := stdout.String()
			for _, name := range files(t, ".") {
				if strings.HasPrefix(filepath.Base(name), ".winnow-") || strings.HasPrefix(name, "out") {
					content, _ := os.ReadFile(name) // which may have got its last name meanwhile
					out += string(content)
				}
			}
			if strings.Count(out, "\n") >= after {
				interrupt()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	code := run(ctx, args, stdin, &stdout, &stderr)
	return outcome{code, stdout.String(), stderr.String()}
}

// A lockedBuffer may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestInterruptKeepsWhatIsDone(t *testing.T) {
	two := line(t, map[string]any{"id": 1, "text": text}) + line(t, map[string]any{"id": 2, "text": text})
	tests := []struct {
		name, lines string
		after       int
		args        []string
		stderr      string
		left        string // the files that are there afterwards, beside the inputs
	}{
		{"standard output", two, 2, []string{"-i", "jsonl"}, "winnow: interrupted after 2 documents\n", ""},
		{"a file", two, 2, []string{"-i", "jsonl", "-o", "out.jsonl"}, "winnow: interrupted after 2 documents\nwinnow: out.jsonl.part-2: has what was written: 2 documents\n", "out.jsonl.part-2"},
		{"a file before anything is done", "", 0, []string{"-i", "jsonl", "-o", "out.jsonl"}, "winnow: interrupted after 0 documents\n", ""},
		{"a directory", "", 3, []string{"a.txt", "-", "-o", "out/"}, "winnow: interrupted after 1 document\n", "out/a.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inputs := map[string]string{"a.txt": text, "out.jsonl.part": "that of an earlier run"}
			folder(t, inputs)
			got := interrupted(t, tt.lines, tt.after, tt.args...)
			if got.code != exitInterrupted || got.stderr != tt.stderr {
				t.Errorf("exit code %d, stderr %q, want %q", got.code, got.stderr, tt.stderr)
			}
			left := slices.DeleteFunc(files(t, "."), func(name string) bool { return inputs[name] != "" })
			if strings.Join(left, " ") != tt.left {
				t.Errorf("left behind: %v, want %s", left, tt.left)
			}
			out := got.stdout
			if tt.left != "" {
				out += read(t, tt.left)
			}
			if n := strings.Count(out, "\n"); n != tt.after {
				t.Errorf("%d lines, want %d: %s", n, tt.after, out)
			}
			if earlier := read(t, "out.jsonl.part"); earlier != inputs["out.jsonl.part"] {
				t.Errorf("the part of an earlier run became %q", earlier)
			}
		})
	}
}

// Winnow ends as other filters do whose output nobody reads any more: by the signal that says so, without a word.
func TestClosedOutputEndsQuietly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signal")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(program, "-i", "jsonl")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Stdin = strings.NewReader(strings.Repeat(line(t, map[string]any{"text": text}), 10_000)) // more than a pipe holds
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if first, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || !strings.HasPrefix(first, "{") {
		t.Errorf("the first line is %q (%v)", first, err)
	}
	stdout.Close()
	ended := new(exec.ExitError)
	if err := cmd.Wait(); !errors.As(err, &ended) {
		t.Fatalf("it ended with %v", err)
	}
	if status, _ := ended.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGPIPE || stderr.String() != "" {
		t.Errorf("%v, stderr %q", ended, stderr.String())
	}
}

func TestContentFlags(t *testing.T) {
	const in = `<html><body><p>` + first + ` <a href="https://harbour.example/yard">The yard</a> had said so.</p>
<figure><img src="https://harbour.example/ferry.jpg" alt="The ferry"></figure>
<table><tr><th>Day</th><th>Passengers</th></tr><tr><td>Tuesday</td><td>forty</td></tr></table>
<p>` + second + `</p></body></html>`
	tests := []struct{ flag, sign string }{
		{"--no-links", "](https://harbour.example/yard)"},
		{"--no-images", "https://harbour.example/ferry.jpg"},
		{"--no-tables", "| Tuesday |"},
	}
	for _, tt := range tests {
		args := []string{"-f", "markdown", "--extractor", "none"}
		with, without := winnow(t, in, args...), winnow(t, in, append(args, tt.flag)...)
		with.succeeded(t)
		without.succeeded(t)
		if !strings.Contains(with.stdout, tt.sign) || strings.Contains(without.stdout, tt.sign) {
			t.Errorf("%s: %q is in\n%s\nand not in\n%s", tt.flag, tt.sign, with.stdout, without.stdout)
		}
	}
}
