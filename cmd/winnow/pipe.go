package main

import (
	"context"
	"iter"

	"golang.org/x/sync/semaphore"
	"winnow/cleaner"
)

// A job is one document to clean: a page, a text, or a line of JSON.
type job struct {
	name   string // what messages call it
	dest   string // the file that the result goes to; empty is standard output
	parted bool   // it shares dest with other documents
	line   int    // its number in JSONL; 0 for other inputs
	size   int    // bytes of it that wait in memory
	clean  func(context.Context) (record, *cleaner.Document, error)
}

// A result is what became of a job.
type result struct {
	job
	warnings []string
	homeless bool   // nobody knows which site it is of
	body     []byte // what to write; may be set beside err
	err      error
}

// maxWaiting bounds the bytes of jobs that wait in memory, in all: jobs beyond it are read when others are done.
const maxWaiting = 64 << 20

// inOrder does work on the jobs in n goroutines and hands what comes of them to sink one by one, in the order of the jobs.
//
// It holds at most 4n+2 jobs at a time, so its memory does not grow with their number.
// It ends early with sink's error or the context's, without waiting for a source of jobs that is blocked.
func inOrder[R any](ctx context.Context, n int, jobs iter.Seq[job], work func(context.Context, job) R, sink func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	type slot struct {
		job
		done chan R
	}
	todo, queue := make(chan slot), make(chan slot, 4*n) // a slow job does not hold up the others for a while
	waiting := semaphore.NewWeighted(maxWaiting)
	weight := func(j job) int64 { return int64(min(j.size, maxWaiting)) }

	go func() {
		defer close(todo)
		defer close(queue)
		for j := range jobs {
			if waiting.Acquire(ctx, weight(j)) != nil {
				return
			}
			s := slot{j, make(chan R, 1)}
			for _, c := range []chan slot{queue, todo} {
				select {
				case c <- s:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	for range n {
		go func() {
			for s := range todo {
				s.done <- work(ctx, s.job)
			}
		}()
	}

	for {
		var s slot
		var more bool
		select {
		case s, more = <-queue:
		case <-ctx.Done():
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if !more {
			return nil
		}
		select {
		case r := <-s.done:
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := sink(r); err != nil {
				return err
			}
			waiting.Release(weight(s.job))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
