package notes

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
)

// Measures of the notes beside the text, in units.
const (
	besideGap = 10 // between cards
	leader    = 34 // from the text to the cards
	leaderAt  = 18 // the height in a card at which its leader ends
	dotSize   = 6
	crowdRoom = 44 // at the foot, under the chosen card
)

// margin shows the notes of the passages that are in view beside these, each at the
// height of its passage where there is room; a thin leader goes from one to the other.
type margin struct {
	widget.BaseWidget
	actions *actions
	kit     *control.Kit
	cards   cards
	leads   map[data.ID]*lead
	editor  *editor
	before  fyne.Focusable // what had the keyboard before the editor took it
	float   *fyne.Container
	shown   map[data.ID]fyne.CanvasObject // up to date, by the notes
	crowds  [2]crowd                      // above and below what is shown
	kept    int                           // where the passage begins that kept its height last,
	keptIn  data.ID                       // and its article; zero for none
	objects []fyne.CanvasObject
}

// crowd says how many notes of passages in view have no room beside them, and goes to the
// nearest of these.
type crowd struct {
	count int
	next  data.Annotation
	box   *fyne.Container // nil for none
}

// newMargin makes the view; its cards are shown once it has a size and the text a place.
func newMargin(b *actions) *margin {
	m := &margin{actions: b, kit: b.host.Kit(), leads: map[data.ID]*lead{}, shown: map[data.ID]fyne.CanvasObject{}, float: container.NewWithoutLayout()}
	m.cards = cards{actions: b, toggled: m.build, beside: true}
	m.ExtendBaseWidget(m)
	if w := m.writing(); w != nil {
		m.edit(w)
	}
	return m
}

// writing is the note that is written beside the text, nil where none is.
func (m *margin) writing() *Writing {
	if w := m.actions.Writing(); w != nil && m.actions.isBeside(w.Note()) {
		return w
	}
	return nil
}

// edit makes the card of a note that is written.
func (m *margin) edit(w *Writing) {
	m.editor = newEditor(m.actions, w, m.float, func() {
		if parent := w.Note().Parent; parent != (data.ID{}) {
			delete(m.shown, parent)
		}
		m.arrange()
	})
}

// write follows the note that is being written, see pane.write.
func (m *margin) write() {
	w := m.writing()
	switch {
	case w == nil && m.editor == nil:
	case w == nil:
		m.editor = nil
		giveBack(m.actions.host, m.before)
		m.before, m.float.Objects = nil, nil
		m.float.Refresh()
		m.build()
	case m.editor == nil || m.editor.writing != w:
		if m.editor == nil {
			m.before = m.actions.host.Canvas.Focused()
		}
		m.edit(w)
		if parent := w.Note().Parent; parent != (data.ID{}) {
			m.actions.open[parent] = true
		}
		n := w.Note()
		if t := m.actions.listing().find(n.Parent); t != nil {
			n = t.note
		}
		if at, ok := m.actions.locate(n); ok {
			m.actions.reading.Reveal(at.start, at.end)
		}
		m.build()
		m.editor.focus()
	default:
		m.editor.refresh()
	}
}

// focus gives the keyboard to the note that is being written here, if there is one.
func (m *margin) focus() {
	if m.editor != nil {
		m.editor.focus()
	}
}

// build shows the notes as they are now.
func (m *margin) build() {
	clear(m.shown)
	m.arrange()
}

// inView are the notes to show, with the one that is begun among them; anchor is the
// place among them of the one that keeps the height of its passage, -1 for none.
func (m *margin) inView() (list []placed, anchor int) {
	list, anchor = inView(m.actions), -1
	active := m.actions.library.Active().Note
	if m.editor != nil {
		n := m.editor.writing.Note()
		active = rowOf(n)
		if p, ok := m.actions.locate(n); ok && m.actions.listing().find(n.ID) == nil {
			i := slices.IndexFunc(list, func(q placed) bool { return q.start > p.start || q.start == p.start && q.end > p.end })
			if i < 0 {
				i = len(list)
			}
			list = slices.Insert(list, i, p)
		}
	}
	for i, p := range list {
		if p.note.ID == active {
			anchor = i
		}
	}
	return list, m.keep(list, anchor)
}

