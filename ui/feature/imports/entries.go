package imports

import (
	"context"
	"net/url"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// entries is the list of the articles in a file, of which the reader chooses some.
type entries struct {
	*run
	kit    *control.Kit
	window *window
	all    []form.Entry
	wanted []bool
	shown  []int // places in all, as the search leaves them

	search *control.Entry
	count  *text.Label
	none   *text.Label
	list   *control.LongList
}

// chooseEntries asks which articles of the source at hand are wanted.
func (r *run) chooseEntries() *entries {
	k := r.host.Kit()
	e := &entries{
		run: r, kit: k, all: r.read.list.Entries, wanted: make([]bool, len(r.read.list.Entries)),
		search: k.Entry(1, "", k.T("import.entries.search")), count: k.Muted(""), none: k.Muted(k.T("import.entries.none")),
	}
	for _, i := range r.read.list.Usual() {
		e.wanted[i] = !r.read.known[i]
	}
	e.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newEntryRow(k) }, Fill: e.fill, Row: entryHeight,
		Pressed: func(i int, _ control.Press) { e.turn(i) }, Chosen: e.turn, Key: e.key,
	})
	e.search.OnChanged = e.find
	e.search.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			e.list.TypedKey(ev)
			r.host.Canvas.Focus(e.list)
			return true
		}
		return false
	}
	head := control.Column(8, k.Muted(e.about()), e.search,
		k.Row(14, 0, e.count, k.Button(control.Link, k.T("import.entries.all"), nil, e.set(true)), k.Button(control.Link, k.T("import.entries.nothing"), nil, e.set(false))))
	body := control.Column(10, head, k.Well(min(entriesHeight, float32(len(e.all))*entryHeight+6), e.list, k.Pad(16, 14, 16, 14, e.none)), k.Text(k.T("import.entries.hint"), text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
	e.window = r.ask(previewWidth, body, k.T("import.entries.yes"), e.start)
	e.search.OnCancel = func() { e.window.Leave(e.window.Close) }
	e.find("")
	r.host.Canvas.Focus(e.search)
	return e
}

// The height of the list and of a row in it, in units.
const entriesHeight, entryHeight = 360, 52

// about is what the source is.
func (e *entries) about() string {
	k, title := e.kit, e.read.list.Title
	if title == e.read.Format.Title { // of what has no title of its own
		title = ""
	}
	return k.Join(e.read.Format.Title, k.Given(control.OneLine(title, 60)), k.Locale.TN("import.entries.count", len(e.all)))
}

// find lists the entries that have words in their titles or addresses.
func (e *entries) find(words string) {
	words = fold.String(strings.TrimSpace(words))
	e.shown = e.shown[:0]
	for i, a := range e.all {
		if words == "" || strings.Contains(fold.String(a.Title), words) || strings.Contains(fold.String(a.URL), words) {
			e.shown = append(e.shown, i)
		}
	}
	e.list.SetCount(len(e.shown), true)
	e.list.SetCurrent(min(0, len(e.shown)-1))
	if len(e.shown) == 0 {
		e.none.Show()
	} else {
		e.none.Hide()
	}
	e.recount()
}

// chosen are the places of the entries that are checked.
func (e *entries) chosen() (places []int) {
	for i, yes := range e.wanted {
		if yes {
			places = append(places, i)
		}
	}
	return places
}

func (e *entries) recount() {
	n := len(e.chosen())
	e.count.SetText(e.kit.T("import.entries.chosen", "n", e.kit.Locale.Count(n), "m", e.kit.Locale.Count(len(e.all))))
}

// set checks all entries that are shown, or none of them.
func (e *entries) set(yes bool) func() {
	return func() {
		for _, i := range e.shown {
			e.wanted[i] = yes
		}
		e.list.Update()
		e.recount()
	}
}

// turn turns the check of a row over.
func (e *entries) turn(row int) {
	if row < 0 || row >= len(e.shown) {
		return
	}
	i := e.shown[row]
	e.wanted[i] = !e.wanted[i]
	e.list.Update()
	e.recount()
}

func (e *entries) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeySpace:
		e.turn(e.list.Current())
	case fyne.KeyEscape:
		e.window.TypedKey(ev)
	default:
		return false
	}
	return true
}

func (e *entries) fill(row int, o fyne.CanvasObject) {
	i, r := e.shown[row], o.(*choiceRow)
	a, k := e.all[i], e.kit
	r.head.SetText(k.Given(control.OneLine(a.Title, 160)))
	var parts []string
	if when := e.when(a); when != "" {
		parts = append(parts, when)
	}
	if a.Size > 0 {
		parts = append(parts, k.Bytes(a.Size))
	}
	if a.Kind == form.ReferenceEntry {
		parts = append(parts, k.T("import.entries.reference"))
	}
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" {
		parts = append(parts, k.Given(u.Host))
	}
	if e.read.known[i] {
		parts = append(parts, k.T("import.entries.there"))
	}
	r.here.SetText(k.Join(parts...))
	r.choose(e.wanted[i])
	r.content.Refresh()
}

// when is the date of publication, or of saving.
func (e *entries) when(a form.Entry) string {
	if !a.Date.IsZero() {
		return e.kit.Locale.Date(a.Date)
	}
	day, err := dates.Parse(time.Unix(a.Saved, 0).UTC().Format(time.DateOnly))
	if a.Saved == 0 || err != nil {
		return ""
	}
	return e.kit.T("import.entries.saved", "date", e.kit.Locale.Date(day))
}

// start imports what is checked.
func (e *entries) start(w *window) {
	places := e.chosen()
	if len(places) == 0 {
		w.Fail(e.kit.T("import.entries.choose"))
		return
	}
	w.goOn(func() { e.readEntries(places) })
}

// readEntries reads the chosen articles of the source at hand, and writes them unless there
// is something to be seen before.
func (r *run) readEntries(places []int) {
	o, list := r.options(), r.read.list
	var foreign app.Foreign
	r.wait(r.title("import.reading"), func(ctx context.Context, _ *app.Library, tell func(float64)) (err error) {
		o.Progress = tell
		foreign, err = list.Choose(ctx, places, o)
		return err
	}, func() {
		r.read.Foreign = foreign
		r.comparing(func() {
			report := r.in.Report()
			if r.in.Empty() || len(r.in.Conflicts)+len(r.in.Gone)+len(report.Skipped)+report.ToCheck+report.Orphans > 0 {
				r.preview()
				return
			}
			r.write()
		})
	})
}
