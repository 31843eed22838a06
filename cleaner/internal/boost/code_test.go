package boost

import (
	"math"
	"testing"
)

func TestCodesAreOrdered(t *testing.T) {
	inf := float32(math.Inf(1))
	values := []float32{-inf, -math.MaxFloat32, -1e9, -128, -127, -2, -1, -0.99, -0.5, -1e-9, 0, 1e-9, 0.5, 0.99, 1, 2, 3, 126, 127, 128, 1e9, math.MaxFloat32, inf}
	before := encode(float32(math.NaN()))
	for _, v := range values {
		c := encode(v)
		if c <= before {
			t.Errorf("the code of %v is %d, that of the value before %d", v, c, before)
		}
		before = c
	}
	if a, b := encode(0), encode(float32(math.Copysign(0, -1))); a != b {
		t.Errorf("0 has code %d, -0 %d", a, b)
	}
}

// A row must go the same way whether its code or its value is compared.
func FuzzCode(f *testing.F) {
	for _, bits := range []uint32{0, 1, 1 << 31, 1<<31 | 1, infinity, 1<<31 | infinity, infinity + 1, 0x3f80_0000, 0xbf80_0000, 0x3f81_ffff, 0xbf81_ffff} {
		for _, c := range []code{minusInf, minusInf + 1, zero - 1, zero, zero + 1, encode(1), encode(-1), plusInf - 1} {
			f.Add(bits, uint16(c))
		}
	}
	f.Fuzz(func(t *testing.T, bits uint32, bound uint16) {
		c := code(bound)
		if c < minusInf || c >= plusInf {
			return
		}
		x := math.Float32frombits(bits)
		if byCode, byValue := encode(x) > c, x > c.last(); byCode != byValue {
			t.Errorf("%v has code %d: above code %d %t, above %v %t", x, encode(x), c, byCode, c.last(), byValue)
		}
	})
}

func TestBoundaries(t *testing.T) {
	rows := new([numCodes]int32)
	count := func(value float32, n int32) { rows[encode(value)] += n }
	count(float32(math.NaN()), 10)
	count(0, 500)
	for v := 1; v <= 100; v++ {
		count(float32(v), 5)
	}
	all := boundaries(rows, 1010, 255)
	if len(all) != 100 {
		t.Errorf("101 values in up to 255 bins have %d bounds", len(all))
	}
	few := boundaries(rows, 1010, 5)
	if len(few) != 4 || few[0] < encode(0) || few[0] >= encode(1) {
		t.Errorf("bounds of 5 bins are %v; 0 alone fills one", few)
	}
	for i, b := range few {
		if i > 0 && b <= few[i-1] {
			t.Errorf("bounds %v do not ascend", few)
		}
	}
	one := new([numCodes]int32)
	one[encode(7)] = 3
	if b := boundaries(one, 3, 255); len(b) != 0 {
		t.Errorf("one value has bounds %v", b)
	}
}
