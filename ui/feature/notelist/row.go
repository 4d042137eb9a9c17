package notelist

import (
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/text"
)

// Measures of the list of notes, in units.
const (
	noteLine, quoteLine, metaLine = 23, 22, 20
	headingHeight                 = 40
	rowPad                        = 9
	shortNote                     = 64 // characters that fit on a line
)

// look is how many lines of text and of quote a row shows; a heading shows neither. It
// goes by the note's length alone, so that a row's height needs no layout.
type look struct{ text, quoted int }

func lookOf(r Row) look {
	if r.Note == nil {
		return look{}
	}
	lines := func(words string, most int) int {
		switch {
		case strings.TrimSpace(words) == "":
			return 0
		case utf8.RuneCountInString(words) <= shortNote && !strings.Contains(words, "\n"):
			return 1
		}
		return most
	}
	l := look{text: lines(r.Note.Text, 2)}
	if l.text == 0 {
		l.quoted = lines(r.Note.Anchor.Exact, 2)
	} else {
		l.quoted = lines(r.Note.Anchor.Exact, 1)
	}
	return l
}

func (l look) height() float32 {
	if l == (look{}) {
		return headingHeight
	}
	return float32(2*rowPad + noteLine*l.text + quoteLine*l.quoted + metaLine)
}

// face is a row of the list: the heading of a group, or a note with its text, its
// passage, and what else is known of it.
type face struct {
	widget.BaseWidget
	host              *feature.Host
	kit               *control.Kit
	title, count      *text.Label
	head              *fyne.Container
	bar               *control.Surface
	text, quote, meta *text.Label
	mark              *text.Label // "check me", or nothing
	body              *fyne.Container
	content           *fyne.Container
}

func newFace(h *feature.Host) *face {
	k := h.Kit()
	r := &face{host: h, kit: k}
	r.ExtendBaseWidget(r)
	caption := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: metaLine, Colour: fynetheme.ColorNamePlaceHolder}
	r.title = k.Name("", text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()})
	r.count = k.Text("", caption)
	r.head = control.Stack(control.NewSurface(control.Ground, control.None, 0), k.Pad(22, rowPad, 22, rowPad, k.Row(8, 0, r.title, r.count)))
	r.text = k.Written("", textOf(1))
	r.quote = k.Written("", quoteOf(1))
	warn := caption
	warn.Colour = fynetheme.ColorNameWarning
	r.mark = k.Text("", warn)
	caption.Shrink = true
	r.meta = k.Text("", caption)
	lines := control.Column(0, r.text, r.quote, k.Row(8, 0, r.meta, r.mark))
	beside := k.Quote(control.Line, lines)
	r.bar = beside.Objects[0].(*control.Surface)
	r.body = k.Pad(22, rowPad, 22, rowPad, control.Column(0, beside))
	r.content = control.Stack(r.head, r.body)
	return r
}

func textOf(lines int) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeText, LineHeight: noteLine, Lines: lines, Shrink: true}
}

func quoteOf(lines int) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeSmall, LineHeight: quoteLine, Lines: lines, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder}
}

// heading shows the head of a group.
func (r *face) heading(title, count string) {
	r.body.Hide()
	r.head.Show()
	r.title.SetText(title)
	r.count.SetText(count)
	r.content.Refresh()
}

// note shows a note.
func (r *face) note(row Row) {
	k, n, look := r.kit, row.Note, lookOf(row)
	r.head.Hide()
	r.body.Show()
	r.bar.Set(control.Mark(n.Colour), control.None)
	if look.text > 0 {
		shown, _ := markup.Read(n.Text)
		style := textOf(look.text)
		style.Base = notes.Direction(n.Dir)
		r.text.SetStyle(style)
		r.text.SetText(strings.Join(strings.Fields(shown), " "))
		r.text.Show()
	} else {
		r.text.Hide()
	}
	if look.quoted > 0 {
		r.quote.SetStyle(quoteOf(look.quoted))
		r.quote.SetText(control.OneLine(n.Anchor.Exact, 240))
		r.quote.Show()
	} else {
		r.quote.Hide()
	}
	replies, span := "", ""
	if row.Replies > 0 {
		replies = k.Locale.TN("count.replies", row.Replies)
	}
	if !n.Span.IsZero() {
		span = k.Locale.Date(n.Span)
	}
	parts := []string{span, k.Given(control.OneLine(row.Where, 48)), k.Given(n.Author), k.Locale.Age(r.host.Now(), time.Unix(n.Changed, 0)), replies}
	for _, tag := range n.Tags {
		parts = append(parts, "#"+k.Given(tag))
	}
	r.meta.SetText(k.Join(parts...))
	word := retext.Word(k, n.Doubt, n.Anchor.Exact, nil)
	if r.host.Library.Snapshot().Awaits(*n) {
		word = k.T("reference.waits")
	}
	r.mark.SetText(word)
	r.content.Refresh()
}

// CreateRenderer is Fyne's.
func (r *face) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
