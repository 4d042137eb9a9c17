package names

import (
	"slices"
	"strings"
)

// arabicAt reads the name that begins at an Arabic token, and returns the place after it;
// the same place where there is none.
func (s *scan) arabicAt(i int) int {
	t := &s.tokens[i]
	readings := t.readings()
	for _, word := range readings {
		if end := s.bodyAt(i, word); end > i {
			return end
		}
	}
	for _, word := range readings {
		if role := titlesAr()[word]; role != 0 {
			if next := s.titledAt(i, word, role); next > i {
				return next
			}
		}
	}
	for _, word := range readings {
		if given()[word] && !s.prepositional(*t, word) {
			if end := s.personEnd(i); end > i+1 && (!alsoWords()[word] || given()[s.plain(i+1)]) {
				t.cutTo(s.text, word)
				s.add(i, end, Person, ByGiven, s.text[t.begin:t.end])
				return end
			}
		}
	}
	return i
}

// prepositional reports whether «على» is written, whose folded letters are those of a name.
func (s *scan) prepositional(t token, word string) bool {
	return word == "علي" && strings.HasSuffix(s.text[t.begin:t.end], "ى")
}

// plain is the folded word of a token if it can follow in a name, else "".
func (s *scan) plain(i int) string {
	if i >= len(s.tokens) || s.tokens[i].sign != 0 || !s.tokens[i].arabic {
		return ""
	}
	return s.tokens[i].word
}

// What a title says of what follows.
const (
	direct    = 1 << iota // the name: «الرئيس أنور السادات»
	construct             // what it is of, then the name: «رئيس الوزراء مناحم بيغن»
)

// titledAt reads the name behind a title and what that is of.
func (s *scan) titledAt(i int, word string, role int) int {
	from := i + 1
	tail := 0
	for ; from < len(s.tokens) && tail < mostTail; from, tail = from+1, tail+1 {
		w := s.plain(from)
		if w == "" {
			return i
		}
		if s.titleIn(from) { // the next title reads on: «وزير الخارجية الأمير فيصل»
			return i
		}
		if end := s.bodyHere(from); end > from { // «الأمين العام للأمم المتحدة كوفي عنان»
			from = end - 1
			continue
		}
		if !s.tailed(from, w, role) {
			break
		}
	}
	if from > i+1 && role == direct && s.definite(from) { // «الرئيس الفرنسي السابق» and what follows
		return i
	}
	end := s.personEnd(from)
	if end == from || s.prepositional(s.tokens[from], s.tokens[from].word) {
		return i
	}
	because := s.text[s.tokens[i].begin:s.tokens[from-1].end]
	s.bodiesIn(i+1, from)
	if end == from+1 {
		if role&direct == 0 && !given()[s.tokens[from].word] {
			return i
		}
		s.addShort(from, ByTitle, because)
		return end
	}
	s.add(from, end, Person, ByTitle, because)
	return end
}

// bodiesIn adds the bodies that begin between two tokens.
func (s *scan) bodiesIn(from, to int) {
	for k := from; k < to; k++ {
		if end := s.knownAt(k); end > k {
			k = end - 1
			continue
		}
		for _, word := range s.tokens[k].readings() {
			if end := s.bodyAt(k, word); end > k {
				k = end - 1
				break
			}
		}
	}
}

// mostTail is how many words are between a title and its name at most.
const mostTail = 6

// titleIn reports whether a token is a title itself.
func (s *scan) titleIn(i int) bool {
	for _, w := range s.tokens[i].readings() {
		if titlesAr()[w] != 0 && !given()[w] {
			return true
		}
	}
	return false
}

// bodyHere is where a body of the list, or one by its word, ends that begins at a token; it
// is not added.
func (s *scan) bodyHere(i int) int {
	found, tokens := len(s.found), s.tokens[i]
	defer func() { s.found, s.tokens[i] = s.found[:found], tokens }()
	if end := s.knownAt(i); end > i && s.found[found].kind == Organisation {
		return end
	}
	s.found, s.tokens[i] = s.found[:found], tokens
	for _, word := range s.tokens[i].readings() {
		if end := s.bodyAt(i, word); end > i {
			return end
		}
	}
	return i
}

func (s *scan) definite(i int) bool {
	w := s.plain(i)
	return strings.HasPrefix(w, "ال") || strings.HasPrefix(w, "لل")
}

// tailed reports whether a word goes on saying what a title is of.
func (s *scan) tailed(i int, w string, role int) bool {
	bare := strings.TrimPrefix(w, "ال")
	switch {
	case tails()[w] || tails()[bare], peoples()[bare], strings.HasPrefix(w, "لل"):
		return true
	case given()[w]:
		return false
	case role&construct != 0 && strings.HasPrefix(w, "ال"):
		return true
	case role&direct != 0 && strings.HasPrefix(w, "ال"): // «الناشطة اليمنية», but «الرئيس السيسي»
		return strings.HasSuffix(w, "يه")
	}
	return false
}

