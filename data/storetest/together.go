package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/data/text/anchor"
)

// two are two people who edit one library, as use cases do.
type two struct {
	t     *testing.T
	store data.Store
	a, b  *app.Library
	like  sample
	to    map[data.Kind][]data.ID // two rows of each kind, which others can refer to
}

// twoPeople opens a library with the sample in it for both. Where there is one person, the two
// are a window and a command.
func twoPeople(t *testing.T, s data.Store, m Maker) two {
	like := newSample(t)
	to := map[data.Kind][]data.ID{}
	for i := range 2 {
		n := strconv.Itoa(i)
		track := data.Track{ID: data.NewID(), Name: "Other " + n, Colour: "red", Order: 9 + i}
		event := data.Event{ID: data.NewID(), Title: "Other " + n, Date: date(t, "2021"), Track: track.ID, Importance: data.DefaultImportance}
		article := data.Article{ID: data.NewID(), Title: "Other " + n}.WithText(like.articles[0].Text)
		entity := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Other " + n}
		story := data.Story{ID: data.NewID(), Name: "Other " + n}
		like.tracks, like.events, like.articles = append(like.tracks, track), append(like.events, event), append(like.articles, article)
		like.entities, like.stories = append(like.entities, entity), append(like.stories, story)
		for kind, id := range map[data.Kind]data.ID{
			data.KindTrack: track.ID, data.KindEvent: event.ID, data.KindArticle: article.ID, data.KindEntity: entity.ID, data.KindStory: story.ID,
		} {
			to[kind] = append(to[kind], id)
		}
	}
	apply(t, s, like.insert())
	other := s
	if m.As != nil {
		other = m.As(t, s, "bob")
	}
	return two{t, s, app.New(s, time.Now), app.New(other, time.Now), like, to}
}

func (w two) write(who *app.Library, e data.Edit) error {
	_, err := who.Write(w.t.Context(), e)
	return err
}

// sure writes what meets nothing that has to be decided.
func (w two) sure(who *app.Library, e data.Edit) {
	w.t.Helper()
	if err := w.write(who, e); err != nil {
		w.t.Fatalf("%s: %v", e.Label, err)
	}
}

// meets writes what has to be decided, and returns what that is.
func (w two) meets(who *app.Library, e data.Edit) reconcile.Joined {
	w.t.Helper()
	var conflict *app.ConflictError
	if err := w.write(who, e); !errors.As(err, &conflict) {
		w.t.Fatalf("%s: %v, want a conflict", e.Label, err)
	}
	return conflict.Joined
}

// decide decides all conflicts in one way.
func (w two) decide(who *app.Library, j reconcile.Joined, c reconcile.Choice) {
	w.t.Helper()
	for _, e := range j.Decide(slices.Repeat([]reconcile.Choice{c}, len(j.Conflicts))) {
		w.sure(who, e)
	}
}

// row is a row as it is stored, nil where there is none.
func (w two) row(kind data.Kind, id data.ID) data.Row {
	w.t.Helper()
	return must(w.store.RowsByID(w.t.Context(), kind, []data.ID{id}))(w.t)[0]
}

// has reports whether a row of its kind has what others may lack: a position, a view, words in
// a text that are in doubt.
func has(row data.Row) bool {
	switch row := row.(type) {
	case *data.Entity:
		return row.Type == data.Place
	case *data.StoryStep:
		return row.Query != ""
	case *data.Annotation:
		return row.Doubt != (data.Doubt{})
	}
	return true
}

// lone are new rows of a kind, to which nothing refers, as they are stored.
func (w two) lone(shape *data.Shape, n int) []data.Row {
	w.t.Helper()
	var from data.Row
	sample := w.like.insert()
	for c := range shape.Changes(&sample) {
		if from = c.After; has(from) {
			break
		}
	}
	e := data.Edit{Label: "edit.lone"}
	rows := make([]data.Row, n)
	for i := range rows {
		rows[i] = shape.Copy(from)
		*shape.Fields[0].At(rows[i]).(*data.ID) = data.NewID()
		if x, ok := rows[i].(*data.Event); ok {
			x.Place = "" // which has places of its own
		}
		shape.Add(&e, data.RowChange{After: rows[i]})
	}
	apply(w.t, w.store, e)
	for i, row := range rows {
		rows[i] = w.row(shape.Kind, shape.ID(row))
	}
	return rows
}

