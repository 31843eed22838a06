package boost

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// A model's file is a line of text, "# " and the comment, and then gzip data, whose checksum covers:
//
//	the version, a byte
//	the number of features; the base and the scale, in two halves each
//	of each feature the number of conditions
//	the number of trees, and of each tree the number of splits
//	of each feature with conditions the gain, as a float32
//	of each condition the code, in 2 bytes
//	of each split the leaf and the share that stays, in 1 byte each; the column, in 2; which of the column's conditions, in 1
//	of each leaf the value, in 2 bytes
//
// Numbers without a width are varints. The others stand in lists, such as all splits' leaves, and a list has first the highest bytes of
// all its numbers, then the next lower ones, since these compress better among themselves.
const version = 1

// maxFile is the size in bytes up to which Read unpacks a file. Some megabytes hold thousands of trees.
const maxFile = 64 << 20

var errFile = errors.New("boost: not a model's file, or a broken one")

// WriteTo writes the model in the form that Read reads. The file begins with the model's comment as a line of text.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	if strings.ContainsAny(m.Comment, "\r\n") {
		return 0, errors.New("boost: a model's comment must be one line")
	}
	var file bytes.Buffer
	fmt.Fprintf(&file, "# %s\n", m.Comment)
	z, err := gzip.NewWriterLevel(&file, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	z.Write(m.pack()) // a buffer's writes do not fail
	z.Close()
	return file.WriteTo(w)
}

func (m *Model) pack() []byte {
	var gains, codes, leaves, stays, columns, places, values []uint32
	counts := make([]int, m.features)
	columnOf := make([]int, len(m.conditions))
	for i, c := range m.columns {
		counts[c.feature] = len(c.codes)
		gains = append(gains, math.Float32bits(c.gain))
		for j, code := range c.codes {
			codes = append(codes, uint32(code))
			columnOf[c.first+j] = i
		}
	}
	for _, t := range m.trees {
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

	b := []byte{version}
	b = binary.AppendUvarint(b, uint64(m.features))
	for _, v := range []float64{m.base, m.scale} {
		b = binary.AppendUvarint(b, math.Float64bits(v)>>32)
		b = binary.AppendUvarint(b, math.Float64bits(v)&math.MaxUint32)
	}
	for _, n := range counts {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = binary.AppendUvarint(b, uint64(len(m.trees)))
	for _, t := range m.trees {
		b = binary.AppendUvarint(b, uint64(len(t.splits)))
	}
	b = appendList(b, gains, 4)
	b = appendList(b, codes, 2)
	b = appendList(b, leaves, 1)
	b = appendList(b, stays, 1)
	b = appendList(b, columns, 2)
	b = appendList(b, places, 1)
	return appendList(b, values, 2)
}

func appendList(b []byte, list []uint32, width int) []byte {
	for i := width - 1; i >= 0; i-- {
		for _, v := range list {
			b = append(b, byte(v>>(8*i)))
		}
	}
	return b
}

// Read reads a model that WriteTo wrote.
// It returns an error if the file is broken or of another version, or if r fails.
func Read(r io.Reader) (*Model, error) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	line, err := buffered.ReadSlice('\n')
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFile, err)
	}
	comment, ok := strings.CutPrefix(strings.TrimSuffix(string(line), "\n"), "# ")
	if !ok {
		return nil, errFile
	}
	z, err := gzip.NewReader(buffered)
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
	m, ok := unpack(b[1:])
	if !ok {
		return nil, errFile
	}
	m.Comment = comment
	return m, nil
}

// unpack takes apart what pack put behind the version, and says whether it is sound.
func unpack(b []byte) (m *Model, ok bool) {
	u := unpacker{rest: b}
	m = &Model{features: u.number(1, maxFeatures)}
	m.base = u.float64()
	m.scale = u.float64()
	numColumns := 0
	for f := range m.features {
		n := u.number(0, 254)
		for range n {
			m.conditions = append(m.conditions, condition{feature: int32(f)})
		}
		numColumns += min(n, 1)
	}
	sizes := make([]int, u.number(0, maxTrees))
	splits := 0
	for i := range sizes {
		sizes[i] = u.number(1, maxLeaves-1)
		splits += sizes[i]
	}
	gains := u.list(numColumns, 4)
	codes := u.list(len(m.conditions), 2)
	leaves, stays := u.list(splits, 1), u.list(splits, 1)
	columns, places := u.list(splits, 2), u.list(splits, 1)
	values := u.list(splits+len(sizes), 2)
	if u.broken || len(u.rest) > 0 {
		return nil, false
	}

	for i, v := range codes {
		c := &m.conditions[i]
		c.code = code(v)
		c.threshold = c.code.last()
		if c.code < minusInf || c.code >= plusInf {
			return nil, false
		}
		if i > 0 && c.feature == m.conditions[i-1].feature && c.code <= m.conditions[i-1].code {
			return nil, false
		}
	}
	m.columns = newColumns(m.conditions)
	for i, v := range gains {
		m.columns[i].gain = math.Float32frombits(v)
	}
	for _, n := range sizes {
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
	return m, true
}

// An unpacker takes numbers from the front of rest. Once something is broken, it yields the least that was asked for.
type unpacker struct {
	rest   []byte
	broken bool
}

func (u *unpacker) number(low, high int) int {
	v, n := binary.Uvarint(u.rest)
	if n <= 0 || v < uint64(low) || v > uint64(high) {
		u.broken = true
		return low
	}
	u.rest = u.rest[n:]
	return int(v)
}

func (u *unpacker) float64() float64 {
	high, low := u.number(0, math.MaxUint32), u.number(0, math.MaxUint32)
	v := math.Float64frombits(uint64(high)<<32 | uint64(low))
	u.broken = u.broken || math.IsNaN(v) || math.IsInf(v, 0)
	return v
}

// list returns n numbers of width bytes each; fewer if there are not that many left.
func (u *unpacker) list(n, width int) []uint32 {
	if n > len(u.rest)/width {
		u.broken = true
		return nil
	}
	list := make([]uint32, n)
	for range width {
		for i := range list {
			list[i] = list[i]<<8 | uint32(u.rest[i])
		}
		u.rest = u.rest[n:]
	}
	return list
}
