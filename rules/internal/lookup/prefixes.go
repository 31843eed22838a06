package lookup

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"winnow/rules/internal/words"
)

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
		return []beginning{{string(words.AppendFold(nil, string(re.Rune))), true}}
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
