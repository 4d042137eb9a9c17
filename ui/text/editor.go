package text

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Measures of an editor, in units.
const (
	editorSide  = 10 // from its sides to the text
	editorAbove = 6  // from its top and bottom
	editorWidth = 120
	areaReach   = 6 // how far the text's area goes into the sides, for carets and ink
)

// EditorOptions say what an Editor is for. All may be left empty.
type EditorOptions struct {
	Placeholder string
	Lines       int            // that are in view at least; 0 means 1
	Grow        int            // as many lines as the text has, up to this many; 0: always Lines
	Single      bool           // one line, which scrolls sideways; line endings become spaces
	Size        float32        // of the letters; 0 means the theme's text size
	LineHeight  float32        // 0 means 1.7 times the size
	Neutral     uax9.Direction // of a text without letters: that of the interface; Auto means LTR

	OnChanged func(text string)      // after every change that the writer makes
	OnSubmit  func(text string)      // at Ctrl+Enter, and Enter in a single line
	OnCancel  func()                 // at Esc; without it Esc is the canvas's
	OnMenu    func(at fyne.Position) // for a context menu at a point of the canvas
	OnReached func()                 // the keyboard has come without the pointer
}

// Editor is a field to write in, of one line or of many, in Arabic, Latin and
// mixtures of both. It scrolls by itself; Tab leaves it.
type Editor struct {
	widget.DisableableWidget
	column
	// The callbacks may be replaced while the editor is in use.
	OnChanged func(text string)
	OnSubmit  func(text string)
	OnCancel  func()
	OnMenu    func(at fyne.Position)
	OnKey     func(ev *fyne.KeyEvent) bool // sees keys first; true: it has taken this one
	OnFocus   func(on bool)                // the keyboard has come or gone
	OnCaret   func()                       // the caret has moved, or the text has changed

	options     EditorOptions
	doc         *edit.Document
	box         *canvas.Rectangle
	area        *area
	clip        fyne.Widget // the area in the tree
	placeholder *Label
	caret       *caret
	focused     bool
	typed       uax9.Direction // of the last letter typed since the caret moved by other means
}

// NewEditor returns an editor with a text.
func NewEditor(ts *Typesetter, text string, o EditorOptions) *Editor {
	e := &Editor{
		OnChanged: o.OnChanged, OnSubmit: o.OnSubmit, OnCancel: o.OnCancel, OnMenu: o.OnMenu,
		options: o, box: canvas.NewRectangle(nil),
	}
	e.ExtendBaseWidget(e)
	if o.Size == 0 {
		e.options.Size = e.Theme().Size(theme.SizeNameText)
	}
	if o.LineHeight == 0 {
		e.options.LineHeight = ceil(1.7 * e.options.Size)
	}
	e.doc = edit.New(ts.Shaper, edit.Options{
		Size: e.options.Size, LineHeight: e.options.LineHeight, Single: o.Single, Neutral: o.Neutral,
	})
	e.doc.SetText(text)
	e.column = newColumn(ts, e, &e.doc.Selection, 0, 0)
	e.left, e.margin, e.single = areaReach, areaReach, o.Single
	e.faint = true
	e.bar = input.Bar{Width: 5, Edge: 3, Inset: editorAbove, Least: 24, Left: o.Neutral == uax9.RTL}
	e.placeholder = NewLabel(ts, "", LabelStyle{})
	e.caret = newCaret(e)
	e.box.CornerRadius = e.Theme().Size(theme.SizeNameInputRadius)
	scroll := func(dy float32) {
		e.page.ScrollBy(-float64(dy))
		e.arrange()
	}
	if o.Single {
		scroll = nil
	}
	e.area, e.clip = newArea(scroll, e.placeholder, e.caret.mark, e.caret.flag)
	e.SetPlaceholder(o.Placeholder)
	e.rewind()
	return e
}

// Text is what is written.
func (e *Editor) Text() string { return e.doc.Text() }

// SetText replaces everything, without telling OnChanged; it cannot be undone.
func (e *Editor) SetText(text string) {
	e.doc.SetText(text)
	if e.options.Single {
		e.doc.Move(edit.TextEnd, false)
	}
	e.rewind()
	e.moved()
}

