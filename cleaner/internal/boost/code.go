package boost

import "math"

// A code is a value cut down to 15 bits: its sign, its exponent and the upper six bits of its mantissa, arranged such that codes are
// ordered as the values are. Values closer than one or two percent may share a code; the whole numbers up to 128 do not. The trees
// need no more, and so few codes are fast to count, to compare and to store.
type code uint16

const (
	numCodes = 1 << 15
	cut      = 17          // the bits of a float32 that its code leaves out
	infinity = 0x7f80_0000 // the bits of +Inf as a float32

	zero     code = numCodes / 2
	minusInf      = zero - infinity>>cut
	plusInf       = zero + infinity>>cut
)

// encode returns the code of a value. That of NaN is 0, less than all others.
func encode(x float32) code {
	b := math.Float32bits(x)
	magnitude := int32(b &^ (1 << 31))
	if magnitude > infinity {
		return 0
	}
	sign := int32(b) >> 31 // 0 or -1
	return code(int32(zero) + (magnitude>>cut ^ sign) - sign)
}

// last returns the greatest value with the code, so that "x > c.last()" is the same as "encode(x) > c".
func (c code) last() float32 {
	if c < zero {
		return -math.Float32frombits(uint32(zero-c) << cut)
	}
	return math.Float32frombits(uint32(c-zero)<<cut | (1<<cut - 1))
}
