package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"
	"winnow/cleaner"
	"winnow/rules"
)

// The kinds of input, as -i names them.
const (
	kindAuto  = "auto"
	kindHTML  = "html"
	kindText  = "text"
	kindLines = "jsonl"
)

// levels are the rules' levels, by the names that --level takes.
var levels = map[string]rules.Level{
	rules.Safe.String():       rules.Safe,
	rules.Standard.String():   rules.Standard,
	rules.Aggressive.String(): rules.Aggressive,
}

// flags are what the user chose.
type flags struct {
	running
	format, input, level, extractor *choice

	output   string
	url      urlFlag
	host     hostFlag
	metadata bool
	explain  bool
	with     []string
	packs    packFlags
	disable  []string
	keep     []string
	noLinks  bool
	noImages bool
	noTables bool
	comments bool
}

const about = `Winnow prints the clean article of a page or of a scraped text: its body without navigation, teasers, share bars and newsletter calls.
An article's title, byline and date are not in the body but in the metadata, which --metadata and JSON show.

An input is a file, a directory (searched for pages, or with -i jsonl for JSONL; what is left out is counted on standard error), an http or https address, or - for standard input, which is also read if there is no input at all.
Whether it is HTML or text shows in its content. Files may be packed with gzip. A .jsonl or .ndjson file, or any with -i jsonl, holds an object a line:
{"html": "…"} or {"text": "…"}, with "url" and "id" if you like. They come out as an object a line too, in the same order, as they are done;
a line that fails comes out as {"id": …, "url": "…", "error": "…"}, with its number as "line" if it has no id.

Several documents on one output are parted by a line with their name, ==> NAME <==, in HTML by a comment. For many, -f jsonl or -o DIR/ is better.
A file gets its name when it is complete. If it does not come to that, what was written of it is kept as FILE.part. Where no input could be opened, FILE stays as it was.

The exit code is 0 if all inputs were cleaned, 1 if some failed (the others are done), 2 if the command is wrong, 130 if it was interrupted.`

const examples = `  winnow page.html
  winnow -f markdown --metadata https://example.org/story -o story.md
  winnow pages/ -o articles/
  winnow --explain page.html
  zcat crawl.jsonl.gz | winnow -i jsonl --pass-through > articles.jsonl`

// newRoot returns the winnow command.
func newRoot() *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:     "winnow [flags] [FILE|DIR|URL|-]...",
		Short:   "Turn scraped pages and texts into clean articles",
		Long:    about,
		Example: examples,
		Version: version(),
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault // files, beside the commands
		},
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && isTerminal(cmd.InOrStdin()) {
				return cmd.Help()
			}
			if err := checkCommand(cmd, args); err != nil {
				return err
			}
			return f.run(cmd.Context(), args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.SetVersionTemplate("winnow {{.Version}}\n")
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", plain(err), cmd.CommandPath())
	})
	f.define(cmd)
	cmd.AddCommand(newRules())
	return cmd
}

// define adds the flags to the command.
func (f *flags) define(cmd *cobra.Command) {
	set := cmd.Flags()
	set.SortFlags = false

	f.format = choiceFlag(cmd, "format", "f", "", "what to write (default: as -o is named, jsonl for JSONL, else text)",
		formatText, formatMarkdown, formatHTML, formatJSON, formatLines)
	set.StringVarP(&f.output, "output", "o", "", "write to `FILE|DIR`; a directory gets a file for each input, as in the input's tree")
	f.input = choiceFlag(cmd, "input", "i", kindAuto, "what the inputs are", kindAuto, kindHTML, kindText, kindLines)
	f.url.define(set, "for its links and for rules of its site")
	f.host.define(set)

	f.packs.define(set)
	set.StringSliceVar(&f.disable, "disable", nil, "switch off the rules with these `IDS`, parted by commas; may be repeated")
	set.StringSliceVar(&f.keep, "keep", nil, "keep what the rules of these `CATEGORIES` would strip; may be repeated")
	completeFlag(cmd, "keep", rules.Categories()...)
	f.level = choiceFlag(cmd, "level", "", rules.Standard.String(), "how bold the rules are",
		rules.Safe.String(), rules.Standard.String(), rules.Aggressive.String())
	f.extractor = extractorFlag(cmd)

	set.BoolVar(&f.noLinks, "no-links", false, "leave out the addresses of links")
	set.BoolVar(&f.noImages, "no-images", false, "leave out images and their captions")
	set.BoolVar(&f.noTables, "no-tables", false, "leave out tables")
	set.BoolVar(&f.comments, "comments", false, "keep readers' comments")
	set.BoolVar(&f.metadata, "metadata", false, "put the metadata before text and Markdown, as YAML front matter")
	set.BoolVar(&f.explain, "explain", false, "show what was stripped, and by which rule, and why a page's blocks are in or out")

	set.StringSliceVar(&f.with, "with", nil, "add these `FIELDS` to JSON: markdown,html")
	completeFlag(cmd, "with", formatMarkdown, formatHTML)
	set.BoolVar(&f.lines.passThrough, "pass-through", false, "copy the other fields of JSONL; where winnow writes one of that name, its own stands")
	f.running.define(set)
}

