package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A choice is the value of a flag that takes one word out of a few.
type choice struct {
	word  string
	among []string
}

func (c *choice) String() string { return c.word }
func (c *choice) Type() string   { return strings.Join(c.among, "|") }

func (c *choice) Set(word string) error {
	if !slices.Contains(c.among, word) {
		return fmt.Errorf("it must be one of: %s", strings.Join(c.among, ", "))
	}
	c.word = word
	return nil
}

// choiceFlag adds a flag to cmd that takes one of the words in among, which shells complete. The initial word may be empty.
func choiceFlag(cmd *cobra.Command, name, short, initial, usage string, among ...string) *choice {
	c := &choice{initial, among}
	cmd.Flags().AddFlag(&pflag.Flag{Name: name, Shorthand: short, Usage: usage, Value: c, DefValue: initial})
	completeFlag(cmd, name, among...)
	return c
}

// completeFlag lets shells complete the flag's value with words.
func completeFlag(cmd *cobra.Command, name string, words ...string) {
	if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is not there: a mistake in this program
	}
}
