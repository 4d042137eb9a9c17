package retext

import (
	"context"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// editions is the dialog of an article's texts, the present one first. For an earlier
// one it shows what the text after it changed.
type editions struct {
	host    *feature.Host
	kit     *control.Kit
	now     string         // the present text
	all     []data.Edition // without their text, the newest first
	list    *control.LongList
	diff    *control.Scroll
	reading library.Slot
}

// showEditions opens the dialog for the open article.
func showEditions(h *feature.Host) {
	k, a := h.Kit(), h.Library.Article()
	still := k.Dialogs.Still()
	library.Load(h.Library, nil, func(ctx context.Context, store data.Store) ([]data.Edition, error) {
		return store.Editions(ctx, a.ID)
	}, func(all []data.Edition) {
		switch {
		case !still():
		case len(all) == 0:
			k.Tell(h.Canvas, k.T("command.article.editions"), k.T("editions.none"), k.T("button.ok"))
		default:
			newEditions(h, a.Text, all)
		}
	})
}

const editionHeight = 44

func newEditions(h *feature.Host, now string, all []data.Edition) *editions {
	k := h.Kit()
	v := &editions{host: h, kit: k, now: now, all: all, diff: k.Scroll()}
	v.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return control.NewStepRow(k) }, Fill: v.fill, Row: editionHeight,
		Pressed: func(i int, _ control.Press) { v.show(i) }, Moved: func(i int, _ fyne.KeyModifier) { v.show(i) },
	})
	rows := min(len(all), 5)
	const height = 360
	body := control.Column(10, k.Muted(k.T("editions.hint")), k.Well(float32(rows*editionHeight+6), v.list), k.Well(height, v.diff))
	d := k.ShowDialog(h.Canvas, k.T("command.article.editions"), 760, body, control.Action{Text: k.T("button.close"), Primary: true})
	d.OnClosed(v.reading.Drop)
	v.list.SetCount(len(all), true)
	v.list.SetCurrent(0)
	v.show(0)
	h.Canvas.Focus(v.list)
	return v
}

func (v *editions) fill(i int, o fyne.CanvasObject) {
	k, ed := v.kit, v.all[i]
	o.(*control.StepRow).Set(k.T("edition.until", "when", k.Locale.Timestamp(ed.Replaced, v.host.Now().Location())), k.Locale.TN("count.bytes", ed.Length), false, i == v.list.Current(), "")
}

// show compares a text with the one that replaced it.
func (v *editions) show(i int) {
	type pair struct{ old, next string }
	library.Load(v.host.Library, &v.reading, func(ctx context.Context, store data.Store) (p pair, err error) {
		old, err := store.Edition(ctx, v.all[i].ID)
		if err != nil || i == 0 {
			return pair{old.Text, v.now}, err
		}
		next, err := store.Edition(ctx, v.all[i-1].ID)
		return pair{old.Text, next.Text}, err
	}, func(p pair) {
		v.diff.SetContent(v.kit.Pad(14, 10, 20, 10, difference(v.kit, p.old, p.next)), true)
		v.list.Update()
	})
}
