package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// extensions are those of the files of a format; the first is that of the files in an output directory.
var extensions = map[string][]string{
	formatText: {".txt", ".text"}, formatMarkdown: {".md", ".markdown"}, formatHTML: {".html", ".htm"}, formatJSON: {".json"}, formatLines: linesNames,
}

// formatOf returns the format that a file's name asks for, or "".
func formatOf(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	for format, known := range extensions {
		if slices.Contains(known, ext) {
			return format
		}
	}
	return ""
}

// checkExtension returns an error if the name of an output file asks for a format that winnow does not write.
func checkExtension(output string) error {
	ext := filepath.Ext(output)
	if ext == "" || formatOf(output) != "" {
		return nil
	}
	return fmt.Errorf("-o %s: winnow writes no %s; name the file .txt, .md, .html, .json or .jsonl, or choose with -f", output, ext)
}

// isDirectory tells whether -o names a directory: it is one, it ends like one, or there are several inputs for what is not named like a file.
func isDirectory(output string, several bool) bool {
	if info, err := os.Stat(output); err == nil {
		return info.IsDir()
	}
	return os.IsPathSeparator(output[len(output)-1]) || several && formatOf(output) == ""
}

// checkFile returns an error if inputs cannot all be written to the one file that output names.
func checkFile(output string, inputs []input, format string) error {
	if err := checkOverwrite(output, filesOf(inputs)); err != nil {
		return err
	}
	if len(inputs) > 1 && format != formatLines && isFileToBe(output) {
		return fmt.Errorf("-o %s is a file, and there are several inputs; name a directory, such as articles/, or use -f jsonl", output)
	}
	return nil
}

// checkOverwrite returns an error if the file that output names is one of those that are read.
func checkOverwrite(output string, read []string) error {
	info, err := os.Stat(output)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	for _, name := range read {
		if other, err := os.Stat(name); err == nil && os.SameFile(info, other) {
			return fmt.Errorf("-o %s is an input, which winnow does not overwrite; name another file", output)
		}
	}
	return nil
}

