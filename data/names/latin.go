package names

import (
	"slices"
	"strings"
)

// latinAt reads the run of words with capitals that begins at a token, and returns the place
// after it.
func (s *scan) latinAt(i int) int {
	end := s.run(i)
	s.inRun(i, end)
	return end
}

// run is where the run of words with capitals that begins at a token ends. Particles, and
// "of" and "for" behind what names a body, are part of it where a capital follows.
func (s *scan) run(i int) int {
	body := false
	j := i
	for ; j < len(s.tokens); j++ {
		t := s.tokens[j]
		if j > i && t.begins && s.tokens[j-1].sign != '.' || !s.goesOn(i, j, body) {
			break
		}
		body = body || t.capital && (bodyWords()[t.word] != 0 || t.word == "secretary")
	}
	return s.trimmed(i, j)
}

// goesOn reports whether a token is part of the run from i on, which has a word that names
// bodies or not.
func (s *scan) goesOn(i, j int, body bool) bool {
	t := s.tokens[j]
	switch {
	case t.sign != 0:
		return j > i && s.initial(j)
	case t.arabic || t.digits:
		return false
	case t.capital:
		return true
	case particles()[t.word]:
		return s.capitalAt(j + 1)
	case t.word == "the":
		return j > i && (s.tokens[j-1].word == "of" || s.tokens[j-1].word == "for")
	case t.word == "of", t.word == "for", t.word == "on" && strings.HasPrefix(s.wordAt(j-1), "comm"):
		return body && (s.capitalAt(j+1) || s.wordAt(j+1) == "the" && s.capitalAt(j+2))
	}
	return false
}

// initial reports whether a sign is the point of an initial or of an abbreviation within a name.
func (s *scan) initial(j int) bool {
	t, before := s.tokens[j], s.tokens[j-1]
	return t.sign == '.' && before.end == t.begin && !t.begins && s.capitalAt(j+1) && (runes(before.word) == 1 || abbreviations()[before.word])
}

// trimmed is the end of a run without signs at it.
func (s *scan) trimmed(i, j int) int {
	for j > i+1 && s.tokens[j-1].sign != 0 {
		j--
	}
	return j
}

func (s *scan) capitalAt(i int) bool { return i < len(s.tokens) && s.tokens[i].capital }

func (s *scan) wordAt(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].word
}

// inRun finds the names in a run [i, end): behind each title one.
func (s *scan) inRun(i, end int) {
	for i < end && (empties()[s.tokens[i].word] || s.tokens[i].sign != 0) {
		i++
	}
	if i >= end {
		return
	}
	because, title := s.titleBefore(i), i
	for j := i; j < end; {
		n := s.titleAt(j, end)
		switch {
		case n > 0 && s.bodyIn(j, end) && !regnal()[s.tokens[j].word]: // "Secretary of State", "General Assembly"
			j = end
		case n > 0:
			if j > i {
				s.name(i, j, because)
			}
			because = s.text[s.tokens[j].begin:s.tokens[j+n-1].end]
			title, i = j, s.pastSigns(j+n, end)
			if s.wordAt(i) == "of" && i < end { // "King of Jordan"
				return
			}
			j = i
		case j == i && demonyms()[s.tokens[j].word] && s.titleAt(j+1, end) > 0:
			i, j = i+1, j+1
		default:
			j++
		}
	}
	if i == end-1 && i == title+1 && regnal()[s.tokens[title].word] { // "King Hussein"
		s.add(title, end, Person, ByTitle, because)
		return
	}
	s.name(i, end, because)
}

// pastSigns is the first token from i on that is a word.
func (s *scan) pastSigns(i, end int) int {
	for i < end && s.tokens[i].sign != 0 {
		i++
	}
	return i
}

