package lookup

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"unicode"

	"winnow/rules/internal/words"
)

func parsed(t *testing.T, text string) *syntax.Regexp {
	t.Helper()
	tree, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestLiteralsOf(t *testing.T) {
	for _, c := range []struct {
		expression string
		want       [][]string
	}{
		{`read more`, [][]string{{"read more"}}},
		{`\bnewsletters?\b`, [][]string{{wordStart + "newsletter"}}},
		{`^read`, [][]string{{wordStart + "read"}}},
		{`\b(?:sign|log) in`, [][]string{{wordStart + "log in", wordStart + "sign in"}}},
		{`(?:sign up|subscribe).*inbox`, [][]string{{"sign up", "subscribe"}, {"inbox"}}},
		{`.*(?:sponsored|advertisement).*`, [][]string{{"advertisement", "sponsored"}}},
		{`Öffnen Sie`, [][]string{{"offnen sie"}}},
		{`\w+ via`, [][]string{{" via"}}},
		{`(?:facebook|x).+https?://`, [][]string{{"http://", "https://"}}},
		{`\b(?:guadagn\w+|perce\w+) quota`, [][]string{{" quota"}, {wordStart + "guadagn", wordStart + "perce"}}},
		{`\bp(?:artner\w+|rovizn\w+)`, [][]string{{wordStart + "partner", wordStart + "provizn"}}},
		{`^.{0,9}[^\p{L}\p{N}](?:izin|kaynak)`, [][]string{{wordStart + "izin", wordStart + "kaynak"}}},
		{`(?:a+b|c)`, nil},
		{`a|b|c`, nil},
		{`.*`, nil},
	} {
		got := literalsOf(parsed(t, c.expression))
		for _, set := range got {
			slices.Sort(set)
		}
		if !slices.EqualFunc(got, c.want, slices.Equal[[]string]) {
			t.Errorf("%s: %q, want %q", c.expression, got, c.want)
		}
	}
}

func TestPrefixesOf(t *testing.T) {
	for _, c := range []struct {
		expression string
		want       []string
	}{
		{`^read more`, []string{"read mor"}},
		{`^\W{0,3}(?:to (?:read|see)|via)\b`, []string{"to read", "to see", "via"}},
		{`^(?:please )?get`, []string{"get", "please g"}},
		{`^read[ -]more`, []string{"read" + someSigns}},
		{`^tags?\s?:`, []string{"tag" + someSigns, "tags" + someSigns}},
		{`^(?:q|a)(?: ?\d+)? ?:`, []string{"a" + someSigns, "q" + someSigns}},
		{`^(?:read|reader|read also)`, []string{"read"}},
		{`^[“"]?É`, []string{"e"}},
		{`^\W{0,3}(?:©|\(c\))\s?\d`, []string{"(c)" + someSigns, "©" + someSigns}},
		{`^[^\p{L}\p{N}]{0,3}quelle`, []string{"quelle"}},
		{`^"?via`, []string{`"via`, "via"}},
		{`^.{0,3}read`, nil},
		{`^\w+ read`, nil},
		{`^\W*`, nil},
		{`read more`, nil},
	} {
		if got := prefixesOf(parsed(t, c.expression)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.expression, got, c.want)
		}
	}
}

func TestFirstOf(t *testing.T) {
	for _, c := range []struct{ expression, has, hasNot string }{
		{`^read`, "rR", "eE "},
		{`^(?-i:Read|[“"]?More)`, `RM"“`, "rm'"},
		{`^\W*(?:\d|of)`, " .-1o", "abnp"},
		{`^\s*$|^x`, "abc", ""}, // not anchored as a whole: nothing is known
		{`read`, "abc", ""},
		{`^.`, "abc", ""},
	} {
		first := firstOf(parsed(t, c.expression))
		for _, b := range []byte(c.has) {
			if first != nil && !first.has(b) {
				t.Errorf("%s does not begin with %q", c.expression, b)
			}
		}
		for _, b := range []byte(c.hasNot) {
			if first == nil || first.has(b) {
				t.Errorf("%s may begin with %q", c.expression, b)
			}
		}
	}
}

// notASCII keeps texts to what \W means in RE2, where letters of other scripts are signs; the index takes them for letters.
var notASCII = regexp.MustCompile(`[^\x20-\x7e]`)

// beginsWithOne reports whether the text begins with a prefix, signs before it aside.
func beginsWithOne(text string, prefixes []string) bool {
	for {
		if slices.ContainsFunc(prefixes, func(p string) bool { return beginsWith(text, p) }) {
			return true
		}
		if text == "" || unicode.IsLetter(rune(text[0])) {
			return false
		}
		text = text[1:]
	}
}

// holds reports whether the text holds a literal, where a word begins if the literal asks for it.
func holds(text, literal string) bool {
	plain, start := strings.CutPrefix(literal, wordStart)
	for i := range text {
		if strings.HasPrefix(text[i:], plain) && (!start || i == 0 || !words.InWord(rune(text[i-1]))) {
			return true
		}
	}
	return false
}

func FuzzIndexMissesNothing(f *testing.F) {
	f.Add(`^\W{0,3}(?:read|see) (?:more|also)`, "» Read more: the mill")
	f.Add(`\b(?:sign up|subscribe)\b.{0,20}\bnewsletters?`, "Please subscribe to our newsletter")
	f.Add(`^(?:a?b)*c|(?:dd?)+e`, "ababc")
	f.Add(`^\(?(?:via|h/t)\s?:?\s`, "(via Example)")
	f.Add(`x[ab]{2,3}y?z`, "xabaz")
	f.Fuzz(func(t *testing.T, expression, text string) {
		if len(expression) > 60 || notASCII.MatchString(expression+text) || strings.Contains(text, "_") {
			return
		}
		re, err := regexp.Compile(caseless + expression)
		if err != nil || !re.MatchString(text) {
			return
		}
		folded := string(words.AppendFold(nil, text))
		tree := parsed(t, expression)
		if prefixes := prefixesOf(tree); prefixes != nil && !beginsWithOne(folded, prefixes) {
			t.Errorf("%s matches %q, but that begins with none of %q", expression, text, prefixes)
		}
		if first := firstOf(tree); first != nil && (text == "" || !first.has(text[0])) {
			t.Errorf("%s matches %q, which begins with none of its first bytes", expression, text)
		}
		for _, set := range literalsOf(tree) {
			if !slices.ContainsFunc(set, func(l string) bool { return holds(folded, l) }) {
				t.Errorf("%s matches %q, but that holds none of %q", expression, text, set)
			}
		}
	})
}
