package metadata

import (
	"strings"
	"unicode"
)

// fold reduces a text to what two writings of a name have in common: its letters and digits in lower case, its words parted by single spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '\u00ad':
		default:
			gap = true
		}
	}
	return b.String()
}

// squeeze reduces a text to its letters and digits in lower case, as host names write names.
func squeeze(s string) string { return strings.ReplaceAll(fold(s), " ", "") }
