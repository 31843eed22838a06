package main

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"strings"

	"golang.org/x/net/html"
	"winnow/cleaner/internal/metadata"
)

func main() {
	r := bufio.NewReaderSize(os.Stdin, 1<<20)
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			return
		}
		var d struct{ ID, URL, HTML string }
		if err := json.Unmarshal(line, &d); err != nil {
			panic(err)
		}
		u, _ := url.Parse(d.URL)
		root, err := html.Parse(strings.NewReader(d.HTML))
		if err != nil {
			println(d.ID, err.Error())
			continue
		}
		m := metadata.Debug(root, u)
		m["id"] = d.ID
		m["url"] = d.URL
		enc.Encode(m)
	}
}
