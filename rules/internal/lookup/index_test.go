package lookup

import (
	"errors"
	"os"
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"winnow/rules/internal/words"
)

func mustParse(t *testing.T, text string) *Expression {
	t.Helper()
	e, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestParse(t *testing.T) {
	e := mustParse(t, `^Read (?:more|on)`)
	if e.String() != `^Read (?:more|on)` {
		t.Errorf("it is written %s", e)
	}
	if !e.Regexp().MatchString("READ MORE") {
		t.Error("case counts")
	}
	if mustParse(t, `^(?-i:Read)`).Regexp().MatchString("READ") {
		t.Error("case does not come back")
	}
	if _, err := Parse(`a*|b`); !errors.Is(err, ErrEmpty) {
		t.Errorf("an expression that matches the empty text: %v", err)
	}
	wrong := new(syntax.Error)
	if _, err := Parse(`(read`); !errors.As(err, &wrong) {
		t.Errorf("a bracket that is not closed: %v", err)
	}
}

// Regexp refuses an expression whose classes are too large together, and so must Parse.
func TestParseTooManyClasses(t *testing.T) {
	large := new(syntax.Error)
	if _, err := Parse("a" + strings.Repeat(`\p{L}`, 30_000)); !errors.As(err, &large) || large.Code != syntax.ErrLarge {
		t.Errorf("got %v", err)
	}
	if _, err := Parse("a" + strings.Repeat(`b`, maxUnchecked)); err != nil {
		t.Error(err)
	}
}

func TestIndexed(t *testing.T) {
	for expression, want := range map[string]bool{
		`^read more`: true, `\bnewsletters?\b`: true, `^\W{0,3}via\b`: true, `ewslette`: true,
		`\d+`: false, `^.{0,3}\w+$`: false, `x`: false,
	} {
		if got := mustParse(t, expression).Indexed(); got != want {
			t.Errorf("%s is indexed: %t, want %t", expression, got, want)
		}
	}
}

// TestFind asks an index about texts, one after the other with the same Found.
func TestFind(t *testing.T) {
	var entries []Entry
	for i, text := range []string{
		0: `^\W*read (?:more|on)`,
		1: `\bnewsletters?\b`,
		2: `ewslette`, // within a word
		3: `^(?:via|h/t):? `,
		4: `подписывайтесь`,
		5: `相关`,
		6: `\bsponsored\b.{0,40}\bpartners?\b`,
		7: `^photo:`,
		8: `\d{3}`, // cannot be looked up
	} {
		entries = append(entries, Entry{mustParse(t, text), int32(i)})
	}
	entries = append(entries, Entry{mustParse(t, `\bharbou?r\b`), -1})
	x := NewIndex(entries)
	var f Found
	for _, c := range []struct {
		text string
		keys []int32
		may  []int // numbers of entries
	}{
		{"» Read more: the mill", []int32{0}, []int{0, 8}},
		{"Please subscribe to our NEWSLETTERS", []int32{1, 2}, []int{1, 2, 8}},
		{"Enewsletter", []int32{2}, []int{2, 8}},
		{"h/t Example", []int32{3}, []int{3, 8}},
		{"Подписывайтесь на канал", []int32{4}, []int{4, 8}},
		{"更多相关文章", []int32{5}, []int{5, 8}},
		{"Sponsored by our partners", []int32{6}, []int{6, 8}},
		{"Sponsored by ours", []int32{6}, []int{8}},
		{"Photo: The harbour", []int32{7}, []int{7, 8, 9}},
		{"A photo: the arbour", nil, []int{8}},
		{"", nil, []int{8}},
	} {
		x.Find(&f, c.text)
		keys := f.Keys(nil)
		slices.Sort(keys)
		if keys = slices.Compact(keys); !slices.Equal(keys, c.keys) {
			t.Errorf("%q has the keys %v, want %v", c.text, keys, c.keys)
		}
		var may []int
		for i, e := range entries {
			if f.MayMatch(e.Expression) {
				may = append(may, i)
			} else if e.Expression.Regexp().MatchString(c.text) {
				t.Errorf("%s matches %q, but the index says no", e.Expression, c.text)
			}
		}
		if !slices.Equal(may, c.may) {
			t.Errorf("%q may match %v, want %v", c.text, may, c.may)
		}
	}
}

func TestMayBegin(t *testing.T) {
	e := mustParse(t, `^[“"]?read`)
	for text, want := range map[string]bool{"Read on": true, "“Read on”": true, "More": false, "": false} {
		if got := e.MayBegin(text); got != want {
			t.Errorf("%q may begin: %t, want %t", text, got, want)
		}
	}
	if !mustParse(t, `read`).MayBegin("More") {
		t.Error("an expression that may match anywhere may not begin")
	}
}

func TestPhraseFilter(t *testing.T) {
	f := NewPhraseFilter([]string{"read more", "dont miss", "via", "相关"})
	var text words.Text
	for s, want := range map[string]bool{
		"Read more: the mill": true, "» READ, more": true, "[Don’t miss]": true, "via": true, "– Via –": true, "相关：文章": true,
		"Reader of the mill": false, "The mill": false, "Viaduct": false, "Do miss": false, "»": false, "": false,
	} {
		text.Read(s)
		if got := f.MayBegin(&text); got != want {
			t.Errorf("%q may begin with a phrase: %t, want %t", s, got, want)
		}
	}
}

func TestSubstrings(t *testing.T) {
	var x Substrings[string]
	found := func(text string) (all []string) {
		x.Find(text, func(asks []string) { all = append(all, asks...) })
		slices.Sort(all)
		return slices.Compact(all)
	}
	if got := found("related"); got != nil {
		t.Errorf("nothing is asked for, but %q is found", got)
	}
	for _, s := range []string{"related", "relate", "promo", "ad-"} {
		if !x.Add(s, s) {
			t.Errorf("%q is not added", s)
		}
	}
	if x.Add("ad", "ad") {
		t.Error("two bytes are added")
	}
	for text, want := range map[string][]string{
		"box-related": {"relate", "related"}, "promo ad-top": {"ad-", "promo"}, "header": nil, "ad": nil,
	} {
		for _, w := range want {
			if !slices.Contains(found(text), w) {
				t.Errorf("%q contains %q, which is not found", text, w)
			}
		}
		if got := found(text); want == nil && got != nil {
			t.Errorf("%q contains nothing, but %q is found", text, got)
		}
	}
}

// TestBuiltinLiteralsBeginWords holds that no built-in rule makes the index look at each byte of a text: an expression that may begin within a word should say
// \b, or [^\p{L}\p{N}] before a letter beyond ASCII.
func TestBuiltinLiteralsBeginWords(t *testing.T) {
	packs, err := filepath.Glob("../../packs/*.yaml")
	if err != nil || len(packs) == 0 {
		t.Fatalf("no packs: %v", err)
	}
	n := 0
	for _, name := range packs {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var pack any
		if err := yaml.Unmarshal(data, &pack); err != nil {
			t.Fatal(err)
		}
		for _, text := range expressionsIn(pack, "") {
			n++
			for _, l := range mustParse(t, text).literals {
				if inside(l) {
					t.Errorf("%s: %q is looked for at each byte, for %s", name, l, text)
				}
			}
		}
	}
	if n < len(packs) {
		t.Errorf("%d packs have %d expressions", len(packs), n)
	}
}

// expressionsIn returns the expressions in what stands under a key of a pack.
func expressionsIn(v any, key string) (all []string) {
	switch v := v.(type) {
	case map[string]any:
		for k, v := range v {
			all = append(all, expressionsIn(v, k)...)
		}
	case []any:
		for _, v := range v {
			all = append(all, expressionsIn(v, key)...)
		}
	case string:
		if key == "expression" {
			all = append(all, v)
		}
	}
	return all
}
