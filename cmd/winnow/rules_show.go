package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"winnow/rules"
)

const aboutShow = `Shows rules as their packs spell them, each under a line that says where it stands.

What comes out may begin a rule of your own: put it under rules: in a pack.`

// newRulesShow returns the command that shows rules.
func newRulesShow() *cobra.Command {
	var packs packFlags
	cmd := &cobra.Command{
		Use:               "show ID...",
		Short:             "Show rules as their packs spell them",
		Long:              aboutShow,
		Example:           "  winnow rules show en/read-next",
		Args:              needs(1, "the ID of a rule"),
		ValidArgsFunction: completeIDs,
		RunE: func(cmd *cobra.Command, ids []string) error {
			builtin, own, err := packs.all()
			if err != nil {
				return err
			}
			warn(cmd.ErrOrStderr(), own)
			out, err := show(builtin, own, ids)
			if err != nil {
				return err
			}
			return deliver(cmd, out)
		},
	}
	packs.define(cmd.Flags())
	return cmd
}

// needs returns a check that a command has at least so many arguments, the first of which are those that what names.
func needs(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return fmt.Errorf("%s needs %s; see %s --help", cmd.CommandPath(), what, cmd.CommandPath())
		}
		return nil
	}
}

// show returns the source of the rules that have ids, as many as there are of each: a pack's may take the place of another's.
func show(builtin, own []*rules.Pack, ids []string) (string, error) {
	listed := list(builtin, own)
	var entries []string
	for _, id := range ids {
		if _, err := rules.Find(append(builtin[:len(builtin):len(builtin)], own...), id); err != nil {
			return "", err
		}
		for _, r := range listed {
			if r.ID == id {
				entries = append(entries, fmt.Sprintf("# %s\n%s\n", r.place(), r.rule.Source()))
			}
		}
	}
	return strings.Join(entries, "\n"), nil
}

// place says where a rule stands, and whether it works.
func (r *listedRule) place() string {
	place := fmt.Sprintf("%s:%d in pack %s", r.rule.File, r.rule.Line, r.Pack)
	if r.From == fromBuiltin {
		place = fmt.Sprintf("built in: line %d of %s in pack %s", r.rule.Line, r.rule.File, r.Pack)
	}
	if r.State != stateOn {
		place += ", " + r.State
	}
	return place
}
