package extract

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"winnow/cleaner/internal/blocks"
	"winnow/rules"
)

// A whole is what holds for a page as a whole.
type whole struct {
	row        [numSingle - fPageBlocks]float32
	title      int  // the block that shows the page's title; -1 if none does
	h1         int  // the first heading of level 1; -1 if there is none
	anchor     int  // the title, or else the heading
	posts      bool // some text stands in posts
	titleShare []float32
	repeats    map[uint32]int
}

func newWhole(page *blocks.Page, measures []measure, o *outline, about About) *whole {
	w := &whole{title: -1, h1: -1, titleShare: make([]float32, len(measures)), repeats: make(map[uint32]int, len(measures))}
	var items, codes, rows, h1s int
	words := titleWords(about.Title)
	best := float32(0.7)
	for i := range measures {
		b := &page.Blocks[i]
		w.repeats[measures[i].hash]++
		switch b.Kind {
		case rules.ListItem:
			items++
		case rules.Code:
			codes++
		case rules.Row:
			rows++
		case rules.Heading:
			if b.Level == 1 {
				h1s++
				if w.h1 < 0 {
					w.h1 = i
				}
			}
		}
		if len(words) > 0 && len(b.Text) < 2*len(about.Title)+20 {
			s := titleShareOf(b.Text, words)
			w.titleShare[i] = s
			if b.Kind == rules.Heading {
				s += 0.1
			}
			if s > best {
				best, w.title = s, i
			}
		}
	}
	w.anchor = w.title
	if w.anchor < 0 {
		w.anchor = w.h1
	}
	var comments, messages, products int
	for i, m := range measures {
		above := &o.levels[page.At[i]]
		if above[hintComment] < far {
			comments += m.width
		}
		if min(above[hintForum], above[hintMessage], above[hintPost]) < far {
			messages += m.width
		}
		if min(above[hintProduct], above[hintPrice], above[hintCart]) < far {
			products += m.width
		}
	}
	w.posts = messages > 0
	var articles, forms, mains int
	for i := range page.Elements {
		switch page.Elements[i].Tag {
		case atom.Article:
			articles++
		case atom.Form:
			forms++
		case atom.Main:
			mains++
		}
	}
	most := int32(0)
	for _, s := range o.shapes {
		if s.count > 2 {
			most = max(most, s.width)
		}
	}
	set := func(f int, v float32) { w.row[f-fPageBlocks] = v }
	set(fPageBlocks, logOf(len(measures)))
	set(fPageWidth, logOf(int(o.width[0])))
	set(fPageLinkShare, share(int(o.linked[0]), int(o.width[0])))
	set(fPageParagraphs, logOf(int(o.paragraphs[0])))
	set(fPageHeadings, logOf(int(o.headings[0])))
	set(fPageItems, share(items, len(measures)))
	set(fPageArticles, float32(min(articles, 30)))
	set(fPageForms, float32(min(forms, 10)))
	set(fPageH1, float32(min(h1s, 5)))
	set(fPageType, typeNumber(about.Kind))
	set(fPageMain, float32(mains))
	set(fPageShape, share(int(most), int(o.width[0])))
	set(fPageCode, logOf(codes))
	set(fPageRows, logOf(rows))
	set(fPageComments, share(comments, int(o.width[0])))
	set(fPageMessages, share(messages, int(o.width[0])))
	set(fPageProducts, share(products, int(o.width[0])))
	path := strings.Trim(about.Path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	set(fPathDepth, float32(min(strings.Count(path, "/")+int(b2f(path != "")), 10)))
	set(fPathDigits, float32(min(len(path)-len(strings.Map(withoutDigits, path)), 20)))
	set(fPathWords, float32(min(strings.Count(last, "-")+strings.Count(last, "_"), 15)))
	set(fPathIsDir, b2f(strings.HasSuffix(about.Path, "/")))
	return w
}

// The numbers of hints that say what a page is about.
var (
	hintComment = blocks.HintComment.Number()
	hintFAQ     = blocks.HintFAQ.Number()
	hintCode    = blocks.HintCode.Number()
	hintForm    = blocks.HintForm.Number()
	hintForum   = blocks.HintForum.Number()
	hintMessage = blocks.HintMessage.Number()
	hintPost    = blocks.HintPost.Number()
	hintProduct = blocks.HintProduct.Number()
	hintPrice   = blocks.HintPrice.Number()
	hintCart    = blocks.HintCart.Number()
)

func withoutDigits(r rune) rune {
	if '0' <= r && r <= '9' {
		return -1
	}
	return r
}

// titleWords returns the hashes of a title's words.
func titleWords(title string) map[uint32]bool {
	words := make(map[uint32]bool)
	for word := range wordHashes(title) {
		words[word] = true
	}
	return words
}

// titleShareOf returns how much a text and a title have in common: shared words over all words.
func titleShareOf(text string, title map[uint32]bool) float32 {
	common, all := 0, 0
	for word := range wordHashes(text) {
		all++
		if title[word] {
			common++
		}
	}
	return share(common, max(all, len(title)))
}

// wordHashes yields a hash of each word of a text, whatever its case.
func wordHashes(text string) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		const offset, prime = 2166136261, 16777619 // of FNV-1a
		h := uint32(offset)
		for i := 0; i < len(text); {
			switch c := text[i]; {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				h = (h ^ uint32(c)) * prime
			case 'A' <= c && c <= 'Z':
				h = (h ^ uint32(c|0x20)) * prime
			case c >= utf8.RuneSelf:
				r, n := utf8.DecodeRuneInString(text[i:])
				h = (h ^ uint32(unicode.ToLower(r))) * prime
				i += n
				continue
			case h != offset:
				if !yield(h) {
					return
				}
				h = offset
			}
			i++
		}
		if h != offset {
			yield(h)
		}
	}
}

// typeNumber groups the types that metadata give to pages.
func typeNumber(kind string) float32 {
	switch kind {
	case "":
		return 0
	case "article", "Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "LiveBlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle", "Recipe", "blog":
		return 1
	case "TechArticle", "APIReference", "HowTo":
		return 2
	case "DiscussionForumPosting", "QAPage", "Question":
		return 3
	case "Product", "product", "ProductGroup", "og:product", "product.item":
		return 4
	case "CollectionPage", "ItemList", "SearchResultsPage", "product.group":
		return 5
	case "website", "WebSite", "WebPage":
		return 6
	}
	return 7
}
