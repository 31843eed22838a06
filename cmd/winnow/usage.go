package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/net/publicsuffix"
)

// plain returns an error in a flag's value in the user's words; any other error as it is.
func plain(err error) error {
	invalid := new(pflag.InvalidValueError)
	if !errors.As(err, &invalid) {
		return err
	}
	want := ""
	switch invalid.GetFlag().Value.Type() {
	case "int", "int64":
		want = "a whole number"
	case "float64":
		want = "a number, such as 0.05"
	case "duration":
		want = "a time with its unit, such as 30s or 2m"
	case "bool":
		want = "true or false"
	default:
		return err
	}
	return fmt.Errorf("--%s %s: it must be %s", invalid.GetFlag().Name, invalid.GetValue(), want)
}

// needs returns a check that a command has an argument, the first of which is what says.
func needs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s needs %s; see %s --help", cmd.CommandPath(), what, cmd.CommandPath())
		}
		return nil
	}
}

// exactly returns a check that a command has one argument, which is what says.
func exactly(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return fmt.Errorf("%s takes one argument, %s; see %s --help", cmd.CommandPath(), what, cmd.CommandPath())
		}
		return needs(what)(cmd, args)
	}
}

// checkCommand returns an error if the first argument is no file, but nearly the name of a command.
func checkCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || args[0] == "" {
		return nil
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2 // edits
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("there is no file and no command %q; did you mean %s %s?", args[0], cmd.CommandPath(), near[0])
	}
	return nil
}

// likeAddress tells whether what is no file looks like an address without its scheme: example.org/story, but not story.html.
func likeAddress(name string) bool {
	host, _, _ := strings.Cut(name, "/")
	if _, ext := splitExtension(host); slices.Contains(pageNames, ext) {
		return false
	}
	suffix, known := publicsuffix.PublicSuffix(strings.ToLower(host))
	return known && suffix != host && !strings.HasPrefix(host, ".")
}
