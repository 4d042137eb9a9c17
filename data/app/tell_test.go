package app

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// titles are those of the steps of a story, in order.
func titles(t testing.TB, store data.Store, story data.ID) string {
	t.Helper()
	steps, err := store.StorySteps(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i, s := range steps {
		if i > 0 && s.Order <= steps[i-1].Order {
			t.Errorf("step %q has the place %d behind %d", s.Title, s.Order, steps[i-1].Order)
		}
		all = append(all, s.Title)
	}
	return strings.Join(all, " ")
}

// A story is made with steps, which are added, moved and removed, each as one step of undo.
func TestStoriesAreTold(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	step := func(title string) data.StoryStep { return data.StoryStep{ID: data.NewID(), Title: title} }
	a, b, c, d := step("a"), step("b"), step("c"), step("d")
	a.Event, d.Query, d.Lo, d.Hi = f.event.ID, "track:Politics", 1, 5
	story := data.Story{ID: data.NewID(), Name: "Two winters", Lang: "en"}
	check := func(want string, _ data.Edit, err error) {
		t.Helper()
		if got := titles(t, store, story.ID); got != want || err != nil {
			t.Errorf("%q, want %q; %v", got, want, err)
		}
	}
	made, err := l.AddStory(ctx, story, a, b)
	check("a b", made, err)
	made, err = l.AddSteps(ctx, story.ID, data.ID{}, d)
	check("a b d", made, err)
	made, err = l.AddSteps(ctx, story.ID, d.ID, c)
	check("a b c d", made, err)
	made, err = l.MoveStep(ctx, story.ID, d.ID, a.ID)
	check("d a b c", made, err)
	made, err = l.MoveStep(ctx, story.ID, d.ID, c.ID)
	check("a b d c", made, err)
	if len(made.Steps) != 1 {
		t.Errorf("%d rows are written to move one step", len(made.Steps))
	}
	if made, err = l.MoveStep(ctx, story.ID, data.NewID(), a.ID); !made.Empty() || err != nil {
		t.Errorf("a step that is gone moves: %v", err)
	}
	steps, err := store.StorySteps(ctx, story.ID)
	if err != nil {
		t.Fatal(err)
	}
	made, err = l.RemoveSteps(ctx, story.ID, steps[1])
	if got := len(made.Steps); got != 1 || err != nil {
		t.Errorf("%d rows are written to remove a step, %v", got, err)
	}
	for _, want := range []string{"a b d c", "d a b c", "a b c d", "a b d", "a b"} {
		made, err = store.Undo(ctx)
		check(want, made, err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if all, err := store.Stories(ctx); err != nil || len(all) != 0 {
		t.Errorf("%d stories after undo, %v", len(all), err)
	}
}

// A new story comes behind the others.
func TestStoriesHaveAnOrder(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	for _, name := range []string{"z", "a"} {
		if _, err := l.AddStory(ctx, data.Story{ID: data.NewID(), Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := store.Stories(ctx); err != nil || all[0].Name != "z" || all[1].Order != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

// A picture of its own goes when no step shows it any more.
func TestPicturesOfSteps(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	story := data.Story{ID: data.NewID(), Name: "Two winters"}
	first, second := data.StoryStep{ID: data.NewID(), Title: "a"}, data.StoryStep{ID: data.NewID(), Title: "b"}
	if _, err := l.AddStory(ctx, story, first, second); err != nil {
		t.Fatal(err)
	}
	steps := func() []data.StoryStep {
		all, err := store.StorySteps(ctx, story.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	own := func(w int) (data.Picture, data.Page) {
		p, page, err := ReadPicture(pngOf(t, w, 20), "a.png", false, 7)
		if err != nil {
			t.Fatal(err)
		}
		return p, page
	}
	there := func(want int) {
		t.Helper()
		all, err := store.Pictures(ctx, story.ID)
		if err != nil || len(all) != want {
			t.Errorf("%d pictures, want %d; %v", len(all), want, err)
		}
	}
	p, page := own(30)
	if _, err := l.ChangeStep(ctx, steps()[0], steps()[0], &p, page); err != nil {
		t.Fatal(err)
	}
	if got := steps()[0]; got.Picture != p.ID || steps()[1].Picture != (data.ID{}) {
		t.Fatalf("the step shows %v", got.Picture)
	}
	there(1)
	shared := steps()[1]
	shared.Picture = p.ID
	if _, err := l.ChangeStep(ctx, steps()[1], shared, nil); err != nil {
		t.Fatal(err)
	}
	q, page := own(40)
	if _, err := l.ChangeStep(ctx, steps()[0], steps()[0], &q, page); err != nil { // the other step shows the first one
		t.Fatal(err)
	}
	there(2)
	if _, err := l.RemoveSteps(ctx, story.ID, steps()...); err != nil {
		t.Fatal(err)
	}
	there(0)
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	there(2)
}
