package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/spf13/pflag"
	"winnow/rules"
)

// packFlags choose the rule packs that a command works with.
type packFlags struct {
	files     []string
	noBuiltin bool
	noUser    bool
	sites     []string // folders of site configs
}

// define adds the flags to a command's.
func (f *packFlags) define(set *pflag.FlagSet) {
	set.StringArrayVar(&f.files, "rules", nil, "add the rule packs in `FILE|DIR`; may be repeated")
	set.StringArrayVar(&f.sites, "site-config", nil, "use the Full-Text RSS site configs in `DIR`; may be repeated")
	set.BoolVar(&f.noBuiltin, "no-builtin-rules", false, "leave out the rules that come with winnow")
	set.BoolVar(&f.noUser, "no-user-rules", false, "leave out your own rules in "+userFolderName())
}

// user returns the packs in the user's folder, unless they are left out.
func (f *packFlags) user() ([]*rules.Pack, error) {
	if f.noUser {
		return nil, nil
	}
	files, err := userPackFiles()
	if err != nil {
		return nil, err
	}
	packs, err := loadFiles(files)
	if err != nil {
		return nil, withoutUser(err)
	}
	return packs, nil
}

// named returns the packs that --site-config and --rules name.
func (f *packFlags) named() ([]*rules.Pack, error) {
	sites, err := loadSiteConfigs(f.sites)
	if err != nil {
		return nil, err
	}
	packs, err := loadPacks(f.files)
	return append(sites, packs...), err
}

// all returns the built-in packs, unless they are left out, and those that are not built in.
func (f *packFlags) all() (builtin, own []*rules.Pack, err error) {
	if !f.noBuiltin {
		if builtin, err = rules.Builtin(); err != nil {
			return nil, nil, err
		}
	}
	user, err := f.user()
	if err != nil {
		return nil, nil, err
	}
	named, err := f.named()
	return builtin, append(user, named...), err
}

// userFolder returns the folder in which a user's packs are found without being named. The error says that the system has no place for it.
func userFolder() (string, error) {
	config, err := os.UserConfigDir()
	return filepath.Join(config, "winnow", "rules"), err
}

// userFolderName returns what messages call the user's folder.
func userFolderName() string {
	folder, err := userFolder()
	if err != nil {
		return "the configuration folder"
	}
	return folder
}

// userPackFiles returns the packs in the user's folder; none where there is no such folder.
func userPackFiles() ([]string, error) {
	folder, err := userFolder()
	if err != nil {
		return nil, nil // no home, no packs
	}
	files, err := packFiles(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNoPacks):
		return nil, nil
	case err != nil:
		return nil, withoutUser(err)
	}
	return files, nil
}

// withoutUser adds to an error in the user's packs how to do without them.
func withoutUser(err error) error {
	return fmt.Errorf("%w\n--no-user-rules leaves out the packs in %s", err, userFolderName())
}

// fileError returns an error of a file as a line that begins with its name and says what can be done; other errors, and nil, as they are.
func fileError(err error) error {
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		return fmt.Errorf("%s: %w%s", pathErr.Path, pathErr.Err, adviceOn(err))
	}
	return err
}

// loadPacks reads the rule packs that names stand for: files, and directories with all the packs in them and beneath them.
func loadPacks(names []string) ([]*rules.Pack, error) {
	files, err := packFilesOf(names)
	if err != nil {
		return nil, err
	}
	return loadFiles(files)
}

// loadFiles reads packs. The error joins what is wrong with some of them; those that can be read are returned with it.
func loadFiles(files []string) ([]*rules.Pack, error) {
	var packs []*rules.Pack
	var errs []error
	for _, file := range files {
		data, err := os.ReadFile(file)
		err = fileError(err)
		if err == nil {
			var pack *rules.Pack
			if pack, err = rules.Load(file, data); err == nil {
				packs = append(packs, pack)
			}
		}
		errs = append(errs, err)
	}
	return packs, errors.Join(errs...)
}

// packNames are the extensions of rule packs.
var packNames = []string{".yaml", ".yml"}

var errNoPacks = errors.New("no rule packs in it: no .yaml or .yml file")

// packFilesOf returns the packs that names stand for.
func packFilesOf(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		found, err := packFiles(name)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

// packFiles returns the packs that a name stands for, in the order of their names.
func packFiles(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, fileError(err)
	}
	var files []string
	root := filepath.Clean(name) + string(filepath.Separator) // so that a link to a directory is one
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(packNames, filepath.Ext(file)) {
			files = append(files, file)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: %w", name, errNoPacks)
	}
	return files, err
}

var packName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// checkPackName returns an error if a pack that --name names cannot be called so.
func checkPackName(name string) error {
	if !packName.MatchString(name) {
		return fmt.Errorf("--name %s: it must have small letters, digits and - only", name)
	}
	return nil
}

// warn prints what is no error in packs yet.
func warn(stderr io.Writer, packs []*rules.Pack) {
	for _, p := range packs {
		for _, warning := range p.Warnings {
			fmt.Fprintf(stderr, "winnow: warning: %v\n", warning)
		}
	}
}
