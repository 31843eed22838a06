package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/pflag"
	"winnow/cleaner"
)

// running is what the user chose about how a command goes through its inputs.
type running struct {
	lines    lineReader
	parallel int
	timeout  time.Duration
	quiet    bool
}

// define adds the flags to a command's.
func (r *running) define(set *pflag.FlagSet) {
	r.lines.define(set)
	set.IntVarP(&r.parallel, "jobs", "j", runtime.GOMAXPROCS(0), "clean `N` documents at a time")
	set.Int64Var(&r.lines.maxBytes, "max-bytes", cleaner.DefaultMaxBytes, "refuse a document of more than `N` bytes")
	set.DurationVar(&r.timeout, "timeout", 30*time.Second, "give up fetching a page after this `TIME`")
	quietFlag(set, &r.quiet, "print only errors: no warnings, no summary, no progress")
}

// check returns an error if the flags make no sense.
func (r *running) check() error {
	switch {
	case r.parallel < 1:
		return fmt.Errorf("-j %d: at least 1 document is cleaned at a time", r.parallel)
	case r.lines.maxBytes < 1:
		return fmt.Errorf("--max-bytes %d: a document has at least 1 byte", r.lines.maxBytes)
	case r.timeout <= 0:
		return fmt.Errorf("--timeout %v: it must be longer than 0s", r.timeout)
	}
	return nil
}

// reporter returns what tells of work on the inputs on stderr; how far it has come, if nothing else is written to the terminal.
func (r *running) reporter(stderr io.Writer, alone bool, inputs []input) reporter {
	total := len(inputs)
	if slices.ContainsFunc(inputs, func(in input) bool { return in.lines }) {
		total = -1
	}
	return reporter{stderr: stderr, quiet: r.quiet, progress: alone && !r.quiet && isTerminal(stderr), total: total, started: time.Now()}
}
