package rules

import (
	"regexp"
	"strings"
)

// classes finds what is escaped in an expression, and its classes in brackets.
var classes = regexp.MustCompile(`\\[pP]\{\w+\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]`)

// simpler are classes with many ranges, and others that the index cannot tell from them: beyond ASCII it tells few letters from signs.
var simpler = map[string]string{
	`[^\p{L}\p{N}]`: `\W`,
	`[^\p{L}]`:      `[\W\d]`,
	`\P{L}`:         `[\W\d]`,
}

// simplified returns an expression that the index cannot tell from another one, but that is parsed much faster.
func simplified(text string) string {
	if strings.Contains(text, `[:`) || strings.Contains(text, `\Q`) { // brackets within brackets, and brackets that are none
		return text
	}
	return classes.ReplaceAllStringFunc(text, func(class string) string {
		if s, ok := simpler[class]; ok {
			return s
		}
		return class
	})
}
