package rules

import (
	"slices"
	"strings"
)

// Source returns the rule's entry as its pack spells it, from its dash on, less the indentation that all of its lines share; "" for a rule that was not loaded.
func (r *Rule) Source() string { return r.entry.source() }

// Source returns the site's entry, as a rule's Source does.
func (s *Site) Source() string { return s.entry.source() }

// lineEnds are those that YAML knows, as the one that entries are made of.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// An entry is a place in a pack: the file's text, and the line in which an item of a list begins.
type entry struct {
	file string // its lines end with \n
	line int    // from 1; 0 for what stands in no file
}

func (e entry) source() string {
	lines := strings.Split(e.file, "\n")
	if e.line == 0 || e.line > len(lines) {
		return ""
	}
	lines = lines[e.line-1:]
	indent := indentation(lines[0])
	end := 1
	for ; end < len(lines); end++ {
		if strings.TrimSpace(lines[end]) != "" && indentation(lines[end]) <= indent {
			break
		}
	}
	own := slices.Clone(lines[:end])
	for i, line := range own {
		own[i] = line[min(indent, indentation(line)):]
	}
	return strings.TrimRight(strings.Join(own, "\n"), " \n")
}

// indentation returns how many blanks a line begins with.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
