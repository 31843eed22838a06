package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"winnow/cleaner"
)

// maxRedirects is how often an address may lead to another one: net/http's own limit, stated.
const maxRedirects = 10

// A fetcher gets pages from the web.
type fetcher struct{ client *http.Client }

// newFetcher returns a fetcher that gives a page up after timeout, its body included.
func newFetcher(timeout time.Duration) fetcher {
	return fetcher{&http.Client{Timeout: timeout, CheckRedirect: func(next *http.Request, past []*http.Request) error {
		if err := checkScheme(next.URL); err != nil {
			return err
		}
		if len(past) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		return nil
	}}}
}

// fetch opens the page at an address, and says where it was found in the end.
func (f fetcher) fetch(ctx context.Context, addr string) (io.ReadCloser, cleaner.Page, error) {
	var none cleaner.Page
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, addr, nil)
	if err != nil {
		return nil, none, err
	}
	if err := checkScheme(req.URL); err != nil {
		return nil, none, err
	}
	req.Header.Set("User-Agent", "winnow/"+version()+" (command-line article cleaner)")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")

	resp, err := f.client.Do(req)
	if err != nil {
		if withAddress := new(url.Error); errors.As(err, &withAddress) {
			err = withAddress.Err // the message names the input anyway
		}
		return nil, none, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, none, errors.Join(fmt.Errorf("the server answered %s", resp.Status), resp.Body.Close())
	}
	found := *resp.Request.URL
	found.User = nil
	return resp.Body, cleaner.Page{URL: found.String(), ContentType: resp.Header.Get("Content-Type")}, nil
}

func checkScheme(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is not an address that winnow fetches; only http and https are", u.Scheme+"://")
	}
	return nil
}

// isURL tells an address from a path.
func isURL(arg string) bool {
	scheme, _, found := strings.Cut(arg, "://")
	return found && isScheme.MatchString(scheme)
}

var isScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+$`) // two letters or more: one is a Windows drive

// redact returns an address without its password.
func redact(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return addr
	}
	return u.Redacted()
}

// addressPath returns the path of an address's page under an output directory: its host, its path and its query, as far as files can have such names.
func addressPath(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return "page"
	}
	name := u.Host + path.Join("/", u.Path) // without any ..
	if u.Path == "" || strings.HasSuffix(u.Path, "/") {
		name = strings.TrimSuffix(name, "/") + "/index.html"
	}
	if u.RawQuery != "" {
		name += "?" + strings.ReplaceAll(u.RawQuery, "/", "_")
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		part = notInNames.ReplaceAllString(part, "_")
		const longest = 200 // bytes; file systems take 255, and an extension follows
		if len(part) > longest {
			part = strings.ToValidUTF8(part[:longest], "")
		}
		parts[i] = part
	}
	return path.Join(parts...)
}

// notInNames matches what Windows, the strictest, does not take in the name of a file.
var notInNames = regexp.MustCompile(`[<>:"|?*\\\x00-\x1f]`)
