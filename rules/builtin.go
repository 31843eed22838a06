package rules

import (
	"embed"
	"io/fs"
	"path"
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
	for i, name := range files {
		data, err := builtin.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if packs[i], err = Load(path.Base(name), data); err != nil {
			return nil, err
		}
	}
	return packs, nil
}
