package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
	"winnow/cleaner"
)

// A reporter tells the user on standard error what failed and how far the work has come.
type reporter struct {
	stderr   io.Writer
	quiet    bool
	progress bool // show how far the work has come, if it takes long
	total    int  // documents; -1 if nobody knows
	started  time.Time
	done     int
	failures int

	needsAddress bool                     // a document without an address is worth a warning; one is enough
	bar          *progressbar.ProgressBar // nil until the work has taken long
}

// patience is how long work may take before a progress bar appears.
const patience = time.Second

// advance counts a document.
func (r *reporter) advance() {
	r.done++
	if !r.progress || time.Since(r.started) < patience {
		return
	}
	if r.bar == nil {
		r.bar = progressbar.NewOptions(r.total,
			progressbar.OptionSetWriter(r.stderr),
			progressbar.OptionSetDescription("documents"),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetSpinnerChangeInterval(0), // the spinner turns with the documents
			progressbar.OptionClearOnFinish(),
		)
		_ = r.bar.Add(r.done - 1) // a bar that cannot be drawn is no reason to stop
	}
	_ = r.bar.Add(1)
}

// finish takes the bar away.
func (r *reporter) finish() {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
}

// outcome returns what a command returns whose work ended with err: errFailed if something failed, and the context's error if that ended; both are reported.
func (r *reporter) outcome(ctx context.Context, err error) error {
	r.finish()
	switch {
	case ctx.Err() != nil:
		fmt.Fprintf(r.stderr, "winnow: interrupted after %s\n", counted(r.done, "document"))
		return ctx.Err()
	case err != nil:
		r.failed("output", err)
	}
	if r.failures > 0 {
		return errFailed
	}
	return nil
}

// failed reports that an input could not be cleaned, on one line.
func (r *reporter) failed(name string, err error) {
	r.failures++
	r.say(name, explainError(name, err))
}

// warn reports what the user should know about a document.
func (r *reporter) warn(name, warning string) {
	if !r.quiet {
		r.say(name, "warning: "+warning)
	}
}

// homeless warns, the first time, of a document for which rules for single sites do nothing because nobody knows which site it is of.
func (r *reporter) homeless(name string) {
	if r.needsAddress {
		r.needsAddress = false
		r.warn(name, "no address is known for it, so rules for single sites do nothing; say it with --url or --host")
	}
}

// leftOut reports what was not read of directories.
func (r *reporter) leftOut(left []leftOut) {
	for _, l := range left {
		if list := l.String(); list != "" && !r.quiet {
			r.say(l.dir, "left out: "+list)
		}
	}
}

func (r *reporter) say(name, message string) {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
	fmt.Fprintf(r.stderr, "winnow: %s: %s\n", oneLine(name), strings.ReplaceAll(message, "\n", "; "))
}

// oneLine returns a name as it is, or quoted where it would break its line or change the terminal.
func oneLine(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return strconv.Quote(name)
	}
	return name
}

// explainError returns what went wrong with an input, and what the user can do about it.
func explainError(name string, err error) string {
	if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		return "no answer in time; try again or raise --timeout"
	}
	message := err.Error()
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) && pathErr.Path == name {
		message = pathErr.Err.Error() // the line begins with the name
	}
	if errors.Is(err, cleaner.ErrBinary) && strings.HasSuffix(message, "JSON document") {
		return message + "; if it is an object a line, use -i jsonl"
	}
	if errors.Is(err, fs.ErrNotExist) && likeAddress(name) {
		return message + "; an address begins with https://"
	}
	return message + adviceOn(err)
}

// adviceOn returns what can be done about an error, with a semicolon before it; empty where nobody knows.
func adviceOn(err error) string {
	for _, a := range advice {
		if errors.Is(err, a.err) {
			return "; " + a.do
		}
	}
	return ""
}

// advice says what can be done about errors.
var advice = []struct {
	err error
	do  string
}{
	{cleaner.ErrBinary, "convert it to HTML or text first"},
	{cleaner.ErrEmpty, "check how it was saved"},
	{cleaner.ErrTooLarge, "raise --max-bytes"},
	{errCutShort, "fetch or pack it again"},
	{errNoPages, "name the files to clean"},
	{errNoLines, "name the files to clean"},
	{fs.ErrNotExist, "check the name"},
	{fs.ErrPermission, "check who may read and write it"},
}

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
