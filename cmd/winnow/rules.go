package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"winnow/rules"
)

const aboutRules = `The commands for people who write rules: to see which rules there are, to try them on pages, and to test, check and make packs.

A file or a directory named rules is cleaned as ./rules.

The exit code is 0 if all is well, 1 if something failed or a check found something, 2 if the command is wrong.`

// newRules returns the rules command, the parent of all commands for people who write rules.
func newRules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "See, try, test and make rules",
		Long:  aboutRules,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("no command %q; see %s --help; a file of this name is ./rules", args[0], cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		DisableFlagsInUseLine: true,
	}
	cmd.AddCommand(newRulesList(), newRulesShow(), newRulesTest(), newRulesLint(), newRulesTry(), newRulesLearn(), newRulesImport(), newRulesSchema())
	return cmd
}

// quietFlag adds the flag -q to a command's. What it leaves out goes into the usage.
func quietFlag(set *pflag.FlagSet, quiet *bool, usage string) {
	set.BoolVarP(quiet, "quiet", "q", false, usage)
}

// deliver writes what a command has to say.
func deliver(cmd *cobra.Command, out string) error {
	if _, err := io.WriteString(cmd.OutOrStdout(), out); err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "winnow: output: %v\n", err)
		return errFailed
	}
	return nil
}

// deliverTo writes what a command has made to a file, which is no input of it, or to standard output where its name is empty or -.
func deliverTo(cmd *cobra.Command, file, out string) error {
	if file == "" || file == "-" {
		return deliver(cmd, out)
	}
	if err := writeFile(file, out); err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "winnow: %v\n", fileError(err))
		return errFailed
	}
	return nil
}

// completeIDs lets shells complete the ids of the built-in rules.
func completeIDs(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	packs, err := rules.Builtin()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []string
	for _, p := range packs {
		for i := range p.Rules {
			ids = append(ids, p.Rules[i].ID+"\t"+p.Rules[i].About)
		}
	}
	return ids, cobra.ShellCompDirectiveDefault
}
