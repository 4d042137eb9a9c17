package tags

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// fieldOf shows a field of tags with the keyboard, without a library.
func fieldOf(t *testing.T, tags ...string) (f *Field, changes *int) {
	t.Helper()
	w := featuretest.New(t)
	changes = new(int)
	f = NewField(w.Host, tags, Options{Changed: func() { *changes++ }, Resized: func() {}})
	f.inUse = []data.TagCount{{Tag: "trade", Annotations: 3}, {Tag: "تجارة", Events: 2}, {Tag: "war", Events: 1}}
	shown := test.NewTempWindow(t, f.Root)
	shown.Resize(fyne.NewSize(320, 400))
	shown.Canvas().Focus(f.Entry)
	return f, changes
}

func typeTag(f *Field, text string, keys ...fyne.KeyName) {
	for _, r := range text {
		f.Entry.TypedRune(r)
	}
	for _, k := range keys {
		f.Entry.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestTagsAreTyped(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(f *Field)
		want []string
	}{
		{"a comma ends one", func(f *Field) { typeTag(f, "new,") }, []string{"old", "new"}},
		{"an Arabic comma, too", func(f *Field) { typeTag(f, "قمة،") }, []string{"old", "قمة"}},
		{"Enter takes what is typed", func(f *Field) { typeTag(f, "tra", fyne.KeyReturn) }, []string{"old", "tra"}},
		{"an arrow and Enter take what is offered", func(f *Field) { typeTag(f, "tra", fyne.KeyDown, fyne.KeyReturn) }, []string{"old", "trade"}},
		{"in Arabic", func(f *Field) { typeTag(f, "تجا", fyne.KeyDown, fyne.KeyReturn) }, []string{"old", "تجارة"}},
		{"Backspace takes the last away", func(f *Field) { typeTag(f, "new,", fyne.KeyBackspace, fyne.KeyBackspace) }, nil},
		{"Backspace first erases letters", func(f *Field) { typeTag(f, "ab", fyne.KeyBackspace, fyne.KeyReturn) }, []string{"old", "a"}},
		{"Esc drops what is typed", func(f *Field) { typeTag(f, "xyz", fyne.KeyEscape) }, []string{"old"}},
		{"Ctrl+Enter takes it and is done", func(f *Field) {
			f.Entry.OnSubmit = func(string) { f.Finish() }
			typeTag(f, "xyz")
			f.Entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
		}, []string{"old", "xyz"}},
		{"a repeat is no second tag", func(f *Field) { typeTag(f, "old,") }, []string{"old"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := fieldOf(t, "old")
			c.do(f)
			if !slices.Equal(f.tags, c.want) {
				t.Errorf("tags %q, want %q", f.tags, c.want)
			}
			if len(f.chips.Objects) != len(f.tags) || f.Entry.Text() != "" {
				t.Errorf("%d chips for %d tags, %q left in the line", len(f.chips.Objects), len(f.tags), f.Entry.Text())
			}
		})
	}
}

func TestChangesOfTagsAreTold(t *testing.T) {
	f, changes := fieldOf(t)
	submitted, cancelled := 0, 0
	f.Entry.OnSubmit, f.Entry.OnCancel = func(string) { f.Finish(); submitted++ }, func() { cancelled++ }
	typeTag(f, "new,")
	typeTag(f, "new,")
	if *changes != 1 {
		t.Errorf("%d changes for one new tag", *changes)
	}
	typeTag(f, "tr", fyne.KeyEscape, fyne.KeyEscape) // the offers, then the letters
	typeTag(f, "", fyne.KeyEscape, fyne.KeyReturn)
	if submitted != 1 || cancelled != 1 {
		t.Errorf("submitted %d times, cancelled %d times", submitted, cancelled)
	}
}
