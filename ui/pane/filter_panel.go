package pane

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Filter is the panel of all that can be filtered by, with the number of events
// that each value would leave. A press turns a value on and off; what is shown
// follows at once.
type Filter struct {
	env    *Env
	scroll *control.Scroll
	Root   *fyne.Container

	counts map[query.Field][]data.FacetCount
	all    map[query.Field]bool // fields of which all values are listed
	both   map[query.Field]bool // fields whose values are wanted together
	from   *feature.DateField
	to     *feature.DateField
	dates  map[query.Field]dates.Date // that the two show, as the filter has them
	open   bool
	faces  map[string]fyne.CanvasObject // of the values, by field and value
}

// facetFields are the fields of the panel, in its order, and whether an event can
// have several values of one, so that they can be wanted together.
var facetFields = [...]struct {
	field query.Field
	many  bool
}{
	{query.Track, false}, {query.Tag, true}, {query.Source, true}, {query.Colour, true}, {query.Has, true}, {query.Is, false},
}

// listedValues is how many values of a field are listed at first.
const listedValues = 12

// NewFilter makes the panel.
func NewFilter(env *Env) *Filter {
	p := &Filter{env: env, scroll: env.Kit.Scroll(), all: map[query.Field]bool{}, both: map[query.Field]bool{}, dates: map[query.Field]dates.Date{}}
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), p.scroll)
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicFilter:
			p.build(false)
			p.count()
		case session.TopicShown:
			p.count()
		default:
		}
	})
	p.build(true)
	return p
}

// Show says whether the panel is in view: only then is counted.
func (p *Filter) Show(on bool) {
	p.open = on
	if on {
		p.build(true)
		p.count()
	}
}

// count asks for the numbers anew.
func (p *Filter) count() {
	if !p.open {
		return
	}
	p.env.Session.Facets(func(counts map[query.Field][]data.FacetCount) {
		p.counts = counts
		p.build(false)
	})
}

// build makes the panel.
func (p *Filter) build(top bool) {
	k, s := p.env.Kit, p.env.Session
	if s.Library() == nil {
		p.scroll.SetContent(control.Gap(1, 1), true)
		return
	}
	held := "" // the value that has the keyboard
	for key, face := range p.faces {
		if f, ok := face.(fyne.Focusable); ok && p.env.Canvas.Focused() == f {
			held = key
		}
	}
	p.faces = map[string]fyne.CanvasObject{}
	column := control.Column(16)
	for _, f := range facetFields {
		if o := p.section(f.field, f.many); o != nil {
			column.Add(o)
		}
	}
	column.Add(p.times())
	foot := k.Wrap(14)
	if !s.Filter().Empty() {
		foot.Add(k.Button(control.Link, k.T("command.filter.clear"), nil, func() { p.env.Run("filter.clear") }))
		foot.Add(k.Button(control.Link, k.T("command.filter.save"), nil, func() { p.env.Run("filter.save") }))
	}
	column.Add(foot)
	p.scroll.SetContent(k.Pad(22, 18, 22, 22, column), top)
	if f, ok := p.faces[held].(fyne.Focusable); ok {
		p.env.Canvas.Focus(f)
	}
}

// section is a field with its values.
func (p *Filter) section(f query.Field, many bool) fyne.CanvasObject {
	k := p.env.Kit
	values := p.values(f)
	if len(values) == 0 {
		return nil
	}
	listed := values
	if !p.all[f] && len(values) > listedValues+2 {
		listed = values[:listedValues]
	}
	chips := k.Wrap(6)
	for _, v := range listed {
		face := p.facet(f, v)
		p.faces[string(f)+":"+v.Value] = face
		chips.Add(face)
	}
	if more := len(values) - len(listed); more > 0 {
		chips.Add(k.ChipButton(k.Locale.TN("filter.more", more), nil, func() { p.all[f] = true; p.build(false) }))
	}
	head := []fyne.CanvasObject{k.Text(k.T("filter.field."+string(f)), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1})}
	if many && len(p.chosen(f, false)) > 1 {
		key := "filter.any"
		if p.both[f] {
			key = "filter.all"
		}
		head = append(head, control.Gap(0, 1), k.Button(control.Link, k.T(key), nil, func() { p.join(f, !p.both[f]) }))
	}
	return control.Column(7, k.Row(8, 1, head...), chips)
}

// values are those of a field with their counts, and those that are chosen though
// nothing has them.
func (p *Filter) values(f query.Field) []data.FacetCount {
	values := slices.Clone(p.counts[f])
	for _, v := range append(p.chosen(f, false), p.chosen(f, true)...) {
		if !slices.ContainsFunc(values, func(c data.FacetCount) bool { return c.Value == v }) {
			values = append(values, data.FacetCount{Value: v})
		}
	}
	if f == query.Track {
		// As they stand on the timeline.
		n := p.env.Session.Library()
		place := func(name string) int {
			return slices.IndexFunc(n.Tracks, func(t data.Track) bool { return t.Name == name })
		}
		slices.SortStableFunc(values, func(a, b data.FacetCount) int { return place(a.Value) - place(b.Value) })
	}
	return values
}