// SetPlaceholder replaces what is shown while nothing is written.
func (e *Editor) SetPlaceholder(text string) {
	style := LabelStyle{
		Size: e.options.Size, LineHeight: e.options.LineHeight, Shrink: true,
		Colour: theme.ColorNamePlaceHolder, Base: uax9.FirstStrong(text),
	}
	if e.options.Single {
		style.Lines = 1
	}
	if style.Base == uax9.Auto {
		style.Base = e.options.Neutral
	}
	e.placeholder.SetStyle(style)
	e.placeholder.SetText(text)
	e.arrange()
}

// Direction is the base direction that the writer chose with Ctrl+Shift+X or the
// owner with SetDirection; Auto if none.
func (e *Editor) Direction() uax9.Direction { return e.doc.Direction() }

// SetDirection sets the base direction of all paragraphs; Auto is that of the first
// strong character of each.
func (e *Editor) SetDirection(d uax9.Direction) {
	e.doc.SetDirection(d)
	e.rewind()
	e.follow()
}

// Select selects the bytes from anchor to head, where the caret is.
func (e *Editor) Select(anchor, head int) {
	e.doc.Select(anchor, head)
	e.moved()
}

// Caret is the byte that the caret is before.
func (e *Editor) Caret() int { return e.doc.Head().Offset }

// SelectedText is what is selected.
func (e *Editor) SelectedText() string { return e.doc.Selected() }

// Replace writes a text in place of the bytes [start, end) and puts the caret after
// it, as if it had been typed: it can be undone, and OnChanged is told.
func (e *Editor) Replace(start, end int, text string) {
	e.doc.Select(start, end)
	e.change(func() bool { return e.doc.Insert(text) })
}

// change does an edit and reports it if it changed the text.
func (e *Editor) change(edit func() bool) bool {
	if e.Disabled() || !edit() {
		return false
	}
	e.moved()
	if e.OnChanged != nil {
		e.OnChanged(e.Text())
	}
	return true
}

// moved follows after the caret has moved by other means than a letter.
func (e *Editor) moved() {
	e.typed = uax9.Auto
	e.follow()
}

// follow scrolls to the caret and shows it.
func (e *Editor) follow() {
	if e.width <= 0 {
		return
	}
	e.reveal()
	if e.options.Single && e.focused {
		_, box := e.doc.CaretBox(e.doc.Head())
		e.slide = max(e.slide, -box.X)        // the caret is not left of the column
		e.slide = min(e.slide, e.width-box.X) // nor right of it
	}
	e.show()
	if e.OnCaret != nil {
		e.OnCaret()
	}
}

// show places what is in view, and the caret is shown fully at first.
func (e *Editor) show() {
	e.arrange()
	e.caret.start(e.focused && !e.Disabled())
}

// rewind scrolls a single line to its beginning.
func (e *Editor) rewind() {
	e.slide = 0
	if e.options.Single && e.doc.Setting(0).RTL() {
		e.slide = -e.doc.Setting(0).Width() // arrange stops it at the edge
	}
}

// CaretAt is the top left corner of the caret's line in the editor and the line's
// height, false while the caret is out of view.
func (e *Editor) CaretAt() (at fyne.Position, height float32, ok bool) {
	if e.width <= 0 {
		return fyne.Position{}, 0, false
	}
	i, box := e.doc.CaretBox(e.doc.Head())
	e.page.Each(func(n int, top float64) {
		if n == i {
			at = e.offset.AddXY(areaReach+e.slide+box.X, float32(top)+box.Top)
			height, ok = box.Bottom-box.Top, true
		}
	})
	return at, height, ok
}

// add implements holder; pictures are behind the caret.
func (e *Editor) add(o fyne.CanvasObject) { e.area.add(o) }

// under implements holder: nothing is below the words of an editor.
func (e *Editor) under(*sheet) {}

