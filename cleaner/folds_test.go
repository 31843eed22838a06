package cleaner_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/cleaner"
	"winnow/cleaner/internal/extract"
)

var foldsFolder = flag.String("folds", "", "the folder that extract/train -folds has written, from the repository's root: TestAccuracy judges each page by the models that have not seen it, and only prints the figures")

// cleaners are the cleaners of a cross-validation.
type cleaners struct {
	all  *cleaner.Cleaner         // for what is in no fold
	of   map[int]*cleaner.Cleaner // by fold
	fold map[string]int           // of the pages, by id
}

// newCleaners returns a cleaner for each fold, or, without the flag, one for all pages.
func newCleaners(t *testing.T) *cleaners {
	t.Helper()
	c := &cleaners{all: sharedCleaner(t), of: map[int]*cleaner.Cleaner{}}
	if *foldsFolder == "" {
		return c
	}
	folder := *foldsFolder
	if !filepath.IsAbs(folder) {
		folder = filepath.Join("..", folder)
	}
	index, err := os.ReadFile(filepath.Join(folder, "folds.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(index, &c.fold); err != nil {
		t.Fatal(err)
	}
	for _, fold := range c.fold {
		if c.of[fold] != nil {
			continue
		}
		f, err := os.Open(filepath.Join(folder, fmt.Sprintf("%d.bin", fold)))
		if err != nil {
			t.Fatal(err)
		}
		models, err := extract.ReadModels(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if c.of[fold], err = cleaner.New(cleaner.WithModels(models)); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// forPage returns the cleaner that has not learnt from a page.
func (c *cleaners) forPage(d *judged) *cleaner.Cleaner {
	id := d.ID
	if d.Page != "" {
		id = strings.TrimSuffix(filepath.Base(d.Page), ".html.gz")
	}
	if fold, known := c.fold[id]; known {
		return c.of[fold]
	}
	return c.all
}
