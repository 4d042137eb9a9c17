package review

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// rowKind is what a row of the list shows.
type rowKind uint8

const (
	openRow       rowKind = iota // a candidate to decide on
	dismissedLine                // how many are dismissed; shows and hides them
	dismissedRow
)

// Heights of rows in units.
const rowHeight, lineHeight = 58, 40

// face are the parts of a row of any kind.
type face struct {
	title, when *text.Label
	words       *fyne.Container // those two
	line        *text.Label
	back        *control.Button
	of          propose.Candidate
}

// list is the candidates, with the dismissed ones below a line that shows and hides
// them.
type list struct {
	*view
	rows  *control.LongList
	faces map[fyne.CanvasObject]*face
}

func newList(v *view) *list {
	l := &list{view: v, faces: map[fyne.CanvasObject]*face{}}
	l.rows = v.kit.LongList(control.LongRows{
		New:  l.newRow,
		Fill: l.fillRow,
		Height: func(i int) float32 {
			if l.kind(i) == dismissedLine {
				return lineHeight
			}
			return rowHeight
		},
		Pressed: func(i int, _ control.Press) { l.choose(i) },
		Menu: func(i int, at fyne.Position) {
			l.choose(i)
			if l.kind(i) == openRow {
				l.menu(at)
			}
		},
		Moved: func(i int, _ fyne.KeyModifier) {
			if l.kind(i) != dismissedLine {
				l.choose(i)
			}
		},
		Chosen: func(i int) {
			switch {
			case l.kind(i) != openRow:
				l.choose(i)
			case !l.rows.Repeats():
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
	return l
}

// count is the number of rows.
func (l *list) count() int {
	left := l.model.left
	if left == nil {
		return 0
	}
	n := len(left.Candidates)
	if len(left.Dismissed) > 0 {
		n++
		if l.model.unfolded {
			n += len(left.Dismissed)
		}
	}
	return n
}

func (l *list) kind(i int) rowKind {
	switch n := len(l.model.left.Candidates); {
	case i < n:
		return openRow
	case i == n:
		return dismissedLine
	}
	return dismissedRow
}

// candidate is that of a row of either kind.
func (l *list) candidate(i int) propose.Candidate {
	left := l.model.left
	if l.kind(i) == openRow {
		return left.Candidates[i]
	}
	return left.Dismissed[i-len(left.Candidates)-1]
}

// choose shows the candidate of a row, or the dismissed ones below it.
func (l *list) choose(i int) {
	switch l.kind(i) {
	case openRow:
		if _, at := l.model.shown(); at != i {
			l.model.showAt(i)
		}
	case dismissedLine:
		l.model.unfolded = !l.model.unfolded
		l.rows.SetCount(l.count(), false)
	case dismissedRow:
		c := l.candidate(i)
		l.host.Library.Focus(library.Passage{Start: c.Start, End: c.End})
	}
}

func (l *list) newRow() fyne.CanvasObject {
	k := l.kit
	f := &face{
		title: k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true}),
		when:  k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true}),
		line:  k.Muted(""),
	}
	f.words = control.Column(0, f.title, f.when)
	f.back = k.Button(control.Quiet, k.T("found.restore"), nil, func() { l.model.restore(f.of) })
	row := control.Stack(k.Pad(18, 8, 14, 8, k.Row(6, 0, f.words, f.back)), k.Pad(18, 9, 18, 0, f.line))
	l.faces[row] = f
	return row
}

func (l *list) fillRow(i int, o fyne.CanvasObject) {
	k, f := l.kit, l.faces[o]
	kind := l.kind(i)
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(f.words, kind != dismissedLine)
	show(f.line, kind == dismissedLine)
	show(f.back, kind == dismissedRow && l.host.Library.Writable())
	if kind == dismissedLine {
		key := "found.dismissed.show"
		if l.model.unfolded {
			key = "found.dismissed.hide"
		}
		f.line.SetText(k.Locale.TN(key, len(l.model.left.Dismissed)))
	} else {
		f.of = l.candidate(i)
		f.title.SetText(f.of.Title)
		f.when.SetText(k.Join(k.Locale.Date(l.model.date(f.of)), confidence(k, f.of)))
	}
	o.Refresh()
}
