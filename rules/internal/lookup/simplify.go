package lookup

import (
	"iter"
	"regexp/syntax"
	"strings"
)

// simplified returns an expression that the index cannot tell from another one, but that is parsed much faster: Unicode's classes have hundreds of ranges.
// Beyond ASCII its classes hold more than the other's, as the index tells little apart there. What is wrong in an expression is wrong in the simplified one.
func simplified(text string) string {
	if !strings.Contains(text, `{L}`) && !strings.Contains(text, `{N}`) || strings.Contains(text, `\Q`) {
		return text
	}
	var out strings.Builder
	for token := range Tokens(text) {
		out.WriteString(simplerClass(token))
	}
	return out.String()
}

// Tokens yields an expression's text in pieces: classes, escaped signs, and what stands between them.
func Tokens(expression string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := expression; rest != ""; {
			n := tokenLen(rest)
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// tokenLen returns the length of the class or of the escaped sign that an expression begins with, or else of what stands before the next one.
func tokenLen(text string) int {
	switch {
	case text[0] == '[':
		for i := 1; i < len(text); i++ {
			switch first := i == 1 || i == 2 && text[1] == '^'; {
			case text[i] == '\\':
				i++
			case strings.HasPrefix(text[i:], `[:`):
				if n := strings.Index(text[i+2:], `:]`); n >= 0 { // a class within the class
					i += n + 3
				}
			case text[i] == ']' && !first:
				return i + 1
			}
		}
		return len(text)
	case strings.HasPrefix(text, `\p{`), strings.HasPrefix(text, `\P{`):
		return strings.IndexByte(text+"}", '}') + 1
	case text[0] == '\\':
		return min(2, len(text))
	}
	if n := strings.IndexAny(text, `[\`); n > 0 {
		return n
	}
	return len(text)
}

// simplerClass returns the class that stands for another one in simplified; what is none of those that it knows as it is.
func simplerClass(class string) string {
	const (
		noLetter        = `[\W\d_]`
		noLetterOrDigit = `[\W_]`
	)
	switch class {
	case `\p{L}`:
		return `[^\x00-@\[-` + "`" + `{-\x7f]`
	case `\p{N}`:
		return `[^\x00-/:-\x7f]`
	case `\P{L}`, `[^\p{L}]`:
		return noLetter
	}
	others, negated := strings.CutPrefix(class, `[^\p{L}`)
	others, digits := strings.CutPrefix(others, `\p{N}`)
	others, closed := strings.CutSuffix(others, `]`)
	switch {
	case !negated || !closed || strings.ContainsAny(others, `\-[]`):
		return class
	case digits:
		return noLetterOrDigit
	}
	return noLetter
}

// coarse changes an expression into one that matches more, and that the index can tell little from it: of what repeats more often than three times, or is a
// character of a class that repeats, the numbers are forgotten. Simplify would write such parts out, once for each time.
func coarse(re *syntax.Regexp) *syntax.Regexp {
	for _, sub := range re.Sub {
		coarse(sub)
	}
	if re.Op != syntax.OpRepeat {
		return re
	}
	const most = 3
	switch {
	case re.Min <= most && 0 <= re.Max && re.Max <= most && re.Sub[0].Op != syntax.OpCharClass:
	case re.Min > 0:
		re.Op = syntax.OpPlus
	default:
		re.Op = syntax.OpStar
	}
	return re
}
