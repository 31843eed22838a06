// Package dates reads dates as pages write them: in the formats of machines, and in the words of some fifty languages.
//
// It is strict: what has no year, month and day, what no calendar has, and what could mean two different days is not a date.
package dates

import (
	"strings"
	"time"
)

// A Time is a point in time as precise as it was written.
type Time struct {
	time.Time
	DateOnly bool // a day without a time of day
	NoZone   bool // a time of day without a zone; Time is then in UTC
}

// A Locale says how to read what is ambiguous. The zero value knows nothing: "listopad" and 02/03/2024 are then not dates.
type Locale struct {
	Lang  string // the language, as a BCP 47 primary tag such as "en"
	Order Order  // of day and month in figures parted by slashes or dashes
}

// Order is the order of day and month.
type Order uint8

// The orders.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// The years that a date can lie in, as papers' archives have it, and the first one that a count of seconds can: the web began in 1991.
const (
	minYear  = 1850
	maxYear  = 2100
	minEpoch = 1990
)

// Find returns the first date in s, and the half-open range of bytes that it takes up. It looks at the first 200 bytes.
func Find(s string, l Locale) (t Time, start, end int, ok bool) {
	s = s[:min(len(s), maxBytes)]
	if !hasDigits(s) {
		return Time{}, 0, 0, false
	}
	p := parser{locale: l}
	p.scan(s)
	for i := range p.count {
		if day, next, ok := p.date(i); ok {
			t, next := p.clock(day, next)
			return t, p.tokens[i].start, p.tokens[next-1].end, true
		}
	}
	return Time{}, 0, 0, false
}

// Parse reads a value that is meant to be a date: one that Find finds at its start, or seconds or milliseconds since 1970.
func Parse(s string, l Locale) (Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := epoch(s); ok {
		return t, true
	}
	if t, ok := asctime(s); ok {
		return t, true
	}
	t, _, _, ok := Find(s, l)
	return t, ok
}

// epoch reads a count of seconds or milliseconds since 1970.
func epoch(s string) (Time, bool) {
	if len(s) != 10 && len(s) != 13 {
		return Time{}, false
	}
	var n int64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return Time{}, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	if len(s) == 10 {
		n *= 1000
	}
	t := time.UnixMilli(n).UTC()
	return Time{Time: t}, t.Year() >= minEpoch
}

// asctime reads the formats of Unix tools, which put the year last.
func asctime(s string) (Time, bool) {
	if len(s) < len(time.ANSIC)-1 || s[3] != ' ' {
		return Time{}, false
	}
	if t, err := time.Parse(time.RubyDate, s); err == nil {
		return Time{Time: t}, true
	}
	if t, err := time.Parse(time.ANSIC, s); err == nil {
		return Time{Time: t, NoZone: true}, true
	}
	return Time{}, false
}

// date reads the date that begins with the token i, and returns the index of the token after it.
func (p *parser) date(i int) (time.Time, int, bool) {
	t := p.at(i)
	switch {
	case t.kind == word:
		if m, n := p.month(i); m != 0 { // January 5, 2024
			if day, ok := p.skip(n, 2); ok && p.isDay(day) {
				if year, ok := p.skip(day+1, 3); ok && p.isYear(year) {
					return p.day(year, m, p.at(day).n, year+1)
				}
			}
		}
	case t.kind != number || p.continues(i):
	case t.digits == 8: // 20240105
		return p.ymd(t.n/10000, t.n/100%100, t.n%100, i+1)
	case t.digits == 4 && p.isYear(i):
		if m, d, next, ok := p.figures(i); ok { // 2024-01-05, 2024. 1. 5., 2024年1月5日
			return p.ymd(t.n, p.at(m).n, p.at(d).n, next)
		}
		if w, ok := p.skip(i+1, 3); ok {
			if m, n := p.month(w); m != 0 { // 2024. január 5.
				if day, ok := p.skip(n, 1); ok && p.isDay(day) {
					return p.day(i, m, p.at(day).n, day+1)
				}
			} else if p.isDay(w) { // 2024. gada 5. janvāris
				if w2, ok := p.skip(w+1, 2); ok {
					if m, n := p.month(w2); m != 0 {
						return p.day(i, m, p.at(w).n, n)
					}
				}
			}
		}
	case p.isDay(i):
		if w, ok := p.skip(i+1, 3); ok {
			if m, n := p.month(w); m != 0 { // 5 January 2024, 5. Januar 2024, 5 de enero de 2024
				if year, ok := p.skip(n, 3); ok && p.isYear(year) {
					return p.day(year, m, t.n, year+1)
				}
			}
		}
		return p.dayMonthYear(i)
	}
	return time.Time{}, 0, false
}

