package boost

import "math"

// A code is a feature's value cut down to 15 bits: the sign, the exponent and the six upper bits of the mantissa, arranged such that
// codes are ordered as the values are. Values that differ by less than one or two percent may share a code, but whole numbers up
// to 128 do not; the trees do not need more, and small codes are fast to count, to compare and to store.
type code uint16

const (
	codes    = 1 << 15
	lastCode = codes - 1
	codeBits = 17 // that a code leaves out

	// The codes of -Inf and +Inf. NaN has code 0; other codes outside of these do not occur.
	minusInf code = 0x007f_ffff >> codeBits
	plusInf  code = 0xff80_0000 >> codeBits
)

// encode returns the code of a value.
func encode(x float32) code {
	if x != x {
		return 0
	}
	b := math.Float32bits(x + 0) // -0 becomes 0
	return code((b ^ (uint32(int32(b)>>31) | 1<<31)) >> codeBits)
}

// last returns the greatest value with the code: "x > c.last()" is the same as "encode(x) > c".
func (c code) last() float32 {
	b := uint32(c)<<codeBits | (1<<codeBits - 1)
	if b>>31 == 1 {
		return math.Float32frombits(b &^ (1 << 31))
	}
	if v := math.Float32frombits(^b); v != 0 {
		return v
	}
	return -math.SmallestNonzeroFloat32
}
