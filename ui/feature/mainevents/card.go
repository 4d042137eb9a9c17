package mainevents

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
)

// fewPassages is how many passages a card shows at first: as many as there are keys.
const fewPassages = 9

// card is the item that is shown, with its passages and what can be done.
func (p *pane) card(it *item) fyne.CanvasObject {
	k := p.kit
	title, date := p.looks(it)
	column := control.Column(6, p.titled(title, it.Edit && it.open()),
		k.Text(k.Locale.DateLong(date), text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 21}),
		k.Text(k.Join(k.Locale.TN("story.reported", it.Articles), p.state(it)), text.LabelStyle{Size: control.SizeSmall, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}))
	if said := p.shared(it.Shared); said != "" {
		column.Add(k.Text(said, text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
	}
	if it.open() && it.Known != (data.ID{}) {
		if e, ok := p.host.Library.Caption(it.Known); ok {
			column.Add(k.Text(k.Locale.TN("story.known", len(it.taken()), "title", k.Given(control.OneLine(e.Title, 60))), text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
		}
	}
	column.Add(p.passages(it))
	column.Add(k.Pad(0, 4, 0, 0, p.buttons(it)))
	return control.Stack(control.NewSurface(shownGround, control.None, 0), k.Quote(control.Accent, control.Gap(0, 0)), k.Pad(rowSide, 12, rowSide, 12, column))
}

// shownGround is behind the item that is shown.
func shownGround(p palette.Palette) color.NRGBA { return p.AccentSoft }

// titled is the title of an item. A sentence that takes its place looks like one, and shows
// more of itself.
func (p *pane) titled(title string, sentence bool) fyne.CanvasObject {
	if sentence {
		return p.kit.Name(title, text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 3, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true, Align: p.kit.Start()})
	}
	return p.kit.Name(title, text.LabelStyle{Size: 16, Bold: true, LineHeight: 24, Lines: 4, Shrink: true, Align: p.kit.Start()})
}

// passages are those that report the item, each with a check while it can be taken or left.
func (p *pane) passages(it *item) fyne.CanvasObject {
	k := p.kit
	column := control.Column(8)
	for at, one := range it.Passages {
		if at == fewPassages && p.whole != (shownWhole{p.model.story, p.model.at}) {
			column.Add(k.Wrap(0, k.Button(control.Link, k.Locale.TN("story.passages.more", len(it.Passages)-at), nil, func() {
				p.whole = shownWhole{p.model.story, p.model.at}
				p.show()
			})))
			break
		}
		column.Add(p.passage(it, at, one))
	}
	return column
}

// passage is one of them: a press on the words opens the article there.
func (p *pane) passage(it *item, at int, one app.MainPassage) fyne.CanvasObject {
	k := p.kit
	published := k.T("articles.undated")
	if !one.Article.Published.IsZero() {
		published = k.Locale.Date(one.Article.Published)
	}
	meta := k.Text(k.Join(k.Given(cmp.Or(one.Article.Publisher, one.Article.Citation.Container)), published, k.Given(control.OneLine(one.Article.Title, 80))),
		text.LabelStyle{Size: control.SizeCaption, LineHeight: 20, Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	words := k.Written(control.OneLine(one.Quote, 400), text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 3, Shrink: true})
	read := func() {
		p.read(at)
		p.host.Later(p.focus) // the letters go on being about this one
	}
	return control.Column(0, k.Row(checkGap, 1, p.check(it, at, one), meta), k.Pad(checkSize+checkGap, 0, 0, 0, k.TapArea(words, read, nil)))
}

// The width of what is before a passage, and the room after it, in units.
const checkSize, checkGap = 20, 6

// check is before a passage: what can be taken or left has a box, what is decided says so.
func (p *pane) check(it *item, at int, one app.MainPassage) fyne.CanvasObject {
	k := p.kit
	if !it.open() || one.Decision != propose.Undecided {
		mark := control.Stack(control.Gap(checkSize, checkSize))
		if one.Decision == propose.Accepted {
			mark.Add(tick())
		}
		return mark
	}
	sign := control.CheckSign()
	sign.Set(!it.left[placeOf(one)])
	return k.TapArea(k.Pad(2, 2, 2, 2, sign.Root), func() {
		p.model.take(at)
		p.host.Later(p.focus)
	}, nil)
}

// buttons are the actions, with their keys.
func (p *pane) buttons(it *item) fyne.CanvasObject {
	k := p.kit
	row := k.Wrap(6)
	if !it.open() {
		if it.event != (data.ID{}) && it.decision == propose.Accepted {
			event := it.event
			row.Add(k.Button(control.Outline, k.T("found.goto"), nil, func() { p.goTo(event) }))
		}
		return row
	}
	add := func(kind control.Kind, key string, icon fyne.Resource, on bool, run func()) {
		b := k.Button(kind, k.T(key), icon, run)
		if !on {
			b.Disable()
		}
		row.Add(b)
	}
	can := p.acceptable()
	switch {
	case it.Known != (data.ID{}):
		add(control.Primary, "story.attach", fynetheme.ConfirmIcon(), can, p.accept)
		add(control.Outline, "found.accept.new", nil, can, p.acceptNew)
	case it.Edit:
		add(control.Primary, "found.accept.edited", fynetheme.DocumentCreateIcon(), can, p.accept)
	default:
		add(control.Primary, "found.accept", fynetheme.ConfirmIcon(), can, p.accept)
		add(control.Outline, "found.edit", nil, can, p.edit)
	}
	add(control.Outline, "found.dismiss", nil, p.writable, p.dismiss)
	return row
}

// shared says why passages in Arabic and in another script are taken as reports of one event,
// "" where they are of one script.
func (p *pane) shared(all []app.Shared) string {
	if len(all) == 0 {
		return ""
	}
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = p.kit.Given(s.Name)
		if s.Name == "" {
			words[i] = p.kit.Locale.ClaimOf(s.Subject, s.Value)
		}
	}
	return p.kit.T("story.shared", "what", p.kit.Join(words...))
}
