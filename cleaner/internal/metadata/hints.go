package metadata

// A hint is what the names of classes say about an element, or about the region that it stands in.
type hint uint16

const (
	isAuthor  hint = 1 << iota // holds an author's name
	isDate                     // holds a date
	relAuthor                  // links to an author
	bare                       // is a text that no element speaks for
	inNav
	inAside
	inComment
	inCard

	regions = inNav | inAside | inComment | inCard
)

// classHints reads the words of a class or an id: they are parted by what is no letter, and by a capital after a small letter.
func classHints(s string) hint {
	var word [16]byte
	var h hint
	n := 0
	small := false
	for i := 0; i <= len(s); i++ {
		var c byte
		if i < len(s) {
			c = s[i]
		}
		capital := c-'A' < 26
		if capital {
			c |= 0x20
		}
		if letter := c-'a' < 26; !letter || capital && small {
			if 2 < n && n <= len(word) {
				h |= wordHint(word[:n])
			}
			n = 0
			if !letter {
				small = false
				continue
			}
		}
		if n < len(word) {
			word[n] = c
		}
		n++
		small = !capital
	}
	return h
}

// wordHint says what a word of a class means.
func wordHint(w []byte) hint {
	switch string(w) {
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
