package boost

// A binned is a feature with its values replaced by the numbers of the ranges that they lie in.
type binned struct {
	bounds []code  // bin b holds the values with codes above bounds[b-1] up to bounds[b]
	bins   []uint8 // of each row
}

// binFeatures sorts the values of each feature into at most bins ranges.
func binFeatures(d Dataset, bins, workers int) []binned {
	const chunk = 16 // features whose values lie side by side
	features := make([]binned, d.NumFeatures)
	parallel((d.NumFeatures+chunk-1)/chunk, workers, func(i int) {
		from := i * chunk
		to := min(from+chunk, d.NumFeatures)
		counts := make([][codes]int32, to-from)
		for r := range d.Y {
			for i, v := range d.X[r*d.NumFeatures+from : r*d.NumFeatures+to] {
				counts[i][encode(v)]++
			}
		}
		tables := make([][codes]uint8, to-from)
		for i := range counts {
			b := &features[from+i]
			b.bounds = boundaries(&counts[i], len(d.Y), bins)
			b.bins = make([]uint8, len(d.Y))
			bin := 0
			for c := range tables[i] {
				tables[i][c] = uint8(bin)
				if bin < len(b.bounds) && code(c) == b.bounds[bin] {
					bin++
				}
			}
		}
		for r := range d.Y {
			for i, v := range d.X[r*d.NumFeatures+from : r*d.NumFeatures+to] {
				features[from+i].bins[r] = tables[i][encode(v)]
			}
		}
	})
	return features
}

// boundaries returns the bounds between at most bins ranges of about as many rows each, where rows says how many have each code.
// A value that is frequent enough has a range of its own. NaN shares the lowest range.
func boundaries(rows *[codes]int32, total, bins int) []code {
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

// between returns the code in the middle, by value, from low up to, but without, high.
func between(low, high code) code {
	middle := encode(low.last()/2 + (high-1).last()/2)
	return min(max(middle, low), high-1)
}
