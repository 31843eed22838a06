package extract

import (
	"bufio"
	"io"

	"winnow/cleaner/internal/boost"
)

// ReadModels reads what WriteTo has written.
func ReadModels(r io.Reader) (*Models, error) {
	in := bufio.NewReader(r)
	var m Models
	for i := range 2 + len(Types) {
		model, err := boost.Read(in)
		if err != nil {
			return nil, err
		}
		switch i {
		case 0:
			m.Blocks = model
		case 1:
			m.Judge = model
		default:
			m.Types = append(m.Types, model)
		}
	}
	return &m, nil
}

// WriteTo writes the models one after another.
func (m *Models) WriteTo(w io.Writer) (int64, error) {
	var total int64
	for _, model := range append([]*boost.Model{m.Blocks, m.Judge}, m.Types...) {
		n, err := model.WriteTo(w)
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}
