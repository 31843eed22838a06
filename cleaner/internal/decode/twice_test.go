package decode

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// misreadAs returns what is written down by who takes UTF-8 for another charset. Bytes that the charset has no character for become control characters.
func misreadAs(text string, charset *charmap.Charmap) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		r := charset.DecodeByte(b)
		if r == '\ufffd' {
			r = rune(b)
		}
		out.WriteRune(r)
	}
	return out.String()
}

func TestTextEncodedTwice(t *testing.T) {
	for _, p := range prose {
		for _, charset := range []*charmap.Charmap{charmap.ISO8859_1, charmap.Windows1252, charmap.Windows1251} {
			twice := misreadAs(p.text, charset)
			if got := PlainText([]byte(twice), "text/plain; charset=utf-8"); got != p.text {
				t.Errorf("%s as %v: got %q", p.language, charset, got)
			}
			page := `<meta charset="utf-8"><p>` + twice
			if got, want := string(UTF8([]byte(page), "")), `<meta charset="utf-8"><p>`+p.text; got != want {
				t.Errorf("%s as %v: got %q", p.language, charset, got)
			}
		}
	}
}

func TestMarkEncodedTwice(t *testing.T) {
	if got := PlainText([]byte("ï»¿The cafÃ© opens at seven."), ""); got != "The café opens at seven." {
		t.Errorf("got %q", got)
	}
}

func TestTextEncodedOnce(t *testing.T) {
	for _, text := range []string{
		"The café’s menu shows “cafÃ©”: its editor reads UTF-8 as Latin-1.",
		"The sign is Ã followed by ©, in a text that has é as well.",
		"Â\u00a0é",
		"Ã",
		"Ã© Â",
		"РџСЂРёРІРµС‚, или «привет»",
		"© 2024",
	} {
		if got := PlainText([]byte(text), ""); got != text {
			t.Errorf("got %q for %q", got, text)
		}
	}
	for _, p := range prose {
		if got := PlainText([]byte(p.text), ""); got != p.text {
			t.Errorf("%s: got %q", p.language, got)
		}
	}
}
