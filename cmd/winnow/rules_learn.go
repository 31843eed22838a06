package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"winnow/cleaner"
	"winnow/rules/learn"
)

// learning is what the user chose for rules learn.
type learning struct {
	running
	input   *choice
	packs   packFlags
	options learn.Options
	host    hostFlag
	output  string
}

const aboutLearn = `Reads many documents of one site or of several, finds the lines that repeat in them, and prints a pack of rules that strip these.

It takes the inputs that winnow itself takes. They are cleaned first, so what it finds is what extraction and the rules that there are have left;
with --no-builtin-rules it looks at what the built-in rules would strip, too.

A line may differ in numbers and dates. It needs a rule if it stands in many of a host's documents in like places, and does not look like body text: a quotation,
a refrain, a heading, a label before text that differs. Each rule holds on its host only and carries its evidence as a comment. Documents
whose address neither you give nor the page names are learnt from together, and rules that come of them hold everywhere; --host or --host-field says where they are from.

Read the pack before you use it: what repeats is not always chaff. winnow rules test FILE runs its examples, winnow --rules FILE --explain PAGE shows what it strips.`

// newRulesLearn returns the command that proposes rules for what repeats.
func newRulesLearn() *cobra.Command {
	var l learning
	cmd := &cobra.Command{
		Use:   "learn [flags] [FILE|DIR|URL|-]...",
		Short: "Propose rules for lines that repeat in a site's documents",
		Long:  aboutLearn,
		Example: `  winnow rules learn --host example.org pages/ -o example.yaml
  winnow --rules example.yaml --host example.org --explain pages/
  zcat crawl.jsonl.gz | winnow rules learn -i jsonl -o learned.yaml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && isTerminal(cmd.InOrStdin()) {
				return cmd.Help()
			}
			pack, err := l.run(cmd.Context(), args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			if pack != nil {
				if err := deliverTo(cmd, l.output, string(pack)); err != nil {
					return err
				}
			}
			return err
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	l.input = choiceFlag(cmd, "input", "i", kindAuto, "what the inputs are", kindAuto, kindHTML, kindText, kindLines)
	set.StringVarP(&l.output, "output", "o", "", "write the pack to `FILE`")
	set.IntVar(&l.options.MinDocuments, "min-documents", learn.DefaultMinDocuments, "a line must stand in `N` documents of a host")
	set.Float64Var(&l.options.MinShare, "min-share", learn.DefaultMinShare, "and in this `SHARE` of them, 0 to 1")
	set.IntVar(&l.options.MaxDocuments, "max-documents", learn.DefaultMaxDocuments, "learn from the first `N` documents of a host")
	set.StringVar(&l.options.Name, "name", "learned", "the pack's `NAME`")
	l.host.define(set)
	set.StringVar(&l.lines.hostField, "host-field", "", "the `FIELD` of JSONL that holds the host of documents without an address")
	l.packs.define(set)
	l.running.define(set)
	return cmd
}

// check returns an error if the flags make no sense.
func (l *learning) check() error {
	switch {
	case l.options.MinDocuments < 2:
		return fmt.Errorf("--min-documents %d: what stands in fewer than 2 documents does not repeat", l.options.MinDocuments)
	case !(l.options.MinShare > 0 && l.options.MinShare <= 1):
		return fmt.Errorf("--min-share %v: it must be above 0 and at most 1", l.options.MinShare)
	case l.options.MaxDocuments < l.options.MinDocuments:
		return fmt.Errorf("--max-documents %d: it must not be less than --min-documents", l.options.MaxDocuments)
	}
	return cmp.Or(checkPackName(l.options.Name), l.running.check(), l.host.check())
}

// run returns the pack that the inputs teach. The error may be beside it: errFailed where some inputs could not be read. Where none could, there is no pack.
func (l *learning) run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) ([]byte, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	inputs, err := opener{kind: l.input.word, stdin: stdin, fetcher: newFetcher(l.timeout)}.find(args)
	if err != nil {
		return nil, err
	}
	if err := checkOverwrite(l.output, filesOf(inputs.inputs)); err != nil {
		return nil, err
	}
	builtin, own, err := l.packs.all()
	if err != nil {
		return nil, err
	}
	l.options.Beside = slices.Concat(builtin, own)
	c, err := cleaner.New(cleaner.WithoutBuiltinRules(), cleaner.WithPacks(l.options.Beside...), cleaner.WithMaxBytes(l.lines.maxBytes))
	if err != nil {
		return nil, err
	}

	reporter := l.reporter(stderr, !isTerminal(stdout), inputs.inputs)
	reporter.leftOut(inputs.left)
	learner := learn.New(l.options)
	homeless := 0 // documents whose site nobody knows
	jobs := (&work{cleaner: c, lines: l.lines, host: l.host, dest: func(input) string { return "" }}).jobs(ctx, inputs.inputs)
	err = inOrder(ctx, l.parallel, jobs, l.lesson, func(lesson lesson) error {
		reporter.advance()
		switch {
		case lesson.err != nil:
			reporter.failed(lesson.name, lesson.err)
		case lesson.document != nil:
			learner.Add(*lesson.document)
			if lesson.document.Host == "" {
				homeless++
			}
		}
		return nil
	})
	if err = reporter.outcome(ctx, err); err != nil && !errors.Is(err, errFailed) {
		return nil, err
	}
	found := learner.Findings()
	if !l.quiet {
		l.summarize(stderr, found, homeless)
	}
	if err != nil && found.Documents == 0 {
		return nil, err
	}
	return found.Pack(), err
}

// A lesson is what there is to learn from a job.
type lesson struct {
	name     string
	document *learn.Document // nil where the input holds none
	err      error
}

// lesson cleans a job's document.
func (l *learning) lesson(ctx context.Context, j job) lesson {
	rec, doc, err := j.clean(ctx)
	if err != nil || doc == nil {
		return lesson{name: j.name, err: err}
	}
	d := &learn.Document{ID: j.name, Host: doc.Host, Blocks: doc.Blocks, Removals: doc.Removals}
	if id := strings.Trim(string(rec.id), `"`); id != "" {
		d.ID = id
	}
	return lesson{name: j.name, document: d}
}

// summarize says in a few lines what was learnt, and from how much.
func (l *learning) summarize(stderr io.Writer, f learn.Findings, homeless int) {
	say := func(format string, values ...any) { fmt.Fprintf(stderr, "winnow: "+format+"\n", values...) }
	say("%s from %s of %s", counted(len(f.Rules), "rule"), counted(f.Documents, "document"), counted(f.Sites, "host"))
	if f.Duplicates > 0 {
		say("%s left out that have most of their text from another one", counted(f.Duplicates, "document"))
	}
	if f.Skipped > 0 {
		say("%s left out after the first %d of their host; --max-documents takes more", counted(f.Skipped, "document"), l.options.MaxDocuments)
	}
	if len(f.Left) > 0 {
		say("left alone: %s that look like body text, named at the pack's end", counted(len(f.Left), "repeated line"))
	}
	if len(f.Stripped) > 0 {
		hint := "; --no-builtin-rules learns rules for them, too"
		if l.packs.noBuiltin {
			hint = ""
		}
		say("no rule needed: %s that rules strip already, named at the pack's end%s", counted(len(f.Stripped), "repeated line"), hint)
	}
	if homeless > 0 && len(f.Rules) > 0 {
		say("rules learnt from the %s without an address hold everywhere; --host says which site they are of", counted(homeless, "document"))
	}
	if f.Untestable > 0 {
		say("%s left out because no example fits them", counted(f.Untestable, "rule"))
	}
}
