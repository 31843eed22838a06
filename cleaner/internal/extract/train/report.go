package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"winnow/cleaner/internal/boost"
	"winnow/cleaner/internal/extract"
)

// reportAll prints what the pages' answers reach on hosts that the models have not seen.
func reportAll(pages []*page) {
	report("Readability", pages, func(p *page) []bool { return p.second })
	report("judged", pages, func(p *page) []bool { return p.chosen.Keep })
	var n, sure, sureF1, asked, right, origins float64
	var confidence, f1 []float64
	for _, p := range pages {
		if p.kind == "" {
			continue
		}
		f := p.f1(p.chosen.Keep)
		confidence, f1 = append(confidence, p.chosen.Confidence), append(f1, f)
		n++
		if p.chosen.Confidence >= 0.9 {
			sure++
			sureF1 += f
		}
		if p.asked {
			asked++
		}
		if p.chosen.Type == p.kind {
			right++
		}
		if p.chosen.Origin != extract.ByProbability {
			origins++
		}
	}
	fmt.Printf("confidence of 0.9 or more: %.0f pages, F1 %.4f; Spearman %.3f\n", sure, sureF1/sure, spearman(confidence, f1))
	fmt.Printf("second opinion asked for %.1f%% of pages, another answer taken for %.1f%%; type right on %.1f%%\n", 100*asked/n, 100*origins/n, 100*right/n)
}

// A folder is the pages of one folder.
type folder struct {
	name  string
	pages []*page
}

// foldersOf parts the pages by their folders.
func foldersOf(pages []*page) []folder {
	var folders []folder
	for _, p := range pages {
		if len(folders) == 0 || folders[len(folders)-1].name != p.folder {
			folders = append(folders, folder{name: p.folder})
		}
		last := &folders[len(folders)-1]
		last.pages = append(last.pages, p)
	}
	return folders
}

// report prints for each folder how good it is what decide keeps: the mean F1 of the pages whose text is known, in all and by type, and the F1 of the snippets.
func report(name string, pages []*page, decide func(*page) []bool) {
	for _, folder := range foldersOf(pages) {
		sum, n := map[string]float64{}, map[string]float64{}
		var found snippets
		for _, p := range folder.pages {
			keep := decide(p)
			if !p.whole {
				found.add(p, keep)
				continue
			}
			f := p.f1(keep)
			for _, kind := range []string{"all", p.kind} {
				sum[kind] += f
				n[kind]++
			}
		}
		fmt.Printf("%-20s%-14s", name, folder.name)
		for _, kind := range append([]string{"all"}, extract.Types...) {
			if n[kind] > 0 {
				fmt.Printf("  %s %.4f", kind, sum[kind]/n[kind])
			}
		}
		if found.right > 0 {
			precision, recall := found.right/(found.right+found.wrong), found.right/(found.right+found.missed)
			fmt.Printf("  snippets %.4f, precision %.4f, recall %.4f", 2*precision*recall/(precision+recall), precision, recall)
		}
		fmt.Println()
	}
}

// snippets are how many snippets were rightly and wrongly kept, and how many are missing.
type snippets struct{ right, wrong, missed float64 }

func (s *snippets) add(p *page, keep []bool) {
	var kept []string
	for i, k := range keep {
		if k {
			kept = append(kept, p.texts[i])
		}
	}
	text := strings.Join(kept, "\n")
	for _, snippet := range p.with {
		if strings.Contains(text, snippet) {
			s.right++
		} else {
			s.missed++
		}
	}
	for _, snippet := range p.without {
		if strings.Contains(text, snippet) {
			s.wrong++
		}
	}
}

// reportFeatures prints the features that the model of blocks gains most by, with their shares of the gain.
func reportFeatures(blocks *boost.Model) {
	const most = 20
	gains := blocks.Importance()
	order, total := make([]int, len(gains)), 0.0
	for i, g := range gains {
		order[i] = i
		total += g
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(gains[j], gains[i]) })
	for _, i := range order[:most] {
		fmt.Printf("%5.1f%%  %s\n", 100*gains[i]/total, extract.FeatureName(i))
	}
}

// f1 is the F1 of the words of the blocks that are kept, as the project's figures count it.
func (p *page) f1(keep []bool) float64 {
	left := slices.Clone(p.counts)
	var hits, size int
	for i, k := range keep {
		if !k {
			continue
		}
		for _, w := range p.words[i] {
			size++
			if left[w] > 0 {
				left[w]--
				hits++
			}
		}
	}
	switch {
	case len(p.truth) == 0 && size == 0:
		return 1
	case hits == 0:
		return 0
	}
	return 2 * float64(hits) / float64(size+len(p.truth))
}

// spearman is the correlation of the ranks of two lists.
func spearman(a, b []float64) float64 {
	x, y := ranks(a), ranks(b)
	mean := float64(len(x)-1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - mean) * (y[i] - mean)
		xx += (x[i] - mean) * (x[i] - mean)
		yy += (y[i] - mean) * (y[i] - mean)
	}
	return xy / max(1e-9, math.Sqrt(xx*yy))
}

// ranks returns each value's rank; equal values share the mean of theirs.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}
