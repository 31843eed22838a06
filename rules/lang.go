package rules

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/language"
)

// A languageSet holds on pages in one of its languages: "pt" on pages in pt, pt-BR and pt-PT. Where the page's language is not known, it holds on none.
type languageSet []string

func readLanguage(l *loader, n ast.Node) condition {
	var set languageSet
	for _, tag := range l.texts(n) {
		set = append(set, strings.ToLower(l.language(n, tag)))
	}
	return set
}

// language returns a tag, and finds fault with what is none.
func (l *loader) language(n ast.Node, tag string) string {
	if _, err := language.Parse(tag); err != nil {
		l.wrong(n, "language "+tag+" is no BCP 47 tag", "write a tag like en, pt-BR or zh-Hant")
	}
	return tag
}

func (s languageSet) contextual() bool { return false }

func (s languageSet) holds(d *document, _ int) bool {
	page := strings.ToLower(strings.ReplaceAll(d.page.Lang, "_", "-"))
	for _, tag := range s {
		if rest, ok := strings.CutPrefix(page, tag); ok && (rest == "" || rest[0] == '-') {
			return true
		}
	}
	return false
}
