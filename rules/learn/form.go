package learn

import (
	"hash/fnv"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A form is a text as lines are compared: its words in small letters, with the numbers and the names of months and weekdays open.
type form []word

type word struct {
	text string // as it stands
	name bool   // a letter's word of a date: between two numbers, or in capitals before one
}

var number = regexp.MustCompile(`[0-9]+(?:[.,:/][0-9]+)*`)

// What stands for a number and for a date's word in a folded form. No text that is learnt from holds these signs.
const (
	anyNumber = "\x00"
	anyName   = "\x01"
)

// formOf reads a text.
func formOf(text string) form {
	fields := strings.Fields(text)
	f := make(form, len(fields))
	for i, field := range fields {
		f[i].text = field
		if next := i + 1; next < len(fields) && startsWithDigit(fields[next]) && i > 0 {
			name := nameIn(field)
			r, _ := utf8.DecodeRuneInString(name)
			f[i].name = name != "" && (unicode.IsUpper(r) || startsWithDigit(fields[i-1]))
		}
	}
	return f
}

func startsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// nameIn returns the letters that a word consists of, signs around them aside; "" where others stand among them.
func nameIn(s string) string {
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	core := strings.TrimFunc(s, notLetter)
	if strings.ContainsFunc(core, notLetter) {
		return ""
	}
	return core
}

// folded returns a word as words are compared.
func (w word) folded() string {
	if w.name {
		return strings.Replace(strings.ToLower(w.text), strings.ToLower(nameIn(w.text)), anyName, 1)
	}
	if !strings.ContainsAny(w.text, "0123456789") { // nearly always; to look for numbers takes longer
		return strings.ToLower(w.text)
	}
	return number.ReplaceAllLiteralString(strings.ToLower(w.text), anyNumber)
}

// expression returns what matches each text of the word.
func (w word) expression() string {
	if w.name {
		before, after, _ := strings.Cut(w.text, nameIn(w.text))
		return regexp.QuoteMeta(before) + `\pL+` + regexp.QuoteMeta(after)
	}
	var s strings.Builder
	from := 0
	for _, at := range number.FindAllStringIndex(w.text, -1) {
		s.WriteString(regexp.QuoteMeta(w.text[from:at[0]]) + `\d[\d.,:/]*`)
		from = at[1]
	}
	return s.String() + regexp.QuoteMeta(w.text[from:])
}

// expression returns what matches each text of the form, not anchored.
func (f form) expression() string {
	words := make([]string, len(f))
	for i, w := range f {
		words[i] = w.expression()
	}
	return strings.Join(words, " ")
}

// hash returns a number for the form: the same for texts that do not differ but in what is open.
func (f form) hash() uint64 {
	h := fnv.New64a()
	for _, w := range f {
		h.Write([]byte(w.folded() + " "))
	}
	return h.Sum64()
}

// varies reports whether the form leaves something open.
func (f form) varies() bool {
	for _, w := range f {
		if w.name || number.MatchString(w.text) {
			return true
		}
	}
	return false
}

// dated reports whether a date stands in the form: two numbers, and beside one of them the name of a month or a weekday.
func (f form) dated() bool {
	names, numbers := 0, 0
	for _, w := range f {
		if w.name {
			names++
		} else if number.MatchString(w.text) {
			numbers++
		}
	}
	return names > 0 && numbers > 1
}

// hasAddress reports whether the form has the address of a page or of a mailbox, an account, or a copyright.
func (f form) hasAddress() bool {
	for i, w := range f {
		text := strings.TrimLeft(w.text, "([<“\"")
		_, account, at := strings.Cut(text, "@")
		switch {
		case strings.Contains(text, "://"), len(text) > 4 && strings.EqualFold(text[:4], "www."), strings.Contains(text, "©"),
			at && len(account) >= 3 && unicode.IsLetter(rune(account[0])),
			strings.EqualFold(w.text, "(c)") && i+1 < len(f) && startsWithDigit(f[i+1].text):
			return true
		}
	}
	return false
}

// letters counts the letters that stand fast.
func (f form) letters() int {
	n := 0
	for _, w := range f {
		for _, r := range w.folded() {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// printable reports whether a text has only signs that a pack can hold as they are.
func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}
