package claims

import (
	"math"
	"slices"
	"strings"
)

// figure is a number of a passage with what bounds it, and then what it counts.
type figure struct {
	Value
	subject    Subject
	start, end int  // bytes
	from, to   int  // tokens of what is to be shown: bounds, number and unit
	joined     bool // "and" is before it
	part       int  // the words at its end that say that it is of a part of others
}

// reader reads the figures of a passage.
type reader struct {
	text string
	all  []token
}

func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.all) {
		return token{sign: true, breaks: true}
	}
	return r.all[i]
}

// word is the folded word at i; of a number in digits none.
func (r *reader) word(i int) string { return r.at(i).word }

// clitic returns a word without the letters that Arabic writes together with it.
func clitic(word string, prefixes ...string) (rest, prefix string) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(word, p); ok && len(rest) >= 4 {
			return rest, p
		}
	}
	return word, ""
}

// numberWord looks a word up, an Arabic one without its proclitics, too; and says that
// «و» is before it.
func numberWord(word string) (n number, and bool) {
	all := numbers()
	if n := all[word]; n.rank != notNumber {
		return n, false
	}
	if strings.HasSuffix(word, "الميه") || strings.HasSuffix(word, "المايه") { // percent
		return number{}, false
	}
	rest, prefix := clitic(word, "وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
	if prefix == "" {
		return number{}, false
	}
	and = strings.HasPrefix(prefix, "و") || prefix == "ف"
	if n := all[rest]; n.rank != notNumber {
		return n, and
	}
	if rest, prefix = clitic(rest, "ب", "ل", "ال"); prefix != "" {
		return all[rest], and
	}
	return number{}, false
}

// sum is a number in the making.
type sum struct {
	total, now float64
	room       float64 // what can still be added is below it
	last       rank
	lastScale  float64
	vague      float64
	approx     bool
	scaled     bool // a scale was named
}

func (s *sum) value() float64 { return s.total + s.now }

// arabic is before all words of the Arabic script.
const arabic = "\u0600"

// number reads the number that begins at token i, up to token j; false where none does.
func (r *reader) number(i int) (v Value, j int, ok bool) {
	s := sum{room: math.Inf(1)}
	first := i
	if w := r.word(i); w == "a" || w == "an" {
		if n, _ := numberWord(r.word(i + 1)); !slices.Contains([]rank{hundred, scale, dozen, vague}, n.rank) && r.word(i+1) != "quarter" {
			return v, i, false
		}
		i++
	}
	for {
		next, ok := r.step(&s, i, i == first)
		if !ok {
			break
		}
		i = next
	}
	switch {
	case i == first, s.last == half && !s.scaled:
		return v, first, false
	case s.vague > 0:
		v.Vague = s.vague
	default:
		v.Lo, v.Hi = s.value(), s.value()
	}
	v.Approx = s.approx
	return v, i, true
}

// step adds the word at i, and what joins it, and returns where the next one is.
func (r *reader) step(s *sum, i int, first bool) (next int, ok bool) {
	t := r.at(i)
	if !first {
		i = r.joint(s, i)
		if i < 0 {
			return 0, false
		}
		t = r.at(i)
	}
	if t.dated || t.breaks {
		return 0, false
	}
	if t.digits {
		if !first && (s.last != scale && s.last != scaled || t.n >= s.room) {
			return 0, false
		}
		s.now, s.room, s.last = t.n, 1, unit
		return i + 1, true
	}
	n, and := numberWord(t.word)
	if n.rank == notNumber || !first && !s.takes(n, and || r.word(i-1) == "and" || r.word(i-1) == "a", t) {
		return 0, false
	}
	s.add(n, t.word)
	return i + 1, true
}

// joint skips what joins the next word of a number to the last one: a hyphen, "and" and
// "a" in English, "of" between orders, «و» before digits. It returns -1 where the number
// ends.
func (r *reader) joint(s *sum, i int) int {
	t, next := r.at(i), r.at(i+1)
	switch t.word {
	case "-":
		if !t.spaced && !next.spaced && s.last == tens {
			return i + 1
		}
	case "and":
		return r.conjunction(s, i)
	case "a":
		if s.last == half {
			return i + 1
		}
	case "of":
		if n, _ := numberWord(next.word); s.vague > 0 && n.rank == vague {
			return i + 1
		}
		if n, _ := numberWord(r.word(i + 2)); s.last == half && next.word == "a" && n.rank == scale { // a quarter of a million
			return i + 2
		}
	case "و":
		if next.digits && !next.spaced {
			return i + 1
		}
	}
	return i
}

// conjunction is joint for the English "and": a hundred and one, two and a half.
func (r *reader) conjunction(s *sum, i int) int {
	if s.last != hundred && s.last != scale && s.last != unit {
		return -1
	}
	if r.word(i+1) == "a" && r.word(i+2) == "half" {
		return i + 2
	}
	if n, _ := numberWord(r.word(i + 1)); s.last == unit || n.rank == notNumber || n.n >= 100 {
		return -1
	}
	return i + 1
}

// takes reports whether a word can continue a number.
func (s *sum) takes(n number, and bool, t token) bool {
	switch n.rank {
	case unit, ten, tens:
		return s.takesSmall(n, and, t)
	case hundred, hundreds:
		return s.takesHundred(n, and, t.word < arabic)
	case scale, scaled:
		return s.takesScale(n, and)
	case dozen:
		return s.last == unit || s.last == half
	case half:
		return and
	case vague:
		return s.vague > 0
	case notNumber:
	}
	return false
}

// takesSmall is takes for numbers below 100. Arabic adds by «و», and has the units before
// the tens: «واحد وعشرون», «خمسة عشر».
func (s *sum) takesSmall(n number, and bool, t token) bool {
	apart := t.word < arabic || and
	switch {
	case n.rank == unit:
		return s.last != half && n.n < s.room && s.room >= 10 && apart
	case s.room >= 100 && apart:
		return true
	case t.word < arabic || s.last != unit || math.Mod(s.now, 100) >= 10:
		return false
	}
	return n.rank == tens && and || n.n == 10 && !and
}

// takesHundred is takes for hundreds, in English of tens, too: "fifteen hundred".
func (s *sum) takesHundred(n number, and, latin bool) bool {
	multiplies := s.last == unit && s.now < 10 && !and || s.vague == 1 || latin && !and && s.now > 10 && s.now < 100 && s.last <= tens
	return n.rank == hundred && multiplies || and && s.room > 100
}

func (s *sum) takesScale(n number, and bool) bool {
	return s.last == half || s.vague > 0 || !and && s.now > 0 || and && n.n < s.lastScale
}

// add adds a word that the number takes.
func (s *sum) add(n number, word string) {
	switch n.rank {
	case unit, ten, tens:
		s.now += n.n
		s.room = map[rank]float64{unit: 1, ten: 1, tens: 10}[n.rank]
	case hundred:
		switch {
		case s.vague > 0:
			s.vague *= 100
		case s.last == unit && s.now < 10, word < arabic && s.now > 0 && s.now < 100:
			s.now *= 100
		default:
			s.now += 100
		}
		s.room = 100
	case hundreds:
		s.now += n.n
		s.room = 100
	case scale:
		s.multiply(n.n, word)
	case scaled:
		s.total, s.now = s.total+n.n, 0
		s.room, s.lastScale, s.scaled = n.n/2, n.n/2, true
	case dozen:
		s.now, s.approx, s.room, s.scaled = max(s.now, 1)*12, true, 1, true
		if s.last == half {
			s.now = 6
		}
	case half:
		switch {
		case s.last == scale || s.last == scaled: // a million and a half
			s.total += s.lastScale * n.n
		default:
			s.now += n.n
		}
		s.room = 1
	case vague:
		s.vague = max(s.vague, 1) * n.n
	case notNumber:
	}
	s.last = n.rank
}

// multiply is add for words of 1,000 and more.
func (s *sum) multiply(n float64, word string) {
	plural := strings.HasSuffix(word, "الاف") || strings.HasSuffix(word, "ملايين") || strings.HasSuffix(word, "مليارات") || strings.HasSuffix(word, "بلايين")
	switch {
	case s.last == half && s.total > 0: // «مليون ونصف المليون»
		return
	case s.vague > 0:
		s.vague *= n
	case s.now == 0 && plural:
		s.vague = n
	case s.now == 0 && strings.HasSuffix(word, "ا"): // «ألفا شخص»
		s.total += 2 * n
	default:
		if s.now == 0 {
			s.now = 1
		}
		s.total += s.now * n
	}
	s.now, s.room, s.lastScale, s.scaled = 0, n, n, true
}
