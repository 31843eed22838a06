package learn_test

import (
	"fmt"

	"winnow/rules"
	"winnow/rules/learn"
)

// Three pages of a site end with the same line. Usually the blocks are those of a cleaner.Document.
func Example() {
	stories := []string{
		"The ferry came in at noon with a cow on board, and nobody at the quay would say whose it was.",
		"Two lanterns are missing from the mole, the harbour master told us, and the third one was never lit.",
		"After a week of fog the pilots have counted their boats, and there is one more than there was before.",
	}
	learner := learn.New(learn.Options{Name: "post"})
	for i, story := range stories {
		learner.Add(learn.Document{
			ID:     fmt.Sprintf("story %d", i+1),
			Host:   "www.post.example",
			Blocks: []rules.Block{{Text: story}, {Text: "Found a mistake? Write to errata@post.example."}},
		})
	}
	found := learner.Findings()
	fmt.Printf("%s", found.Pack())
	// Output:
	// # Learnt from what repeats. Read each rule and its evidence before you use it, and give it a better id, category and about.
	// version: 1
	// pack: post
	// about: Lines that repeat in the documents that it was learnt from.
	// rules:
	//
	//   # post.example
	//
	//   # In 3 of 3 documents, 3 times, after the body, for example in story 2:
	//   #   Found a mistake? Write to errata@post.example.
	//   - id: post/post.example/found-a-mistake-write-to
	//     category: other
	//     about: 'a line that repeats in documents of post.example'
	//     match:
	//       host: 'post.example'
	//       expression: '^Found a mistake\? Write to errata@post\.example\.$'
	//     strip: block
	//     strips: 'Found a mistake? Write to errata@post.example.'
	//     keeps: 'Two lanterns are missing from the mole, the harbour master told us, and the third one was never lit.'
}
