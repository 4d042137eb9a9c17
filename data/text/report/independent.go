package report

import (
	"hash/fnv"
	"io"
	"slices"

	"tarikh.org/tarikh/data/text/fold"
)

// Origin is what an article tells of all its passages: whose reports they are. It is worked
// out once for many of them.
type Origin struct{ publisher, agency string }

// OriginOf is the origin of the passages of an article; Words are not looked at.
func OriginOf(p Passage) Origin {
	p.Words = ""
	return Origin{key(p.Publisher), agencyOf(p)}
}

// From is a passage by its words and the origin of its article.
type From struct {
	Origin *Origin
	Words  string
}

// Comparer tells whether passages are independent, for many events one after the other. The
// zero value can be used, by one goroutine.
type Comparer struct {
	passages []From
	agencies []string
	looked   []bool     // by passage: its agency has been looked for in its words
	read     []bool     // by passage: its words and runs are those below
	words    [][]uint64 // by passage: the hashes of its words
	runs     [][]uint64 // and of its runs of words, each once, ascending
}

// Independent reports whether passages are two reports or more: what Count of Sources says,
// which is that some two have nothing to do with each other.
func (c *Comparer) Independent(passages []From) bool {
	c.passages, c.agencies, c.looked, c.read = passages, c.agencies[:0], c.looked[:0], c.read[:0]
	for _, p := range passages {
		c.agencies, c.looked, c.read = append(c.agencies, p.Origin.agency), append(c.looked, p.Origin.agency != ""), append(c.read, false)
	}
	for i := range passages {
		for j := range i {
			if !c.related(i, j) {
				return true
			}
		}
	}
	return false
}

// related reports whether two passages have to do with each other, by what takes least to
// find out first.
func (c *Comparer) related(i, j int) bool {
	p, q := c.passages[i], c.passages[j]
	if p.Origin.publisher == q.Origin.publisher {
		return true
	}
	if agency := c.agency(i); agency != "" && agency == c.agency(j) {
		return true
	}
	return c.nearly(i, j)
}

// agency is the agency that a passage is credited to.
func (c *Comparer) agency(i int) string {
	if !c.looked[i] {
		c.agencies[i], c.looked[i] = creditedIn(c.passages[i].Words), true
	}
	return c.agencies[i]
}

// wordsOf reads the words of a passage, once.
func (c *Comparer) wordsOf(i int) []uint64 {
	for len(c.words) <= i {
		c.words, c.runs = append(c.words, nil), append(c.runs, nil)
	}
	if !c.read[i] {
		c.words[i], c.read[i] = c.words[i][:0], true
		for word := range fold.Words(c.passages[i].Words) {
			c.words[i] = append(c.words[i], hashOf(word))
		}
		c.runs[i] = hashedRuns(c.runs[i][:0], c.words[i], runLength)
	}
	return c.words[i]
}

// nearly reports whether two passages have nearly the same words.
func (c *Comparer) nearly(i, j int) bool {
	if len(c.wordsOf(i)) > len(c.wordsOf(j)) {
		i, j = j, i
	}
	if len(c.words[i]) < fewest {
		return false
	}
	n, other := 0, c.runs[j]
	for _, run := range c.runs[i] {
		for len(other) > 0 && other[0] < run {
			other = other[1:]
		}
		if len(other) > 0 && other[0] == run {
			n++
		}
	}
	return float64(n) >= nearly*float64(len(c.runs[i]))
}

func hashOf(word string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, word)
	return h.Sum64()
}

// hashedRuns appends the hashes of the runs of n words, each once, ascending.
func hashedRuns(out, words []uint64, n int) []uint64 {
	for i := 0; i+n <= len(words); i++ {
		sum := uint64(0)
		for _, word := range words[i : i+n] {
			sum = sum*0x9E3779B97F4A7C15 + word
		}
		out = append(out, sum)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
