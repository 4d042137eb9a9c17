package claims

import (
	"cmp"
	"slices"
	"strings"
)

// none reads "nobody", "no" and «لم … أحد» at token i before a cue: the figure 0.
func (r *reader) none(i int) (f figure, next int, ok bool) {
	w := r.word(i)
	bare, _ := clitic(w, "و")
	switch {
	case w == "nobody", w == "none", w == "no" && (r.word(i+1) == "one" || r.word(i+1) == "people"):
		return r.zero(i, after)
	case w == "no", w == "without":
		return r.zero(i, after|toll)
	case bare == "لم" && (r.word(i+2) == "احد" || r.word(i+2) == "اي"):
		verbs := map[string]Subject{"يقتل": Dead, "يمت": Dead, "يصب": Hurt, "يجرح": Hurt, "يعتقل": Arrested, "يفقد": Missing}
		if s := verbs[r.word(i+1)]; s != "" {
			return figure{from: i, to: i + 3, subject: s}, i + 3, true
		}
	case bare == "دون", bare == "لا", w == "بدون":
		nouns := map[string]Subject{"اصابات": Hurt, "ضحايا": Dead, "قتلي": Dead, "جرحي": Hurt, "وفيات": Dead, "مفقودين": Missing}
		for k := i + 1; k <= i+nearNone; k++ {
			if s := nouns[r.word(k)]; s != "" {
				return figure{from: i, to: k + 1, subject: s}, k + 1, true
			}
		}
	}
	return f, i, false
}

// nearNone is how near the cue of such a figure is, in tokens.
const nearNone = 3

// zero is the figure 0 of the cue with one of some roles near token i.
func (r *reader) zero(i int, roles role) (f figure, next int, ok bool) {
	for k := i + 1; k <= i+nearNone && !r.at(k).breaks && !r.begins(k); k++ {
		if c, end, _ := r.cueAt(k); c.role&roles != 0 && c.role&weak == 0 {
			return figure{from: i, to: end, subject: c.subject}, end, true
		}
	}
	return f, i, false
}

// dual reads a noun in the Arabic dual, or one person whose noun is behind a cue.
func (r *reader) dual(i int) (f figure, next int, ok bool) {
	w := r.word(i)
	bare, prefix := clitic(w, "و", "ب", "ل")
	f = figure{from: i, to: i + 1, joined: prefix == "و" || r.joined(i)}
	stem := cmp.Or(dualOf(w), dualOf(bare))
	switch {
	case stem != "":
		f.Lo, f.Hi = 2, 2
		f.subject = bodies()[stem]
		if n, _ := numberWord(r.word(i + 1)); n.n == 2 {
			f.to++
		}
		return f, f.to, true
	case w == "a" || w == "an":
		k := i + 1
		if r.word(k+1) == "-" && times()[r.word(k+2)] { // "a 21-year-old man"
			k += 5
		}
		for end := k + 1; k <= end; k++ {
			if singular(r.word(k)) {
				f.Lo, f.Hi, f.to = 1, 1, k+1
				return f, f.to, true
			}
		}
	case w > arabic && singular(bare) && r.aPerson(i, prefix):
		f.Lo, f.Hi = 1, 1
		if n, _ := numberWord(r.word(i + 1)); n.n == 1 {
			f.to++
		}
		return f, f.to, true
	}
	return f, i, false
}

// aPerson reports whether the Arabic noun at i, with a proclitic, is of one person by what
// is before it: a cue («مقتل مدني») or, with «و», people («شرطيان ومدني»).
func (r *reader) aPerson(i int, prefix string) bool {
	if prefix == "" {
		c, end, _ := r.cueAt(i - 1)
		return end == i && c.role&before != 0 && c.role&weak == 0
	}
	return prefix == "و" && (dualOf(r.word(i-1)) != "" || persons()[r.word(i-1)])
}

// dualOf is the singular of a word for two persons, "" if it is none. Where the plural is
// written like the dual it is that.
func dualOf(word string) string {
	for _, ending := range [...]string{"ان", "ين"} {
		s, ok := strings.CutSuffix(word, ending)
		if !ok || persons()[word] || cues()[word].subject != "" {
			continue
		}
		if bodies()[s] != "" || persons()[s] {
			return s
		}
		if s, ok := strings.CutSuffix(s, "ت"); ok && persons()[s+"ه"] {
			return s + "ه"
		}
	}
	return ""
}

// singular reports whether a word is one person.
func singular(word string) bool {
	return slices.Contains([]string{
		"person", "man", "woman", "child", "boy", "girl", "civilian", "soldier", "policeman", "worker", "firefighter", "student", "protester", "passer", "officer",
		"شخص", "رجل", "امراه", "طفل", "مدني", "جندي", "عامل", "شرطي", "شاب", "متظاهر", "طالب", "مواطن", "سيده", "عسكري",
	}, word)
}
