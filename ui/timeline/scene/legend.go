package scene

import "tarikh.org/tarikh/data"

// Sign is a form on the strip that the legend explains.
type Sign uint8

// The signs, in the order of the legend: what events look like, what takes the place
// of others, and what there is during a review.
const (
	SignImportance Sign = iota // points, larger the more important
	SignSpan                   // a bar: it lasts
	SignSoft                   // fading: from when or until when is not sure
	SignHollow                 // hollow: the date is doubtful; where no states are shown
	SignSure                   // a disc: two publishers report it, or the reader confirmed it
	SignSingle                 // a ring with a dot: a single source
	SignUnverified             // a ring: no source
	SignDisputed               // a half diamond
	SignRefuted                // a faint crossed ring
	SignNote                   // a dot at a mark: there is a note
	SignSources                // a number in a box: so many articles report it
	SignMany                   // a bar with a number: so many events too close to tell apart
	SignMore                   // +n: so many have no room
	SignBeyond                 // ‹ n: so many are out of view
	SignSelected               // a ring
	SignReading                // a caret on the scale: where the text is in time
	SignFound                  // a dashed ring: proposed
	SignAccepted               // filled: accepted
	SignDismissed              // a cross
	SignOwn                    // a tick at a lane's foot: in the library already
	signCount
)

// Signs are all signs where the states of events are shown, or are not: those of a review,
// from SignFound on, are last.
func Signs(states bool) []Sign {
	all := make([]Sign, 0, signCount)
	for s := range signCount {
		if ofState := s >= SignSure && s <= SignRefuted; states && s != SignHollow || !states && !ofState {
			all = append(all, s)
		}
	}
	return all
}

// Size of the picture of a sign, in units.
const SignWidth, SignHeight = 84, rowHeight

// signUnit is the time of one unit in the picture of a sign, signFrom its beginning: no
// year begins in it, whose line would be drawn.
const signUnit, signFrom = secondsPerDay, 100 * secondsPerDay

// Sign draws a sign as the strip does, on the theme's panel without a grid: l, of which
// the part of SignWidth x SignHeight units at (x, y) is the picture. rtl lets time run
// from right to left.
func (b *Builder) Sign(s Sign, th Theme, locale Locale, rtl bool) (l *List, x, y float32) {
	width := float64(SignWidth)
	if s == SignBeyond {
		width += chipsFrom
	}
	th.FaintLine = th.Panel
	in := Input{Height: bandBelow + rowHeight, Selected: -1, Hovered: -1, Locale: locale, Theme: th, Tracks: []Track{{Colour: "violet"}}, View: NewViewport(width, rtl).Fit(signFrom, signFrom+int64(width)*signUnit, 0)}
	in.Titles = func(int) (string, bool) { return "\u00a0", true } // what has no title is counted
	in.Index = signIndex(s.example(&in))
	l = b.Build(in)
	if rtl {
		x = l.W - SignWidth
	}
	y = axisHeight + trackPad
	if s == SignReading {
		y = axisHeight - SignHeight/2
	}
	if s == SignOwn {
		y += trackPad
	}
	return l, x, y
}

// example returns events that have the sign, and sets what makes it.
func (s Sign) example(in *Input) (events []signEvent) {
	at := func(u int64, importance uint8) { events = append(events, signEvent{u, u + 1, importance}) }
	switch s {
	case SignImportance:
		at(20, 5)
		at(60, 2)
	case SignSpan:
		events = []signEvent{{10, 74, 5}}
	case SignSoft:
		events = []signEvent{{10, 74, 4}}
		in.Certainty = func(int) Certainty {
			return Certainty{HasCore: true, Approximate: true, CoreLo: signFrom + 44*signUnit, CoreHi: signFrom + 74*signUnit}
		}
	case SignHollow:
		at(42, 5)
		in.Certainty = func(int) Certainty { return Certainty{Uncertain: true} }
	case SignSure, SignSingle, SignUnverified, SignDisputed, SignRefuted:
		at(8, 5)
		events = append(events, signEvent{38, 82, 3})
		state := map[Sign]State{SignSure: StateConfirmed, SignSingle: StateSingleSource, SignDisputed: StateDisputed, SignRefuted: StateRefuted}[s]
		in.State = func(int) State { return state }
	case SignNote:
		at(42, 5)
		in.Noted = func(int) bool { return true }
	case SignSources:
		at(16, 5)
		in.Titles = func(int) (string, bool) { return "…", true }
		in.Sources = func(int) int { return 3 }
	case SignMany:
		for u := range int64(40) {
			events = append(events, signEvent{30 + u/2, 31 + u/2, 3})
		}
	case SignMore:
		for u := range int64(4) {
			at(14+12*u, 4)
		}
		in.Titles = func(int) (string, bool) { return "…………………………………", true }
	case SignBeyond:
		for u := range int64(12) {
			at(-1000-30*u, 3)
		}
		in.Tracks[0].Rows = 1
	case SignSelected:
		at(42, 5)
		in.Selected = 0
	case SignReading:
		in.Locale = nil // without ticks
		in.Reading = Reading{signFrom + 42*signUnit, signFrom + 43*signUnit}
	case SignFound, SignAccepted, SignDismissed, SignOwn:
		at(42, 3)
		state := map[Sign]FoundState{SignAccepted: FoundAccepted, SignDismissed: FoundDismissed}[s]
		in.Found = &Found{Marks: []FoundMark{{Number: 3, State: state}}}
		if s == SignOwn {
			in.Found = &Found{Own: signIndex(events)}
			events = nil
		}
	}
	return events
}

// signEvent is an event of a sign, in units along the time axis.
type signEvent struct {
	from, to   int64
	importance uint8
}

func signIndex(events []signEvent) *Index {
	var c data.Columns
	for i, e := range events {
		c.IDs = append(c.IDs, data.ID{byte(i + 1)})
		c.Lo, c.Hi = append(c.Lo, signFrom+e.from*signUnit), append(c.Hi, signFrom+e.to*signUnit)
		c.Track, c.Importance = append(c.Track, 0), append(c.Importance, e.importance)
	}
	return NewIndex(c, 1)
}
