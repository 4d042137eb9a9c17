package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// foundKind is what a row of the list shows.
type foundKind uint8

const (
	openRow       foundKind = iota // a candidate to decide on
	dismissedLine                  // how many are dismissed; shows and hides them
	dismissedRow
)

// Heights of rows in units.
const foundHeight, foundLineHeight = 58, 40

// foundFace are the parts of a row of any kind.
type foundFace struct {
	title, when *text.Label
	words       *fyne.Container // those two
	line        *text.Label
	back        *control.Button
	of          propose.Candidate
}

// list makes the list of candidates, with the dismissed ones below a line that
// shows and hides them.
func (p *Found) newList() *control.LongList {
	return p.env.Kit.LongList(control.LongRows{
		New:  p.newRow,
		Fill: p.fillRow,
		Height: func(i int) float32 {
			if p.kind(i) == dismissedLine {
				return foundLineHeight
			}
			return foundHeight
		},
		Pressed: func(i int, _ control.Press) { p.choose(i) },
		Menu: func(i int, at fyne.Position) {
			p.choose(i)
			if p.kind(i) == openRow {
				p.menu(at)
			}
		},
		Moved: func(i int, _ fyne.KeyModifier) {
			if p.kind(i) != dismissedLine {
				p.choose(i)
			}
		},
		Chosen: func(i int) {
			switch {
			case p.kind(i) != openRow:
				p.choose(i)
			case !p.list.Repeats():
				p.Accept()
			}
		},
		Key: func(ev *fyne.KeyEvent) bool {
			c := p.keys.ForKey(ev)
			switch {
			case c == nil:
				return false
			case c.ID == "found.next", c.ID == "found.previous", !p.list.Repeats():
				c.Run() // at once: the next key is about the next candidate
			}
			return true
		},
	})
}

// count is the number of rows.
func (p *Found) count() int {
	if p.shown == nil {
		return 0
	}
	n := len(p.shown.Candidates)
	if len(p.shown.Dismissed) > 0 {
		n++
		if p.unfolded {
			n += len(p.shown.Dismissed)
		}
	}
	return n
}

func (p *Found) kind(i int) foundKind {
	switch n := len(p.shown.Candidates); {
	case i < n:
		return openRow
	case i == n:
		return dismissedLine
	}
	return dismissedRow
}

// candidate is that of a row of either kind.
func (p *Found) candidate(i int) *propose.Candidate {
	if p.kind(i) == openRow {
		return &p.shown.Candidates[i]
	}
	return &p.shown.Dismissed[i-len(p.shown.Candidates)-1]
}

func (p *Found) newRow() fyne.CanvasObject {
	k := p.env.Kit
	f := &foundFace{
		title: k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true}),
		when:  k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true}),
		line:  k.Muted(""),
	}
	f.words = control.Column(0, f.title, f.when)
	f.back = k.Button(control.Quiet, k.T("found.restore"), nil, func() { p.restore(f.of) })
	row := control.Stack(k.Pad(18, 8, 14, 8, k.Row(6, 0, f.words, f.back)), k.Pad(18, 9, 18, 0, f.line))
	p.faces[row] = f
	return row
}

func (p *Found) fillRow(i int, o fyne.CanvasObject) {
	k, f := p.env.Kit, p.faces[o]
	kind := p.kind(i)
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(f.words, kind != dismissedLine)
	show(f.line, kind == dismissedLine)
	show(f.back, kind == dismissedRow && !p.env.readOnly())
	if kind == dismissedLine {
		key := "found.dismissed.show"
		if p.unfolded {
			key = "found.dismissed.hide"
		}
		f.line.SetText(k.Locale.TN(key, len(p.shown.Dismissed)))
	} else {
		c := p.candidate(i)
		f.of = *c
		f.title.SetText(c.Title)
		f.when.SetText(k.Join(k.Locale.Date(p.date(c)), p.confidence(c)))
	}
	o.Refresh()
}
