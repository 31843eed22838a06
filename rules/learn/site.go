package learn

import (
	"hash/crc32"
	"net/url"
	"strings"

	"winnow/rules"
)

// A site is what is kept of a host's documents.
type site struct {
	host      string
	documents []document
	lines     map[uint64]*example // by form; nil for a line that stood in one document so far
	classes   map[string]*classUse
}

// A document is what is kept of one: its lines in order, without their texts.
type document struct {
	id      string
	prose   []string // paragraphs near the first of the signed lines
	lines   []line
	signed  []signedLine
	classes []linkClass // that hold nothing but a few links
}

// A line is what is kept of a block.
type line struct {
	form  uint64
	start uint64 // of the form's first words; see beginnings.go
	text  uint32 // a hash of the text in small letters, with its numbers
	words uint16
	marks marks
}

// A signedLine is a line with a sign that it is no body text. The text is kept, since it may differ from document to document.
type signedLine struct {
	at   int // in the document's lines
	text string
}

// marks say what a block looks like.
type marks uint16

const (
	closed     marks = 1 << iota // it is never proposed: a picture's caption, code, a table's row, a long paragraph, signs that a pack cannot hold
	prose                        // it has ten words or more that end as a sentence does, or is a real paragraph
	sentence                     // it ends as a sentence does
	heading                      // it is a heading
	item                         // it stands in a list
	linked                       // it is nothing but links
	address                      // it names an address, an account or a copyright
	bracketed                    // it stands in brackets
	emphasised                   // all of it is emphasised
	heads                        // it is a label over links to other pages of the site
	onward                       // it is nothing but links to other pages of the site
)

func (m marks) has(any marks) bool { return m&any != 0 }

// signs are the marks that body text does not bear as a rule.
const signs = linked | address | bracketed | emphasised

// An example is a line as it stood in a document.
type example struct {
	text  string
	id    string       // of the document
	prose []string     // the nearest prose around it
	links []rules.Link // the first of those that it heads
}

// What is no longer learnt from, in words.
const (
	maxProposed = 80
	maxSigned   = 40
)

// add keeps what matters of a document.
func (s *site) add(d *Document) {
	doc := document{id: d.ID}
	var blocks []*rules.Block // those of doc.lines
	for i := range d.Blocks {
		b := &d.Blocks[i]
		f := formOf(b.Text)
		if len(f) == 0 {
			continue
		}
		m := marksOf(b, f)
		if ownLinks(s.host, b) != nil {
			m |= onward
		}
		if m&closed == 0 && m.has(signs) && b.Words() <= maxSigned {
			doc.signed = append(doc.signed, signedLine{len(doc.lines), b.Text})
		}
		doc.lines = append(doc.lines, line{f.hash(), f[:min(len(f), startWords)].hash(), crc32.ChecksumIEEE([]byte(strings.ToLower(b.Text))), uint16(min(b.Words(), 1<<16-1)), m})
		blocks = append(blocks, b)
	}
	seen := make(map[uint64]bool, len(doc.lines))
	for i := range doc.lines {
		l := &doc.lines[i]
		links := headed(s.host, doc.lines, blocks, i)
		if links != nil {
			l.marks |= heads
		}
		e, known := s.lines[l.form]
		switch {
		case !known:
			s.lines[l.form] = nil
		case seen[l.form] || l.marks.has(closed):
		case e == nil:
			s.lines[l.form] = &example{blocks[i].Text, d.ID, around(doc.lines, blocks, i), links}
		case e.links == nil:
			e.links = links
		}
		seen[l.form] = true
	}
	if len(doc.signed) > 0 {
		doc.prose = around(doc.lines, blocks, doc.signed[0].at)
	}
	doc.classes = s.linkClasses(d.ID, doc.lines, blocks)
	s.documents = append(s.documents, doc)
}

func marksOf(b *rules.Block, f form) marks {
	var m marks
	set := func(mark marks, on bool) {
		if on {
			m |= mark
		}
	}
	words := b.Words()
	set(closed, b.Kind == rules.Code || b.Kind == rules.Row || b.Kind == rules.Image || b.Kind == rules.Caption || words > maxProposed || !printable(b.Text))
	set(sentence, b.EndsSentence())
	set(prose, b.Real() || m.has(sentence) && words >= 10 && b.LinkShare() < 0.5)
	set(heading, b.Kind == rules.Heading)
	set(item, b.List > 0)
	set(linked, b.LinkShare() >= 0.8)
	set(address, f.hasAddress())
	set(bracketed, strings.IndexAny(b.Text, "([") == 0 && strings.IndexAny(b.Text, ")]") == len(b.Text)-1)
	set(emphasised, emphasis(b) >= 0.9)
	return m
}

