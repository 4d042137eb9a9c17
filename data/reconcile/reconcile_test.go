package reconcile_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/reconcile"
)

// library is one in memory.
type library struct{ rows, past map[data.ID]data.Row }

func holding(rows ...data.Row) *library {
	l := &library{map[data.ID]data.Row{}, map[data.ID]data.Row{}}
	for _, r := range rows {
		l.rows[idOf(r)] = r
	}
	return l
}

func (l *library) Row(_ data.Kind, id data.ID) (data.Row, error)  { return found(l.rows, id) }
func (l *library) Past(_ data.Kind, id data.ID) (data.Row, error) { return found(l.past, id) }

func (l *library) Referring(kind data.Kind, id data.ID) (all []reconcile.Referring, _ error) {
	for _, row := range l.rows {
		shape := shapeOf(row)
		for _, f := range shape.Fields {
			if f.Refers && f.To == kind && *f.At(row).(*data.ID) == id {
				all = append(all, reconcile.Referring{Shape: shape, Row: row})
			}
		}
	}
	return all, nil
}

func (l *library) List(kind data.Kind, _ data.ID) (all []data.Row, _ error) {
	for _, row := range l.rows {
		if shapeOf(row).Kind == kind {
			all = append(all, row)
		}
	}
	return all, nil
}

func shapeOf(row data.Row) *data.Shape {
	for _, s := range data.Shapes() {
		if reflect.TypeOf(s.New()) == reflect.TypeOf(row) {
			return s
		}
	}
	panic(fmt.Sprintf("%T", row))
}

func idOf(row data.Row) data.ID { return shapeOf(row).ID(row) }

func found(rows map[data.ID]data.Row, id data.ID) (data.Row, error) {
	if r, ok := rows[id]; ok {
		return r, nil
	}
	return nil, data.ErrNotFound
}

// drop deletes rows, as somebody else does.
func (l *library) drop(rows ...data.Row) {
	for _, r := range rows {
		l.past[idOf(r)] = r
		delete(l.rows, idOf(r))
	}
}

// apply makes an edit, and refuses one whose Before is not what is stored.
func (l *library) apply(t *rapid.T, e data.Edit) {
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&e) {
			stored, ok := l.rows[shape.ID(c.Row())]
			if ok != (c.Before != nil) || ok && !shape.Same(stored, c.Before) {
				t.Fatalf("%s: stored %v, before %v", shape.Kind, stored, c.Before)
			}
			if delete(l.rows, shape.ID(c.Row())); c.After != nil {
				l.rows[shape.ID(c.After)] = c.After
			} else {
				l.past[shape.ID(c.Before)] = c.Before
			}
		}
	}
}

