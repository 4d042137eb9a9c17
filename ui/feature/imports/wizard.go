package imports

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
)

// wizard is the window in which the columns of a table get their meanings. What comes of
// them is read on another goroutine after each change and shown in the rows and on a
// timeline; nothing is written.
type wizard struct {
	*run
	kit    *control.Kit
	sheet  *sheet
	result result
	busy   bool // result is of an earlier mapping
	stop   context.CancelFunc
	lost   bool // only the rows that cannot be read are shown

	window            *window
	choices, question *fyne.Container
	grid              *grid
	foot              *fyne.Container
	detail            *text.Label
	sample            *sample
	high              float32 // of the timeline, in units
}

// The measures of the wizard, in units.
const (
	wizardWidth  = 1220
	wizardBeside = 48 + 44 // to the window's edges, and in the dialog
	wizardAround = 172     // above and below, with title and buttons
	wizardGap    = 10
	wizardLine   = 34 // of the foot
	firstRows    = 20
)

// columns lets the reader say what the columns of the table at hand mean.
func (r *run) columns() *wizard {
	k := r.host.Kit()
	w := &wizard{run: r, kit: k, sheet: r.read.sheet, stop: func() {}, choices: k.Wrap(8), question: control.Stack(), foot: k.Wrap(14), detail: k.Muted("")}
	w.sample = newSample(r, func(ev *fyne.KeyEvent) { w.window.TypedKey(ev) })
	w.grid = newGrid(w)
	w.question.Hide()
	w.detail.Hide()
	strip := &fyne.Container{Layout: tall{w}, Objects: []fyne.CanvasObject{w.sample}}
	body := control.Column(wizardGap, w.choices, w.question, framed(w.grid.root), w.foot, w.detail, framed(strip))
	w.window = r.ask(wizardWidth, body, k.T("import.yes"), func(*window) { w.accept() })
	w.window.OnClosed(func() { w.stop() })
	w.show()
	return w
}

// framed is an object with a thin line around it.
func framed(o fyne.CanvasObject) fyne.CanvasObject {
	return control.Stack(o, control.NewSurface(control.None, control.Line, 4))
}

// show shows the table as it is read now, and reads it again.
func (w *wizard) show() {
	w.fillChoices()
	w.fillQuestion()
	w.grid.rehead()
	w.grid.show(w.sheet.table.First[:min(firstRows, len(w.sheet.table.First))], true)
	w.lost = false
	w.reread()
}

// fit shares the height of the window between the rows and the timeline.
func (w *wizard) fit() {
	size := w.host.Canvas.Size()
	width, room := min(wizardWidth, size.Width)-wizardBeside, size.Height-wizardAround-gridHead-1-wizardLine-3*wizardGap
	for _, o := range []fyne.CanvasObject{w.choices, w.question, w.detail} {
		if o.Visible() {
			room -= control.HeightFor(o, width) + wizardGap
		}
	}
	w.high = min(max(room*0.42, 100), 210)
	w.grid.high = min(max(room-w.high, 3*gridRow), float32(max(len(w.grid.rows), 3))*gridRow+2)
	w.window.Refit()
}

// tall gives the timeline its height.
type tall struct{ w *wizard }

func (t tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, t.w.high) }

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// change reads the table by another mapping.
func (w *wizard) change(m table.Mapping) {
	w.sheet.mapping = m
	w.fillChoices()
	w.fillQuestion()
	w.grid.rehead()
	w.reread()
}

// reread reads all rows by the mapping of now, and then shows what becomes of them.
func (w *wizard) reread() {
	w.stop()
	ctx, stop := context.WithCancel(context.Background())
	w.stop, w.busy = stop, true
	s, o, axis := *w.sheet, w.options(), w.host.Library.Axis()
	feature.Background(w.host, func(context.Context) (result, error) { return s.read(ctx, o, axis) }, func(r result, err error) {
		if ctx.Err() != nil {
			return // overtaken
		}
		stop()
		w.busy = false
		if err != nil {
			w.window.Fail(w.say(err))
			return
		}
		w.result = r
		w.window.Fail("")
		w.sample.show(r, w.without())
		w.grid.list.Update()
		w.refoot()
	})
	w.refoot()
}