// vary gives a field of a row another value, of two; false where it has no two others.
func (w two) vary(f data.Field, row data.Row, which int) bool {
	switch v := f.At(row).(type) {
	case *string:
		switch {
		case f.Name == "part", f.Name == "zone" && !f.Zone:
			return false
		case f.Name == "type" && f.Among != nil && slices.Contains(f.Among, data.Place):
			return false // what a place has others cannot have
		case f.Zone:
			*v = []string{"Asia/Tokyo", "Europe/Kyiv"}[which]
		case f.Among != nil:
			others := slices.DeleteFunc(slices.Clone(f.Among), func(o string) bool { return o == *v || o == "" && f.Name == "basis" })
			if len(others) < 2 {
				return false
			}
			*v = others[which]
		case f.Name == "edtf":
			*v = []string{"2021", "2020"}[which]
		case f.Use == data.UseBody:
			return false // with its hash
		default:
			*v += " " + strconv.Itoa(which)
		}
	case *int:
		if f.Use == data.UseDerived || f.Name == "length" || f.Name == "position" {
			return false // they follow from others
		}
		*v = max(f.Least, *v-1-which)
	case *int64:
		*v += int64(which) - 3
	case *dates.Date:
		*v = date(w.t, []string{"2019-03-01", "2019-04"}[which])
	case *[]string:
		*v = append(slices.Clone(*v), "tag "+strconv.Itoa(which))
	case *[]data.Link:
		*v = append(slices.Clone(*v), data.Link{Text: strconv.Itoa(which), Article: w.like.articles[0].ID})
	case *[]data.Reference:
		*v = append(slices.Clone(*v), data.Reference{URL: "https://example.org/" + strconv.Itoa(which)})
	case *map[string]string:
		*v = map[string]string{"red": strconv.Itoa(which)}
	case *data.EntityNames:
		*v = append(slices.Clone(*v), data.EntityName{Text: "Name " + strconv.Itoa(which)})
	case *data.Claims:
		*v = append(slices.Clone(*v), data.Claim{Subject: "hurt", Value: strconv.Itoa(which)})
	case *data.Citation:
		v.Volume = strconv.Itoa(which)
	case *data.Verdict:
		*v = data.Verdict{State: []data.State{data.StateConfirmed, data.StateRefuted}[which], At: int64(which)}
	case *data.Position:
		*v = data.Position{Lat: float64(which) + 1, Lon: 2, Radius: 3}
	case *data.Doubt:
		*v = data.Doubt{State: data.CheckMe, Was: "words " + strconv.Itoa(which), Score: 0.5}
	case *anchor.Selector:
		v.Prefix += strconv.Itoa(which)
	case *[32]byte:
		a, ok := row.(*data.Article)
		if !ok || f.Use != data.UseHash {
			return false // it names bytes
		}
		*a = a.WithText("Text " + strconv.Itoa(which) + ".\n")
		a.Blocks = nil
	case *data.ID:
		return w.elsewhere(f, v, which)
	default:
		return false
	}
	return true
}

// elsewhere lets a field refer to another row.
func (w two) elsewhere(f data.Field, id *data.ID, which int) bool {
	switch {
	case f.Refers && *id != (data.ID{}):
		*id = w.to[f.To][which]
	case !f.Refers && f.Name != "row" && f.Name != "event": // an excerpt or a picture, which may be gone
		*id = data.ID{byte(which) + 1}
	default:
		return false
	}
	return true
}

// joins are the fields that are joined, or that who comes last decides.
func joins(f data.Field) bool {
	return f.Use == data.UseTime || slices.Contains([]string{"tags", "links", "names", "aliases", "order", "blocks"}, f.Name)
}

// fieldsOfTwo: of every kind, what two people change from the same state in different fields
// holds; the same change is none; and where they give one field different values both are
// kept, and decided.
func fieldsOfTwo(t *testing.T, s data.Store, m Maker) {
	w := twoPeople(t, s, m)
	for _, shape := range data.Shapes() {
		if shape.Kind == data.KindLibrary {
			continue // it is one row: see titleOfTwo
		}
		t.Run(shape.Kind.String(), func(t *testing.T) {
			w := w
			w.t = t
			w.fields(shape)
		})
	}
}

