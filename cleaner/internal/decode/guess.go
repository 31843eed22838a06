package decode

import (
	"math"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A language is what guess knows of one: the charsets that its texts are in, and its letters beyond ASCII, the most frequent first.
type language struct {
	charsets []string
	script   *unicode.RangeTable
	letters  string
}

// languages are those whose web pages and text files are found in a legacy charset. Where two explain a text equally well, the first one counts.
var languages = []language{
	{[]string{western}, unicode.Latin, "é"},                                                                   // English
	{[]string{western}, unicode.Latin, "üäößé"},                                                               // German
	{[]string{western}, unicode.Latin, "éèàêçôîùâûëïœ"},                                                       // French
	{[]string{western}, unicode.Latin, "óíáéñúü¿¡"},                                                           // Spanish
	{[]string{western}, unicode.Latin, "ãçáéíóõêâúôà"},                                                        // Portuguese
	{[]string{western}, unicode.Latin, "èàùòìé"},                                                              // Italian
	{[]string{western}, unicode.Latin, "åäöøæéðþíáóúý"},                                                       // the Nordic languages
	{[]string{"windows-1250", "iso-8859-2"}, unicode.Latin, "łóążęśćńź"},                                      // Polish
	{[]string{"windows-1250", "iso-8859-2"}, unicode.Latin, "áíéěřčžšýůúťňôľďóäĺŕ"},                           // Czech, Slovak
	{[]string{"windows-1250", "iso-8859-2"}, unicode.Latin, "áéöóőüíúű"},                                      // Hungarian
	{[]string{"windows-1250", "iso-8859-2"}, unicode.Latin, "ăîşţâ"},                                          // Romanian
	{[]string{"windows-1250", "iso-8859-2"}, unicode.Latin, "čžšćđ"},                                          // Croatian, Slovene
	{[]string{"windows-1254"}, unicode.Latin, "ıişüğçöâîİ"},                                                   // Turkish
	{[]string{"windows-1257"}, unicode.Latin, "āėšīųūžēčįąęņļõģķ"},                                            // the Baltic languages
	{[]string{"windows-1251", "koi8-r", "iso-8859-5"}, unicode.Cyrillic, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"}, // Russian
	{[]string{"windows-1251", "koi8-u"}, unicode.Cyrillic, "оанивіетрслкудмпзяьбгчйхцжїюєшщф"},                // Ukrainian
	{[]string{"windows-1251", "iso-8859-5"}, unicode.Cyrillic, "аиоетнрсвлкдпмзябгучцжщъхшюйьф"},              // Bulgarian
	{[]string{"windows-1251"}, unicode.Cyrillic, "аоиенрсјтукдвлмпзгбшчцжљњћђхфџ"},                            // Serbian
	{[]string{"windows-1253", "iso-8859-7"}, unicode.Greek, "αοιετσνηυρπκλμςωάίόέδγήθχφβύξώζψ"},
	{[]string{"windows-1255"}, unicode.Hebrew, "יוהלאתרמבשנדעחקפםכגטסזצןךףץ"},
	{[]string{"windows-1256"}, unicode.Arabic, "اليمنوترةبعدسفهكقأحجشصىخإطذضزغئثآءظؤ"}, // Arabic
	{[]string{"windows-1256"}, unicode.Arabic, "اینردهمتوسبشکلزگفخعقپجحچصطضغذژثظ"},     // Persian
	{[]string{"windows-874"}, unicode.Thai, "านรกอเง่มยลวดท้สตะปบคแหิัีไใขำโช์ุจพูผื็ถซธณภึศฐษ"},
	{[]string{"shift_jis", "euc-jp"}, unicode.Han, "のいをにはたとるがでしなってれ、。さらもりかこすあそまうっンーくきめょけストイルえわリ日ラせち年大ク「」一人ュアつみどドフレろおゃマ国ジ会テタ本ロシム出中"},
	{[]string{"gb18030"}, unicode.Han, "的，。一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"},
	{[]string{"big5"}, unicode.Han, "的，。一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實"},
	{[]string{"euc-kr"}, unicode.Hangul, "이다는의에가을한고로기지사하은도를서리자정인어시수대해나과부아보일들그라상원제장전년주만동국구게으여스었있성조공유신연경했오음관면문적안생비우개것세"},
}

// The cost of a character in bits, about minus the logarithm of how often it comes. Letters' frequencies fall roughly exponentially with their rank: a
// language with an alphabet spans seven bits, one with thousands of characters starts later and its list holds only the most frequent.
const (
	firstLetter  = 3.0 // of an alphabet
	letterSpan   = 7.0
	firstSign    = 4.5 // of a list too long for an alphabet
	signSpan     = 6.0
	alphabet     = 70  // letters at most
	capital      = 4.0 // on top of the small letter
	nextCapital  = 1.0 // the same, after a capital
	punctuation  = 6.0
	otherLetter  = 13.0 // of the language's script
	otherSign    = 15.0
	senseless    = 30.0 // a control character, a private one, or none at all
	oddNeighbour = 5.0  // a letter that does not go with the one before it
	foreign      = 4.0  // a language that is not written in windows-1252, by far the most frequent charset
)

// typography is the punctuation beyond ASCII that all languages share.
const typography = "\u00a0’“”–—‘…«»·•©®°§€£„º"

// costs returns the languages' characters and what they cost.
var costs = sync.OnceValue(func() []map[rune]float64 {
	var all []map[rune]float64
	for _, l := range languages {
		cost := map[rune]float64{}
		n := utf8.RuneCountInString(l.letters)
		first, span := firstLetter, letterSpan
		if n > alphabet {
			first, span = firstSign, signSpan
		}
		rank := 0
		for _, r := range l.letters {
			cost[r] = first + span*float64(rank)/float64(max(n, 15))
			if u := unicode.ToUpper(r); u != r {
				cost[u] = cost[r] + capital
			}
			rank++
		}
		for _, r := range typography {
			cost[r] = punctuation
		}
		all = append(all, cost)
	}
	return all
})

// guess names the legacy charset that makes the most likely text of data: it reads data in each charset and asks of each language how likely these
// characters are in it, one by one. It is the character distribution method of Li and Momoi, "A composite approach to language/encoding detection" (19th
// International Unicode Conference, 2001), on characters instead of codes.
func guess(data []byte) string {
	sample := beyondASCII(data)
	texts := map[string]string{}
	best, least := western, math.Inf(1)
	for i, l := range languages {
		for _, name := range l.charsets {
			text, ok := texts[name]
			if !ok {
				text = string(transcode(sample, name))
				texts[name] = text
			}
			bits := 0.0
			if name != western {
				bits = foreign
			}
			if bits = l.bits(text, costs()[i], bits, least); bits < least {
				best, least = name, bits
			}
		}
	}
	return best
}

// bits adds what a text costs in the language to total, and stops when it is more than most.
func (l *language) bits(text string, cost map[rune]float64, total, most float64) float64 {
	latin, prev := l.script == unicode.Latin, ' '
	for _, r := range text {
		if total > most {
			break
		}
		if r >= utf8.RuneSelf {
			c, ok := cost[r]
			switch {
			case ok && unicode.IsUpper(r) && unicode.IsUpper(prev):
				total += c - capital + nextCapital
			case ok:
				total += c
			case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Co, r):
				total += senseless
			case unicode.Is(l.script, r):
				total += otherLetter
			default:
				total += otherSign
			}
		}
		if (r >= utf8.RuneSelf || prev >= utf8.RuneSelf) && unicode.IsLetter(r) && unicode.IsLetter(prev) {
			// Latin words are mostly ASCII; words of other scripts have none.
			if both := r >= utf8.RuneSelf && prev >= utf8.RuneSelf; both == latin {
				total += oddNeighbour
			}
			if unicode.IsUpper(r) && unicode.IsLower(prev) {
				total += oddNeighbour
			}
		}
		prev = r
	}
	return total
}

// beyondASCII returns about the first thousand bytes of the words that are not ASCII alone.
// Letters, digits and some signs count as parts of words, for they are the second bytes of characters in many charsets.
func beyondASCII(data []byte) []byte {
	inWord := func(c byte) bool { return c >= utf8.RuneSelf || '@' <= c && c <= '~' || '0' <= c && c <= '9' }
	var words []byte
	for i := 0; i < len(data) && len(words) < 1000; {
		start, ascii := i, true
		for i < len(data) && i-start < 1000 && inWord(data[i]) {
			ascii = ascii && data[i] < utf8.RuneSelf
			i++
		}
		if !ascii {
			words = append(append(words, data[start:i]...), ' ')
		}
		if i == start {
			i++
		}
	}
	return words
}