// emphasis returns the share of a block's text that is emphasised.
func emphasis(b *rules.Block) float64 {
	most := 0
	for _, s := range b.Spans {
		if s.Kind == rules.EmphasisSpan {
			most = max(most, s.End-s.Start)
		}
	}
	return float64(most) / float64(max(len(b.Text), 1))
}

// around returns the prose nearest to a line, the one before it first.
func around(lines []line, blocks []*rules.Block, at int) []string {
	var found []string
	for _, step := range []int{-1, 1} {
		for i := at + step; 0 <= i && i < len(lines); i += step {
			if lines[i].marks.has(prose) && lines[i].form != lines[at].form {
				if text := shown(blocks[i].Text); text != "" {
					found = append(found, text)
				}
				break
			}
		}
	}
	return found
}

// shown returns as much of a paragraph as an example needs; "" where it has signs that a pack cannot hold.
func shown(text string) string {
	const enough = 30 // words
	words := strings.Fields(text)
	text = strings.Join(words, " ")
	if len(words) > enough {
		text = strings.Join(words[:enough], " ") + " …"
	}
	if !printable(text) || len(text) > 20*enough {
		return ""
	}
	return text
}

// sameSite reports whether a link leads to a page of the host.
func sameSite(host, link string) bool {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return false
	}
	if u.Host == "" {
		return u.Scheme == ""
	}
	to := hostOf(u.Hostname())
	return host != "" && (to == host || strings.HasSuffix(to, "."+host) || strings.HasSuffix(host, "."+to))
}

// ownLinks returns the links of a block that is nothing but links to pages of the host; nil where it is not.
func ownLinks(host string, b *rules.Block) []rules.Link {
	if b.LinkShare() < 0.8 {
		return nil
	}
	links := b.Links()
	for _, l := range links {
		if !sameSite(host, l.URL) {
			return nil
		}
	}
	return links
}

// Two documents are one where they share most of what they say. What many documents say weighs little in this: it is what surrounds their own.
const (
	mostlyShared = 0.5
	maxWeight    = 60  // words of a line that count
	generalShare = 0.1 // of the documents: what stands in more is general
)

// unique returns the documents without those that have most of their text from an earlier one.
func (s *site) unique() []*document {
	in := s.count(pointers(s.documents))
	general := max(2, int(generalShare*float64(len(s.documents))))
	var unique []*document
	var sizes []float64
	holders := map[uint64][]int{} // by form, the first unique documents that have it
	const maxHolders = 8
	for i := range s.documents {
		d := &s.documents[i]
		size, shared := 0.0, map[int]float64{}
		forms := d.forms()
		for _, l := range forms {
			weight := float64(min(l.words, maxWeight)) + 0.5
			if n := in[l.form]; n > general {
				weight /= float64(n)
			}
			size += weight
			for _, h := range holders[l.form] {
				shared[h] += weight
			}
		}
		duplicate := false
		for h, weight := range shared {
			duplicate = duplicate || weight > mostlyShared*min(size, sizes[h])
		}
		if duplicate {
			continue
		}
		for _, l := range forms {
			if len(holders[l.form]) < maxHolders {
				holders[l.form] = append(holders[l.form], len(unique))
			}
		}
		unique, sizes = append(unique, d), append(sizes, size)
	}
	return unique
}

// mostlyLinks reports whether links are what the document is there for.
func (d *document) mostlyLinks() bool {
	n := 0
	for _, l := range d.lines {
		if l.marks.has(linked) {
			n++
		}
	}
	return 2*n > len(d.lines)
}

func pointers(documents []document) []*document {
	p := make([]*document, len(documents))
	for i := range documents {
		p[i] = &documents[i]
	}
	return p
}

// forms returns the document's lines, those of one form once.
func (d *document) forms() []line {
	seen := make(map[uint64]bool, len(d.lines))
	var forms []line
	for _, l := range d.lines {
		if !seen[l.form] {
			seen[l.form] = true
			forms = append(forms, l)
		}
	}
	return forms
}

// count returns in how many of the documents each form stands, for those that stand in more than one.
func (s *site) count(documents []*document) map[uint64]int {
	in := map[uint64]int{}
	for _, d := range documents {
		for _, l := range d.forms() {
			if s.lines[l.form] != nil || l.marks.has(closed) {
				in[l.form]++
			}
		}
	}
	return in
}
