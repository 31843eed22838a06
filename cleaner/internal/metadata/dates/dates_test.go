package dates

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	en := Locale{Lang: "en", Order: MonthFirst}
	gb := Locale{Lang: "en", Order: DayFirst}
	for _, c := range []struct {
		in   string
		l    Locale
		want string // RFC 3339, its beginning where no zone or no time is known; "" for none
	}{
		// machines
		{"2024-03-05", en, "2024-03-05"},
		{"2024-03-05T07:08:09Z", en, "2024-03-05T07:08:09Z"},
		{"2024-03-05T07:08:09+02:00", en, "2024-03-05T07:08:09+02:00"},
		{"2024-03-05T07:08:09-0430", en, "2024-03-05T07:08:09-04:30"},
		{"2024-03-05T07:08:09.123456+00:00", en, "2024-03-05T07:08:09Z"},
		{"2024-03-05T07:08", en, "2024-03-05T07:08:00"},
		{"2024-03-05 07:08:09", en, "2024-03-05T07:08:09"},
		{"2024-03-05 07:08:09 UTC", en, "2024-03-05T07:08:09Z"},
		{"2024/03/05", en, "2024-03-05"},
		{"20240305", en, "2024-03-05"},
		{"20240305T070809Z", en, "2024-03-05"},
		{"1709622489", en, "2024-03-05T07:08:09Z"},
		{"1709622489000", en, "2024-03-05T07:08:09Z"},
		{"Tue, 05 Mar 2024 07:08:09 GMT", en, "2024-03-05T07:08:09Z"},
		{"Tue, 05 Mar 2024 07:08:09 -0500", en, "2024-03-05T07:08:09-05:00"},
		{"Tue Mar 05 2024 07:08:09 GMT+0100 (Central European Standard Time)", en, "2024-03-05T07:08:09+01:00"},
		{"Tue Mar 05 07:08:09 +0000 2024", en, "2024-03-05T07:08:09Z"},
		{"Tue Mar  5 07:08:09 2024", en, "2024-03-05T07:08:09"},
		// English
		{"March 5, 2024", en, "2024-03-05"},
		{"Mar. 5, 2024", en, "2024-03-05"},
		{"Mar 5th 2024", en, "2024-03-05"},
		{"5 March 2024", en, "2024-03-05"},
		{"5th of March, 2024", en, "2024-03-05"},
		{"05-Mar-2024", en, "2024-03-05"},
		{"MARCH 5, 2024", en, "2024-03-05"},
		{"Published on Tuesday, March 5, 2024 at 7:08 p.m. EST", en, "2024-03-05T19:08:00-05:00"},
		{"March 5, 2024 12:08 AM", en, "2024-03-05T00:08:00"},
		{"March 5, 2024 · 5 min read", en, "2024-03-05"},
		{"Sept 5, 2024", en, "2024-09-05"},
		{"2024 March 5", en, "2024-03-05"},
		// figures
		{"03/05/2024", en, "2024-03-05"},
		{"03/05/2024", gb, "2024-05-03"},
		{"03/05/2024", Locale{}, ""},
		{"25/12/2024", en, "2024-12-25"},
		{"12/25/2024", gb, "2024-12-25"},
		{"12/25/24", en, "2024-12-25"},
		{"05.03.2024", en, "2024-03-05"},
		{"5. 3. 2024", Locale{Lang: "cs"}, "2024-03-05"},
		{"2024.03.05", en, "2024-03-05"},
		{"2024.3.5", en, ""},
		{"2024. 3. 5.", Locale{Lang: "ko"}, "2024-03-05"},
		{"2024.3.5", Locale{Lang: "ja"}, "2024-03-05"},
		// languages
		{"5. März 2024, 10:30 Uhr", Locale{Lang: "de"}, "2024-03-05T10:30:00"},
		{"1er février 2024 à 10h30", Locale{Lang: "fr"}, "2024-02-01T10:30:00"},
		{"5 de marzo de 2024", Locale{Lang: "es"}, "2024-03-05"},
		{"5 de março de 2024", Locale{Lang: "pt"}, "2024-03-05"},
		{"05 set 2024", Locale{Lang: "pt"}, "2024-09-05"},
		{"5 marzo 2024", Locale{Lang: "it"}, "2024-03-05"},
		{"5 maart 2024", Locale{Lang: "nl"}, "2024-03-05"},
		{"5 marca 2024", Locale{Lang: "pl"}, "2024-03-05"},
		{"5 listopada 2024", Locale{Lang: "pl"}, "2024-11-05"},
		{"5. listopada 2024.", Locale{Lang: "hr"}, "2024-10-05"},
		{"5 listopada 2024", Locale{}, ""},
		{"5. března 2024", Locale{Lang: "cs"}, "2024-03-05"},
		{"5. marca 2024", Locale{Lang: "sk"}, "2024-03-05"},
		{"2024. március 5., kedd 10:30", Locale{Lang: "hu"}, "2024-03-05T10:30:00"},
		{"5 martie 2024", Locale{Lang: "ro"}, "2024-03-05"},
		{"5 Μαρτίου 2024", Locale{Lang: "el"}, "2024-03-05"},
		{"5 Mart 2024 Salı", Locale{Lang: "tr"}, "2024-03-05"},
		{"5 марта 2024 г., 10:30", Locale{Lang: "ru"}, "2024-03-05T10:30:00"},
		{"5 березня 2024 р.", Locale{Lang: "uk"}, "2024-03-05"},
		{"5 март 2024", Locale{Lang: "bg"}, "2024-03-05"},
		{"5. март 2024.", Locale{Lang: "sr"}, "2024-03-05"},
		{"5 mars 2024", Locale{Lang: "sv"}, "2024-03-05"},
		{"5. mars 2024", Locale{Lang: "nb"}, "2024-03-05"},
		{"5. oktober 2024", Locale{Lang: "no"}, "2024-10-05"},
		{"5. marts 2024", Locale{Lang: "da"}, "2024-03-05"},
		{"5. maaliskuuta 2024", Locale{Lang: "fi"}, "2024-03-05"},
		{"5 مارس 2024", Locale{Lang: "ar"}, "2024-03-05"},
		{"٥ كانون الثاني ٢٠٢٤", Locale{Lang: "ar"}, "2024-01-05"},
		{"5 במרץ 2024", Locale{Lang: "he"}, "2024-03-05"},
		{"۱۵ اسفند ۱۴۰۲", Locale{Lang: "fa"}, "2024-03-05"},
		{"1402/12/15", Locale{Lang: "fa"}, "2024-03-05"},
		{"30 اسفند 1402", Locale{Lang: "fa"}, ""},
		{"5 मार्च 2024", Locale{Lang: "hi"}, "2024-03-05"},
		{"५ मार्च २०२४", Locale{Lang: "hi"}, "2024-03-05"},
		{"5 Maret 2024", Locale{Lang: "id"}, "2024-03-05"},
		{"Thứ ba, 5 tháng 3, 2024", Locale{Lang: "vi"}, "2024-03-05"},
		{"ngày 05 tháng 03 năm 2024", Locale{Lang: "vi"}, "2024-03-05"},
		{"5 มีนาคม พ.ศ. 2567", Locale{Lang: "th"}, "2024-03-05"},
		{"5 มี.ค. 2567 10:30", Locale{Lang: "th"}, "2024-03-05T10:30:00"},
		{"2024年3月5日 10時30分", Locale{Lang: "ja"}, "2024-03-05T10:30:00"},
		{"发布于2024年3月5日星期二", Locale{Lang: "zh"}, "2024-03-05"},
		{"2024년 3월 5일", Locale{Lang: "ko"}, "2024-03-05"},
		{"2024 m. kovo 5 d.", Locale{Lang: "lt"}, "2024-03-05"},
		{"2024. gada 5. marts", Locale{Lang: "lv"}, "2024-03-05"},
		{"5. märts 2024", Locale{Lang: "et"}, "2024-03-05"},
		{"5 de març del 2024", Locale{Lang: "ca"}, "2024-03-05"},
		{"5. marec 2024", Locale{Lang: "sl"}, "2024-03-05"},
		// no dates
		{"", en, ""},
		{"2024", en, ""},
		{"March 2024", en, ""},
		{"5 March", en, ""},
		{"30 February 2024", en, ""},
		{"2024-13-01", en, ""},
		{"March 5, 1824", en, ""},
		{"0000-00-00", en, ""},
		{"10.05.03.2024", en, ""},
		{"555-0124-2024", en, ""},
		{"3 hours ago", en, ""},
		{"May I have 5 of 2024 copies", en, ""},
		{"March 5 people came, 2024 left", en, ""},
	} {
		got := ""
		if d, ok := Parse(c.in, c.l); ok {
			switch {
			case d.DateOnly:
				got = d.Format(time.DateOnly)
			case d.NoZone:
				got = d.Format("2006-01-02T15:04:05")
			default:
				got = d.Format(time.RFC3339)
			}
		}
		if got != c.want {
			t.Errorf("Parse(%q, %v) = %q, want %q", c.in, c.l, got, c.want)
		}
	}
}

