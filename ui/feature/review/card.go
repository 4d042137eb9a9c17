package review

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// nothing tells why there is nothing to decide on, and what to do then.
func nothing(k *control.Kit, left *app.Proposals) fyne.CanvasObject {
	title, hint := "found.none.title", k.T("found.none.hint")
	if left.Reported > 0 {
		title, hint = "found.done.title", k.Locale.TN("found.done.hint", left.Reported)
	}
	return control.Column(10, k.Heading(k.T(title)), k.Muted(hint))
}

// overview says what the list is, before one of it is chosen. begin begins the review.
func (v *view) overview(begin func()) fyne.CanvasObject {
	k, left := v.kit, v.model.left
	column := control.Column(8)
	if n := len(left.Candidates); n > 0 {
		column.Add(k.Text(k.Locale.TN("found.count", n), text.LabelStyle{Bold: true, LineHeight: 22}))
		column.Add(k.Muted(k.T("found.hint")))
		buttons := k.Wrap(8, k.Button(control.Outline, k.T("found.begin"), nil, begin))
		if len(v.sure()) > 1 && v.host.Library.Writable() {
			buttons.Add(k.Button(control.Quiet, k.T("found.all"), nil, v.acceptSure))
		}
		column.Add(buttons)
	} else {
		column.Add(nothing(k, left))
	}
	if left.Partial {
		column.Add(k.Muted(k.T("found.partial")))
	}
	return control.Column(0, k.Pad(18, 14, 18, 12, column), control.HLine())
}

// card is the candidate that is shown with its dates, why it is proposed, and what can
// be done.
func (v *view) card(c candidate, at int) fyne.CanvasObject {
	k := v.kit
	small := text.LabelStyle{Size: control.SizeCaption, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}
	place := k.T("found.place", "n", k.Locale.Count(at+1), "m", k.Locale.Count(len(c.of.Candidates)))
	column := control.Column(5,
		k.Row(8, 0, k.Text(k.Join(place, confidence(k, c.Candidate)), small), v.more()),
		title(k, c.Candidate),
		v.dateLine(c),
		k.Pad(0, 3, 0, 3, v.buttons(c)),
		k.Text(k.T("found.why", "why", why(k, c.Find), "words", control.OneLine(c.Find.Text, 60)), small))
	if len(c.Also) > 0 {
		column.Add(k.Text(k.Locale.TN("found.also", len(c.Also)), small))
	}
	column.Add(v.trackLine())
	return control.Column(0, k.Pad(18, 6, 12, 6, column), control.HLine())
}

// title is the title of a candidate. A sentence that takes its place looks like one, and
// shows more of itself.
func title(k *control.Kit, c propose.Candidate) fyne.CanvasObject {
	if c.Edit {
		return k.Name(c.Title, text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 3, Colour: fynetheme.ColorNamePlaceHolder})
	}
	return k.Name(c.Title, text.LabelStyle{Size: 15, Bold: true, LineHeight: 23, Lines: 2})
}

// dateLine is the date in words and in EDTF, and the other ways to read it.
func (v *view) dateLine(c candidate) fyne.CanvasObject {
	k := v.kit
	chosen := v.model.date(c.Candidate)
	line := control.Column(4, k.Text(k.Join(k.Locale.DateLong(chosen), k.Locale.Zone(v.model.zone(c.Candidate)), chosen.EDTF), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22}))
	if len(c.Find.Readings) == 0 {
		return line
	}
	choices := k.Wrap(6)
	add := func(other dates.Date) {
		if other != chosen {
			choices.Add(k.Button(control.Outline, k.T("found.or", "date", k.Locale.Date(other)), nil, func() { v.model.setDate(c.Candidate, other) }))
		}
	}
	add(c.Date)
	for _, r := range c.Find.Readings {
		add(r.Date)
	}
	line.Add(choices)
	return line
}

// buttons are the actions that matter most, with their keys.
func (v *view) buttons(c candidate) fyne.CanvasObject {
	k := v.kit
	var all []fyne.CanvasObject
	add := func(kind control.Kind, key string, run func()) {
		b := k.Button(kind, k.T(key), nil, run)
		if !v.host.Library.Writable() {
			b.Disable()
		}
		all = append(all, b)
	}
	known := c.Event != (data.ID{})
	if known {
		add(control.Primary, "found.attach", v.accept)
		add(control.Outline, "found.accept.new", v.acceptNew)
	} else {
		key := "found.accept"
		if c.Edit {
			key = "found.accept.edited"
		}
		add(control.Primary, key, v.accept)
	}
	add(control.Outline, "found.dismiss", v.dismiss)
	if !known {
		return k.Wrap(6, all...)
	}
	title := k.Given(control.OneLine(c.of.Known[c.Event], 60))
	return control.Column(4, k.Text(k.T("found.known", "title", title), text.LabelStyle{Size: control.SizeCaption, LineHeight: 20}), k.Wrap(6, all...))
}

// more is the button of the menu of everything else.
func (v *view) more() fyne.CanvasObject {
	k := v.kit
	var b *control.Button
	b = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() { v.menu(k.Over(b)) })
	return b
}

// trackLine is the track that the event goes to, and the menu to choose another.
func (v *view) trackLine() fyne.CanvasObject {
	k, tracks, at := v.kit, v.host.Library.Snapshot().Tracks, v.model.track()
	if at < 0 {
		return k.Wrap(0)
	}
	var b *control.Button
	b = k.Button(control.Quiet, k.T("found.track", "track", strings.TrimSpace(tracks[at].Name)), nil, func() {
		items := make([]control.Item, len(tracks))
		for i, t := range tracks {
			items[i] = control.Item{Text: t.Name, Colour: t.Colour, Run: func() { v.model.setTrack(t.ID) }}
		}
		k.ShowMenu(v.host.Canvas, k.Over(b), items)
	})
	return k.Row(2, -1, control.NewBar(control.Mark(tracks[at].Colour), 10, 10, 5), b)
}
