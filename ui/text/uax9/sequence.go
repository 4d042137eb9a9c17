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

// opener is an entry of the stack of BD16.
type opener struct {
	pair   rune
	place  int32 // in the sequence
	inside classes
}

// bracketPair is a pair found by BD16: the place of its closing bracket, and the
// strong classes between both.
type bracketPair struct {
	close  int32 // none if the place holds no opening bracket of a pair
	inside classes
}

// strongOf is the class that N0 takes a character for, or ON.
func strongOf(t Class) Class {
	switch t {
	case L:
		return L
	case R, EN, AN:
		return R
	}
	return ON
}

// sized is s with length n; its content is of no meaning.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
