package uax9

// Resolver resolves paragraphs one after the other in the same buffers. It is
// not safe for concurrent use. The zero value is ready.
type Resolver struct {
	out   Levels
	text  []rune  // nil if only classes are known
	types []Class // current class of each character (after overrides)
	match []int32 // isolate initiator <-> its PDI (BD9), or none
	runOf []int32 // of a matched isolate initiator that ends a run: that run
	open  []int32 // isolate initiators without a PDI so far
	kept  []int32 // characters that X9 does not remove, in order
	runs  []run
	seq   sequence

	status statuses
}

// none stands for no character, no run.
const none = -1

// run is a level run (BD7): kept[start:end], and the run that continues its
// isolating run sequence (BD13).
type run struct {
	start, end int32
	next       int32
	continues  bool
	level      Level
}

// Paragraph resolves the levels of one paragraph. The result is valid until the
// next call. A paragraph separator within text ends all embeddings and isolates;
// what follows it keeps the base direction.
func (r *Resolver) Paragraph(text []rune, base Direction) *Levels {
	r.out.classes = r.out.classes[:0]
	for _, c := range text {
		r.out.classes = append(r.out.classes, ClassOf(c))
	}
	r.text = text
	l := r.resolve(base)
	r.text = nil
	return l
}

// Classes resolves the levels of a paragraph of which only the classes are
// known, as if no character were a bracket. The result is valid until the next call.
func (r *Resolver) Classes(cs []Class, base Direction) *Levels {
	r.out.classes = append(r.out.classes[:0], cs...)
	r.text = nil
	return r.resolve(base)
}

func (r *Resolver) resolve(base Direction) *Levels {
	cs := r.out.classes
	n := len(cs)
	var present classes
	for _, c := range cs {
		present |= 1 << c
	}
	r.out.Levels = sized(r.out.Levels, n)
	r.out.Base = 0
	if base == RTL {
		r.out.Base = 1
	}
	if present&bidirectional == 0 && base != RTL {
		clear(r.out.Levels)
		return &r.out
	}
	r.types = append(r.types[:0], cs...)
	r.match = sized(r.match, n)
	r.runOf = sized(r.runOf, n)
	for start := 0; start < n; {
		end := start
		for end < n && cs[end] != B {
			end++
		}
		r.matchIsolates(start, end)
		if start == 0 && base == Auto && r.strong(0, end) == RTL { // P2, P3
			r.out.Base = 1
		}
		r.explicit(start, end)
		if end < n { // the separator itself (X8)
			r.out.Levels[end] = r.out.Base
			end++
		}
		r.levelRuns(start, end)
		for i := range r.runs {
			if !r.runs[i].continues {
				r.sequence(int32(i))
			}
		}
		start = end
	}
	// Characters that X9 removed follow the one before (UAX #9, 5.2).
	previous := r.out.Base
	if present&removed != 0 {
		for i, c := range cs {
			if c.in(removed) {
				r.out.Levels[i] = previous
			}
			previous = r.out.Levels[i]
		}
	}
	return &r.out
}

// strong is the direction of the first strong character in [start, end) outside
// isolates (P2), or Auto.
func (r *Resolver) strong(start, end int) Direction {
	for i := start; i < end; i++ {
		switch r.out.classes[i] {
		case L:
			return LTR
		case R, AL:
			return RTL
		case LRI, RLI, FSI:
			if r.match[i] == none {
				return Auto
			}
			i = int(r.match[i])
		}
	}
	return Auto
}

// matchIsolates pairs isolate initiators and PDIs of [start, end) (BD9).
func (r *Resolver) matchIsolates(start, end int) {
	r.open = r.open[:0]
	for i := start; i < end; i++ {
		r.match[i] = none
		switch c := r.out.classes[i]; {
		case c.in(isolates):
			r.open = append(r.open, int32(i))
		case c == PDI && len(r.open) > 0:
			initiator := r.open[len(r.open)-1]
			r.open = r.open[:len(r.open)-1]
			r.match[i], r.match[initiator] = initiator, int32(i)
		}
	}
	if end < len(r.match) {
		r.match[end] = none // the separator
	}
}

// status is an entry of the directional status stack (X1).
type status struct {
	level    Level
	override Class // ON for none
	isolate  bool
}

