package metadata

// A hint is what names of classes and elements say about an element, or about the region that it stands in.
type hint uint32

const (
	isAuthor hint = 1 << iota
	isDate
	isUpdate
	relAuthor
	plain
	inNav
	inAside
	inComment
	inCard
	inArticle
	bodyHome
	bodyList
	bodyPage
	bodySingle
)

// classHints reads the words of a class or an id: those parted by what is no letter, and those parted by a capital.
func classHints(s string) hint {
	var word [16]byte
	var h hint
	n := 0
	for i := 0; i <= len(s); i++ {
		var c byte
		if i < len(s) {
			c = s[i]
		}
		upper := c-'A' < 26
		if upper {
			c |= 0x20
		}
		if c-'a' < 26 && !(upper && i > 0 && s[i-1]-'a' < 26) {
			if n < len(word) {
				word[n] = c
			}
			n++
			continue
		}
		if n > 2 && n <= len(word) {
			h |= wordHint(word[:n])
		}
		n = 0
		if upper {
			word[0], n = c, 1
		}
	}
	return h
}

func wordHint(w []byte) hint {
	switch string(w) {
	case "author", "authors", "byline", "bylines", "autor", "autores", "auteur", "autore", "writer", "username", "poster", "authorname", "reporter", "contributor", "contributors", "creator", "user":
		return isAuthor
	case "date", "dates", "datetime", "timestamp", "published", "pubdate", "publish", "posted", "dateline", "datum", "fecha", "time", "created", "publishdate":
		return isDate
	case "updated", "modified", "lastmod", "update":
		return isDate | isUpdate
	case "nav", "navigation", "menu", "footer", "navbar", "breadcrumb", "breadcrumbs":
		return inNav
	case "sidebar", "related", "recommended", "recommendations", "widget", "popular", "trending", "recent", "promo", "newsletter", "latest", "aside":
		return inAside
	case "comment", "comments", "respond", "disqus", "reply", "replies":
		return inComment
	case "card", "cards", "teaser", "carousel", "slider", "tile":
		return inCard
	case "home", "frontpage":
		return bodyHome
	case "archive", "category", "search", "blog":
		return bodyList
	case "page":
		return bodyPage
	case "single", "post":
		return bodySingle
	}
	return 0
}
