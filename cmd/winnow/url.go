package main

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/spf13/pflag"
)

// A urlFlag is the address of the one page that is cleaned; empty where nobody said.
type urlFlag string

// define adds the flag to a command's. What it is for goes into the usage.
func (u *urlFlag) define(set *pflag.FlagSet, usage string) {
	set.StringVar((*string)(u), "url", "", "the page's own `URL`, "+usage)
}

// check returns an error if it is no whole address, or if what was found may be several pages.
func (u urlFlag) check(f foundInputs) error {
	if u == "" {
		return nil
	}
	if address, err := url.Parse(string(u)); err != nil || address.Host == "" {
		return fmt.Errorf("--url %s: it must be a whole address, such as https://example.org/story", string(u))
	}
	if f.several || f.inputs[0].lines {
		return errors.New("--url is the address of one page; there are several: --host names the site of all")
	}
	return nil
}
