package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// standing is the line that stands under each story.
const standing = "The Harbour Post is owned by its readers and printed on the quay."

// story returns the i-th of 125 stories that have no sentence in common, with the standing line under it.
func story(i int) string {
	who := []string{"the harbour master", "an old pilot", "every baker", "the night ferry", "a clockmaker"}[i%5]
	what := []string{"waited for the tide", "asked about the toll", "wrote to the council", "kept a ledger of the storms", "sold the last lantern"}[i/5%5]
	where := []string{"on the north quay", "behind the customs house", "under the swing bridge", "at the foot of the mole", "in the sail loft"}[i/25%5]
	var s strings.Builder
	for _, when := range []string{"On the first evening", "A week later", "When the lamps were lit"} {
		fmt.Fprintf(&s, "%s %s %s %s, and nobody in the whole town, as far as %s could tell, had seen it coming.\n\n", when, who, what, where, who)
	}
	return s.String() + standing + "\n"
}

func stories(t *testing.T, n int, fields map[string]any) string {
	t.Helper()
	var lines strings.Builder
	for i := range n {
		object := map[string]any{"id": fmt.Sprint("story-", i), "text": story(i)}
		for name, value := range fields {
			object[name] = value
		}
		lines.WriteString(line(t, object))
	}
	return lines.String()
}

func TestRulesLearn(t *testing.T) {
	folder(t, map[string]string{"posts.jsonl.gz": gzipped(t, stories(t, 20, map[string]any{"url": "https://www.post.example/x"}))})
	got := winnow(t, "", "rules", "learn", "--name", "post", "posts.jsonl.gz")
	for _, want := range []string{
		"# In 20 of 20 documents, 20 times, after the body, for example in story-1:\n  #   " + standing,
		"  - id: post/post.example/the-harbour-post-is-owned\n",
		"      host: 'post.example'\n",
	} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("no %q in\n%s", want, got.stdout)
		}
	}
	if got.code != 0 || got.stderr != "winnow: 1 rule from 20 documents of 1 host\n" {
		t.Errorf("code %d, summary: %s", got.code, got.stderr)
	}

	if err := os.WriteFile("post.yaml", []byte(got.stdout), 0o644); err != nil {
		t.Fatal(err)
	}
	winnow(t, "", "rules", "test", "post.yaml").succeeded(t)
	cleaned := winnow(t, story(30), "--rules", "post.yaml", "--url", "https://post.example/y")
	cleaned.succeeded(t)
	if strings.Contains(cleaned.stdout, standing) || strings.Count(cleaned.stdout, "seen it coming") != 3 {
		t.Errorf("cleaned with the learnt pack: %s", cleaned.stdout)
	}
	elsewhere := winnow(t, story(30), "--rules", "post.yaml", "--url", "https://other.example/y")
	if !strings.Contains(elsewhere.stdout, standing) {
		t.Errorf("the rule holds on another host: %s", elsewhere.stdout)
	}
}

func TestRulesLearnKnowsTheHost(t *testing.T) {
	files := map[string]string{}
	for i := range 5 {
		files[fmt.Sprintf("texts/%d.txt", i)] = story(i)
		files[fmt.Sprintf("pages/%d.html", i)] = fmt.Sprintf(`<html><head><title>Story %d</title><link rel="canonical" href="https://post.example/%d"></head><body><article><p>%s</p></article></body></html>`,
			i, i, strings.ReplaceAll(strings.TrimSpace(story(i)), "\n\n", "</p>\n<p>"))
	}
	folder(t, files)
	for _, test := range []struct {
		name  string
		stdin string
		args  []string
		want  string
	}{
		{"none", stories(t, 5, nil), []string{"-i", "jsonl"}, ""},
		{"an address", stories(t, 5, map[string]any{"url": "http://post.example:8080/"}), []string{"-i", "jsonl", "--host", "other.example"}, "post.example"},
		{"a field", stories(t, 5, map[string]any{"site": "www.Post.example"}), []string{"-i", "jsonl", "--host-field", "site"}, "post.example"},
		{"a flag, for a directory", "", []string{"--host", "post.example", "texts"}, "post.example"},
		{"an address that the page names", "", []string{"pages"}, "post.example"},
		{"a flag before what the page names", "", []string{"--host", "other.example", "pages"}, "other.example"},
	} {
		got := winnow(t, test.stdin, append([]string{"rules", "learn", "-q"}, test.args...)...)
		got.succeeded(t)
		host := ""
		if _, after, found := strings.Cut(got.stdout, "host: '"); found {
			host, _, _ = strings.Cut(after, "'")
		}
		if host != test.want || !strings.Contains(got.stdout, "strips: '"+standing+"'\n") {
			t.Errorf("%s: host %q, want %q, in\n%s", test.name, host, test.want, got.stdout)
		}
		if got.stderr != "" {
			t.Errorf("%s: -q said %s", test.name, got.stderr)
		}
	}
}