func TestFindRange(t *testing.T) {
	s := "Published: 5 March 2024 · Updated: 7 March 2024"
	first, start, end, ok := Find(s, Locale{})
	if !ok || first.Day() != 5 || s[start:end] != "5 March 2024" {
		t.Fatalf("first date: %v, %q", first, s[start:end])
	}
	second, _, _, ok := Find(s[end:], Locale{})
	if !ok || second.Day() != 7 {
		t.Errorf("second date: %v", second)
	}
}

// Every name in the table is read back as its month, in its own language.
func TestMonthNames(t *testing.T) {
	for lang, names := range monthNames() {
		for name, m := range names {
			d, ok := Parse("5 "+name+" 2024", Locale{Lang: lang})
			if !ok || d.Month() != m || d.Day() != 5 {
				t.Errorf("%s: %q is read as %v", lang, name, d)
			}
		}
		if lang != "" && len(names) < 12 {
			t.Errorf("%s: %d names", lang, len(names))
		}
	}
}

func TestJalali(t *testing.T) {
	for in, want := range map[[3]int]string{
		{1399, 12, 30}: "2021-03-20",
		{1400, 1, 1}:   "2021-03-21",
		{1403, 1, 1}:   "2024-03-20",
		{1403, 12, 30}: "2025-03-20",
		{1404, 7, 1}:   "2025-09-23",
		{1370, 1, 1}:   "1991-03-21",
	} {
		if got, ok := jalali(in[0], in[1], in[2]); !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%v is %v, want %s", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-03-05T07:08:09Z", "5 มี.ค. 2567", "۱۵ اسفند ۱۴۰۲", "2024年3月5日", "Mar 5, 2024 7:08 p.m. EST", "\xff5.3.2024"} {
		f.Add(s, "en")
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		l := Locale{Lang: lang, Order: DayFirst}
		if d, ok := Parse(s, l); ok && (d.Year() < minYear || d.Year() > maxYear+200) {
			t.Errorf("Parse(%q) = %v", s, d)
		}
		if _, start, end, ok := Find(s, l); ok && (start < 0 || end <= start || end > len(s)) {
			t.Errorf("Find(%q) = %d:%d", s, start, end)
		}
	})
}

func TestOrderOf(t *testing.T) {
	for s, want := range map[string]Order{
		"":                          Unknown,
		"28/11/2025":                DayFirst,
		"11/28/2025":                MonthFirst,
		"05/03/2024":                Unknown,
		"05/03/2024 and 28/03/2024": DayFirst,
		"on 28-1-2024, at noon":     DayFirst,
		"28/11-2025":                Unknown,
		"28/11/25":                  Unknown,
		"2025-11-28":                Unknown,
		"128/11/2025":               Unknown,
		"28/28/2025":                Unknown,
		"32/11/2025":                Unknown,
		"28/0/2025":                 Unknown,
		"28/11/":                    Unknown,
		"28/":                       Unknown,
		"28":                        Unknown,
	} {
		if got := OrderOf(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}
