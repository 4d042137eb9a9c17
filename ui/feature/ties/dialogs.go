package ties

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/names"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// most is how many names are offered.
const most = 8

// asking is the dialog that asks for a person or an organisation.
type asking struct {
	f       *Feature
	kinds   *kinds
	entry   *control.Entry
	list    *control.Suggestions
	dialog  *control.Dialog
	offered []string // names
}

// kinds are values of which one is chosen, as chips.
type kinds struct {
	chips  *fyne.Container
	chosen string
}

// newKinds offers values, each with its words.
func newKinds(k *control.Kit, values []string, chosen string, words func(string) string) *kinds {
	c := &kinds{chips: k.Wrap(6), chosen: chosen}
	var show func()
	show = func() {
		c.chips.Objects = nil
		for _, v := range values {
			c.chips.Add(k.Facet(control.Facet{Text: words(v), On: v == c.chosen, Pressed: func() {
				c.chosen = v
				show()
			}}))
		}
		c.chips.Refresh()
	}
	show()
	return c
}

// newKinds offers the kinds of entities that act.
func (f *Feature) newKinds(chosen string) *kinds {
	k := f.host.Kit()
	return newKinds(k, []string{data.Person, data.Organisation}, chosen, func(v string) string { return k.T("entity." + v) })
}

// askActor asks for a person or an organisation of the selected event.
func (f *Feature) askActor() *asking {
	return f.ask(app.Actor{Type: data.Person, Event: f.Event}, f.host.Kit().T("actor.hint"))
}

// askChosen asks for the person or the organisation that the selected words name. They are
// the passage of the event that they report, of the one that is selected where they report
// none, and where none is, somebody is added to the library alone.
func (f *Feature) askChosen() *asking {
	l, k := f.host.Library, f.host.Kit()
	words, ok := f.reading.Chosen()
	article := l.Article()
	if !ok || article == nil {
		return nil
	}
	name := strings.Join(strings.Fields(words.Exact), " ")
	a := app.Actor{Name: control.OneLine(name, 200), Type: string(names.KindOf(name))}
	least, title := -1, ""
	for _, x := range article.Excerpts {
		start, end, there := f.reading.Passage(x.Anchor, x.Doubt)
		if there && start <= words.Start && words.End <= end && x.Anchor.Part == words.Part && (least < 0 || end-start < least) {
			least, title = end-start, x.EventRow.Title
			a.Event, a.Excerpt = x.Event, x.ID
		}
	}
	if e := l.Event(); a.Event == (data.ID{}) && e != nil {
		title, a.Event = e.Title, e.ID
		a.Report = data.Excerpt{ID: data.NewID(), Event: e.ID, Article: article.ID, Anchor: words, Date: app.DateGiven(article.Article, words.Exact, e.Date)}
	}
	hint := k.T("actor.chosen.none")
	if a.Event != (data.ID{}) {
		hint = k.T("actor.chosen.event", "title", k.Given(control.OneLine(title, 80)))
	}
	return f.ask(a, hint)
}

