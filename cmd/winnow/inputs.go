package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"winnow/cleaner"
)

// An input is what one argument stands for, or one of the files that it stands for.
type input struct {
	name  string // what messages call it
	id    string // what JSON calls it; empty for standard input
	file  string // its path, where it is a file
	rel   string // its path under an output directory, before the extension is changed
	lines bool   // it holds a JSON object a line
	open  func(context.Context) (io.ReadCloser, cleaner.Page, error)
}

// An opener turns arguments into inputs.
type opener struct {
	kind    string // of the inputs: auto, html, text or jsonl
	stdin   io.Reader
	fetcher fetcher
	output  string // a directory that is written to and so not read from
}

// foundInputs are what arguments stand for.
type foundInputs struct {
	inputs  []input
	several bool      // they may be more than one
	left    []leftOut // of directories
}

// find returns what args stand for, in their order. An argument that stands for nothing gives an input that fails to open.
func (o opener) find(args []string) (foundInputs, error) {
	var f foundInputs
	if len(args) == 0 {
		args = []string{"-"}
	}
	dashes := 0
	for _, arg := range args {
		switch {
		case arg == "-":
			if dashes++; dashes > 1 {
				return f, errors.New("standard input can be read only once; give one -")
			}
			f.inputs = append(f.inputs, o.standardInput())
		case isURL(arg):
			f.inputs = append(f.inputs, o.address(arg))
		case o.isOutput(arg):
			return f, fmt.Errorf("-o %s is the directory that is read, so the next run would take its output for pages; name another", o.output)
		default:
			o.path(&f, arg)
		}
	}
	f.several = f.several || len(f.inputs) > 1
	return f, nil
}

// stdinName is what standard input is called in messages and in output directories.
const stdinName = "stdin"

func (o opener) standardInput() input {
	return input{name: stdinName, rel: stdinName, lines: o.kind == kindLines, open: func(context.Context) (io.ReadCloser, cleaner.Page, error) {
		r, err := decompress(io.NopCloser(o.stdin))
		return r, o.page(), err
	}}
}

func (o opener) address(addr string) input {
	name := redact(addr)
	return input{name: name, id: name, rel: addressPath(addr), lines: o.kind == kindLines, open: func(ctx context.Context) (io.ReadCloser, cleaner.Page, error) {
		body, page, err := o.fetcher.fetch(ctx, addr)
		if err != nil {
			return nil, page, err
		}
		page.Input = o.page().Input
		r, err := decompress(body)
		return r, page, err
	}}
}

// path finds a file, the files in a directory or, where the shell did not expand it, those that a pattern stands for.
func (o opener) path(f *foundInputs, arg string) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		o.walk(f, arg)
		return
	case err == nil:
		f.inputs = append(f.inputs, o.regularFile(arg, filepath.Base(arg)))
		return
	}
	matches, _ := filepath.Glob(arg) // what is no pattern matches nothing
	if len(matches) == 0 {
		f.inputs = append(f.inputs, failing(arg, err))
		return
	}
	f.several = true
	for _, match := range matches {
		o.path(f, match)
	}
}

// walk finds the pages in a directory and those beneath it, in the order of their names.
// Other files are left out, what is hidden, and the output directory.
func (o opener) walk(f *foundInputs, dir string) {
	f.several = true
	var inputs []input
	left := leftOut{dir: dir, want: "pages by name or content", kinds: make(map[string]int)}
	if o.kind == kindLines {
		left.want = "JSONL by name"
	}
	root := filepath.Clean(dir) + string(filepath.Separator) // so that a link to a directory is one
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			inputs = append(inputs, failing(name, err))
		case name == root:
		case d.IsDir() && o.isOutput(name):
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."):
			left.hidden++
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case !isFile(name) || !o.wants(name):
			left.kinds[strings.ToLower(filepath.Ext(name))]++
		default:
			rel, err := filepath.Rel(root, name)
			if err != nil {
				rel = d.Name()
			}
			inputs = append(inputs, o.regularFile(name, rel))
		}
		return nil // what cannot be read is an input that failed
	})
	switch {
	case len(inputs) > 0:
		f.left = append(f.left, left)
	case o.kind == kindLines:
		inputs = []input{failing(dir, errNoLines)}
	default:
		inputs = []input{failing(dir, errNoPages)}
	}
	f.inputs = append(f.inputs, inputs...)
}

