package history

import (
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// dialog lists all edits: what is undone is faint, and a click goes back or forward to
// the state after an edit.
type dialog struct {
	host    *feature.Host
	kit     *control.Kit
	journal *journal
	list    *control.LongList
	loading *text.Label // until the first edits are there
	dialog  *control.Dialog
	here    int // the row that was current last, to keep it where the reader is
}

func showDialog(h *feature.Host) *dialog {
	k := h.Kit()
	d := &dialog{host: h, kit: k, here: -1}
	d.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return control.NewStepRow(k) }, Fill: d.fill, Row: control.StepHeight,
		Lit:     func(i int) bool { return i == d.journal.now() },
		Pressed: func(i int, _ control.Press) { d.goTo(i) },
		Chosen:  d.goTo,
	})
	const height = 420
	d.loading = k.Muted(k.T("list.loading"))
	hint := "history.hint"
	if h.Library.Login() != "" {
		hint = "history.hint.server"
	}
	body := control.Column(10, k.Muted(k.T(hint)), k.Well(height, d.list, k.Pad(16, 14, 16, 14, d.loading)))
	d.dialog = k.ShowDialog(h.Canvas, k.T("command.history"), 560, body, control.Action{Text: k.T("button.close"), Primary: true})
	d.journal = newJournal(h.Library, d.show)
	d.dialog.OnClosed(d.journal.close)
	h.Canvas.Focus(d.list)
	return d
}

// show lists what has been read.
func (d *dialog) show() {
	if data.IsAway(d.host.Library.Store()) {
		d.loading.SetText(d.kit.T("history.away"))
		d.loading.Show()
		d.list.SetCount(0, false)
		return
	}
	d.loading.Hide()
	d.list.SetCount(d.journal.rows(), false)
	if now := d.journal.now(); now != d.here {
		d.here = now
		d.list.SetCurrent(now)
	}
}

func (d *dialog) goTo(row int) {
	if me := d.host.Library.Login(); me != "" && row < len(d.journal.steps) && d.journal.steps[row].Who != me {
		d.dialog.Fail(d.kit.T("history.others", "who", d.kit.Given(d.journal.steps[row].Who)))
		return
	}
	d.dialog.Fail("")
	turn := func() feature.Turn { return d.host.Turn(d.kit.T("command.history"), func(error) {}) }
	d.journal.goTo(row, turn, func(err error) { d.dialog.Fail(d.host.Say(err)) })
}

func (d *dialog) fill(i int, o fyne.CanvasObject) {
	f, k, j := o.(*control.StepRow), d.kit, d.journal
	if i == len(j.steps) {
		f.Set(k.T("history.beginning"), "", false, i == j.now(), k.T("history.now"))
		return
	}
	s := j.steps[i]
	who := ""
	if s.Who != "" {
		who = k.Given(s.Who)
	}
	at := k.Join(who, k.Locale.TN("history.rows", s.Rows), d.moment(s.Time))
	name := sentence(k.T(s.Label))
	if s.Title != "" {
		name = k.T("history.of", "what", name, "title", k.Given(s.Title))
	}
	f.Set(name, at, s.Undone, i == j.now(), k.T("history.now"))
	if i == len(j.steps)-1 {
		j.more()
	}
}

// sentence begins words with a capital letter, where their script has them.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// moment is when something was done: the time of today, else the day with it.
func (d *dialog) moment(unix int64) string {
	now := d.host.Now()
	then := time.Unix(unix, 0).In(now.Location())
	if dates.DayOf(then) == dates.DayOf(now) {
		return d.kit.Locale.Age(now, then)
	}
	return d.kit.Locale.Timestamp(unix, now.Location())
}
