package cleaner_test

import (
	"context"
	"testing"

	"winnow/cleaner"
)

// Crawls hold addresses that browsers open although they are written wrongly. Their pages are cleaned all the same, with links from there.
func TestAddresses(t *testing.T) {
	const text = "READ MORE: Bridge toll goes up again\n\nAfter eleven months in dry dock the old ferry tied up at the north quay on Tuesday morning, and half the town came down to see her."
	c := newCleaner(t)
	for address, fails := range map[string]bool{
		"":                                false,
		"https://harbour.example/100%":    false,
		"https://harbour.example/100%-of": false,
		"https://harbour.example/%C3%A9%zz?q=50%": false,
		" https://harbour.example/story\n":        false,
		"::::":                                    true,
	} {
		doc, err := c.CleanText(context.Background(), text, cleaner.Page{URL: address})
		if (err != nil) != fails {
			t.Errorf("%q: %v", address, err)
		}
		if err == nil && (doc.URL != address || len(doc.Removals) != 1) {
			t.Errorf("%q: address %q, %d removals", address, doc.URL, len(doc.Removals))
		}
	}
}
