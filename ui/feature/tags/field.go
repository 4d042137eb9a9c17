package tags

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Options are the callbacks of a Field.
type Options struct {
	Changed func() // the tags have changed; may be nil
	Resized func() // the height may have changed; nil: the dialog on top makes room
}

// Field is where tags are typed: those that are there as chips, and under them a
// line to type more, with those in use offered. Enter on an empty line, Ctrl+Enter and
// Esc while nothing is typed are those of the Entry.
type Field struct {
	Entry *control.Entry
	Root  *fyne.Container // chips, line and offers

	kit     *control.Kit
	options Options
	tags    []string
	inUse   []data.TagCount
	reading library.Slot
	chips   *fyne.Container
	offers  *control.Suggestions
	offered []data.TagCount
	focused bool
}

// NewField makes a field with some tags in it.
func NewField(h *feature.Host, tags []string, o Options) *Field {
	k := h.Kit()
	f := &Field{kit: k, options: o, tags: slices.Clone(tags), chips: k.Wrap(5), Entry: k.Entry(1, "", k.T("tags.add"))}
	f.offers = control.NewSuggestions(k, func(i int) { f.add(f.offered[i].Tag) })
	f.offers.Compact = true
	f.Entry.OnChanged = f.typed
	f.Entry.OnKey = f.key
	f.Entry.OnFocus = func(on bool) {
		if f.focused = on; on {
			f.offer()
		} else {
			f.Finish()
		}
	}
	f.Root = control.Column(6, f.chips, f.Entry, f.offers.Root)
	f.fill()
	load(h.Library, &f.reading, func(inUse []data.TagCount) {
		if f.inUse = inUse; f.focused {
			f.offer()
		}
	})
	return f
}

// Tags are those in the field.
func (f *Field) Tags() []string { return slices.Clone(f.tags) }

// Set puts other tags in the field, without calling Changed.
func (f *Field) Set(tags []string) {
	f.tags = slices.Clone(tags)
	f.fill()
}

// Known is a tag as it is in the field or in use, where it differs by vowel signs, case or
// the like only.
func (f *Field) Known(tag string) string {
	for _, have := range f.tags {
		if fold.String(have) == fold.String(tag) {
			return have
		}
	}
	return known(tag, f.inUse)
}

// Finish takes what is typed in the line as a tag.
func (f *Field) Finish() {
	if text := f.Entry.Text(); text != "" {
		f.add(splitTags(text)...)
	}
}

func (f *Field) add(tags ...string) {
	f.Entry.SetText("")
	f.offers.Hide()
	f.change(addTags(f.tags, tags, f.inUse))
}

func (f *Field) remove(tag string) {
	f.change(slices.DeleteFunc(slices.Clone(f.tags), func(t string) bool { return t == tag }))
}

func (f *Field) change(tags []string) {
	if !slices.Equal(tags, f.tags) {
		f.Set(tags)
		if f.options.Changed != nil {
			f.options.Changed()
		}
	}
	f.resized()
}

// resized makes room for the field.
func (f *Field) resized() {
	if f.options.Resized != nil {
		f.options.Resized()
	} else if d := f.kit.Dialogs.Top(); d != nil {
		d.Refit()
	}
}

// fill makes the chips.
func (f *Field) fill() {
	f.chips.Objects = nil
	for _, tag := range f.tags {
		f.chips.Objects = append(f.chips.Objects, f.kit.ChipButton(f.kit.Given(tag), fynetheme.CancelIcon(), func() { f.remove(tag) }))
	}
	if len(f.tags) == 0 {
		f.chips.Hide()
	} else {
		f.chips.Show()
	}
	f.chips.Refresh()
}

// typed takes a tag when a comma ends it, and offers what the rest may become.
func (f *Field) typed(text string) {
	done, rest := typedTags(text)
	if len(done) > 0 || rest != text {
		f.add(done...)
		f.Entry.SetText(rest)
	}
	f.offer()
}

func (f *Field) offer() {
	f.offered = suggestTags(f.Entry.Text(), f.tags, f.inUse)
	list := make([]control.Suggestion, len(f.offered))
	for i, c := range f.offered {
		list[i] = control.Suggestion{Text: c.Tag, Detail: f.kit.Locale.TN("tags.uses", c.Events+c.Annotations)}
	}
	f.offers.Show(list, -1)
	f.resized()
}

// key is what a key means to the offers, and to what is typed.
func (f *Field) key(ev *fyne.KeyEvent) bool {
	empty := f.Entry.Text() == ""
	idle := ev.Name == fyne.KeyEscape && empty // what is offered unasked needs no Esc of its own
	if !idle && f.offers.Key(ev) {
		f.resized()
		return true
	}
	switch ev.Name {
	case fyne.KeyBackspace:
		if empty && len(f.tags) > 0 {
			f.remove(f.tags[len(f.tags)-1])
			f.offer()
			return true
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		f.Finish()
		return !empty
	case fyne.KeyEscape:
		if !empty { // first what is being typed
			f.Entry.SetText("")
			f.offers.Hide()
			f.resized()
		}
		return !empty
	}
	return false
}
