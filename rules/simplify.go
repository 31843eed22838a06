package rules

import (
	"regexp"
	"strings"
)

var (
	// classes finds what is escaped in an expression, and its classes in brackets.
	classes = regexp.MustCompile(`\\[pP]\{\w+\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]`)
	// unusual finds brackets within brackets, and text in which brackets are none.
	unusual = regexp.MustCompile(`\[:\^?\w+:\]|\\Q`)
)

// simplified returns an expression that the index cannot tell from another one, but that is parsed much faster: Unicode's classes have hundreds of ranges.
// Beyond ASCII its classes hold more than the other's, as the index tells little apart there.
func simplified(text string) string {
	if unusual.MatchString(text) {
		return text
	}
	return classes.ReplaceAllStringFunc(text, simplerClass)
}

// simplerClass returns the class that stands for another one in simplified.
func simplerClass(class string) string {
	const (
		noLetter        = `[\W\d_]`
		noLetterOrDigit = `[\W_]`
	)
	switch {
	case class == `\p{L}`:
		return `[^\x00-@\[-` + "`" + `{-\x7f]`
	case class == `\p{N}`:
		return `[^\x00-/:-\x7f]`
	case class == `\P{L}`:
		return noLetter
	case !strings.HasPrefix(class, `[^`) || !strings.Contains(class, `\p{L}`) || strings.Contains(class, `\\`):
		return class
	case strings.Contains(class, `\p{N}`):
		return noLetterOrDigit
	}
	return noLetter
}
