package rules

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// parseCSS reads a CSS selector, or several with commas between them.
func parseCSS(text string) (cascadia.SelectorGroup, error) {
	group, err := cascadia.ParseGroup(text)
	for i, one := range group {
		if strings.Count(one.String(), within) < 2 {
			continue // its own matcher is quick
		}
		if parts := descents(one); len(parts) > 2 {
			group[i] = descent{one, parts}
		}
	}
	return group, err
}

// A descent is a selector of elements within elements within elements, such as ".story div p". Its own matcher would try all ways to choose these among
// the elements around one: in a page of many, without end. To take the nearest each time finds a way if there is one.
type descent struct {
	cascadia.Sel
	parts []descentPart
}

// A descentPart is a selector between two blanks.
type descentPart struct {
	cascadia.Sel
	levels int // between the element that it selects and the topmost one that it speaks of: one for each >
}

// Match reports whether the selector selects an element.
func (d descent) Match(n *html.Node) bool {
	last := len(d.parts) - 1
	if !d.parts[last].Match(n) {
		return false
	}
	for i := last; i > 0; i-- {
		for range d.parts[i].levels {
			n = n.Parent
		}
		for n = n.Parent; n != nil && !d.parts[i-1].Match(n); {
			n = n.Parent
		}
		if n == nil {
			return false
		}
	}
	return true
}

// within is how cascadia writes the blank that means "within": with no other sign between two blanks.
const within = "   "

// descents parts a selector at the blanks that mean "within"; nil where that cannot be done.
func descents(one cascadia.Sel) []descentPart {
	text := one.String()
	var parts []descentPart
	from, levels, depth := 0, 0, 0
	var quote byte
	add := func(to int) bool {
		sel, err := cascadia.Parse(text[from:to])
		parts = append(parts, descentPart{sel, levels})
		return err == nil
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth > 0:
		case strings.HasPrefix(text[i:], " > "):
			levels++
		case strings.HasPrefix(text[i:], within):
			if !add(i) {
				return nil
			}
			from, levels = i+len(within), 0
			i = from - 1
		}
	}
	if !add(len(text)) {
		return nil
	}
	return parts
}
