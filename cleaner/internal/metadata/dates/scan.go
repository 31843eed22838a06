package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nothing that is a date is longer.
const (
	maxBytes  = 200
	maxTokens = 64
)

type kind uint8

const (
	none   kind = iota // beyond the last token
	word               // letters, and full stops between letters
	number             // digits of whatever script
	mark               // a character of punctuation or a symbol
)

// A token is a unit of the text. White space parts tokens and is none itself.
type token struct {
	kind       kind
	text       string // lower case; empty for a number
	n, digits  int
	start, end int
}

// isOneOf says whether the token is one of these marks.
func (t token) isOneOf(marks string) bool { return t.kind == mark && strings.Contains(marks, t.text) }

// A parser is a text as tokens.
type parser struct {
	locale Locale
	tokens [maxTokens]token
	count  int // of the tokens
}

// at returns the token i; one of no kind beyond the last.
func (p *parser) at(i int) token {
	if i < 0 || i >= p.count {
		return token{}
	}
	return p.tokens[i]
}

// spaced says whether there is a space somewhere between the tokens i and j.
func (p *parser) spaced(i, j int) bool {
	for ; i < j; i++ {
		if p.at(i).end != p.at(i+1).start {
			return true
		}
	}
	return false
}

// scan parts the text into tokens.
func (p *parser) scan(s string) {
	for i := 0; i < len(s) && p.count < maxTokens; {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		t := token{start: i}
		switch i += size; {
		case unicode.IsDigit(r):
			t.kind, t.n, t.digits = number, digit(r), 1
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsDigit(r) {
					break
				}
				i += size
				if t.digits++; t.digits < 10 {
					t.n = t.n*10 + digit(r)
				}
			}
		case isLetter(r):
			t.kind = word
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !isLetter(r) {
					if next, _ := utf8.DecodeRuneInString(s[i+size:]); r != '.' || !isLetter(next) {
						break
					}
				}
				i += size
			}
			t.text = strings.ToLower(s[t.start:i])
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f':
			continue
		default:
			t.kind, t.text = mark, s[t.start:i]
		}
		t.end = i
		p.tokens[p.count] = t
		p.count++
	}
}

// hasDigits says whether a text may have digits in it: those of ASCII, or anything that is not ASCII.
func hasDigits(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' < 10 || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// digit returns a decimal digit's value. Unicode keeps the ten digits of a script together, in order.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	n := 0
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return n
}
