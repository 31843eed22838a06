package main

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/html"
	"winnow/cleaner/internal/metadata"
)

func main() {
	r := bufio.NewReaderSize(os.Stdin, 1<<20)
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	half := ""
	if len(os.Args) > 1 {
		half = os.Args[1]
	}
	var tp, tm time.Duration
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		id := string(line[8:12])
		if even := (id[3]-'0')%2 == 0; half == "even" && !even || half == "odd" && even {
			continue
		}
		var d struct{ ID, URL, HTML string }
		if err := json.Unmarshal(line, &d); err != nil {
			panic(err)
		}
		u, _ := url.Parse(d.URL)
		t0 := time.Now()
		root, err := html.Parse(strings.NewReader(d.HTML))
		if err != nil {
			println(d.ID, err.Error())
			continue
		}
		t1 := time.Now()
		m := metadata.Extract(root, u)
		tp += t1.Sub(t0)
		tm += time.Since(t1)
		var names []string
		for _, a := range m.Authors {
			names = append(names, a.Text)
		}
		pub := func(t metadata.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(time.RFC3339)
		}
		af := ""
		if len(m.Authors) > 0 {
			af = m.Authors[0].From
		}
		enc.Encode(map[string]any{"id": d.ID, "url": d.URL, "title": m.Title.Text, "byline": strings.Join(names, ", "), "published": pub(m.Published), "text": "",
			"tf": m.Title.From, "af": af, "df": m.Published.From, "modified": pub(m.Modified), "mf": m.Modified.From, "kind": m.Kind, "site": m.Site.Text, "lang": m.Language.Text, "section": m.Section.Text, "tags": m.Tags, "canonical": m.Canonical.Text, "image": m.Image.Text, "body": len(m.ArticleBody.Text)})
	}
	println("parse", tp.String(), "metadata", tm.String(), int(100*tm/tp), "%")
}
