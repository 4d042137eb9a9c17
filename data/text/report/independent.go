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
	parts    []int // by passage: a passage of the same report, as far as is known
	agencies []string
	words    [][]uint64 // by passage: the hashes of its words
	runs     [][]uint64 // and of its runs of words, each once, ascending
}

// Independent reports whether passages are two reports or more: what Count of Sources says,
// without comparing more words than it takes. The earlier ones come first.
func (c *Comparer) Independent(passages []From) bool {
	if len(passages) < 2 {
		return false
	}
	c.parts, c.agencies = c.parts[:0], c.agencies[:0]
	for i, p := range passages {
		c.parts, c.agencies = append(c.parts, i), append(c.agencies, p.Origin.agency)
	}
	for i, p := range passages {
		for j, other := range passages[:i] {
			if p.Origin.publisher == other.Origin.publisher || p.Origin.agency != "" && p.Origin.agency == other.Origin.agency {
				c.join(i, j)
			}
		}
	}
	if c.one() {
		return false
	}
	any := false
	for i, p := range passages {
		if c.agencies[i] == "" {
			c.agencies[i] = creditedIn(p.Words)
		}
		any = any || c.agencies[i] != ""
	}
	for i := range passages {
		for j := range i {
			if any && c.agencies[i] != "" && c.agencies[i] == c.agencies[j] {
				c.join(i, j)
			}
		}
	}
	return !c.one() && !c.sameWords(passages)
}

// sameWords reports whether passages whose words are nearly the same make all one report.
func (c *Comparer) sameWords(passages []From) bool {
	for len(c.words) < len(passages) {
		c.words, c.runs = append(c.words, nil), append(c.runs, nil)
	}
	for i, p := range passages {
		c.words[i] = c.words[i][:0]
		for word := range fold.Words(p.Words) {
			c.words[i] = append(c.words[i], hashOf(word))
		}
		c.runs[i] = hashedRuns(c.runs[i][:0], c.words[i], runLength)
	}
	for i := range passages {
		for j := range i {
			if c.parts[i] != c.parts[j] && c.nearly(i, j) {
				if c.join(i, j); c.one() {
					return true
				}
			}
		}
	}
	return false
}

// nearly is that of words.
func (c *Comparer) nearly(i, j int) bool {
	if len(c.words[i]) > len(c.words[j]) {
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

func (c *Comparer) join(i, j int) {
	from, to := c.parts[i], c.parts[j]
	for k, part := range c.parts {
		if part == from {
			c.parts[k] = to
		}
	}
}

// one reports whether all passages are known to be one report.
func (c *Comparer) one() bool {
	return !slices.ContainsFunc(c.parts, func(part int) bool { return part != c.parts[0] })
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