// without is the track of events of which no column names one.
func (w *wizard) without() string {
	if name := w.sheet.mapping.Track; name != "" {
		return name
	}
	if tracks := w.host.Library.Tracks(); len(tracks) == 1 {
		return tracks[0].Name
	}
	return w.read.Title()
}

// refoot says what comes of the table, and what can be looked at.
func (w *wizard) refoot() {
	k, r := w.kit, w.result
	w.foot.RemoveAll()
	from, to := w.grid.shown()
	if all := len(w.sheet.table.Columns); to-from < all && w.grid.width > 0 {
		turn := func(key string, by int, icon fyne.Resource) fyne.CanvasObject {
			return k.IconButton(icon, k.T(key), func() {
				w.grid.turn(by)
				w.refoot()
			})
		}
		before, after := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			before, after = after, before
		}
		w.foot.Add(turn("import.columns.before", -1, before))
		w.foot.Add(w.line(k.T("import.columns.of", "from", k.Locale.Count(from+1), "to", k.Locale.Count(to), "all", k.Locale.Count(all)), fynetheme.ColorNamePlaceHolder))
		w.foot.Add(turn("import.columns.after", 1, after))
	}
	switch {
	case !w.sheet.complete():
		w.foot.Add(w.line(k.T("import.incomplete"), fynetheme.ColorNameError))
	case w.busy:
		w.foot.Add(w.line(k.T("import.rows.busy", "all", k.Locale.TN("import.rows", w.sheet.table.Rows)), fynetheme.ColorNamePlaceHolder))
	default:
		words := k.T("import.rows.ready", "n", k.Locale.Count(w.sheet.table.Rows-r.lost), "all", k.Locale.TN("import.rows", w.sheet.table.Rows), "what", w.counted())
		w.foot.Add(w.line(words, fynetheme.ColorNameForeground))
		if n := len(r.problems); n > 0 && !w.lost {
			w.foot.Add(w.link(k.Locale.TN("import.rows.look", n), w.lookAtProblems))
		} else if w.lost {
			w.foot.Add(w.link(k.T("import.rows.first"), func() {
				w.lost = false
				w.grid.show(w.sheet.table.First[:min(firstRows, len(w.sheet.table.First))], true)
				w.refoot()
			}))
		} else if more := w.sheet.table.Rows - len(w.grid.rows); more > 0 {
			w.foot.Add(w.line(k.Locale.TN("import.rows.more", more), fynetheme.ColorNamePlaceHolder))
		}
	}
	w.foot.Refresh()
	w.fit()
}

// line is some words in a row of others.
func (w *wizard) line(words string, colour fyne.ThemeColorName) fyne.CanvasObject {
	return w.kit.Pad(0, 6, 0, 6, w.kit.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 22, Colour: colour}))
}

func (w *wizard) link(words string, pressed func()) fyne.CanvasObject {
	return w.kit.Pad(0, 6, 0, 6, w.kit.Button(control.Link, words, nil, pressed))
}

// counted is what the table makes.
func (w *wizard) counted() string {
	report := form.Report{Events: len(w.result.Events), Eras: len(w.result.Notes)}
	if words := made(w.kit, report); words != "" {
		return words
	}
	return w.kit.Locale.TN("count.events", 0)
}

// lookAtProblems shows the rows of which something cannot be read.
func (w *wizard) lookAtProblems() {
	numbers, t := w.result.problems[:min(len(w.result.problems), table.FirstRows)], w.sheet.table
	feature.Background(w.host, func(ctx context.Context) ([]table.Row, error) { return t.RowsAt(ctx, numbers) }, func(rows []table.Row, err error) {
		if err != nil || t != w.sheet.table {
			return
		}
		w.lost = true
		w.grid.show(rows, true)
		w.grid.list.SetCurrent(0)
		w.about(0)
		w.refoot()
	})
}

