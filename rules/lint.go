package rules

import (
	"fmt"
	"maps"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/rules/internal/lookup"
)

// Lint returns what is doubtful in packs although Load reads them: rules without examples, rules that find nothing because others come first,
// expressions that match too much, cost too much or forget that there are other scripts, ids that no rule has. Beside are the other packs that are in use.
//
// The problems are in the order of the packs, and in each in the order in which they stand in its file. What a pack's examples say is Check's to tell.
func Lint(packs, beside []*Pack) []*Problem {
	all := slices.Concat(beside, packs)
	l := &linter{packs: all, packOf: make(map[*Rule]*Pack), found: make(map[*Pack][]*Problem)}
	for _, p := range all {
		for i := range p.Rules {
			l.packOf[&p.Rules[i]] = p
		}
	}
	for _, p := range packs {
		l.found[p] = slices.Clone(p.Warnings)
		l.disables(p)
		for i := range p.Rules {
			r := &p.Rules[i]
			l.found[p] = append(l.found[p], r.withoutExamples()...)
			l.costs(r)
			l.looseness(r)
			l.scripts(r)
			l.shadow(r)
		}
	}
	l.replaced(packs)
	l.labels()
	l.bodies()
	var problems []*Problem
	for _, p := range packs {
		problems = append(problems, sorted(l.found[p])...)
	}
	return problems
}

// A linter gathers what is doubtful in packs.
type linter struct {
	packs  []*Pack // all that are in use
	packOf map[*Rule]*Pack
	sets   sets
	found  map[*Pack][]*Problem // by the pack that it is found in; packs that are not asked about are not in it
}

// doubt notes a problem, if the rule is of a pack that is asked about.
func (l *linter) doubt(r *Rule, wrong, right string) {
	p := l.packOf[r]
	if found, asked := l.found[p]; asked {
		l.found[p] = append(found, r.problem(wrong, right))
	}
}

// disables looks for ids that a pack switches off and that no rule and no site has.
func (l *linter) disables(p *Pack) {
	isSite := func(id string) bool {
		return slices.ContainsFunc(l.packs, func(p *Pack) bool {
			return slices.ContainsFunc(p.Sites, func(s Site) bool { return s.ID == id })
		})
	}
	for _, id := range p.Disable {
		if _, err := Find(l.packs, id); err != nil && !isSite(id) {
			l.found[p] = append(l.found[p], &Problem{File: p.File, Line: p.disableLine, Column: p.disableColumn,
				Wrong: "disable: " + err.Error(), Right: "leave it out if the rule is gone"})
		}
	}
}

// withoutExamples tells which of the examples that each rule should have the rule has not.
func (r *Rule) withoutExamples() (problems []*Problem) {
	if !r.Action.keeps() && len(r.Strips) == 0 {
		problems = append(problems, r.problem("no example of what it strips", "add strips: and a line that goes"))
	}
	if len(r.Keeps) == 0 {
		problems = append(problems, r.problem("no example of what it keeps", "add keeps: and body text that looks like what the rule strips, and stays"))
	}
	return problems
}

// maxUnindexed is how many characters a block may have on which expressions are tried that cannot be looked up.
const maxUnindexed = 200

// costs looks for expressions that would be tried on every block.
func (l *linter) costs(r *Rule) {
	if keysOf(r.match) != nil || bounded(r.match) || has[hostSet](r.match) || has[shape](r.match) {
		return
	}
	eachPattern(r.match, func(p *lookup.Expression) {
		if !p.Indexed() {
			l.doubt(r, fmt.Sprintf("expression %s is tried on every block: nothing in it can be looked up", spelled(p.String())),
				fmt.Sprintf("begin it with ^ and a word, give it a word that must be there, or add chars: ..%d", maxUnindexed))
		}
	})
}

// bounded reports whether a match asks for so few characters that trying an expression costs little.
func bounded(c conjunction) bool {
	return slices.ContainsFunc(c, func(x condition) bool {
		n, ok := x.(charCount)
		return ok && n.hi >= 0 && n.hi <= maxUnindexed
	})
}

