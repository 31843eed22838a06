package lookup

import (
	"math/bits"
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// A byteSet is a set of ASCII characters, and of all bytes beyond ASCII.
type byteSet [2]uint64

func (s *byteSet) add(r rune) {
	if 0 <= r && r < utf8.RuneSelf {
		s[r/64] |= 1 << (r % 64)
	}
}

func (s *byteSet) has(c byte) bool { return c >= utf8.RuneSelf || s[c/64]&(1<<(c%64)) != 0 }

// everyByte is the set of all bytes.
var everyByte = byteSet{^uint64(0), ^uint64(0)}

// firstOf returns the bytes of which every text begins with one that the expression matches; nil for an expression that may match anywhere in a
// text, and for one that says little about it.
func firstOf(re *syntax.Regexp) *byteSet {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText {
		return nil
	}
	set, empty := firstBytes(re)
	const most = 100 // of 128: with more, it is not worth a look
	if empty || bits.OnesCount64(set[0])+bits.OnesCount64(set[1]) > most {
		return nil
	}
	return &set
}

// firstBytes returns the first bytes of what a part of an expression matches, and whether it matches the empty text.
func firstBytes(re *syntax.Regexp) (set byteSet, empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		r := re.Rune[0]
		set.add(r)
		if re.Flags&syntax.FoldCase != 0 {
			for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
				set.add(other)
			}
		}
		return set, false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= min(re.Rune[i+1], utf8.RuneSelf-1); r++ {
				set.add(r)
			}
		}
		return set, false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return everyByte, false
	case syntax.OpCapture, syntax.OpPlus:
		return firstBytes(re.Sub[0])
	case syntax.OpQuest, syntax.OpStar:
		set, _ = firstBytes(re.Sub[0])
		return set, true
	case syntax.OpRepeat:
		set, empty = firstBytes(re.Sub[0])
		return set, empty || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			more, empty := firstBytes(sub)
			set = byteSet{set[0] | more[0], set[1] | more[1]}
			if !empty {
				return set, false
			}
		}
		return set, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, none := firstBytes(sub)
			set, empty = byteSet{set[0] | more[0], set[1] | more[1]}, empty || none
		}
		return set, empty
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return set, true
	}
	return everyByte, false
}
