package pane

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
)

// tagsOf shows a field of tags with the keyboard.
func tagsOf(t *testing.T, tags ...string) (f *tagField, changes *int) {
	t.Helper()
	env, _ := testEnv(t, nil)
	f = env.tagField(tags)
	f.inUse = []data.TagCount{{Tag: "trade", Annotations: 3}, {Tag: "تجارة", Events: 2}, {Tag: "war", Events: 1}}
	changes = new(int)
	f.changed = func() { *changes++ }
	w := test.NewTempWindow(t, f.root)
	w.Resize(fyne.NewSize(320, 400))
	w.Canvas().Focus(f.entry)
	return f, changes
}

func typeTag(f *tagField, text string, keys ...fyne.KeyName) {
	for _, r := range text {
		f.entry.TypedRune(r)
	}
	for _, k := range keys {
		f.entry.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestTagsAreTyped(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(f *tagField)
		want []string
	}{
		{"a comma ends one", func(f *tagField) { typeTag(f, "new,") }, []string{"old", "new"}},
		{"an Arabic comma, too", func(f *tagField) { typeTag(f, "قمة،") }, []string{"old", "قمة"}},
		{"Enter takes what is typed", func(f *tagField) { typeTag(f, "tra", fyne.KeyReturn) }, []string{"old", "tra"}},
		{"an arrow and Enter take what is offered", func(f *tagField) { typeTag(f, "tra", fyne.KeyDown, fyne.KeyReturn) }, []string{"old", "trade"}},
		{"in Arabic", func(f *tagField) { typeTag(f, "تجا", fyne.KeyDown, fyne.KeyReturn) }, []string{"old", "تجارة"}},
		{"Backspace takes the last away", func(f *tagField) { typeTag(f, "new,", fyne.KeyBackspace, fyne.KeyBackspace) }, nil},
		{"Backspace first erases letters", func(f *tagField) { typeTag(f, "ab", fyne.KeyBackspace, fyne.KeyReturn) }, []string{"old", "a"}},
		{"Esc drops what is typed", func(f *tagField) { typeTag(f, "xyz", fyne.KeyEscape) }, []string{"old"}},
		{"Ctrl+Enter takes it and is done", func(f *tagField) {
			typeTag(f, "xyz")
			f.entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
		}, []string{"old", "xyz"}},
		{"a repeat is no second tag", func(f *tagField) { typeTag(f, "old,") }, []string{"old"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := tagsOf(t, "old")
			c.do(f)
			if !slices.Equal(f.tags, c.want) {
				t.Errorf("tags %q, want %q", f.tags, c.want)
			}
			if len(f.chips.Objects) != len(f.tags) || f.entry.Text() != "" {
				t.Errorf("%d chips for %d tags, %q left in the line", len(f.chips.Objects), len(f.tags), f.entry.Text())
			}
		})
	}
}

func TestChangesOfTagsAreTold(t *testing.T) {
	f, changes := tagsOf(t)
	submitted, cancelled := 0, 0
	f.submit, f.cancel = func() { submitted++ }, func() { cancelled++ }
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
