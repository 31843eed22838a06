package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"winnow/rules"
)

const aboutTest = `Runs the examples of the packs in files and directories; without any, those of the built-in packs and of your own.

What a rule strips in its examples, it has to strip among its own pack's rules; what it keeps has to stay under all the packs that are in use.
A failure says what stayed, what went, and which rules took it. A rule without an example of what it strips, or of what it keeps, fails too.`

// newRulesTest returns the command that runs rules' examples.
func newRulesTest() *cobra.Command {
	return newChecking("test [flags] [FILE|DIR]... (default: all packs, yours included)", "Run the examples of rules", aboutTest, "  winnow rules test mine.yaml", func(packs, beside []*rules.Pack) ([]*rules.Problem, string) {
		examples := 0
		for _, p := range packs {
			for _, r := range p.Rules {
				examples += len(r.Strips) + len(r.Keeps)
			}
			for _, s := range p.Sites {
				examples += len(s.Examples)
			}
		}
		problems := rules.Problems(rules.Check(packs, beside))
		if len(problems) > 0 {
			return problems, fmt.Sprintf("%s in %s", counted(len(problems), "problem"), counted(examples, "example"))
		}
		return nil, counted(examples, "example") + " passed"
	})
}

const aboutLint = `Tells what is doubtful in the packs in files and directories; without any, in the built-in packs and in your own.

It finds what is wrong in a pack, keys that will go away, rules without examples, ids that no rule has, rules and labels that other rules come before,
expressions that are tried on every block or match in the middle of any paragraph, and rules that strip what the examples of others say is body text.`

// newRulesLint returns the command that looks for what is doubtful in packs.
func newRulesLint() *cobra.Command {
	return newChecking("lint [flags] [FILE|DIR]... (default: all packs, yours included)", "Find what is doubtful in rules", aboutLint, "  winnow rules lint mine.yaml", func(packs, beside []*rules.Pack) ([]*rules.Problem, string) {
		problems := rules.Lint(packs, beside)
		if len(problems) > 0 {
			return problems, counted(len(problems), "problem")
		}
		return nil, "no problems"
	})
}

// newChecking returns a command that checks packs beside others. Check returns what is wrong with them, and a summary.
func newChecking(use, short, long, example string, check func(packs, beside []*rules.Pack) ([]*rules.Problem, string)) *cobra.Command {
	var in packFlags
	var quiet bool
	cmd := &cobra.Command{
		Use:     use,
		Short:   short,
		Long:    long,
		Example: example,
		RunE: func(cmd *cobra.Command, names []string) error {
			builtin, own, err := in.all()
			if err != nil {
				return err
			}
			packs, beside := append(builtin, own...), []*rules.Pack(nil)
			var broken error
			if len(names) > 0 {
				beside = packs
				files, err := packFilesOf(names)
				if err != nil {
					return err
				}
				packs, broken = loadFiles(files)
			}
			return report(cmd, packs, broken, beside, quiet, check)
		},
	}
	in.define(cmd.Flags())
	quietFlag(cmd.Flags(), &quiet, "print only what is wrong: no summary")
	return cmd
}

// report writes what is wrong with packs, and with those that could not be loaded, a line each, and, unless it is to be quiet, a summary. It returns errFailed if anything is.
func report(cmd *cobra.Command, packs []*rules.Pack, broken error, beside []*rules.Pack, quiet bool, check func(packs, beside []*rules.Pack) ([]*rules.Problem, string)) error {
	var out strings.Builder
	if broken != nil {
		fmt.Fprintln(&out, broken)
	}
	if broken != nil && len(packs) == 0 {
		fmt.Fprintln(&out, "no pack could be loaded")
		return errors.Join(deliver(cmd, out.String()), errFailed)
	}
	problems, summary := check(packs, beside)
	for _, p := range problems {
		fmt.Fprintln(&out, p)
	}
	if !quiet {
		out.WriteString(inPacks(packs))
		if broken != nil {
			summary += "; what could not be loaded was left out"
		}
		fmt.Fprintf(&out, ": %s\n", summary)
	}
	if err := deliver(cmd, out.String()); err != nil {
		return err
	}
	if broken != nil || len(problems) > 0 {
		return errFailed
	}
	return nil
}

// inPacks says how many rules and sites there are in how many packs.
func inPacks(packs []*rules.Pack) string {
	ruleCount, siteCount := 0, 0
	for _, p := range packs {
		ruleCount += len(p.Rules)
		siteCount += len(p.Sites)
	}
	number := counted(ruleCount, "rule")
	if siteCount > 0 {
		number += " and " + counted(siteCount, "site")
	}
	return fmt.Sprintf("%s in %s", number, counted(len(packs), "pack"))
}

// counted returns a number and what it counts.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
