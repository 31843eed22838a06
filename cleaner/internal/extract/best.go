package extract

// Best chooses the blocks whose expected F1 is highest, given each block's probability to belong to the article and its size in words.
//
// A block helps if its probability is more than half of the F1 that is reached with it (Lipton, Elkan and Narayanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014),
// so the threshold is found by going back and forth between the two (Dinkelbach's method).
func Best(probability []float32, sizes []int) []bool {
	var all float64
	for i, p := range probability {
		all += float64(p) * float64(sizes[i])
	}
	threshold := 0.5
	for range 20 {
		var hits, size float64
		for i, p := range probability {
			if float64(p) >= threshold {
				hits += float64(p) * float64(sizes[i])
				size += float64(sizes[i])
			}
		}
		if size+all == 0 {
			break
		}
		f1 := 2 * hits / (size + all)
		if f1/2 == threshold {
			break
		}
		threshold = f1 / 2
	}
	keep := make([]bool, len(probability))
	for i, p := range probability {
		keep[i] = float64(p) >= threshold
	}
	return keep
}
