package fetching

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// list shows what has come of the references of a job.
type list struct {
	job    *job
	kit    *control.Kit
	dialog *control.Dialog
	order  []int // places in the queue
	rows   *control.LongList
	lines  *control.Outcomes
	head   *text.Label
	foot   *fyne.Container
}

// listHeight is the height of the list, in units.
const listHeight = 360

// newList shows the list of a job.
func newList(j *job) *list {
	k := j.host.Kit()
	l := &list{job: j, kit: k, head: k.Muted(""), foot: control.Column(8), lines: k.Outcomes()}
	l.rows = k.LongList(control.LongRows{
		New: l.lines.New, Fill: l.fill, Row: control.OutcomeRow, Pressed: func(i int, _ control.Press) { l.open(i) }, Chosen: l.open,
		Key: func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyEscape {
				l.dialog.TypedKey(ev)
			}
			return ev.Name == fyne.KeyEscape
		},
	})
	body := control.Column(10, l.head, k.Well(min(listHeight, float32(len(j.queue))*control.OutcomeRow+6), l.rows), l.foot)
	l.dialog = k.ShowDialog(j.host.Canvas, k.T("fetch.title"), 620, body, control.Action{Text: k.T("button.close")})
	l.dialog.OnClosed(j.news.Subscribe(func(struct{}) { l.follow() }))
	l.arrange()
	j.host.Canvas.Focus(l.rows)
	return l
}

// follow shows what has happened.
func (l *list) follow() {
	if l.job.over {
		l.arrange()
		return
	}
	l.update()
}

// arrange orders the rows: as they are asked for, or, when that is over, what failed first.
func (l *list) arrange() {
	l.order = l.order[:0]
	for i := range l.job.queue {
		l.order = append(l.order, i)
	}
	if l.job.over {
		rank := func(i int) int {
			return slices.Index([]app.FetchState{app.KeptOut, app.Left, app.Fetching, app.Patient, "", app.Completed}, l.job.came[i].State)
		}
		slices.SortStableFunc(l.order, func(a, b int) int { return rank(a) - rank(b) })
	}
	l.rows.SetCount(len(l.order), true)
	l.foot.RemoveAll()
	if !l.job.over {
		k := l.kit
		l.foot.Add(k.Muted(k.T("fetch.goes.on")))
		l.foot.Add(k.Wrap(8, k.Button(control.Outline, k.T("fetch.stop"), nil, func() {
			l.job.stopped = true
			l.job.cancel()
		})))
	}
	l.foot.Refresh()
	l.dialog.Refit()
	l.update()
}

// update shows what has happened.
func (l *list) update() {
	l.head.SetText(l.job.summary())
	l.rows.Update()
}

// open shows in full why a text did not come, with a way to its page.
func (l *list) open(i int) {
	if i < 0 || i >= len(l.order) {
		return
	}
	at := l.order[i]
	e, h, k := l.job.came[at], l.job.host, l.kit
	if e.Err == nil {
		return
	}
	address := app.FetchAddress(l.job.queue[at])
	words := l.job.why(e)
	h.Later(func() {
		var d *control.Dialog
		d = k.ShowDialog(h.Canvas, k.Given(control.OneLine(l.job.queue[at].Title, 80)), 460,
			control.Column(8, k.Text(words, text.LabelStyle{}), k.Text(address, text.LabelStyle{Size: control.SizeSmall, Colour: theme.ColorNamePlaceHolder})),
			control.Action{Text: k.T("button.ok"), Primary: true},
			control.Action{Text: k.T("fetch.browser"), Run: func() bool {
				d.Close()
				l.browse(address)
				return false
			}})
	})
}

// browse opens the page of a reference in the desktop's browser.
func (l *list) browse(address string) {
	u, err := url.Parse(address)
	if err == nil {
		err = l.job.host.OpenURL(u)
	}
	if err != nil {
		l.job.host.Fail(err)
	}
}

func (l *list) fill(i int, o fyne.CanvasObject) {
	at := l.order[i]
	l.lines.Set(o, l.kit.Given(control.OneLine(l.job.queue[at].Title, 120)), l.state(at), l.job.came[at].State == app.KeptOut)
}

// state is how far a reference is, in words.
func (l *list) state(at int) string {
	k, e, host := l.kit, l.job.came[at], l.kit.Given(app.FetchHost(l.job.queue[at]))
	switch e.State {
	case app.Fetching:
		if l.job.stopped {
			return k.Join(host, k.T("fetch.state.stopped"))
		}
		return k.Join(host, k.T("fetch.state.fetching"))
	case app.Patient:
		return k.Join(host, k.Locale.TN("fetch.state.waiting", int(e.Wait/time.Second)))
	case app.Completed:
		if e.Added.Outcome == app.Existing {
			return k.Join(host, k.T("fetch.state.there"))
		}
		words := []string{host, k.T("fetch.state.done")}
		for _, w := range e.Draft.Warnings {
			if w.Kind == intake.Paywalled || w.Kind == intake.Whole || w.Kind == intake.Told {
				words = append(words, k.T("bringin.warning."+string(w.Kind)))
			}
		}
		return k.Join(words...)
	case app.KeptOut, app.Left:
		first, _, _ := strings.Cut(l.job.why(e), "\n")
		return k.Join(host, control.OneLine(first, 160))
	}
	if l.job.over || l.job.stopped {
		return k.Join(host, k.T("fetch.state.stopped"))
	}
	return k.Join(host, k.T("fetch.state.queued"))
}
