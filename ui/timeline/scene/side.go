package scene

import (
	"tarikh.org/tarikh/ui/text/layout"
)

// fitting is what there is to know of the places that a label of some width may have.
type fitting struct {
	r               *row
	m               *mark
	width, plot     float32
	after, ahead    bool    // fits there, whatever is in view
	afterAt         float32 // where it begins there
	aheadAt, within float32 // within is negative where it does not fit inside
	long            bool    // the mark carries its label inside
}

// sideOf finds the place of a label and sets its extent; cut allows that the end
// of the view takes some of it.
func (b *placer) sideOf(r *row, m *mark, p *layout.Paragraph, was side, cut bool) side {
	f := b.fitting(r, m, p.Width, was)
	switch {
	case m.u1 <= 0:
		return f.goneAtStart()
	case m.u0 >= b.plot:
		return f.goneAtEnd(was)
	}
	if s := f.inSight(was); s != nowhere {
		return s
	}
	if cut && f.after && f.afterAt+leastCut < b.plot && f.afterAt >= 0 && p.RTL == b.rtl && f.free(f.afterAt) {
		return f.put(after, f.afterAt)
	}
	// Less of the range is in view than the title takes: it slides out with it.
	start, end := b.inner(m)
	if u0 := min(max(start, gutterFade+2), end-f.width); f.long && m.kind == pill && end-start >= f.width && f.free(u0) {
		return f.put(inside, u0)
	}
	return nowhere
}

func (b *placer) fitting(r *row, m *mark, width float32, was side) fitting {
	clear, gap := float32(clearance), m.gap()
	if was == after || was == ahead {
		clear = closeness
	}
	f := fitting{
		r: r, m: m, width: width, plot: b.plot, afterAt: m.tail + gap, aheadAt: m.u0 - gap - width, within: b.within(m, width),
		after: m.tail+gap+width+clear <= m.right, ahead: m.u0-gap-width-clear >= m.left,
		long: m.kind != dot && m.u1-m.u0 >= longMark*width+2*pillGap,
	}
	if m.kind == bar && !f.long {
		f.within = -1 // its columns say more than a number over them
	}
	return f
}

// free reports whether no label that must show is where this one would begin at u0.
func (f *fitting) free(u0 float32) bool { return f.r.unforced(u0, u0+f.width) }

// inView is free, and reports whether the label is in view as a whole.
func (f *fitting) inView(u0 float32) bool {
	return u0 >= closeness && u0+f.width <= f.plot-closeness && f.free(u0)
}

func (f *fitting) put(s side, u0 float32) side {
	f.m.l0, f.m.l1 = u0, u0+f.width
	return s
}

// goneAtStart is for a mark that has left at the reading start: its label follows it
// out.
func (f *fitting) goneAtStart() side {
	if f.after && f.afterAt+f.width > 0 && f.free(f.afterAt) {
		return f.put(after, f.afterAt)
	}
	return nowhere
}

// goneAtEnd is for a mark that has left at the reading end.
func (f *fitting) goneAtEnd(was side) side {
	if f.ahead && was == ahead && f.aheadAt < f.plot && f.free(f.aheadAt) {
		return f.put(ahead, f.aheadAt)
	}
	return nowhere
}

// inSight is the side where the whole label is in view.
func (f *fitting) inSight(was side) side {
	fitsAhead := f.ahead && f.inView(f.aheadAt)
	fitsInside := f.within >= 0 && f.free(f.within)
	switch {
	case f.long && fitsInside:
		return f.put(inside, f.within)
	case was == ahead && fitsAhead:
		return f.put(ahead, f.aheadAt)
	case f.after && f.inView(f.afterAt):
		return f.put(after, f.afterAt)
	case fitsAhead:
		return f.put(ahead, f.aheadAt)
	case fitsInside:
		return f.put(inside, f.within)
	}
	return nowhere
}
