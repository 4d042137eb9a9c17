package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// preview is what would come of a source, with what is to be decided.
type preview struct {
	*run
	kit    *control.Kit
	window *window
	body   *fyne.Container

	skipped []form.Skipped
	changed *control.LongList // conflicts
	gone    *control.LongList
}

// The width of the preview, and of what is before a line of it, in units.
const previewWidth, captionWidth = 680, 150

// preview shows what would come of the source at hand.
func (r *run) preview() {
	k := r.host.Kit()
	p := &preview{run: r, kit: k, body: control.Column(12), skipped: r.in.AllSkipped()}
	p.fill()
	if r.in.Empty() {
		p.window = r.inform(previewWidth, p.body)
		return
	}
	p.window = r.ask(previewWidth, p.body, p.verb(), func(w *window) { w.goOn(r.write) })
}

// verb says what is written.
func (p *preview) verb() string {
	if r := p.in.Report(); r.Events > 0 {
		return p.kit.Locale.TN("import.events", r.Events)
	}
	return p.kit.T("import.yes")
}

// fill shows the source as it is decided now.
func (p *preview) fill() {
	k, report := p.kit, p.in.Report()
	p.body.RemoveAll()
	about := []fyne.CanvasObject{k.Text(p.about(), text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder})}
	if p.read.sheet != nil {
		about = append(about, k.Button(control.Link, k.T("import.columns"), nil, func() {
			p.window.goOn(func() { p.columns() })
		}))
	}
	p.body.Add(k.Wrap(14, about...))
	if p.again {
		p.body.Add(k.Quote(control.Mark("amber"), k.Text(k.T("import.again"), text.LabelStyle{LineHeight: 22})))
	}
	line := func(key, words string) {
		if words != "" {
			p.body.Add(control.Beside(k, captionWidth, k.Muted(k.T(key)), k.Text(words, text.LabelStyle{LineHeight: 22})))
		}
	}
	line("import.new", made(k, report))
	if report.Waiting > 0 {
		line("import.waiting", k.Locale.TN("import.waiting.text", report.Waiting))
	}
	if report.ToCheck > 0 {
		line("import.doubts", k.Locale.TN("import.doubts.text", report.ToCheck))
	}
	if report.Orphans > 0 {
		line("import.orphans", k.Locale.TN("import.orphans.text", report.Orphans))
	}
	if report.Filled > 0 {
		line("import.filled", k.Locale.TN("import.filled.text", report.Filled))
	}
	if report.Updated+report.Unchanged > 0 {
		line("import.updated", k.Locale.TN("import.rows", report.Updated))
		line("import.unchanged", k.Locale.TN("import.rows", report.Unchanged))
	}
	if p.in.Empty() {
		p.body.Add(k.Text(p.nothing(report), text.LabelStyle{LineHeight: 22}))
	}
	if p.read.trackless > 0 && !p.in.Empty() {
		p.body.Add(control.Beside(k, captionWidth, k.Muted(k.T("import.track")), k.Wrap(8, p.trackButton())))
	}
	if n := len(p.read.Document.Offered); n > 0 {
		p.body.Add(control.Beside(k, captionWidth, k.Muted(k.Locale.TN("bringin.pictures", n)), p.pictures()))
	}
	if n := len(p.read.RemotePictures()); n > 0 && !p.read.asked {
		fetch := k.Button(control.Link, k.T("import.pictures.fetch"), nil, func() { p.window.goOn(p.fetchPictures) })
		p.body.Add(control.Beside(k, captionWidth, k.Muted(k.Locale.TN("import.pictures.web", n)), k.Wrap(8, fetch)))
	}
	for _, part := range []fyne.CanvasObject{p.conflicts(), p.missing(), p.leftOut(report)} {
		if part != nil {
			p.body.Add(part)
		}
	}
	p.body.Refresh()
}

// pictures asks whether the pictures that the source has in itself are taken, too.
func (p *preview) pictures() fyne.CanvasObject {
	const take, leave = "take", "leave"
	now := leave
	if p.read.Document.TakeOffered {
		now = take
	}
	return p.kit.Words([]string{leave, take}, []string{p.kit.T("bringin.picture.leave"), p.kit.T("bringin.picture.take")}, now, func(v string) {
		if taken := v == take; taken != p.read.Document.TakeOffered {
			p.read.Document.TakeOffered = taken
			p.window.goOn(p.compare)
		}
	}).Root
}

// fetchPictures fetches the pictures whose addresses the source names; they are imported, too.
// Where that is ended, those that have come are.
func (p *preview) fetchPictures() {
	p.wait(p.title("import.pictures.fetching"), func(ctx context.Context, _ *app.Library, tell func(float64)) error {
		p.read.asked = true
		err := p.read.FetchPictures(ctx, p.fromWeb, tell)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		return err
	}, p.compare)
}

