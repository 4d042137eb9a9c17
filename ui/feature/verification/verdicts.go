package verification

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Reader is who decides.
type Reader interface {
	Author() string
}

// Verdicts shows how well events and their sources are verified, and asks for what the
// reader decides of them.
type Verdicts struct {
	host   *feature.Host
	reader Reader
}

// NewVerdicts returns the verdicts of a reader.
func NewVerdicts(h *feature.Host, r Reader) *Verdicts { return &Verdicts{host: h, reader: r} }

// given are the states that a reader can give, in the order in which they are offered;
// the last takes back what was decided.
func given() []data.State {
	return []data.State{data.StateConfirmed, data.StateDisputed, data.StateRefuted, data.StateUnverified}
}

// Word names a state.
func Word(k *control.Kit, s data.State) string {
	return k.T("state." + strings.TrimSuffix(string(s), "-source"))
}

// question is what is asked of events or of sources.
type question struct {
	events   []data.ID
	seen     []data.Event // the events as they were seen, where these are few
	excerpts []data.Excerpt
	verdict  data.Verdict // as it is, or as it is proposed
	decided  func()       // unless nil, called when the answer is written
}

// asking is the dialog of a question.
type asking struct {
	v      *Verdicts
	asked  question
	state  data.State
	why    *control.Entry
	chips  *fyne.Container
	dialog *control.Dialog
}

// ask asks for the state of events or sources, with a reason.
func (v *Verdicts) ask(q question) *asking {
	k, h := v.host.Kit(), v.host
	a := &asking{v: v, asked: q, state: q.verdict.State, why: k.Entry(3, q.verdict.Why, k.T("verdict.why.hint")), chips: k.Wrap(6)}
	if a.state == "" {
		a.state = data.StateConfirmed
	}
	a.show()
	title := k.Locale.TN("verdict.events", len(q.events))
	if len(q.excerpts) > 0 {
		title = k.T("verdict.source")
	}
	a.dialog = k.ShowDialog(h.Canvas, title, 480, control.Column(12, a.chips, k.Field("verdict.why", a.why)),
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			a.write(h.Submitted(a.dialog, func() {}))
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	h.Guard(a.dialog, func() bool { return a.why.Text() != q.verdict.Why })
	a.dialog.Attach(a.why)
	return a
}

// show shows the states, with the chosen one.
func (a *asking) show() {
	k := a.v.host.Kit()
	a.chips.Objects = nil
	for _, s := range given() {
		word := Word(k, s)
		if s == data.StateUnverified {
			word = k.T("verdict.none")
		}
		a.chips.Add(k.Facet(control.Facet{Text: word, On: s == a.state, Pressed: func() { a.choose(s) }}))
	}
	a.chips.Refresh()
}

func (a *asking) choose(s data.State) {
	a.state = s
	a.show()
}

// write writes what was decided.
func (a *asking) write(done func(error)) {
	v, q := data.Verdict{State: a.state, By: a.v.reader.Author(), Why: strings.TrimSpace(a.why.Text())}, a.asked
	library.Use(a.v.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		if len(q.seen)+len(q.excerpts) > 0 {
			return l.Decide(ctx, v, q.seen, q.excerpts)
		}
		return l.DecideAll(ctx, v, q.events)
	}, func(_ data.Edit, err error) {
		if done(err); err == nil && q.decided != nil {
			q.decided()
		}
	})
}

// Source is the item of a menu that asks for the state of a source.
func (v *Verdicts) Source(x data.Excerpt) control.Item {
	return control.Item{
		Text: v.host.Kit().T("verdict.source.ask"), Disabled: !v.host.Library.Writable(),
		Run: func() { v.AskSource(x, nil) },
	}
}

// AskSource asks for the state of a source; decided, unless nil, is called when that is
// written.
func (v *Verdicts) AskSource(x data.Excerpt, decided func()) {
	v.ask(question{excerpts: []data.Excerpt{x}, verdict: x.Verdict, decided: decided})
}

// OfLink says what the reader has decided of a source, "" for nothing.
func (v *Verdicts) OfLink(x data.Excerpt) string {
	if x.Verdict.State == "" || x.Verdict.State == data.StateUnverified {
		return ""
	}
	return v.host.Kit().Join(Word(v.host.Kit(), x.Verdict.State), v.decided(x.Verdict))
}

// decided says who decided, when and why.
func (v *Verdicts) decided(d data.Verdict) string {
	k := v.host.Kit()
	when := ""
	if d.At != 0 {
		when = k.Locale.Timestamp(d.At, time.Local)
	}
	by := ""
	if d.By != "" {
		by = k.Given(d.By)
	}
	return k.Join(by, when, k.Given(d.Why))
}
