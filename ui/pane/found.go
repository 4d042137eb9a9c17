package pane

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Found is the review of the events that the open article proposes: the one that
// is shown above, with all that can be done with it, and the list of all below.
type Found struct {
	env  *Env
	keys *command.Table
	list *control.LongList
	head *control.Scroll   // the candidate that is shown, or what the list is
	now  fyne.CanvasObject // what is in head
	body *fyne.Container
	Root *fyne.Container

	shown    *app.Proposals // nil before there are any
	unfolded bool           // the dismissed ones are shown
	faces    map[fyne.CanvasObject]*foundFace

	// What the reader has chosen of a candidate that is still to be accepted, by
	// the Start of its find.
	dates map[int]dates.Date
	track data.ID // chosen last in this article; zero: that of its other events
	of    data.ID // the article of the above
}

// NewFound makes the pane.
func NewFound(env *Env) (*Found, error) {
	p := &Found{
		env: env, head: env.Kit.Scroll(), body: control.Stack(),
		faces: map[fyne.CanvasObject]*foundFace{}, dates: map[int]dates.Date{},
	}
	var err error
	if p.keys, err = p.table(); err != nil {
		return nil, err
	}
	p.list = p.newList()
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), p.body)
	env.Session.Subscribe(p.told)
	p.build()
	return p, nil
}

// table are the keys of the list, beside those that every list has.
func (p *Found) table() (*command.Table, error) {
	key := command.Plain
	do := func(id string, run func(), keys ...command.Key) command.Command {
		return command.Command{ID: id, Title: "command." + id, Keys: keys, Run: run}
	}
	return command.New(
		do("found.accept", p.Accept, key(fyne.KeyA)),
		do("found.edit", p.Edit, key(fyne.KeyE)),
		do("found.merge", p.Merge, key(fyne.KeyM)),
		do("found.dismiss", p.Dismiss, key(fyne.KeyD), key(fyne.KeyDelete)),
		do("found.next", func() { p.env.Session.StepCandidate(1) }, key(fyne.KeyJ)),
		do("found.previous", func() { p.env.Session.StepCandidate(-1) }, key(fyne.KeyK)),
	)
}

func (p *Found) told(t session.Topic) {
	switch t {
	case session.TopicProposals, session.TopicLibrary:
		p.build()
	case session.TopicProposal:
		p.show()
	default:
	}
}

// Focus gives the keyboard to the list.
func (p *Found) Focus() { p.env.Canvas.Focus(p.list) }

// build shows what the article proposes anew.
func (p *Found) build() {
	k, s := p.env.Kit, p.env.Session
	found := s.Proposals()
	if found == nil || found.Article != p.of {
		p.dates, p.track, p.of = map[int]dates.Date{}, data.ID{}, data.ID{}
		p.unfolded = false
	}
	p.shown = found
	p.list.SetCount(p.count(), false) // before anything fills its rows anew
	if found == nil {
		p.say(k.Muted(k.T("found.looking")))
		return
	}
	p.of = found.Article
	if p.count() == 0 {
		p.say(p.nothing(found))
		return
	}
	p.body.Objects = []fyne.CanvasObject{container.New(headed{p}, p.head, p.list)}
	p.show()
	p.body.Refresh()
}

// headed sets the head, in the height that it needs, over the list, which takes the
// rest and keeps some room where the head is high: then that scrolls.
type headed struct{ p *Found }

// foundList is the least height of the list, in units.
const foundList = 1.5 * foundHeight

