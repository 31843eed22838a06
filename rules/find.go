package rules

import (
	"fmt"
	"slices"
	"strings"
)

// Find returns the rule that has an id; where several packs have one, that of the last, which takes the others' place.
// The error names ids that are near.
func Find(packs []*Pack, id string) (*Rule, error) {
	var known []string
	for _, p := range slices.Backward(packs) {
		for i := range p.Rules {
			if p.Rules[i].ID == id {
				return &p.Rules[i], nil
			}
			if !slices.Contains(known, p.Rules[i].ID) {
				known = append(known, p.Rules[i].ID)
			}
		}
	}
	return nil, noRule(id, known)
}

// noRule returns the error for an id that no rule has.
func noRule(id string, known []string) error {
	return fmt.Errorf("no rule has the id %q; %s", id, nearest(id, known))
}

// nearest says which ids were perhaps meant: those that end in the id or begin with it, or else the one that is spelt most like it, with or without its pack's name.
func nearest(id string, known []string) string {
	const most = 5 // so many are named
	var fitting []string
	best, distance := "", min(5, (len(id)+5)/3)
	for _, k := range known {
		if strings.HasSuffix(k, "/"+id) || strings.Contains(id, "/") && strings.HasPrefix(k, id) {
			fitting = append(fitting, fmt.Sprintf("%q", k))
		}
		_, name, _ := strings.Cut(k, "/")
		if n := min(editDistance(id, k), editDistance(id, name)); n < distance {
			best, distance = k, n
		}
	}
	const slip = 2 // edits; so few are a slip of the keys in a whole id
	switch {
	case distance <= slip && strings.Contains(id, "/"):
		return fmt.Sprintf("did you mean %q?", best)
	case len(fitting) > most:
		return fmt.Sprintf("did you mean %s or another of %d?", strings.Join(fitting[:most], ", "), len(fitting))
	case len(fitting) > 0:
		return fmt.Sprintf("did you mean %s?", strings.Join(fitting, " or "))
	case best != "":
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "winnow rules list names all of them"
}
