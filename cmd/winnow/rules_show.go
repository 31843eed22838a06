package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"winnow/rules"
)

const aboutShow = `Shows rules and sites as their packs spell them, each under a line that says where it stands.

What comes out may begin a rule of your own: put it under rules: or sites: in a pack.`

// newRulesShow returns the command that shows rules.
func newRulesShow() *cobra.Command {
	var packs packFlags
	var quiet bool
	cmd := &cobra.Command{
		Use:               "show ID...",
		Short:             "Show rules as their packs spell them",
		Long:              aboutShow,
		Example:           "  winnow rules show en/read-next",
		Args:              needs("the ID of a rule or a site"),
		ValidArgsFunction: completeIDs,
		RunE: func(cmd *cobra.Command, ids []string) error {
			builtin, own, err := packs.all()
			if err != nil {
				return err
			}
			if !quiet {
				warn(cmd.ErrOrStderr(), own)
			}
			out, err := show(builtin, own, ids)
			if err != nil {
				return err
			}
			return deliver(cmd, out)
		},
	}
	packs.define(cmd.Flags())
	quietFlag(cmd.Flags(), &quiet, withoutWarnings)
	return cmd
}

// show returns the source of the rules and sites that have ids, as many as there are of each: a pack's may take the place of another's.
func show(builtin, own []*rules.Pack, ids []string) (string, error) {
	listed := list(builtin, own)
	var entries []string
	for _, id := range ids {
		found := false
		for _, r := range listed {
			if r.ID == id {
				found = true
				entries = append(entries, fmt.Sprintf("# %s\n%s\n", r.where(), cmp.Or(r.source(), "# It is read as it stands in that file.")))
			}
		}
		if !found {
			_, err := rules.Find(slices.Concat(builtin, own), id)
			return "", err
		}
	}
	return strings.Join(entries, "\n"), nil
}

// where says where a rule stands, and whether it works.
func (r *listedRule) where() string {
	where := fmt.Sprintf("%s in pack %s", r.place, r.Pack)
	if r.From == fromBuiltin {
		where += ", " + fromBuiltin
	}
	if r.State != stateOn {
		where += ", " + r.State
	}
	return where
}
