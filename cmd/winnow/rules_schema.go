package main

import (
	"github.com/spf13/cobra"
	"winnow/rules"
)

const aboutSchema = `Prints the JSON Schema of rule packs, with which editors complete keys, explain them and find mistakes while you write.

Save it beside your packs, and begin each pack with a line for the editor:

  # yaml-language-server: $schema=winnow.schema.json`

// newRulesSchema returns the command that prints the packs' schema.
func newRulesSchema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of rule packs, for editors",
		Long:    aboutSchema,
		Example: "  winnow rules schema > winnow.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return deliver(cmd, string(rules.Schema()))
		},
	}
}