// isFileToBe tells whether name is a file, or will be one, and no device or pipe, which takes whatever comes.
func isFileToBe(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

// filesOf returns the paths of those inputs that are files.
func filesOf(inputs []input) []string {
	var files []string
	for _, in := range inputs {
		if in.file != "" {
			files = append(files, in.file)
		}
	}
	return files
}

// writeFile gives a file a content, or leaves it as it was where that fails.
func writeFile(name, content string) error {
	f, err := createAtomic(name)
	if err != nil {
		return err
	}
	if _, err = io.WriteString(f, content); err == nil {
		err = f.commit()
	}
	if err != nil {
		f.abort()
		return ofFile(name, err)
	}
	return nil
}

// A tree gives each input a file of its own in a directory.
type tree struct {
	root  string
	ext   string          // of the files
	taken map[string]bool // lower-cased real paths of inputs and outputs
}

func newTree(root, format string, inputs []input) *tree {
	t := &tree{root, extensions[format][0], map[string]bool{}}
	for _, file := range filesOf(inputs) {
		t.taken[realPath(file)] = true
	}
	return t
}

// file returns the file for an input: its path with the format's extension in the place of its own. If an input or another output has that path,
// its own extension stays before the format's, and if that has been taken too, with a number.
func (t *tree) file(in input) string {
	stem, ext := splitExtension(in.rel)
	if !slices.Contains(pageNames, ext) && !slices.Contains(linesNames, ext) {
		stem = in.rel
	}
	name := filepath.Join(t.root, stem+t.ext)
	if t.taken[realPath(name)] {
		name = filepath.Join(t.root, in.rel+t.ext)
	}
	for n := 2; t.taken[realPath(name)]; n++ {
		name = filepath.Join(t.root, fmt.Sprintf("%s-%d%s", in.rel, n, t.ext))
	}
	t.taken[realPath(name)] = true
	return name
}

// realPath returns an absolute path without links in its directory, in lower case, for file systems that see no difference.
func realPath(name string) string {
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return strings.ToLower(filepath.Join(dir, base))
}

// A writer writes documents to their files, one file after the other, or to standard output.
type writer struct {
	stdout    io.Writer
	dest      string      // the name of the open file
	file      *atomicFile // nil where none is open
	documents int         // in the open file, and their bytes
	size      int64
	opened    bool // some input of theirs could be opened
}

// write adds a document to the file dest, or to standard output where dest is empty. The file before it, if it is another one, is complete.
// Opened says that the document's input could be opened: a file that holds nothing but errors of inputs that could not does not get its name.
func (w *writer) write(dest string, document []byte, opened bool) error {
	if dest == "" {
		_, err := w.stdout.Write(document)
		return err
	}
	if w.file == nil || dest != w.dest {
		if err := w.close(); err != nil {
			return err
		}
		file, err := createAtomic(dest)
		if err != nil {
			return err
		}
		w.dest, w.file, w.documents, w.size, w.opened = dest, file, 0, 0, false
	}
	w.opened = w.opened || opened
	n, err := w.file.Write(document)
	if err != nil {
		return ofFile(dest, err)
	}
	w.documents++
	w.size += int64(n)
	return nil
}

// close completes the open file, if any. Where it cannot, the file waits for abort.
func (w *writer) close() error {
	if w.file == nil || !w.opened {
		w.abort()
		return nil
	}
	if err := w.file.commit(); err != nil {
		return ofFile(w.dest, err)
	}
	w.file = nil
	return nil
}

// abort gives up the open file, if any. It returns the name of the file beside it that keeps the documents which were written,
// and their number; where there are none, or no input could be opened, no file stays.
func (w *writer) abort() (part string, documents int) {
	file := w.file
	w.file = nil
	switch {
	case file == nil:
		return "", 0
	case w.documents == 0 || !w.opened:
		file.abort()
		return "", 0
	}
	_ = file.Truncate(w.size) // a document that was cut off goes, where it can
	return file.keep(), w.documents
}

// An atomicFile appears under its name when it is complete, and not before.
// Where the name is that of a device or a pipe, it is written directly.
type atomicFile struct {
	*os.File
	path string // where it goes; empty where it is written directly
}

// createAtomic opens a file for writing, with the directories above it.
func createAtomic(name string) (*atomicFile, error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &atomicFile{File: f}, nil
	}
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, ".winnow-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, ofFile(name, err)
	}
	if info != nil {
		if err := f.Chmod(info.Mode().Perm()); err != nil && !errors.Is(err, errors.ErrUnsupported) {
			return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}
	return &atomicFile{f, name}, nil
}

// ofFile returns an error of a file that goes by another name for now with the name that the user knows.
func ofFile(name string, err error) error {
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		pathErr.Path = name
	}
	if linkErr := new(os.LinkError); errors.As(err, &linkErr) {
		return &fs.PathError{Op: linkErr.Op, Path: name, Err: linkErr.Err}
	}
	return err
}

// commit closes the file and gives it its name. Where it cannot, what was written stays, for keep or abort.
func (f *atomicFile) commit() error {
	if err := f.Close(); err != nil || f.path == "" {
		return err
	}
	return os.Rename(f.Name(), f.path)
}

// keep closes the file and lets it stay as what it is, a part: under its name with .part after it, and a number where such a file is there already.
// It returns that name; empty where the file was written directly.
func (f *atomicFile) keep() string {
	f.Close()
	if f.path == "" {
		return ""
	}
	part := f.path + ".part"
	for n := 2; exists(part); n++ {
		part = fmt.Sprintf("%s.part-%d", f.path, n)
	}
	if os.Rename(f.Name(), part) != nil {
		return f.Name()
	}
	return part
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func (f *atomicFile) abort() {
	f.Close()
	if f.path != "" {
		os.Remove(f.Name())
	}
}
