package extract

import (
	"unicode"
	"unicode/utf8"

	"winnow/rules"
)

// A measure is what can be counted in a block's text in one pass, in any script.
type measure struct {
	width     int // of the text: a Chinese, Japanese or Korean character is as wide as two others
	words     int // parted by spaces; two characters of a script without spaces are one
	letters   int
	upper     int
	digits    int
	sentences int // marks that end a sentence
	commas    int
	linked    int // width of link text
	last      ending
	first     beginning
	hash      uint32 // of the text, letters and digits only
}

// An ending is what a text ends with.
type ending uint8

const (
	endsOpen     ending = iota // with a letter or a digit
	endsSentence               // with a full stop or the like, quotes and brackets aside
	endsColon
	endsEllipsis
	endsOther
)

// A beginning is what a text begins with.
type beginning uint8

const (
	beginsUpper beginning = iota
	beginsLower
	beginsCaseless
	beginsDigit
	beginsQuote
	beginsOther
)

// measureText counts what is in a block's text.
func measureText(b *rules.Block) measure {
	var m measure
	text := b.Text
	m.first = beginningOf(text)
	h := uint32(2166136261)
	inWord, caseless := false, 0
	var last rune
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			m.width++
			switch {
			case 'a' <= c && c <= 'z':
				m.letters++
				h = (h ^ uint32(c)) * 16777619
				inWord = true
			case 'A' <= c && c <= 'Z':
				m.letters++
				m.upper++
				h = (h ^ uint32(c|0x20)) * 16777619
				inWord = true
			case '0' <= c && c <= '9':
				m.digits++
				h = (h ^ uint32(c)) * 16777619
				inWord = true
			default:
				if c == ' ' || c == '\n' || c == '\t' {
					if inWord {
						m.words++
						inWord = false
					}
					continue
				}
				switch c {
				case '.', '!':
					if i == len(text) || text[i] == ' ' || text[i] == '"' || text[i] == '\n' {
						m.sentences++
					}
				case '?':
					m.sentences++
				case ',', ';':
					m.commas++
				}
			}
			last = rune(c)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		m.width++
		last = r
		switch {
		case r >= 0x2E80 && isWide(r):
			m.width++
			switch r {
			case '。', '！', '？':
				m.sentences++
			case '、', '，', '；':
				m.commas++
			case '｜', '￥': // wide signs that are no letters
			default:
				m.letters++
				caseless++
				h = (h ^ uint32(r)) * 16777619
			}
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			m.letters++
			if unicode.IsUpper(r) {
				m.upper++
			}
			if r >= 0x0E00 && r < 0x0F00 || r >= 0x1780 && r < 0x1800 { // Thai, Lao and Khmer have no spaces either
				caseless++
			} else {
				inWord = true
			}
			h = (h ^ uint32(r)) * 16777619
		case unicode.IsDigit(r):
			m.digits++
			inWord = true
		default:
			switch r {
			case '।', '؟', '۔', '…', '‼', '⁇':
				m.sentences++
			case '،', '؛':
				m.commas++
			}
		}
	}
	if inWord {
		m.words++
	}
	m.words += (caseless + 1) / 2
	m.hash = h
	m.last = endingOf(text, last)
	for _, s := range b.Spans {
		if s.Kind == rules.LinkSpan {
			m.linked += s.End - s.Start
		}
	}
	if len(text) > 0 { // from bytes to widths
		m.linked = m.linked * m.width / len(text)
	}
	return m
}

// isWide says whether a character from the blocks of East Asian scripts is shown two columns wide.
func isWide(r rune) bool {
	return r < 0xA4D0 || r >= 0xAC00 && r < 0xD7B0 || r >= 0xF900 && r < 0xFB00 || r >= 0xFE30 && r < 0xFE70 || r >= 0xFF00 && r < 0xFF61 || r >= 0x20000 && r < 0x40000
}

func beginningOf(text string) beginning {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case 'a' <= r && r <= 'z':
		return beginsLower
	case 'A' <= r && r <= 'Z':
		return beginsUpper
	case '0' <= r && r <= '9':
		return beginsDigit
	case r == '"' || r == '“' || r == '„' || r == '«' || r == '\'' || r == '‘' || r == '「' || r == '»':
		return beginsQuote
	case unicode.IsUpper(r):
		return beginsUpper
	case unicode.IsLower(r):
		return beginsLower
	case unicode.IsLetter(r):
		return beginsCaseless
	}
	return beginsOther
}

func endingOf(text string, last rune) ending {
	for n := len(text); n > 0 && isCloser(last); {
		_, size := utf8.DecodeLastRuneInString(text[:n])
		n -= size
		last, _ = utf8.DecodeLastRuneInString(text[:n])
	}
	switch last {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '۔', '։':
		if len(text) > 3 && text[len(text)-3:] == "..." {
			return endsEllipsis
		}
		return endsSentence
	case ':', '：':
		return endsColon
	case '…':
		return endsEllipsis
	}
	if unicode.IsLetter(last) || unicode.IsDigit(last) {
		return endsOpen
	}
	return endsOther
}

// isCloser says whether a character closes what another opened, so that a sentence may end before it.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '“', '’', '»', '«', ')', ']', '」', '』', '）', '›':
		return true
	}
	return false
}
