package rules

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
)

// syntax notes what is wrong in a file that is no YAML, in words for people who write packs rather than parsers.
func (l *loader) syntax(err error) {
	p := &Problem{File: l.file, Wrong: err.Error()}
	l.problems = append(l.problems, p)
	var y yaml.Error
	if !errors.As(err, &y) {
		return
	}
	message := y.GetMessage()
	p.Wrong = "not YAML: " + message
	t := y.GetToken()
	if t == nil || t.Position == nil {
		return
	}
	p.Line, p.Column = t.Position.Line, t.Position.Column

	const (
		misindented = "not YAML: the line stands farther in or out than those it belongs to"
		indent      = "indent it as far as the keys beside it, or in a text after | as far as its first line"
	)
	lines := strings.Split(l.data, "\n")
	line := lines[min(max(p.Line, 1), len(lines))-1]
	at := min(max(p.Column, 1)-1, len(line))
	before, after := line[:at], line[at:]
	switch {
	case strings.HasPrefix(message, "found character '\t'"):
		p.Wrong, p.Right = "not YAML: a tab where only spaces may stand", "indent with spaces"
	case strings.HasPrefix(message, "mapping value is not allowed") && (strings.Contains(after, ": ") || strings.HasSuffix(after, ":")):
		p.Wrong, p.Right = "not YAML: a colon within a text", "put the text in quotes"
	case strings.HasPrefix(message, "mapping value is not allowed"): // the parser takes the next line for more of this one
		p.Wrong, p.Right = misindented, indent
		for n := max(p.Line, 0); n < len(lines); n++ {
			if text := strings.TrimLeft(lines[n], " "); text != "" {
				p.Line, p.Column = n+1, len(lines[n])-len(text)+1
				break
			}
		}
	case strings.HasPrefix(message, "value is not allowed") && strings.TrimSpace(before) == "":
		p.Wrong, p.Right = misindented, indent
	case strings.HasPrefix(message, "value is not allowed"):
		p.Wrong, p.Right = "not YAML: text after the quotation mark that ends a text", "within single quotes write '' for ', within double quotes \\\" for \""
	case strings.HasPrefix(message, "non-map value"):
		p.Right = "write a key, a colon, a space and the value"
	case strings.HasPrefix(message, "found unknown escape character"):
		p.Right = "put the text in single quotes, in which \\ is itself"
	case strings.HasSuffix(message, "is a reserved character"):
		p.Right = "put the text in quotes"
	case strings.HasSuffix(message, "must be specified"), strings.HasSuffix(message, "not found"):
		p.Right = "close the bracket or, if it is a part of the text, put the text in quotes"
	}
}
