package decode

import (
	"bytes"
	"strings"
)

// A trait is something that skim has to know about an element.
type trait uint16

const (
	blockLike   trait = 1 << iota // browsers show it as a block, as a part of a table or not at all; but for tables: text that is out of place in them stands before them
	blockStart                    // its start tag begins a block, wherever it stands
	keepsBlanks                   // white space in it may show, is marked up or stands in a tree of its own
	bounds                        // an end tag in it need not end what it stands in
	rawText                       // what it holds is no markup
	dropped                       // nothing in it is read, but for structured data
	drawn                         // it stands in a drawing, and holds no HTML
	unskimmed                     // what comes after it is left as it is
)

// A named is an element that skim knows.
type named struct {
	name   string
	key    uint64 // of the name; 0 for an element that skim does not know
	traits trait
	keeper int // its number among those that keep white space
}

func (n *named) is(t trait) bool { return n.traits&t != 0 }

// maxKeepers is no less than how many elements keep white space.
const maxKeepers = 32

// names has the elements that skim knows, each at the place that its key is hashed to, or at the next one that was free.
var names = func() (table [512]named) {
	traits := map[string]trait{}
	for t, list := range map[trait]string{
		blockLike: "base body caption col colgroup form head html link meta script tbody td tfoot th thead title tr",
		blockLike | blockStart: "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr legend " +
			"li main menu nav ol p search section summary ul",
		keepsBlanks: "a b big code em font i nobr s small strike strong tt u " + // https://html.spec.whatwg.org/multipage/parsing.html#formatting
			"listing pre select svg template",
		bounds:  "applet caption marquee object svg table td template th",
		rawText: "iframe noembed noframes noscript textarea title xmp",
		dropped: "script style",
		drawn: "animate animatemotion animatetransform circle clippath defs desc ellipse filter g image line lineargradient marker mask path pattern polygon polyline " +
			"radialgradient rect set stop style svg switch symbol text title tspan use " +
			"feblend fecolormatrix fecomponenttransfer fecomposite feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode femorphology feoffset",
		unskimmed: "math plaintext",
	} {
		for name := range strings.FieldsSeq(list) {
			traits[name] |= t
		}
	}
	keepers := 0
	for name, t := range traits {
		key, _ := keyOf([]byte(name))
		n := named{name: name, key: key, traits: t}
		if n.is(keepsBlanks) {
			n.keeper = keepers
			keepers++
		}
		i := hash(key)
		for table[i].key != 0 {
			i = (i + 1) % len(table)
		}
		table[i] = n
	}
	return table
}()

// elementOf returns the element whose name a tag's text begins with; one without name and traits if skim does not know it.
func elementOf(tag []byte) *named {
	key, length := keyOf(tag)
	for i := hash(key); ; i = (i + 1) % len(names) {
		n := &names[i]
		if n.key == 0 || n.key == key && len(n.name) == length && (length <= 8 || bytes.EqualFold(tag[8:length], []byte(n.name[8:]))) {
			return n
		}
	}
}

// keyOf returns the first eight bytes, in lower case, of the name that a tag's text begins with, and the name's length.
func keyOf(tag []byte) (key uint64, length int) {
	for length < len(tag) && tagBytes[tag[length]]&(letters|equals) != 0 {
		if length < 8 {
			c := tag[length]
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			key = key<<8 | uint64(c)
		}
		length++
	}
	return key, length
}

// hash returns a place in names: https://en.wikipedia.org/wiki/Hash_function#Fibonacci_hashing
func hash(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> (64 - 9)) }
