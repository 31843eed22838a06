package main

import (
	"strings"

	"github.com/spf13/cobra"
	"winnow/rules"
)

const aboutImport = `Turns site configs of Full-Text RSS, the format that wallabag, FreshRSS and others share, into a pack of sites, and prints it.

FILE is one config, named after its host, such as example.com.txt; DIR is a folder of them. What winnow cannot use is named once on standard error, and is no
error. To use a folder as it is, without a pack, name it with winnow --site-config.`

// newRulesImport returns the command that turns site configs into a pack.
func newRulesImport() *cobra.Command {
	var output, name string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "import [flags] FILE|DIR",
		Short: "Turn Full-Text RSS site configs into a pack",
		Long:  aboutImport,
		Example: `  winnow rules import ftr-site-config/ -o sites.yaml
  winnow --rules sites.yaml page.html --url https://example.org/story`,
		Args: exactly("the FILE or the DIR of site configs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkPackName(name); err != nil {
				return err
			}
			files, err := siteConfigFiles(args[0])
			if err != nil {
				return err
			}
			if err := checkOverwrite(output, files); err != nil {
				return err
			}
			pack, err := readSiteConfigs(files, name)
			if err != nil {
				return err
			}
			if !quiet {
				warn(cmd.ErrOrStderr(), []*rules.Pack{pack})
			}
			if len(pack.Sites) == 0 {
				return noSites(args[0])
			}
			var text strings.Builder
			if err := rules.WriteSites(&text, pack); err != nil {
				return err
			}
			return deliverTo(cmd, output, text.String())
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&output, "output", "o", "", "write the pack to `FILE`")
	cmd.Flags().StringVar(&name, "name", siteConfigPack, "the pack's `NAME`, with which its sites' ids begin")
	quietFlag(cmd.Flags(), &quiet, "do not say what cannot be used")
	return cmd
}