// isOutput tells whether a path is that of the directory which is written to.
func (o opener) isOutput(name string) bool {
	output, err := os.Stat(o.output)
	if err != nil || !output.IsDir() {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && os.SameFile(info, output)
}

// isFile tells a regular file, or a link to one, from what cannot be read to an end.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// pageNames and linesNames are the extensions of the files that a directory is searched for.
var (
	pageNames  = []string{".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown"}
	linesNames = []string{".jsonl", ".ndjson"}
)

// What a directory without inputs lacks.
var (
	errNoPages = fmt.Errorf("no pages in it: no %s file (.gz too) and nothing that begins like HTML", strings.Join(pageNames, ", "))
	errNoLines = fmt.Errorf("no JSONL in it: no %s file (.gz too)", strings.Join(linesNames, ", "))
)

// splitExtension returns a file's name without its extension, and that in lower case. A .gz after it is neither's.
func splitExtension(name string) (stem, ext string) {
	if gz := filepath.Ext(name); strings.EqualFold(gz, ".gz") {
		name = strings.TrimSuffix(name, gz)
	}
	ext = filepath.Ext(name)
	return strings.TrimSuffix(name, ext), strings.ToLower(ext)
}

// wants tells whether a file that was found in a directory is one to clean: by its name, or because it begins like HTML.
func (o opener) wants(name string) bool {
	_, ext := splitExtension(name)
	if o.kind == kindLines {
		return slices.Contains(linesNames, ext)
	}
	return slices.Contains(pageNames, ext) || !slices.Contains(linesNames, ext) && o.beginsLikeHTML(name)
}

func (o opener) beginsLikeHTML(name string) bool {
	r, err := openFile(name)
	if err != nil {
		return false
	}
	defer r.Close()
	head := make([]byte, 512) // as much as DetectContentType looks at
	n, _ := io.ReadFull(r, head)
	return strings.HasPrefix(http.DetectContentType(head[:n]), "text/html")
}

// regularFile returns the input for a file, with its path under an output directory.
func (o opener) regularFile(name, rel string) input {
	_, ext := splitExtension(name)
	lines := o.kind == kindLines || o.kind == kindAuto && slices.Contains(linesNames, ext)
	return input{name: name, id: name, file: name, rel: rel, lines: lines, open: func(context.Context) (io.ReadCloser, cleaner.Page, error) {
		r, err := openFile(name)
		return r, o.page(), err
	}}
}

// page returns what the flags say about every input.
func (o opener) page() cleaner.Page {
	switch o.kind {
	case kindHTML:
		return cleaner.Page{Input: cleaner.HTML}
	case kindText:
		return cleaner.Page{Input: cleaner.Text}
	}
	return cleaner.Page{}
}

// failing returns an input that cannot be opened.
func failing(name string, err error) input {
	return input{name: name, id: name, open: func(context.Context) (io.ReadCloser, cleaner.Page, error) {
		return nil, cleaner.Page{}, err
	}}
}

func openFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return decompress(f)
}

// decompress returns what r holds, unpacked if it begins like a gzip file.
// Closing what it returns closes r, which it also does if it fails.
func decompress(r io.ReadCloser) (io.ReadCloser, error) {
	type readCloser struct {
		io.Reader
		io.Closer
	}
	buffered := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := buffered.Peek(2); string(magic) != "\x1f\x8b" {
		return readCloser{buffered, r}, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, errors.Join(gzipError(err), r.Close())
	}
	return readCloser{gzipReader{unpacked}, r}, nil
}

// errCutShort says that a file ends before what is packed in it does.
var errCutShort = errors.New("the gzip file is cut short")

// A gzipReader unpacks a file.
type gzipReader struct{ *gzip.Reader }

func (r gzipReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	return n, gzipError(err)
}

// gzipError returns an error of package gzip in the user's words.
func gzipError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errCutShort
	}
	return err
}