// figures reads the month and the day after the year i, in figures.
func (p *parser) figures(i int) (month, day, next int, ok bool) {
	sep, sep2 := p.at(i+1), p.at(i+3)
	month, day = i+2, i+4
	switch {
	case sep.isOneOf("/-") && sep2.text == sep.text && !p.spaced(i, i+4):
	case sep.isOneOf(".") && sep2.isOneOf("."): // the shorter ones may be versions
		if p.at(month).digits+p.at(day).digits < 4 && !p.spaced(i, i+4) && !p.eastAsian() {
			return 0, 0, 0, false
		}
	case strings.HasPrefix(sep.text, "年") && strings.HasPrefix(sep2.text, "月"),
		strings.HasPrefix(sep.text, "년") && strings.HasPrefix(sep2.text, "월"):
		if last := p.at(i + 5); strings.HasPrefix(last.text, "日") || strings.HasPrefix(last.text, "일") {
			return month, day, i + 6, p.isNumber(month) && p.isNumber(day)
		}
		return 0, 0, 0, false
	default:
		return 0, 0, 0, false
	}
	return month, day, i + 5, p.isNumber(month) && p.isNumber(day)
}

// dayMonthYear reads a date in figures that ends with its year.
func (p *parser) dayMonthYear(i int) (time.Time, int, bool) {
	a, sep, b, sep2, year := p.at(i), p.at(i+1), p.at(i+2), p.at(i+3), p.at(i+4)
	if sep.text == "tháng" && b.kind == number { // 5 tháng 1, 2024; 05 tháng 01 năm 2024
		if y, ok := p.skip(i+3, 2); ok && p.isYear(y) {
			return p.day(y, time.Month(b.n), a.n, y+1)
		}
	}
	if !sep.isOneOf("/-.") || sep2.text != sep.text || !p.isNumber(i+2) || year.kind != number {
		return time.Time{}, 0, false
	}
	if sep.text != "." && p.spaced(i, i+4) {
		return time.Time{}, 0, false
	}
	y := year.n
	switch {
	case year.digits == 2 && sep.text != "-" && !p.spaced(i, i+4) && a.digits+b.digits > 2 && !p.continues(i+6):
		y += 2000
	case !p.isYear(i + 4):
		return time.Time{}, 0, false
	}
	order := p.locale.Order
	switch {
	case sep.text == "." || a.n == b.n || a.n > 12:
		order = DayFirst
	case b.n > 12:
		order = MonthFirst
	}
	switch order {
	case DayFirst:
		return p.ymd(y, b.n, a.n, i+5)
	case MonthFirst:
		return p.ymd(y, a.n, b.n, i+5)
	}
	return time.Time{}, 0, false
}

// continues says whether the number i is a later part of a longer figure, such as an address or a version.
func (p *parser) continues(i int) bool {
	return p.at(i-1).isOneOf("/-.") && p.at(i-2).kind == number && !p.spaced(i-2, i)
}

func (p *parser) eastAsian() bool {
	switch p.locale.Lang {
	case "ja", "ko", "zh":
		return true
	}
	return false
}

// day makes a date of a year's token, a month and a day.
func (p *parser) day(year int, month time.Month, day, next int) (time.Time, int, bool) {
	if month > 12 {
		t, ok := jalali(p.at(year).n, int(month-jalaliBase), day)
		return t, next, ok && p.isYear(year)
	}
	return p.ymd(p.at(year).n, int(month), day, next)
}