// arranged implements holder: it places the caret, and the flag on it where the
// direction of typing can be in doubt: in a paragraph of both directions, or after a
// letter of the other one than the paragraph's.
func (e *Editor) arranged() {
	if e.doc.Len() == 0 {
		e.placeholder.Show()
	} else {
		e.placeholder.Hide()
	}
	canvas.Refresh(e.box) // new pictures alone do not tell the canvas
	at, line, ok := e.CaretAt()
	if !ok || !e.focused || e.Disabled() {
		e.caret.hide()
		return
	}
	scale := deviceScale(e)
	i, box := e.doc.CaretBox(e.doc.Head())
	at = at.Subtract(e.offset)
	at = fyne.NewPos(snap(float64(at.X-caretWidth/2.0), scale), snap(float64(at.Y), scale))
	if e.placeholder.Visible() && box.RTL {
		at.X += caretWidth // beside the placeholder's first letter: an alef would vanish behind it
	}
	set, rtl := e.doc.Setting(i), box.RTL
	if e.typed != uax9.Auto {
		rtl = e.typed == uax9.RTL
	}
	e.caret.place(at, line, set.Mixed || rtl != set.RTL(), rtl)
}

// HeightFor is the height at any width, see MinSize.
func (e *Editor) HeightFor(float32) float32 { return e.MinSize().Height }

// MinSize shows the least number of lines, or those of the text at its present width
// where it may grow, see EditorOptions.
func (e *Editor) MinSize() fyne.Size {
	lines := 1
	if !e.options.Single {
		lines = max(e.options.Lines, 1)
	}
	if e.options.Grow > lines && e.width > 0 {
		text := int(math.Ceil(e.page.Extent() / float64(e.options.LineHeight)))
		lines = min(max(lines, text), e.options.Grow)
	}
	return fyne.NewSize(editorWidth, float32(lines)*e.options.LineHeight+2*editorAbove)
}

// Disable removes the keyboard focus; the text can still be selected and copied.
func (e *Editor) Disable() {
	e.DisableableWidget.Disable()
	if c := input.Canvas(e); c != nil && c.Focused() == any(e) {
		c.Unfocus()
	}
}

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	e.paint()
	return &editorRenderer{editor: e, objects: []fyne.CanvasObject{e.box, e.clip, e.thumb}}
}

type editorRenderer struct {
	editor  *Editor
	objects []fyne.CanvasObject
}

func (r *editorRenderer) Destroy()                     { r.editor.stop(); r.editor.caret.stop() }
func (r *editorRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *editorRenderer) MinSize() fyne.Size           { return r.editor.MinSize() }

// Layout gives the text all but the borders.
func (r *editorRenderer) Layout(size fyne.Size) {
	e := r.editor
	e.box.Resize(size)
	height := size.Height - 2*editorAbove
	if e.options.Single {
		height = e.options.LineHeight
	}
	width := max(float32(math.Floor(float64(size.Width)))-2*editorSide, 1)
	e.offset = fyne.NewPos(editorSide-areaReach, float32(math.Floor(float64(size.Height-height)/2)))
	e.clip.Move(e.offset)
	e.clip.Resize(fyne.NewSize(width+2*areaReach, height))
	e.fit(width, float64(height))
	e.placeholder.Move(fyne.NewPos(areaReach, 0))
	e.placeholder.Resize(fyne.NewSize(width, e.placeholder.HeightFor(width)))
	e.follow()
}

// Refresh draws everything again, as in another theme.
func (r *editorRenderer) Refresh() {
	e := r.editor
	e.paint()
	e.redraw()
	e.placeholder.Refresh()
	e.arrange()
}

// paint takes the colours from the theme.
func (e *Editor) paint() {
	th := e.Theme()
	e.ink = theme.ColorNameForeground
	if e.Disabled() {
		e.ink = theme.ColorNameDisabled
	}
	e.box.FillColor = themed(th, theme.ColorNameInputBackground)
	e.box.StrokeColor, e.box.StrokeWidth = themed(th, theme.ColorNameInputBorder), 1
	if e.focused && !e.Disabled() {
		e.box.StrokeColor, e.box.StrokeWidth = themed(th, theme.ColorNamePrimary), 2
	}
	e.caret.fade(1)
	e.column.paint()
	canvas.Refresh(e.box)
}