func join(t testing.TB, e data.Edit, l *library) reconcile.Joined {
	t.Helper()
	j, err := reconcile.Join(e, l)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// told is what is to be decided, in words.
func told(j reconcile.Joined) string {
	var all []string
	for _, c := range j.Conflicts {
		field := c.Field.Name
		switch {
		case c.Whole() && c.Mine == nil:
			field = "deleted here"
		case c.Whole():
			field = "deleted there"
		}
		all = append(all, c.Shape.Kind.String()+" "+field)
	}
	return strings.Join(all, ", ")
}

func event(title string) data.Event {
	d, err := dates.Parse("2022-02-04")
	if err != nil {
		panic(err)
	}
	return data.Event{ID: data.NewID(), Title: title, Date: d, Importance: 3, Tags: []string{"summit"}}
}

// changed is a copy of an event after a change of it.
func changed(e data.Event, change func(*data.Event)) *data.Event {
	e.Tags = slices.Clone(e.Tags)
	change(&e)
	return &e
}

func updating(before, after *data.Event) data.Edit {
	return data.Edit{Label: "edit.x", Merge: "typing", Events: []data.Change[data.Event]{data.Update(*before, *after)}}
}

func TestFieldsOfBothSides(t *testing.T) {
	base := event("Summit")
	for _, c := range []struct {
		name         string
		mine, theirs func(*data.Event)
		want         string // conflicts
		check        func(data.Event) bool
	}{
		{
			"different fields", func(e *data.Event) { e.Title = "Mine" }, func(e *data.Event) { e.Place = "Theirs" }, "",
			func(e data.Event) bool { return e.Title == "Mine" && e.Place == "Theirs" },
		},
		{
			"the same", func(e *data.Event) { e.Title = "Same" }, func(e *data.Event) { e.Title = "Same"; e.Rev = 9 }, "",
			func(e data.Event) bool { return e.Title == "Same" },
		},
		{
			"tags", func(e *data.Event) { e.Tags = []string{"summit", "mine"} }, func(e *data.Event) { e.Tags = []string{"theirs", "summit"} }, "",
			func(e data.Event) bool { return slices.Equal(e.Tags, []string{"theirs", "summit", "mine"}) },
		},
		{
			"a tag taken away", func(e *data.Event) { e.Tags = nil }, func(e *data.Event) { e.Tags = []string{"summit", "theirs"} }, "",
			func(e data.Event) bool { return slices.Equal(e.Tags, []string{"theirs"}) },
		},
		{
			"one field in two ways", func(e *data.Event) { e.Title = "Mine"; e.Importance = 5 }, func(e *data.Event) { e.Title = "Theirs" }, "event title",
			func(e data.Event) bool { return e.Title == "Theirs" && e.Importance == 5 },
		},
	} {
		theirs := changed(base, c.theirs)
		j := join(t, updating(&base, changed(base, c.mine)), holding(theirs))
		if got := told(j); got != c.want {
			t.Errorf("%s: conflicts %q, want %q", c.name, got, c.want)
		}
		decided := data.Edit{Label: "edit.x", Merge: "typing"}
		if all := j.Decide(slices.Repeat([]reconcile.Choice{reconcile.Theirs}, len(j.Conflicts))); len(all) > 0 {
			decided = last(all)
		}
		if decided.Label != "edit.x" || decided.Merge != "typing" {
			t.Errorf("%s: %+v", c.name, decided)
		}
		if len(decided.Events) == 0 { // all of it is there
			if !c.check(*theirs) {
				t.Errorf("%s: nothing is changed", c.name)
			}
			continue
		}
		if e := *decided.Events[0].After; !c.check(e) || e.Rev != theirs.Rev {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}

func TestDecisions(t *testing.T) {
	base := event("Summit")
	mine := changed(base, func(e *data.Event) { e.Title, e.Place = "Mine", "My place" })
	theirs := changed(base, func(e *data.Event) { e.Title, e.Place, e.Rev = "Theirs", "Their place", 7 })
	j := join(t, updating(&base, mine), holding(theirs))
	if got := told(j); got != "event title, event place" {
		t.Fatalf("conflicts %q", got)
	}
	const mineChosen, theirsChosen, both = reconcile.Mine, reconcile.Theirs, reconcile.Both
	for _, c := range []struct {
		choices      []reconcile.Choice
		title, place string
		edits        int
	}{
		{[]reconcile.Choice{mineChosen, mineChosen}, "Mine", "My place", 1},
		{[]reconcile.Choice{mineChosen, theirsChosen}, "Mine", "Their place", 2}, // the history has mine, too
		{[]reconcile.Choice{theirsChosen, theirsChosen}, "Theirs", "Their place", 2},
		{[]reconcile.Choice{both, mineChosen}, "Theirs", "My place", 1}, // a title cannot have both
	} {
		edits := j.Decide(c.choices)
		if e := last(edits).Events[0].After; len(edits) != c.edits || e.Title != c.title || e.Place != c.place {
			t.Errorf("%v: %d edits, %+v", c.choices, len(edits), e)
		}
		if e := edits[0].Events[0]; e.Before.Title != "Theirs" || len(edits) == 2 && (e.After.Title != "Mine" || e.After.Place != "My place") {
			t.Errorf("%v: first %+v", c.choices, e.After)
		}
	}
}

// last is the last of some edits, the empty one of none.
func last(edits []data.Edit) data.Edit {
	if len(edits) == 0 {
		return data.Edit{}
	}
	return edits[len(edits)-1]
}

func TestBothTexts(t *testing.T) {
	base := event("Summit")
	mine := changed(base, func(e *data.Event) { e.Description = "Mine" })
	for theirText, want := range map[string]string{"Theirs": "Theirs\n\nMine", strings.Repeat("x", data.MaxText-3): strings.Repeat("x", data.MaxText-3)} {
		j := join(t, updating(&base, mine), holding(changed(base, func(e *data.Event) { e.Description = theirText })))
		if e := last(j.Decide([]reconcile.Choice{reconcile.Both})); len(e.Events) > 0 && e.Events[0].After.Description != want {
			t.Errorf("%.20q", e.Events[0].After.Description)
		}
		if joins := j.Conflicts[0].JoinsTexts(); joins != (want == "Theirs\n\nMine") {
			t.Errorf("joins %.20q: %v", theirText, joins)
		}
	}
}

func TestDeletedByOneSide(t *testing.T) {
	base := event("Summit")
	mine := changed(base, func(e *data.Event) { e.Title = "Mine" })
	gone := holding()
	gone.past[base.ID] = &base
	j := join(t, updating(&base, mine), gone)
	if got := told(j); got != "event deleted there" {
		t.Errorf("conflicts %q", got)
	}
	if e := last(j.Decide([]reconcile.Choice{reconcile.Mine})); len(e.Events) != 1 || e.Events[0].Before != nil || e.Events[0].After.Title != "Mine" {
		t.Errorf("mine: %+v", e.Events)
	}
	if e := last(j.Decide([]reconcile.Choice{reconcile.Theirs})); !e.Empty() {
		t.Errorf("theirs: %+v", e.Events)
	}
	deleting := data.Edit{Events: []data.Change[data.Event]{data.Delete(base)}}
	if j := join(t, deleting, gone); len(j.Conflicts) > 0 || !last(j.Decide(nil)).Empty() {
		t.Errorf("deleted by both: %q", told(j))
	}
	if j := join(t, deleting, holding(changed(base, func(e *data.Event) { e.Rev = 7 }))); len(j.Conflicts) > 0 || len(last(j.Decide(nil)).Events) != 1 {
		t.Errorf("deleted, and nobody has changed it: %q", told(j))
	}
	j = join(t, deleting, holding(changed(base, func(e *data.Event) { e.Title = "Theirs" })))
	if got := told(j); got != "event deleted here" {
		t.Errorf("conflicts %q", got)
	}
	if e := last(j.Decide([]reconcile.Choice{reconcile.Mine})); len(e.Events) != 1 || e.Events[0].Before.Title != "Theirs" || e.Events[0].After != nil {
		t.Errorf("mine: %+v", e.Events)
	}
	if e := last(j.Decide([]reconcile.Choice{reconcile.Theirs})); !e.Empty() {
		t.Errorf("theirs: %+v", e.Events)
	}
}

// A note that was typed while somebody deleted what it is on is kept.
func TestNotesAreKept(t *testing.T) {
	summit := event("Summit")
	article := data.Article{ID: data.NewID(), Title: "Report"}
	parent := data.Annotation{ID: data.NewID(), Event: summit.ID, Text: "Question"}
	orphan := parent
	orphan.ID, orphan.Article = data.NewID(), article.ID
	library := holding(&article)
	library.drop(&summit, &parent, &orphan)
	note := func(n data.Annotation) data.Annotation {
		n.ID, n.Created, n.Colour = data.NewID(), 1_643_932_800, "amber"
		if n.Text == "" {
			n.Text = "Typed"
		}
		j := join(t, data.Edit{Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, library)
		if len(j.Conflicts) > 0 || len(j.Moved) != 1 {
			t.Fatalf("conflicts %q, moved %v", told(j), j.Moved)
		}
		kept := *last(j.Decide(nil)).Annotations[0].After
		if err := kept.Validate(); err != nil || kept.ID != n.ID || kept.Text != j.Moved[0].Text {
			t.Errorf("%+v: %v", kept, err)
		}
		return kept
	}
	if n := note(data.Annotation{Event: summit.ID}); n.Span.EDTF != "2022-02-04" || n.Text != "Typed\n\n> Summit" {
		t.Errorf("of an event: %+v", n)
	}
	if n := note(data.Annotation{Event: summit.ID, Article: article.ID}); !n.Span.IsZero() || n.Article != article.ID {
		t.Errorf("of an event and an article: %+v", n)
	}
	if n := note(data.Annotation{Parent: orphan.ID}); n.Article != article.ID || n.Text != "Typed\n\n> Question" {
		t.Errorf("an answer, of an article that is there: %+v", n)
	}
	if n := note(data.Annotation{Parent: parent.ID}); n.Span.EDTF != "2022-02-04" {
		t.Errorf("an answer, of an event that is gone: %+v", n)
	}
	library.drop(&article)
	if n := note(data.Annotation{Article: article.ID}); n.Span.EDTF != "2022-02-04" {
		t.Errorf("of an article without a date: %+v", n)
	}
}

// What belongs to something that was deleted comes with it or not at all.
func TestWhatIsGoneComesBackOnlyIfAsked(t *testing.T) {
	track := data.Track{ID: data.NewID(), Name: "Summits"}
	summit := event("Summit")
	summit.Track = track.ID
	article := data.Article{ID: data.NewID(), Title: "Report"}
	library := holding(&article)
	library.drop(&track, &summit)
	excerpt := data.Excerpt{ID: data.NewID(), Event: summit.ID, Article: article.ID}
	j := join(t, data.Edit{Excerpts: []data.Change[data.Excerpt]{data.Insert(excerpt)}}, library)
	if got := told(j); got != "event deleted there, track deleted there" {
		t.Fatalf("conflicts %q", got)
	}
	if e := last(j.Decide([]reconcile.Choice{reconcile.Mine, reconcile.Mine})); len(e.Excerpts) != 1 || len(e.Events) != 1 || len(e.Tracks) != 1 {
		t.Errorf("all come back: %+v", e)
	}
	for _, theirs := range [][]reconcile.Choice{{reconcile.Theirs, reconcile.Theirs}, {reconcile.Mine, reconcile.Theirs}} {
		if e := last(j.Decide(theirs)); len(e.Excerpts)+len(e.Events) > 0 {
			t.Errorf("%v: %+v", theirs, e)
		}
	}
}

// An edit that has arrived before changes nothing when it is joined again.
func TestJoinedTwice(t *testing.T) {
	base := event("Summit")
	mine := changed(base, func(e *data.Event) { e.Title = "Mine"; e.Tags = append(e.Tags, "x") })
	other := event("Other")
	edit := updating(&base, mine)
	edit.Events = append(edit.Events, data.Insert(other))
	if j := join(t, edit, holding(mine, &other)); len(j.Conflicts) > 0 || !last(j.Decide(nil)).Empty() {
		t.Errorf("conflicts %q, %+v", told(j), j.Decide(nil))
	}
}

// A text goes with its hash.
func TestTextsGoWithTheirHashes(t *testing.T) {
	base := data.Article{ID: data.NewID(), Title: "Report"}.WithText("First text.\n")
	mine, theirs := base.WithText("My text.\n"), base.WithText("Their longer text.\n")
	edit := data.Edit{Articles: []data.Change[data.Article]{data.Update(base, mine)}}
	j := join(t, edit, holding(&theirs))
	if got := told(j); got != "article hash" {
		t.Fatalf("conflicts %q", got)
	}
	if a := last(j.Decide([]reconcile.Choice{reconcile.Mine})).Articles[0].After; a.Text != mine.Text || a.Hash != mine.Hash || a.Length != mine.Length {
		t.Errorf("mine: %+v", a)
	}
	if a := last(j.Decide([]reconcile.Choice{reconcile.Theirs})).Articles[0].After; a.Text != theirs.Text || a.Hash != theirs.Hash || a.Length != theirs.Length {
		t.Errorf("theirs: %+v", a)
	}
}

// Whatever both sides do to an event, the decided edit fits what is stored, and each field
// is one of the three that there were; fields of which only one side knows another value
// have that one.
func TestAnyChanges(t *testing.T) {
	words := rapid.SampledFrom([]string{"a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, e data.Event) *data.Event {
			return changed(e, func(e *data.Event) {
				e.Title, e.Place = words.Draw(t, name+" title"), words.Draw(t, name+" place")
				e.Tags = rapid.SliceOfNDistinct(words, 0, 3, rapid.ID[string]).Draw(t, name+" tags")
			})
		}
		base := draw("base", event("x"))
		mine, theirs := draw("mine", *base), draw("theirs", *base)
		there := rapid.Bool().Draw(t, "there")
		library := holding(theirs)
		if !there {
			library.drop(theirs)
		}
		j, err := reconcile.Join(updating(base, mine), library)
		if err != nil {
			t.Fatal(err)
		}
		choice := rapid.SampledFrom([]reconcile.Choice{reconcile.Mine, reconcile.Theirs, reconcile.Both})
		choices := rapid.SliceOfN(choice, len(j.Conflicts), len(j.Conflicts)).Draw(t, "choices")
		for _, e := range j.Decide(choices) {
			library.apply(t, e)
		}
		row, ok := library.rows[base.ID]
		if !ok {
			if there || choices[0] != reconcile.Theirs {
				t.Fatal("it is gone")
			}
			return
		}
		now := row.(*data.Event)
		for _, f := range [][4]string{{base.Title, mine.Title, theirs.Title, now.Title}, {base.Place, mine.Place, theirs.Place, now.Place}} {
			switch {
			case there && f[0] == f[1] && f[3] != f[2], there && f[0] == f[2] && f[3] != f[1], f[3] != f[1] && f[3] != f[2]:
				t.Fatalf("base, mine, theirs, now: %q", f)
			}
		}
		for _, tag := range now.Tags {
			if !slices.Contains(mine.Tags, tag) && !slices.Contains(theirs.Tags, tag) {
				t.Fatalf("tag %q of nobody", tag)
			}
		}
	})
}
