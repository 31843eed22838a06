package rules

import "testing"

func TestNamesOfWhatThereIsNot(t *testing.T) {
	for got, want := range map[string]string{
		Level(9).String(): "Level(9)", Level(0).String(): "standard", Aggressive.String(): "aggressive",
		Action(0).String(): "Action(0)", Action(9).String(): "Action(9)", KeepSection.String(): "keep: section",
		Kind(99).String(): "Kind(99)", Caption.String(): "caption",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
