package diff

import (
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// token is a word, a run of spaces, a line end or another character; id is the
// same for those of the same folded form.
type token struct {
	Span
	id    int32
	class class
}

type class uint8

const (
	word class = iota
	space
	lineEnd
	other
)

// tokens divides a part of a text. Marks and joiners go with what they follow, so
// that no change divides a character.
func tokens(text string, s Span, ids map[string]int32, known map[string]int32) []token {
	var out []token
	glued := false
	for i := s.Start; i < s.End; {
		r, size := utf8.DecodeRuneInString(text[i:s.End])
		c := classOf(r)
		last := len(out) - 1
		follows := last >= 0 && out[last].class != lineEnd && out[last].class != space
		extends := unicode.In(r, unicode.M, unicode.Cf)
		switch {
		case follows && (glued || extends),
			last >= 0 && c == out[last].class && (c == word || c == space):
			out[last].End = i + size
		default:
			out = append(out, token{Span: Span{i, i + size}, class: c})
		}
		glued = r == '\u200d'
		i += size
	}
	for i := range out {
		t := &out[i]
		plain := text[t.Start:t.End]
		id, ok := known[plain]
		if !ok {
			folded := fold.String(plain)
			if folded == "" {
				folded = plain
			}
			id = number(ids, folded)
			known[plain] = id
		}
		t.id = id
	}
	return out
}

func classOf(r rune) class {
	switch {
	case r == '\n':
		return lineEnd
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
		return word
	}
	return other
}

// words compares two runs of paragraphs by their words, and divides them at the
// line ends that both have.
func (b *budget) words(before, after string, from, to Span) []Stretch {
	ids, known := map[string]int32{}, map[string]int32{}
	old, now := tokens(before, from, ids, known), tokens(after, to, ids, known)
	same := b.match(idsOf(old), idsOf(now))

	// Parts are in turn the same in both texts, to the byte, and changed.
	var parts []part
	add := func(p part) {
		if p.Old.Len() == 0 && p.New.Len() == 0 {
			return
		}
		if n := len(parts); n > 0 && parts[n-1].same == p.same {
			parts[n-1].Old.End, parts[n-1].New.End = p.Old.End, p.New.End
			return
		}
		parts = append(parts, p)
	}
	oldAt, newAt := from.Start, to.Start
	for _, r := range same {
		for k := range r.n {
			o, n := old[r.i+k].Span, now[r.j+k].Span
			add(part{Old: Span{oldAt, o.Start}, New: Span{newAt, n.Start}})
			add(part{Old: o, New: n, same: before[o.Start:o.End] == after[n.Start:n.End]})
			oldAt, newAt = o.End, n.End
		}
	}
	add(part{Old: Span{oldAt, from.End}, New: Span{newAt, to.End}})
	return stretchesOf(before, readable(before, parts), from, to)
}

func idsOf(list []token) []int32 {
	out := make([]int32, len(list))
	for i, t := range list {
		out[i] = t.id
	}
	return out
}

// part is bytes of both texts that are the same, or a change.
type part struct {
	Old, New Span
	same     bool
}

// readable takes for changed what stands between two changes and is less than
// either of them: single words and spaces that two sentences happen to share say
// nothing. A line end stays, where the paragraphs before it have a word in common.
func readable(before string, parts []part) []part {
	var out []part
	for _, p := range parts {
		out = append(out, p)
		for n := len(out); n >= 3 && !out[n-1].same; n = len(out) {
			a, mid, z := out[n-3], out[n-2], out[n-1]
			if !mid.same || a.same || !slight(before, a, mid, z) {
				break
			}
			out = append(out[:n-3], part{Old: Span{a.Old.Start, z.Old.End}, New: Span{a.New.Start, z.New.End}})
		}
	}
	return out
}

// slight reports whether what two changes leave between them is not worth telling
// them apart.
func slight(before string, a, mid, z part) bool {
	letters := 0
	for _, r := range before[mid.Old.Start:mid.Old.End] {
		switch classOf(r) {
		case word:
			letters++
		case lineEnd:
			return false
		}
	}
	size := func(p part) int { return max(p.Old.Len(), p.New.Len()) }
	return letters == 0 || mid.Old.Len() <= size(a) && mid.Old.Len() <= size(z)
}

// stretchesOf divides parts at the line ends that are the same in both texts.
func stretchesOf(before string, parts []part, from, to Span) []Stretch {
	var out []Stretch
	now := Stretch{Old: Span{from.Start, from.Start}, New: Span{to.Start, to.Start}}
	end := func(old, new int) {
		now.Old.End, now.New.End = old, new
		if now.Old.Len() > 0 || now.New.Len() > 0 {
			out = append(out, now)
		}
		now = Stretch{Old: Span{old, old}, New: Span{new, new}}
	}
	for _, p := range parts {
		if !p.same {
			now.Changes = append(now.Changes, Change{Old: p.Old, New: p.New})
			continue
		}
		for i := p.Old.Start; i < p.Old.End; i++ {
			if before[i] == '\n' {
				end(i+1, p.New.Start+i+1-p.Old.Start)
			}
		}
	}
	end(from.End, to.End)
	return out
}

func number(ids map[string]int32, s string) int32 {
	n, ok := ids[s]
	if !ok {
		n = int32(len(ids))
		ids[s] = n
	}
	return n
}