// titleAt is how many words of a title begin at a token of a run, 0 for none.
func (s *scan) titleAt(i, end int) int {
	if i >= end {
		return 0
	}
	for n := min(3, end-i); n > 0; n-- {
		words := make([]string, n)
		for k := range words {
			words[k] = s.tokens[i+k].word
		}
		if titles()[strings.Join(words, " ")] {
			return n
		}
	}
	if i+1 < end && posts()[s.tokens[i].word] && (i == 0 || !s.tokens[i-1].capital) { // "Prosecutor Ghassan Oueidat"
		return 1
	}
	return 0
}

// titleBefore is the title in small letters before a run: "spokesman", "the president"; empty
// for none.
func (s *scan) titleBefore(i int) string {
	if i == 0 || s.tokens[i].begins {
		return ""
	}
	t := s.tokens[i-1]
	if t.sign == '.' && i > 1 && abbreviations()[s.tokens[i-2].word] {
		t = s.tokens[i-2]
	}
	if t.sign != 0 || !posts()[t.word] && !titles()[t.word] {
		return ""
	}
	return s.text[t.begin:t.end]
}

// bodyIn is a word of [i, end) that names bodies.
func (s *scan) bodyIn(i, end int) bool {
	for k := i; k < end; k++ {
		if w := bodyWords()[s.tokens[k].word]; w&(lastWordOfBody|headOfBody) != 0 && (w&headOfBody != 0 || k == end-1 || s.wordAt(k+1) == "of" || s.wordAt(k+1) == "for") {
			return true
		}
	}
	return false
}

// name decides what the words [i, end) of a run are, behind a title or without one.
func (s *scan) name(i, end int, title string) {
	if i, end = s.stripped(i, end, title != ""); i >= end {
		return
	}
	first, last := s.tokens[i], s.tokens[end-1]
	if title == "" {
		if w, ok := s.bodyWord(i, end); ok && end-i > 1 {
			s.add(i, end, Organisation, ByWord, w)
			return
		}
	}
	if of := s.indexOf(i, end, "of"); of > i { // "Hussein of Jordan"
		if end = of; end <= i {
			return
		}
		last = s.tokens[end-1]
	}
	if end-i == 1 {
		s.one(i, title)
		return
	}
	switch words := s.text[first.begin:last.end]; {
	case title != "":
		s.person(i, end, ByTitle, title)
	case noNames()[last.word] || notFirst()[first.word] || demonyms()[first.word] || demonyms()[last.word]:
	case given()[first.word]:
		s.person(i, end, ByGiven, s.text[first.begin:first.end])
	case s.place(oneSpace(words)):
	default:
		s.guess(i, end)
	}
}

// stripped are words without signs around them and, behind a title, without peoples before
// them.
func (s *scan) stripped(i, end int, titled bool) (from, to int) {
	for i < end && (s.tokens[i].sign != 0 || titled && demonyms()[s.tokens[i].word]) {
		i++
	}
	for end > i && s.tokens[end-1].sign != 0 {
		end--
	}
	return i, end
}

// person adds a person of [i, end), if that is not too long for one.
func (s *scan) person(i, end int, reason Reason, because string) {
	if words := end - i; words > mostWords || empties()[s.tokens[end-1].word] {
		return
	}
	s.add(i, end, Person, reason, because)
}

// mostWords is how many words, with particles and points, the name of a person has at most.
const mostWords = 7

// guess decides on a run that nothing in it tells anything of.
func (s *scan) guess(i, end int) {
	if end-i > 4 || s.place(s.text[s.tokens[i].begin:s.tokens[i].end]) && s.place(s.text[s.tokens[end-1].begin:s.tokens[end-1].end]) {
		return
	}
	for k := i; k < end; k++ {
		if w := s.tokens[k].word; empties()[w] || calendar()[w] {
			return
		}
	}
	switch post, ok := s.postAfter(end); {
	case ok:
		s.add(i, end, Person, ByTitle, post)
	case speaks()[s.wordAt(end)] || speaks()[s.wordAt(i-1)]:
		s.add(i, end, Person, BySaid, "")
	case s.tokens[i].upper || s.tokens[end-1].upper:
		s.add(i, end, Organisation, ByCapital, "")
	default:
		s.add(i, end, Person, ByCapital, "")
	}
}

