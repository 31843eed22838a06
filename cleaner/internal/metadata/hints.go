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

	regions = inNav | inAside | inComment | inCard
)

// letters maps ASCII letters to small ones, and all else to 0.
var letters = func() (t [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = byte(c), byte(c)
	}
	return t
}()

// classHints reads the words of a class or an id: they are parted by what is no letter, and by a capital after a small letter.
func classHints(s string) hint {
	var word [maxWord]byte
	var h hint
	n := 0
	for i := 0; i < len(s); i++ {
		c := letters[s[i]]
		if c == 0 || c != s[i] && n > 0 && letters[s[i-1]] == s[i-1] {
			if minWord <= n && n <= maxWord {
				h |= wordHint(word[:n])
			}
			n = 0
			if c == 0 {
				continue
			}
		}
		if n < maxWord {
			word[n] = c
		}
		n++
	}
	if minWord <= n && n <= maxWord {
		h |= wordHint(word[:n])
	}
	return h
}

// The lengths of the words that wordHint knows.
const (
	minWord = 3
	maxWord = 15
)

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
