package rules

import "testing"

func TestSimplified(t *testing.T) {
	for text, want := range map[string]string{
		`^[^\p{L}\p{N}]{0,4}foo`: `^\W{0,4}foo`,
		`^[^\p{L}]*foo\P{L}$`:    `^[\W\d]*foo[\W\d]$`,
		`[\P{L}x]`:               `[\P{L}x]`,
		`[]\P{L}]`:               `[]\P{L}]`,
		`\[^\p{L}]`:              `\[^\p{L}]`,
		`\\P{L}`:                 `\\P{L}`,
		`[[:alpha:]\P{L}]\P{L}`:  `[[:alpha:]\P{L}]\P{L}`,
		`[^\p{L}「]`:              `[^\p{L}「]`,
		`[a\]\P{L}]`:             `[a\]\P{L}]`,
	} {
		if got := simplified(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

func TestExpressionsThatBeginWithDigits(t *testing.T) {
	for _, expression := range []string{`^[^\p{L}]*harbour`, `^\P{L}{0,4}harbour`, `[^\p{L}]harbour post`, `\P{L}harbour post`, `^\P{L}+harbour`} {
		p, err := Load("x.yaml", []byte(head+"  - {id: a/b, category: ad, about: x, match: {expression: '"+expression+"'}, strip: block}\n"))
		if err != nil {
			t.Fatal(err)
		}
		s, err := Compile([]*Pack{p}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"1harbour post", "12) harbour post", "- harbour post"} {
			want := 0
			if p.Rules[0].match.expression().patterns[0].regexp().MatchString(text) {
				want = 1
			}
			if r := s.Apply([]Block{{Text: text}, {Text: "The mole"}}, Page{}); len(r.Removals) != want {
				t.Errorf("%s strips %d of %q, want %d", expression, len(r.Removals), text, want)
			}
		}
	}
}
