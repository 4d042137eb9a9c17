package names

import (
	"slices"
	"strings"
)

// sound is what is left of the words of a name without vowels, letters that sound alike in
// Arabic and Latin letters being one: the same for "Tarek Bitar" and «طارق بيطار». Empty
// where too little is left to tell names apart.
func sound(key string) string {
	var words []string
	letters := 0
	for word := range strings.FieldsSeq(key) {
		if particles()[word] || compounds()[word] && word != "عبد" && word != "ابو" {
			continue
		}
		word = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(word, "ال"), "al-"), "el-")
		s := consonants(word)
		if s == "" {
			return ""
		}
		letters += len(s)
		words = append(words, s)
	}
	if len(words) < 2 || letters < leastLetters {
		return ""
	}
	return strings.Join(words, " ")
}

// leastLetters is how many consonants tell a name of two words from others.
const leastLetters = 4

// digraphs are letters in pairs, which are one in the other script, each before its parts.
var digraphs = strings.NewReplacer("tch", "s", "kh", "k", "sh", "s", "ch", "s", "gh", "g", "th", "t", "dh", "d", "ph", "f", "ck", "k", "ce", "s", "ci", "s", "تش", "s")

// consonants are those of a word, by consonant; of a letter twice, one.
func consonants(word string) string {
	var out []rune
	last := rune(0)
	for _, r := range digraphs.Replace(word) {
		c := consonant(r)
		if c != 0 && r != last {
			out = append(out, c)
		}
		last = r
	}
	return string(out)
}

// consonant is the letter that stands for those that sound alike, 0 for vowels and what is
// written in one script alone.
func consonant(r rune) rune {
	for _, group := range [...]string{"bpبپ", "tتطث", "gjجغگ", "kqcخكق", "dدضذ", "rر", "zزظ", "sسشص", "fvفڤ", "lل", "mم", "nن"} {
		if strings.ContainsRune(group, r) {
			return rune(group[0])
		}
	}
	return 0
}

// alike gives proposals and the known that sound alike in two scripts each other's names,
// where there is one on each side.
func alike(all []Proposal, known []Known) {
	type named struct {
		name   string
		arabic bool
		at     int // place among the proposals, -1 for the known
	}
	by := map[string][]named{}
	add := func(kind Kind, name string, at int) {
		s := sound(Key(name))
		n := named{name, strings.ContainsFunc(name, arabicLetter), at}
		if kind == Person && s != "" && !slices.Contains(by[s], n) {
			by[s] = append(by[s], n)
		}
	}
	for i, p := range all {
		if p.Known < 0 && len(p.May) == 0 {
			add(p.Kind, p.Name, i)
		}
	}
	for _, k := range known {
		add(k.Kind, k.Called[0], -1)
	}
	for _, two := range by {
		if len(two) != 2 || two[0].arabic == two[1].arabic {
			continue
		}
		for i, n := range two {
			if n.at >= 0 {
				all[n.at].Alike = two[1-i].name
			}
		}
	}
}
