package cleaner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/net/html"

	"winnow/cleaner"
	"winnow/rules"
)

const scraped = `The harbour bridge will stay closed until Friday, the port authority said.
READ MORE: Ten bridges that never opened
Divers found a crack in the northern pier on Monday, “as long as a man”, and a second one beside it.
Source: Read Full Article`

// A page in, its article and what it says about itself out.
func Example() {
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	page, err := os.Open("../testdata/pages/aggregator-copy.in.html")
	if err != nil {
		log.Fatal(err)
	}
	defer page.Close()
	doc, err := c.Clean(context.Background(), page, cleaner.Page{URL: "https://www.daily-gleaner.example/world-news/coast-road-could-shut-for-two-winters/"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title)
	fmt.Println(doc.Site, doc.Published)
	fmt.Println(strings.Contains(doc.Text(), "READ MORE"))
	// Output:
	// Coast road could shut for two winters, engineers warn
	// Daily Gleaner 2024-10-03T06:40:12Z
	// false
}

// A text that somebody scraped earlier loses its chaff, too.
func ExampleCleaner_CleanText() {
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := c.CleanText(context.Background(), scraped, cleaner.Page{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Text())
	// Output:
	// The harbour bridge will stay closed until Friday, the port authority said.
	//
	// Divers found a crack in the northern pier on Monday, “as long as a man”, and a second one beside it.
}

// A page that is parsed already is not parsed again, and its tree stays as it is.
func ExampleCleaner_CleanNode() {
	page, err := os.Open("../testdata/pages/json-ld-only.in.html")
	if err != nil {
		log.Fatal(err)
	}
	defer page.Close()
	tree, err := html.Parse(page)
	if err != nil {
		log.Fatal(err)
	}
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := c.CleanNode(context.Background(), tree, cleaner.Page{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title, "by", doc.Byline())
	fmt.Println(doc.Warnings)
	// Output:
	// Beekeepers count a mild winter's losses by Osric Penhale
	// [the body was taken from the page's structured data: the page itself does not show it]
}

// Options choose the extractor, the rules, and what may be in the document.
func ExampleNew_options() {
	c, err := cleaner.New(
		cleaner.WithExtractor(cleaner.None),  // the page is an article's body and nothing else
		cleaner.WithLevel(rules.Safe),        // strip only what is chaff beyond doubt
		cleaner.WithCategoriesKept("source"), // keep the lines that say where it was copied from
		cleaner.WithoutRules("en/tags"),      // and what this rule would strip
		cleaner.WithLinks(false),
		cleaner.WithMaxBytes(1<<20),
	)
	if err != nil {
		log.Fatal(err)
	}
	body := `<p>The bridge is <a href="/bridge">closed</a>.</p><p>READ MORE: <a href="/ten">Ten bridges</a></p><p>Source: <a href="https://port.example/">Read Full Article</a></p>`
	doc, err := c.Clean(context.Background(), strings.NewReader(body), cleaner.Page{Input: cleaner.HTML})
	if err != nil {
		log.Fatal(err)
	}
	markdown, err := doc.Markdown()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(markdown)
	// Output:
	// The bridge is closed.
	//
	// Source: Read Full Article
}

// Nothing vanishes silently: each removal says which rule made it.
func ExampleDocument_removals() {
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := c.CleanText(context.Background(), scraped, cleaner.Page{})
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range doc.Removals {
		fmt.Printf("%s: %s\n", r.Category, r.Text)
	}
	// Output:
	// teaser: READ MORE: Ten bridges that never opened
	// source: Source: Read Full Article
}

// A pack of rules of your own works beside the built-in ones.
func ExampleWithPacks() {
	pack, err := rules.Load("tides.yaml", []byte(`
version: 1
pack: tides
about: What stands around the articles of our tide tables.
rules:
  - id: tides/table
    category: promo
    about: the line that sells the printed table
    match:
      expression: '^The printed tide table is'
    strip: block
    strips: The printed tide table is out now, for the price of a bun.
    keeps: He kept the printed tide table in his hat.
`))
	if err != nil {
		log.Fatal(err)
	}
	c, err := cleaner.New(cleaner.WithPacks(pack))
	if err != nil {
		log.Fatal(err)
	}
	text := "High water is at nine tonight.\nThe printed tide table is out now, for the price of a bun."
	doc, err := c.CleanText(context.Background(), text, cleaner.Page{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Text())
	fmt.Println("-", doc.Removals[0].Rule)
	// Output:
	// High water is at nine tonight.
	// - tides/table
}

// A document is JSON: its metadata, its text, and what was removed.
func ExampleDocument_MarshalJSON() {
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := c.CleanText(context.Background(), scraped, cleaner.Page{URL: "https://news.example/bridge"})
	if err != nil {
		log.Fatal(err)
	}
	var fields map[string]any
	data, err := json.Marshal(doc)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(data, &fields); err != nil {
		log.Fatal(err)
	}
	fmt.Println(fields["url"])
	fmt.Println(len(fields["removed"].([]any)), "removed")
	// Output:
	// https://news.example/bridge
	// 2 removed
}

// What is not a page or a text is an error that says so.
func ExampleCleaner_Clean_errors() {
	c, err := cleaner.New()
	if err != nil {
		log.Fatal(err)
	}
	_, err = c.Clean(context.Background(), strings.NewReader("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), cleaner.Page{})
	fmt.Println(errors.Is(err, cleaner.ErrBinary))
	// Output:
	// true
}

// A pack says where the pages of a site have what. Site configs of Full-Text RSS can be used, too: see winnow/rules/fulltextrss.
func ExampleWithPacks_sites() {
	pack, err := rules.Load("tides.yaml", []byte(`
version: 1
pack: tides
sites:
  - id: tides/log
    host: tides.example
    body: "#log"
    author: //p[@class='keeper']/b
    strip: .promo
`))
	if err != nil {
		log.Fatal(err)
	}
	c, err := cleaner.New(cleaner.WithPacks(pack))
	if err != nil {
		log.Fatal(err)
	}
	page := strings.NewReader(`<!DOCTYPE html><title>The log</title><p class="keeper">kept by <b>Una Brae</b></p>
<div id="log"><p>High water at nine.</p><p class="promo">Buy the printed table.</p><p>Low water at three.</p></div>`)
	doc, err := c.Clean(context.Background(), page, cleaner.Page{URL: "https://www.tides.example/log"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Text())
	fmt.Println("-", doc.Byline())
	fmt.Println("-", doc.Removals[0].Rule, doc.Removals[0].Text)
	// Output:
	// High water at nine.
	//
	// Low water at three.
	// - Una Brae
	// - tides/log Buy the printed table.
}
