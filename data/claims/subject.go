package claims

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates/find"
)

// figures are the claims in figures of a passage, in its order.
func figures(text string, finds []find.Find) []figure {
	r := &reader{text: text, all: tokens(text, finds)}
	all := r.figures()
	for i := range all {
		if f := &all[i]; f.subject == "" {
			f.subject = r.subjectOf(all, i)
		}
		if i > 0 && all[i].subject == "" && all[i-1].subject == Percent && r.against(all[i-1].to, all[i]) {
			all[i].subject = Percent
		}
	}
	var out []figure
	for _, f := range r.summed(all) {
		if f.subject == "" || slices.Contains(Counted(), f.subject) && !f.counts(r) {
			continue
		}
		f.start, f.end = r.all[f.from].start, r.all[f.to-1].end
		out = append(out, f)
	}
	return out
}

// against reports whether a figure is set against a part of 100 that ends at token i, with
// nothing else between: "51.9 per cent against 48.1".
func (r *reader) against(i int, f figure) bool {
	const most, apart = 100, 4
	for k := i; k < f.from && k <= i+apart; k++ {
		if w := r.word(k); w == "against" || w == "versus" || w == "مقابل" {
			return k+1 == f.from && f.Unit == "" && f.Hi <= most
		}
	}
	return false
}

// Counted are the subjects that are counted in whole numbers: people, votes, buildings.
func Counted() []Subject {
	return []Subject{Dead, Hurt, Missing, Arrested, Displaced, Rescued, Cases, Crowd, Votes, Buildings}
}

// counts makes a figure one of whole numbers, reading 300.000 as 300,000; false where it
// is none.
func (f *figure) counts(r *reader) bool {
	for i := f.from; i < f.to; i++ {
		if t := r.at(i); t.digits && t.grouped != 0 {
			if f.Lo == t.n {
				f.Lo = t.grouped
			}
			if f.Hi == t.n {
				f.Hi = t.grouped
			}
		}
	}
	return f.Lo == float64(int64(f.Lo)) && f.Hi == float64(int64(f.Hi)) && f.Lo >= 0 && f.Hi < 1e12
}

// figures are all numbers of the passage that may be a claim, in order, with what bounds
// them and what they measure.
func (r *reader) figures() []figure {
	var out []figure
	for i := 0; i < len(r.all); {
		f, next, ok := r.figure(i)
		if ok {
			out = append(out, f)
		}
		i = max(next, i+1)
	}
	return out
}

// figure reads the figure whose number begins at token i; next is behind it, where it is
// none of a claim, too.
func (r *reader) figure(i int) (f figure, next int, ok bool) {
	if f, next, ok := r.none(i); ok {
		return f, next, true
	}
	if f, next, ok := r.dual(i); ok {
		return f, next, true
	}
	start := i
	unit, isMoney := money()[r.word(i)]
	if isMoney && r.at(i).sign {
		i++
	} else {
		unit, isMoney = "", false
	}
	v, j, ok := r.number(i)
	if !ok {
		return f, i, false
	}
	if isMoney && r.word(j) == "m" && !r.at(j).spaced { // $15m
		v.Lo, v.Hi, j = v.Lo*1e6, v.Hi*1e6, j+1
	}
	f = figure{Value: v, from: start, to: j}
	f.joined = r.joined(start)
	b, from := r.before(start)
	single := j
	j = r.rangeOf(&f, b, j)
	f.to = j
	if !r.claimable(start, j) || b&partial != 0 {
		return f, j, false
	}
	if b&between != 0 && j == single && r.changes(from) { // "rose from 12": what it was
		return f, j, false
	}
	if b&between == 0 || j > single {
		f.from = from
		f.joined = f.joined || r.joined(from)
	}
	f.bind(b)
	f.to = max(f.to, r.outOf(j))
	f.part = r.partly(f.to)
	f.to += f.part
	r.measure(&f, unit)
	if f.subject == "" {
		f.bind(r.behind(f.to))
	}
	return f, f.to, true
}

// joined reports whether "and" or a comma is before the word at i.
func (r *reader) joined(i int) bool {
	prev := r.at(i - 1)
	_, and := numberWord(r.word(i))
	first, _ := clitic(r.word(i), "و")
	_, bound := boundsBefore()[first]
	return prev.word == "and" || prev.word == "و" || prev.word == "," || prev.word == "،" || prev.word == "&" || and || bound && first != r.word(i)
}

// claimable reports whether a number from token i to j can count something: it is no
// ordinal, age, time, part of a code or fraction.
func (r *reader) claimable(i, j int) bool {
	prev, next := r.at(i-1), r.at(j)
	switch {
	case r.at(i).dated:
		return false
	case !r.at(i).spaced && r.at(i).digits && !prev.sign && !prev.breaks && prev.word < "\u0600": // H1N1
		return false
	case !next.spaced && slices.Contains([]string{"/", ":"}, next.word) && r.at(j+1).digits, !r.at(i).spaced && slices.Contains([]string{"/", ":"}, prev.word) && r.at(i-2).digits:
		return false
	case times()[next.word], next.word == "-" && times()[r.word(j+1)]:
		return false
	case r.word(i) == "one" && (r.word(j) == "of" || r.word(i-1) == "no" || r.word(j) == "another"):
		return false
	}
	return next.word != "more" // "three more died"
}

