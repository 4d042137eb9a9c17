package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text"
)

// Suggestion is something that what is being typed may become.
type Suggestion struct {
	Text   string // as people wrote it
	Detail string // what it is, in the interface's words; may be empty
}

// Suggestions is a short list beside what is being typed. The keyboard stays with
// the editor, which passes its keys to Key first.
type Suggestions struct {
	Root    *fyne.Container // the list; empty while there is nothing to suggest
	Compact bool            // the detail beside the text instead of below it

	kit    *Kit
	list   []Suggestion
	rows   []*suggested
	at     int
	picked func(i int)
}

// NewSuggestions makes an empty list; picked is told which suggestion is taken.
func NewSuggestions(k *Kit, picked func(i int)) *Suggestions {
	return &Suggestions{kit: k, Root: Stack(), picked: picked, at: -1}
}

// Open reports whether there is something to choose from.
func (s *Suggestions) Open() bool { return len(s.list) > 0 }

// Show replaces the suggestions; lit is the one that Enter takes, -1 for none before
// an arrow key has chosen one.
func (s *Suggestions) Show(list []Suggestion, lit int) {
	k := s.kit
	s.list, s.rows, s.at = list, nil, lit
	s.Root.Objects = nil
	if len(list) > 0 {
		column := Column(0)
		for i, item := range list {
			r := newSuggested(s, i, item)
			s.rows = append(s.rows, r)
			column.Add(r)
		}
		s.Root.Objects = []fyne.CanvasObject{NewSurface(Raised, Line, 8), k.Pad(4, 4, 4, 4, column)}
		s.mark(lit)
	}
	s.Root.Refresh()
}

// Hide takes the list away.
func (s *Suggestions) Hide() { s.Show(nil, -1) }

// Key does what a key means to the list: arrows choose, Enter takes, Esc hides. It
// reports whether it has taken the key.
func (s *Suggestions) Key(ev *fyne.KeyEvent) bool {
	if !s.Open() {
		return false
	}
	n := len(s.list)
	switch ev.Name {
	case fyne.KeyDown:
		s.mark((s.at + 1) % n)
	case fyne.KeyUp:
		s.mark((max(s.at, 0) + n - 1) % n)
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.at < 0 {
			return false
		}
		s.take(s.at)
	case fyne.KeyEscape:
		s.Hide()
	default:
		return false
	}
	return true
}

func (s *Suggestions) take(i int) {
	s.Hide()
	s.picked(i)
}

func (s *Suggestions) mark(at int) {
	s.at = at
	for i, r := range s.rows {
		fill := Role(None)
		if i == at {
			fill = Hover
		}
		r.back.Set(fill, None)
	}
}

// suggested is a row of the list.
type suggested struct {
	widget.BaseWidget
	list    *Suggestions
	at      int
	back    *Surface
	content *fyne.Container
}

var (
	_ fyne.Tappable     = (*suggested)(nil)
	_ desktop.Hoverable = (*suggested)(nil)
)

func newSuggested(s *Suggestions, at int, item Suggestion) *suggested {
	k := s.kit
	r := &suggested{list: s, at: at, back: NewSurface(None, None, 6)}
	r.ExtendBaseWidget(r)
	words := k.Name(item.Text, text.LabelStyle{Size: SizeSmall, LineHeight: 21, Lines: 1, Shrink: true, Align: k.Start()})
	lines := Column(0, words)
	detail := text.LabelStyle{Size: SizeCaption, LineHeight: 18, Lines: 1, Shrink: !s.Compact, Colour: fynetheme.ColorNamePlaceHolder}
	switch {
	case item.Detail == "":
	case s.Compact:
		lines.Objects[0] = k.Row(8, 0, words, k.Text(item.Detail, detail))
	default:
		lines.Add(k.Text(item.Detail, detail))
	}
	r.content = container.New(stack{}, r.back, k.Pad(8, 3, 8, 3, lines))
	return r
}

// HeightFor is that of its lines.
func (r *suggested) HeightFor(width float32) float32     { return HeightFor(r.content, width) }
func (r *suggested) MinSize() fyne.Size                  { return r.content.MinSize() }
func (r *suggested) Tapped(*fyne.PointEvent)             { r.list.take(r.at) }
func (r *suggested) MouseIn(*desktop.MouseEvent)         { r.list.mark(r.at) }
func (r *suggested) MouseMoved(*desktop.MouseEvent)      {}
func (r *suggested) MouseOut()                           {}
func (r *suggested) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
