package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/rules"
	"winnow/rules/fulltextrss"
)

// siteConfigPack is the name of the packs made of site configs; the ids of their sites begin with it.
const siteConfigPack = "ftr"

// loadSiteConfigs reads the folders of Full-Text RSS site configs that --site-config names. What winnow cannot use in a folder is rules import's to tell.
func loadSiteConfigs(folders []string) ([]*rules.Pack, error) {
	var packs []*rules.Pack
	for _, folder := range folders {
		pack, err := readSiteConfigs(folder, siteConfigPack)
		if err != nil {
			return nil, err
		}
		if len(pack.Sites) == 0 {
			return nil, noSites(folder)
		}
		pack.Warnings = nil
		packs = append(packs, pack)
	}
	return packs, nil
}

// noSites says that nothing in a file or a folder could be used.
func noSites(name string) error {
	return fmt.Errorf("%s: no site config in it that says something; they are named like example.com.txt", name)
}

// readSiteConfigs reads a site config, or all those in a folder, as a pack of a name.
func readSiteConfigs(name, pack string) (*rules.Pack, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fileError(err)
	}
	files := []string{name}
	if info.IsDir() {
		if files, err = configFiles(name); err != nil {
			return nil, err
		}
	}
	configs := make(map[string][]byte, len(files))
	for _, file := range files {
		if configs[filepath.Base(file)], err = os.ReadFile(file); err != nil {
			return nil, fileError(err)
		}
	}
	return fulltextrss.Read(pack, configs), nil
}

// configFiles returns the text files in a folder.
func configFiles(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ".txt") {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if files == nil {
		return nil, fmt.Errorf("%s: no site configs in it: no .txt file", folder)
	}
	return files, nil
}
