package metadata

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func extractFrom(t testing.TB, page, address string) Metadata {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return Extract(root, u)
}

func TestWholePage(t *testing.T) {
	m := extractFrom(t, `<!doctype html><html lang="en-gb"><head>
		<title>Ferry returns to the northern route - The Harbour Post</title>
		<meta property="og:site_name" content="The Harbour Post">
		<meta property="article:published_time" content="2024-03-05T07:08:09+01:00">
		<meta name="author" content="By Jane Doe and John Roe">
		<link rel="canonical" href="/news/ferry">
		</head><body><h1>Ferry returns to the northern route</h1><p>Text.</p></body></html>`, "https://www.harbourpost.example/news/ferry?x=1")
	if m.Title.Text != "Ferry returns to the northern route" {
		t.Errorf("title %q", m.Title)
	}
	if len(m.Authors) != 2 || m.Authors[0].Text != "Jane Doe" || m.Authors[1].Text != "John Roe" {
		t.Errorf("authors %q", m.Authors)
	}
	if got := m.Published.Format("2006-01-02T15:04:05Z07:00"); got != "2024-03-05T07:08:09+01:00" || m.Published.From != "article:published_time" {
		t.Errorf("published %s from %s", got, m.Published.From)
	}
	if m.Canonical.Text != "https://www.harbourpost.example/news/ferry" || m.Language.Text != "en-GB" || m.Site.Text != "The Harbour Post" {
		t.Errorf("canonical %q, language %q, site %q", m.Canonical, m.Language, m.Site)
	}
}
