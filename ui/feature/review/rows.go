package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// wide is the width of the list, in units, from which a row is one line.
const wide = 440

// Heights of rows in units, of one line and of two.
const rowHeight, tallRow = 38, 56

// face are the parts of a row.
type face struct {
	badge             *badge
	title, when, said *text.Label
	tick              *widget.Icon    // of one that is accepted
	plain             *fyne.Container // those
	card              *fyne.Container // instead of them where the candidate is shown
}

// list is all candidates, decided or not; the one that is shown is open in its place.
type list struct {
	*view
	rows  *control.LongList
	root  *fyne.Container
	width float32 // that rows are made for
	dates float32 // width of the column of dates, where there is one
	faces map[fyne.CanvasObject]*face
	open  fyne.CanvasObject // the card of the one that is shown; nil for none
}

func newList(v *view) *list {
	l := &list{view: v, faces: map[fyne.CanvasObject]*face{}}
	l.rows = v.kit.LongList(control.LongRows{
		New:     l.newRow,
		Fill:    l.fillRow,
		Height:  l.height,
		Lit:     func(int) bool { return false }, // the card has a ground of its own
		Pressed: func(i int, _ control.Press) { l.choose(i) },
		Menu: func(i int, at fyne.Position) {
			l.choose(i)
			l.menu(at)
		},
		Moved: func(i int, _ fyne.KeyModifier) { l.choose(i) },
		Chosen: func(int) {
			if !l.rows.Repeats() {
				l.accept()
			}
		},
		Key: func(ev *fyne.KeyEvent) bool {
			c := l.key(ev)
			switch {
			case c == nil:
				return false
			case c.ID == "found.next", c.ID == "found.previous", !l.rows.Repeats():
				c.Run() // at once: the next key is about the next candidate
			}
			return true
		},
	})
	l.root = container.New(sized{l}, l.rows)
	return l
}

// sized tells the list its width before its rows are made.
type sized struct{ l *list }

func (s sized) MinSize([]fyne.CanvasObject) fyne.Size { return s.l.rows.MinSize() }

func (s sized) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	changed := size != s.l.rows.Size()
	if size.Width != s.l.width {
		s.l.width = size.Width
		s.l.rows.SetCount(s.l.count(), false)
	}
	s.l.rows.Resize(size)
	if changed { // the list has other rows in view, but the candidate that is shown stays
		_, at := s.l.model.shown()
		s.l.rows.SetCurrent(at)
	}
}

func (l *list) count() int { return len(l.model.items) }

func (l *list) height(i int) float32 {
	switch {
	case i == l.model.at && l.open != nil:
		return control.HeightFor(l.open, max(l.width, 200))
	case l.width >= wide:
		return rowHeight
	}
	return tallRow
}

// show shows the candidates as they are now; open is the card of the one that is shown.
func (l *list) show(open fyne.CanvasObject) {
	l.open = open
	l.dates = 0
	for i := range l.model.items {
		_, date, _ := l.looks(&l.model.items[i])
		l.dates = max(l.dates, min(l.kit.Measure(l.kit.Locale.Date(date), control.SizeSmall, false)+2, mostDates))
	}
	l.rows.SetCount(l.count(), false)
	_, at := l.model.shown()
	l.rows.SetCurrent(at)
}

// saidStyle is that of the words on what is decided.
var saidStyle = text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}

// choose shows the candidate of a row.
func (l *list) choose(i int) {
	if _, at := l.model.shown(); at != i {
		l.model.showAt(i)
	}
}

func (l *list) newRow() fyne.CanvasObject {
	k := l.kit
	small := text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true}
	f := &face{
		badge: newBadge(k),
		title: k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true}),
		when:  k.Text("", small), said: k.Text("", saidStyle),
		card: control.Stack(),
		tick: widget.NewIcon(fynetheme.NewColoredResource(fynetheme.ConfirmIcon(), fynetheme.ColorNameSuccess)),
	}
	f.plain = container.New(plainRow{l}, f.badge.Container, f.title, f.when, f.said, f.tick)
	row := control.Stack(f.plain, f.card)
	l.faces[row] = f
	return row
}