func (w two) fields(shape *data.Shape) {
	t := w.t
	var fields []data.Field
	probe := w.lone(shape, 1)[0]
	for _, f := range shape.Fields[2:] {
		if other := shape.Copy(probe); w.vary(f, other, 0) && other.Validate() == nil {
			fields = append(fields, f)
		}
	}
	n := len(fields)
	rows := w.lone(shape, 4*n)
	alike, apart, mine, theirs := rows[:n], rows[n:2*n], rows[2*n:3*n], rows[3*n:]
	changed := func(row data.Row, f data.Field, which int) data.RowChange {
		after := shape.Copy(row)
		if !w.vary(f, after, which) {
			t.Fatalf("%s has no other value", f.Name)
		}
		return data.RowChange{Before: row, After: after}
	}
	ann, bob := data.Edit{Label: "edit.ann"}, data.Edit{Label: "edit.bob"}
	meeting := [2]data.Edit{{Label: "edit.mine"}, {Label: "edit.theirs"}}
	var wanted []string
	for i, f := range fields {
		g := fields[(i+1)%n]
		shape.Add(&ann, changed(alike[i], f, 0))
		shape.Add(&bob, changed(alike[i], f, 0))
		shape.Add(&ann, changed(apart[i], f, 0))
		if !together(f, g) {
			shape.Add(&bob, changed(apart[i], g, 1))
		}
		for k, of := range [][]data.Row{mine, theirs} {
			shape.Add(&ann, changed(of[i], f, 0))
			shape.Add(&meeting[k], changed(of[i], f, 1))
		}
		if !joins(f) {
			wanted = append(wanted, f.Name)
		}
	}
	w.sure(w.a, ann)
	w.sure(w.b, bob)
	for i, f := range fields {
		same(t, "the same "+f.Name, f.Same(w.row(shape.Kind, shape.ID(alike[i])), changed(alike[i], f, 0).After), true)
		g, now := fields[(i+1)%n], w.row(shape.Kind, shape.ID(apart[i]))
		if !f.Same(now, changed(apart[i], f, 0).After) && !together(f, g) || n > 1 && !together(f, g) && !g.Same(now, changed(apart[i], g, 1).After) {
			t.Errorf("%s of one and %s of the other do not both hold: %+v", f.Name, g.Name, now)
		}
	}
	for k, choice := range []reconcile.Choice{reconcile.Mine, reconcile.Theirs} {
		if len(wanted) == 0 {
			w.sure(w.b, meeting[k])
			continue
		}
		j := w.meets(w.b, meeting[k])
		var told []string
		for _, c := range j.Conflicts {
			told = append(told, c.Field.Name)
			if c.Field.Same(c.Mine, c.Theirs) || c.Field.Same(c.Base, c.Mine) || c.Field.Same(c.Base, c.Theirs) {
				t.Errorf("%s: both versions are not shown: %+v", c.Field.Name, c)
			}
		}
		same(t, "conflicts", told, wanted)
		before := must(w.store.Steps(t.Context(), 0, 10))(t)
		w.decide(w.b, j, choice)
		after := must(w.store.Steps(t.Context(), 0, 10))(t)
		same(t, "steps of the decision", slices.IndexFunc(after, func(s data.Step) bool { return s.N == before[0].N }), 1+k)
	}
	for i, f := range fields {
		if !joins(f) {
			same(t, f.Name+", mine", f.Same(w.row(shape.Kind, shape.ID(mine[i])), changed(mine[i], f, 1).After), true)
			same(t, f.Name+", theirs", f.Same(w.row(shape.Kind, shape.ID(theirs[i])), changed(theirs[i], f, 0).After), true)
		}
	}
	w.deletions(shape, fields[0])
}

// together reports whether two fields are of one thing.
func together(f, g data.Field) bool {
	of := func(names ...string) bool { return slices.Contains(names, f.Name) && slices.Contains(names, g.Name) }
	return f.Name == g.Name || of("lo", "hi") || of("hash", "blocks") || of("position", "basis", "ref") || of("anchor", "doubt")
}

