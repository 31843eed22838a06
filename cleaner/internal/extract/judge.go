package extract

import (
	"winnow/cleaner/internal/blocks"
)

// thresholds are those that are tried beside the best one: one does not fit every kind of page.
var thresholds = [...]float32{0.15, 0.25, 0.35, 0.5, 0.65, 0.8}

// Candidates returns the answers that the blocks' probabilities suggest.
func Candidates(page *blocks.Page, probability []float32, sizes []int) [][]bool {
	best, _ := Best(probability, sizes)
	out := [][]bool{best}
	for _, t := range thresholds {
		keep := make([]bool, len(probability))
		for i, p := range probability {
			keep[i] = p >= t
		}
		out = append(out, keep)
	}
	return append(out, container(page, probability, sizes))
}

// container returns the blocks of the element whose text has the highest expected F1, less those that are hardly any of the article's.
func container(page *blocks.Page, probability []float32, sizes []int) []bool {
	const least = 0.12
	n := len(probability)
	hits, size := make([]float64, n+1), make([]float64, n+1)
	var all float64
	for i, p := range probability {
		all += float64(p) * float64(sizes[i])
		hits[i+1], size[i+1] = hits[i], size[i]
		if p >= least {
			hits[i+1] += float64(p) * float64(sizes[i])
			size[i+1] += float64(sizes[i])
		}
	}
	first, end, most := int32(0), int32(n), -1.0
	for k := range page.Elements {
		e := &page.Elements[k]
		f := 2 * (hits[e.End] - hits[e.First]) / max(size[e.End]-size[e.First]+all, 1)
		if f > most {
			first, end, most = e.First, e.End, f
		}
	}
	keep := make([]bool, n)
	for i := first; i < end; i++ {
		keep[i] = probability[i] >= least
	}
	return keep
}

// NumJudgeFeatures is how long a row of JudgeFeatures is.
const NumJudgeFeatures = 22 + numSingle - fPageBlocks + 4*numBands

const numBands = 10

// JudgeFeatures describes a candidate for the judge, who says how good it is: what the probabilities expect of it, how it lies on the page, and what the page is like.
func JudgeFeatures(page *blocks.Page, x, probability []float32, sizes []int, keep []bool, row []float32) {
	var hits, size, all, words, likelyOut, linked, width float64
	var kept, paragraphs, allParagraphs, runs, headings, items int
	first, last := -1, -1
	lowest, highestOut := float32(1), float32(0)
	var bandIn, bandOut [numBands]float64
	for i, p := range probability {
		n := float64(sizes[i])
		all += float64(p) * n
		words += n
		f := x[i*NumFeatures : (i+1)*NumFeatures]
		paragraph := f[fWidth] >= logs[minParagraph] && f[fLinkShare] < 1./3
		if paragraph {
			allParagraphs++
		}
		band := min(int(p*numBands), numBands-1)
		if !keep[i] {
			likelyOut += float64(p) * n
			if n > 3 {
				highestOut = max(highestOut, p)
			}
			bandOut[band] += n
			continue
		}
		bandIn[band] += n
		hits += float64(p) * n
		size += n
		kept++
		if n > 3 {
			lowest = min(lowest, p)
		}
		if paragraph {
			paragraphs++
		}
		if f[fKind] == 1 {
			headings++
		}
		if f[fList] > 0 {
			items++
		}
		w := float64(widthOf(x, i))
		linked += w * float64(f[fLinkShare])
		width += w
		if i == 0 || !keep[i-1] {
			runs++
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	n := len(probability)
	span := 0.0
	for i := max(first, 0); i <= last; i++ {
		span += float64(sizes[i])
	}
	ratio := func(a, b float64) float32 {
		if b <= 0 {
			return 0
		}
		return float32(a / b)
	}
	values := [22]float32{
		ratio(2*hits, size+all), ratio(hits, size), ratio(hits, all), ratio(size, words), ratio(all, words), logOf(int(size)), logOf(int(all)), logOf(int(words)),
		float32(runs), ratio(float64(runs), float64(kept)), ratio(float64(paragraphs), float64(allParagraphs)), logOf(paragraphs), ratio(float64(headings), float64(kept)),
		ratio(float64(items), float64(kept)), ratio(linked, width), ratio(float64(first), float64(n)), ratio(float64(last), float64(n)), ratio(size, span), lowest, highestOut, ratio(likelyOut, all), logOf(kept),
	}
	at := copy(row, values[:])
	if n > 0 {
		at += copy(row[at:], x[fPageBlocks:numSingle])
	} else {
		clear(row[at : at+numSingle-fPageBlocks])
		at += numSingle - fPageBlocks
	}
	for k := range numBands {
		row[at] = ratio(bandIn[k], words)
		row[at+1] = ratio(bandOut[k], words)
		row[at+2] = ratio(bandIn[k], size)
		row[at+3] = ratio(bandOut[k], size)
		at += 4
	}
}