// partly returns how many words follow a number that say that it is of a part: "of them".
func (r *reader) partly(j int) int {
	p, _ := r.phrase(j, j+2)
	switch {
	case slices.Contains([]string{"of them", "of whom", "of those", "of these"}, p):
		return 2
	case slices.Contains([]string{"منهم", "منها", "منهن"}, r.word(j)):
		return 1
	}
	return 0
}

// outOf returns where the number of those ends of whom a figure before token j is a part:
// "35 of the 97 people"; 0 where there is none.
func (r *reader) outOf(j int) (end int) {
	switch r.word(j) {
	case "out":
		if r.word(j+1) != "of" {
			return 0
		}
		j += 2
	case "of":
		j++
	case "من":
		if r.word(j+1) != "اصل" {
			return 0
		}
		j += 2
	default:
		return 0
	}
	if slices.Contains([]string{"the", "its", "their", "some", "about"}, r.word(j)) {
		j++
	}
	if v, end, ok := r.number(j); ok && v.Vague == 0 {
		return end
	}
	return 0
}

// rangeOf reads the other end of a range that begins with figure f, and returns where it
// ends.
func (r *reader) rangeOf(f *figure, b bounding, j int) int {
	k := j
	word := r.word(j)
	switch {
	case f.Vague > 0:
		return j
	case slices.Contains([]string{"to", "or", "-", "–", "—", "الي", "او", "حتي"}, word):
		k++
	case b&between != 0 && (word == "and" || word == "و"):
		k++
	case b&between != 0 && strings.HasPrefix(word, "و"):
	default:
		return j
	}
	if unit := money()[r.word(k)]; unit != "" && r.at(k).sign {
		k++
	}
	v, end, ok := r.number(k)
	if !ok || v.Vague > 0 {
		return j
	}
	if f.Lo < 1000 && v.Lo >= 1000 && r.at(end-1).word != "" && r.all[f.to-1].digits { // 12 to 21 million
		n, _ := numberWord(r.word(end - 1))
		if n.rank == scale {
			f.Lo *= n.n
		}
	}
	switch {
	case b&between != 0 && r.changes(f.from): // "rose from 12 to 21"
		f.Lo, f.Hi = v.Lo, v.Lo
	case v.Lo <= f.Lo:
		return j
	default:
		f.Hi = v.Lo
	}
	return end
}

// changes reports whether a verb before token i says that a figure became another.
func (r *reader) changes(i int) bool {
	const near = 8
	for k := i - 1; k >= max(0, i-near) && !r.at(k).breaks; k-- {
		w := r.word(k)
		bare, _ := clitic(w, "و", "ف", "ل")
		if slices.Contains([]string{"rose", "risen", "rising", "increased", "climbed", "jumped", "up", "down", "revised", "fell", "dropped", "raised", "grew", "lowered"}, w) ||
			slices.ContainsFunc([]string{"ارتفع", "ارتفعت", "ارتفاع", "رفع", "رفعت", "زاد", "زادت", "ازداد", "صعد", "انخفض", "انخفضت", "تراجع", "تراجعت"}, func(v string) bool { return v == bare || v == w }) {
			return true
		}
	}
	return false
}

// measure reads what a figure measures: money, a part of 100, weight, distance, the
// strength of an earthquake.
func (r *reader) measure(f *figure, unit string) {
	number := f.to
	w := r.word(f.to)
	bare, _ := clitic(w, "ال", "ب")
	switch m, ok := measures()[w]; {
	case unit != "":
		f.money(r, unit)
	case money()[w] != "" || money()[bare] != "":
		f.to++
		f.money(r, cmp.Or(money()[w], money()[bare]))
	case ok && w != "m":
		f.Unit, f.subject = m.Unit, Distance
		if m.Unit == UnitTonne || m.Unit == UnitKilogram {
			f.subject = Weight
		}
		f.to++
	}
	if f.subject == "" && f.Vague == 0 && f.Lo < 10.5 && f.Hi > 0 && r.quakes(f.from, number) {
		f.subject = Magnitude
	}
}

// money makes a figure one of money: damage, aid or any.
func (f *figure) money(r *reader, unit string) {
	f.Unit, f.subject = unit, Money
	for _, step := range [...]int{1, -1} {
		k := f.to
		if step < 0 {
			k = f.from - 1
		}
		if s := r.fund(k, step); s != "" {
			f.subject = s
			return
		}
	}
}

// fund is what money is for by the words from token k on, or back from it, in its clause;
// "" where they don't tell.
func (r *reader) fund(k, step int) Subject {
	const near = 10
	for range near {
		w := r.word(k)
		if r.at(k).breaks || w == "," || w == "،" {
			break
		}
		bare, _ := clitic(w, "وال", "بال", "ال", "لل", "و", "ب", "ل")
		if s := funds()[bare]; w != bare && s != "" {
			return s
		}
		if s := funds()[w]; s != "" {
			return s
		}
		k += step
	}
	return ""
}

// quakes reports whether words around the number from token i to j say that it is the
// strength of an earthquake.
func (r *reader) quakes(i, j int) bool {
	for k := i - 3; k < j+4; k++ {
		if slices.Contains([]string{"magnitude", "richter", "ريختر", "بقوه", "قوته", "قوتها", "شدته", "شدتها"}, r.word(k)) && (k < i || k >= j) {
			return true
		}
	}
	return false
}
