package fulltextrss

import "regexp"

var (
	// byID is a call of id(), which the XPath of other readers has.
	byID = regexp.MustCompile(`\bid\(\s*("[^"]*"|'[^']*')\s*\)`)
	// relative is a path that begins at an element's name.
	relative = regexp.MustCompile(`^(?:\*|@|[\pL_][\pL\pN_.-]*(?:[^\pL\pN_.(:-]|::|$))`)
)

// xpath returns the XPath of a config as rules have it. All of it is about the whole page, so a path without a beginning begins anywhere.
func xpath(text string) string {
	text = byID.ReplaceAllString(text, "//*[@id=$1]")
	if relative.MatchString(text) {
		text = "//" + text
	}
	return text
}