// ymd makes a date of three figures, if there was such a day.
func (p *parser) ymd(year, month, day, next int) (time.Time, int, bool) {
	switch {
	case year >= 2440 && year <= 2650: // the Buddhist era
		year -= 543
	case year >= 1370 && year <= 1480 && p.locale.Lang == "fa":
		t, ok := jalali(year, month, day)
		return t, next, ok
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, next, year >= minYear && year <= maxYear && t.Day() == day && int(t.Month()) == month
}

// isYear says whether the token i can be a year of four figures, of whatever calendar.
func (p *parser) isYear(i int) bool {
	t := p.at(i)
	if t.kind != number || t.digits != 4 {
		return false
	}
	return t.n >= minYear && t.n <= maxYear || t.n >= 2440 && t.n <= 2650 || t.n >= 1370 && t.n <= 1480
}

func (p *parser) isDay(i int) bool {
	t := p.at(i)
	return t.kind == number && t.digits <= 2 && t.n >= 1 && t.n <= 31
}

func (p *parser) isNumber(i int) bool {
	t := p.at(i)
	return t.kind == number && t.digits <= 2
}

// jalaliBase is added to the numbers of Persian months, to tell them from Gregorian ones.
const jalaliBase = 100

// month returns the month that the token i names, and the index of the token after its name; 0 if it names none.
func (p *parser) month(i int) (time.Month, int) {
	t := p.at(i)
	if t.kind != word {
		return 0, 0
	}
	if n := p.at(i + 1); n.kind == word {
		if m := month(t.text+" "+n.text, p.locale.Lang); m != 0 {
			return m, i + 2
		}
	}
	if m := month(t.text, p.locale.Lang); m != 0 {
		return m, i + 1
	}
	if m := jalaliMonths[t.text]; m != 0 {
		return time.Month(jalaliBase + m), i + 1
	}
	return 0, 0
}

// skip returns the index of the first token from i on that says something, if no more than most tokens before it only join a date's parts.
func (p *parser) skip(i, most int) (int, bool) {
	for ; most > 0; most-- {
		t := p.at(i)
		if t.kind == number || !joins(t.text) {
			break
		}
		i++
	}
	return i, i < p.count
}

// joins says whether a word or mark may stand between a date's parts.
func joins(s string) bool {
	switch s {
	case ",", ".", "-", "/", "'", "’", "،", "º", "ª", "°", "·",
		"st", "nd", "rd", "th", "er", "of", "the", // 5th of January
		"de", "del", "di", "do", "d", // 5 de enero del 2024
		"den", "der", "en", "a", // 5-én, 5-a
		"m", "g", "gada", "ko", // 2024 m. sausio 5 d.
		"г", "р", "năm", "พ.ศ", "ค.ศ", "سنة":
		return true
	}
	return false
}

// clock reads the time of day that may follow a date, and returns the index of the token after it.
func (p *parser) clock(day time.Time, i int) (Time, int) {
	t, end := Time{Time: day, DateOnly: true}, i
	for skipped := 0; ; i++ {
		if c := p.at(i); c.kind == number {
			break
		} else if skipped++; skipped > 3 || c.kind == none {
			return t, end
		}
	}
	hour, minute := p.at(i), p.at(i+2)
	if sep := p.at(i + 1).text; hour.digits > 2 || hour.n > 23 || minute.kind != number || minute.digits != 2 || minute.n > 59 ||
		sep != ":" && sep != "h" && sep != "時" && sep != "시" && sep != "点" && sep != "时" {
		return t, end
	}
	h, second := hour.n, 0
	if i += 3; p.at(i).text == ":" && p.at(i+1).digits == 2 && p.at(i+1).n < 60 {
		second = p.at(i + 1).n
		if i += 2; p.at(i).isOneOf(".,") && p.at(i+1).kind == number && !p.spaced(i, i+1) {
			i += 2
		}
	}
	switch p.at(i).text {
	case "am", "a.m":
		if i++; h == 12 {
			h = 0
		}
	case "pm", "p.m":
		if i++; h < 12 {
			h += 12
		}
	}
	zone, next := p.zone(i)
	if zone == nil {
		zone, t.NoZone = time.UTC, true
	}
	t.Time, t.DateOnly = time.Date(day.Year(), day.Month(), day.Day(), h, minute.n, second, 0, zone), false
	return t, next
}

// zone reads a time zone at the token i; nil if there is none that is known. Named ones are those of RFC 822 and Central Europe's.
func (p *parser) zone(i int) (*time.Location, int) {
	start := i
	name := p.at(i).text
	if name == "." || name == "(" {
		i++
		name = p.at(i).text
	}
	switch name {
	case "z", "utc", "gmt", "ut":
		i++
		if !p.at(i).isOneOf("+-") {
			return time.UTC, i
		}
	case "est", "cdt":
		return time.FixedZone(strings.ToUpper(name), -5*3600), i + 1
	case "edt":
		return time.FixedZone("EDT", -4*3600), i + 1
	case "cst", "mdt":
		return time.FixedZone(strings.ToUpper(name), -6*3600), i + 1
	case "mst", "pdt":
		return time.FixedZone(strings.ToUpper(name), -7*3600), i + 1
	case "pst":
		return time.FixedZone("PST", -8*3600), i + 1
	case "cet":
		return time.FixedZone("CET", 3600), i + 1
	case "cest":
		return time.FixedZone("CEST", 2*3600), i + 1
	}
	sign, n := p.at(i), p.at(i+1)
	if !sign.isOneOf("+-") || n.kind != number || p.spaced(i, i+1) {
		return nil, start
	}
	var minutes int
	switch {
	case n.digits == 4:
		minutes, i = n.n/100*60+n.n%100, i+2
	case n.digits <= 2 && p.at(i+2).text == ":" && p.at(i+3).digits == 2:
		minutes, i = n.n*60+p.at(i+3).n, i+4
	case n.digits <= 2:
		minutes, i = n.n*60, i+2
	default:
		return nil, start
	}
	if minutes > 15*60 {
		return nil, start
	}
	if sign.text == "-" {
		minutes = -minutes
	}
	return time.FixedZone("", minutes*60), i
}