// deletions: what one writes in a row that the other deletes is not lost, whoever comes first.
func (w two) deletions(shape *data.Shape, f data.Field) {
	t := w.t
	rows := w.lone(shape, 2)
	var words, deletion [2]data.Edit
	want := make([]data.Row, 2)
	for i, row := range rows {
		want[i] = shape.Copy(row)
		w.vary(f, want[i], 1)
		words[i], deletion[i] = data.Edit{Label: "edit.words"}, data.Edit{Label: "edit.delete"}
		shape.Add(&words[i], data.RowChange{Before: row, After: want[i]})
		shape.Add(&deletion[i], data.RowChange{Before: row})
	}
	w.sure(w.a, deletion[0])
	j := w.meets(w.b, words[0])
	if len(j.Conflicts) != 1 || !j.Conflicts[0].Whole() || j.Conflicts[0].Theirs != nil {
		t.Errorf("deleted by the other: %+v", j.Conflicts)
	}
	w.decide(w.b, j, reconcile.Mine)
	w.sure(w.b, words[1])
	j = w.meets(w.a, deletion[1])
	if len(j.Conflicts) != 1 || !j.Conflicts[0].Whole() || j.Conflicts[0].Mine != nil {
		t.Errorf("written by the other: %+v", j.Conflicts)
	}
	w.decide(w.a, j, reconcile.Theirs)
	for i := range rows {
		if now := w.row(shape.Kind, shape.ID(rows[i])); now == nil || !f.Same(now, want[i]) {
			t.Errorf("what was written is lost: %+v", now)
		}
	}
}

// titleOfTwo: the row of the library is joined like any other.
func titleOfTwo(t *testing.T, s data.Store, m Maker) {
	w := twoPeople(t, s, m)
	base := must(s.Library(t.Context()))(t)
	change := func(of func(*data.Library)) data.Edit {
		after := base
		of(&after)
		return data.Edit{Label: "edit.library", Library: one(data.Update(base, after))}
	}
	w.sure(w.a, change(func(l *data.Library) { l.Title, l.ColourNames = "Ann's", map[string]string{"red": "x"} }))
	w.sure(w.b, change(func(l *data.Library) { l.Zone, l.ColourNames = "Asia/Tokyo", map[string]string{"blue": "y"} }))
	if now := must(s.Library(t.Context()))(t); now.Title != "Ann's" || now.Zone != "Asia/Tokyo" || len(now.ColourNames) != 2 {
		t.Errorf("%+v", now)
	}
	j := w.meets(w.b, change(func(l *data.Library) { l.Title = "Bob's" }))
	w.decide(w.b, j, reconcile.Mine)
	same(t, "title", must(s.Library(t.Context()))(t).Title, "Bob's")
}

// dependentsOfTwo: what one adds to an event or an article that the other deletes is kept.
func dependentsOfTwo(t *testing.T, s data.Store, m Maker) {
	w := twoPeople(t, s, m)
	ctx := t.Context()
	for i, choice := range []reconcile.Choice{reconcile.Theirs, reconcile.Mine} {
		event := w.lone(data.KindEvent.Shape(), 1)[0].(*data.Event)
		d := must(w.a.DeleteEvents(ctx, event.ID))(t)
		note := data.Annotation{ID: data.NewID(), Event: event.ID, Text: fmt.Sprint("Typed ", i), Colour: "red", Created: 5}
		w.sure(w.b, data.Edit{Label: "edit.note.add", Annotations: one(data.Insert(note))})
		step := data.StoryStep{ID: data.NewID(), Story: w.like.stories[1].ID, Event: event.ID, Text: "Told"}
		w.sure(w.b, data.Edit{Label: "edit.step.add", Steps: one(data.Insert(step))})
		w.decide(w.a, w.meets(w.a, d.Edit), choice)
		kept, _ := w.row(data.KindAnnotation, note.ID).(*data.Annotation)
		told, _ := w.row(data.KindStep, step.ID).(*data.StoryStep)
		there := w.row(data.KindEvent, event.ID) != nil
		if kept == nil || told == nil || told.Text != "Told" || there != (choice == reconcile.Theirs) || there != (kept.Event == event.ID) {
			t.Errorf("%v: the note is %+v, the step %+v, the event is there: %v", choice, kept, told, there)
		}
	}
	event := w.lone(data.KindEvent.Shape(), 1)[0].(*data.Event)
	note := data.Annotation{ID: data.NewID(), Event: event.ID, Text: "Read", Colour: "red", Created: 5}
	w.sure(w.b, data.Edit{Label: "edit.note.add", Annotations: one(data.Insert(note))})
	d := must(w.a.DeleteEvents(ctx, event.ID))(t)
	stored := *w.row(data.KindAnnotation, note.ID).(*data.Annotation)
	again := stored
	again.Text = "Read, and more"
	w.sure(w.b, data.Edit{Label: "edit.note.change", Annotations: one(data.Update(stored, again))})
	w.decide(w.a, w.meets(w.a, d.Edit), reconcile.Theirs)
	if w.row(data.KindEvent, event.ID) == nil || w.row(data.KindAnnotation, note.ID).(*data.Annotation).Text != "Read, and more" {
		t.Error("a note that is kept keeps its event")
	}
}

