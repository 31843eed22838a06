package rules

import "testing"

func TestLabelsAreDecoratedCodeIsNot(t *testing.T) {
	tests := []struct {
		text  string
		label bool
	}{
		{"Close", true},
		{"» Close", true},
		{"[Close]", true},
		{"— CLOSE —", true},
		{"-- CLOSE --", true},
		{"--Close--", true},
		{"-close-", true},
		{"<< Close", true},
		{"<Close", true},
		{"=> Close", true},
		{"== Close ==", true},
		{"==Close==", true},
		{"_Close_", true},
		{"**Close**", true},
		{"#close", true},
		{"“Close”", true},
		{"Close $", true},
		{"Close: How to call close()", true},
		{"close()", false},
		{"--close", false},
		{"-close", false},
		{"$close", false},
		{"{{ close }}", false},
		{`\close`, false},
		{"<close>", false},
		{"__close__", false},
		{"close=''", false},
		{"'close'", false},
		{"`close`", false},
	}
	s := load(t, `
  - {id: t/a, category: ui, about: A way out., match: {label: close}, strip: block, strips: Close, keeps: Near}
`)
	for _, tt := range tests {
		if got := len(s.Apply([]Block{{Text: tt.text}, {Text: "The divers come on Friday."}}, Page{}).Removals) > 0; got != tt.label {
			t.Errorf("%q bears the label: %v, want %v", tt.text, got, tt.label)
		}
	}
	marked := Block{Text: "close: the file", Spans: []Span{{Kind: CodeSpan, Start: 0, End: 5}}}
	if got := s.Apply([]Block{marked}, Page{}).Removals; len(got) > 0 {
		t.Errorf("a name marked as code bears the label: %v", got)
	}
	after := Block{Text: "Close: The file", Spans: []Span{{Kind: CodeSpan, Start: 7, End: 15}}}
	if got := s.Apply([]Block{after, {Text: "The divers come on Friday."}}, Page{}).Removals; len(got) == 0 {
		t.Error("a label before code bears no label")
	}
}
