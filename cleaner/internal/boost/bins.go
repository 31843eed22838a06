package boost

import (
	"math"
	"slices"
)

// A binned is a feature with its values replaced by the numbers of the ranges that they lie in.
type binned struct {
	bounds []float32 // bin b holds the values above bounds[b-1] up to bounds[b]
	bins   []uint8   // of each row
}

// binFeatures sorts the values of each feature into at most bins ranges.
func binFeatures(d Dataset, bins, workers int) []binned {
	rows := len(d.Y)
	features := make([]binned, d.NumFeatures)
	parallel(d.NumFeatures, workers, func(f int) {
		features[f].bounds = boundaries(sampleValues(d, f), bins)
		features[f].bins = make([]uint8, rows)
	})
	const chunk = 1 << 10
	parallel((rows+chunk-1)/chunk, workers, func(i int) {
		for f := range features {
			to := &features[f]
			if len(to.bounds) == 0 {
				continue
			}
			for r := i * chunk; r < min((i+1)*chunk, rows); r++ {
				to.bins[r] = uint8(rank(to.bounds, d.X[r*d.NumFeatures+f]))
			}
		}
	})
	return features
}

// sampleValues returns, in ascending order, the values of feature f in evenly spaced rows: enough for 255 quantiles.
func sampleValues(d Dataset, f int) []float32 {
	const most = 1 << 16
	rows := len(d.Y)
	n := min(rows, most)
	values := make([]float32, 0, n)
	for i := range n {
		if v := d.X[i*rows/n*d.NumFeatures+f]; v == v {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return values
}

// boundaries returns the bounds between at most bins ranges of about as many of the ascending values each.
// A value that is frequent enough has a range of its own.
func boundaries(values []float32, bins int) []float32 {
	type run struct {
		value float32
		count int
	}
	var runs []run
	for i, v := range values {
		if i == 0 || v != runs[len(runs)-1].value {
			runs = append(runs, run{value: v})
		}
		runs[len(runs)-1].count++
	}
	var bounds []float32
	left, filled := len(values), 0
	for i := 0; i+1 < len(runs) && len(bounds) < bins-1; i++ {
		filled += runs[i].count
		spare := bins - len(bounds)
		if len(runs)-i <= spare || filled*spare >= left {
			bounds = append(bounds, between(runs[i].value, runs[i+1].value))
			left -= filled
			filled = 0
		}
	}
	return bounds
}

// between returns the number with the fewest significant bits from low up to, but without, high: short numbers are easy on the
// reader and on the file.
func between(low, high float32) float32 {
	middle := math.Float32bits(low/2 + high/2)
	for drop := 23; drop > 0; drop-- {
		if v := math.Float32frombits(middle >> drop << drop); low <= v && v < high {
			return v
		}
	}
	return low
}
