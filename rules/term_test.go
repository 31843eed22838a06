package rules

import "testing"

func TestTermsBearNoLabel(t *testing.T) {
	s := load(t, `
  - {id: t/a, category: share, about: A button., match: {label: [name, leave a name]}, strip: block, strips: Name, keeps: Near}
  - {id: t/b, category: ad, about: A label., match: {label: advertisement}, strip: block, strips: Advertisement, keeps: Near}
`)
	for _, c := range []struct {
		name, text, want string
	}{
		{"over what explains it", "name\nThe name of the tide table", "name\nThe name of the tide table"},
		{"over code", "<p>name</p><pre>table</pre>", "name\ntable"},
		{"over a button", "name\nSend it now", "Send it now"},
		{"over links", "name\n[All the names of boats](/names)", "All the names of boats"},
		{"at the end", second + "\nname", second},
		{"with a capital letter", "Name\nThe name of the tide table", "The name of the tide table"},
		{"with an arrow", "name »\nThe name of the tide table", "The name of the tide table"},
		{"of more words", "leave a name\nThe name of the tide table", "The name of the tide table"},
		{"four times", "name\nThe boats of the year\nname\nThe boats of the lake\nname\nThe boats of the sea\nname\nThe boats of the town", "The boats of the year\nThe boats of the lake\nThe boats of the sea\nThe boats of the town"},
		{"an advertisement's label", "advertisement\nThe name of the tide table", "The name of the tide table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := stays(t, s, Page{}, c.text); got != c.want {
				t.Errorf("stays %q, want %q", got, c.want)
			}
		})
	}
}
