package rules

import (
	"embed"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

//go:embed packs/*.yaml
var builtin embed.FS

// Builtin returns the packs that come with winnow, in the order of their names. They are the caller's own.
func Builtin() ([]*Pack, error) {
	loaded, err := loadBuiltin()
	if err != nil {
		return nil, err
	}
	packs := make([]*Pack, len(loaded))
	for i, p := range loaded {
		own := *p
		own.Disable, own.Rules = slices.Clone(p.Disable), slices.Clone(p.Rules)
		packs[i] = &own
	}
	return packs, nil
}

// loadBuiltin loads the packs once: it takes most of the time that a first page does.
var loadBuiltin = sync.OnceValues(readBuiltin)

func readBuiltin() ([]*Pack, error) {
	files, err := fs.Glob(builtin, "packs/*.yaml")
	if err != nil {
		return nil, err
	}
	packs := make([]*Pack, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0)) // more at once would only take more memory
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
