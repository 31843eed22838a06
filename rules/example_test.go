package rules_test

import (
	"fmt"
	"log"

	"winnow/rules"
)

// A pack of one's own beside the built-in ones.
func Example() {
	mine, err := rules.Load("mine.yaml", []byte(`
version: 1
pack: mine
rules:
  - id: mine/tide
    category: promo
    level: safe
    about: the tide table's call to buy it
    match: {label: buy the tide table}
    strip: block
    strips: "BUY THE TIDE TABLE: only two pounds"
    keeps: Buy the tide table before you buy the boat.
`))
	if err != nil {
		log.Fatal(err)
	}
	packs, err := rules.Builtin()
	if err != nil {
		log.Fatal(err)
	}
	set, err := rules.Compile(append(packs, mine), rules.Options{Level: rules.Safe})
	if err != nil {
		log.Fatal(err)
	}

	result := set.Apply([]rules.Block{
		{Text: "The tide was higher than anyone in the harbour could remember."},
		{Text: "BUY THE TIDE TABLE: only two pounds"},
		{Text: "READ NEXT: Why the quay gave way"},
		{Text: "It came over the quay at noon and did not go back before the evening."},
	}, rules.Page{})

	for _, b := range result.Blocks {
		fmt.Println(b.Text)
	}
	for _, r := range result.Removals {
		fmt.Printf("%s (%s): %s\n", r.Rule, r.Category, r.Text)
	}
	// Output:
	// The tide was higher than anyone in the harbour could remember.
	// It came over the quay at noon and did not go back before the evening.
	// mine/tide (promo): BUY THE TIDE TABLE: only two pounds
	// en/read-next (teaser): READ NEXT: Why the quay gave way
}

func ExampleLoad() {
	_, err := rules.Load("mine.yaml", []byte(`version: 1
pack: mine
rules:
  - id: mine/tide
    category: promotion
    about: the tide table's call to buy it
    match: {lable: buy the tide table}
    strip: block
`))
	fmt.Println(err)
	// Output:
	// mine.yaml:5:15: rule mine/tide: category "promotion" is not known; known are: teaser, source, promo, share, ad, legal, nav, ui, other
	// mine.yaml:7:13: rule mine/tide: a match has no key "lable"; did you mean "label"? Known are: host, language, page-type, kind, chars, shape, words, link-share, links-to, label, label-alone, expression, repeats, place, follows, followed-by, selector, introduces, echoes, title-share, count, any, not
}

func ExampleCheck() {
	mine, err := rules.Load("mine.yaml", []byte(`version: 1
pack: mine
rules:
  - id: mine/tide
    category: promo
    about: the tide table's call to buy it
    match: {label: buy the tide table}
    strip: block
    strips: Buy the tide tables now
    keeps: Buy the tide table before you buy the boat.
`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(rules.Check([]*rules.Pack{mine}, nil))
	// Output:
	// mine.yaml:4:9: rule mine/tide: strips example 1: "Buy the tide tables now" was to be stripped, but stayed; change the rule or the example
}

// What is doubtful in a pack; the second argument would be the packs beside it, such as the built-in ones.
func ExampleLint() {
	mine, err := rules.Load("mine.yaml", []byte(`version: 1
pack: mine
disable: [mine/tides]
rules:
  - id: mine/tide
    category: promo
    about: the tide table
    match: {expression: tide}
    strip: block
    strips: The tide table is out.
`))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range rules.Lint([]*rules.Pack{mine}, nil) {
		fmt.Printf("line %d: %s\n", p.Line, p.Wrong)
	}
	// Output:
	// line 3: disable: no rule has the id "mine/tides"; did you mean "mine/tide"?
	// line 5: no example of what it keeps
	// line 5: expression "tide" may match 4 characters anywhere in a paragraph
}
