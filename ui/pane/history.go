package pane

import (
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// history is the dialog of all edits, the newest first: what is undone is faint, and
// a click goes back or forward to right after an edit.
type history struct {
	env    *Env
	first  string // label of an edit that is not taken back
	steps  []data.Step
	all    bool // the oldest is among them
	asked  bool
	busy   bool // on the way to another point
	list   *control.LongList
	dialog *control.Dialog
}

// stepsAtOnce is how many edits are read at a time.
const stepsAtOnce = 200

// ShowHistory opens the dialog. first is the label of an edit that cannot be taken
// back, as the making of a sample.
func (e *Env) ShowHistory(first string) {
	k := e.Kit
	h := &history{env: e, first: first}
	h.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newStepFace(e) }, Fill: h.fill, Row: stepHeight,
		Lit:     func(i int) bool { return i == h.now() },
		Pressed: func(i int, _ control.Press) { h.goTo(i) },
		Chosen:  h.goTo,
	})
	const height = 420
	body := control.Column(10, k.Muted(k.T("history.hint")),
		k.Well(height, h.list))
	h.dialog = k.ShowDialog(e.Canvas, k.T("command.history"), 560, body, control.Action{Text: k.T("button.close"), Primary: true})
	h.load()
	e.Canvas.Focus(h.list)
}

// load reads the newest edits anew.
func (h *history) load() {
	h.env.Session.Steps(0, max(stepsAtOnce, len(h.steps)), func(steps []data.Step) {
		h.take(steps, len(steps) < max(stepsAtOnce, len(h.steps)))
		h.list.SetCurrent(h.now())
	})
}

func (h *history) take(steps []data.Step, all bool) {
	h.steps, h.all, h.asked, h.busy = steps, all, false, false
	h.list.SetCount(h.rows(), false)
}

// more reads older edits.
func (h *history) more() {
	if h.asked || h.all {
		return
	}
	h.asked = true
	h.env.Session.Steps(h.steps[len(h.steps)-1].N, stepsAtOnce, func(older []data.Step) {
		h.take(append(h.steps, older...), len(older) < stepsAtOnce)
	})
}

// rows counts the edits, and the beginning under them where it can be gone back to.
func (h *history) rows() int {
	if last := len(h.steps) - 1; h.all && (last < 0 || h.steps[last].Label != h.first) {
		return len(h.steps) + 1
	}
	return len(h.steps)
}

// now is the row of the point where the library is: the newest edit that is not
// undone, or the beginning.
func (h *history) now() int {
	for i, s := range h.steps {
		if !s.Undone {
			return i
		}
	}
	return len(h.steps)
}

// goTo goes to right after the edit of a row.
func (h *history) goTo(i int) {
	if h.busy || i == h.now() || h.env.readOnly() {
		return
	}
	n := int64(0)
	if i < len(h.steps) {
		n = h.steps[i].N
	}
	h.busy = true
	h.env.Session.GoTo(n, func(err error) {
		if err != nil {
			h.busy = false
			h.dialog.Fail(h.env.Say(err))
			return
		}
		h.load()
	})
}

func (h *history) fill(i int, o fyne.CanvasObject) {
	f, k := o.(*stepFace), h.env.Kit
	if i == len(h.steps) {
		f.set(k.T("history.beginning"), "", false, i == h.now(), k.T("history.now"))
		return
	}
	s := h.steps[i]
	at := k.Join(k.Locale.TN("history.rows", s.Rows), h.env.moment(s.Time))
	f.set(sentence(k.T(s.Label)), at, s.Undone, i == h.now(), k.T("history.now"))
	if i == len(h.steps)-1 {
		h.more()
	}
}

// sentence begins words with a capital letter, where their script has them.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// moment is when something was done: the time of today, else the day with it.
func (e *Env) moment(unix int64) string {
	now := e.Now()
	then := time.Unix(unix, 0).In(now.Location())
	if dates.DayOf(then) == dates.DayOf(now) {
		return e.Kit.Locale.Age(now, then)
	}
	return e.Kit.Locale.Timestamp(unix, now.Location())
}

const stepHeight = 44

// stepFace is an edit in the dialog.
type stepFace struct {
	widget.BaseWidget
	name, at, here *text.Label
	dot            *control.Surface
	content        *fyne.Container
}

func newStepFace(e *Env) *stepFace {
	k := e.Kit
	f := &stepFace{dot: control.NewBar(control.None, 8, 8, 4)}
	f.ExtendBaseWidget(f)
	f.name = k.Text("", stepStyle(false))
	caption := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}
	f.at = k.Text("", caption)
	caption.Colour = fynetheme.ColorNameHyperlink
	f.here = k.Text("", caption)
	f.content = k.Pad(14, 4, 14, 4, k.Row(10, 1, control.Stack(control.Gap(8, stepHeight-8), k.Pad(0, (stepHeight-16)/2, 0, (stepHeight-16)/2, f.dot)), f.name, f.here, f.at))
	return f
}

func stepStyle(undone bool) text.LabelStyle {
	style := text.LabelStyle{Size: control.SizeText, Lines: 1, LineHeight: 24, Shrink: true}
	if undone {
		style.Colour = fynetheme.ColorNamePlaceHolder
	}
	return style
}

func (f *stepFace) set(name, at string, undone, here bool, word string) {
	style := stepStyle(undone)
	f.name.Restyle(style.Colour)
	f.name.SetText(name)
	f.at.SetText(at)
	dot, said := control.Role(control.Line), ""
	if here {
		dot, said = control.Accent, word
	} else if !undone {
		dot = control.MutedInk
	}
	f.dot.Set(dot, control.None)
	f.here.SetText(said)
	f.content.Refresh()
}

// CreateRenderer is Fyne's.
func (f *stepFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }
