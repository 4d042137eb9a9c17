package fold

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// arabicLetter is the length in bytes of a letter of the Arabic block.
const arabicLetter = 2

// Classes of endings. Two words are kin where one of them is what the other is
// without its ending, or where both lose endings of one class: "معلمون" and "معلمين".
// Not where they lose endings of two: "إعلان" and "أعلى" share no word.
const (
	classNisba    = "y" // ي: of a country, a people, a matter
	classFeminine = "f" // ه (of ة and "his"), ات, ها, هم and what goes with them
	classDual     = "n" // ان, ين, ون
	classShort    = "t" // a feminine ending after two letters, which are no word
)

// arabicStem is what of an Arabic word may be shared with others.
type arabicStem struct {
	// strong is the word without conjunction, article and the ending of the
	// accusative, and of a nisba ("صيني") without what follows it.
	strong string
	// weak are a class of endings and what is left without one of them; that need not
	// be a word.
	weak []string
}

// endingsOf are the endings by class, the longest first.
type endingsOf struct{ feminine, pronoun, dual, nisba []string }

var arabicEndings = sync.OnceValue(func() *endingsOf {
	e := &endingsOf{
		feminine: []string{"تهما", "تهم", "تهن", "تها", "ته", "تان", "تين", "ات"},
		pronoun:  []string{"هما", "هم", "هن", "ها", "ه"},
		dual:     []string{"ان", "ين", "ون"},
	}
	e.nisba = slices.Concat(e.feminine, []string{"تا", "تي"}, e.pronoun, e.dual, []string{"ا"})
	return e
})

func arabicStemOf(word string) arabicStem {
	word = bare(word)
	if hasOwnEnding(word) {
		return arabicStem{strong: word}
	}
	e := arabicEndings()
	// "لبنانيون", "رسميا"
	for _, ending := range e.nisba {
		if rest, ok := cut3(word, ending); ok && strings.HasSuffix(rest, "ي") && len(rest) >= 4*arabicLetter {
			return nisba(rest)
		}
	}
	if rest, ok := cut3(word, "ا"); ok {
		if word = rest; hasOwnEnding(word) {
			return arabicStem{strong: word}
		}
	}
	if strings.HasSuffix(word, "ي") && len(word) >= 4*arabicLetter {
		return nisba(word)
	}
	s := arabicStem{strong: word}
	for _, ending := range e.feminine {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= 2*arabicLetter {
			return s.feminine(rest, ending)
		}
	}
	for _, ending := range e.pronoun {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= 2*arabicLetter {
			return s.pronoun(rest)
		}
	}
	for _, ending := range e.dual {
		if rest, ok := cut3(word, ending); ok {
			s.add(classDual, rest)
		}
	}
	return s
}

// feminine adds what is left without an ending in ت or ات.
func (s arabicStem) feminine(rest, ending string) arabicStem {
	if len(rest) >= 3*arabicLetter {
		s.add(classFeminine, rest)
		return s
	}
	s.add(classShort, rest)
	if strings.HasPrefix(ending, "ته") { // "صوتها"
		s.add(classFeminine, rest+"ت")
	}
	return s
}

// pronoun adds what is left without a pronoun.
func (s arabicStem) pronoun(rest string) arabicStem {
	if len(rest) == 2*arabicLetter {
		s.add(classShort, rest)
		return s
	}
	s.add(classFeminine, rest)
	if last := rest[len(rest)-arabicLetter:]; last == "ي" || last == "و" || last == "ا" { // "مندوبيها"
		s.add(classDual, rest[:len(rest)-arabicLetter])
	}
	return s
}

func (s *arabicStem) add(class, rest string) {
	if len(rest) >= 3*arabicLetter || class == classShort {
		s.weak = append(s.weak, class+rest)
	}
}

// nisba is the stem of a word that ends in ي, such as all of the kind have it.
func nisba(word string) arabicStem {
	s := arabicStem{strong: word}
	if !hasOwnEnding(word) {
		s.add(classNisba, word[:len(word)-arabicLetter])
	}
	return s
}