// has reports whether a match has a condition of a type, not counting those that stand deeper in it.
func has[T condition](c conjunction) bool {
	return slices.ContainsFunc(c, func(x condition) bool { _, ok := x.(T); return ok })
}

// minLoose is how many characters an expression must ask for if it may match anywhere in a block of any length.
const minLoose = 8

// looseness looks for short expressions that may match in the middle of any paragraph.
func (l *linter) looseness(r *Rule) {
	x := r.match.expression()
	if x == nil || r.Action == StripPart || r.Action.keeps() || len(r.match) > 1 {
		return
	}
	for _, p := range x.patterns {
		tree, err := syntax.Parse(p.String(), syntax.Perl|syntax.FoldCase)
		if err != nil || anchored(tree) {
			continue
		}
		if n := shortestMatch(tree); n < minLoose {
			l.doubt(r, fmt.Sprintf("expression %s may match %d characters anywhere in a paragraph", spelled(p.String()), n), "anchor it with ^ or $, or bound the block with words")
		}
	}
}

// anchored reports whether an expression matches only where a text begins or ends.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return true
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		return slices.ContainsFunc(re.Sub, anchored)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub) })
	}
	return false
}

// shortestMatch returns the least number of characters that an expression matches.
func shortestMatch(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpCapture, syntax.OpPlus:
		return shortestMatch(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * shortestMatch(re.Sub[0])
	case syntax.OpConcat:
		n := 0
		for _, sub := range re.Sub {
			n += shortestMatch(sub)
		}
		return n
	case syntax.OpAlternate:
		n := shortestMatch(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, shortestMatch(sub))
		}
		return n
	}
	return 0
}

// scripts looks for classes of ASCII in expressions that other scripts' letters run through: RE2's \W takes them for signs, its \w does not know them.
func (l *linter) scripts(r *Rule) {
	language := l.packOf[r].Language
	foreign := language != "" && language != "en"
	eachPattern(r.match, func(p *lookup.Expression) {
		signs, letters := asciiClasses(p.String())
		if signs {
			l.doubt(r, fmt.Sprintf(`in expression %s \W takes every letter beyond ASCII`, spelled(p.String())), `write [^\p{L}\p{N}]`)
		}
		if letters && foreign {
			l.doubt(r, fmt.Sprintf(`in expression %s \w goes on with a word, but ends before a letter beyond ASCII`, spelled(p.String())), `write \p{L}`)
		}
	})
}

// asciiClasses reports whether an expression has \W, alone or in a class, and whether \w comes next to a letter in it.
func asciiClasses(text string) (signs, letters bool) {
	afterLetter := false
	for part := range lookup.Tokens(text) {
		switch {
		case part[0] == '[':
			signs = signs || strings.Contains(strings.ReplaceAll(part, `\\`, ""), `\W`)
		case part == `\W`:
			signs = true
		case part == `\w`:
			letters = letters || afterLetter
		}
		last, _ := utf8.DecodeLastRuneInString(part)
		afterLetter = part[0] != '\\' && unicode.IsLetter(last)
	}
	return signs, letters
}

// shadow looks for examples of what a rule strips that stay because a rule of another pack keeps them, and for a rule that does nothing in any of its
// examples because rules of other packs come first.
func (l *linter) shadow(r *Rule) {
	set := l.sets.at(r.Level, l.packs)
	if len(r.Strips) == 0 || !set.has(r) {
		return
	}
	var others []string
	reached := false
	for n, text := range r.Strips {
		e := readExample(text, true)
		page := r.examplePage(l.packOf[r], e)
		result := set.apply(e.blocks, page, nil, true)
		if len(result.Removals) == 0 {
			reached = true // nobody comes first

			// Where nobody keeps it, the rule fails its own example, which is Check's to tell.
			if keepers := set.keptBy(e.blocks, page); keepers != "" {
				l.doubt(r, fmt.Sprintf("strips example %d stays when all packs are on: kept by %s", n+1, keepers), "make the rule that keeps ask for more, or drop the example")
			}
		}
		for _, x := range result.Removals {
			other := set.rule(x.Rule)
			reached = reached || other == r || !l.together(other, r)
			if !slices.Contains(others, x.Rule) {
				others = append(others, x.Rule)
			}
		}
	}
	if !reached {
		l.doubt(r, "other rules take all of its examples before it: "+strings.Join(others, ", "), "drop the rule, or give it an example that they leave to it")
	}
}

