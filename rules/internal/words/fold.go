package words

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Dropped is what Fold makes of a rune that vanishes: a combining accent, a soft hyphen, an invisible joiner.
const Dropped rune = -1

// folds holds Fold's answer for the scripts and signs that have case or accents to lose.
var folds = func() (table [0x3000]rune) {
	for r := range table {
		table[r] = foldSlow(rune(r))
	}
	return table
}()

// Fold returns the rune that stands for r when case and accents do not count: É, é and e are the same, so are İ, I, ı and i, and ς and σ,
// and the kaf and yeh of an Arabic keyboard and of a Persian one. In Devanagari the dot under a letter, which many leave out, is an accent, and a
// candrabindu is an anusvara.
func Fold(r rune) rune {
	if uint(r) < uint(len(folds)) {
		return folds[r]
	}
	return r
}

func foldSlow(r rune) rune {
	switch r {
	case 'ı':
		return 'i'
	case 'ς':
		return 'σ'
	case '\u0345': // a small iota; regexp/syntax writes ι so where case does not count
		return 'ι'
	case '\u00ad', '\u061c', '\u180e':
		return Dropped
	}
	switch {
	case 0x300 <= r && r < 0x370, // combining accents
		0x591 <= r && r < 0x5c8 && unicode.Is(unicode.Mn, r), // Hebrew points
		0x64b <= r && r < 0x660, r == 0x670,                  // Arabic vowel signs
		r == 0x93c, // nukta
		0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e, 0x2060 <= r && r <= 0x2064:
		return Dropped
	case r == 'ँ':
		return 'ं'
	case 0x900 <= r && r < 0x1e00 && (r < 0x958 || r > 0x95f): // but for the letters with a nukta
		return unicode.ToLower(r) // Indic and other scripts: their marks are letters
	}
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); d != nil {
		r, _ = utf8.DecodeRune(d)
	}
	switch r {
	case 'ك':
		return 'ک'
	case 'ي', 'ى':
		return 'ی'
	}
	return unicode.ToLower(unicode.ToUpper(r)) // there and back, for signs like µ and ſ that share their capital
}

// AppendFold appends s to dst with every rune folded. Bytes that are not UTF-8 stay as they are.
func AppendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch f := Fold(r); {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, c)
		case f != Dropped:
			dst = utf8.AppendRune(dst, f)
		}
		i += n
	}
	return dst
}
