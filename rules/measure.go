package rules

// Words returns how many words the block's text has. Where a script sets no spaces between words, two signs of Chinese or Japanese, or four of Thai, make a word.
func (b *Block) Words() int { return countWords(b.Text) }

// EndsSentence reports whether the block's text ends as a sentence does, quotation marks and brackets after it aside.
func (b *Block) EndsSentence() bool { return endsSentence(b.Text) }

// Real reports whether the block is a real paragraph, as packs' keys mean it: a paragraph or quote that is not mostly links, and has ten words or more
// that end as a sentence does, or 35 words.
func (b *Block) Real() bool { return b.couldBeReal() && b.isReal(b.Words()) }

// couldBeReal spares counting the words of a block that is no real paragraph whatever their number.
func (b *Block) couldBeReal() bool {
	return (b.Kind == Paragraph || b.Kind == Quote) && len(b.Text) >= 2*realSentence
}

// isReal reports whether a block that could be a real paragraph is one, with so many words.
func (b *Block) isReal(words int) bool {
	return (words >= realWords || words >= realSentence && b.EndsSentence()) && b.LinkShare() < 0.5
}
