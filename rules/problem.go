package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Problem is something wrong in a pack. Load and Compile return problems joined with errors.Join, in the order in which they stand in the file.
type Problem struct {
	File         string
	Line, Column int    // from 1; 0 where the problem has no place
	Rule         string // the id of the rule or the site; empty outside of them
	Wrong        string // what is wrong
	Right        string // what would be right; may be empty
}

// Error returns the problem on one line: file:line:column: rule id: what is wrong; what would be right.
func (p *Problem) Error() string {
	var s strings.Builder
	s.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&s, ":%d:%d", p.Line, p.Column)
	}
	if p.Rule != "" {
		fmt.Fprintf(&s, ": rule %s", p.Rule)
	}
	fmt.Fprintf(&s, ": %s", p.Wrong)
	if p.Right != "" {
		fmt.Fprintf(&s, "; %s", p.Right)
	}
	return s.String()
}

// sorted returns a file's problems in the order in which they stand in it.
func sorted(problems []*Problem) []*Problem {
	slices.SortStableFunc(problems, func(a, b *Problem) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column)
	})
	return problems
}

// join returns the problems as one error; nil where there are none.
func join(problems []*Problem) error {
	errs := make([]error, len(problems))
	for i, p := range problems {
		errs[i] = p
	}
	return errors.Join(errs...)
}

// Problems returns the Problems in an error of Load or Check, in their order; none for nil.
func Problems(err error) []*Problem {
	var problems []*Problem
	switch err := err.(type) {
	case *Problem:
		return []*Problem{err}
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			problems = append(problems, Problems(e)...)
		}
	case interface{ Unwrap() error }:
		problems = Problems(err.Unwrap())
	}
	return problems
}

// oneOf says what would be right where word is none of the known words: the nearest of them, if one is near, and all of them.
func oneOf(word string, known []string) string {
	list := strings.Join(known, ", ")
	if near := nearestWord(word, known); near != "" {
		return fmt.Sprintf("did you mean %q? Known are: %s", near, list)
	}
	return "known are: " + list
}

// nearestWord returns the known word that is the nearest to another one; "" where none is near.
func nearestWord(word string, known []string) string {
	near, distance := "", 3
	for _, k := range known {
		if d := editDistance(word, k); d < distance {
			near, distance = k, d
		}
	}
	return near
}

// spelled returns a pack's text in quotation marks, as its author wrote it if it fits on a line.
func spelled(text string) string {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return strconv.Quote(text)
	}
	return `"` + text + `"`
}

// editDistance is Levenshtein's, in bytes. A word far longer than any that is known is its length away from all of them.
func editDistance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