func (headed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (l headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := min(control.HeightFor(l.p.now, size.Width), max(size.Height-foundList, 0))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[1].Move(fyne.NewPos(0, h))
	objects[1].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

// say shows words instead of the list.
func (p *Found) say(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(p.env.Kit.Pad(22, 22, 22, 22, o), nil, nil, nil)}
	p.body.Refresh()
}

// nothing tells why there is nothing to decide on, and what to do then.
func (p *Found) nothing(found *app.Proposals) fyne.CanvasObject {
	k := p.env.Kit
	title, hint := "found.none.title", k.T("found.none.hint")
	if found.Reported > 0 {
		title, hint = "found.done.title", k.Locale.TN("found.done.hint", found.Reported)
	}
	return control.Column(10, k.Heading(k.T(title)), k.Muted(hint))
}

// choose shows the candidate of a row, or the dismissed ones below it.
func (p *Found) choose(i int) {
	switch p.kind(i) {
	case openRow:
		if _, at := p.env.Session.Candidate(); at != i {
			p.env.Session.ShowCandidate(i)
		}
	case dismissedLine:
		p.unfolded = !p.unfolded
		p.list.SetCount(p.count(), false)
	case dismissedRow:
		c := p.candidate(i)
		p.env.Session.ShowPassage(c.Start, c.End)
	}
}

// show shows the session's candidate.
func (p *Found) show() {
	if p.shown == nil || p.shown != p.env.Session.Proposals() {
		return
	}
	c, at := p.env.Session.Candidate()
	if p.list.Current() != at {
		p.list.SetCurrent(at)
	}
	p.list.Update()
	if p.now = p.overview(); c != nil {
		p.now = p.card(c, at)
	}
	p.head.SetContent(p.now, true)
	p.body.Refresh()
}

// overview says what the list is, before one of it is chosen.
func (p *Found) overview() fyne.CanvasObject {
	k, found := p.env.Kit, p.shown
	column := control.Column(8)
	if n := len(found.Candidates); n > 0 {
		column.Add(k.Text(k.Locale.TN("found.count", n), text.LabelStyle{Bold: true, LineHeight: 22}))
		column.Add(k.Muted(k.T("found.hint")))
		buttons := k.Wrap(8, k.Button(control.Outline, k.T("found.begin"), nil, func() {
			p.env.Session.ShowCandidate(0)
			p.Focus()
		}))
		if len(p.sure()) > 1 && !p.env.readOnly() {
			buttons.Add(k.Button(control.Quiet, k.T("found.all"), nil, p.AcceptSure))
		}
		column.Add(buttons)
	} else {
		column.Add(p.nothing(found))
	}
	if found.Partial {
		column.Add(k.Muted(k.T("found.partial")))
	}
	return control.Column(0, k.Pad(18, 14, 18, 12, column), control.HLine())
}

// date is the one that the reader has chosen for a candidate, or the likeliest.
func (p *Found) date(c *propose.Candidate) dates.Date {
	if d, ok := p.dates[c.Find.Start]; ok {
		return d
	}
	return c.Date
}

// card is the candidate with its dates, why it is proposed, and what can be done.
func (p *Found) card(c *propose.Candidate, at int) fyne.CanvasObject {
	k := p.env.Kit
	small := text.LabelStyle{Size: control.SizeCaption, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}
	place := k.T("found.place", "n", k.Locale.Count(at+1), "m", k.Locale.Count(len(p.shown.Candidates)))
	column := control.Column(5,
		k.Row(8, 0, k.Text(k.Join(place, p.confidence(c)), small), p.more()),
		k.Name(c.Title, text.LabelStyle{Size: 15, Bold: true, LineHeight: 23, Lines: 2}),
		p.dateLine(c),
		k.Pad(0, 3, 0, 3, p.buttons(c)),
		k.Text(k.T("found.why", "why", p.env.why(c.Find), "words", control.OneLine(c.Find.Text, 60)), small))
	if len(c.Also) > 0 {
		column.Add(k.Text(k.Locale.TN("found.also", len(c.Also)), small))
	}
	column.Add(p.trackLine())
	return control.Column(0, k.Pad(18, 6, 12, 6, column), control.HLine())
}

// dateLine is the date in words and in EDTF, and the other ways to read it.
func (p *Found) dateLine(c *propose.Candidate) fyne.CanvasObject {
	k := p.env.Kit
	d := p.date(c)
	line := control.Column(4, k.Text(k.Join(k.Locale.DateLong(d), d.EDTF), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22}))
	if len(c.Find.Readings) == 0 {
		return line
	}
	choices := k.Wrap(6)
	add := func(other dates.Date) {
		if other != d {
			choices.Add(k.Button(control.Outline, k.T("found.or", "date", k.Locale.Date(other)), nil, func() {
				p.dates[c.Find.Start] = other
				p.show()
			}))
		}
	}
	add(c.Date)
	for _, r := range c.Find.Readings {
		add(r.Date)
	}
	line.Add(choices)
	return line
}

// confidence puts how likely a candidate is into words.
func (p *Found) confidence(c *propose.Candidate) string {
	k := p.env.Kit
	return k.T("found.confidence", "percent", k.Locale.Count(int(c.Confidence*100+0.5)))
}

// buttons are the actions that matter most, with their keys.
func (p *Found) buttons(c *propose.Candidate) fyne.CanvasObject {
	k := p.env.Kit
	known := c.Event != (data.ID{})
	var all []fyne.CanvasObject
	add := func(kind control.Kind, key string, run func()) {
		b := k.Button(kind, k.T(key), nil, run)
		if p.env.readOnly() {
			b.Disable()
		}
		all = append(all, b)
	}
	if known {
		add(control.Primary, "found.attach", p.Accept)
		add(control.Outline, "found.accept.new", p.acceptNew)
	} else {
		add(control.Primary, "found.accept", p.Accept)
	}
	add(control.Outline, "found.dismiss", p.Dismiss)
	if known {
		return control.Column(4, k.Text(k.T("found.known", "title", k.Given(control.OneLine(p.shown.Known[c.Event], 60))), text.LabelStyle{Size: control.SizeCaption, LineHeight: 20}), k.Wrap(6, all...))
	}
	return k.Wrap(6, all...)
}

// more is the button of the menu of everything else.
func (p *Found) more() fyne.CanvasObject {
	k := p.env.Kit
	var b *control.Button
	b = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() { p.menu(k.Over(b)) })
	return b
}

func (p *Found) menu(at fyne.Position) {
	k, s, ro := p.env.Kit, p.env.Session, p.env.readOnly()
	_, place := s.Candidate()
	item := func(id string, disabled bool) control.Item {
		c := p.keys.Get(id)
		return control.Item{Text: k.T(c.Title), Key: c.Keys[0].String(), Disabled: disabled, Run: c.Run}
	}
	k.ShowMenu(p.env.Canvas, at, []control.Item{
		item("found.accept", ro), item("found.edit", ro), item("found.merge", ro), item("found.dismiss", ro),
		{},
		item("found.next", place >= len(p.shown.Candidates)-1), item("found.previous", place <= 0),
		{},
		{Text: k.T("found.all"), Disabled: ro || len(p.sure()) == 0, Run: p.AcceptSure},
	})
}
