package review

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// nothing tells why there is nothing to decide on, and what to do then.
func nothing(k *control.Kit, left *app.Proposals) fyne.CanvasObject {
	title, hint := "found.none.title", k.T("found.none.hint")
	if left.Reported > 0 {
		title, hint = "found.done.title", k.Locale.TN("found.done.hint", left.Reported)
	}
	return control.Column(10, k.Heading(k.T(title)), k.Muted(hint))
}

// overview says what the list is, before one of it is chosen.
func (v *view) overview() fyne.CanvasObject {
	k, left := v.kit, v.model.left
	column := control.Column(8)
	if n := len(left.Candidates); n > 0 {
		column.Add(k.Text(k.Locale.TN("found.count", n), text.LabelStyle{Bold: true, LineHeight: 22}))
		column.Add(k.Muted(k.T("found.hint")))
		column.Add(k.Wrap(8, k.Button(control.Outline, k.T("found.begin"), nil, func() { v.host.Run("found.next") })))
	} else {
		column.Add(nothing(k, left))
	}
	if left.Partial {
		column.Add(k.Muted(k.T("found.partial")))
	}
	return control.Column(0, k.Pad(18, 10, 18, 12, column), control.HLine())
}

// cardText is how far the words of a card are from its start, in units: as in a row.
const cardText = rowText - rowSide

// card is the candidate that is shown with its dates, why it is proposed, and what can
// be done.
func (v *view) card(c candidate) fyne.CanvasObject {
	k := v.kit
	title, date, track := v.looks(&c)
	number := newBadge(k)
	number.show(&c, "", true)
	sure := fyne.CanvasObject(k.Text(v.state(&c), text.LabelStyle{Size: control.SizeCaption, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder}))
	if c.open() {
		sure = control.Column(3, bars(k, &c.Candidate), sure)
	}
	column := control.Column(5)
	if c.open() {
		column.Add(v.dateLine(c))
		column.Add(v.trackLine(c))
		column.Add(v.reason(c))
		column.Add(k.Pad(0, 4, 0, 2, v.buttons(c)))
	} else {
		column.Add(k.Text(k.Locale.DateLong(date), text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 21}))
		column.Add(v.trackName(track))
		column.Add(k.Pad(0, 4, 0, 2, v.decided(c)))
	}
	body := control.Column(6, k.Row(12, 1, number.Container, titled(k, title, c.Edit && c.open()), sure), k.Pad(cardText, 0, 0, 0, column))
	return control.Stack(control.NewSurface(shownGround, control.None, 0), k.Quote(control.Accent, control.Gap(0, 0)), k.Pad(rowSide, 12, rowSide, 12, body))
}

// shownGround is behind the candidate that is shown.
func shownGround(p palette.Palette) color.NRGBA { return p.AccentSoft }

// titled is the title of a candidate. A sentence that takes its place looks like one, and
// shows more of itself.
func titled(k *control.Kit, title string, sentence bool) fyne.CanvasObject {
	if sentence {
		return k.Name(title, text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 3, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true})
	}
	return k.Name(title, text.LabelStyle{Size: 16, Bold: true, LineHeight: 24, Lines: 4, Shrink: true})
}

// dateLine is the date in words, and the other ways to read it.
func (v *view) dateLine(c candidate) fyne.CanvasObject {
	k := v.kit
	chosen := v.model.date(c.Candidate)
	line := control.Column(4, k.Text(k.Join(k.Locale.DateLong(chosen), k.Locale.Zone(v.model.zone(c.Candidate))), text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 21}))
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

// reason says why the candidate is proposed on its date.
func (v *view) reason(c candidate) fyne.CanvasObject {
	k := v.kit
	quote := func(p propose.Passage) string { return control.OneLine(p.Find.Text, 60) }
	small := text.LabelStyle{Size: control.SizeCaption, LineHeight: 19, Colour: fynetheme.ColorNamePlaceHolder}
	words := []string{k.T("found.why", "why", why(k, c.Find), "words", quote(c.Passage))}
	others := len(c.Also)
	if c.Lasting && others > 0 {
		words[0] = k.T("found.lasting", "first", quote(c.Passage), "last", quote(c.Also[0]))
		others--
	}
	if others > 0 {
		words = append(words, k.Locale.TN("found.also", others))
	}
	column := control.Column(2)
	for _, w := range words {
		column.Add(k.Text(w, small))
	}
	if c.Event != (data.ID{}) {
		column.Add(k.Text(k.T("found.known", "title", k.Given(control.OneLine(c.of.Known[c.Event], 60))), text.LabelStyle{Size: control.SizeCaption, LineHeight: 20}))
	}
	return column
}

// buttons are the actions, with their keys.
func (v *view) buttons(c candidate) fyne.CanvasObject {
	k := v.kit
	row := k.Wrap(6)
	add := func(kind control.Kind, key string, icon fyne.Resource, run func()) {
		b := k.Button(kind, k.T(key), icon, run)
		if !v.host.Library.Writable() {
			b.Disable()
		}
		row.Add(b)
	}
	switch {
	case c.Event != (data.ID{}):
		add(control.Primary, "found.attach", fynetheme.ConfirmIcon(), v.accept)
		add(control.Outline, "found.accept.new", nil, v.acceptNew)
	case c.Edit:
		add(control.Primary, "found.accept.edited", fynetheme.DocumentCreateIcon(), v.accept)
	default:
		add(control.Primary, "found.accept", fynetheme.ConfirmIcon(), v.accept)
		add(control.Outline, "found.edit", nil, v.edit)
	}
	add(control.Outline, "found.merge", nil, func() { v.merge(v.middle) })
	add(control.Outline, "found.dismiss", nil, v.dismiss)
	return row
}

// decided is what can be done with a candidate that is decided.
func (v *view) decided(c candidate) fyne.CanvasObject {
	k := v.kit
	row := k.Wrap(6)
	switch {
	case c.event != nil:
		row.Add(k.Button(control.Outline, k.T("found.goto"), nil, func() { v.goTo(c.event.ID) }))
	case c.decision == propose.Dismissed && v.host.Library.Writable():
		row.Add(k.Button(control.Outline, k.T("found.restore"), nil, v.restore))
	}
	return row
}

// trackName is a track with its colour.
func (v *view) trackName(track int) fyne.CanvasObject {
	k, tracks := v.kit, v.host.Library.Tracks()
	if track < 0 || track >= len(tracks) {
		return k.Wrap(0)
	}
	return k.Row(8, 1, control.NewBar(control.Mark(tracks[track].Colour), 4, 15, 2),
		k.Name(tracks[track].Name, text.LabelStyle{Size: control.SizeSmall, Align: k.Start(), Lines: 1, LineHeight: 21, Shrink: true}))
}

// trackLine is the track that the event goes to, and the menu to choose another for all.
func (v *view) trackLine(c candidate) fyne.CanvasObject {
	k, tracks, at := v.kit, v.host.Library.Tracks(), v.model.track(c.Candidate)
	if at < 0 {
		return k.Wrap(0)
	}
	var b *control.Button
	b = k.Button(control.Quiet, k.T("found.track", "track", strings.TrimSpace(tracks[at].Name)), nil, func() { v.trackMenu(k.Over(b)) })
	return k.Row(2, -1, control.NewBar(control.Mark(tracks[at].Colour), 4, 15, 2), b)
}
