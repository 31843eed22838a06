package dates

import (
	_ "embed"
	"strings"
	"sync"
	"time"
)

//go:embed months.txt
var monthsFile string

// monthNames are the names of months: those of each language, and, under "", those that mean the same month in every language that has them.
var monthNames = sync.OnceValue(func() map[string]map[string]time.Month {
	all := map[string]map[string]time.Month{"": {}}
	ambiguous := map[string]bool{}
	for line := range strings.Lines(monthsFile) {
		lang, list, ok := strings.Cut(line, ":")
		if !ok || line[0] == '#' {
			continue
		}
		names := map[string]time.Month{}
		for i, forms := range strings.Split(list, "|") {
			for form := range strings.FieldsSeq(forms) {
				form, month := strings.ReplaceAll(form, "_", " "), time.Month(i+1)
				names[form] = month
				if other, ok := all[""][form]; ok && other != month {
					ambiguous[form] = true
				}
				all[""][form] = month
			}
		}
		all[lang] = names
	}
	for name := range ambiguous {
		delete(all[""], name)
	}
	for alias, lang := range map[string]string{"no": "nb", "nn": "nb", "bs": "hr", "sh": "sr", "iw": "he", "in": "id"} {
		all[alias] = all[lang]
	}
	return all
})

// month returns the month that a lower-case word names in a language, or else in any; 0 if it names none.
func month(word, lang string) time.Month {
	names := monthNames()
	if m, ok := names[lang][word]; ok {
		return m
	}
	return names[""][word]
}

// jalaliMonths are the months of the Persian calendar.
var jalaliMonths = map[string]int{
	"فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6,
	"مهر": 7, "آبان": 8, "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
}

// jalali turns a date of the Persian calendar into a Gregorian one. Years are leap by the 33-year cycle, which agrees with the
// astronomical calendar from 1244 to 1503 (A. Birashk, A Comparative Calendar, 1993).
func jalali(year, month, day int) (time.Time, bool) {
	length := 30
	if month <= 6 {
		length = 31
	} else if month == 12 && !jalaliLeap(year) {
		length = 29
	}
	if year < 1300 || year > 1500 || month < 1 || month > 12 || day < 1 || day > length {
		return time.Time{}, false
	}
	days := 30*(month-1) + min(month-1, 6) + day - 1
	for y := year; y < 1400; y++ {
		days -= 365
		if jalaliLeap(y) {
			days--
		}
	}
	for y := 1400; y < year; y++ {
		days += 365
		if jalaliLeap(y) {
			days++
		}
	}
	return time.Date(2021, time.March, 21+days, 0, 0, 0, 0, time.UTC), true // 1 Farvardin 1400 is 21 March 2021
}

func jalaliLeap(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}
