package blocks

import (
	"math/bits"
	"strings"
)

// Hints is a set of what the class, id, role and itemprop of an element say about its part on the page.
type Hints uint64

// The hints. NumHints is how many there are.
const (
	HintContent Hints = 1 << iota
	HintArticle
	HintPost
	HintText
	HintMain
	HintTitle
	HintSummary
	HintComment
	HintAuthor
	HintDate
	HintMeta
	HintShare
	HintRelated
	HintNav
	HintBreadcrumb
	HintSidebar
	HintFooter
	HintHeader
	HintAd
	HintNewsletter
	HintCookie
	HintPopup
	HintCard
	HintList
	HintGrid
	HintCarousel
	HintCaption
	HintTag
	HintSearch
	HintForm
	HintPagination
	HintWidget
	HintProduct
	HintPrice
	HintDescription
	HintDetail
	HintReview
	HintCart
	HintForum
	HintMessage
	HintSignature
	HintUser
	HintQuote
	HintCode
	HintHero
	HintBanner
	HintFAQ
	HintTOC
	HintButton
	HintLegal
	HintMedia
	HintContact
	HintSection
	HintWrapper
	HintMenu
	HintLogo
	HintVote
	HintAnswer
	HintQuestion
	HintAvatar
	HintDocs
	HintHidden
	HintPromo
	HintTool

	NumHints = 64
)

// hintWords says which words in a class or an id give which hint. A word is a run of letters; camelCase parts it.
// The words are those of the common content systems and of publishers in several languages.
var hintWords = map[Hints]string{
	HintContent:     "content contents contenido contenuto conteudo inhalt contenu inhoud tresc obsah innehall sisalto icerik konten",
	HintArticle:     "article articles artikel articolo articulo artigo artykul clanek cikk artikeln story news noticia noticias nota hnews makale berita",
	HintPost:        "post posts entry blog blogpost hentry beitrag entrada publication wpis wp",
	HintText:        "text txt body prose richtext rte copy paragraph absatz texto texte testo tekst typography wysiwyg editor markdown md cuerpo corps corpo storytext ql",
	HintMain:        "main primary maincontent center centre haupt principal middle mitte",
	HintTitle:       "title titles headline heading titel titulo titre titolo tytul subtitle subheadline headlines",
	HintSummary:     "summary lead lede intro standfirst dek deck teasertext excerpt abstract entradilla chapo perex vorspann subhead sapo anriss",
	HintComment:     "comment comments commenting kommentar kommentare comentario comentarios commentaire commentaires commenti komentarze disqus respond discussion reacties yorum commentlist",
	HintAuthor:      "author authors byline autor autoren auteur autore writer contributor redakteur verfasser vcard bio autorin auteurs",
	HintDate:        "date time datetime published timestamp datum fecha data pubdate updated updatedat",
	HintMeta:        "meta metadata info infos byline details postmeta credits kicker dateline eyebrow overline",
	HintShare:       "share sharing social socials shares sharebar sharedaddy addtoany addthis facebook twitter whatsapp pinterest linkedin teilen compartir partager follow jp socialmedia instagram",
	HintRelated:     "related relacionados relacionadas relacionadas recommended recommendation recommendations verwandt verwandte similar more readmore mehr associe lies also yarpp outbrain taboola trending popular mostread zergnet recirc recirculation promoted next upnext further suggestions correlati zobacz podobne",
	HintNav:         "nav navigation navbar navi topbar subnav mainnav navigate navbox topnav navegacion",
	HintBreadcrumb:  "breadcrumb breadcrumbs crumb crumbs pathway",
	HintSidebar:     "sidebar side aside rail rightrail right left rightcol leftcol secondary sidebars marginal seitenleiste complementary tertiary rhs lhs",
	HintFooter:      "footer foot bottom pie fusszeile colophon footnav footers contentinfo",
	HintHeader:      "header head masthead top kopf topbar headerbar siteheader",
	HintAd:          "ad ads advert adverts advertisement advertising adsense anzeige anzeigen werbung publicidad publicite sponsor sponsored sponsors dfp gpt adslot adunit adbox googleads doubleclick reklama reklam advertorial",
	HintNewsletter:  "newsletter newsletters subscribe subscription signup optin mailing mailchimp mailinglist abo abonnieren suscribe suscripcion abonnement email mc",
	HintCookie:      "cookie cookies consent gdpr cmp onetrust privacy cookiebar dsgvo",
	HintPopup:       "modal popup overlay lightbox dialog popover tooltip drawer offcanvas toast flyout popin",
	HintCard:        "card cards tile tiles teaser teasers item items box boxes product producto thumb thumbnail snippet",
	HintList:        "list lists listing listings liste lista archive archives results result loop feed stream",
	HintGrid:        "grid row rows col cols column columns flex masonry",
	HintCarousel:    "carousel slider slide slides slideshow swiper gallery galerie galeria slick splide owl glide",
	HintCaption:     "caption captions figcaption credit bildunterschrift legende pie bu fotocredit copyright imagecaption",
	HintTag:         "tag tags category categories cat keyword keywords topic topics label labels kategorie schlagworte chip chips badge badges pill taxonomy",
	HintSearch:      "search suche buscar searchform recherche searchbox",
	HintForm:        "form forms input field fields login register signin formular contactform checkbox",
	HintPagination:  "pagination pager paging page-numbers prev previous nextprev pagenav older newer pages paginator",
	HintWidget:      "widget widgets module modules block plugin component panel panels",
	HintProduct:     "product products produkt producto produit prodotto sku shop store item woocommerce merchandise pdp",
	HintPrice:       "price prices preis precio prix pricing amount cost sale discount",
	HintDescription: "description descriptions desc beschreibung descripcion longdescription productdescription overview about",
	HintDetail:      "detail details spec specs specification specifications feature features attributes tech technical properties",
	HintReview:      "review reviews rating ratings star stars testimonial testimonials bewertung bewertungen resena opinion feedback",
	HintCart:        "cart basket checkout warenkorb buy addtocart wishlist minicart quantity qty",
	HintForum:       "forum forums thread threads topic topics board bbs phpbb vbulletin xenforo discourse threaded lia",
	HintMessage:     "message messages msg postbody postcontent messagebody postmessage reply replies bbwrapper bbcode cooked postrow",
	HintSignature:   "signature sig signatures",
	HintUser:        "user users username member members profile profiles poster usuario membre userinfo nick",
	HintQuote:       "quote quotes blockquote pullquote quoted zitat citation quoteheader",
	HintCode:        "code highlight syntax codehilite prettyprint snippet hljs highlighter pre",
	HintHero:        "hero jumbotron cta lead callout calltoaction",
	HintBanner:      "banner banners billboard leaderboard skyscraper announcement alert notice notification",
	HintFAQ:         "faq faqs accordion collapse collapsible toggle tab tabs tabpanel expandable expander",
	HintTOC:         "toc tableofcontents onthispage outline scrollspy anchors sommaire inhaltsverzeichnis",
	HintButton:      "button btn buttons btns link links action actions more",
	HintLegal:       "copyright legal disclaimer terms impressum license imprint",
	HintMedia:       "media video videos image images img photo photos figure picture bild foto audio player embed embedded podcast",
	HintContact:     "contact contacts address phone tel kontakt contacto location locations map hours email",
	HintSection:     "section sections region area zone sektion",
	HintWrapper:     "wrapper wrap container inner outer holder layout site page pagewrap app root",
	HintMenu:        "menu menus submenu dropdown megamenu hamburger sitemap mobilemenu menuitem",
	HintLogo:        "logo brand branding logos icon icons",
	HintVote:        "vote votes voting like likes upvote score karma reactions reaction points counter count",
	HintAnswer:      "answer answers antwort reponse respuesta accepted solution suggestedanswer acceptedanswer",
	HintQuestion:    "question questions frage pregunta ask qa",
	HintAvatar:      "avatar avatars gravatar userpic",
	HintDocs:        "docs doc documentation document rst sphinx manual wiki mw theme readme sphinxsidebar bodywrapper reference api guide handbook",
	HintHidden:      "hidden hide invisible sr visually screenreader visuallyhidden offscreen noprint skip skiplink",
	HintPromo:       "promo promotion promotions upsell paywall donate donation membership premium offer offers marketing partner partners affiliate deal deals",
	HintTool:        "tool tools toolbar toolbox utility utilities controls options filter filters sort sorting facet facets refine print settings language languages switcher",
}

