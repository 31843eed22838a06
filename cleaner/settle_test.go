package cleaner_test

import (
	"context"
	"strings"
	"testing"

	"winnow/cleaner"
)

// A page's paragraph of several lines loses those that are chaff, and keeps its links and its other lines' breaks.
func TestLinesOfAParagraph(t *testing.T) {
	page := `<html lang="en"><head><title>The ferry of Skarholm</title></head><body><article>
<p>The ferry of Skarholm has been late on every Monday of this winter, and nobody on the island can say why that is so or when it will end.</p>
<p>Departures from the <a href="/quay">old quay</a>, says the harbour master, are at six and at nine.<br>READ MORE: <a href="/ten">Ten islands that you should see before the winter ends</a><br>On <b>Sundays</b> there is none, as there has never been one since the church was built.</p>
<p>Those who have to be on the mainland by eight take the mail boat, which has room for four and no roof, and is on time.</p>
</article></body></html>`
	doc := cleanWith(t, sharedCleaner(t), page)
	const want = "Departures from the old quay, says the harbour master, are at six and at nine.\nOn Sundays there is none, as there has never been one since the church was built."
	if text := doc.Text(); !strings.Contains(text, want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
	if markdown, err := doc.Markdown(); err != nil || !strings.Contains(markdown, "[old quay](https://gull.example/quay)") || !strings.Contains(markdown, "nine.  \nOn **Sundays**") {
		t.Errorf("got %v\n%s", err, markdown)
	}
	if len(doc.Removals) != 1 {
		t.Fatalf("got %+v", doc.Removals)
	}
	r := doc.Removals[0]
	if len(doc.Related) != 1 || doc.Related[0].URL != "https://gull.example/ten" {
		t.Errorf("the teaser leads to %v", doc.Related)
	}
	if b := doc.Blocks[r.Before]; !r.Part || !strings.HasPrefix(b.Text, "Departures") || !strings.HasPrefix(r.Text, "READ MORE") || r.Category != "teaser" {
		t.Errorf("%+v was taken out of %q", r, b.Text)
	}
}

// What is stripped is noted in the order in which it stood, whichever way it was found, and beside what stays.
func TestRemovalsInOrder(t *testing.T) {
	page := `<html lang="en"><head><title>Nine bells</title></head><body><article>
<p>The tower of the old town hall has nine bells, of which eight can be heard on the hour and the ninth on one day of the year.</p>
<p><a href="/clocks">READ MORE: The clocks of the north</a></p>
<p>Nobody alive has heard the ninth.<br>READ MORE: Where the bells are cast<br>It is rung when the river is frozen from bank to bank.</p>
<p>ADVERTISEMENT</p>
<p>The river was last frozen in the year in which the tower was built, and the man who rang the bell then was deaf from that day on.</p>
</article></body></html>`
	doc := cleanWith(t, sharedCleaner(t), page)
	var got []string
	for _, r := range doc.Removals {
		stands := "before "
		if r.Part {
			stands = "in "
		}
		next := "the end"
		if r.Before < len(doc.Blocks) {
			next = strings.Join(strings.Fields(doc.Blocks[r.Before].Text)[:3], " ")
		}
		got = append(got, r.Text+" "+stands+next)
	}
	const want = `READ MORE: The clocks of the north before Nobody alive has
READ MORE: Where the bells are cast in Nobody alive has
ADVERTISEMENT before The river was`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// With rules switched off, their lines stay.
func TestLinesThatAreKept(t *testing.T) {
	c := newCleaner(t, cleaner.WithoutBuiltinRules())
	page := strings.Repeat("<p>It rained on the moor for as long as anybody could remember, and the road was a brook that the carts went up.<br>ADVERTISEMENT</p>\n", 4)
	doc, err := c.CleanBytes(context.Background(), []byte("<html><body>"+page+"</body></html>"), cleaner.Page{Input: cleaner.HTML})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(doc.Text(), "ADVERTISEMENT"); n != 4 {
		t.Errorf("%d of 4 stay", n)
	}
}

// Several rules may take parts of one line, in any order, and the same part twice.
func TestPartsOfALine(t *testing.T) {
	const pack = `version: 1
pack: parts
rules:
  - {id: parts/last, category: ui, about: a, match: {expression: '^Boats .*(?P<part>last)$'}, strip: part}
  - {id: parts/first, category: ui, about: b, match: {expression: '^Boats (?P<part>first )'}, strip: part}
  - {id: parts/again, category: ui, about: c, match: {expression: '^Boats (?P<part>first and)'}, strip: part}
  - {id: parts/rest, category: ui, about: d, match: {expression: '^Boats (?P<part>and )'}, strip: part}
`
	c := newCleaner(t, cleaner.WithoutBuiltinRules(), cleaner.WithPacks(load(t, pack)))
	page := "<p>It rained on the moor for as long as anybody could remember, and the road was a brook.<br>Boats first and first and then last<br>Nobody rowed.</p>"
	page += strings.Repeat("<p>It rained on the moor for as long as anybody could remember, and the road was a brook that the carts went up.</p>", 3)
	doc, err := c.CleanBytes(context.Background(), []byte("<html><body>"+page+"</body></html>"), cleaner.Page{Input: cleaner.HTML})
	if err != nil {
		t.Fatal(err)
	}
	if text := doc.Text(); strings.Contains(text, "last") || !strings.Contains(text, "Boats") || !strings.Contains(text, "Nobody rowed.") || len(doc.Removals) < 2 {
		t.Errorf("got %v\n%s", doc.Removals, text)
	}
}
