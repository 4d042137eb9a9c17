package claims

import "slices"

// How far from a figure the words may be that tell what it counts, in tokens.
const (
	farBehind = 12
	farBefore = 14
	gap       = 6
	nearPart  = 3 // for a part of others: "12 of them later died"
)

// How surely a cue tells what a figure is of, less what is between them.
const (
	right  = 20 // it is right before
	behind = 18
	rising = 14 // a verb tells its figure
	loose  = 12
	leap   = 10 // between sure cues and weak ones
)

// subjectOf is what figure i of all counts: that of the best cue before or behind it; ""
// where none tells.
func (r *reader) subjectOf(all []figure, i int) Subject {
	f := all[i]
	from, to := 0, len(r.all)
	if i > 0 {
		from = all[i-1].to
	}
	if i+1 < len(all) {
		to = all[i+1].from
	}
	subject, most := r.cueBefore(f, max(from, f.from-farBefore))
	far := farBehind
	if f.part > 0 {
		far = nearPart
	}
	if s, score := r.cueBehind(f, min(to, f.to+far)); score > most {
		subject, most = s, score
	}
	if most <= 0 || f.Vague == 1 && most <= behind-leap { // "several victims"
		return ""
	}
	return subject
}

// ends reports whether a token ends a sentence or the half of one.
func (t token) ends() bool { return t.breaks || t.word == ";" || t.word == "؛" }

// cueBefore looks for the nearest cue before a figure, back to token from.
func (r *reader) cueBefore(f figure, from int) (Subject, int) {
	told := false
	for k := f.from - 1; k >= from && !r.at(k).ends(); k-- {
		w := r.word(k)
		bare, _ := clitic(w, "و", "ف", "ل")
		told = told || rises()[w] || rises()[bare]
		c, end, _ := r.cueAt(k)
		if c.subject == "" || end > f.from || c.role&next != 0 {
			continue
		}
		return c.subject, r.scoreBefore(f, c, end, told)
	}
	return "", 0
}

// scoreBefore is how surely the cue that ends at token end tells what the figure behind
// it is of. told says that a verb between them does.
func (r *reader) scoreBefore(f figure, c cue, end int, told bool) int {
	distance := f.from - end
	score := 0
	switch {
	case c.role&before != 0 && (distance == 0 || distance == 1 && r.word(end) == ":"):
		score = right
	case f.part > 0:
	case c.role&toll != 0 && (told || c.role&(before|after) == 0):
		score = rising - distance/2
	case c.role&before != 0 && distance <= gap && !f.joined && r.people(f.to):
		score = loose - distance
	}
	if c.role&weak != 0 {
		score -= leap
	}
	return score
}

// people reports whether the word at i is of people, or the clause ends there.
func (r *reader) people(i int) bool {
	t := r.at(i)
	return persons()[t.word] || t.sign
}

// cueBehind looks for the nearest cue behind a figure, up to token to; for a surer one
// where that is weak.
func (r *reader) cueBehind(f figure, to int) (subject Subject, score int) {
	people := f.part > 0
	for k := f.to; k < to && !r.at(k).ends(); k++ {
		w := r.word(k)
		c, end, and := r.cueAt(k)
		distance := k - f.to
		switch {
		case c.subject != "" && c.role&(after|next) == 0 && !(f.Vague > 0 && distance == 0 && c.role&toll != 0),
			and && distance > 0: // the verb of the next figure
			return subject, score
		case c.subject == "":
		case c.role&toll != 0 && c.role&(before|after) == 0: // «عشرات الجرحى»
			return c.subject, behind
		case c.role&next != 0:
			if distance <= 1 {
				return c.subject, behind + 1 - distance
			}
		case !r.predicate(k, end, c), distance > 1 && !people:
		case c.role&weak != 0:
			if subject == "" {
				subject, score = c.subject, max(behind-leap-2*distance, 1)
			}
		default:
			return c.subject, max(behind-2*distance, 2)
		}
		people = people || persons()[w] || auxiliary(w)
	}
	return subject, score
}

func auxiliary(word string) bool {
	return slices.Contains([]string{"were", "was", "are", "is", "have", "has", "been", "being", "reported", "confirmed", "remained", "remain", "left", "feared", "presumed"}, word)
}

// predicate reports whether the cue from token k to end says something of a figure before
// it: it is no noun of its own ("the injured"), and no verb with a figure or person
// behind it.
func (r *reader) predicate(k, end int, c cue) bool {
	if slices.Contains([]string{"the", "those", "of", "for", "his", "her", "their"}, r.word(k-1)) {
		return false
	}
	if next := r.at(end); (next.word == "'" || next.word == "’") && !next.spaced { // Martyrs' Square
		return false
	}
	passive := slices.Contains([]string{"were", "was", "been", "are", "is", "being", "be", "got", "reported", "confirmed"}, r.word(k-1))
	if passive || c.role&active == 0 {
		return !r.begins(end) || c.role&before == 0
	}
	if _, bound := r.before(end); r.begins(end) || bound != end || r.word(end) == ":" {
		return false
	}
	if _, _, ok := r.dual(end); ok {
		return false
	}
	if r.word(end) == "at" {
		return r.word(end+1) != "least"
	}
	return !slices.Contains([]string{"the", "his", "her", "their", "its", "more", "a", "an"}, r.word(end))
}

// summed adds figures of people that are told together: "two officers and a passer-by
// were killed", "killing 12 soldiers and 9 civilians".
func (r *reader) summed(all []figure) []figure {
	var out []figure
	for i := 0; i < len(all); i++ {
		f := all[i]
		for i+1 < len(all) && r.together(f, all[i+1]) {
			g := all[i+1]
			f.Lo, f.Hi, f.Approx = f.Lo+g.Lo, f.Hi+g.Hi, f.Approx || g.Approx
			f.AtLeast, f.AtMost = f.AtLeast || g.AtLeast, f.AtMost || g.AtMost
			f.subject, f.to = max(f.subject, g.subject), g.to
			i++
		}
		out = append(out, f)
	}
	return out
}

// together reports whether two figures in a row count people of one subject, which is
// told of one of them.
func (r *reader) together(f, g figure) bool {
	const apart = 5 // tokens between them
	if (f.subject == "") == (g.subject == "") || !slices.Contains(Counted(), max(f.subject, g.subject)) || f.Vague > 0 || g.Vague > 0 || !g.joined || g.from-f.to > apart || f.part+g.part > 0 {
		return false
	}
	for k := f.to; k < g.from; k++ {
		if c, _, _ := r.cueAt(k); r.at(k).sign || c.subject != "" {
			return false
		}
	}
	return r.ofPeople(f) && r.ofPeople(g)
}

// ofPeople reports whether a figure counts people by the word in it or behind it.
func (r *reader) ofPeople(f figure) bool {
	for k := f.to - 1; k <= f.to+1; k++ {
		bare, _ := clitic(r.word(k), "و")
		if persons()[r.word(k)] || persons()[bare] || dualOf(bare) != "" || dualOf(r.word(k)) != "" || singular(bare) {
			return true
		}
	}
	return false
}
