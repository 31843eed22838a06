package blocks

import "testing"

func TestIsPlaceholder(t *testing.T) {
	for src, want := range map[string]bool{
		"":                                   true,
		"data:image/gif;base64,R0lGODlhAQAB": true,
		"/img/blank.gif":                     true,
		"https://cdn.example/spacer.gif?v=2": true,
		"/theme/1x1.png":                     true,
		"/assets/placeholder.60f9b184.svg":   true,
		"/assets/grey-placeholder-16x9.png":  true,
		"/img/pixel-phone.jpg":               false,
		"/img/loading-dock.jpg":              false,
		"/photos/loading.jpg":                false,
		"/blank/harbour.jpg":                 false,
		"https://images.example/?id=blank":   false,
	} {
		if got := isPlaceholder(src); got != want {
			t.Errorf("%q: got %t", src, got)
		}
	}
}