// about says of a row in full what cannot be read of it.
func (w *wizard) about(i int) {
	words := w.said(w.grid.rows[i].Number)
	w.detail.SetText(words)
	if w.detail.Hide(); words != "" {
		w.detail.Show()
	}
	w.fit()
}

// said is what cannot be read of a row.
func (w *wizard) said(row int) string {
	at := w.result.rows[row]
	if at == nil {
		return ""
	}
	var parts []string
	for _, s := range at.skipped {
		parts = append(parts, w.kit.Join(place(w.kit, s.Where), why(w.kit, s)))
	}
	return strings.Join(parts, "\n")
}

// accept goes on to import the table as it is read now.
func (w *wizard) accept() {
	switch {
	case !w.sheet.complete():
		w.window.Fail(w.kit.T("import.incomplete"))
		return
	case len(w.sheet.table.Ambiguous(w.sheet.mapping)) > 0:
		w.window.Fail(w.kit.T("import.order.which"))
		return
	}
	r := w.run
	w.sheet.ask = false
	r.read.sheet = w.sheet
	r.host.State.ReadTable(w.sheet.shape, state.TableRead{Layout: w.sheet.want, Mapping: w.sheet.mapping})
	r.host.Remember()
	seen, busy := w.result, w.busy
	read := func() {
		r.read.Document = seen.Document
		r.read.count()
		r.decided()
	}
	if !busy {
		w.window.goOn(read)
		return
	}
	s, o := *w.sheet, r.options()
	w.window.goOn(func() {
		r.wait(r.title("import.reading"), func(ctx context.Context, _ *app.Library, tell func(float64)) (err error) {
			o.Progress = tell
			seen.Document, err = table.Read(ctx, s.table, s.mapping, o)
			return err
		}, read)
	})
}

// relayout opens the table in another layout.
func (w *wizard) relayout(change func(*table.Layout)) {
	want, s, from, o := w.sheet.want, w.sheet, w.sources[w.at], w.options()
	change(&want)
	var again *sheet
	w.host.Wait(w.title("import.reading"), func(ctx context.Context, _ func(float64)) error {
		file, closed, err := from.open(w.host.Files)
		if err != nil {
			return err
		}
		again, err = s.reopen(ctx, file, want, o)
		return errors.Join(err, closed())
	}, func(err error) {
		switch {
		case err == nil:
			w.sheet = again
			w.grid.from = 0
			w.show()
		case !errors.Is(err, context.Canceled):
			w.window.Fail(w.say(err))
		}
	})
}

// meanings are the items of the menu above a column: the usual ones, and below them the
// way to the others.
func (w *wizard) meanings(column int) []control.Item {
	k := w.kit
	item := func(m table.Meaning) control.Item {
		return control.Item{Text: meaning(k, m), Checked: w.sheet.mapping.Columns[column].Means == m, Run: func() { w.change(w.sheet.mapping.With(column, m)) }}
	}
	var items, more []control.Item
	for _, m := range table.Meanings() {
		if slices.Contains(usual(), m) {
			continue
		}
		more = append(more, item(m))
	}
	for _, m := range usual() {
		if m == table.Keep {
			items = append(items, control.Item{})
		}
		items = append(items, item(m))
	}
	return append(items, control.Item{}, control.Item{Text: k.T("import.means.more"), Run: func() {
		w.host.Later(func() { k.ShowMenu(w.host.Canvas, k.Over(w.grid.buttons[column]), more) })
	}})
}

// usual are the meanings that are in the menu itself.
func usual() []table.Meaning {
	return []table.Meaning{
		table.Title, table.Start, table.End, table.Text, table.Track, table.Tags, table.Place, table.Source, table.Address, table.Picture, table.Importance,
		table.ID, table.Keep, table.Ignore,
	}
}