// extractorFlag adds the flag that chooses the extractor.
func extractorFlag(cmd *cobra.Command) *choice {
	return choiceFlag(cmd, "extractor", "", string(cleaner.Auto), "how the article is found on a page",
		string(cleaner.Auto), string(cleaner.Native), string(cleaner.Readability), string(cleaner.None))
}

// check returns an error if the flags make no sense.
func (f *flags) check() error {
	switch {
	case f.explain && f.format.word != formatText:
		return fmt.Errorf("--explain writes text; it does not go with %s", f.format.word)
	case f.metadata && f.format.word != formatText && f.format.word != formatMarkdown:
		return fmt.Errorf("--metadata goes with -f text and -f markdown, not with %s; JSON has the metadata anyway", f.format.word)
	case len(f.with) > 0 && f.format.word != formatJSON && f.format.word != formatLines:
		return fmt.Errorf("--with adds fields to JSON; use it with -f json or -f jsonl, not with %s", f.format.word)
	}
	for _, format := range f.with {
		if format != formatMarkdown && format != formatHTML {
			return fmt.Errorf("--with %s: it must be one of: markdown, html", format)
		}
	}
	return cmp.Or(f.running.check(), f.host.check())
}

// cleaner returns the cleaner that the flags ask for, and whether some of the packs that they name are for the pages of some sites only.
// Warnings about its rule packs go to stderr.
func (f *flags) cleaner(stderr io.Writer) (c *cleaner.Cleaner, forSites bool, err error) {
	user, err := f.packs.user()
	if err != nil {
		return nil, false, err
	}
	named, err := f.packs.named()
	if err != nil {
		return nil, false, err
	}
	packs := append(user, named...)
	if !f.quiet {
		warn(stderr, packs)
	}
	options := []cleaner.Option{
		cleaner.WithExtractor(cleaner.Extractor(f.extractor.word)),
		cleaner.WithPacks(packs...),
		cleaner.WithLevel(levels[f.level.word]),
		cleaner.WithoutRules(f.disable...),
		cleaner.WithCategoriesKept(f.keep...),
		cleaner.WithLinks(!f.noLinks),
		cleaner.WithImages(!f.noImages),
		cleaner.WithTables(!f.noTables),
		cleaner.WithComments(f.comments),
		cleaner.WithDecisions(f.explain),
		cleaner.WithMaxBytes(f.lines.maxBytes),
	}
	if f.packs.noBuiltin {
		options = append(options, cleaner.WithoutBuiltinRules())
	}
	// Packs make garbage until they are compiled, and little of it at once: to collect it meanwhile takes a quarter of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	c, err = cleaner.New(options...)
	return c, slices.ContainsFunc(named, (*rules.Pack).ForSites), err
}

// run cleans the inputs that args stand for.
func (f *flags) run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	if f.output == "-" {
		f.output = ""
	}
	found, err := opener{f.input.word, stdin, newFetcher(f.timeout), f.output}.find(args)
	if err != nil {
		return err
	}
	inputs := found.inputs
	toTree := f.output != "" && isDirectory(f.output, found.several)
	if f.format.word == "" {
		if !toTree {
			if err := checkExtension(f.output); err != nil {
				return err
			}
		}
		f.format.word = f.defaultFormat(inputs, toTree)
	}
	if err := cmp.Or(f.check(), f.url.check(found)); err != nil {
		return err
	}
	if f.output != "" && !toTree {
		if err := checkFile(f.output, inputs, f.format.word); err != nil {
			return err
		}
	}
	c, forSites, err := f.cleaner(stderr)
	if err != nil {
		return err
	}

	w := work{
		cleaner:  c,
		lines:    f.lines,
		url:      string(f.url),
		host:     f.host,
		dest:     func(input) string { return f.output },
		renderer: renderer{f.format.word, f.metadata, f.explain, f.with, f.output == "" && takesColors(stdout)},
		writer:   writer{stdout: stdout},
		reporter: f.reporter(stderr, f.output != "" || !isTerminal(stdout), inputs),
		shared:   !toTree && (len(inputs) > 1 || f.format.word == formatLines),
	}
	if toTree {
		w.dest = newTree(f.output, f.format.word, inputs).file
	}
	w.reporter.needsAddress = forSites
	w.reporter.leftOut(found.left)
	return w.do(ctx, inputs, f.parallel)
}

// defaultFormat returns the format of the output where the user named none.
func (f *flags) defaultFormat(inputs []input, toTree bool) string {
	if format := formatOf(f.output); format != "" && !toTree {
		return format
	}
	if slices.ContainsFunc(inputs, func(in input) bool { return in.lines }) && !f.explain {
		return formatLines
	}
	return formatText
}
