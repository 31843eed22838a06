package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"winnow/cleaner"
)

// work is a run of the command over its inputs.
type work struct {
	cleaner  *cleaner.Cleaner
	lines    lineReader
	url      string             // the page's address, if the user gave it
	host     hostFlag           // of documents without an address
	dest     func(input) string // the file that an input's documents go to; empty is standard output
	shared   bool               // one output takes the documents of all inputs
	renderer renderer
	writer   writer
	reporter reporter
}

// do cleans the inputs, so many at a time, and writes what comes out in their order.
// What it returns is the reporter's outcome.
func (w *work) do(ctx context.Context, inputs []input, parallel int) error {
	err := inOrder(ctx, parallel, w.jobs(ctx, inputs), w.clean, w.write)
	if err == nil {
		err = w.writer.close()
	}
	outcome := w.reporter.outcome(ctx, err)
	w.abort()
	return outcome
}

// abort gives up the open file, if any, and says where what was written of it is.
func (w *work) abort() {
	if part, documents := w.writer.abort(); part != "" {
		w.reporter.say(part, "has what was written: "+counted(documents, "document"))
	}
}

// jobs returns the documents of the inputs.
func (w *work) jobs(ctx context.Context, inputs []input) iter.Seq[job] {
	return func(yield func(job) bool) {
		for _, in := range inputs {
			if !in.lines {
				if !yield(w.page(in)) {
					return
				}
				continue
			}
			for j := range w.linesOf(ctx, in) {
				if !yield(j) {
					return
				}
			}
		}
	}
}

// page returns the job for an input that is one document.
func (w *work) page(in input) job {
	return job{name: in.name, dest: w.dest(in), parted: w.shared, clean: func(ctx context.Context) (record, *cleaner.Document, error) {
		var rec record
		if in.id != "" {
			rec.id, _ = encode(in.id) // a string always has its JSON
		}
		rec.url = w.url
		r, page, err := in.open(ctx)
		if err != nil {
			return rec, nil, openError{err}
		}
		defer r.Close()
		if w.url != "" {
			page.URL = w.url
		}
		page.Host = string(w.host)
		doc, err := w.cleaner.Clean(ctx, r, page)
		return rec, doc, err
	}}
}

// linesOf returns the jobs for an input that is a document a line.
func (w *work) linesOf(ctx context.Context, in input) iter.Seq[job] {
	return func(yield func(job) bool) {
		dest := w.dest(in)
		fails := func(name string, err error) job {
			return job{name: name, dest: dest, parted: true, clean: func(context.Context) (record, *cleaner.Document, error) {
				return record{}, nil, err
			}}
		}
		r, _, err := in.open(ctx)
		if err != nil {
			yield(fails(in.name, openError{err}))
			return
		}
		defer r.Close()
		empty := true
		for line, err := range w.lines.lines(r) {
			empty = false
			name := fmt.Sprintf("%s:%d", in.name, line.number)
			j := fails(name, err)
			j.line = line.number
			if err == nil {
				j.size = len(line.bytes)
				j.clean = func(ctx context.Context) (record, *cleaner.Document, error) {
					return w.lines.clean(ctx, w.cleaner, w.host, line.bytes)
				}
			}
			if !yield(j) {
				return
			}
		}
		if empty {
			yield(fails(in.name, nil)) // nothing to clean, and an empty file to write
		}
	}
}

// An openError says that an input could not be opened, so that nothing is known of its documents.
type openError struct{ error }

func (e openError) Unwrap() error { return e.error }

// clean cleans a job's document and renders it.
func (w *work) clean(ctx context.Context, j job) result {
	r := result{job: j}
	rec, doc, err := j.clean(ctx)
	if err == nil && doc != nil {
		r.body, err = w.renderer.render(j, rec, doc)
		r.warnings, r.homeless = doc.Warnings, doc.Host == ""
	}
	if err != nil {
		r.err = err
		r.body = w.renderer.failure(j, rec, err)
	}
	return r
}

// write writes what became of a job, and reports what failed. What it returns is an error that ends the run.
func (w *work) write(r result) error {
	w.reporter.advance()
	if w.renderer.silent() {
		for _, warning := range r.warnings {
			w.reporter.warn(r.name, warning)
		}
	}
	if r.homeless {
		w.reporter.homeless(r.name)
	}
	if r.err != nil {
		w.reporter.failed(r.name, r.err)
		if !r.parted || r.body == nil {
			return nil
		}
	}
	err := w.writer.write(r.dest, r.body, !errors.As(r.err, new(openError)))
	if err == nil && !r.parted {
		err = w.writer.close()
	}
	if err != nil && !r.parted && r.dest != "" {
		w.reporter.failed(r.name, err)
		w.abort()
		return nil
	}
	return err
}
