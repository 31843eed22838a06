package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
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
