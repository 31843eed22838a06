package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// site is a server on this machine.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, body)
	}
	mux.HandleFunc("/story", func(w http.ResponseWriter, r *http.Request) { answer(w, page) })
	mux.HandleFunc("/agent", func(w http.ResponseWriter, r *http.Request) {
		answer(w, strings.Replace(page, first, r.UserAgent()+" asked for this page, which is long enough for an article of one paragraph and a half, or so the editor of it once believed.", 1))
	})
	mux.HandleFunc("/packed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		packer := gzip.NewWriter(w)
		_, _ = io.WriteString(packer, page)
		_ = packer.Close()
	})
	mux.HandleFunc("/legacy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		_, _ = io.WriteString(w, strings.Replace(strings.Replace(page, `<meta charset="utf-8">`, "", 1), "the old ferry", "the caf\xe9 ferry", 1))
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/story", http.StatusFound) })
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	mux.HandleFunc("/hop/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		_, _ = fmt.Sscan(r.PathValue("n"), &n)
		if n == 0 {
			answer(w, page)
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/hop/%d", n-1), http.StatusMovedPermanently)
	})
	mux.HandleFunc("/out/{scheme}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.PathValue("scheme")+"://127.0.0.1/etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) { answer(w, strings.Repeat(page, 1000)) })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		packer := gzip.NewWriter(w)
		_, _ = io.WriteString(packer, strings.Repeat("x", 10<<20))
		_ = packer.Close()
	})
	hang := make(chan struct{})
	mux.HandleFunc("/silent", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/stalls", func(w http.ResponseWriter, r *http.Request) {
		answer(w, page[:len(page)/2])
		w.(http.Flusher).Flush()
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/pdf", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
	})
	mux.HandleFunc("/private", func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "ines" || password != "secret" {
			http.Error(w, "who?", http.StatusUnauthorized)
			return
		}
		answer(w, page)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(func() { close(hang); server.Close() })
	return server
}

func TestFetch(t *testing.T) {
	server := site(t)
	for _, path := range []string{"/story", "/packed", "/moved", fmt.Sprintf("/hop/%d", maxRedirects)} {
		t.Run(path, func(t *testing.T) {
			got := winnow(t, "", server.URL+path)
			got.succeeded(t)
			isArticle(t, got.stdout)
		})
	}
	if got := winnow(t, "", server.URL+"/legacy"); !strings.Contains(got.stdout, "the café ferry") {
		t.Errorf("the header's charset was not used: %+v", got)
	}
	if got := winnow(t, "", server.URL+"/agent"); !strings.Contains(got.stdout, "winnow/"+version()+" (") {
		t.Errorf("the user agent is another: %+v", got)
	}
}

func TestFetchedPageKnowsItsAddress(t *testing.T) {
	server := site(t)
	tests := []struct{ path, flag, want string }{
		{"/story", "", server.URL + "/story"},
		{"/moved", "", server.URL + "/story"},
		{"/story", "https://harbour.example/ferry", "https://harbour.example/ferry"},
		{"/private", "", server.URL + "/private"},
	}
	for _, tt := range tests {
		addr := strings.Replace(server.URL+tt.path, "http://", "http://ines:secret@", 1)
		got := winnow(t, "", "-f", "jsonl", "--url", tt.flag, addr)
		got.succeeded(t)
		if d := jsonLines(t, got.stdout)[0]; d["url"] != tt.want {
			t.Errorf("%s has url %v, want %s", tt.path, d["url"], tt.want)
		}
		if strings.Contains(got.stdout, "secret") {
			t.Errorf("the password came out: %s", got.stdout)
		}
	}
}

func TestFetchFails(t *testing.T) {
	server := site(t)
	tests := []struct {
		path  string
		flags []string
		words []string
	}{
		{"/nowhere", nil, []string{"404 Not Found"}},
		{"/private", nil, []string{"401 Unauthorized"}},
		{"/circle", nil, []string{"redirects"}},
		{fmt.Sprintf("/hop/%d", maxRedirects+1), nil, []string{fmt.Sprintf("more than %d redirects", maxRedirects)}},
		{"/out/file", nil, []string{"only http and https"}},
		{"/out/ftp", nil, []string{"only http and https"}},
		{"/large", []string{"--max-bytes", "5000"}, []string{"larger than the limit", "--max-bytes"}},
		{"/bomb", []string{"--max-bytes", "100000"}, []string{"larger than the limit", "--max-bytes"}},
		{"/silent", []string{"--timeout", "50ms"}, []string{"no answer in time", "--timeout"}},
		{"/stalls", []string{"--timeout", "200ms"}, []string{"no answer in time", "--timeout"}},
		{"/pdf", nil, []string{"not HTML or text", "PDF"}},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			got := winnow(t, "", append(tt.flags, server.URL+tt.path)...)
			got.failed(t, exitFailed, append(tt.words, "winnow: "+server.URL+tt.path+": ")...)
			if got.stdout != "" {
				t.Errorf("stdout %q", got.stdout)
			}
		})
	}
	server.Close()
	winnow(t, "", server.URL+"/story").failed(t, exitFailed, "refused")
}

func TestFetchedPagesGetPathsOfTheirAddresses(t *testing.T) {
	folder(t, nil)
	server := site(t)
	winnow(t, "", server.URL+"/story", server.URL+"/story?id=3&next=/../../x", server.URL+"/moved", "-o", "out/").succeeded(t)
	host := strings.ReplaceAll(strings.TrimPrefix(server.URL, "http://"), ":", "_")
	want := fmt.Sprintf("out/%[1]s/moved.txt out/%[1]s/story.txt out/%[1]s/story_id=3&next=_.._.._x.txt", host)
	if got := strings.Join(files(t, "."), " "); got != want {
		t.Errorf("wrote %s\n want %s", got, want)
	}
}

func TestAddressPath(t *testing.T) {
	tests := map[string]string{
		"https://example.org":                             "example.org/index.html",
		"https://example.org/news/":                       "example.org/news/index.html",
		"https://example.org/news/a.html#top":             "example.org/news/a.html",
		"https://example.org/../../etc/passwd":            "example.org/etc/passwd",
		"https://example.org/a%2F..%2F..%2Fb":             "example.org/b",
		"https://example.org/a?q=%2e%2e/..&x=<y>":         "example.org/a_q=%2e%2e_..&x=_y_",
		"https://example.org/" + strings.Repeat("é", 300): "example.org/" + strings.Repeat("é", 100),
	}
	for addr, want := range tests {
		if got := addressPath(addr); got != want {
			t.Errorf("addressPath(%q) = %q, want %q", addr, got, want)
		}
	}
}
