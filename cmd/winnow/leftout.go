package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A leftOut is what is not read of a directory.
type leftOut struct {
	dir    string
	want   string         // what was looked for
	kinds  map[string]int // files that are none, by extension
	hidden int            // files and directories
}

// String lists how many files of which kinds there are, the most frequent kinds first; "" where nothing was left out.
func (l leftOut) String() string {
	const most = 6 // kinds that are named
	kinds := slices.SortedFunc(maps.Keys(l.kinds), func(a, b string) int {
		return cmp.Or(l.kinds[b]-l.kinds[a], strings.Compare(a, b))
	})
	var list []string
	others := 0
	for i, kind := range kinds {
		if i >= most {
			others += l.kinds[kind]
			continue
		}
		list = append(list, fmt.Sprintf("%d %s", l.kinds[kind], cmp.Or(oneLine(kind), "without extension")))
	}
	if others > 0 {
		list = append(list, fmt.Sprintf("%d of other kinds", others))
	}
	var reasons []string
	if list != nil {
		reasons = append(reasons, fmt.Sprintf("%s (no %s)", strings.Join(list, ", "), l.want))
	}
	if l.hidden > 0 {
		reasons = append(reasons, fmt.Sprintf("%d hidden", l.hidden))
	}
	return strings.Join(reasons, ", ")
}
