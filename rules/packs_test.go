package rules

import "testing"

func TestBuiltinExamples(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(packs, nil); err != nil {
		t.Error(err)
	}
}
