package filter

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// panel is all that can be filtered by, with the number of events that each value would
// leave. A press turns a value on and off.
type panel struct {
	host   *feature.Host
	words  words
	model  *model
	scroll *control.Scroll
	times  times

	all   map[query.Field]bool         // fields of which all values are listed
	faces map[string]fyne.CanvasObject // of the values, by field and value
}

// facetFields are the fields of the panel, in its order, and whether an event can
// have several values of one, so that they can be wanted together.
func facetFields() []facetField {
	return []facetField{{query.Track, false}, {query.Status, false}, {query.Tag, true}, {query.Source, true}, {query.Actor, true}, {query.Colour, true}, {query.Has, true}, {query.Is, false}}
}

type facetField struct {
	field query.Field
	many  bool
}

// listedValues is how many values of a field are listed at first.
const listedValues = 12

func newPanel(h *feature.Host, w words, m *model) *panel {
	p := &panel{host: h, words: w, model: m, scroll: h.Kit().Scroll()}
	p.forget()
	return p
}

// forget shows the panel as at first.
func (p *panel) forget() {
	p.all, p.times = map[query.Field]bool{}, times{host: p.host}
	p.build(true)
}

// build makes the panel; what has the keyboard in it keeps it.
func (p *panel) build(top bool) {
	h, k := p.host, p.host.Kit()
	if h.Library.Snapshot() == nil {
		p.scroll.SetContent(control.Gap(1, 1), true)
		return
	}
	held := "" // the value that has the keyboard
	for key, face := range p.faces {
		if f, ok := face.(fyne.Focusable); ok && h.Canvas.Focused() == f {
			held = key
		}
	}
	p.faces = map[string]fyne.CanvasObject{}
	column := control.Column(16)
	for _, f := range facetFields() {
		if o := p.section(f.field, f.many); o != nil {
			column.Add(o)
		}
	}
	column.Add(p.times.build())
	foot := k.Wrap(14)
	if !h.Library.Filter().Empty() {
		foot.Add(k.Button(control.Link, k.T("command.filter.clear"), nil, func() { h.Run("filter.clear") }))
		foot.Add(k.Button(control.Link, k.T("command.filter.save"), nil, func() { h.Run("filter.save") }))
	}
	column.Add(foot)
	p.scroll.SetContent(k.Pad(22, 18, 22, 22, column), top)
	if f, ok := p.faces[held].(fyne.Focusable); ok {
		h.Canvas.Focus(f)
	}
}

// section is a field with its values, nil where it has none.
func (p *panel) section(f query.Field, many bool) fyne.CanvasObject {
	k, m := p.host.Kit(), p.model
	values := m.values(f)
	if len(values) == 0 {
		return nil
	}
	listed := values
	if !p.all[f] && len(values) > listedValues+2 {
		listed = values[:listedValues]
	}
	row := k.Wrap(6)
	for _, v := range listed {
		face := p.facet(f, v)
		p.faces[string(f)+":"+v.Value] = face
		row.Add(face)
	}
	if more := len(values) - len(listed); more > 0 {
		row.Add(k.ChipButton(k.Locale.TN("filter.more", more), nil, func() { p.all[f] = true; p.build(false) }))
	}
	head := []fyne.CanvasObject{k.Text(k.T("filter.field."+string(f)), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1})}
	if many && len(m.chosen(f, false)) > 1 {
		key := "filter.any"
		if m.together[f] {
			key = "filter.all"
		}
		head = append(head, control.Gap(0, 1), k.Button(control.Link, k.T(key), nil, func() { m.join(f, !m.together[f]) }))
	}
	return control.Column(7, k.Row(8, 1, head...), row)
}

// facet is one value.
func (p *panel) facet(f query.Field, v data.FacetCount) fyne.CanvasObject {
	k, m := p.host.Kit(), p.model
	on, not := slices.Contains(m.chosen(f, false), v.Value), slices.Contains(m.chosen(f, true), v.Value)
	return k.Facet(control.Facet{
		Text: control.OneLine(p.words.value(f, v.Value), 34), Count: k.Locale.Count(v.Count), Colour: p.colour(f, v.Value),
		On: on || not, Not: not, Faint: v.Count == 0 && !on && !not,
		Pressed: func() { m.toggle(f, v.Value) },
		Menu: func(at fyne.Position) {
			k.ShowMenu(p.host.Canvas, at, []control.Item{
				{Text: k.T("filter.only"), Run: func() { m.only(f, v.Value) }},
				{Text: k.T("filter.without"), Checked: not, Run: func() { m.exclude(f, v.Value) }},
			})
		},
	})
}

// colour is that of a value, "" where it has none.
func (p *panel) colour(f query.Field, value string) string {
	switch f {
	case query.Colour:
		return value
	case query.Track:
		for _, t := range p.host.Library.Tracks() {
			if t.Name == value {
				return t.Colour
			}
		}
	}
	return ""
}

// times are the fields of the time range.
type times struct {
	host     *feature.Host
	from, to timeField
}

// timeField is where one bound is typed.
type timeField struct {
	*feature.DateField
	shown query.Term // that it was filled with
}

func (t *times) build() fyne.CanvasObject {
	k := t.host.Kit()
	from, to := t.field(&t.from, "filter.from", query.From), t.field(&t.to, "filter.to", query.To)
	apply := k.Button(control.Outline, k.T("filter.times.apply"), fynetheme.ConfirmIcon(), t.apply)
	return control.Column(7, k.Text(k.T("filter.times"), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1}),
		from, to, k.Wrap(8, apply, k.Button(control.Link, k.T("filter.times.view"), nil, func() { t.host.Run("filter.span") })))
}

// field shows a bound; what is being typed stays unless the filter is changed elsewhere.
func (t *times) field(f *timeField, title string, name query.Field) fyne.CanvasObject {
	bound := query.Term{Field: name}
	if terms := t.host.Library.Filter().Field(name); len(terms) > 0 {
		bound = terms[0]
	}
	if f.DateField == nil {
		f.DateField = t.host.DateField(bound.Date)
		f.Entry.OnSubmit = func(string) { t.apply() }
	} else if f.shown.Date != bound.Date {
		f.Set(bound.Date)
	}
	f.shown = bound
	return t.host.Kit().Field(title, f.Body)
}

// apply takes the dates of the fields; one that is empty bounds nothing.
func (t *times) apply() {
	q := t.host.Library.Filter().WithoutField(query.From).WithoutField(query.To)
	for _, f := range []*timeField{&t.from, &t.to} {
		if d, err := f.Date(); err == nil && !d.IsZero() {
			q = q.With(query.Term{Field: f.shown.Field, Date: d})
		} else if f.Entry.Text() != "" {
			return // the field says what is wrong
		}
	}
	t.host.Library.SetFilter(q)
}