// keptBy says which rules that keep hold for blocks; "" where none does.
func (s *Set) keptBy(blocks []Block, page Page) string {
	d := newDocument(s, blocks, page)
	var ids []string
	for _, r := range s.rules {
		for i := range blocks {
			if r.Action.keeps() && r.match.holds(d, i) && !slices.Contains(ids, r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	return strings.Join(ids, ", ")
}

// together reports whether rules may be expected not to overlap: packs for two languages may, each is whole without the other.
func (l *linter) together(a, b *Rule) bool {
	x, y := l.packOf[a].Language, l.packOf[b].Language
	return x == "" || y == "" || x == y
}

// replaced looks for rules whose place another one takes.
func (l *linter) replaced(packs []*Pack) {
	last := make(map[string]*Rule)
	for _, p := range slices.Backward(packs) {
		for i := range p.Rules {
			r := &p.Rules[i]
			if by := last[r.ID]; by != nil {
				l.doubt(r, fmt.Sprintf("a rule of the same id takes its place: that in %s, line %d", by.File, by.Line), "give one of them another id")
				continue
			}
			last[r.ID] = r
		}
	}
}

// labels looks for phrases that a rule before takes whatever else holds.
func (l *linter) labels() {
	type taker struct {
		rule  *Rule
		alone bool
	}
	takers := make(map[string][]taker)
	for _, r := range l.sets.at(Aggressive, l.packs).rules {
		if r.Action.keeps() {
			continue
		}
		for _, x := range r.match {
			x, ok := x.(*label)
			if !ok {
				continue
			}
			for _, folded := range slices.Sorted(maps.Keys(x.phrases)) {
				for _, t := range takers[folded] {
					if (!t.alone || x.alone) && t.rule.Level <= r.Level && l.together(t.rule, r.Rule) {
						l.doubt(r.Rule, fmt.Sprintf("label %q: %s comes first and takes every block that bears it", x.phrases[folded], t.rule.ID), "leave it out in one of them")
						break
					}
				}
				if len(r.match) == 1 && r.Action != StripRest {
					takers[folded] = append(takers[folded], taker{r.Rule, x.alone})
				}
			}
		}
	}
}

// bodies looks for rules that strip what other rules' examples say is body text.
func (l *linter) bodies() {
	set := l.sets.at(Aggressive, l.packs)
	type loss struct {
		examples int
		first    string
	}
	losses := make(map[string]loss) // by the rule that is at fault
	for _, p := range l.packs {
		for i := range p.Rules {
			r := &p.Rules[i]
			for _, text := range r.Keeps {
				e := readExample(text, false)
				counted := map[string]bool{r.ID: true} // what a rule does to its own examples is Check's to tell
				for _, x := range set.apply(e.blocks, r.examplePage(p, e), nil, true).Removals {
					if counted[x.Rule] {
						continue
					}
					counted[x.Rule] = true
					by := losses[x.Rule]
					if by.examples++; by.examples == 1 {
						by.first = fmt.Sprintf("%q, which %s keeps", x.Text, r.ID)
					}
					losses[x.Rule] = by
				}
			}
		}
	}
	for id, by := range losses {
		l.doubt(set.rule(id), fmt.Sprintf("it strips body text: examples of what other rules keep, %d of them, first %s", by.examples, by.first), "make the rule ask for more")
	}
}

// rule returns the set's rule that has an id; nil where there is none.
func (s *Set) rule(id string) *Rule {
	for _, r := range s.rules {
		if r.ID == id {
			return r.Rule
		}
	}
	return nil
}

// has reports whether a rule works in the set.
func (s *Set) has(r *Rule) bool { return s.rule(r.ID) == r }
