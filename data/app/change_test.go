package app

import (
	"fmt"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestTags(t *testing.T) {
	ctx := t.Context()
	for name, c := range map[string]struct {
		run   func(*Library) (data.Edit, error)
		label string
		want  string
	}{
		"rename":        {func(l *Library) (data.Edit, error) { return l.ReplaceTag(ctx, "to check", "seen") }, "edit.tag.rename", "[seen summit] [seen]"},
		"rename to one": {func(l *Library) (data.Edit, error) { return l.ReplaceTag(ctx, "to check", "summit") }, "edit.tag.merge", "[summit] [summit]"},
		"remove":        {func(l *Library) (data.Edit, error) { return l.ReplaceTag(ctx, "to check", "") }, "edit.tag.remove", "[summit] []"},
		"of nobody":     {func(l *Library) (data.Edit, error) { return l.ReplaceTag(ctx, "check", "") }, "", "[to check summit] [to check]"},
	} {
		t.Run(name, func(t *testing.T) {
			l, _ := emptyLibrary(t)
			f := furnish(t, l)
			if _, err := c.run(l); err != nil {
				t.Fatal(err)
			}
			e, err := l.Event(ctx, f.event.ID)
			if err != nil {
				t.Fatal(err)
			}
			notes, err := l.EventAnnotations(ctx, f.event.ID)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(notes, func(n data.Annotation) bool { return n.ID == f.onEvent.ID })
			if got := fmt.Sprint(e.Tags, notes[i].Tags); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			want := c.label
			if want == "" {
				want = "test"
			}
			if undo, _, err := l.History(ctx); undo != want || err != nil {
				t.Errorf("the journal says %q, want %q; %v", undo, want, err)
			}
		})
	}
}

// Many events are changed in one edit; those that stay as they are, and those that
// are gone, are no part of it. Where nothing changes, what was undone can be redone.
func TestChangeEvents(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	edit := data.Edit{Label: "many"}
	ids := []data.ID{f.event.ID, data.NewID()}
	for range 2*rowsAtOnce + 1 {
		e := f.event
		e.ID, e.Importance = data.NewID(), 2
		edit.Events = append(edit.Events, data.Insert(e))
		ids = append(ids, e.ID)
	}
	if _, err := l.Write(ctx, edit); err != nil {
		t.Fatal(err)
	}
	made, err := l.ChangeEvents(ctx, "edit.events.importance", ids, func(e *data.Event) { e.Importance = 3 })
	if err != nil || len(made.Events) != 2*rowsAtOnce+1 {
		t.Fatalf("%d events are changed, %v", len(made.Events), err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if made, err := l.ChangeEvents(ctx, "edit.events.importance", ids[:2], func(e *data.Event) { e.Importance = 3 }); err != nil || !made.Empty() {
		t.Errorf("%d events are changed, %v", len(made.Events), err)
	}
	if _, redo, err := l.History(ctx); redo != "edit.events.importance" || err != nil {
		t.Errorf("to redo: %q, %v", redo, err)
	}
}
