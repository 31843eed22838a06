package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"winnow/cleaner"
	"winnow/rules"
)

// trial is what the user chose for rules try.
type trial struct {
	running
	packs            packFlags
	input, extractor *choice
	url              urlFlag
	host             hostFlag
}

const aboutTry = `Shows what one rule or site, or the rules of one pack, would strip from pages if there were no others: each piece between the block before it and the one after it.
What a rule that keeps would protect is shown in the same way. The rules run whatever their level is.

The pages are what winnow itself takes: files, directories, addresses, JSONL, or - for standard input, which is also read if there are none.`

// newRulesTry returns the command that tries rules on pages.
func newRulesTry() *cobra.Command {
	var t trial
	cmd := &cobra.Command{
		Use:   "try [flags] ID|FILE [PAGE]... (default: standard input)",
		Short: "Show what a rule alone would strip from pages",
		Long:  aboutTry,
		Example: `  winnow rules try en/read-next page.html
  winnow rules try mine.yaml pages/
  zcat crawl.jsonl.gz | winnow rules try mine.yaml -i jsonl`,
		Args:              needs("the ID of a rule or the FILE of a pack"),
		ValidArgsFunction: completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.run(cmd, args[0], args[1:])
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	t.input = choiceFlag(cmd, "input", "i", kindAuto, "what the pages are", kindAuto, kindHTML, kindText, kindLines)
	t.url.define(set, "for rules of its site")
	t.host.define(set)
	t.extractor = extractorFlag(cmd)
	t.packs.define(set)
	t.running.define(set)
	return cmd
}

// check returns an error if the flags make no sense.
func (t *trial) check() error { return cmp.Or(t.running.check(), t.host.check()) }

func (t *trial) run(cmd *cobra.Command, what string, args []string) error {
	if err := t.check(); err != nil {
		return err
	}
	if len(args) == 0 && isTerminal(cmd.InOrStdin()) {
		return errors.New("there is no page to try the rule on; name one, or - for standard input")
	}
	packs, err := t.subject(what)
	if err != nil {
		return err
	}
	found, err := opener{kind: t.input.word, stdin: cmd.InOrStdin(), fetcher: newFetcher(t.timeout)}.find(args)
	if err != nil {
		return err
	}
	if err := t.url.check(found); err != nil {
		return err
	}
	c, err := cleaner.New(cleaner.WithoutBuiltinRules(), cleaner.WithPacks(packs...), cleaner.WithLevel(rules.Aggressive),
		cleaner.WithExtractor(cleaner.Extractor(t.extractor.word)), cleaner.WithMaxBytes(t.lines.maxBytes))
	if err != nil {
		return err
	}
	jobs := (&work{cleaner: c, lines: t.lines, url: string(t.url), host: t.host, dest: func(input) string { return "" }}).jobs(cmd.Context(), found.inputs)
	return t.show(cmd, found, jobs, slices.ContainsFunc(packs, (*rules.Pack).ForSites))
}

// show cleans the jobs' documents and shows what was stripped. ForSites says that what is tried is for the pages of some sites only.
func (t *trial) show(cmd *cobra.Command, found foundInputs, jobs iter.Seq[job], forSites bool) error {
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	colors := newColors(takesColors(stdout))
	report := t.reporter(stderr, !isTerminal(stdout), found.inputs)
	report.needsAddress = forSites
	report.leftOut(found.left)
	documents, met, pieces := 0, 0, 0
	err := inOrder(cmd.Context(), t.parallel, jobs, try, func(r tried) error {
		report.advance()
		if r.err != nil {
			report.failed(r.name, r.err)
		}
		if r.doc == nil {
			return nil
		}
		if r.doc.Host == "" {
			report.homeless(r.name)
		}
		for _, w := range r.doc.Warnings {
			report.warn(r.name, w)
		}
		documents++
		if len(r.doc.Removals) == 0 {
			return nil
		}
		met++
		pieces += len(r.doc.Removals)
		_, err := fmt.Fprintf(stdout, "%s\n%s\n", colors.title("==> "+oneLine(r.name)+" <=="), inContext(r.doc, colors))
		return err
	})
	if err == nil {
		_, err = fmt.Fprintf(stdout, "%s in %d of %s\n", counted(pieces, "piece"), met, counted(documents, "document"))
	}
	return report.outcome(cmd.Context(), err)
}

// subject returns what is tried: the rule or the site that has an id, or else the packs in a file or a directory.
func (t *trial) subject(what string) ([]*rules.Pack, error) {
	builtin, own, err := t.packs.all()
	if err != nil {
		return nil, err
	}
	all := slices.Concat(builtin, own)
	var packs []*rules.Pack
	rule, err := rules.Find(all, what)
	if err == nil {
		packs = []*rules.Pack{{Name: rule.Pack, File: rule.File, Rules: []rules.Rule{*rule}}}
	} else if packs = siteAlone(all, what); packs == nil {
		var fileErr error
		if packs, fileErr = loadPacks([]string{what}); errors.Is(fileErr, fs.ErrNotExist) {
			return nil, fmt.Errorf("%w; and there is no such file", err)
		} else if fileErr != nil {
			return nil, fileErr
		}
	}
	for _, p := range packs {
		for i := range p.Rules {
			p.Rules[i] = shown(p.Rules[i])
		}
	}
	return packs, nil
}

// siteAlone returns a pack of the one site that has an id; nothing where there is none.
func siteAlone(packs []*rules.Pack, id string) []*rules.Pack {
	for _, p := range slices.Backward(packs) {
		for _, s := range p.Sites {
			if s.ID == id {
				return []*rules.Pack{{Name: p.Name, File: p.File, Sites: []rules.Site{s}}}
			}
		}
	}
	return nil
}

// shown returns a rule that strips what a rule strips or, so that it can be seen, what a rule keeps.
func shown(r rules.Rule) rules.Rule {
	switch r.Action {
	case rules.KeepBlock:
		r.Action, r.Category = rules.StripBlock, categoryKeep
	case rules.KeepSection:
		r.Action, r.Category = rules.StripSection, categoryKeep
	}
	return r
}

// tried is what became of a job.
type tried struct {
	name string
	doc  *cleaner.Document // nil where the input holds none, or could not be cleaned
	err  error
}

// try cleans a job's document.
func try(ctx context.Context, j job) tried {
	_, doc, err := j.clean(ctx)
	return tried{j.name, doc, err}
}

// inContext returns what was stripped from a document, each run of it between the beginnings of the blocks around it.
func inContext(doc *cleaner.Document, c colors) string {
	var out strings.Builder
	last := -1
	around := func(i int) {
		if last < i && i < len(doc.Blocks) {
			fmt.Fprintf(&out, "  %s\n", c.faint(beginning(doc.Blocks[i])))
			last = i
		}
	}
	for i, r := range doc.Removals {
		switch {
		case r.Part:
			around(r.Before)
		case i == 0 || doc.Removals[i-1].Before != r.Before || doc.Removals[i-1].Part:
			around(r.Before - 1)
		}
		fmt.Fprintln(&out, c.removal(r))
		if next := i + 1; !r.Part && (next == len(doc.Removals) || doc.Removals[next].Before != r.Before) {
			around(r.Before)
		}
	}
	return out.String()
}