// chosen are the values of a field that the filter asks for, or leaves out.
func (p *Filter) chosen(f query.Field, not bool) (values []string) {
	for _, t := range p.env.Session.Filter().Field(f) {
		if t.Not == not {
			values = append(values, t.Values...)
		}
	}
	return values
}

func (p *Filter) facet(f query.Field, v data.FacetCount) fyne.CanvasObject {
	k := p.env.Kit
	on, not := slices.Contains(p.chosen(f, false), v.Value), slices.Contains(p.chosen(f, true), v.Value)
	colour := ""
	switch f {
	case query.Colour:
		colour = v.Value
	case query.Track:
		for _, t := range p.env.Session.Library().Tracks {
			if t.Name == v.Value {
				colour = t.Colour
			}
		}
	}
	words := p.env.valueWords(f, v.Value)
	return k.Facet(control.Facet{
		Text: control.OneLine(words, 34), Count: k.Locale.Count(v.Count), Colour: colour, On: on || not, Not: not, Faint: v.Count == 0 && !on && !not,
		Pressed: func() { p.toggle(f, v.Value) },
		Menu: func(at fyne.Position) {
			k.ShowMenu(p.env.Canvas, at, []control.Item{
				{Text: k.T("filter.only"), Run: func() { p.set(f, []string{v.Value}, p.chosen(f, true)) }},
				{Text: k.T("filter.without"), Checked: not, Run: func() { p.exclude(f, v.Value) }},
			})
		},
	})
}

// toggle turns a value on or off.
func (p *Filter) toggle(f query.Field, value string) {
	yes, no := p.chosen(f, false), p.chosen(f, true)
	switch {
	case f == query.Has && slices.Contains(yes, value): // with, then without, then either
		p.exclude(f, value)
		return
	case slices.Contains(no, value):
		no = slices.DeleteFunc(no, func(v string) bool { return v == value })
	case slices.Contains(yes, value):
		yes = slices.DeleteFunc(yes, func(v string) bool { return v == value })
	default:
		yes = append(yes, value)
	}
	p.set(f, yes, no)
}

// exclude leaves out what has a value, or no longer does.
func (p *Filter) exclude(f query.Field, value string) {
	same := func(v string) bool { return v == value }
	yes, no := slices.DeleteFunc(p.chosen(f, false), same), p.chosen(f, true)
	if slices.Contains(no, value) {
		no = slices.DeleteFunc(no, same)
	} else {
		no = append(no, value)
	}
	p.set(f, yes, no)
}

// join wants the chosen values of a field together, or any of them.
func (p *Filter) join(f query.Field, both bool) {
	p.both[f] = both
	p.set(f, p.chosen(f, false), p.chosen(f, true))
}

// set makes the terms of a field: one of all values where any of them will do, one
// of each where all are wanted, and one of each that is left out.
func (p *Filter) set(f query.Field, yes, no []string) {
	q := p.env.Session.Filter().WithoutField(f)
	if p.both[f] {
		for _, v := range yes {
			q = q.With(query.Term{Field: f, Values: []string{v}})
		}
	} else if len(yes) > 0 {
		q = q.With(query.Term{Field: f, Values: yes})
	}
	for _, v := range no {
		q = q.With(query.Term{Field: f, Not: true, Values: []string{v}})
	}
	p.env.Session.SetFilter(q)
}

// times are the fields of the time range.
func (p *Filter) times() fyne.CanvasObject {
	k, q := p.env.Kit, p.env.Session.Filter()
	of := func(f query.Field) dates.Date {
		if terms := q.Field(f); len(terms) > 0 {
			return terms[0].Date
		}
		return dates.Date{}
	}
	field := func(have **feature.DateField, key string, f query.Field) fyne.CanvasObject {
		if *have == nil {
			*have = p.env.Host.DateField(of(f))
			(*have).Entry.OnSubmit = func(string) { p.setTimes() }
		} else if d := *have; p.dates[f] != of(f) {
			d.Set(of(f)) // the filter was changed elsewhere
		}
		p.dates[f] = of(f)
		return k.Field(key, (*have).Body)
	}
	from, to := field(&p.from, "filter.from", query.From), field(&p.to, "filter.to", query.To)
	apply := k.Button(control.Outline, k.T("filter.times.apply"), fynetheme.ConfirmIcon(), p.setTimes)
	return control.Column(7, k.Text(k.T("filter.times"), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1}),
		from, to, k.Wrap(8, apply,
			k.Button(control.Link, k.T("filter.times.view"), nil, func() { p.env.Run("filter.span") })))
}

// setTimes takes the dates of the fields; one that is empty bounds nothing.
func (p *Filter) setTimes() {
	q := p.env.Session.Filter().WithoutField(query.From).WithoutField(query.To)
	for _, f := range [...]struct {
		field *feature.DateField
		name  query.Field
	}{{p.from, query.From}, {p.to, query.To}} {
		if d, err := f.field.Date(); err == nil && !d.IsZero() {
			q = q.With(query.Term{Field: f.name, Date: d})
		} else if f.field.Entry.Text() != "" {
			return // the field says what is wrong
		}
	}
	p.env.Session.SetFilter(q)
}