// ask asks for the name of somebody, of whom something is known.
func (f *Feature) ask(known app.Actor, hint string) *asking {
	k := f.host.Kit()
	a := &asking{f: f, entry: k.Entry(1, known.Name, k.T("actor.field"))}
	a.kinds = f.newKinds(known.Type)
	a.list = control.NewSuggestions(k, func(i int) { a.entry.SetText(a.offered[i]) })
	a.entry.OnChanged = func(string) { a.lookNames() }
	a.entry.OnKey = func(ev *fyne.KeyEvent) bool { return ev.Name == fyne.KeyDown && a.list.Key(ev) }
	save := func() bool {
		name := strings.TrimSpace(a.entry.Text())
		if name == "" {
			a.dialog.Fail(k.T("actor.empty"))
			return false
		}
		made := known
		made.Name, made.Type = name, a.kinds.chosen
		f.add(made, f.host.Submitted(a.dialog, func() {
			if known.Name != "" {
				f.reading.ClearSelection()
				f.host.Tell(k.T("actor.chosen.done", "name", k.Given(control.OneLine(name, 60))), f.host.Item("actors"))
			}
		}))
		return false
	}
	a.dialog = k.ShowDialog(f.host.Canvas, k.T("command.actor.add"), 480, control.Column(10, a.entry, a.list.Root, a.kinds.chips, k.Muted(hint)),
		control.Action{Text: k.T("actor.add.button"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	a.dialog.Attach(a.entry)
	if known.Name != "" {
		a.lookNames()
	}
	return a
}

// lookNames offers the names of the library that are like what is typed.
func (a *asking) lookNames() {
	typed := fold.String(strings.TrimSpace(a.entry.Text()))
	if typed == "" {
		a.offerNames(nil)
		return
	}
	library.Load(a.f.host.Library, &a.f.looking, func(ctx context.Context, store data.Store) ([]data.Entity, error) { return store.Entities(ctx) }, func(all []data.Entity) {
		var found []data.Entity
		for _, e := range all {
			if e.Type != data.Place && len(found) < most && slices.ContainsFunc(e.Called(), func(name string) bool {
				name = fold.String(name)
				return name != typed && strings.Contains(name, typed) || len(typed) > 4 && strings.Contains(typed, name)
			}) {
				found = append(found, e)
			}
		}
		a.offerNames(found)
	})
}

func (a *asking) offerNames(found []data.Entity) {
	k := a.f.host.Kit()
	a.offered = nil
	var list []control.Suggestion
	for _, e := range found {
		a.offered = append(a.offered, e.Name)
		list = append(list, control.Suggestion{Text: e.Name, Detail: k.Join(append([]string{k.T("entity." + e.Type)}, e.Called()[1:]...)...)})
	}
	a.list.Show(list, -1)
	a.dialog.Refit()
}

// Edit asks for the names and the kind of a person or an organisation.
func (f *Feature) Edit(e data.Entity) {
	k := f.host.Kit()
	before := strings.Join(e.Called()[1:], "\n")
	name, others, note := k.Entry(1, e.Name, ""), k.Entry(3, before, ""), k.Entry(3, e.Note, "")
	kind := f.newKinds(e.Type)
	var d *control.Dialog
	save := func() bool {
		after := renamed(e, strings.TrimSpace(name.Text()), others.Text())
		after.Note, after.Type = note.Text(), kind.chosen
		if err := after.Validate(); err != nil {
			d.Fail(f.host.Say(err))
			return false
		}
		f.host.Library.Do(data.Edit{Label: "edit.actor.change", Entities: []data.Change[data.Entity]{data.Update(e, after)}}, nil)
		return true
	}
	body := control.Column(12, k.Field("actor.field.name", name), kind.chips, k.Field("actor.field.aliases", others), k.Muted(k.T("actor.aliases.hint")), k.Field("actor.field.note", note))
	d = k.ShowDialog(f.host.Canvas, k.T("actor.edit"), 480, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool {
		return name.Text()+others.Text()+note.Text()+kind.chosen != e.Name+before+e.Note+e.Type
	})
	d.Attach(name, others, note)
}

// renamed is an entity with another name and other names, one on a line. Those that it had
// with a language keep that.
func renamed(e data.Entity, name, others string) data.Entity {
	after := e
	after.Name, after.Names, after.Aliases = name, nil, nil
	for line := range strings.Lines(others) {
		line = strings.TrimSpace(line)
		if line == "" || slices.Contains(after.Called(), line) {
			continue
		}
		if i := slices.IndexFunc(e.Names, func(n data.EntityName) bool { return n.Text == line }); i >= 0 {
			after.Names = append(after.Names, e.Names[i])
		} else {
			after.Aliases = append(after.Aliases, line)
		}
	}
	return after
}

// relating is the dialog that asks what the selected event has to do with which other one.
type relating struct {
	f      *Feature
	kinds  *kinds
	picker *feature.EventPicker
	dialog *control.Dialog
}

func (f *Feature) askRelation() *relating {
	k := f.host.Kit()
	types := slices.DeleteFunc(data.RelationTypes(), func(t string) bool { return t == data.Distinct })
	a := &relating{f: f, kinds: newKinds(k, types, types[0], func(v string) string {
		return strings.TrimRight(k.T(key(data.Relation{Type: v}, data.ID{}), "event", "…"), " …:\u2068\u2069")
	})}
	a.picker = f.host.EventPicker(k.T("relation.field"), func() []data.Event { return nil }, a.relate)
	a.dialog = k.ShowDialog(f.host.Canvas, k.T("command.relation.add"), 520, control.Column(10, a.kinds.chips, a.picker.Entry, a.picker.List.Root), control.Action{Text: k.T("button.cancel")})
	a.picker.Attach(a.dialog)
	return a
}

// relate writes the relation with an event.
func (a *relating) relate(other data.Event) {
	f, k := a.f, a.f.host.Kit()
	if other.ID == f.Event {
		a.dialog.Fail(k.T("relation.itself"))
		return
	}
	r := data.Relation{From: f.Event, To: other.ID, Type: a.kinds.chosen}
	done := f.host.Submitted(a.dialog, func() {})
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.Relate(ctx, r) }, func(_ data.Edit, err error) {
		if errors.Is(err, app.ErrCycle) {
			a.dialog.Fail(k.T("relation.cycle"))
			return
		}
		done(err)
	})
}
