package lookup

import (
	"math"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/rules/internal/words"
)

// maxExact bounds how many strings an expression may stand for before its literals are taken piece by piece.
const maxExact = 100

// literalsOf returns sets of folded strings: every text that the expression matches holds a string of each set. The set that the fewest texts
// meet comes first.
//
// The derivation is the one of Russ Cox, "Regular Expression Matching with a Trigram Index" (2012): exact sets of strings grow
// through concatenation and alternation until they get too large, and are then noted as what must be there.
func literalsOf(re *syntax.Regexp) [][]string {
	needs := derive(re, []string{""}).settle()
	for i, set := range needs {
		for i, text := range set {
			set[i] = unmarked(text)
		}
		needs[i] = withoutLonger(set)
	}
	slices.SortStableFunc(needs, func(a, b []string) int { return shortest(b) - shortest(a) })
	return needs
}

// unmarked returns a literal without the marks of word boundaries, but for the one before it, if a letter or digit comes next: there a word begins.
func unmarked(text string) string {
	plain := strings.ReplaceAll(text, wordStart, "")
	if first, _ := utf8.DecodeRuneInString(plain); strings.HasPrefix(text, wordStart) && words.InWord(first) {
		return wordStart + plain
	}
	return plain
}

// withoutLonger returns a set of literals without those that hold another one of the set: where they are, the other one is.
func withoutLonger(set []string) (shorter []string) {
	for i, text := range set {
		if !slices.ContainsFunc(set[:i], func(s string) bool { return s == text }) &&
			!slices.ContainsFunc(set, func(s string) bool { return len(s) < len(text) && strings.Contains(text, s) }) {
			shorter = append(shorter, text)
		}
	}
	return shorter
}

// literals is what is known of the strings that a part of an expression matches.
type literals struct {
	exact []string   // all of them, folded; nil where they are too many
	needs [][]string // each match holds a string of each set
}

// settle gives up the exact set for the need that follows from it.
func (l literals) settle() [][]string {
	if n := shortest(l.exact); n == 0 || n == 1 && slices.ContainsFunc(l.exact, isLetter) {
		return l.needs
	}
	return append(l.needs[:len(l.needs):len(l.needs)], l.exact)
}

// isLetter reports whether a literal is one letter or digit, which nearly every text has.
func isLetter(literal string) bool {
	literal = strings.ReplaceAll(literal, wordStart, "")
	return len(literal) == 1 && words.InWord(rune(literal[0]))
}

// shortest returns the length of the set's shortest string, 0 for an empty set.
func shortest(set []string) int {
	if len(set) == 0 {
		return 0
	}
	n := math.MaxInt
	for _, s := range set {
		n = min(n, len(s)-strings.Count(s, wordStart))
	}
	return n
}

// derive returns the literals of a part of an expression together with what comes right before it.
func derive(re *syntax.Regexp, before []string) literals {
	switch re.Op {
	case syntax.OpLiteral:
		return literals{exact: product(before, []string{string(words.AppendFold(nil, string(re.Rune)))})}
	case syntax.OpCharClass:
		if class := deriveClass(re.Rune); class != nil {
			return literals{exact: product(before, class)}
		}
	case syntax.OpCapture:
		return derive(re.Sub[0], before)
	case syntax.OpConcat:
		return deriveConcat(re.Sub, before)
	case syntax.OpAlternate:
		return deriveAlternate(re.Sub, before)
	case syntax.OpQuest:
		if sub := derive(re.Sub[0], before); sub.exact != nil {
			return literals{exact: append(sub.exact, before...)}
		}
	case syntax.OpPlus:
		return literals{needs: derive(re.Sub[0], before).settle()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals{needs: derive(re.Sub[0], before).settle()}
		}
	case syntax.OpWordBoundary, syntax.OpBeginText:
		return literals{exact: product(before, []string{wordStart})}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpEndText, syntax.OpNoWordBoundary:
		return literals{exact: before}
	}
	return literals{}
}

// matchesEmpty reports whether an expression matches the empty text.
func matchesEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpNoWordBoundary, syntax.OpStar, syntax.OpQuest:
		return true
	case syntax.OpRepeat:
		return re.Min == 0 || matchesEmpty(re.Sub[0])
	case syntax.OpCapture, syntax.OpPlus:
		return matchesEmpty(re.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !matchesEmpty(sub) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, matchesEmpty)
	}
	return false
}

// deriveClass returns the strings that a class stands for, from its ranges, each a pair of its first and its last rune; nil where they are too many.
func deriveClass(ranges []rune) (exact []string) {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > 8 {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if s := string(words.AppendFold(nil, string(r))); !slices.Contains(exact, s) {
				exact = append(exact, s)
			}
		}
	}
	if len(exact) > 8 {
		return nil
	}
	return exact
}

// maxBefore is how many strings may come before a part for it to be derived together with them.
const maxBefore = 4

func deriveConcat(subs []*syntax.Regexp, before []string) literals {
	l := literals{exact: before}
	whole, start := true, false // start: a letter that comes next begins a word
	for _, sub := range subs {
		start = start || !slices.ContainsFunc(l.exact, func(s string) bool { return !strings.HasSuffix(s, wordStart) })
		before := l.exact
		if len(before) > maxBefore {
			before = opening(start)
		}
		next := derive(sub, before)
		start = endsWithSign(sub) && (start || !matchesEmpty(sub))
		switch {
		case len(l.exact) <= maxBefore:
			if next.exact != nil {
				l.exact = next.exact
				continue
			}
		case next.exact != nil && len(l.exact)*len(next.exact) <= maxExact:
			l.exact = product(l.exact, next.exact)
			continue
		}
		whole = false
		l.needs = append(l.settle(), next.needs...)
		l.exact = next.exact
		if l.exact == nil {
			l.exact = opening(start)
		}
	}
	if !whole {
		return literals{needs: l.settle()}
	}
	return l
}

// opening is what is known to come before a part of which nothing else is known.
func opening(start bool) []string {
	if start {
		return []string{wordStart}
	}
	return []string{""}
}

// endsWithSign reports whether what a part of an expression matches always ends with a sign or a blank, if it is not empty.
func endsWithSign(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		return !words.InWord(re.Rune[len(re.Rune)-1])
	case syntax.OpCharClass:
		return signs(re.Rune) && !hasDigit(re.Rune)
	case syntax.OpCapture, syntax.OpQuest, syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		return endsWithSign(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range slices.Backward(re.Sub) {
			if !endsWithSign(sub) {
				return false
			}
			if !matchesEmpty(sub) {
				return true
			}
		}
		return true
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !endsWithSign(sub) })
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText:
		return true
	}
	return false
}

func product(a, b []string) []string {
	out := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

func deriveAlternate(subs []*syntax.Regexp, before []string) literals {
	exact, all := []string{}, []string{}
	for _, sub := range subs {
		l := derive(sub, before)
		if exact != nil && l.exact != nil && len(exact)+len(l.exact) <= maxExact {
			exact = append(exact, l.exact...)
		} else {
			exact = nil
		}
		var best []string
		for _, need := range l.settle() {
			if shortest(need) > shortest(best) {
				best = need
			}
		}
		if best == nil {
			all = nil
		}
		if all != nil {
			all = append(all, best...)
		}
	}
	switch {
	case exact != nil:
		return literals{exact: exact}
	case all != nil:
		return literals{needs: [][]string{all}}
	}
	return literals{}
}

// signs reports whether a class has no letters: \W, \s, quotation marks, digits.
func signs(ranges []rune) bool {
	for i := 0; i+1 < len(ranges) && ranges[i] <= unicode.MaxASCII; i += 2 {
		if lo, hi := ranges[i], ranges[i+1]; lo <= 'Z' && hi >= 'A' || lo <= 'z' && hi >= 'a' {
			return false
		}
	}
	if len(ranges) > 2*maxListed {
		return ranges[0] <= unicode.MaxASCII // all but the letters of some scripts; not a script
	}
	for i := 0; i+1 < len(ranges); i += 2 {
		// RE2's \W has the letters of other scripts among its signs, in ranges wider than a script.
		if r := ranges[i]; r > unicode.MaxASCII && ranges[i+1]-r < 0x400 && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// maxListed is how many ranges a class has at the most that lists characters, rather than names Unicode's categories.
const maxListed = 32

func hasDigit(ranges []rune) bool {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] <= '9' && ranges[i+1] >= '0' {
			return true
		}
	}
	return false
}
