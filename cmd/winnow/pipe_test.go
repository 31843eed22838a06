package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"
	"testing"
)

// counting returns n jobs of a size, named by their numbers, and how many were asked for.
func counting(n, size int) (iter.Seq[job], *atomic.Int64) {
	given := new(atomic.Int64)
	return func(yield func(job) bool) {
		for i := range n {
			given.Add(1)
			if !yield(job{name: fmt.Sprint(i), size: size}) {
				return
			}
		}
	}, given
}

func echo(_ context.Context, j job) result { return result{job: j} }

func TestInOrder(t *testing.T) {
	tests := []struct {
		name          string
		n, jobs, size int
		mostAhead     int64
	}{
		{"bounded by their number", 3, 500, 0, 4*3 + 2},
		{"bounded by their bytes", 3, 20, maxWaiting / 2, 3},
		{"larger than all that may wait", 3, 5, 10 * maxWaiting, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			jobs, given := counting(tt.jobs, tt.size)
			taken, ahead := int64(0), int64(0)
			err := inOrder(t.Context(), tt.n, jobs, echo, func(r result) error {
				if r.name != fmt.Sprint(taken) {
					t.Errorf("job %s in place %d", r.name, taken)
				}
				ahead = max(ahead, given.Load()-taken)
				taken++
				return nil
			})
			if err != nil || taken != int64(tt.jobs) {
				t.Errorf("%d of %d jobs, error %v", taken, tt.jobs, err)
			}
			if ahead > tt.mostAhead {
				t.Errorf("%d jobs were read ahead, more than %d", ahead, tt.mostAhead)
			}
		})
	}
}

func TestInOrderStopsAtTheSinksError(t *testing.T) {
	full := errors.New("disk full")
	jobs, given := counting(1000, 0)
	err := inOrder(t.Context(), 2, jobs, echo, func(r result) error {
		if r.name == "5" {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || given.Load() > 5+4*2+3 {
		t.Errorf("error %v after %d jobs", err, given.Load())
	}
}

func TestInOrderLeavesSourceThatIsBlocked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	blocked := make(chan struct{})
	defer close(blocked)
	source := func(yield func(job) bool) {
		if yield(job{name: "0"}) {
			<-blocked
		}
	}
	err := inOrder(ctx, 2, source, echo, func(result) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