// about is what the source is: its format, and the sheet of a workbook.
func (p *preview) about() string { return p.kit.Join(p.in.Format.Title, p.in.Document.Title) }

// nothing says why nothing would be written.
func (p *preview) nothing(r form.Report) string {
	switch {
	case r.Unchanged > 0:
		return p.kit.T("import.same")
	case len(p.skipped) > 0:
		return p.kit.T("import.none.skipped")
	}
	return p.kit.T("import.none")
}

// heading is the heading of a part, with what can be done for all of it.
func (p *preview) heading(words string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	k := p.kit
	parts := append([]fyne.CanvasObject{k.Text(words, text.LabelStyle{Bold: true, Lines: 1, LineHeight: 24, Shrink: true})}, buttons...)
	return k.Pad(0, 6, 0, 0, k.Row(14, 0, parts...))
}

// list is a list in the preview, as high as a few rows need.
func (p *preview) list(count int, row float32, make func(k *control.Kit) *choiceRow, fill func(i int, r *choiceRow), toggle func(i int)) (*control.LongList, fyne.CanvasObject) {
	const most = 200
	var l *control.LongList
	turn := func(i int) {
		if i >= 0 {
			toggle(i)
			l.Update()
		}
	}
	l = p.kit.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return make(p.kit) }, Fill: func(i int, o fyne.CanvasObject) { fill(i, o.(*choiceRow)) }, Row: row,
		Pressed: func(i int, _ control.Press) { turn(i) }, Chosen: turn,
		Key: func(ev *fyne.KeyEvent) bool {
			switch ev.Name {
			case fyne.KeySpace:
				turn(l.Current())
			case fyne.KeyEscape:
				p.window.TypedKey(ev)
			default:
				return false
			}
			return true
		},
	})
	l.SetCount(count, true)
	return l, p.kit.Well(min(most, float32(count)*row+6), l)
}

// conflicts are the fields that changed both in the file and here.
func (p *preview) conflicts() fyne.CanvasObject {
	k, all := p.kit, p.in.Conflicts
	if len(all) == 0 {
		return nil
	}
	set := func(take bool) func() {
		return func() {
			for i := range all {
				all[i].Take = take
			}
			p.changed.Update()
		}
	}
	var well fyne.CanvasObject
	p.changed, well = p.list(len(all), choiceHeight, newChoiceRow, func(i int, r *choiceRow) {
		c := all[i]
		r.head.SetText(k.Join(k.Given(control.OneLine(c.Title, 80)), fieldName(k, c)))
		r.here.SetText(k.T("import.here", "value", value(k, c.Field, c.Here)))
		r.there.SetText(k.T("import.there", "value", value(k, c.Field, c.There)))
		r.choose(c.Take)
	}, func(i int) { all[i].Take = !all[i].Take })
	return control.Column(6, p.heading(k.Locale.TN("import.conflicts", len(all)),
		k.Button(control.Link, k.T("import.keep.all"), nil, set(false)), k.Button(control.Link, k.T("import.take.all"), nil, set(true))),
		k.Muted(k.T("import.conflicts.hint")), well)
}

// missing is what an earlier import brought and the file does not have any more.
func (p *preview) missing() fyne.CanvasObject {
	k, all := p.kit, p.in.Gone
	if len(all) == 0 {
		return nil
	}
	set := func(remove bool) func() {
		return func() {
			for i := range all {
				all[i].Remove = remove && !all[i].Changed
			}
			p.gone.Update()
		}
	}
	var well fyne.CanvasObject
	p.gone, well = p.list(len(all), checkHeight, newCheckRow, func(i int, r *choiceRow) {
		g := all[i]
		r.head.SetText(k.Given(control.OneLine(g.Title, 120)))
		said := ""
		if g.Changed {
			said = k.T("import.gone.changed")
		}
		r.here.SetText(said)
		r.choose(g.Remove)
		r.content.Refresh()
	}, func(i int) { all[i].Remove = !all[i].Remove })
	return control.Column(6, p.heading(k.Locale.TN("import.gone", len(all)),
		k.Button(control.Link, k.T("import.gone.keep"), nil, set(false)), k.Button(control.Link, k.T("import.gone.remove"), nil, set(true))),
		k.Muted(k.T("import.gone.hint")), well)
}

// mostDropped is how many names of what is left out are shown.
const mostDropped = 12

