package metadata

// A hint is what the names of classes say about an element, or about the region that it stands in.
type hint uint16

const (
	isAuthor hint = 1 << iota // holds an author's name
	isDate                    // holds a date
	isSure                    // links to an author
	isBare                    // is a text that no element speaks for
	inNav
	inAside
	inComment
	inCard
	inFooter // that of an article
	inQuote  // what others wrote

	regions = inNav | inAside | inComment | inCard | inFooter | inQuote
)

// A hintCache remembers what classes say: the elements of a page share theirs. The zero value is empty.
type hintCache [128]struct {
	class string
	hint  hint
}

// of returns the hints of a class or an id.
func (c *hintCache) of(class string) hint {
	if len(class) < minWord {
		return 0
	}
	slot := &c[(len(class)+int(class[0])*5+int(class[len(class)/2])*11+int(class[len(class)-1])*23)%len(c)]
	if slot.class != class {
		slot.class, slot.hint = class, classHints(class)
	}
	return slot.hint
}

// classHints reads the words of a class or an id: they are parted by what is no letter, and by a capital after a small letter. It is quick: it sees
// every class of a page.
func classHints(s string) (h hint) {
	var small [maxWord]byte
	start, capitals := 0, false
	for i := 0; i <= len(s); i++ {
		var c byte
		if i < len(s) {
			c = s[i]
		}
		if c-'a' < 26 {
			continue
		}
		capital := c-'A' < 26
		if capital && (i == start || s[i-1]-'A' < 26) { // a word's first letters
			capitals = true
			continue
		}
		if n := i - start; minWord <= n && n <= maxWord {
			word := s[start:i]
			if capitals {
				for k := range n {
					small[k] = word[k] | 0x20
				}
				word = string(small[:n])
			}
			h |= wordHint(word)
		}
		if start = i + 1; capital {
			start = i
		}
		capitals = capital
	}
	return h
}

// The lengths of the words that wordHint knows.
const (
	minWord = 3
	maxWord = 15
)

// wordHint says what a word of a class means.
func wordHint(w string) hint {
	switch w {
	case "author", "authors", "authorname", "byline", "bylines", "autor", "autores", "auteur", "autore", "verfasser", "writer", "reporter", "contributor",
		"contributors", "creator", "username", "poster":
		return isAuthor
	case "date", "dates", "datetime", "time", "timestamp", "dateline", "pubdate", "publish", "published", "publishdate", "posted", "created", "updated",
		"modified", "lastmod", "datum", "fecha":
		return isDate
	case "nav", "navbar", "navigation", "menu", "footer", "breadcrumb", "breadcrumbs":
		return inNav
	case "aside", "sidebar", "related", "recommended", "recommendations", "popular", "trending", "latest", "newsletter", "promo":
		return inAside
	case "comment", "comments", "respond", "disqus", "reply", "replies":
		return inComment
	case "card", "cards", "teaser", "teasers", "carousel", "slider", "tile", "tiles":
		return inCard
	}
	return 0
}
