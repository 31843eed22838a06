package rules

import (
	"fmt"
	"testing"
)

// A page costs the same whether there are two sites or two thousand.
func BenchmarkSite(b *testing.B) {
	for _, n := range []int{2, 2000, 200000} {
		pack := &Pack{}
		for i := range n {
			pack.Sites = append(pack.Sites, Site{ID: fmt.Sprint(i), Hosts: []string{fmt.Sprintf("site%d.example", i)}})
		}
		set := compilePacks(b, Options{}, pack)
		b.Run(fmt.Sprintf("of %d", n), func(b *testing.B) {
			for b.Loop() {
				if set.Site("www.site1.example", "/news") == nil || set.Site("www.other.example", "/news") != nil {
					b.Fatal("wrong site")
				}
			}
		})
	}
}