// postAfter is the post that follows a name behind a comma: ", the foreign minister".
func (s *scan) postAfter(end int) (string, bool) {
	if end >= len(s.tokens) || s.tokens[end].sign != ',' {
		return "", false
	}
	for k := end + 1; k < min(end+6, len(s.tokens)) && s.tokens[k].sign == 0; k++ {
		if t := s.tokens[k]; posts()[t.word] || titles()[t.word] {
			return s.text[t.begin:t.end], true
		}
	}
	return "", false
}

// one decides on a single word.
func (s *scan) one(i int, title string) {
	t := s.tokens[i]
	word := s.text[t.begin:t.end]
	plain := bodyWords()[t.word] == 0 && !noNames()[t.word]
	switch {
	case s.empty(i):
	case title != "":
		if plain && (given()[t.word] || !s.place(word)) {
			s.addShort(i, ByTitle, title)
		}
	case bodyWords()[t.word]&alone != 0 && !t.begins:
		s.add(i, i+1, Organisation, ByWord, word)
	case s.place(word):
	case t.upper && runes(t.word) <= 6 && !notAcronyms()[t.word] && !s.shouts(i):
		s.add(i, i+1, Organisation, ByCapital, "")
	case s.located(i):
		s.placed[t.word]++
	case plain && (!t.begins || speaks()[s.wordAt(i+1)] || s.named(t.word)): // "Volcker died"
		s.addShort(i, "", "")
	}
}

// located reports whether a word before a token says that it is a place: "in", "near the".
func (s *scan) located(i int) bool {
	return locates()[s.wordAt(i-1)] || s.wordAt(i-1) == "the" && locates()[s.wordAt(i-2)]
}

// empty reports whether a single word is no name by itself.
func (s *scan) empty(i int) bool {
	w := s.tokens[i].word
	return empties()[w] || calendar()[w] || demonyms()[w] || titles()[w] || runes(w) < 2 || s.numbered(i)
}

// numbered reports whether a number follows, or another name of which the word is the
// genitive: "Hangar 12", "Martyrs' Square".
func (s *scan) numbered(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	next := s.tokens[i+1]
	return next.digits || (next.sign == '\'' || next.sign == '’') && next.begin == s.tokens[i].end && s.capitalAt(i+2)
}

// named reports whether a word is the last one of the name of a person in the text so far.
func (s *scan) named(word string) bool {
	return slices.ContainsFunc(s.found, func(m mention) bool { return m.kind == Person && lastWord(m.key) == word })
}

// shouts reports whether the words beside a token are all in capitals, as in a heading.
func (s *scan) shouts(i int) bool {
	beside := func(k int) bool { return k >= 0 && k < len(s.tokens) && s.tokens[k].upper }
	return beside(i-1) && beside(i+1) || beside(i+1) && beside(i+2) || beside(i-1) && beside(i-2)
}

// bodyWord is the word by which [i, end) is a body.
func (s *scan) bodyWord(i, end int) (string, bool) {
	for k := i; k < end; k++ {
		t := s.tokens[k]
		w := bodyWords()[t.word]
		of := s.wordAt(k+1) == "of" || s.wordAt(k+1) == "for" || s.wordAt(k+1) == "on"
		if w&headOfBody != 0 && k+1 < end && (of || w&lastWordOfBody == 0) || w&lastWordOfBody != 0 && (k == end-1 || of && k+1 < end) {
			return s.text[t.begin:t.end], true
		}
	}
	return "", false
}

func (s *scan) indexOf(i, end int, word string) int {
	for k := i; k < end; k++ {
		if s.tokens[k].word == word {
			return k
		}
	}
	return -1
}
