package rules

import "testing"

func TestBuiltinExamples(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if err := p.Check(packs...); err != nil {
			t.Errorf("%s:\n%v", p.Name, err)
		}
	}
}
