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
		files, err := siteConfigFiles(folder)
		if err != nil {
			return nil, err
		}
		pack, err := readSiteConfigs(files, siteConfigPack)
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

// siteConfigFiles returns the site configs that a name stands for: a file, or the text files in a folder.
func siteConfigFiles(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, fileError(err)
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ".txt") {
			files = append(files, filepath.Join(name, e.Name()))
		}
	}
	if files == nil {
		return nil, fmt.Errorf("%s: no site configs in it: no .txt file", name)
	}
	return files, nil
}

// readSiteConfigs reads site configs as a pack of a name.
func readSiteConfigs(files []string, pack string) (*rules.Pack, error) {
	configs := make(map[string][]byte, len(files))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fileError(err)
		}
		configs[filepath.Base(file)] = data
	}
	return fulltextrss.Read(pack, configs), nil
}