func TestRulesLearnLooksAtWhatRulesLeave(t *testing.T) {
	var lines strings.Builder
	for i := range 6 {
		lines.WriteString(line(t, map[string]any{"text": strings.Replace(story(i), standing, "Source: Read Full Article", 1)}))
	}
	got := winnow(t, lines.String(), "rules", "learn", "-i", "jsonl")
	if got.code != 0 || !strings.Contains(got.stdout, "\nrules: []\n") || !strings.Contains(got.stdout, "#   6 of 6 documents (") || !strings.Contains(got.stdout, "Source: Read Full Article") {
		t.Errorf("a line that rules strip is not reported as such:\n%s", got.stdout)
	}
	if !strings.Contains(got.stderr, "--no-builtin-rules") {
		t.Errorf("no hint: %s", got.stderr)
	}
	got = winnow(t, lines.String(), "rules", "learn", "-i", "jsonl", "--no-builtin-rules")
	if got.code != 0 || !strings.Contains(got.stdout, "strips: 'Source: Read Full Article'") {
		t.Errorf("no rule for it:\n%s", got.stdout)
	}
}

// Rules that hold everywhere are bolder than most people want who learn from one site's files.
func TestRulesLearnTellsOfDocumentsWithoutAddress(t *testing.T) {
	folder(t, nil)
	got := winnow(t, stories(t, 5, nil), "rules", "learn", "-i", "jsonl")
	if got.code != 0 || !strings.Contains(got.stderr, "5 documents without an address") || !strings.Contains(got.stderr, "--host") {
		t.Errorf("code %d, stderr %q", got.code, got.stderr)
	}
	got = winnow(t, stories(t, 5, nil), "rules", "learn", "-i", "jsonl", "--host", "post.example", "-o", "post.yaml")
	if got.code != 0 || got.stdout != "" || strings.Contains(got.stderr, "--host") || !strings.Contains(read(t, "post.yaml"), "host: 'post.example'") {
		t.Errorf("%+v", got)
	}
}

func TestRulesLearnGoesOnAfterFailures(t *testing.T) {
	got := winnow(t, stories(t, 5, nil)+"no object\n", "rules", "learn", "-q", "-i", "jsonl")
	if got.code != exitFailed || !strings.Contains(got.stderr, "stdin:6: not JSON") || !strings.Contains(got.stdout, standing) {
		t.Errorf("code %d, stderr %q, stdout %s", got.code, got.stderr, got.stdout)
	}
}

func TestRulesLearnLeavesItsOutputWhereNothingCanBeRead(t *testing.T) {
	folder(t, map[string]string{"learned.yaml": ownPack})
	got := winnow(t, "", "rules", "learn", "missing", "-o", "learned.yaml")
	if got.code != exitFailed || read(t, "learned.yaml") != ownPack {
		t.Errorf("code %d, stderr %q, the pack is now %s", got.code, got.stderr, read(t, "learned.yaml"))
	}
}

func TestRulesLearnLeavesItsInputs(t *testing.T) {
	folder(t, map[string]string{"a.txt": story(1), "b.txt": story(2), "own.yaml": ownPack})
	for _, in := range [][]string{{"a.txt", "b.txt"}, {"."}} {
		winnow(t, "", append([]string{"rules", "learn", "-o", "a.txt"}, in...)...).failed(t, exitUsage, "a.txt", "does not overwrite")
	}
	if read(t, "a.txt") != story(1) {
		t.Error("an input was overwritten")
	}
	if got := winnow(t, "", "rules", "learn", "-q", "a.txt", "b.txt", "-o", "own.yaml"); got.code != 0 || !strings.Contains(read(t, "own.yaml"), "pack: learned") {
		t.Errorf("%+v", got)
	}
	if got := files(t, "."); len(got) != 3 {
		t.Errorf("left behind: %v", got)
	}
}

func TestRulesLearnUsage(t *testing.T) {
	for _, args := range [][]string{
		{"--min-documents", "1"}, {"--min-share", "0"}, {"--min-share", "1.5"}, {"--min-share", "NaN"}, {"--max-documents", "2"},
		{"--name", "A B"}, {"--host", "https://x.example"}, {"-j", "0"}, {"--max-bytes", "0"}, {"--timeout", "0s"}, {"--rules", "missing.yaml"},
	} {
		got := winnow(t, story(1), append([]string{"rules", "learn"}, args...)...)
		if got.code != exitUsage || got.stdout != "" {
			t.Errorf("%v: code %d, %s", args, got.code, got.stdout)
		}
	}
}
