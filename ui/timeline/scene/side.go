package scene

// fitting is what there is to know of the places that a label may have.
type fitting struct {
	r               *row
	m               *mark
	width, plot     float32
	after, ahead    bool    // fits there, whatever is in view
	afterAt         float32 // where it begins there
	aheadAt, within float32 // within is negative where it does not fit inside
}

// sideOf finds the place of a mark's label and sets its extent.
func (b *placer) sideOf(r *row, m *mark, was side) side {
	clear, gap, width := float32(clearance), m.gap(), m.labelWidth()
	if was == after || was == ahead {
		clear = closeness
	}
	f := fitting{
		r: r, m: m, width: width, plot: b.plot, afterAt: m.tail + gap, aheadAt: m.u0 - gap - width, within: b.within(m, width),
		after: m.tail+gap+width+clear <= m.right, ahead: m.u0-gap-width-clear >= m.left,
	}
	if m.kind == bar && m.u1-m.u0 < countedBar*width {
		f.within = -1 // its columns say more than a number over them
	}
	return f.side(was)
}

// side is where the whole label is in view: inside where that is possible, else on
// the side where it was, else after its mark.
func (f *fitting) side(was side) side {
	fitsAhead := f.ahead && f.inView(f.aheadAt)
	switch {
	case f.within >= 0 && f.free(f.within):
		return f.put(inside, f.within)
	case was == ahead && fitsAhead:
		return f.put(ahead, f.aheadAt)
	case f.after && f.inView(f.afterAt):
		return f.put(after, f.afterAt)
	case fitsAhead:
		return f.put(ahead, f.aheadAt)
	}
	return nowhere
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
