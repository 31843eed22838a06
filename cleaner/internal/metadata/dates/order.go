package dates

// OrderOf returns the order of day and month that the first date in figures in a text shows: 28/11/2025 cannot begin with its month. It returns
// Unknown if there is none, or none that tells.
func OrderOf(s string) Order {
	for i := range len(s) {
		if i > 0 && isDigit(s[i-1]) {
			continue
		}
		a, next := figure(s[i:])
		if next == 0 || i+next == len(s) {
			continue
		}
		sep, rest := s[i+next], s[i+next+1:]
		b, next := figure(rest)
		if sep != '/' && sep != '-' || next == 0 || next == len(rest) || rest[next] != sep {
			continue
		}
		if year := rest[next+1:]; len(year) < 4 || !isDigit(year[0]) || !isDigit(year[1]) || !isDigit(year[2]) || !isDigit(year[3]) {
			continue
		}
		switch {
		case 12 < a && a <= 31 && 1 <= b && b <= 12:
			return DayFirst
		case 12 < b && b <= 31 && 1 <= a && a <= 12:
			return MonthFirst
		}
	}
	return Unknown
}

// figure reads one or two digits at the start of a text, and returns their value and their number.
func figure(s string) (value, digits int) {
	for digits < 2 && digits < len(s) && isDigit(s[digits]) {
		value = 10*value + int(s[digits]-'0')
		digits++
	}
	return value, digits
}

func isDigit(c byte) bool { return c-'0' < 10 }
