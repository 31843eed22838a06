package boost

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"testing"
	"testing/iotest"
)

func TestFileKeepsTheModel(t *testing.T) {
	for _, leaves := range []int{2, 16, 256} {
		m, d := small(t, leaves)
		var b bytes.Buffer
		if n, err := m.WriteTo(&b); err != nil || n != int64(b.Len()) {
			t.Fatalf("WriteTo says %d, %v after %d bytes", n, err, b.Len())
		}
		got, err := Read(iotest.OneByteReader(&b))
		if err != nil {
			t.Fatal(err)
		}
		if got.NumFeatures() != m.NumFeatures() || !slices.Equal(got.Importance(), m.Importance()) {
			t.Errorf("%d leaves: %d features, gains %v were %d, %v", leaves, got.NumFeatures(), got.Importance(), m.NumFeatures(), m.Importance())
		}
		want, scores := make([]float64, d.NumFeatures), make([]float64, d.NumFeatures)
		for i := range d.Y {
			if got.Score(d.row(i)) != m.Score(d.row(i)) {
				t.Fatalf("%d leaves, row %d: the score was %v, is %v", leaves, i, m.Score(d.row(i)), got.Score(d.row(i)))
			}
			if got.Contributions(d.row(i), scores) != m.Contributions(d.row(i), want) || !slices.Equal(scores, want) {
				t.Fatalf("%d leaves, row %d: contributions differ", leaves, i)
			}
		}
	}
}

func TestFileIsSmall(t *testing.T) {
	d := pages(10_000, 50, 170)
	m := mustTrain(t, d, Params{Trees: 300, Leaves: 16, MinLeaf: 10, LearningRate: 0.1, L2: 1, RowShare: 0.3, FeatureShare: 0.3})
	if n := len(file(t, m)); len(m.trees) != 300 || n > 25_000 {
		t.Errorf("%d trees take %d bytes, not 300 at most 25,000", len(m.trees), n)
	}
}

func TestReadRefusesABrokenFile(t *testing.T) {
	m, _ := small(t, 4)
	good := file(t, m)
	for n := range good {
		if _, err := Read(bytes.NewReader(good[:n])); err == nil {
			t.Fatalf("no error for the first %d of %d bytes", n, len(good))
		}
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		// Some bits mean nothing: the date in gzip's header, or the last bits of a byte before a flush.
		if got, err := Read(bytes.NewReader(bad)); err == nil && !reflect.DeepEqual(got.lists(), m.lists()) {
			t.Fatalf("no error, but another model, for a wrong byte at %d of %d", i, len(good))
		}
	}
	for name, bad := range map[string][]byte{
		"empty":     nil,
		"text":      []byte(header),
		"no header": good[len(header):],
		"endless":   bytes.Repeat([]byte("# "), 1<<20),
		"rest":      append(bytes.Clone(good), "more"...),
	} {
		if _, err := Read(bytes.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	broken := errors.New("the disk is on fire")
	if _, err := Read(io.MultiReader(bytes.NewReader(good[:100]), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("the reader's error became %v", err)
	}
}

// FuzzRead looks at whole files and, since their checksum keeps changes out, at what is packed in them.
func FuzzRead(f *testing.F) {
	for _, leaves := range []int{2, 5, 20} {
		d := pages(200, 10, 5)
		m := mustTrain(f, d, Params{Trees: 3, Leaves: leaves, LearningRate: 0.2})
		f.Add(file(f, m))
		f.Add(bytes.Join(m.pack(), nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Read(bytes.NewReader(b)); err == nil {
			use(t, m)
		}
		if lists, ok := unpack(b); ok {
			if m, ok := fromLists(lists); ok {
				use(t, m)
			}
		}
	})
}

// use checks that a model that was read can be used, and written and read again.
func use(t *testing.T, m *Model) {
	x := make([]float32, 3*m.NumFeatures())
	for i := range x {
		x[i] = float32(i%5 - 2)
	}
	scores := make([]float32, 3)
	m.ScoreAll(x, scores)
	m.Contributions(x[:m.NumFeatures()], make([]float64, m.NumFeatures()))
	m.Importance()
	again, err := Read(bytes.NewReader(file(t, m)))
	if err != nil {
		t.Fatal(err)
	}
	for i, score := range scores {
		row := x[i*m.NumFeatures():][:m.NumFeatures()]
		if float32(m.Score(row)) != score || again.Score(row) != m.Score(row) {
			t.Errorf("row %d: ScoreAll says %v, Score %v, and %v after the model was read again", i, score, m.Score(row), again.Score(row))
		}
	}
}
