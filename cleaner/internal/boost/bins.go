package boost

// A feature is a column of the dataset with each value replaced by the range of values, the bin, that it lies in.
type feature struct {
	bounds []code  // bin b has the values above bounds[b-1] up to bounds[b]; there is one more bin than bounds
	bins   []uint8 // of each row
}

// binFeatures sorts the values of each feature into at most bins ranges.
func binFeatures(d Dataset, bins, workers int) []feature {
	const line = 16 // features whose values lie side by side in memory are read together
	features := make([]feature, d.NumFeatures)
	parallel((d.NumFeatures+line-1)/line, workers, func(i int) {
		from := i * line
		to := min(from+line, d.NumFeatures)
		rows := make([][numCodes]int32, to-from) // how many there are with each code
		for r := range d.Y {
			for i, x := range d.X[r*d.NumFeatures:][from:to] {
				rows[i][encode(x)]++
			}
		}
		bin := make([][numCodes]uint8, to-from)
		for i := range rows {
			f := &features[from+i]
			f.bounds = boundaries(&rows[i], len(d.Y), bins)
			f.bins = make([]uint8, len(d.Y))
			b := 0
			for c := range bin[i] {
				bin[i][c] = uint8(b)
				if b < len(f.bounds) && f.bounds[b] == code(c) {
					b++
				}
			}
		}
		for r := range d.Y {
			for i, x := range d.X[r*d.NumFeatures:][from:to] {
				features[from+i].bins[r] = bin[i][encode(x)]
			}
		}
	})
	return features
}

// boundaries returns the bounds between at most bins ranges of about as many rows each, given how many rows there are with each code
// and in total. A value that is frequent enough has a range of its own. NaN is in the lowest range.
func boundaries(rows *[numCodes]int32, total, bins int) []code {
	var used []code
	for c := minusInf; c <= plusInf; c++ {
		if rows[c] > 0 {
			used = append(used, c)
		}
	}
	var bounds []code
	filled := int(rows[0])
	for i := 0; i+1 < len(used) && len(bounds) < bins-1; i++ {
		filled += int(rows[used[i]])
		spare := bins - len(bounds)
		if len(used)-i <= spare || filled*spare >= total {
			bounds = append(bounds, between(used[i], used[i+1]))
			total -= filled
			filled = 0
		}
	}
	return bounds
}

// between returns the code from low up to, but without, high that is in the middle of their values.
func between(low, high code) code {
	middle := encode(low.last()/2 + high.last()/2)
	return min(max(middle, low), high-1)
}
