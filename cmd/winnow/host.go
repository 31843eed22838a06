package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
	"winnow/cleaner"
)

// A hostFlag is the host that documents without an address are of, such as saved pages; empty where nobody said.
type hostFlag string

// define adds the flag to a command's.
func (h *hostFlag) define(set *pflag.FlagSet) {
	set.StringVar((*string)(h), "host", "", "the `HOST` of documents whose address is not given, for rules of its site")
}

// check returns an error if it is no host.
func (h hostFlag) check() error {
	if strings.ContainsAny(string(h), "/: ") {
		return fmt.Errorf("--host %s: it must be a host, such as example.org", string(h))
	}
	return nil
}

// A hostCleaner cleans documents as its Cleaner does, those without an address as pages of its host.
type hostCleaner struct {
	*cleaner.Cleaner
	host hostFlag
}

// Clean cleans a document. That its address is not known, it says nevertheless.
func (c hostCleaner) Clean(ctx context.Context, r io.Reader, p cleaner.Page) (*cleaner.Document, error) {
	if p.URL != "" || c.host == "" {
		return c.Cleaner.Clean(ctx, r, p)
	}
	p.URL = "https://" + string(c.host)
	doc, err := c.Cleaner.Clean(ctx, r, p)
	if doc != nil {
		doc.URL = ""
	}
	return doc, err
}
