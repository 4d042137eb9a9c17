package reading

import (
	"slices"

	"tarikh.org/tarikh/ui/text"
)

// Mark is a passage of the open article that a feature marks.
type Mark struct {
	text.Highlight        // its ID is the feature's own, and can be compared
	Title          string // in the menu of several that overlap; without one it cannot be pressed
	Alone          bool   // it is pressed before those that it overlaps, with a title or without
	Own            bool   // the person's own: pressed before one alone, which is offered beside it
}

// Press is a mark that was pressed, or that the pointer is on.
type Press struct {
	Layer string
	ID    any
}

// layers are the marks in the open article by the names of those that made them.
type layers struct {
	list []layer
}

type layer struct {
	name  string
	marks []Mark
}

// set replaces a layer, and reports whether it is another now.
func (l *layers) set(name string, marks []Mark) bool {
	i := slices.IndexFunc(l.list, func(y layer) bool { return y.name == name })
	if i < 0 {
		i = len(l.list)
		l.list = append(l.list, layer{name: name})
	}
	if slices.Equal(l.list[i].marks, marks) {
		return false
	}
	l.list[i].marks = marks
	return true
}

// clear empties all layers.
func (l *layers) clear() {
	for i := range l.list {
		l.list[i].marks = nil
	}
}

// highlights are all marks, the quiet ones first; each has its Press as its ID.
func (l *layers) highlights() []text.Highlight {
	var all []text.Highlight
	for _, quiet := range []bool{true, false} {
		for _, y := range l.list {
			for _, m := range y.marks {
				if m.Quiet == quiet {
					h := m.Highlight
					h.ID = Press{y.name, m.ID}
					all = append(all, h)
				}
			}
		}
	}
	return all
}

// mark is the mark that a press is on; false for one that is gone.
func (l *layers) mark(p Press) (Mark, bool) {
	for _, y := range l.list {
		if y.name != p.Layer {
			continue
		}
		if i := slices.IndexFunc(y.marks, func(m Mark) bool { return !m.Quiet && m.ID == p.ID }); i >= 0 {
			return y.marks[i], true
		}
	}
	return Mark{}, false
}

// choices are what a press on several marks, in their order, may mean: a person's own,
// else one that is pressed alone, else those with a title.
func (l *layers) choices(on []Press) (presses []Press, marks []Mark) {
	var alone, own []Press
	for _, p := range on {
		switch m, ok := l.mark(p); {
		case !ok:
		case m.Own:
			own = append(own, p)
		case m.Alone:
			alone = append(alone, p)
		case m.Title != "":
			presses = append(presses, p)
		}
	}
	switch {
	case len(own) > 0 && len(alone) > 0:
		presses = own
	case len(alone) > 0:
		presses = alone[:1]
	default:
		presses = append(own, presses...)
	}
	for _, p := range presses {
		m, _ := l.mark(p)
		marks = append(marks, m)
	}
	return presses, marks
}

// active is a person's own mark that is shown as the one that was come for.
func (l *layers) active() (Mark, bool) {
	for _, y := range l.list {
		if i := slices.IndexFunc(y.marks, func(m Mark) bool { return m.Own && m.Emphasis }); i >= 0 {
			return y.marks[i], true
		}
	}
	return Mark{}, false
}
