package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const aboutRules = `The commands for people who write rules: to see which rules there are, to try them on pages, and to test, check and make packs.

A file or a directory named rules is cleaned as ./rules.

The exit code is 0 if all is well, 1 if something failed or a check found something, 2 if the command is wrong.`

// newRules returns the rules command, the parent of all commands for people who write rules.
func newRules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules COMMAND",
		Short: "See, try, test and make rules",
		Long:  aboutRules,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("no command %q; see %s --help; a file of this name is ./rules", args[0], cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	return cmd
}
