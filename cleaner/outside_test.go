package cleaner_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// outside is a program of somebody else's.
const outside = `package main

import (
	"context"
	"fmt"
	"os"

	"winnow/cleaner"
	"winnow/rules"
)

func main() {
	pack, err := rules.Load("mine.yaml", []byte(os.Args[1]))
	if err != nil {
		panic(err)
	}
	c, err := cleaner.New(cleaner.WithPacks(pack), cleaner.WithLevel(rules.Safe))
	if err != nil {
		panic(err)
	}
	doc, err := c.CleanText(context.Background(), os.Args[2], cleaner.Page{})
	if err != nil {
		panic(err)
	}
	fmt.Print(doc.Text())
	for _, r := range doc.Removals {
		fmt.Printf("\n-%s: %s", r.Rule, r.Text)
	}
}
`

// A module that requires this one, and knows nothing else of it, builds and runs.
func TestProgramOutsideOfTheModule(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the library anew")
	}
	repository, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sums, err := os.ReadFile(filepath.Join(repository, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write("go.mod", "module outside\n\ngo 1.26.0\n\nrequire winnow v0.0.0\n\nreplace winnow => "+filepath.ToSlash(repository)+"\n")
	write("go.sum", string(sums))
	write("main.go", outside)

	const pack = `version: 1
pack: outside
rules:
  - id: outside/kiosk
    category: promo
    about: where the tickets are sold
    level: safe
    match:
      expression: ^tickets at the
    strip: block
`
	run := exec.Command("go", "run", ".", pack, "The ferry came in at noon.\n\nTickets at the kiosk!\n\nNobody had expected it before the evening.")
	run.Dir = dir
	run.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off") // what this module needs is there: the test was built with it
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := "The ferry came in at noon.\n\nNobody had expected it before the evening.\n-outside/kiosk: Tickets at the kiosk!"
	if got := strings.TrimSpace(string(out)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