// statuses is the directional status stack with its counters (X1).
type statuses struct {
	stack                                               []status
	overflowIsolates, overflowEmbeddings, validIsolates int
}

func (s *statuses) top() *status { return &s.stack[len(s.stack)-1] }

func (s *statuses) pop() { s.stack = s.stack[:len(s.stack)-1] }

// fits returns the least level above the top's with the parity of rtl, and whether
// it may be entered.
func (s *statuses) fits(rtl bool) (level Level, ok bool) {
	level = (s.top().level + 2) &^ 1
	if rtl {
		level = (s.top().level + 1) | 1
	}
	return level, level <= maxDepth && s.overflowIsolates == 0 && s.overflowEmbeddings == 0
}

// embed enters an embedding or override (X2 to X5).
func (s *statuses) embed(c Class) {
	level, ok := s.fits(c == RLE || c == RLO)
	switch {
	case ok:
		override := ON
		if c == RLO {
			override = R
		} else if c == LRO {
			override = L
		}
		s.stack = append(s.stack, status{level, override, false})
	case s.overflowIsolates == 0:
		s.overflowEmbeddings++
	}
}

// isolate enters an isolate (X5a to X5c).
func (s *statuses) isolate(rtl bool) {
	level, ok := s.fits(rtl)
	if !ok {
		s.overflowIsolates++
		return
	}
	s.validIsolates++
	s.stack = append(s.stack, status{level, ON, true})
}

// closeIsolate is for a PDI (X6a).
func (s *statuses) closeIsolate() {
	switch {
	case s.overflowIsolates > 0:
		s.overflowIsolates--
	case s.validIsolates > 0:
		s.overflowEmbeddings = 0
		for !s.top().isolate {
			s.pop()
		}
		s.pop()
		s.validIsolates--
	}
}

// closeEmbedding is for a PDF (X7).
func (s *statuses) closeEmbedding() {
	switch {
	case s.overflowIsolates > 0:
	case s.overflowEmbeddings > 0:
		s.overflowEmbeddings--
	case !s.top().isolate && len(s.stack) > 1:
		s.pop()
	}
}

// explicit applies X1 to X8 to [start, end).
func (r *Resolver) explicit(start, end int) {
	s := &r.status
	*s = statuses{stack: append(s.stack[:0], status{level: r.out.Base, override: ON})}
	place := func(i int) {
		top := s.top()
		r.out.Levels[i] = top.level
		if top.override != ON {
			r.types[i] = top.override
		}
	}
	for i := start; i < end; i++ {
		c := r.out.classes[i]
		switch c {
		case RLE, LRE, RLO, LRO:
			s.embed(c)
		case RLI, LRI, FSI:
			place(i)
			rtl := c == RLI
			if c == FSI {
				inside := end
				if r.match[i] != none {
					inside = int(r.match[i])
				}
				rtl = r.strong(i+1, inside) == RTL
			}
			s.isolate(rtl)
		case PDI:
			s.closeIsolate()
			place(i)
		case PDF:
			s.closeEmbedding()
		case BN:
		default: // X6
			place(i)
		}
	}
}

// levelRuns applies X9 to [start, end) and finds the level runs and how they
// continue each other (BD7, BD13).
func (r *Resolver) levelRuns(start, end int) {
	r.kept, r.runs = r.kept[:0], r.runs[:0]
	cs, levels := r.out.classes, r.out.Levels
	last := none
	close := func() {
		current := len(r.runs) - 1
		r.runs[current].end = int32(len(r.kept))
		if cs[last].in(isolates) && r.match[last] != none {
			r.runOf[last] = int32(current)
		}
	}
	for i := start; i < end; i++ {
		if cs[i].in(removed) {
			continue
		}
		if last == none || levels[i] != levels[last] {
			if last != none {
				close()
			}
			r.runs = append(r.runs, run{start: int32(len(r.kept)), next: none, level: levels[i]})
			if cs[i] == PDI && r.match[i] != none {
				// A matched PDI that starts a run is after its isolate, whose
				// initiator ended a run.
				current := len(r.runs) - 1
				r.runs[current].continues = true
				r.runs[r.runOf[r.match[i]]].next = int32(current)
			}
		}
		r.kept = append(r.kept, int32(i))
		last = i
	}
	if last != none {
		close()
	}
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
