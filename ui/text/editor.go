package text

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Measures of an editor, in units.
const (
	editorSide  = 10 // from its sides to the text
	editorAbove = 6  // from its top and bottom
	editorWidth = 120
	caretWidth  = 2
	flagWidth   = 4 // of the flag on the caret, beside it
	flagHeight  = 3
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
}

// Editor is a field to write in, of one line or of many, in Arabic, Latin and
// mixtures of both. It scrolls by itself; Tab leaves it.
type Editor struct {
	widget.DisableableWidget
	// The callbacks may be replaced while the editor is in use.
	OnChanged func(text string)
	OnSubmit  func(text string)
	OnCancel  func()
	OnMenu    func(at fyne.Position)
	OnKey     func(ev *fyne.KeyEvent) bool // sees keys first; true: it has taken this one
	OnFocus   func(on bool)                // the keyboard has come or gone
	OnCaret   func()                       // the caret has moved, or the text has changed

	ts      *Typesetter
	options EditorOptions
	doc     *edit.Document
	view    *edit.View

	box         *canvas.Rectangle
	area        *editorArea
	placeholder *Label
	caret       *canvas.Rectangle
	flag        *canvas.Rectangle
	thumb       *canvas.Rectangle

	// Arrangement, see editor_arrange.go.
	width  float32 // of the text's column
	slide  float32 // where a single line begins in the column; negative where it is scrolled
	strips map[stripKey]*strip
	free   []*strip

	focused bool
	shift   bool           // a Shift key is held
	typed   uax9.Direction // of the last letter typed since the caret moved by other means
	press   press
	motion  *fyne.Animation // scrolls while the pointer is outside
	blink   *fyne.Animation
}

var (
	_ fyne.Widget            = (*Editor)(nil)
	_ fyne.Focusable         = (*Editor)(nil)
	_ fyne.Disableable       = (*Editor)(nil)
	_ fyne.Draggable         = (*Editor)(nil)
	_ fyne.Shortcutable      = (*Editor)(nil)
	_ fyne.SecondaryTappable = (*Editor)(nil)
	_ desktop.Mouseable      = (*Editor)(nil)
	_ desktop.Cursorable     = (*Editor)(nil)
	_ desktop.Keyable        = (*Editor)(nil)
)

// NewEditor returns an editor with a text.
func NewEditor(ts *Typesetter, text string, o EditorOptions) *Editor {
	e := &Editor{
		OnChanged: o.OnChanged, OnSubmit: o.OnSubmit, OnCancel: o.OnCancel, OnMenu: o.OnMenu,
		ts: ts, options: o, strips: map[stripKey]*strip{},
		box: canvas.NewRectangle(nil), caret: canvas.NewRectangle(nil),
		flag: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil),
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
	e.view = edit.NewView(e.doc)
	e.doc.SetText(text)
	e.placeholder = NewLabel(ts, "", LabelStyle{})
	e.SetPlaceholder(o.Placeholder)
	e.box.CornerRadius = e.Theme().Size(theme.SizeNameInputRadius)
	e.thumb.CornerRadius = 3
	e.caret.Hide()
	e.flag.Hide()
	e.area = newEditorArea(e)
	e.rewind()
	return e
}

// Text is what is written.
func (e *Editor) Text() string { return e.doc.Text() }

// SetText replaces everything, without telling OnChanged; there is no way back.
func (e *Editor) SetText(text string) {
	e.doc.SetText(text)
	if e.options.Single {
		e.doc.Move(edit.End, false)
	}
	e.typed = uax9.Auto
	e.rewind()
	e.follow()
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
	e.typed = uax9.Auto
	e.follow()
}

// Selection is the selected bytes, half-open; start == end is the caret.
func (e *Editor) Selection() (start, end int) { return e.doc.Range() }

// SelectedText is what is selected.
func (e *Editor) SelectedText() string { return e.doc.Selected() }

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
		text := int(math.Ceil(e.view.Extent() / float64(e.options.LineHeight)))
		lines = min(max(lines, text), e.options.Grow)
	}
	return fyne.NewSize(editorWidth, float32(lines)*e.options.LineHeight+2*editorAbove)
}

// Disable takes the keyboard away; the text can still be selected and copied.
func (e *Editor) Disable() {
	e.DisableableWidget.Disable()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && c.Focused() == fyne.Focusable(e) {
		c.Unfocus()
	}
}

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	e.paint()
	return &editorRenderer{editor: e, objects: []fyne.CanvasObject{e.box, e.area.self, e.thumb}}
}

type editorRenderer struct {
	editor  *Editor
	objects []fyne.CanvasObject
}

func (r *editorRenderer) Destroy()                     { r.editor.stop(); r.editor.stopBlinking() }
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
	e.width = max(float32(math.Floor(float64(size.Width)))-2*editorSide, 1)
	top := float32(math.Floor(float64(size.Height-height) / 2))
	e.area.self.Move(fyne.NewPos(editorSide-areaReach, top))
	e.area.self.Resize(fyne.NewSize(e.width+2*areaReach, height))
	e.view.Resize(e.width, float64(height))
	e.placeholder.Move(fyne.NewPos(areaReach, 0))
	e.placeholder.Resize(fyne.NewSize(e.width, e.placeholder.HeightFor(e.width)))
	e.follow()
}

// Refresh draws everything anew, as in another theme.
func (r *editorRenderer) Refresh() {
	e := r.editor
	e.paint()
	for _, s := range e.strips {
		canvas.Refresh(s.raster)
	}
	e.placeholder.Refresh()
	e.arrange()
}

// paint takes the colours from the theme.
func (e *Editor) paint() {
	th := e.Theme()
	e.box.FillColor = themed(th, theme.ColorNameInputBackground)
	e.box.StrokeColor, e.box.StrokeWidth = themed(th, theme.ColorNameInputBorder), 1
	if e.focused && !e.Disabled() {
		e.box.StrokeColor, e.box.StrokeWidth = themed(th, theme.ColorNamePrimary), 2
	}
	e.caret.FillColor = themed(th, theme.ColorNamePrimary)
	e.flag.FillColor = e.caret.FillColor
	e.thumb.FillColor = themed(th, theme.ColorNameScrollBar)
	canvas.Refresh(e.box)
}