func (l *list) fillRow(i int, o fyne.CanvasObject) {
	k, f := l.kit, l.faces[o]
	if f.card.Objects = nil; i == l.model.at && l.open != nil {
		f.plain.Hide()
		f.card.Objects = []fyne.CanvasObject{l.open}
		f.card.Refresh()
		o.Refresh()
		return
	}
	c := &l.model.items[i]
	title, date, track := l.looks(c)
	f.plain.Show()
	f.badge.show(c, l.colour(track), false)
	f.title.SetText(title)
	f.when.SetText(k.Locale.Date(date))
	f.said.SetText(l.state(c))
	said := saidStyle
	if f.tick.Hide(); c.decision == propose.Accepted {
		f.tick.Show()
		said.Colour = fynetheme.ColorNameSuccess
	}
	f.said.SetStyle(said)
	f.plain.Refresh()
	o.Refresh()
}

// looks are the title, the date and the track of a candidate, or of the event that it has
// become.
func (a actions) looks(c *candidate) (title string, date dates.Date, track int) {
	if e := c.event; e != nil {
		tracks := a.host.Library.Snapshot().Tracks
		for i := range tracks {
			if tracks[i].ID == e.Track {
				return e.Title, e.Date, i
			}
		}
	}
	return c.Title, a.model.date(c.Candidate), a.model.track(c.Candidate)
}

// colour is that of a track by its place; slate where there is none.
func (a actions) colour(track int) string {
	if n := a.host.Library.Snapshot(); n != nil && track >= 0 && track < len(n.Tracks) {
		return n.Tracks[track].Colour
	}
	return dateColour
}

// state says what is decided on a candidate, else how likely it is.
func (v *view) state(c *candidate) string {
	k := v.kit
	switch {
	case c.decision == propose.Accepted:
		return k.T("found.state.accepted")
	case c.decision == propose.Dismissed:
		return k.T("found.state.dismissed")
	case c.Event != (data.ID{}):
		return k.T("found.state.known")
	}
	return confidence(k, c.Candidate)
}

// plainRow sets a row: number, date, title and state on one line where there is room,
// else date and state below the title.
type plainRow struct{ l *list }

// Measures of a row, in units.
const (
	rowSide, rowText = 14, 50 // of the number and of the words from the start
	mostDates        = 190    // of the dates' column
	stateWidth       = 150
	rowGap           = 10
	tickSize         = 16 // before the words of one that is accepted
)

func (plainRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, rowHeight) }

func (l plainRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if l.l.kit.RTL() {
			x = size.Width - x - w
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(w, 0), h))
	}
	put(o[0], rowSide, (size.Height-badgeSize)/2, badgeSize, badgeSize)
	end := size.Width - rowSide
	state := min(o[3].MinSize().Width+2, stateWidth)
	if size.Width >= wide {
		y := (size.Height - 22) / 2
		put(o[2], rowText, y+1, l.l.dates, 20)
		at := rowText + l.l.dates + rowGap
		put(o[1], at, y, end-state-rowGap-tickSize-at, 22)
		put(o[3], end-state, y+1, state, 20)
		put(o[4], end-state-tickSize-3, y+3, tickSize, tickSize)
		return
	}
	put(o[1], rowText, 7, end-rowText, 22)
	put(o[2], rowText, 29, end-state-rowGap-tickSize-rowText, 20)
	put(o[3], end-state, 29, state, 20)
	put(o[4], end-state-tickSize-3, 31, tickSize, tickSize)
}

// restore brings the candidate that is shown back, where it is dismissed.
func (a actions) restore() {
	if c, _ := a.model.shown(); c != nil && c.decision == propose.Dismissed && a.host.Library.Writable() {
		a.model.restore(c.Candidate)
	}
}

// goTo shows the event that a candidate has become.
func (a actions) goTo(e data.ID) { a.host.Library.Select(e) }
