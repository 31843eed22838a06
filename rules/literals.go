package rules

import (
	"regexp/syntax"
)

// maxExact bounds how many strings an expression may stand for before its literals are taken piece by piece.
const maxExact = 24

// literalsOf returns folded strings of which every text that the expression matches holds at least one.
// It returns nil where there are none, or where one of them would be shorter than a gram.
//
// The derivation is the one of Russ Cox, "Regular Expression Matching with a Trigram Index" (2012): exact sets of strings grow
// through concatenation and alternation until they get too large; what must be there is the best set seen on the way.
func literalsOf(re *syntax.Regexp) []string {
	l := derive(re)
	return l.settle().need
}

// literals is what is known of the strings that a part of an expression matches.
type literals struct {
	exact []string // all of them, folded; nil where they are too many
	need  []string // each match holds one of these; nil where nothing is known
}

// settle gives up the exact set for the need that follows from it.
func (l literals) settle() literals {
	if l.exact == nil {
		return l
	}
	return literals{need: better(l.need, l.exact)}
}

// better returns the set whose shortest string is longer: it is met by fewer texts.
func better(a, b []string) []string {
	if shortest(b) > shortest(a) {
		return b
	}
	if shortest(a) < gramLen {
		return nil
	}
	return a
}

// shortest returns the length of the set's shortest string, 0 for an empty set, and less than gramLen for one that is of no use.
func shortest(set []string) int {
	if len(set) == 0 {
		return 0
	}
	n := len(set[0])
	for _, s := range set {
		n = min(n, len(s))
	}
	if n < gramLen {
		return 0
	}
	return n
}

func derive(re *syntax.Regexp) literals {
	switch re.Op {
	case syntax.OpLiteral:
		return literals{exact: []string{string(appendFold(nil, string(re.Rune)))}}
	case syntax.OpCharClass:
		return deriveClass(re.Rune)
	case syntax.OpCapture:
		return derive(re.Sub[0])
	case syntax.OpConcat:
		return deriveConcat(re.Sub)
	case syntax.OpAlternate:
		return deriveAlternate(re.Sub)
	case syntax.OpQuest:
		if sub := derive(re.Sub[0]); sub.exact != nil {
			return literals{exact: append(sub.exact, "")}
		}
	case syntax.OpPlus:
		return derive(re.Sub[0]).settle()
	case syntax.OpRepeat:
		if re.Min > 0 {
			return derive(re.Sub[0]).settle()
		}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return literals{exact: []string{""}}
	}
	return literals{}
}

// deriveClass reads a class's ranges, each a pair of its first and its last rune.
func deriveClass(ranges []rune) literals {
	set := map[string]bool{}
	var exact []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > 8 {
			return literals{}
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if s := string(appendFold(nil, string(r))); !set[s] {
				set[s] = true
				exact = append(exact, s)
			}
		}
	}
	if len(exact) > 8 {
		return literals{}
	}
	return literals{exact: exact}
}

func deriveConcat(subs []*syntax.Regexp) literals {
	sum := literals{exact: []string{""}}
	var need []string
	for _, sub := range subs {
		next := derive(sub)
		need = better(need, next.need)
		if next.exact != nil && sum.exact != nil && len(sum.exact)*len(next.exact) <= maxExact {
			sum.exact = product(sum.exact, next.exact)
			continue
		}
		need = better(need, sum.exact)
		if next.exact == nil {
			next.exact = []string{""}
		}
		sum.exact = next.exact
		sum.need = []string{} // no longer exact as a whole
	}
	if sum.need == nil {
		return literals{exact: sum.exact, need: need}
	}
	return literals{need: better(need, sum.exact)}
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

func deriveAlternate(subs []*syntax.Regexp) literals {
	exact, all := []string{}, []string{}
	for _, sub := range subs {
		l := derive(sub)
		if exact != nil && l.exact != nil && len(exact)+len(l.exact) <= maxExact {
			exact = append(exact, l.exact...)
		} else {
			exact = nil
		}
		need := l.settle().need
		if need == nil {
			all = nil
		}
		if all != nil {
			all = append(all, need...)
		}
	}
	return literals{exact: exact, need: all}
}
