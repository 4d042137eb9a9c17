package claims

import "slices"

// How far from a figure the words may be that tell what it counts, in tokens.
const (
	farBehind = 12
	farBefore = 14
	gap       = 6
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
	best, most := Subject(""), 0
	for _, look := range [...]func(figure, int, int) (Subject, int){r.cueBefore, r.cueBehind} {
		if s, score := look(f, from, to); score > most {
			best, most = s, score
		}
	}
	return best
}

// cueBefore looks for the nearest cue before a figure, back to token from.
func (r *reader) cueBefore(f figure, from, _ int) (Subject, int) {
	told := false
	for k := f.from - 1; k >= max(from, f.from-farBefore); k-- {
		t := r.at(k)
		if t.breaks || t.word == ";" || t.word == "؛" {
			break
		}
		bare, _ := clitic(t.word, "و", "ف", "ل")
		told = told || rises()[t.word] || rises()[bare]
		c, end, _ := r.cueAt(k)
		distance := f.from - end
		if c.subject == "" || distance < 0 || c.role&next != 0 {
			continue
		}
		score := 0
		switch {
		case c.role&before != 0 && (distance == 0 || distance == 1 && r.word(end) == ":"):
			score = 20
		case c.role&toll != 0 && (told || c.role&(before|after) == 0):
			score = 14 - distance/2
		case c.role&before != 0 && distance <= gap && !f.joined && r.counted(f.to):
			score = 12 - distance
		}
		if f.joined && score < 20 && c.role&toll == 0 {
			score = 0
		}
		if c.role&weak != 0 {
			score -= 10
		}
		return c.subject, score
	}
	return "", 0
}

// counted reports whether the word at i is of people, or nothing tells otherwise.
func (r *reader) counted(i int) bool {
	t := r.at(i)
	return persons()[t.word] || t.breaks || t.sign
}

// cueBehind looks for the nearest cue behind a figure, up to token to.
func (r *reader) cueBehind(f figure, _, to int) (Subject, int) {
	people := false
	for k := f.to; k < min(to, f.to+farBehind); k++ {
		t := r.at(k)
		if t.breaks || t.word == ";" || t.word == "؛" {
			break
		}
		c, end, and := r.cueAt(k)
		distance := k - f.to
		switch {
		case f.Vague > 0 && distance == 0 && c.role&toll != 0 && c.role&before == 0: // «عشرات الجرحى»
			return c.subject, 18
		case c.subject == "" || c.role&(after|next) == 0:
			if c.role&before != 0 { // the verb of the next figure
				return "", 0
			}
			people = people || persons()[t.word] || auxiliary(t.word)
			continue
		case and && distance > 0:
			return "", 0
		case c.role&next != 0:
			if distance <= 1 {
				return c.subject, 19 - distance
			}
			continue
		case !r.predicate(k, end, c), distance > 1 && !people:
			people = people || persons()[t.word]
			continue
		}
		score := max(18-2*distance, 2)
		if c.role&weak != 0 {
			score = max(score-10, 1)
			if s, strong := r.cueBehind(figure{from: f.from, to: end}, 0, min(to, f.to+farBehind)); strong > 10 && persons()[t.word] {
				return s, strong - distance
			}
		}
		return c.subject, score
	}
	return "", 0
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
	if c.role&active == 0 || slices.Contains([]string{"were", "was", "been", "are", "is", "being", "be", "got", "reported", "confirmed"}, r.word(k-1)) {
		return !r.begins(end) || c.role&before == 0
	}
	if r.begins(end) || r.word(end) == ":" {
		return false
	}
	if _, _, ok := r.dual(end); ok {
		return false
	}
	if _, from := r.before(end); from != end {
		return false
	}
	return !slices.Contains([]string{"the", "his", "her", "their", "its", "at", "more", "a", "an"}, r.word(end)) || r.word(end) == "at" && r.word(end+1) != "least"
}
