package decode

import "strings"

// A class says how an element of HTML behaves in the tree.
type class uint8

const (
	known     class = 1 << iota
	block           // its start tag ends an open paragraph
	inline          // it marks up words: taken away, the text around it still flows
	void            // it has neither content nor end tag
	tablePart       // it stands in a table only
	fence           // an end tag in it does not close what it stands in
	metadata        // it may stand in the head
)

// elements are the elements of HTML, current and obsolete.
// The classes follow https://html.spec.whatwg.org/multipage/parsing.html.
var elements = func() map[string]class {
	m := map[string]class{}
	for c, names := range map[class]string{
		known: "html head body frameset noframes a abbr audio button canvas datalist iframe ins label legend map noembed noscript object optgroup option " +
			"output picture progress meter rp rt ruby script select slot style svg math template textarea title video base link meta applet marquee",
		block: "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header " +
			"hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
		inline: "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup " +
			"time tt u var",
		void:      "area base basefont bgsound br col embed frame hr img input link meta param source track wbr",
		tablePart: "caption col colgroup tbody td tfoot th thead tr",
		fence:     "applet caption marquee object table td template th",
		metadata:  "base basefont bgsound link meta noframes noscript script style template title",
	} {
		for name := range strings.FieldsSeq(names) {
			m[name] |= c | known
		}
	}
	return m
}()
