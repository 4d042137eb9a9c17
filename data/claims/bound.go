package claims

import "strings"

// phrase returns the words from i up to j, as the lexicon has them; false where one is
// a number in digits or ends a sentence.
func (r *reader) phrase(i, j int) (string, bool) {
	if i < 0 || j > len(r.all) {
		return "", false
	}
	var b strings.Builder
	for k := i; k < j; k++ {
		if r.all[k].digits || r.all[k].breaks || r.all[k].word == "," || r.all[k].word == "،" {
			return "", false
		}
		if k > i {
			b.WriteByte(' ')
		}
		b.WriteString(r.all[k].word)
	}
	return b.String(), true
}

// before returns what bounds a figure that begins at token i, and where that begins.
func (r *reader) before(i int) (b bounding, from int) {
	for range 3 { // "no more than about"
		one, at := r.boundBefore(i)
		if one == 0 || one&between != 0 && b != 0 {
			break
		}
		b, i = b|one, at
		if one&(between|partial) != 0 {
			break
		}
	}
	return b, i
}

func (r *reader) boundBefore(i int) (bounding, int) {
	all := boundsBefore()
	for n := longestBound; n > 0; n-- {
		words, ok := r.phrase(i-n, i)
		if !ok {
			continue
		}
		if b, ok := all[words]; ok {
			return b, i - n
		}
		first, rest, _ := strings.Cut(words, " ")
		bare, prefix := clitic(first, "و", "ف", "ب", "ل")
		if prefix == "" {
			continue
		}
		if rest != "" {
			bare += " " + rest
		}
		if b, ok := all[bare]; ok && b&between == 0 {
			return b, i - n
		}
	}
	if strings.HasPrefix(r.word(i-1), "ال") { // «تجاوزت الخسائر عشرين مليونا»
		for n := 2; n > 0; n-- {
			words, _ := r.phrase(i-1-n, i-1)
			if b := all[words]; b != 0 && (strings.Contains(words, "تجاوز") || strings.Contains(words, "تخط")) {
				return b, i
			}
		}
	}
	return 0, i
}

// behind returns what bounds a figure that ends before token i, up to some words after
// it, unless that is of the next figure.
func (r *reader) behind(i int) bounding {
	const words = 3 // between a figure and its bound: "21 people in all or more"
	all := boundsAfter()
	for k := i; k <= i+words; k++ {
		for n := longestBound; n > 0; n-- {
			if _, ok := r.phrase(i, k); !ok {
				return 0
			}
			p, _ := r.phrase(k, k+n)
			if b, ok := all[p]; ok && !r.begins(k+n) {
				return b
			}
		}
	}
	return 0
}

// begins reports whether a number begins at token i.
func (r *reader) begins(i int) bool {
	if r.at(i).digits {
		return true
	}
	if _, ok := money()[r.word(i)]; ok && r.at(i).sign {
		return true
	}
	_, _, ok := r.number(i)
	return ok
}

// bind applies bounds to a value.
func (v *Value) bind(b bounding) {
	v.Approx = v.Approx || b&approx != 0
	switch {
	case b&atMost != 0:
		v.AtMost = true
	case b&atLeast != 0:
		v.AtLeast = true
	}
}