// personEnd is where a name of a person ends whose first word is at a token; the same place
// where that is none.
func (s *scan) personEnd(i int) int {
	end, words := i, 0
	whole := false // the name has its last word
	for k := i; k < len(s.tokens) && words < 5; k++ {
		t := s.tokens[k]
		w := s.plain(k)
		if w == "" || k > i && s.tokens[k].begins {
			break
		}
		if k == i && strings.HasPrefix(w, "لل") {
			break
		}
		if k == i {
			w = s.firstWord(t)
		}
		if compounds()[w] { // «بن فرحان», «عبد الناصر», «أبو مازن»
			next := s.plain(k + 1)
			if next == "" || stops()[next] || verb(next) {
				break
			}
			end, k, words = k+2, k+1, words+1
			whole = words > 1
			continue
		}
		if !s.follows(k, w, words, whole) {
			break
		}
		words++
		end = k + 1
		if words > 1 && (!given()[w] || strings.HasPrefix(w, "ال")) {
			whole = true
		}
	}
	return end
}

// firstWord is the reading of a token that is a given name, else its word.
func (s *scan) firstWord(t token) string {
	for _, w := range t.readings() {
		if given()[w] || compounds()[w] {
			return w
		}
	}
	return t.word
}

// follows reports whether a word can be the next of a name that has some words, the last of
// which may be its last one.
func (s *scan) follows(k int, w string, words int, whole bool) bool {
	t := s.tokens[k]
	switch {
	case s.prepositional(t, w):
		return false
	case given()[w]:
		return !whole
	case stops()[w], ordinary()[w], titlesAr()[w] != 0 || s.titleIn(k), bodiesAr()[w] != 0, verb(w), runes(w) < 2:
		return false
	case strings.HasPrefix(w, "ال"):
		return (words == 0 && k > 0 || words > 0 && !whole) && s.surname(k, w, words > 0)
	case joinedTo(w), s.articled[w], s.place(s.text[t.begin:t.end]) && words == 0:
		return false
	case words == 0:
		return !strings.HasSuffix(w, "ه") || runes(w) < 5
	case whole:
		return words < 3 && foreign(w)
	}
	return !masdar(w)
}

// surname reports whether a definite word can be one: «السيسي», behind a given name also
// «المصري».
func (s *scan) surname(k int, w string, follows bool) bool {
	bare := strings.TrimPrefix(w, "ال")
	return (follows && given()[s.tokens[k-1].word] || !peoples()[bare]) && !tails()[bare] && !strings.HasSuffix(w, "يه") && !ordinary()[bare]
}

// joinedTo reports whether a word begins with what is written together with a definite one.
func joinedTo(w string) bool {
	for _, before := range [...]string{"وال", "بال", "لل", "فال", "كال", "ولل"} {
		if strings.HasPrefix(w, before) && runes(w) > runes(before)+2 {
			return true
		}
	}
	return false
}

// foreign reports whether a word may be a third one of a foreign name: it is long, and not
// made as Arabic nouns of five letters and more are.
func foreign(w string) bool {
	return runes(w) >= 6 && !masdar(w) && !strings.HasSuffix(w, "ه") && !strings.HasSuffix(w, "ات") && !strings.HasSuffix(w, "ون") && !strings.HasPrefix(w, "و") && !strings.HasPrefix(w, "ب") && !strings.HasPrefix(w, "ل")
}

// masdar reports whether a word is made as a verbal noun: انضمام, تأميم, مفاوضة.
func masdar(w string) bool {
	r := []rune(w)
	n := len(r)
	switch {
	case n < 5:
		return false
	case r[0] == 'ا' && r[n-2] == 'ا', r[0] == 'ت' && n == 5 && r[3] == 'ي', r[0] == 'م' && r[n-1] == 'ه':
		return true
	}
	return strings.HasSuffix(w, "يه") || r[n-1] == 'ا' && r[n-2] != 'ي' && n > 5
}

// verb reports whether a word is one that follows a name often, or is made as those of the
// present and the future are.
func verb(w string) bool {
	if verbs()[w] {
		return true
	}
	for _, and := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(w, and); ok && (verbs()[rest] || stops()[rest]) {
			return true
		}
	}
	future, ok := strings.CutPrefix(w, "س")
	return ok && strings.HasPrefix(future, "ي") && runes(w) > 4 || strings.HasPrefix(w, "ي") && runes(w) >= 4 && !given()[w] && !strings.HasSuffix(w, "ين")
}

