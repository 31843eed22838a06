package rules

import "unicode/utf8"

// A scan is a text as the index reads it.
type scan struct {
	folded []byte
	starts []int32  // where in folded a word begins
	grams  []uint64 // the first eight bytes there
	marks  marks    // of all the words
	words  int      // how many words it has, see countWords
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
	s.grams, s.marks = s.grams[:0], marks{}
	for _, i := range s.starts {
		g := gram(s.folded[i:], 8)
		s.grams = append(s.grams, g)
		s.marks.add(g)
	}
}

// marks are a text's words in so few bits that a word may be taken for another: one bit for each, by its first three bytes.
type marks [4]uint64

// add adds the word that begins with a gram.
func (m *marks) add(g uint64) {
	b := markOf(g)
	m[b/64] |= 1 << (b % 64)
}

// has reports whether a word with the mark may be among those added.
func (m *marks) has(b uint8) bool { return m[b/64]&(1<<(b%64)) != 0 }

func markOf(g uint64) uint8 { return uint8((g & 0xffffff) * 0x9e3779b97f4a7c15 >> 56) }

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
