package rules

import (
	"math"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	if first, _ := utf8.DecodeRuneInString(plain); strings.HasPrefix(text, wordStart) && isWordRune(first) {
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
	return len(literal) == 1 && isWordRune(rune(literal[0]))
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
		return literals{exact: product(before, []string{string(appendFold(nil, string(re.Rune)))})}
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
			if s := string(appendFold(nil, string(r))); !slices.Contains(exact, s) {
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
		return !isWordRune(re.Rune[len(re.Rune)-1])
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

// maxPrefix is how many bytes of an expression's beginning the index looks at, and maxPrefixes how many beginnings an expression may have.
const (
	maxPrefix   = 8
	maxPrefixes = 3000
)

// prefixesOf returns folded strings of which every text that the expression matches begins with one, signs before it aside. Where it ends with
// someSigns, what comes after it is no letter. It returns nil for an expression that may match anywhere in a text, or that may begin with anything.
func prefixesOf(re *syntax.Regexp) []string {
	if re.Op == syntax.OpCapture {
		return prefixesOf(re.Sub[0])
	}
	if re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText {
		return nil
	}
	var all []string
	for _, b := range beginnings(re, maxPrefix) {
		p := strings.TrimLeft(b.text, someSigns+" ")
		if p == "" {
			return nil
		}
		all = append(all, p)
	}
	slices.Sort(all)
	var shortest []string // what begins another one comes before it
	for _, p := range all {
		if !slices.ContainsFunc(shortest, func(q string) bool {
			return p == q || len(p) > len(strings.TrimSuffix(q, someSigns)) && beginsWith(p, q)
		}) {
			shortest = append(shortest, p)
		}
	}
	return shortest
}

// beginsWith reports whether a folded text begins with a prefix, which may end with someSigns.
func beginsWith(text, prefix string) bool {
	prefix, ended := strings.CutSuffix(prefix, someSigns)
	return strings.HasPrefix(text, prefix) && !(ended && len(text) > len(prefix) && isASCIILetter(text[len(prefix)]))
}

// someSigns stands in a beginning for signs that are not known, or for the text's end.
const someSigns = "\x00"

// A beginning is how a part of an expression may begin, folded.
type beginning struct {
	text  string
	whole bool // it is all that the part matches
}

// beginnings returns how a part of an expression may begin. More of it than so many bytes need not be told. A set that would be too large is the set of
// the empty beginning.
func beginnings(re *syntax.Regexp, most int) []beginning {
	switch re.Op {
	case syntax.OpLiteral:
		return []beginning{{string(appendFold(nil, string(re.Rune))), true}}
	case syntax.OpCapture:
		return beginnings(re.Sub[0], most)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []beginning{{"", true}}
	case syntax.OpEndLine, syntax.OpEndText:
		return []beginning{{someSigns, true}}
	case syntax.OpCharClass:
		return classBeginnings(re.Rune)
	case syntax.OpQuest, syntax.OpStar, syntax.OpPlus:
		all := beginnings(re.Sub[0], most)
		if re.Op != syntax.OpQuest && !onlySigns(all) {
			for i := range all {
				all[i].whole = all[i].whole && all[i].text == "" // more may follow
			}
		}
		if re.Op != syntax.OpPlus {
			all = distinct(append(all, beginning{"", true}))
		}
		return all
	case syntax.OpAlternate:
		var all []beginning
		for _, sub := range re.Sub {
			all = append(all, beginnings(sub, most)...)
		}
		return distinct(all)
	case syntax.OpConcat:
		all := []beginning{{"", true}}
		for _, sub := range re.Sub {
			known := shortestWhole(all)
			if known < 0 {
				break
			}
			all = follow(all, beginnings(sub, max(most-known, 0)), most)
		}
		return all
	}
	return []beginning{{"", false}}
}

// distinct returns a set of beginnings without those that are there twice; where only one of two is whole, it is not.
func distinct(set []beginning) []beginning {
	slices.SortFunc(set, func(a, b beginning) int {
		switch order := strings.Compare(a.text, b.text); {
		case order != 0 || a.whole == b.whole:
			return order
		case a.whole:
			return 1
		}
		return -1
	})
	set = slices.CompactFunc(set, func(a, b beginning) bool { return a.text == b.text })
	if len(set) > maxPrefixes {
		return []beginning{{"", false}}
	}
	return set
}

// follow returns how a text may begin that begins in one way and goes on in another, as far as so many bytes.
func follow(first, then []beginning, most int) []beginning {
	all := make([]beginning, 0, len(first)*len(then))
	for _, p := range first {
		if !p.whole {
			all = append(all, p.cut(most))
			continue
		}
		for _, q := range then {
			all = append(all, beginning{p.text + q.text, q.whole}.cut(most))
		}
	}
	return distinct(all)
}

// cut returns a beginning as far as so many bytes, and no further than signs after its letters; signs before them stand for themselves.
func (b beginning) cut(most int) beginning {
	text := strings.TrimLeft(b.text, someSigns)
	lead := b.text[:min(len(b.text)-len(text), len(someSigns))]
	if n := strings.Index(text, someSigns); n >= 0 {
		text, b.whole = text[:n+len(someSigns)], false
	}
	if len(text) > most {
		text, b.whole = text[:most], false
	}
	if len(lead)+len(text) < len(b.text) {
		b.text = lead + text
	}
	return b
}

// shortestWhole returns the length of the shortest beginning that is whole, so that what comes next matters, signs before it aside; -1 where there is none.
func shortestWhole(set []beginning) int {
	shortest := -1
	for _, b := range set {
		if n := len(strings.TrimLeft(b.text, someSigns)); b.whole && (shortest < 0 || n < shortest) {
			shortest = n
		}
	}
	return shortest
}

// onlySigns reports whether all of the beginnings are whole, and have no letters.
func onlySigns(set []beginning) bool {
	return !slices.ContainsFunc(set, func(b beginning) bool { return !b.whole || strings.ContainsFunc(b.text, unicode.IsLetter) })
}

// classBeginnings reads a class's ranges.
func classBeginnings(ranges []rune) []beginning {
	if signs(ranges) {
		return []beginning{{someSigns, true}}
	}
	exact := deriveClass(ranges)
	if exact == nil {
		return []beginning{{"", false}}
	}
	set := make([]beginning, len(exact))
	for i, s := range exact {
		set[i] = beginning{s, true}
	}
	return set
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
