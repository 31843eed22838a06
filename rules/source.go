package rules

import (
	"slices"
	"strings"
)

// Source returns the rule's entry as its pack spells it, from its dash on, less the indentation that all of its lines share; "" for a rule that was not loaded.
func (r *Rule) Source() string {
	if r.entry == 0 {
		return ""
	}
	lines := strings.Split(r.data, "\n")[r.entry-1:]
	indent := indentation(lines[0])
	end := 1
	for ; end < len(lines); end++ {
		if strings.TrimSpace(lines[end]) != "" && indentation(lines[end]) <= indent {
			break
		}
	}
	entry := slices.Clone(lines[:end])
	for i, line := range entry {
		entry[i] = strings.TrimRight(line[min(indent, indentation(line)):], "\r")
	}
	return strings.TrimRight(strings.Join(entry, "\n"), " \n")
}

// indentation returns how many blanks a line begins with.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
