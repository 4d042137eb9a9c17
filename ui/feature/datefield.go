package feature

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// DateField is an entry for a date as people write it. It shows at once what it
// understood, and asks if a text can be read in several ways.
type DateField struct {
	Entry *control.Entry
	Body  fyne.CanvasObject // the entry with what was understood

	h       *Host
	kit     *control.Kit
	words   *text.Label
	choices *fyne.Container
	chosen  dates.Date // zero while nothing is understood or the reader has to choose
	fault   error      // why chosen is zero
	zone    string     // that was written with the date, "" for none
}

// ErrAmbiguousDate is the error of a text that can be read as several dates, none of
// which is chosen.
var ErrAmbiguousDate = errors.New("this date can be read in several ways")

// DateField makes a field with a date in it, which may be zero.
func (h *Host) DateField(d dates.Date) *DateField { return h.ZonedDateField(d, "") }

// ZonedDateField makes a field with a date and the name of the zone of its clock, which
// may be empty.
func (h *Host) ZonedDateField(d dates.Date, zone string) *DateField {
	k := h.Kit()
	written := strings.TrimSpace(d.EDTF + " " + zone)
	f := &DateField{h: h, kit: k, Entry: k.Entry(1, written, k.T("date.example")), words: k.Muted(""), choices: k.Wrap(6)}
	f.Entry.OnChanged = f.read
	f.Body = control.Column(3, f.Entry, f.words, f.choices)
	f.read(written)
	return f
}

// Set puts a date in the field.
func (f *DateField) Set(d dates.Date) {
	f.Entry.SetText(d.EDTF)
	f.read(d.EDTF)
}

// read understands the text and shows what it understood.
func (f *DateField) read(s string) {
	k := f.kit
	f.choices.RemoveAll()
	f.zone = ""
	rest, _ := dates.CutZone(s)
	f.direct(rest)
	readings, err := find.Field(s, find.Preferences{Today: f.h.Today()})
	var bad *dates.SyntaxError
	switch {
	case strings.TrimSpace(s) == "":
		f.chosen, f.fault = dates.Date{}, err
		f.words.SetText(k.T("date.hint"))
	case errors.As(err, &bad):
		f.chosen, f.fault = dates.Date{}, err
		f.words.SetText(k.Locale.DateError(bad))
	case len(readings) == 1:
		f.choose(readings[0])
	default:
		f.chosen, f.fault = dates.Date{}, ErrAmbiguousDate
		f.words.SetText(k.T("date.which"))
		for _, r := range readings {
			words := k.Join(k.Locale.DateLong(r.Date), k.Locale.DateNote(r.Note))
			f.choices.Add(k.Button(control.Outline, words, nil, func() {
				f.choices.RemoveAll()
				f.choose(find.Reading{Date: r.Date, Note: find.NoteWords, Zone: r.Zone}) // the button said why
				f.refit()
			}))
		}
	}
	f.refit()
}

// choose takes a reading, and shows it and how it differs from what was written.
func (f *DateField) choose(r find.Reading) {
	f.chosen, f.zone, f.fault = r.Date, r.Zone, nil
	why := ""
	if r.Note != find.NoteExact && r.Note != find.NoteWords {
		why = f.kit.Locale.DateNote(r.Note)
	}
	f.words.SetText(f.kit.Join(f.kit.Locale.DateLong(r.Date), r.Date.EDTF, f.kit.Locale.Zone(f.zone), why))
}

// direct sets EDTF, also while it is typed, from left to right in either language, and
// words by their first letter.
func (f *DateField) direct(s string) {
	direction := uax9.Auto
	if strings.TrimSpace(s) != "" && strings.Trim(s, "0123456789-/.:+~?%[]{},XYSETZ ") == "" {
		direction = uax9.LTR
	}
	if f.Entry.Direction() != direction {
		f.Entry.SetDirection(direction)
	}
}

// refit fits the dialog that the field is in around the choices.
func (f *DateField) refit() {
	f.choices.Refresh()
	if d := f.kit.Dialogs.Top(); d != nil {
		d.Refit()
	}
}

// Date returns the date that was understood or chosen.
func (f *DateField) Date() (dates.Date, error) {
	if f.fault != nil {
		return dates.Date{}, f.fault
	}
	return f.chosen, nil
}

// Zone is the IANA name of the zone that was written with the date, "" for none.
func (f *DateField) Zone() string { return f.zone }
