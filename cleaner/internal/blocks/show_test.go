package blocks_test

import (
	"fmt"
	"strings"

	"winnow/rules"
)

// show writes blocks for tests to compare: a line each, with kind and what else it has, and spans as tags in the text.
func show(all []rules.Block) string {
	var out strings.Builder
	for _, b := range all {
		out.WriteString(b.Kind.String())
		for _, f := range []struct {
			name  string
			value int
		}{{"level", b.Level}, {"list", b.List}, {"number", b.Number}, {"quote", b.Quote}} {
			if f.value != 0 {
				fmt.Fprintf(&out, " %s=%d", f.name, f.value)
			}
		}
		if b.Language != "" {
			out.WriteString(" " + b.Language)
		}
		if b.Kind == rules.Image {
			fmt.Fprintf(&out, ": %s %q\n", b.Src, b.Alt)
			continue
		}
		fmt.Fprintf(&out, ": %s\n", strings.NewReplacer("\t", " | ", "\n", "⏎").Replace(withTags(b)))
	}
	return strings.TrimSuffix(out.String(), "\n")
}

var tagNames = map[rules.SpanKind]string{
	rules.LinkSpan: "a", rules.StrongSpan: "b", rules.EmphasisSpan: "i", rules.CodeSpan: "code", rules.SubSpan: "sub", rules.SupSpan: "sup", rules.BreakSpan: "br",
}

func withTags(b rules.Block) string {
	begin, end := make(map[int]string), make(map[int]string)
	for _, s := range b.Spans {
		begin[s.Start] += "<" + strings.TrimSpace(tagNames[s.Kind]+" "+s.URL) + ">"
		if s.Kind != rules.BreakSpan {
			end[s.End] = "</" + tagNames[s.Kind] + ">" + end[s.End]
		}
	}
	var out strings.Builder
	for i := 0; i <= len(b.Text); i++ {
		out.WriteString(end[i] + begin[i])
		if i < len(b.Text) {
			out.WriteByte(b.Text[i])
		}
	}
	return out.String()
}
