package extract

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"winnow/cleaner/internal/boost"
)

// ReadModels reads what Models.Write has written.
func ReadModels(r io.Reader) (*Models, error) {
	in := bufio.NewReader(r)
	if _, err := in.ReadString('\n'); err != nil {
		return nil, fmt.Errorf("models: no first line: %w", err)
	}
	all := make([]*boost.Model, 2+len(Types))
	for i := range all {
		size, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, fmt.Errorf("models: %w", err)
		}
		if all[i], err = boost.Read(io.LimitReader(in, int64(size))); err != nil {
			return nil, fmt.Errorf("model %d of %d: %w", i+1, len(all), err)
		}
	}
	return &Models{Blocks: all[0], Judge: all[1], Types: all[2:]}, nil
}

// Write writes a line of comment, and the models, each behind its length.
func (m *Models) Write(w io.Writer, comment string) error {
	var file bytes.Buffer
	fmt.Fprintf(&file, "# %s\n", comment)
	for _, model := range append([]*boost.Model{m.Blocks, m.Judge}, m.Types...) {
		var one bytes.Buffer
		if _, err := model.WriteTo(&one); err != nil {
			return err
		}
		file.Write(binary.AppendUvarint(nil, uint64(one.Len())))
		file.Write(one.Bytes())
	}
	_, err := w.Write(file.Bytes())
	return err
}
