package pane

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// dateField is an entry for a date as people write it. It says at once what it
// understood, and asks where a text can be read in several ways.
type dateField struct {
	env     *Env
	entry   *control.Entry
	words   *text.Label
	choices *fyne.Container
	body    fyne.CanvasObject // without the caption
	root    fyne.CanvasObject

	chosen dates.Date // zero while nothing is understood or the reader has to choose
	fault  error      // why chosen is zero
}

// ErrWhich: the text can be read in several ways, and none is chosen.
var ErrWhich = errors.New("this date can be read in several ways")

func (e *Env) dateField(caption string, d dates.Date) *dateField {
	f := &dateField{env: e, entry: e.Kit.Entry(1, d.EDTF, e.Kit.T("date.example")), words: e.Kit.Muted(""), choices: e.Kit.Wrap(6)}
	f.entry.OnChanged = f.read
	f.body = control.Column(3, f.entry, f.words, f.choices)
	f.root = e.field(caption, f.body)
	f.read(d.EDTF)
	return f
}

// read understands the text and shows what it understood.
func (f *dateField) read(s string) {
	k := f.env.Kit
	f.choices.RemoveAll()
	readings, err := find.Field(s, find.Preferences{Today: dates.DayOf(f.env.Now())})
	var bad *dates.SyntaxError
	switch {
	case strings.TrimSpace(s) == "":
		f.chosen, f.fault = dates.Date{}, err
		f.words.SetText(k.T("date.hint"))
	case errors.As(err, &bad):
		f.chosen, f.fault = dates.Date{}, err
		f.words.SetText(k.Locale.DateError(bad))
	case len(readings) == 1:
		f.choose(readings[0].Date)
	default:
		f.chosen, f.fault = dates.Date{}, ErrWhich
		f.words.SetText(k.T("date.which"))
		for _, r := range readings {
			words := k.Join(k.Locale.DateLong(r.Date), k.Locale.DateNote(r.Note))
			f.choices.Add(k.Button(control.Outline, words, nil, func() {
				f.choices.RemoveAll()
				f.choose(r.Date)
				f.refresh()
			}))
		}
	}
	f.refresh()
}

func (f *dateField) choose(d dates.Date) {
	f.chosen, f.fault = d, nil
	f.words.SetText(f.env.Kit.Join(f.env.Kit.Locale.DateLong(d), d.EDTF))
}

// refresh makes room for the choices in the dialog that the field stands in.
func (f *dateField) refresh() {
	f.choices.Refresh()
	if d := f.env.Kit.Dialogs.Top(); d != nil {
		d.Refit()
	}
}

// date returns the date that was understood or chosen.
func (f *dateField) date() (dates.Date, error) {
	if f.fault != nil {
		return dates.Date{}, f.fault
	}
	return f.chosen, nil
}
