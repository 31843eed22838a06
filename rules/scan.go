package rules

import "unicode/utf8"

// A scan is a text as the index reads it.
type scan struct {
	folded []byte
	starts []int32 // where in folded a word begins
	words  int     // how many words it has, see countWords
	ascii  bool
	first  []byte // see firstWord
}

// read scans a text; what was there before is overwritten.
func (s *scan) read(text string) {
	s.folded, s.starts, s.ascii = s.folded[:0], s.starts[:0], true
	words, quarters := 0, 0
	inWord, joined := false, false // joined: an apostrophe has come after a word
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			i++
			s.folded = append(s.folded, asciiFold[c])
			switch {
			case !asciiWord[c]:
				joined = inWord && c == '\''
				inWord = false
			case !inWord:
				s.starts = append(s.starts, int32(len(s.folded)-1))
				if !joined {
					words++
				}
				inWord = true
			}
			continue
		}
		s.ascii = false
		r, n := utf8.DecodeRuneInString(text[i:])
		f := fold(r)
		if r == utf8.RuneError && n == 1 {
			s.folded = append(s.folded, text[i])
			f = dropped
		}
		i += n
		if f == dropped {
			continue
		}
		start := int32(len(s.folded))
		s.folded = utf8.AppendRune(s.folded, f)
		q := quartersOf(r)
		switch {
		case !isWordRune(r):
			joined = inWord && r == '’'
			inWord = false
		case !inWord:
			s.starts = append(s.starts, start)
			if !joined && q == 0 {
				words++
			}
			inWord = true
		}
		quarters += q
	}
	s.words = words + (quarters+3)/4
}

// asciiFold is fold for ASCII.
var asciiFold = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		table[c] = byte(fold(rune(c)))
	}
	return table
}()

// firstWord returns the text's first word as foldLabel would: without apostrophes. It is valid until the next read.
func (s *scan) firstWord() []byte {
	if len(s.starts) == 0 {
		return nil
	}
	s.first = s.first[:0]
	for text := s.folded[s.starts[0]:]; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		switch {
		case isWordRune(r):
			s.first = append(s.first, text[:n]...)
		case !isApostrophe(r):
			return s.first
		}
		text = text[n:]
	}
	return s.first
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }
