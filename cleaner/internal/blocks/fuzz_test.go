package blocks_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"winnow/cleaner/internal/blocks"
	"winnow/cleaner/internal/render"
	"winnow/rules"
)

// FuzzFromText reads texts, writes them as text and reads them again: no letter may go, and the second time nothing may change. What FromText
// makes exceptions of is left out.
func FuzzFromText(f *testing.F) {
	for _, seed := range []string{
		"One line.\nAnother line.",
		"# Head\n\nText\n====\n- a\n  - b\n1. c\n2) d\n\n> quoted\n> 3. third\n\n| a | b |\n|---|---|\n| c \\| d | |\n",
		"The lamp was lit at six and it went out again at seven, so that\nnobody on the road below could tell whether the inn was open or\nshut, and the carter drove by without a look at its two windows\nfor he had forgotten that there ever was an inn on the moor road\nand would have passed it anyway.",
		"See [the log](https://log.example/a_(b) \"Log\") and ![a map](/map.png).\n![whole](/whole.png)\n[![x](/x)](/y)",
		"a = 1\nif a {\n\tb = 2;\n}\n\nleft     right\none      two\n",
		"* * *\n-\n>\n0. none\n1990. It was\n- - a\n# # b\n# c\n\u200b2) d\n|\n||\n| -- | -- |\n",
		"- Is it late?\n- It is.\n— Then we go.",
		"[[a](http://x)](http://y) [ ](http://z) [# h](http://q)",
		"**a** **[b](http://x)** c** **- d**\n- **e",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read := blocks.FromText(text)
		checkBlocks(t, read)
		if strings.Contains(text, "```") {
			return
		}
		once := render.Text(read)
		if !strings.Contains(text, "](") && letters(once) != letters(strings.ToValidUTF8(text, "\uFFFD")) {
			t.Errorf("letters went from %q: %q", text, once)
		}
		if slices.ContainsFunc(read, func(b rules.Block) bool { return b.Kind == rules.Heading && itemLike.MatchString(b.Text) }) {
			return
		}
		if twice := render.Text(blocks.FromText(once)); twice != once {
			t.Errorf("%q is read as\n%q and then as\n%q", text, once, twice)
		}
	})
}

var itemLike = regexp.MustCompile(`^([-*+•‣◦▪●]|\d{1,3}[.)]) `)

// letters returns all letters of a text in a row.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}

// FuzzFromTree reads pages, and writes them in every form: whatever the page, blocks and elements hold together.
func FuzzFromTree(f *testing.F) {
	for _, seed := range []string{
		"<p>a<br>b<br><br>c<ul><li>d<ol start=3><li value=7>e<table><tr><td>f<td>g<tr><td>h</table></ol></ul>",
		"<x-a>one <x-b>two</x-b></x-a> three <x-c>four<p>five</x-c><pre>\n\n a\n<div>b<br></div>c</pre>",
		"<a href=x><div>a</div><b>b<i>c<p>d</b>e</i></a><img src=1><noscript><img src=1></noscript>",
		"<ol reversed><li><h2>a</h2>b<li><blockquote>c<ul><li>d</ul></blockquote></ol><dialog>x</dialog><span hidden>y</span>",
		"<noscript><noscript><p>" + strings.Repeat("long text ", 300),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		read := blocks.FromTree(root)
		checkBlocks(t, read.Blocks)
		checkPage(t, read)
		render.Text(read.Blocks)
		if _, err := render.Markdown(read.Blocks); err != nil {
			t.Error(err)
		}
	})
}

// checkBlocks checks what holds for all blocks.
func checkBlocks(t *testing.T, all []rules.Block) {
	t.Helper()
	for i, b := range all {
		if b.Kind == rules.Image {
			if b.Text != "" || b.Src == "" {
				t.Errorf("block %d: an image with text %q and source %q", i, b.Text, b.Src)
			}
			continue
		}
		if b.Kind == rules.Row {
			b.Text = strings.Trim(b.Text, "\t")
		} else if b.Kind != rules.Code && strings.ContainsAny(b.Text, "\t\n\r") {
			t.Errorf("block %d: white space is left in %q", i, b.Text)
		}
		if b.Kind != rules.Code && (b.Text == "" || b.Text != strings.TrimSpace(b.Text)) {
			t.Errorf("block %d: %q is not trimmed", i, b.Text)
		}
		if b.Level != 0 && b.Kind != rules.Heading && b.Kind != rules.Row {
			t.Errorf("block %d: a %v of level %d", i, b.Kind, b.Level)
		}
		if (b.List > 0 || b.Kind == rules.Row) && b.Group == 0 {
			t.Errorf("block %d: a %v in a list or table without a group", i, b.Kind)
		}
		last := 0
		for _, s := range b.Spans {
			if s.Start < last || s.End <= s.Start || s.End > len(all[i].Text) {
				t.Errorf("block %d: spans %v of %q", i, b.Spans, all[i].Text)
				break
			}
			last = s.Start
		}
	}
}

// checkPage checks that a block is in an element's range if and only if the element is above the block.
func checkPage(t *testing.T, p *blocks.Page) {
	t.Helper()
	if len(p.At) != len(p.Blocks) || len(p.Inline) != len(p.Blocks) {
		t.Fatalf("%d blocks at %d places with %d hints", len(p.Blocks), len(p.At), len(p.Inline))
	}
	above := make(map[[2]int32]bool)
	for i, at := range p.At {
		for ; at >= 0; at = p.Elements[at].Parent {
			above[[2]int32{at, int32(i)}] = true
		}
	}
	inside := 0
	for e := range p.Elements {
		for i := p.Elements[e].First; i < p.Elements[e].End; i++ {
			inside++
			if !above[[2]int32{int32(e), i}] {
				t.Fatalf("element %d (%v) ranges over block %d, which is not in it", e, p.Elements[e].Tag, i)
			}
		}
	}
	if inside != len(above) {
		t.Fatalf("the elements range over %d blocks, but %d are in them", inside, len(above))
	}
}