// unfitOfTwo: what cannot be together in one row is decided.
func unfitOfTwo(t *testing.T, s data.Store, m Maker) {
	w := twoPeople(t, s, m)
	for _, choice := range []reconcile.Choice{reconcile.Mine, reconcile.Theirs} {
		read := *w.lone(data.KindStep.Shape(), 1)[0].(*data.StoryStep)
		read.Query, read.Lo, read.Hi = "", 0, 0
		made := apply(t, s, data.Edit{Label: "edit.step.change", Steps: one(data.Update(*w.row(data.KindStep, read.ID).(*data.StoryStep), read))})
		read = *made.Steps[0].After
		shows, looks := read, read
		shows.Event, looks.Query = w.like.events[0].ID, "tag:x"
		w.sure(w.a, data.Edit{Label: "edit.ann", Steps: one(data.Update(read, shows))})
		w.decide(w.b, w.meets(w.b, data.Edit{Label: "edit.bob", Steps: one(data.Update(read, looks))}), choice)
		now := *w.row(data.KindStep, read.ID).(*data.StoryStep)
		if want := map[reconcile.Choice]data.StoryStep{reconcile.Mine: looks, reconcile.Theirs: shows}[choice]; now.Event != want.Event || now.Query != want.Query {
			t.Errorf("%v: %+v", choice, now)
		}
	}
}

// orderOfTwo: steps that two people add and move end where each has put them.
func orderOfTwo(t *testing.T, s data.Store, m Maker) {
	w := twoPeople(t, s, m)
	ctx := t.Context()
	story := data.Story{ID: data.NewID(), Name: "Tour"}
	named := map[string]data.ID{}
	step := func(title string) data.StoryStep {
		named[title] = data.NewID()
		return data.StoryStep{ID: named[title], Story: story.ID, Title: title}
	}
	must(w.a.AddStory(ctx, story, step("a"), step("b"), step("c"), step("d")))(t)
	read := must(s.StorySteps(ctx, story.ID))(t)
	moved := func(order ...int) (e data.Edit) { // as it is seen by who has read the steps
		e.Label = "edit.step.move"
		for i, at := range order {
			if after := read[at]; after.Order != i {
				after.Order = i
				e.Steps = append(e.Steps, data.Update(read[at], after))
			}
		}
		return e
	}
	must(w.a.AddSteps(ctx, story.ID, named["b"], step("x")))(t)
	must(w.b.MoveStep(ctx, story.ID, named["d"], named["a"]))(t)
	w.sure(w.b, moved(0, 2, 1, 3)) // c before b, seen before both
	e := moved(0, 1, 2, 3)
	y := step("y")
	y.Order = 4
	e.Steps = append(e.Steps, data.Insert(y)) // behind d
	w.sure(w.a, e)
	order := ""
	for _, s := range must(s.StorySteps(ctx, story.ID))(t) {
		order += s.Title
	}
	same(t, "steps", order, "dyaxcb")
}
