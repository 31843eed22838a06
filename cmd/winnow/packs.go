package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"winnow/rules"
)

// packNames are the extensions of rule packs.
var packNames = []string{".yaml", ".yml"}

// loadPacks reads the rule packs that --rules names: files, and directories with all the packs in them and beneath them.
func loadPacks(names []string) ([]*rules.Pack, error) {
	var packs []*rules.Pack
	for _, name := range names {
		files, err := packFiles(name)
		if err != nil {
			return nil, fmt.Errorf("--rules: %w", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			pack, err := rules.Load(file, data)
			if err != nil {
				return nil, err
			}
			packs = append(packs, pack)
		}
	}
	return packs, nil
}

// packFiles returns the packs that a name stands for, in the order of their names.
func packFiles(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, err
	}
	var files []string
	err = filepath.WalkDir(name, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(packNames, filepath.Ext(file)) {
			files = append(files, file)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no rule packs in it: no .yaml or .yml file", name)
	}
	return files, err
}