// hintTable is an open-addressing table from a word's hash to its hints: built once, read only.
var hintTable = func() (table [4096]struct {
	hash  uint32
	hints Hints
}) {
	for hint, words := range hintWords {
		h := uint32(fnvOffset)
		for i := 0; i <= len(words); i++ {
			if i < len(words) && words[i] != ' ' {
				h = (h ^ uint32(words[i])) * fnvPrime
				continue
			}
			at := h % uint32(len(table))
			for table[at].hash != 0 && table[at].hash != h {
				at = (at + 1) % uint32(len(table))
			}
			table[at].hash = h
			table[at].hints |= hint
			h = fnvOffset
		}
	}
	return table
}()

// The FNV-1a hash's constants.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// hintsOf reads the words of a class or an id.
func hintsOf(s string) Hints {
	var hints Hints
	h := uint32(fnvOffset)
	lower := false // the last byte was a lower-case letter
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
			lower = true
			h = (h ^ uint32(c)) * fnvPrime
			continue
		case 'A' <= c && c <= 'Z':
			if lower {
				hints |= lookUp(h)
				h = fnvOffset
			}
			lower = false
			h = (h ^ uint32(c|0x20)) * fnvPrime
			continue
		}
		if h != fnvOffset {
			hints |= lookUp(h)
			h = fnvOffset
		}
		lower = false
	}
	if h != fnvOffset {
		hints |= lookUp(h)
	}
	return hints
}

func lookUp(h uint32) Hints {
	for at := h % uint32(len(hintTable)); hintTable[at].hash != 0; at = (at + 1) % uint32(len(hintTable)) {
		if hintTable[at].hash == h {
			return hintTable[at].hints
		}
	}
	return 0
}

// Each calls f with the number of each hint in the set, 0 to NumHints-1.
func (h Hints) Each(f func(int)) {
	for h != 0 {
		f(bits.TrailingZeros64(uint64(h)))
		h &= h - 1
	}
}

// Number returns the number of the lowest hint in the set, as Each gives it.
func (h Hints) Number() int { return bits.TrailingZeros64(uint64(h)) }

// HintNames returns a word for each hint: the first of those that give it.
func HintNames() [NumHints]string {
	var names [NumHints]string
	for hint, words := range hintWords {
		names[hint.Number()], _, _ = strings.Cut(words, " ")
	}
	return names
}