// cut3 returns a word without an ending, if three letters are left.
func cut3(word, ending string) (string, bool) {
	rest, ok := strings.CutSuffix(word, ending)
	return rest, ok && len(rest) >= 3*arabicLetter
}

// bare returns a word without the "and" and the article before it.
func bare(word string) string {
	word = withoutAnd(word)
	for _, article := range [...]string{"ال", "وال", "بال", "كال", "فال", "لل"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) >= 2*arabicLetter {
			return rest
		}
	}
	return word
}

func withoutAnd(word string) string {
	if rest, ok := cutFirst(word, "و"); ok {
		return rest
	}
	return word
}

// cutFirst returns a word without its first letter, if that is what is asked for, not
// the word's own, and three letters are left.
func cutFirst(word, letter string) (string, bool) {
	rest, ok := strings.CutPrefix(word, letter)
	return rest, ok && len(rest) >= 3*arabicLetter && !hasOwnBeginning(word)
}

// Readings are what a folded word of a query may mean, itself first: of Arabic words also
// what is left without the conjunction and the preposition that are written together
// with it.
func Readings(word string) []string {
	out := []string{word}
	if !isArabic(word) {
		return out
	}
	if rest := withoutAnd(word); rest != word {
		out = append(out, rest)
	}
	for _, w := range slices.Clone(out) {
		for _, preposition := range [...]string{"ب", "ل", "ك", "ف"} {
			if rest, ok := cutFirst(w, preposition); ok && !slices.Contains(out, rest) {
				out = append(out, rest)
			}
		}
	}
	return out
}

// NameReadings are what a folded name of one word or more may mean, itself first: of an
// Arabic one also what is left of its first word without the conjunction and the preposition
// that are written together with it, and each of these with the article and without it.
func NameReadings(name string) []string {
	if name == "" || !isArabic(name) {
		return []string{name}
	}
	first, rest, _ := strings.Cut(name, " ")
	if rest != "" {
		rest = " " + rest
	}
	var out []string
	add := func(word string) {
		if !slices.Contains(out, word+rest) {
			out = append(out, word+rest)
		}
	}
	readings := Readings(first)
	for _, w := range slices.Clone(readings) { // "للسيسي"
		if bare, ok := strings.CutPrefix(w, "لل"); ok && len(bare) >= 2*arabicLetter {
			readings = append(readings, "ال"+bare)
		}
		if bare, ok := strings.CutPrefix(w, "ف"); ok && len(bare) >= 3*arabicLetter && !hasOwnBeginning(w) {
			readings = append(readings, Readings(bare)...)
		}
	}
	for _, w := range readings {
		add(w)
	}
	for _, w := range readings {
		if bare, ok := strings.CutPrefix(w, "ال"); ok && len(bare) >= 3*arabicLetter {
			add(bare)
		} else {
			add("ال" + w)
		}
	}
	return out
}

// prepositions are what may stand before a stem in a text.
func prepositions() []string { return []string{"", "ب", "ل", "ف", "ك"} }

// arabicLookups are the Keys of words that are kin of one.
func arabicLookups(word string) (out []string) {
	stem := arabicStemOf(word)
	add := func(class, rest string) {
		for _, before := range prepositions() {
			switch key := class + before + rest; {
			case before != "" && (len(rest) < 3*arabicLetter || hasOwnBeginning(before+rest)): // "بحري" is not "ب" and "حري"
			case !slices.Contains(out, key):
				out = append(out, key)
			}
		}
	}
	add("", stem.strong)
	if len(stem.strong) >= 3*arabicLetter {
		for _, class := range [...]string{classFeminine, classDual, classNisba} {
			add(class, stem.strong)
		}
	}
	for _, weak := range stem.weak {
		class, rest := weak[:1], weak[1:]
		add(class, rest)
		if class != classShort {
			add("", rest)
		}
	}
	return out
}

// letters of a key are those of the words that have it.
func keyLetters(key string) string {
	return strings.TrimLeft(key, classNisba+classFeminine+classDual+classShort)
}

func isArabic(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return classOf(first) == arabic
}
