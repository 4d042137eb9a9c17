// Package uax9 is the Unicode Bidirectional Algorithm (UAX #9, Unicode 17): it
// gives every character of a paragraph its embedding level (rules P2 to I2) and
// every line its visual order (L1, L2).
//
// The one idea behind it: rules work on bidirectional classes in flat reusable
// buffers, one pass per group of rules, so that a paragraph costs time linear in
// its length however it nests. Characters are needed for their classes and for
// bracket pairs (N0) only. Shaping and mirroring (L3, L4) belong to the caller.
package uax9

// Level is an embedding level (BD2): even is left to right, odd right to left.
// Resolved levels are at most MaxLevel.
type Level = uint8

const (
	maxDepth = 125 // BD2
	// MaxLevel is the highest level that rules I1 and I2 can reach.
	MaxLevel Level = maxDepth + 1
)

// Direction of a paragraph as a whole.
type Direction uint8

const (
	Auto Direction = iota // by the first strong character, left to right without any (P2, P3)
	LTR
	RTL
)

// Levels are the resolved levels of a paragraph, before L1.
type Levels struct {
	// Base is the paragraph embedding level (P3), 0 or 1.
	Base Level
	// Levels holds one level a character. Those that rule X9 removes have the
	// level of the character before them, or Base at the start.
	Levels []Level

	classes []Class // original, for L1
}

// Removed reports whether rule X9 removes character i (explicit embeddings and
// overrides, their ends, and boundary neutrals): it has no level of its own.
func (l *Levels) Removed(i int) bool { return l.classes[i].in(removed) }

// L1 appends to dst the levels of the line of characters [start, end), with
// separators, and white space before them and at the line's end, reset to the
// paragraph's level (rule L1).
func (l *Levels) L1(dst []Level, start, end int) []Level {
	from := len(dst)
	dst = append(dst, l.Levels[start:end]...)
	line := dst[from:]
	reset := true
	for i := len(line) - 1; i >= 0; i-- {
		switch c := l.classes[start+i]; {
		case c == B || c == S:
			reset = true
		case !c.in(removed | isolates | 1<<WS | 1<<PDI):
			reset = false
		}
		if reset {
			line[i] = l.Base
		}
	}
	return dst
}

// AppendReorder appends the visual order of a line (rule L2) to dst: element i is
// the index, in logical order, of what is at visual place i from the left. The
// levels may be those of characters or of runs.
func AppendReorder(dst []int, levels []Level) []int {
	from := len(dst)
	lowestOdd, highest := Level(255), Level(0)
	for i, level := range levels {
		dst = append(dst, i)
		highest = max(highest, level)
		if level&1 == 1 {
			lowestOdd = min(lowestOdd, level)
		}
	}
	order := dst[from:]
	// Reversing whole runs keeps what a run covers in place, so the runs of each
	// level are found by logical index.
	for level := highest; level >= lowestOdd; level-- {
		for i := 0; i < len(levels); i++ {
			if levels[i] < level {
				continue
			}
			j := i + 1
			for j < len(levels) && levels[j] >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return dst
}

// FirstStrong is the direction of the first strong character outside isolates
// (rule P2), up to the first paragraph separator; Auto if there is none.
func FirstStrong(text string) Direction {
	depth := 0
	for _, r := range text {
		switch c := ClassOf(r); c {
		case LRI, RLI, FSI:
			depth++
		case PDI:
			depth = max(depth-1, 0)
		case B:
			return Auto
		case L:
			if depth == 0 {
				return LTR
			}
		case R, AL:
			if depth == 0 {
				return RTL
			}
		}
	}
	return Auto
}
