package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/fatih/color"
	"winnow/cleaner"
)

// colors paint what is said about documents, or leave it as it is.
type colors struct {
	stripped, faint, title func(...any) string
}

// takesColors tells whether what is written shows in colours: on a terminal, unless the user wants none (no-color.org).
func takesColors(stdout io.Writer) bool { return isTerminal(stdout) && os.Getenv("NO_COLOR") == "" }

func newColors(on bool) colors {
	return colors{paint(on, color.FgRed, color.CrossedOut), paint(on, color.Faint), paint(on, color.Bold)}
}

// removal returns what was stripped between ~~ and ~~, and after it the rule's id, its pack where the id does not begin with it, its category, and what in it matched.
func (c colors) removal(r cleaner.Removal) string {
	reason := r.Rule
	if r.Pack != "" && !strings.HasPrefix(r.Rule, r.Pack+"/") {
		reason += " in pack " + r.Pack
	}
	reason += ", " + r.Category
	if r.Match != "" {
		reason += ", matched " + r.Match
	}
	lines := strings.Split(r.Text, "\n")
	for i, line := range lines {
		lines[i] = c.stripped("~~" + line + "~~")
	}
	return strings.Join(lines, "\n") + " " + c.faint("["+reason+"]")
}

// explain returns the article as text with what was stripped shown in its place, and why.
// What was a part of a block stands under that block. A summary follows it, and, for a page, why each of its blocks is in or out of the article.
func explain(doc *cleaner.Document, c colors) string {
	var out strings.Builder
	show := func(r cleaner.Removal) { fmt.Fprintf(&out, "%s\n\n", c.removal(r)) }
	rest := doc.Removals
	for i, block := range doc.Blocks {
		for len(rest) > 0 && rest[0].Before <= i && !rest[0].Part {
			show(rest[0])
			rest = rest[1:]
		}
		if block.Text == "" { // an image
			fmt.Fprintf(&out, "%s\n\n", c.faint(beginning(block)))
		} else {
			one := cleaner.Document{Blocks: []cleaner.Block{block}}
			fmt.Fprintf(&out, "%s\n\n", strings.TrimRight(one.Text(), "\n"))
		}
		for len(rest) > 0 && rest[0].Before <= i && rest[0].Part {
			show(rest[0])
			rest = rest[1:]
		}
	}
	for _, r := range rest {
		show(r)
	}
	for _, warning := range doc.Warnings {
		fmt.Fprintln(&out, c.title("warning: "+warning))
	}
	fmt.Fprintln(&out, c.title(count(doc.Removals)))
	if len(doc.Decisions) > 0 {
		taken := fmt.Sprintf("which was taken for a page of type %s with confidence %.2f", doc.PageType, doc.Confidence)
		if doc.Extractor == cleaner.BySite {
			taken = "as the site's rule says, and what the extractor makes of them"
		}
		fmt.Fprintf(&out, "\n%s\n", c.title("the page's blocks, in or out of the article, "+taken+":"))
	}
	for _, d := range doc.Decisions {
		in := "out"
		if d.Kept {
			in = "in "
		}
		fmt.Fprintf(&out, "%s %.2f %s %s\n", in, d.Probability, beginning(d.Block), c.faint("["+reasons(d.Reasons)+"]"))
	}
	return out.String()
}

// beginning returns as much of a block's text as fits on a line beside its reasons.
func beginning(b cleaner.Block) string {
	const most = 60 // characters
	text := []rune(strings.Join(strings.Fields(b.Text), " "))
	if len(text) == 0 {
		return b.Kind.String() + " " + b.Src
	}
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	return string(text)
}

// reasons lists what spoke for and against a block, each with the value that it had and its weight.
func reasons(reasons []cleaner.Reason) string {
	var list []string
	for _, r := range reasons {
		list = append(list, fmt.Sprintf("%s = %.4g: %+.2f", r.Feature, r.Value, r.Weight))
	}
	return strings.Join(list, "; ")
}

// count says how many pieces were stripped, and of which categories.
func count(removals []cleaner.Removal) string {
	categories := map[string]int{}
	for _, r := range removals {
		categories[r.Category]++
	}
	if len(categories) == 0 {
		return "nothing was stripped"
	}
	var counts []string
	for _, category := range slices.Sorted(maps.Keys(categories)) {
		counts = append(counts, fmt.Sprintf("%s %d", category, categories[category]))
	}
	were := "were"
	if len(removals) == 1 {
		were = "was"
	}
	return fmt.Sprintf("%s %s stripped: %s", counted(len(removals), "piece"), were, strings.Join(counts, ", "))
}

// paint returns a function that colours text, or leaves it as it is.
func paint(colors bool, attributes ...color.Attribute) func(...any) string {
	c := color.New(attributes...)
	if colors {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c.SprintFunc()
}
