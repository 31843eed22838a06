package decode

import "bytes"

// blanks says which white space between two tags nobody reads. Where a block begins between one text and the next, and no tags but those of blocks stand there, the
// block keeps their words apart: white space before, between and after these tags does not show. End tags alone prove nothing, for they may have nothing to end.
//
// White space stays where an element that keeps it has not been ended; for one that marks up words, html.Parse opens it anew there. The open ones are counted by name, so
// that an end tag that ends nothing makes no difference. Where it is uncertain what an end tag ends, all white space from there on stays.
type blanks struct {
	apart   bool            // a block began since the last text, or there was none
	waiting []span          // white space since the last text, as long as no block begins
	open    [maxKeepers]int // how many of each element that keeps white space are open
	kept    int             // how many of all of these are open
}

// text notes that there is something to read.
func (b *blanks) text() { b.apart, b.waiting = false, b.waiting[:0] }

// opened notes the start tag of an element.
func (b *blanks) opened(e *named) {
	if e.is(bounds) && b.kept > 0 {
		b.kept++ // for good
	}
	if e.is(keepsBlanks) && (e.name != "a" || b.open[e.keeper] == 0) { // a link ends the one before it
		b.open[e.keeper]++
		b.kept++
	}
}

// closed notes the end tag of an element.
func (b *blanks) closed(e *named) {
	if e.is(keepsBlanks) && b.open[e.keeper] > 0 {
		b.open[e.keeper]--
		b.kept--
	}
}

// cutBlanks cuts the white space that is known to be of no use when a tag is reached: that before the tag, and that before others since the last text.
func (s *skimmer) cutBlanks(start int, e *named, begins bool) {
	b := &s.blanks
	b.apart = b.apart || begins && e.is(blockStart)
	if b.kept == 0 {
		if s.at < start {
			b.waiting = append(b.waiting, span{s.at, start})
		}
		if b.apart && s.at == s.copied { // a comment or a script was cut, and white space may stand before it
			s.out = s.out[:len(bytes.TrimRight(s.out, " \n\t\r\f"))]
		}
	}
	if b.apart {
		for _, blank := range b.waiting {
			s.cut(blank.from, blank.to)
		}
	}
	if !e.is(blockLike) {
		b.text()
	}
}
