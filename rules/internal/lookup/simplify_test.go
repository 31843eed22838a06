package lookup

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSimplified(t *testing.T) {
	for text, want := range map[string]string{
		`^[^\p{L}\p{N}]{0,4}foo`: `^[\W_]{0,4}foo`,
		`^[^\p{L}]*foo\P{L}$`:    `^[\W\d_]*foo[\W\d_]$`,
		`[:：][^\p{L}「]`:          `[:：][\W\d_]`,
		`[\P{L}x]`:               `[\P{L}x]`,
		`[]\P{L}]`:               `[]\P{L}]`,
		`[a\]\P{L}]`:             `[a\]\P{L}]`,
		`\[^\p{N}]`:              `\[^[^\x00-/:-\x7f]]`,
		`\\P{L}`:                 `\\P{L}`,
		`[^\\p{L}]`:              `[^\\p{L}]`,
		`[[:alpha:]\P{L}]\P{L}`:  `[[:alpha:]\P{L}][\W\d_]`,
		`[^\p{L}\p{N}\s]`:        `[^\p{L}\p{N}\s]`,
		`[^\p{L}z-a]`:            `[^\p{L}z-a]`,
		`[^\p{L}`:                `[^\p{L}`,
		`\p{L`:                   `\p{L`,
		`[[:\P{L}]\P{L}`:         `[[:\P{L}][\W\d_]`,
	} {
		if got := simplified(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

// TestSimplifiedMatchesAsMuch asks that a class holds, for the index, what it holds without being made simpler.
func TestSimplifiedMatchesAsMuch(t *testing.T) {
	for _, class := range []string{`\p{L}`, `\p{N}`, `\P{L}`, `[^\p{L}]`, `[^\p{L}\p{N}]`, `[^\p{L}.]`, `[^\p{L}\p{N}「]`} {
		full, simple := regexp.MustCompile(class), regexp.MustCompile(simplified(class))
		for r := rune(0); r < 0x3000; r++ {
			s := string(r)
			if full.MatchString(s) && !simple.MatchString(s) {
				t.Errorf("%s holds %q, %s does not", class, s, simple)
			}
			if r < utf8.RuneSelf && !full.MatchString(s) && simple.MatchString(s) && !strings.Contains(class, s) {
				t.Errorf("%s does not hold %q, %s does", class, s, simple)
			}
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string][]string{
		`^read[ -]more\W*$`:      {`^read`, `[ -]`, `more`, `\W`, `*$`},
		`[^\p{L}[:alpha:]]\p{N}`: {`[^\p{L}[:alpha:]]`, `\p{N}`},
		`[]a]\[b`:                {`[]a]`, `\[`, `b`},
		`\`:                      {`\`},
		``:                       nil,
	} {
		if got := slices.Collect(Tokens(text)); !slices.Equal(got, want) {
			t.Errorf("%s has the tokens %q, want %q", text, got, want)
		}
	}
}
