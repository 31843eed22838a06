package rules

import (
	"embed"
	"io/fs"
	"path"

	"golang.org/x/sync/errgroup"
)

//go:embed packs/*.yaml
var builtin embed.FS

// Builtin returns the packs that come with winnow, in the order of their names.
func Builtin() ([]*Pack, error) {
	files, err := fs.Glob(builtin, "packs/*.yaml")
	if err != nil {
		return nil, err
	}
	packs := make([]*Pack, len(files))
	var group errgroup.Group
	for i, name := range files {
		group.Go(func() error {
			data, err := builtin.ReadFile(name)
			if err == nil {
				packs[i], err = Load(path.Base(name), data)
			}
			return err
		})
	}
	return packs, group.Wait()
}