// What a word says of a body.
const (
	ofOne = 1 << iota // construct: «وزارة المالية», «شركة نوكيا»
	by                // definite: «البنك المركزي», «المحكمة العليا»
)

// bodyAt reads the body whose first word, read as word, is at a token, adds it, and returns
// the place after it.
func (s *scan) bodyAt(i int, word string) int {
	if bodiesAr()[word] != 0 {
		if end := s.constructEnd(i, word); end > i {
			return s.addBody(i, end, word)
		}
	}
	if bare, ok := strings.CutPrefix(word, "ال"); ok && bodiesAr()[bare]&by != 0 {
		if end := s.definiteEnd(i + 1); end > i+1 {
			return s.addBody(i, end, word)
		}
	}
	return i
}

func (s *scan) addBody(i, end int, word string) int {
	s.tokens[i].cutTo(s.text, word)
	first := s.tokens[i]
	s.add(i, end, Organisation, ByWord, s.text[first.begin:first.end])
	return end
}

// constructEnd is where «head + what it is of» ends.
func (s *scan) constructEnd(i int, head string) int {
	k := i + 1
	w := s.plain(k)
	switch {
	case w == "" || s.listed(k) || s.noBody(head, w): // «منظمة هيومن رايتس ووتش» is on the list
		return i
	case strings.HasPrefix(w, "ال"):
		return s.ministryEnd(s.definiteEnd(k), head)
	case inner()[w] || bodiesAr()[w] != 0: // «شركة قناة السويس»
		if end := s.definiteEnd(k + 1); end > k+1 {
			return end
		}
		return i
	case strings.HasPrefix(w, "لل"), joinedTo(w), s.articled[w], indefinite(w), ordinary()[w]:
		return i
	}
	end := k + 1
	if slices.Contains([]string{"لجنه", "جامعه", "موسسه", "محكمه"}, head) {
		end = s.definiteEnd(end)
	}
	return end
}

// noBody reports whether a word behind a head makes no name of it.
func (s *scan) noBody(head, w string) bool {
	return stops()[w] || verb(w) || generic()[w] || generic()[strings.TrimPrefix(w, "ال")] || notOf(head, w)
}

// ministryEnd is where the name of a ministry of several things ends: «وزارة التربية والتعليم
// السورية».
func (s *scan) ministryEnd(end int, head string) int {
	for head == "وزاره" && strings.HasPrefix(s.plain(end), "وال") && !verb(s.plain(end+1)) {
		end++
		for strings.HasPrefix(s.plain(end), "ال") && s.adjective(end) {
			end++
		}
	}
	return end
}

// listed reports whether a body of the list begins at a token.
func (s *scan) listed(i int) bool {
	found, first := len(s.found), s.tokens[i]
	end := s.knownAt(i)
	is := end > i && s.found[found].kind == Organisation
	s.found, s.tokens[i] = s.found[:found], first
	return is
}

// definiteEnd is where the definite words from a token on end: the first, adjectives behind
// it, and what is written with «لل».
func (s *scan) definiteEnd(k int) int {
	from, free := k, true
	for ; k < len(s.tokens) && k < from+6 && !s.tokens[k].begins; k++ {
		w := s.plain(k)
		bare, definite := strings.CutPrefix(w, "ال")
		forOne, isFor := strings.CutPrefix(w, "ل")
		switch {
		case k > from && strings.HasPrefix(w, "لل"):
			free = false
		case k > from && isFor && inner()[forOne]: // «لحقوق الإنسان»
			free = true
		case !definite || runes(bare) < 2 || never()[w] || k > from && titlesAr()[w] != 0:
			return k
		case free:
			free = false
		case !s.adjective(k):
			return k
		}
	}
	return k
}

// adjective reports whether a definite word is made as an adjective, or is one that bodies
// have.
func (s *scan) adjective(i int) bool {
	w := s.plain(i)
	return adjectives()[w] || peoples()[strings.TrimPrefix(w, "ال")] || strings.HasSuffix(w, "ي") || strings.HasSuffix(w, "يه")
}

// indefinite reports whether a word behind a head is an adjective without an article, which
// makes no name: «شركة أمريكية», «حزب سياسي».
func indefinite(w string) bool {
	return peoples()[w] || strings.HasSuffix(w, "يه") || strings.HasSuffix(w, "ه") && runes(w) > 4 || strings.HasSuffix(w, "ي") && runes(w) > 4 && !given()[w]
}

// notOf reports whether a head has another meaning before a word: «حركة السير».
func notOf(head, w string) bool { return slices.Contains(otherwise()[head], w) }
