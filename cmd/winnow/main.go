// Winnow turns scraped pages and scraped texts into clean articles.
//
// It is a thin face of package cleaner: it finds the inputs, fetches what is on the web, and writes what comes out.
// A run goes from inputs.go (arguments to inputs), through work.go (inputs to jobs), pipe.go (jobs done in parallel, kept in order)
// and render.go (documents to bytes), to output.go (bytes to files).
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// Exit codes, beside 0 for a run in which every input was cleaned.
const (
	exitFailed      = 1   // some input failed; the others are done
	exitUsage       = 2   // the command was used wrongly; nothing was done
	exitInterrupted = 130 // a signal stopped it, by the shells' convention 128 + SIGINT
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// errFailed says that some input or the output failed. Stderr says which, and what an interruption left undone. Any other error but the context's is one of usage.
var errFailed = errors.New("failed")

// run executes the command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)

	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	for line := range strings.Lines(err.Error()) { // a rule pack may have several mistakes
		fmt.Fprintln(stderr, "winnow: "+strings.TrimSuffix(line, "\n"))
	}
	return exitUsage
}
