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

// face are the parts of a row that is not open.
type face struct {
	badge             *badge
	title, when, said *text.Label
	tick              *widget.Icon // of one that is accepted
}

// list is all candidates, decided or not; the one that is shown is open in its place.
type list struct {
	*view
	*control.CardList
	dates float32 // width of the column of dates, where there is one
	faces map[fyne.CanvasObject]*face
}

func newList(v *view) *list {
	l := &list{view: v, faces: map[fyne.CanvasObject]*face{}}
	l.CardList = v.kit.CardList(control.CardRows{
		New: l.newRow, Fill: l.fillRow,
		Row: func(width float32) float32 {
			if width >= wide {
				return rowHeight
			}
			return tallRow
		},
		Open: v.model.showAt, Menu: v.menu, Chosen: v.accept,
		Key: func(ev *fyne.KeyEvent) bool {
			c := l.key(ev)
			switch {
			case c == nil:
				return false
			case c.ID == "found.next", c.ID == "found.previous", !l.Rows.Repeats():
				c.Run() // at once: the next key is about the next candidate
			}
			return true
		},
	})
	return l
}

// show shows the candidates as they are now; open is the card of the one that is shown.
func (l *list) show(open fyne.CanvasObject) {
	l.dates = 0
	for i := range l.model.items {
		_, date, _ := l.looks(&l.model.items[i])
		l.dates = max(l.dates, min(l.kit.Measure(l.kit.Locale.Date(date), control.SizeSmall, false)+2, mostDates))
	}
	_, at := l.model.shown()
	l.Set(len(l.model.items), at, open)
}

// saidStyle is that of the words on what is decided.
var saidStyle = text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}

func (l *list) newRow() fyne.CanvasObject {
	k := l.kit
	small := text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true}
	f := &face{
		badge: newBadge(k),
		title: k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true}),
		when:  k.Text("", small), said: k.Text("", saidStyle),
		tick: widget.NewIcon(fynetheme.NewColoredResource(fynetheme.ConfirmIcon(), fynetheme.ColorNameSuccess)),
	}
	row := container.New(plainRow{l}, f.badge.Container, f.title, f.when, f.said, f.tick)
	l.faces[row] = f
	return row
}

func (l *list) fillRow(i int, o fyne.CanvasObject) {
	k, f := l.kit, l.faces[o]
	c := &l.model.items[i]
	title, date, track := l.looks(c)
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
	o.Refresh()
}

// looks are the title, the date and the track of a candidate, or of the event that it has
// become.
func (a actions) looks(c *candidate) (title string, date dates.Date, track int) {
	if e := c.event; e != nil {
		tracks := a.host.Library.Tracks()
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