// keep remembers which passage keeps its height. Where its note is let go of or deleted,
// the one that is there now keeps it, as long as the passage is in view.
func (m *margin) keep(list []placed, anchor int) int {
	if anchor >= 0 {
		m.kept, m.keptIn = list[anchor].start, list[anchor].note.Article
		return anchor
	}
	top, _ := m.actions.reading.OffsetAt(0)
	bottom, ok := m.actions.reading.OffsetAt(1)
	if a := m.actions.library.Article(); !ok || a == nil || a.ID != m.keptIn || m.kept < top || m.kept > bottom {
		m.keptIn = data.ID{}
		return -1
	}
	if i := slices.IndexFunc(list, func(p placed) bool { return p.start >= m.kept }); i >= 0 {
		return i
	}
	return len(list) - 1
}

// object is what shows a note.
func (m *margin) object(n data.Annotation) fyne.CanvasObject {
	if m.editor != nil && m.editor.writing.Note().ID == n.ID {
		return m.editor.root
	}
	o, ok := m.shown[n.ID]
	if !ok {
		o = m.cards.card(n.ID, m.editor).root
		m.shown[n.ID] = o
	}
	return o
}

// slot is a card with the height that it wants and the one that it has.
type slot struct {
	note   placed
	object fyne.CanvasObject
	want   float32 // of its passage
	y, h   float32
}

// slots are the cards to show from top to bottom. They are pushed apart around the one
// at anchor, or from the first one on; those that would not be in view are left out.
func (m *margin) slots(list []placed, anchor int, width, height float32) []slot {
	make := func(p placed) (slot, bool) {
		at, _, ok := m.actions.reading.RectOf(p.start, p.end)
		if !ok {
			return slot{}, false
		}
		o := m.object(p.note)
		return slot{note: p, object: o, want: at, h: control.HeightFor(o, width)}, true
	}
	var above, below []slot
	first := max(anchor, 0)
	next := float32(0)
	for i := first; i < len(list) && next < height; i++ {
		s, ok := make(list[i])
		if !ok {
			continue
		}
		s.y = max(s.want, next)
		if i == anchor {
			s.y = max(min(s.want, height-s.h-crowdRoom), 0)
		}
		next = s.y + s.h + besideGap
		below = append(below, s)
	}
	if anchor < 0 {
		return below
	}
	last := height
	if len(below) > 0 {
		last = below[0].y
	}
	for i := first - 1; i >= 0 && last > 0; i-- {
		s, ok := make(list[i])
		if !ok {
			continue
		}
		s.y = min(s.want, last-s.h-besideGap)
		last = s.y
		if s.y+s.h > 0 {
			above = append(above, s)
		}
	}
	slices.Reverse(above)
	return append(above, below...)
}

// arrange puts the cards beside their passages.
func (m *margin) arrange() {
	size := m.Size()
	if size.Width <= 0 || size.Height <= 0 || !m.Visible() {
		return
	}
	list, anchor := m.inView()
	cardWidth := size.Width - leader
	x, edge := float32(leader), float32(0)
	if m.kit.RTL() {
		x, edge = 0, size.Width
	}
	m.objects = m.objects[:0]
	used := map[data.ID]bool{}
	slots := m.slots(list, anchor, cardWidth, size.Height)
	for _, s := range slots {
		id := s.note.note.ID
		used[id] = true
		s.object.Resize(fyne.NewSize(cardWidth, s.h))
		s.object.Move(fyne.NewPos(x, s.y))
		l := m.leads[id]
		if l == nil || l.colour != s.note.note.Colour {
			l = newLead(s.note.note.Colour)
			m.leads[id] = l
		}
		l.place(edge, s.want+leaderAt, m.kit.RTL(), s.y+leaderAt)
		m.objects = append(append(m.objects, l.parts()...), s.object)
	}
	for id := range m.leads {
		if !used[id] {
			delete(m.leads, id)
			delete(m.shown, id)
			m.cards.drop(id)
		}
	}
	for i, y := range m.crowded(list, slots, size.Height) {
		if box := m.crowds[i].box; box != nil {
			box.Resize(box.MinSize())
			box.Move(fyne.NewPos(x+(cardWidth-box.MinSize().Width)/2, y))
			m.objects = append(m.objects, box)
		}
	}
	m.objects = append(m.objects, m.float)
	m.float.Resize(size)
	canvas.Refresh(m) // cards that were never drawn belong to no canvas
}

