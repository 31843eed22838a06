package metadata

import (
	"net/url"
	"strings"

	xlanguage "golang.org/x/text/language"
)

// address returns the best address for a field that is one, resolved against the page's base.
func (p *page) address(f field) Value {
	for c := range p.ranked(f) {
		u, err := url.Parse(strings.TrimSpace(c.Text))
		if err != nil || u.String() == "" {
			continue
		}
		if p.base != nil {
			u = p.base.ResolveReference(u)
		}
		switch u.Scheme {
		case "http", "https", "":
			return Value{u.String(), c.From}
		}
	}
	return Value{}
}

// setBase says what the page's addresses are relative to.
func (p *page) setBase() {
	p.base = p.url
	if p.baseHref == "" {
		return
	}
	if u, err := url.Parse(strings.TrimSpace(p.baseHref)); err == nil {
		if p.url != nil {
			u = p.url.ResolveReference(u)
		}
		if u.IsAbs() {
			p.base = u
		}
	}
}

// language returns the page's language as a BCP 47 tag.
func (p *page) language() Value {
	for c := range p.ranked(language) {
		text, _, _ := strings.Cut(c.Text, ",")
		if tag, err := xlanguage.Parse(strings.TrimSpace(text)); err == nil && tag != xlanguage.Und {
			return Value{tag.String(), c.From}
		}
	}
	return Value{}
}

// tags returns the page's keywords from the most trustworthy source that has any, each once.
func (p *page) tags() []string {
	var tags []string
	seen := map[string]bool{}
	from := ""
	for c := range p.ranked(tag) {
		if from != "" && c.From != from {
			break
		}
		from = c.From
		parts := strings.FieldsFunc(c.Text, func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' })
		for _, t := range parts {
			if t = clip(t); t != "" && !seen[fold(t)] && len(tags) < maxCandidates {
				seen[fold(t)] = true
				tags = append(tags, t)
			}
		}
	}
	return tags
}
