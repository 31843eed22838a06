package extract

import "winnow/rules"

// NumJudgeFeatures is how long a row of JudgeFeatures is.
const NumJudgeFeatures = 23 + numSingle - fPageBlocks + 4*numBands

const numBands = 10

// JudgeFeatures describes an answer for the judge, who says how good it is: what the probabilities expect of it, how it lies on the page, and what the page is like.
func (a *Analysis) JudgeFeatures(probability []float32, keep []bool, by Origin, row []float32) {
	var hits, size, all, words, likelyOut, linked, width float64
	var kept, paragraphs, allParagraphs, runs, headings, items int
	first, last := -1, -1
	lowest, highestOut := float32(1), float32(0)
	var bandIn, bandOut [numBands]float64
	for i, p := range probability {
		m, b := &a.measures[i], &a.page.Blocks[i]
		n := float64(m.words)
		all += float64(p) * n
		words += n
		if isParagraph(m) {
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
		if isParagraph(m) {
			paragraphs++
		}
		if b.Kind == rules.Heading {
			headings++
		}
		if b.List > 0 {
			items++
		}
		linked += float64(m.linked)
		width += float64(m.width)
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
		span += float64(a.measures[i].words)
	}
	ratio := func(a, b float64) float32 {
		if b <= 0 {
			return 0
		}
		return float32(a / b)
	}
	values := [23]float32{
		float32(by),
		ratio(2*hits, size+all), ratio(hits, size), ratio(hits, all), ratio(size, words), ratio(all, words), logOf(int(size)), logOf(int(all)), logOf(int(words)),
		float32(runs), ratio(float64(runs), float64(kept)), ratio(float64(paragraphs), float64(allParagraphs)), logOf(paragraphs), ratio(float64(headings), float64(kept)),
		ratio(float64(items), float64(kept)), ratio(linked, width), ratio(float64(first), float64(n)), ratio(float64(last), float64(n)), ratio(size, span), lowest, highestOut, ratio(likelyOut, all), logOf(kept),
	}
	at := copy(row, values[:])
	at += copy(row[at:], a.whole.row[:])
	for k := range numBands {
		row[at] = ratio(bandIn[k], words)
		row[at+1] = ratio(bandOut[k], words)
		row[at+2] = ratio(bandIn[k], size)
		row[at+3] = ratio(bandOut[k], size)
		at += 4
	}
}
