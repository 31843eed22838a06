package blocks_test

import (
	"strings"
	"testing"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/render"
	"winnow/rules"
)

const wrapped = `The lamp was lit at six and it went out again at seven, so that
nobody on the road below could tell whether the inn was open or
shut, and the carter drove by without a look at its two windows.
He had forgotten that there ever was an inn on the moor road and
would have passed it anyway.`

func TestFromText(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", " \n\t\n\u200b\n", ""},
		{"blank lines", "One.\n\n\nTwo.\n", "paragraph: One.\nparagraph: Two."},
		{"single newlines", "One.\nTwo.", "paragraph: One.\nparagraph: Two."},
		{"line ends of other systems", "One.\r\nTwo.\rThree.", "paragraph: One.\nparagraph: Two.\nparagraph: Three."},
		{"white space", "  a\u00a0 b\tc\u3000d\u200b ", "paragraph: a b c d"},
		{"broken UTF-8", "a\xffb \xe2\x80A", "paragraph: a\ufffdb \ufffdA"},
		{"hard-wrapped", wrapped + "\n\n" + wrapped, "paragraph: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ")},
		{"a hard-wrapped item", "1. A list begins here.\n\n" + wrapped + "\n\n- " + wrapped, "list-item list=1 number=1: A list begins here.\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nlist-item list=1: " + strings.ReplaceAll(wrapped, "\n", " ")},

		{"hard-wrapped without blank lines", "Over the moor\n" + wrapped + "\nRead next:\nThe last inn closes\n" + wrapped, "paragraph: Over the moor\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nparagraph: Read next:\nparagraph: The last inn closes\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ")},
		{"hard-wrapped, with a long line", wrapped + "\n\nhttps://moor.example/" + strings.Repeat("inn-", 40) + "\n\n" + wrapped, "paragraph: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nparagraph: https://moor.example/" + strings.Repeat("inn-", 40) + "\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ")},
		{"hard-wrapped quotes", "> " + strings.ReplaceAll(wrapped, "\n", "\n> ") + "\n\n" + wrapped, "quote quote=1: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ")},
		{"hard-wrapped, with a label as wide as the text", wrapped + "\nRead more: The last inn on the moor road is to close its doors.\nNobody has said so to the carter, and nobody has to, since he is\nthe one who owns it.\n" + wrapped, "paragraph: " + strings.ReplaceAll(wrapped, "\n", " ") + "\nparagraph: Read more: The last inn on the moor road is to close its doors.\nparagraph: Nobody has said so to the carter, and nobody has to, since he is the one who owns it.\nparagraph: " + strings.ReplaceAll(wrapped, "\n", " ")},
		{"verse", "The lamp was lit at six that night,\nand out again before the light,\nthe carter never saw the sign,\nand never drank the landlord's wine,\nbut on the moor he heard the wind\nand what it said, and what it dinned,\nand then the rain came down the road\nand wet his horses and his load,", "paragraph: The lamp was lit at six that night,\nparagraph: and out again before the light,\nparagraph: the carter never saw the sign,\nparagraph: and never drank the landlord's wine,\nparagraph: but on the moor he heard the wind\nparagraph: and what it said, and what it dinned,\nparagraph: and then the rain came down the road\nparagraph: and wet his horses and his load,"},
		{"lines of a list without marks", "flour, milled coarse and not too old, as much as the bowl holds\nwater\na pinch of salt\noil for the tin, and a spoon of it for the dough as well\nrye\nyeast", "paragraph: flour, milled coarse and not too old, as much as the bowl holds\nparagraph: water\nparagraph: a pinch of salt\nparagraph: oil for the tin, and a spoon of it for the dough as well\nparagraph: rye\nparagraph: yeast"},

		{"headings", "# One\n### Two ##\nThree\n=====\n\nFour\n---", "heading level=1: One\nheading level=3: Two\nheading level=1: Three\nheading level=2: Four"},
		{"no headings", "#one\n####### two\n#\n#3 in the charts", "paragraph: #one\nparagraph: ####### two\nparagraph: #\nparagraph: #3 in the charts"},
		{"dashes under a sentence", "It was over.\n------\nThe end", "paragraph: It was over.\nparagraph: The end"},
		{"a line of stars", "One\n\n* * *\n\n***\n\nTwo", "paragraph: One\nparagraph: * * *\nparagraph: ***\nparagraph: Two"},

		{"bullets", "- a\n* b\n• c\n  - d\n    - e\n- f", "list-item list=1: a\nlist-item list=1: b\nlist-item list=1: c\nlist-item list=2: d\nlist-item list=3: e\nlist-item list=1: f"},
		{"numbers", "1. a\n2) b\n10. c", "list-item list=1 number=1: a\nlist-item list=1 number=2: b\nlist-item list=1 number=10: c"},
		{"no items", "1990. It was a good year.\n0. Nought\n-5 degrees\n1.5 litres\n*stars*\n-\n3.", "paragraph: 1990. It was a good year.\nparagraph: 0. Nought\nparagraph: -5 degrees\nparagraph: 1.5 litres\nparagraph: *stars*\nparagraph: -\nparagraph: 3."},
		{"speech after a dash", "— Is it late?\n– It is.", "paragraph: — Is it late?\nparagraph: – It is."},
		{"marks in an item", "- # a\n- > b\n- - c", "list-item list=1: # a\nlist-item list=1: > b\nlist-item list=1: - c"},

		{"quotes", "> a\n>\n> b\n> > c\n> - d\nnone\n>>> e", "quote quote=1: a\nquote quote=1: b\nquote quote=2: c\nlist-item list=1 quote=1: d\nparagraph: none\nparagraph: >>> e"},

		{"fenced code", "```go\nif a {\n\n\tb()\n}\n```\nafter", "code go: if a {⏎⏎ | b()⏎}\nparagraph: after"},
		{"fenced text", "```text\na\n```\n```not a language\nb\n```", "code: a\ncode: b"},
		{"a longer fence", "````\n```\na\n```\n````\nafter", "code: ```⏎a⏎```\nparagraph: after"},
		{"a longer fence that is not closed", "````\n```\na\n```\nafter", "code: a\nparagraph: after"},
		{"a date is no item", "04. Februar 2022", "paragraph: 04. Februar 2022"},
		{"a fence that is not closed", "```go\nb()\nc()", "paragraph: b()\nparagraph: c()"},
		{"a sentence behind a fence", "``` is a fence\nb", "paragraph: is a fence\nparagraph: b"},
		{"code in a line", "```b()``` is one", "paragraph: ```b()``` is one"},
		{"a program", "total = 0\nfor n in list:\n    total = total + n", "code: total = 0⏎for n in list:⏎    total = total + n"},
		{"a program in a language of braces", "for (n of list) {\n  total += n; // of all\n}", "code: for (n of list) {⏎  total += n; // of all⏎}"},
		{"columns", "    Up:      7.14   9.40\n    Down:    8.31  11.16", "code: Up:      7.14   9.40⏎Down:    8.31  11.16"},
		{"a program with a comment", "def total(list):\n    # of all\n    n = sum(list)\n    return go()", "code: def total(list):⏎    # of all⏎    n = sum(list)⏎    return go()"},
		{"an indented verse is none", "The lamp was lit at six that night,\n    and out again before the light", "paragraph: The lamp was lit at six that night,\nparagraph: and out again before the light"},
		{"indented paragraphs are none", "Share this:\n    One\n    Two  and  a half", "paragraph: Share this:\nparagraph: One\nparagraph: Two and a half"},

		{"a table", "| a | b |\n|---|:-:|\n| c |  |\n| d \\| e | f |", "row level=1: a | b\nrow: c | \nrow: d | e | f"},
		{"bars alone are no table", "Home | News | Sport\n|", "paragraph: Home | News | Sport\nparagraph: |"},

		{"links", `See [the log](https://log.example/a_(b) "Log") or [mail](mailto:a@b.example).`, "paragraph: See <a https://log.example/a_(b)>the log</a> or <a mailto:a@b.example>mail</a>."},
		{"words in bold", "**Read more:** [the log](https://log.example/a) and **[a map](/map)**\n- **One** and **two three**", "paragraph: <b>Read more:</b> <a https://log.example/a>the log</a> and <a /map><b>a map</b></a>\nlist-item list=1: <b>One</b> and <b>two three</b>"},
		{"words in bold among words without spaces", "これは**重要**です\n**重要**なお知らせ", "paragraph: これは<b>重要</b>です\nparagraph: <b>重要</b>なお知らせ"},
		{"stars that are none", "** a **\na**b**c\n**kwargs and **args\n**a** and a star*\n**- a**", "paragraph: ** a **\nparagraph: a**b**c\nparagraph: **kwargs and **args\nparagraph: **a** and a star*\nparagraph: **- a**"},
		{"no links", "[1] (see there) [sic](er)", "paragraph: [1] (see there) [sic](er)"},
		{"a link that would turn into something else", "[# a](http://b)", "paragraph: [# a](http://b)"},
		{"images", "![A map](/map.png)\n[![B](/b.png)](/b)\nSee ![the map](/map.png) there", "image: /map.png \"A map\"\nimage: /b.png \"B\"\nparagraph: See the map there"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := blocks.FromText(test.text)
			if s := show(got); s != test.want {
				t.Errorf("got\n%s\nwant\n%s", s, test.want)
			}
			checkBlocks(t, got)
		})
	}
}

