package words

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"
)

// TestReadFolds holds Read, which takes eight characters at once, to Fold and InWord, which take one.
func TestReadFolds(t *testing.T) {
	var read Text
	r := rand.New(rand.NewPCG(7, 7))
	letters := []rune("aAzZ@[`{/09:  ''’-\x00\x7fÉışΣςйж中के\u0301\u00ad…\ufffd")
	for range 20_000 {
		text := ""
		for range r.IntN(40) {
			if r.IntN(3) > 0 {
				text += string(rune(r.IntN(utf8.RuneSelf)))
			} else {
				text += string(letters[r.IntN(len(letters))])
			}
		}
		read.Read(text)
		if want := AppendFold(nil, text); string(read.Folded) != string(want) {
			t.Fatalf("%q is folded to %q, want %q", text, read.Folded, want)
		}
		var starts, beyond []int32
		n, before := 0, false
		for _, c := range text {
			if Fold(c) == Dropped {
				continue
			}
			if InWord(c) && !before {
				starts = append(starts, int32(n))
			}
			if c >= utf8.RuneSelf {
				beyond = append(beyond, int32(n))
			}
			before = InWord(c)
			n += utf8.RuneLen(Fold(c))
		}
		if !slices.Equal(read.Starts, starts) {
			t.Fatalf("in %q words begin at %v, want %v", text, read.Starts, starts)
		}
		if !slices.Equal(read.Beyond, beyond) {
			t.Fatalf("in %q characters beyond ASCII begin at %v, want %v", text, read.Beyond, beyond)
		}
	}
}

func TestIsPlain(t *testing.T) {
	for text, want := range map[string]bool{
		"read mor": true, " read mo": true, "a b c d1": true,
		"read  mo": false, "example ": false, "read:mor": false, "read mé": false, "read-mor": false, "read\x00\x00\x00\x00": false, "it's all": false,
	} {
		if got := IsPlain(binary.LittleEndian.Uint64([]byte(text))); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestGram(t *testing.T) {
	var read Text
	read.Read("Read on about the mill") // what is left of it would stand after the shorter text
	read.Read("Read on")
	for at, want := range map[int32]string{0: "read on\x00", 5: "on\x00\x00\x00\x00\x00\x00"} {
		if got := read.Gram(at); got != binary.LittleEndian.Uint64([]byte(want)) {
			t.Errorf("the gram at %d is %x, want that of %q", at, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "– » –": 0, "Two words": 2, "It's the mill’s": 3, "rock 'n' roll": 3, "the miller's' 7": 3,
		"相关文章": 2, "相关文": 2, "ข่าวเด่น": 2, "Read 相关文章 now": 4,
	} {
		if got := Count(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"READ More": "read more", "ÉTÉ e\u0301te\u0301": "ete ete", "İıIi": "iiii", "ΣΑΣ ς": "σασ σ", "so\u00adft": "soft", "كي": "کی", "ſ": "s", "a\xffb": "a\xffb",
	} {
		if got := string(AppendFold(nil, text)); got != want {
			t.Errorf("%q is folded to %q, want %q", text, got, want)
		}
	}
}

func TestEachStem(t *testing.T) {
	for _, c := range []struct{ a, b string }{ // texts with the same stems
		{"The walkers walked", "WALKE Walked"},
		{"élections", "ELECT or so"},
		{"Подписывайтесь", "подписка"},
		{"of it all", ""},
		{"相关文", "相关 关文"},
	} {
		a, b := stems(c.a), stems(c.b)
		if !slices.Equal(a, b) {
			t.Errorf("the stems of %q are %x, those of %q %x", c.a, a, c.b, b)
		}
	}
	if slices.Equal(stems("walked"), stems("waltzed")) {
		t.Error("words with different beginnings have the same stem")
	}
}

func stems(text string) (all []uint64) {
	var read Text
	read.Read(text)
	read.EachStem(func(stem uint64) { all = append(all, stem) })
	return all
}
