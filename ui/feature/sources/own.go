package sources

import (
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
)

// own asks for a value of the reader's own for a statement, with a reason.
type own struct {
	value, why *control.Entry
	date       func() (dates.Date, error) // of the row of dates; else nil
	dialog     *control.Dialog
}

// writeOwn asks for a value of one's own for the statement.
func (s *sheet) writeOwn() *own {
	if !s.host.Library.Writable() || s.busy {
		return nil
	}
	k, l := s.kit, s.lines[s.at]
	o := &own{why: k.Entry(1, s.why.Text(), k.T("compare.why"))}
	var field fyne.CanvasObject
	switch l.subject {
	case claims.Day:
		f := s.host.DateField(s.c.event.Date)
		o.value, o.date, field = f.Entry, f.Date, f.Body
	case claims.Place:
		f := s.host.PlaceField(s.c.carried(l.subject).Value, "")
		o.value, field = f.Entry, f.Root
	default:
		o.value = k.Entry(1, s.c.carried(l.subject).Value, "")
		field = o.value
	}
	o.dialog = k.ShowDialog(s.host.Canvas, k.T("compare.own.title", "what", l.name), 460,
		control.Column(12, k.Field("compare.own.value", field), k.Field("compare.own.reason", o.why)),
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool { return s.keepOwn(o) }}, control.Action{Text: k.T("button.cancel")})
	o.dialog.Attach(o.value, o.why)
	return o
}

// keepOwn keeps what was written; false where it is nothing that can be kept.
func (s *sheet) keepOwn(o *own) bool {
	words := strings.TrimSpace(o.value.Text())
	if o.date != nil {
		d, err := o.date()
		if err != nil {
			o.dialog.Fail(s.host.Say(err))
			return false
		}
		s.why.SetText(o.why.Text())
		s.date(d, false, nil)
		return true
	}
	if words == "" {
		o.dialog.Fail(s.kit.T("compare.own.empty"))
		return false
	}
	s.why.SetText(o.why.Text())
	s.keep(s.lines[s.at].subject, words, false, nil)
	return true
}
