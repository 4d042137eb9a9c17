package bench

import (
	"math"
	"math/rand/v2"
	"sort"
	"strings"
)

// corpus makes up text in two languages whose words are as frequent as those of
// real text are (Zipf's law) and come in forms, as a search meets them: Arabic
// words from roots in patterns, with what is written together with them; English
// words from syllables, with endings.
type corpus struct {
	r       *rand.Rand
	arabic  vocabulary
	english vocabulary
}

// corpusWords is how many different words each language has, apart from their
// forms.
const corpusWords = 40_000

func newCorpus(seed uint64) *corpus {
	r := rand.New(rand.NewPCG(2, seed))
	return &corpus{r: r, arabic: newVocabulary(arabicWords(r)), english: newVocabulary(englishWords(r))}
}

// text is n words of one language.
func (c *corpus) text(n int, arabic bool) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(c.word(arabic))
	}
	return b.String()
}

func (c *corpus) word(arabic bool) string {
	if !arabic {
		return c.english.draw(c.r)
	}
	word := c.arabic.draw(c.r)
	if len([]rune(word)) < 4 { // prepositions and their like
		return word
	}
	for _, p := range [...]struct {
		share int // in 100
		text  string
	}{{35, "ال"}, {6, "و"}, {4, "وال"}, {4, "ب"}, {4, "لل"}, {3, "ل"}, {2, "بال"}} {
		if c.r.IntN(100) < p.share {
			return p.text + word
		}
	}
	return word
}

// vocabulary draws words, the first ones most often.
type vocabulary struct {
	words []string
	upTo  []float64 // how often the words up to each come
}

func newVocabulary(words []string) vocabulary {
	v := vocabulary{words: words}
	sum := 0.0
	for i := range words {
		sum += 1 / math.Pow(float64(i)+2.7, 1.05)
		v.upTo = append(v.upTo, sum)
	}
	return v
}

func (v vocabulary) draw(r *rand.Rand) string {
	return v.words[sort.SearchFloat64s(v.upTo, r.Float64()*v.upTo[len(v.upTo)-1])]
}

func arabicWords(r *rand.Rand) []string {
	letters := []rune("بتثجحخدذرزسشصضطظعغفقكلمنهوي")
	patterns := strings.Fields("123 1ا23 م12و3 12ا3ة ت12ي3 1ا23ون 12ي3 ا1ت2ا3 است12ا3 12و3 م1ا23ة 12ا3 أ12ا3 12ي3ة ي12ون 12ات 123ية")
	return distinctWords("في من على إلى أن عن مع بعد بين خلال قبل حول ضد عام يوم كان قال رئيس", func() string {
		root := strings.NewReplacer("1", string(pick(r, letters)), "2", string(pick(r, letters)), "3", string(pick(r, letters)))
		return root.Replace(pick(r, patterns))
	})
}

func englishWords(r *rand.Rand) []string {
	begin := strings.Fields("b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st str t th tr v w y z")
	middle := strings.Fields("a e i o u ai ea ee io ou oa")
	end := strings.Fields("b ck d g l ll m n nd ng nt p r rd rt s st t x")
	ending := []string{"", "", "", "", "s", "ed", "ing", "er", "ion", "al", "ment", "ly", "ity"}
	return distinctWords("the of in to and for on at with by from after over new president talks", func() string {
		word := pick(r, begin) + pick(r, middle)
		for range 1 + r.IntN(2) {
			word += pick(r, end) + pick(r, middle)
		}
		return word + pick(r, end) + pick(r, ending)
	})
}

// distinctWords begins with the words that every sentence has.
func distinctWords(common string, next func() string) []string {
	words := strings.Fields(common)
	seen := map[string]bool{}
	for len(words) < corpusWords {
		if w := next(); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
