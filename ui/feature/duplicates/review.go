package duplicates

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// review is the decision on pairs of events that seem to be one.
type review struct {
	host   *feature.Host
	pairs  []app.Pair // that are not decided on
	at     int
	before []state // for each decision: what there was
	shown  *sheet
	busy   bool // a decision is being written
	dialog *control.Dialog
	body   *fyne.Container
	slot   library.Slot
}

// state is what a decision is taken back to.
type state struct {
	pairs []app.Pair
	at    int
}

// begin finds the pairs, with progress, and shows the first one.
func (f *Feature) begin() {
	h, k := f.host, f.host.Kit()
	turn := h.Turn(k.T("duplicates.finding"), func(error) {})
	library.Plan(h.Library, &f.find, func(ctx context.Context, l *app.Library) (pairs []app.Pair, err error) {
		return pairs, turn.Do(ctx, func(ctx context.Context, tell func(float64)) error {
			pairs, err = l.Duplicates(ctx, tell)
			return err
		})
	}, func(pairs []app.Pair, err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			h.Fail(err)
		case len(pairs) == 0:
			k.Tell(h.Canvas, k.T("duplicates.none.title"), k.T("duplicates.none.text"), k.T("button.ok"))
		default:
			f.review.open(pairs)
		}
	})
}

// open shows the dialog of the review.
func (r *review) open(pairs []app.Pair) {
	k, h := r.host.Kit(), r.host
	r.pairs, r.at, r.before, r.busy, r.body = pairs, 0, nil, false, control.Stack()
	stay := func(run func()) func() bool { return func() bool { run(); return false } }
	r.dialog = k.ShowDialog(h.Canvas, k.T("duplicates.title"), sheetWidth, r.body,
		control.Action{Text: k.T("duplicates.merge"), Primary: true, Run: stay(r.merge)},
		control.Action{Text: k.T("duplicates.apart"), Run: stay(r.tellApart)},
		control.Action{Text: k.T("duplicates.next"), Run: stay(func() { r.step(1) })},
		control.Action{Text: k.T("duplicates.back"), Run: stay(func() { r.step(-1) })},
		control.Action{Text: k.T("duplicates.undo"), Run: stay(r.undo)},
		control.Action{Text: k.T("button.close")})
	for name, run := range map[fyne.KeyName]func(){
		fyne.KeyM: r.merge, fyne.KeyN: r.tellApart, fyne.KeyJ: func() { r.step(1) }, fyne.KeyK: func() { r.step(-1) }, fyne.KeyU: r.undo,
		fyne.Key1: func() { r.choose(0) }, fyne.Key2: func() { r.choose(1) },
	} {
		r.dialog.OnKey(name, run)
	}
	r.show()
}

// show shows the pair whose turn it is.
func (r *review) show() {
	k, h := r.host.Kit(), r.host
	if len(r.pairs) == 0 {
		r.shown = nil
		r.put(k.Muted(k.T("duplicates.done")))
		return
	}
	pair := r.pairs[r.at]
	library.Load(h.Library, &r.slot, func(ctx context.Context, store data.Store) ([]side, error) {
		return readSides(ctx, store, pair.Events[:])
	}, func(sides []side) {
		if len(sides) < 2 { // one was deleted meanwhile
			r.drop(pair)
			r.show()
			return
		}
		r.shown = newSheet(h, newMerging(sides))
		count := k.T("duplicates.at", "n", k.Locale.Count(r.at+1), "all", k.Locale.Count(len(r.pairs)))
		r.put(control.Column(12, k.Text(count, text.LabelStyle{Size: control.SizeSmall, Bold: true}), r.shown.body))
	})
}

func (r *review) put(o fyne.CanvasObject) {
	r.body.Objects = []fyne.CanvasObject{o}
	r.body.Refresh()
	r.dialog.Refit()
}

// choose takes all answers of a side.
func (r *review) choose(side int) {
	if r.shown != nil {
		r.shown.choose(side)
	}
}

// step goes to another pair.
func (r *review) step(by int) {
	if n := len(r.pairs); n > 0 && !r.busy {
		r.at = (r.at + by + n) % n
		r.show()
	}
}

// drop leaves a pair out.
func (r *review) drop(pair app.Pair) {
	r.pairs = slices.DeleteFunc(slices.Clone(r.pairs), func(p app.Pair) bool { return p == pair })
	if r.at >= len(r.pairs) {
		r.at = 0
	}
}

// merge makes one event of the pair.
func (r *review) merge() {
	if r.shown == nil || r.busy {
		return
	}
	m := r.shown.m
	kept, gone := m.sides[0].ID, m.sides[1].ID
	r.decide(func(done func(error)) { write(r.host, m, done) }, func() { r.became(gone, kept) })
}

// became puts the kept event in the place of one that it was made of, in other pairs.
func (r *review) became(gone, kept data.ID) {
	var left []app.Pair
	for _, p := range r.pairs {
		for i, id := range p.Events {
			if id == gone {
				p.Events[i] = kept
			}
		}
		same := func(o app.Pair) bool {
			return o.Events == p.Events || o.Events == [2]data.ID{p.Events[1], p.Events[0]}
		}
		if p.Events[0] != p.Events[1] && !slices.ContainsFunc(left, same) {
			left = append(left, p)
		}
	}
	r.pairs = left
}

// tellApart says that the pair are two events.
func (r *review) tellApart() {
	if r.shown == nil || r.busy {
		return
	}
	a, b := r.shown.m.sides[0].ID, r.shown.m.sides[1].ID
	r.decide(func(done func(error)) {
		library.Use(r.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.TellApart(ctx, a, b) }, func(_ data.Edit, err error) { done(err) })
	}, func() {})
}

// decide writes a decision on the pair that is shown, and goes on to the next one.
func (r *review) decide(written func(done func(error)), then func()) {
	was := state{r.pairs, r.at}
	r.busy = true
	r.dialog.Fail("")
	written(func(err error) {
		if r.busy = false; err != nil {
			r.dialog.Fail(r.host.Say(err))
			return
		}
		r.before = append(r.before, was)
		r.drop(was.pairs[was.at])
		then()
		if r.at >= len(r.pairs) {
			r.at = 0
		}
		r.show()
	})
}

// undo takes the last decision of this review back.
func (r *review) undo() {
	n := len(r.before)
	if n == 0 || r.busy {
		return
	}
	was := r.before[n-1]
	r.before, r.busy = r.before[:n-1], true
	r.host.Library.Commit(func(ctx context.Context, store data.Store) (data.Edit, error) { return store.Undo(ctx) }, func(_ data.Edit, err error) {
		if r.busy = false; err != nil {
			r.dialog.Fail(r.host.Say(err))
			return
		}
		r.pairs, r.at = was.pairs, was.at
		r.show()
	})
}
