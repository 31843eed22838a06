package boost

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// A model's file is the header and then gzip data, whose checksum covers it: a byte with the version and the lists of numbers that
// Model.lists describes. A list is its length as a varint, then the highest bytes of all its numbers, then the next lower ones, since
// these compress better among themselves.
const (
	header  = "# \n"
	version = 1
)

// widths says how many bytes a number of each list has.
var widths = [...]int{4, 1, 1, 4, 2, 1, 1, 2, 1, 2}

// maxFile is the size in bytes up to which Read unpacks a file. Some megabytes hold thousands of trees.
const maxFile = 64 << 20

var errFile = errors.New("boost: not a model's file, or a broken one")

// WriteTo writes the model in the form that Read reads.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	file := bytes.NewBufferString(header)
	z, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	z.Write([]byte{version}) // writes to a buffer do not fail
	for _, part := range m.pack() {
		z.Write(part)
		z.Flush() // gives each part a code of its own
	}
	z.Close()
	return file.WriteTo(w)
}

// pack returns the file's data behind the version in parts of numbers of a kind.
func (m *Model) pack() (parts [][]byte) {
	for i, list := range m.lists() {
		parts = append(parts, binary.AppendUvarint(nil, uint64(len(list))))
		for shift := 8 * (widths[i] - 1); shift >= 0; shift -= 8 {
			part := make([]byte, len(list))
			for j, v := range list {
				part[j] = byte(v >> shift)
			}
			parts = append(parts, part)
		}
	}
	return parts
}

// lists returns what the model consists of:
//
//   - the number of features; the base and the scale as float32
//   - of each feature the number of conditions
//   - of each tree the number of splits
//   - of each column the gain as a float32
//   - of each condition the code
//   - of each split the leaf; the share that stays; the column; which of the column's conditions
//   - of each leaf the value
func (m *Model) lists() [len(widths)][]uint32 {
	header := []uint32{uint32(m.features), math.Float32bits(m.base), math.Float32bits(m.scale)}
	conditions := make([]uint32, m.features)
	var sizes, gains, codes, leaves, stays, columns, places, values []uint32
	columnOf := make([]int, len(m.conditions))
	for i, c := range m.columns {
		conditions[c.feature] = uint32(len(c.codes))
		gains = append(gains, math.Float32bits(c.gain))
		for j, code := range c.codes {
			codes = append(codes, uint32(code))
			columnOf[c.first+j] = i
		}
	}
	for _, t := range m.trees {
		sizes = append(sizes, uint32(len(t.splits)))
		for _, s := range t.splits {
			column := columnOf[s.condition]
			leaves = append(leaves, uint32(s.leaf))
			stays = append(stays, uint32(s.stay))
			columns = append(columns, uint32(column))
			places = append(places, uint32(int(s.condition)-m.columns[column].first))
		}
		for _, v := range t.leaves {
			values = append(values, uint32(uint16(v)))
		}
	}
	return [...][]uint32{header, conditions, sizes, gains, codes, leaves, stays, columns, places, values}
}

// Read reads a model that WriteTo wrote.
// It returns an error if the file is broken or of another version, or if r fails.
func Read(r io.Reader) (*Model, error) {
	begin := make([]byte, len(header))
	if _, err := io.ReadFull(r, begin); err != nil {
		return nil, fmt.Errorf("%w: %w", errFile, err)
	}
	if string(begin) != header {
		return nil, errFile
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFile, err)
	}
	b, err := io.ReadAll(io.LimitReader(z, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFile, err)
	}
	if len(b) == 0 || len(b) > maxFile {
		return nil, errFile
	}
	if b[0] != version {
		return nil, fmt.Errorf("boost: a model's file of version %d; this program reads version %d", b[0], version)
	}
	lists, ok := unpack(b[1:])
	if !ok {
		return nil, errFile
	}
	m, ok := fromLists(lists)
	if !ok {
		return nil, errFile
	}
	return m, nil
}

// unpack returns the lists that are packed in b, and says whether b is just as long as they are.
func unpack(b []byte) (lists [len(widths)][]uint32, ok bool) {
	for i, width := range widths {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b[size:])/width) {
			return lists, false
		}
		b = b[size:]
		lists[i] = make([]uint32, n)
		for range width {
			for j := range lists[i] {
				lists[i][j] = lists[i][j]<<8 | uint32(b[j])
			}
			b = b[n:]
		}
	}
	return lists, len(b) == 0
}

// fromLists is the inverse of Model.lists. It says whether the lists make sense.
func fromLists(lists [len(widths)][]uint32) (m *Model, ok bool) {
	header, conditions, sizes, gains, codes := lists[0], lists[1], lists[2], lists[3], lists[4]
	leaves, stays, columns, places, values := lists[5], lists[6], lists[7], lists[8], lists[9]
	if len(header) != 3 || len(conditions) < 1 || len(conditions) > maxFeatures || int(header[0]) != len(conditions) || len(sizes) > maxTrees {
		return nil, false
	}
	m = &Model{features: len(conditions), base: math.Float32frombits(header[1]), scale: math.Float32frombits(header[2])}
	if !finite(m.base) || !finite(m.scale) {
		return nil, false
	}

	for f, n := range conditions {
		if int(n) > len(codes) {
			return nil, false
		}
		for i, v := range codes[:n] {
			c := code(v)
			if c < minusInf || c >= plusInf || i > 0 && v <= codes[i-1] {
				return nil, false
			}
			m.conditions = append(m.conditions, condition{int32(f), c, c.last()})
		}
		codes = codes[n:]
	}
	m.columns = newColumns(m.conditions)
	if len(codes) > 0 || len(gains) != len(m.columns) {
		return nil, false
	}
	for i, v := range gains {
		m.columns[i].gain = math.Float32frombits(v)
	}

	if len(leaves) != len(stays) || len(leaves) != len(columns) || len(leaves) != len(places) || len(values) != len(leaves)+len(sizes) {
		return nil, false
	}
	for _, size := range sizes {
		n := int(size)
		if n < 1 || n > len(leaves) {
			return nil, false
		}
		t := tree{make([]split, n), make([]int16, n+1)}
		for s := range t.splits {
			if int(leaves[s]) > s || stays[s] > shareUnit || int(columns[s]) >= len(m.columns) {
				return nil, false
			}
			column := &m.columns[columns[s]]
			if int(places[s]) >= len(column.codes) {
				return nil, false
			}
			t.splits[s] = split{int32(column.first) + int32(places[s]), uint8(leaves[s]), uint8(stays[s])}
		}
		for l := range t.leaves {
			t.leaves[l] = int16(values[l])
		}
		m.trees = append(m.trees, t)
		leaves, stays, columns, places, values = leaves[n:], stays[n:], columns[n:], places[n:], values[n+1:]
	}
	return m, len(leaves) == 0
}

func finite(v float32) bool { return v-v == 0 }