// leftOut is what the library does not get, with its places and reasons.
func (p *preview) leftOut(report form.Report) fyne.CanvasObject {
	k := p.kit
	if len(p.skipped)+len(report.Dropped) == 0 {
		return nil
	}
	copied := k.Button(control.Link, k.T("import.copy"), nil, func() { p.host.Clipboard.SetContent(p.rows(0, len(p.skipped), report.Dropped)) })
	head := k.T("import.leftout")
	if len(p.skipped) > 0 {
		head = k.Locale.TN("import.skipped", len(p.skipped))
	}
	part := control.Column(6, p.heading(head, copied))
	if n := len(p.skipped); n > 0 {
		var t *control.Table
		t = k.Table(control.TableRows{
			Columns: []control.TableColumn{{Key: "why", Title: k.T("import.skipped.why"), Own: true}, {Key: "where", Title: k.T("import.skipped.where"), Width: 230, Own: true}},
			Cells: func(i int) []control.TableCell {
				s := p.skipped[i]
				return []control.TableCell{{Text: bare(why(k, s))}, {Text: bare(place(k, s.Where)), Colour: fynetheme.ColorNamePlaceHolder}}
			},
			List: control.LongRows{
				Chosen: p.whole,
				Key: func(ev *fyne.KeyEvent) bool {
					if ev.Name == fyne.KeyEscape {
						p.window.TypedKey(ev)
					}
					return ev.Name == fyne.KeyEscape
				},
				Pressed: func(i int, press control.Press) {
					if press.Double {
						p.whole(i)
					}
				},
				Shortcut: func(s fyne.Shortcut) bool {
					_, copies := s.(*fyne.ShortcutCopy)
					if at := t.List.Current(); copies && at >= 0 {
						p.host.Clipboard.SetContent(p.rows(at, at+1, nil))
					}
					return copies
				},
			},
		})
		t.List.SetCount(n, true)
		part.Add(k.Well(min(200, float32(n)*32+50), t.Root))
	}
	if dropped := report.Dropped; len(dropped) > 0 {
		var names []string
		for _, c := range dropped[:min(len(dropped), mostDropped)] {
			names = append(names, k.T("import.dropped.one", "what", k.Given(c.What), "n", k.Locale.Count(c.Count)))
		}
		if more := len(dropped) - mostDropped; more > 0 {
			names = append(names, k.Locale.TN("import.dropped.more", more))
		}
		part.Add(k.Muted(k.T("import.dropped", "what", k.Join(names...))))
	}
	return part
}

// whole shows a row of what is left out in full.
func (p *preview) whole(i int) {
	k, s := p.kit, p.skipped[i]
	p.host.Later(func() { k.Tell(p.host.Canvas, place(k, s.Where), why(k, s), k.T("button.ok")) })
}

// rows are rows of what is left out to be copied, as a table.
func (p *preview) rows(from, to int, dropped []form.Count) string {
	var b strings.Builder
	for _, s := range p.skipped[from:to] {
		fmt.Fprintf(&b, "%s\t%s\n", bare(place(p.kit, s.Where)), bare(why(p.kit, s)))
	}
	for _, c := range dropped {
		fmt.Fprintf(&b, "%s\t%d\n", c.What, c.Count)
	}
	return b.String()
}

// trackButton says on which track the events are put that have none, and lets another be
// chosen.
func (p *preview) trackButton() fyne.CanvasObject {
	k := p.kit
	words := k.Locale.TN("import.track.of", p.read.trackless, "track", k.Given(control.OneLine(p.trackName(), 40)))
	return pick(k, p.host.Canvas, words, false, func() (items []control.Item) {
		choose := func(name string) func() {
			return func() {
				p.track = name
				p.window.goOn(p.compare)
			}
		}
		for _, t := range p.host.Library.Tracks() {
			items = append(items, control.Item{Text: k.Given(control.OneLine(t.Name, 40)), Colour: t.Colour, Run: choose(t.Name)})
		}
		if own := p.read.Title(); !p.hasTrack(own) {
			items = append(items, control.Item{}, control.Item{Text: k.T("import.track.new", "track", k.Given(control.OneLine(own, 40))), Run: choose(own)})
		}
		return items
	})
}

func (p *preview) hasTrack(name string) bool {
	for _, t := range p.host.Library.Tracks() {
		if t.Name == name {
			return true
		}
	}
	return false
}

// trackName is the track on which the events are put that have none.
func (p *preview) trackName() string {
	for i, e := range p.read.Document.Events {
		if e.Track != (data.ID{}) {
			continue
		}
		on := p.in.Document.Events[i].Track
		for _, t := range slices.Concat(p.host.Library.Tracks(), p.in.Document.Tracks) {
			if t.ID == on {
				return t.Name
			}
		}
	}
	return ""
}
