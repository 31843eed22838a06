package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fatih/color"
	"winnow/cleaner"
)

// explain returns the article as text with what was stripped shown in its place: between ~~ and ~~, followed by the rule's id and category.
// What was a part of a block stands under that block. A summary closes it.
func explain(doc *cleaner.Document, colors bool) string {
	stripped, why, summary := paint(colors, color.FgRed, color.CrossedOut), paint(colors, color.Faint), paint(colors, color.Bold)
	var out strings.Builder
	show := func(r cleaner.Removal) {
		reason := r.Rule + ", " + r.Category
		if r.Match != "" {
			reason += fmt.Sprintf(", matched %q", r.Match)
		}
		lines := strings.Split(r.Text, "\n")
		for i, line := range lines {
			lines[i] = stripped("~~" + line + "~~")
		}
		fmt.Fprintf(&out, "%s %s\n\n", strings.Join(lines, "\n"), why("["+reason+"]"))
	}
	rest := doc.Removals
	for i, block := range doc.Blocks {
		for len(rest) > 0 && rest[0].Before <= i && !rest[0].Part {
			show(rest[0])
			rest = rest[1:]
		}
		one := cleaner.Document{Blocks: []cleaner.Block{block}}
		fmt.Fprintf(&out, "%s\n\n", strings.TrimRight(one.Text(), "\n"))
		for len(rest) > 0 && rest[0].Before <= i && rest[0].Part {
			show(rest[0])
			rest = rest[1:]
		}
	}
	for _, r := range rest {
		show(r)
	}
	for _, warning := range doc.Warnings {
		fmt.Fprintln(&out, summary("warning: "+warning))
	}
	fmt.Fprintln(&out, summary(count(doc.Removals)))
	return out.String()
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
		counts = append(counts, fmt.Sprintf("%d %s", categories[category], category))
	}
	return "stripped: " + strings.Join(counts, ", ")
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