func TestGroupsOfText(t *testing.T) {
	got := blocks.FromText("- a\n\n- b\n\ntext\n\n- c\n| d | e |\n| f | g |\n- h")
	want := []int{1, 1, 0, 2, 3, 3, 4}
	for i, b := range got {
		if b.Group != want[i] {
			t.Errorf("%v %q is in group %d, want %d", b.Kind, b.Text, b.Group, want[i])
		}
	}
}

// What a page's blocks are as text is read as the same text.
func TestTextOfAPageAgain(t *testing.T) {
	for _, page := range []string{
		"<h1>a</h1><p>b</p><ul><li>c<ul><li>d</ul><li>e</ul><p>f</p>",
		"<ul><li>a<p>b</p><ul><li>c</ul><li>d</ul>",
		"<ol><li><h3>a</h3><p>b</p><li><h3>c</h3><p>d</p></ol>",
		"<table><caption>a</caption><tr><th>b<th>c<tr><td>d | e<td><tr><td><td>f</table><table><tr><td>g<td>h<tr><td>i<td>j</table>",
		"<blockquote>a<ul><li>b</ul></blockquote><ul><li>c<blockquote>d</blockquote></ul>",
	} {
		once := render.Text(blocks.FromTree(parse(t, page)).Blocks)
		if twice := render.Text(blocks.FromText(once)); twice != once {
			t.Errorf("%s is written as\n%s\nand then as\n%s", page, once, twice)
		}
	}
}

// The time that a text takes grows with its length, whatever is in it: these would not end otherwise.
func TestLongTexts(t *testing.T) {
	for _, line := range []string{"a = b\n", "```go\n", "| a |\n", "> > > a\n", "  - a\n", "[", "[![a](/b)](", "# # ", "a  b   c\n", "\u200b", "|", "- "} {
		all := blocks.FromText(strings.Repeat(line, 1<<20/len(line)))
		if len(all) == 0 && line != "```go\n" && line != "\u200b" && line != "|" && line != "- " {
			t.Errorf("nothing of many %q", line)
		}
	}
}

func TestFromTextKeepsNoTree(t *testing.T) {
	for _, b := range blocks.FromText("# a\n\nb\n- c") {
		if b.Node != nil {
			t.Errorf("%v %q has a node", b.Kind, b.Text)
		}
		if b.Kind == rules.Heading && b.Level != 1 {
			t.Errorf("level %d", b.Level)
		}
	}
}
