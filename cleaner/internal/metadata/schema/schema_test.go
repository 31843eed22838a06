package schema

import (
	"fmt"
	"strings"
	"testing"
)

// show writes items in one line, to be compared.
func show(items []*Item) string {
	var b strings.Builder
	for i, it := range items {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(strings.Join(it.Types, "+"))
		if it.ID != "" {
			b.WriteString("@" + it.ID)
		}
		b.WriteString("{")
		for i, p := range it.Props {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(p.Name + "=")
			for j, v := range p.Values {
				if j > 0 {
					b.WriteString("|")
				}
				if v.Item != nil {
					b.WriteString(show([]*Item{v.Item}))
				} else {
					fmt.Fprintf(&b, "%q", v.Text)
				}
			}
		}
		b.WriteString("}")
	}
	return b.String()
}

func TestParseJSON(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"an object":         {`{"@type": "Article", "headline": "A walk"}`, `Article{headline="A walk"}`},
		"an array":          {`[{"@type": "A"}, {"@type": "B"}]`, `A{} B{}`},
		"a graph":           {`{"@context": "https://schema.org", "@graph": [{"@type": "A", "@id": "#a"}, {"@type": "B"}]}`, `{@graph=A@#a{}|B{}} A@#a{} B{}`},
		"nested":            {`{"author": {"@type": "Person", "name": "Ann"}}`, `{author=Person{name="Ann"}}`},
		"lists":             {`{"author": ["Ann", {"name": "Bob"}, ["Cy"]]}`, `{author="Ann"|{name="Bob"}|"Cy"}`},
		"several types":     {`{"@type": ["A", "http://schema.org/B"]}`, `A+B{}`},
		"a prefix":          {`{"@type": "schema:A", "schema:name": "n"}`, `A{name="n"}`},
		"a typed value":     {`{"name": {"@value": "n", "@language": "en"}}`, `{name="n"}`},
		"numbers and null":  {`{"a": 12.5, "b": null, "c": true}`, `{a="12.5" b= c="true"}`},
		"escapes":           {`{"a": "\u00e9\n\"q\" \ud83d\ude00 \/ \\"}`, `{a="é\n\"q\" 😀 / \\"}`},
		"half a surrogate":  {`{"a": "\ud83d x"}`, `{a="� x"}`},
		"references":        {`{"a": "Q &amp; A &#8217;s"}`, `{a="Q & A ’s"}`},
		"two in a row":      {`{"@type":"A"}{"@type":"B"}`, `A{} B{}`},
		"trailing commas":   {`{"a": ["x", "y",], "b": "z",}`, `{a="x"|"y" b="z"}`},
		"a missing comma":   {"{\"a\": \"x\"\n\"b\": \"y\"}", `{a="x" b="y"}`},
		"comments":          {"/* one */ {\"a\": \"x\", // two\n \"b\": \"y\"}", `{a="x" b="y"}`},
		"CDATA":             {"//<![CDATA[\n{\"a\": \"x\"}\n//]]>", `{a="x"}`},
		"a line break":      {"{\"a\": \"x\ny\", \"b\": \"z\"}", `{a="x\ny" b="z"}`},
		"a bare quote":      {`{"a": "the "best" shoes", "b": "he said "no", then left"}`, `{a="the \"best\" shoes" b="he said \"no\", then left"}`},
		"single quotes":     {`{'a': 'x'}`, `{a="x"}`},
		"no value":          {`{"a": , "b": "y"}`, `{b="y"}`},
		"no end":            {`{"a": "x", "b": {"c": "y"`, `{a="x" b={c="y"}}`},
		"no end of a text":  {`{"a": "x`, `{a="x"}`},
		"a wrong bracket":   {`{"a": ["x"}, "b": "y"}`, `{a="x"}`},
		"a semicolon after": {`{"a": "x"};`, `{a="x"}`},
		"nothing":           {``, ``},
		"no JSON":           {`window.x = 1`, ``},
	} {
		if got := show(ParseJSON(c.in)); got != c.want {
			t.Errorf("%s: ParseJSON(%s)\n got %s\nwant %s", name, c.in, got, c.want)
		}
	}
}

func TestDeepNesting(t *testing.T) {
	for _, s := range []string{strings.Repeat("[", 1e6), strings.Repeat(`{"a":`, 1e6), strings.Repeat(`[{"a":`, 1e5)} {
		ParseJSON(s)
	}
}

func TestLookups(t *testing.T) {
	it := ParseJSON(`{"@type": "Person", "name": {"x": "y"}, "alternateName": ["", "Ann"], "url": "u"}`)[0]
	if got := it.Text("name", "alternateName", "url"); got != "Ann" {
		t.Errorf("Text = %q", got)
	}
	if !it.Is("Thing", "Person") || it.Is("Thing") {
		t.Error("Is is wrong")
	}
	it.Add("url", Value{Text: "v"})
	it.Add("new", Value{Text: "w"})
	if len(it.Values("url")) != 2 || it.Text("new") != "w" || it.Values("none") != nil {
		t.Errorf("after Add: %v", it.Props)
	}
	for i := range 2 * maxProps {
		it.Add(fmt.Sprint(i), Value{Text: "x"})
	}
	if len(it.Props) != maxProps {
		t.Errorf("%d properties", len(it.Props))
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"@graph":[{"a":"b\u00e9"}]}`, `{"a": "x "y" z",}`, `/* */ [1,'a',{b:]}`, `{"a":"\ud83d\u12"}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, it := range ParseJSON(s) {
			it.Text("a")
		}
	})
}
