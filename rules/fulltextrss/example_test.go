package fulltextrss_test

import (
	"fmt"
	"log"
	"os"

	"winnow/rules"
	"winnow/rules/fulltextrss"
)

// A config becomes a site of a pack, which can be used as it is or written to a file.
func Example() {
	pack := fulltextrss.Read("ftr", map[string][]byte{
		"tides.example.txt": []byte("body: //div[@id='log']\nstrip_id_or_class: promo\nnext_page_link: //a[@rel='next']\n"),
	})
	for _, warning := range pack.Warnings {
		fmt.Println("#", warning)
	}
	if err := rules.WriteSites(os.Stdout, pack); err != nil {
		log.Fatal(err)
	}
	// Output:
	// # tides.example.txt:3:1: next_page_link is not supported
	// version: 1
	// pack: ftr
	// about: Site configs of Full-Text RSS.
	// sites:
	//   - id: ftr/tides.example
	//     about: 'Full-Text RSS: tides.example.txt'
	//     host:
	//       - =tides.example
	//     body:
	//       - //div[@id='log']
	//     prune: true
	//     strip:
	//       - '[class*="promo"], [id*="promo"]'
}
