package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// CardRows say what a CardList shows.
type CardRows struct {
	// New makes what shows a row that is not open, Fill makes it show row i.
	New  func() fyne.CanvasObject
	Fill func(i int, o fyne.CanvasObject)
	// Row is the height of such a row in a list of a width, in units.
	Row func(width float32) float32
	// Open opens a row; it is not called for the one that is open.
	Open func(i int)
	// Menu shows what can be done with the row that is open; may be nil.
	Menu func(at fyne.Position)
	// Chosen follows Enter on the row that is open, but not while the key repeats.
	Chosen func()
	// Key sees what is typed first; true: it has been taken.
	Key func(ev *fyne.KeyEvent) bool
}

// CardList is a LongList in which one row is open in its place, as a card: the one that
// the keys are about.
type CardList struct {
	Rows *LongList
	Root *fyne.Container
	Card fyne.CanvasObject // of the row that is open, nil for none; see Set

	rows  CardRows
	count int
	at    int     // the row that is open, -1 for none
	width float32 // that rows are made for
	faces map[fyne.CanvasObject]cardFace
}

// cardFace are the parts of a row: one of them is shown.
type cardFace struct {
	plain fyne.CanvasObject
	card  *fyne.Container
}

// CardList makes an empty list.
func (k *Kit) CardList(rows CardRows) *CardList {
	l := &CardList{rows: rows, at: -1, faces: map[fyne.CanvasObject]cardFace{}}
	l.Rows = k.LongList(LongRows{
		New: l.newRow, Fill: l.fill, Height: l.height,
		Lit:     func(int) bool { return false }, // the card has a ground of its own
		Pressed: func(i int, _ Press) { l.open(i) },
		Menu: func(i int, at fyne.Position) {
			l.open(i)
			if rows.Menu != nil {
				rows.Menu(at)
			}
		},
		Moved: func(i int, _ fyne.KeyModifier) { l.open(i) },
		Chosen: func(int) {
			if !l.Rows.Repeats() {
				rows.Chosen()
			}
		},
		Key: rows.Key,
	})
	l.Root = container.New(cardSized{l}, l.Rows)
	return l
}

// Set shows so many rows, and a card in the place of row at; -1 and nil for none.
func (l *CardList) Set(count, at int, card fyne.CanvasObject) {
	l.count, l.at, l.Card = count, at, card
	l.Rows.SetCount(count, false)
	l.Rows.SetCurrent(at)
}

// Width is the one that rows are made for.
func (l *CardList) Width() float32 { return l.width }

func (l *CardList) open(i int) {
	if i != l.at {
		l.rows.Open(i)
	}
}

func (l *CardList) height(i int) float32 {
	if i == l.at && l.Card != nil {
		return HeightFor(l.Card, max(l.width, 200))
	}
	return l.rows.Row(l.width)
}

func (l *CardList) newRow() fyne.CanvasObject {
	f := cardFace{l.rows.New(), Stack()}
	row := Stack(f.plain, f.card)
	l.faces[row] = f
	return row
}

func (l *CardList) fill(i int, o fyne.CanvasObject) {
	f := l.faces[o]
	if f.card.Objects = nil; i == l.at && l.Card != nil {
		f.plain.Hide()
		f.card.Objects = []fyne.CanvasObject{l.Card}
		f.card.Refresh()
	} else {
		f.plain.Show()
		l.rows.Fill(i, f.plain)
	}
	o.Refresh()
}

// cardSized tells the list its width before its rows are made.
type cardSized struct{ l *CardList }

func (s cardSized) MinSize([]fyne.CanvasObject) fyne.Size { return s.l.Rows.MinSize() }

func (s cardSized) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	changed := size != s.l.Rows.Size()
	if size.Width != s.l.width {
		s.l.width = size.Width
		s.l.Rows.SetCount(s.l.count, false)
	}
	s.l.Rows.Resize(size)
	if changed { // the list has other rows in view, but the one that is open stays
		s.l.Rows.SetCurrent(s.l.at)
	}
}
