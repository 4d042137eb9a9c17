package uax9

// sequence is one isolating run sequence (BD13) while its rules run: parallel
// slices, one element a character.
type sequence struct {
	index    []int32 // of the character in the paragraph
	types    []Class
	level    Level
	sos, eos Class // X10
	e        Class // embedding direction, L or R
	present  classes
	pairs    []bracketPair
	stack    []opener
}

// sequence resolves the isolating run sequence that starts with the given run.
func (r *Resolver) sequence(head int32) {
	s := &r.seq
	s.index, s.types, s.present = s.index[:0], s.types[:0], 0
	s.level = r.runs[head].level
	tail := head
	for i := head; i != none; i = r.runs[i].next {
		tail = i
		for _, k := range r.kept[r.runs[i].start:r.runs[i].end] {
			s.index = append(s.index, k)
			s.types = append(s.types, r.types[k])
			s.present |= 1 << r.types[k]
		}
	}
	s.e = direction(s.level)
	s.sos, s.eos = r.boundaries(head, tail)

	s.weakMarks()
	if s.present&(1<<EN|1<<AN|1<<ES|1<<ET|1<<CS) != 0 {
		s.weakNumbers()
	}
	if s.present&neutral != 0 {
		if r.text != nil && s.present&(1<<ON) != 0 {
			s.pairBrackets(r.text, r.out.classes)
		}
		s.neutrals()
	}
	for i, k := range s.index { // I1, I2
		level := s.level
		switch t := s.types[i]; {
		case level&1 == 0 && t == R, level&1 == 1 && t != R:
			level++
		case level&1 == 0 && (t == AN || t == EN):
			level += 2
		}
		r.out.Levels[k] = level
	}
}

// boundaries are sos and eos of the sequence of runs head to tail (X10).
func (r *Resolver) boundaries(head, tail int32) (sos, eos Class) {
	before, after := r.out.Base, r.out.Base
	if head > 0 {
		before = r.runs[head-1].level
	}
	last := r.kept[r.runs[tail].end-1]
	if int(tail)+1 < len(r.runs) && !r.out.classes[last].in(isolates) {
		after = r.runs[tail+1].level
	}
	level := r.runs[head].level
	return direction(max(before, level)), direction(max(after, level))
}

func direction(level Level) Class {
	if level&1 == 1 {
		return R
	}
	return L
}

// weakMarks applies W1 to W3.
func (s *sequence) weakMarks() {
	if s.present&(1<<NSM|1<<AL) == 0 {
		return
	}
	before := s.sos // class of the character before, after W1
	strong := s.sos // last strong class
	for i, t := range s.types {
		if t == NSM {
			if t = before; before.in(isolates | 1<<PDI) {
				t = ON
			}
		}
		before = t
		switch t {
		case L, R:
			strong = t
		case AL:
			strong, t = AL, R
		case EN:
			if strong == AL {
				t = AN
			}
		}
		s.types[i] = t
		s.present |= 1 << t
	}
}

// weakNumbers applies W4 to W7.
func (s *sequence) weakNumbers() {
	t := s.types
	for i := 1; i+1 < len(t); i++ { // W4
		if before := t[i-1]; before == t[i+1] &&
			(before == EN && t[i].in(1<<ES|1<<CS) || before == AN && t[i] == CS) {
			t[i] = before
		}
	}
	strong := s.sos
	afterNumber := false
	for i := 0; i < len(t); i++ {
		number := false
		switch t[i] {
		case L, R:
			strong = t[i]
		case ES, CS: // W6
			t[i] = ON
			s.present |= 1 << ON
		case EN:
			number = true
			t[i] = european(strong)
		case ET: // W5, W6
			end := i
			for end < len(t) && t[end] == ET {
				end++
			}
			to := ON
			if afterNumber || end < len(t) && t[end] == EN {
				to = european(strong)
			}
			for ; i < end; i++ {
				t[i] = to
			}
			i--
			s.present |= 1 << to
		}
		afterNumber = number
	}
}

// european is the class of European numbers after the given strong one (W7).
func european(strong Class) Class {
	if strong == L {
		return L
	}
	return EN
}

// neutrals applies N1 and N2.
func (s *sequence) neutrals() {
	before := s.sos
	for i := 0; i < len(s.types); i++ {
		if !s.types[i].in(neutral) {
			before = strongOf(s.types[i])
			continue
		}
		end := i
		for end < len(s.types) && s.types[end].in(neutral) {
			end++
		}
		after := s.eos
		if end < len(s.types) {
			after = strongOf(s.types[end])
		}
		to := s.e
		if before == after {
			to = before
		}
		for ; i < end; i++ {
			s.types[i] = to
		}
		i--
	}
}