// crowded counts the notes that have no room, above and below, and returns the heights at
// which that is said. A card of which only an edge is in view counts as none.
func (m *margin) crowded(list []placed, slots []slot, height float32) [2]float32 {
	const edge, inset = 34, 4
	first, last, read := len(list), -1, map[data.ID]bool{}
	for _, s := range slots {
		read[s.note.note.ID] = s.y < height-edge && s.y+s.h > edge
	}
	for i, p := range list {
		if read[p.note.ID] {
			first, last = min(first, i), i
		}
	}
	var above, below []placed
	if last >= 0 {
		above, below = list[:first], list[last+1:]
	}
	m.crowds[0].set(m, len(above), func() data.Annotation { return above[len(above)-1].note })
	m.crowds[1].set(m, len(below), func() data.Annotation { return below[0].note })
	at := [2]float32{inset, 0}
	if box := m.crowds[1].box; box != nil {
		at[1] = height - box.MinSize().Height - inset
	}
	return at
}

// set says another number of notes; it stays the same object while that is the same.
func (c *crowd) set(m *margin, count int, next func() data.Annotation) {
	if count == 0 {
		*c = crowd{}
		return
	}
	if c.next = next(); c.count == count {
		return
	}
	c.count = count
	goTo := m.kit.Button(control.Quiet, m.kit.Locale.TN("notes.crowd", count), nil, func() { m.actions.choose(c.next) })
	c.box = control.Stack(control.NewSurface(control.Raised, control.Line, 8), goTo)
}

// lead is the line from a passage to its note: a dot at the text, and a step where the
// note is not at the passage's height.
type lead struct {
	colour         string
	dot            *control.Surface
	from, step, to *control.Surface
}

func newLead(colour string) *lead {
	line := func() *control.Surface { return control.NewSurface(control.Mark(colour), control.None, 0) }
	return &lead{colour: colour, dot: control.NewBar(control.Mark(colour), dotSize, dotSize, dotSize/2), from: line(), step: line(), to: line()}
}

func (l *lead) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.from, l.step, l.to, l.dot} }

// place draws it from a height at the text's edge to one at the card; rtl: to the left.
func (l *lead) place(edge, from float32, rtl bool, to float32) {
	const thin = 1
	put := func(o *control.Surface, x0, x1, y, h float32) {
		if rtl {
			x0, x1 = edge-x1, edge-x0
		} else {
			x0, x1 = edge+x0, edge+x1
		}
		o.Move(fyne.NewPos(x0, y))
		o.Resize(fyne.NewSize(x1-x0, h))
	}
	const start, bend = 4, leader * 0.6
	put(l.dot, start, start+dotSize, from-dotSize/2, dotSize)
	put(l.from, start+dotSize/2, bend, from-thin/2, thin)
	put(l.step, bend, bend+thin, min(from, to)-thin/2, max(from, to)-min(from, to)+thin)
	put(l.to, bend, leader, to-thin/2, thin)
}

// MinSize is small: the notes are where their passages are.
func (m *margin) MinSize() fyne.Size { return fyne.NewSize(10, 10) }

// CreateRenderer is Fyne's.
func (m *margin) CreateRenderer() fyne.WidgetRenderer { return &marginRenderer{m} }

type marginRenderer struct{ m *margin }

func (r *marginRenderer) Destroy()                     {}
func (r *marginRenderer) MinSize() fyne.Size           { return r.m.MinSize() }
func (r *marginRenderer) Objects() []fyne.CanvasObject { return r.m.objects }
func (r *marginRenderer) Layout(fyne.Size)             { r.m.arrange() }

// IsClip tells Fyne to clip the cards at the ends of the text.
func (r *marginRenderer) IsClip() {}

// Refresh follows the theme.
func (r *marginRenderer) Refresh() {
	for _, o := range r.m.objects {
		o.Refresh()
	}
}
