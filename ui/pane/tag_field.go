package pane

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
)

// tagField is where tags are typed: those that are there as chips, and under them a
// line to type more, with those in use offered.
type tagField struct {
	env     *Env
	tags    []string
	inUse   []data.TagCount
	chips   *fyne.Container
	entry   *control.Entry
	offers  *control.Suggestions
	offered []data.TagCount
	focused bool
	root    *fyne.Container
	changed func() // the tags have changed
	resized func() // the height may have changed
	submit  func() // Enter on an empty line
	cancel  func() // Esc while nothing is typed
}

func (e *Env) tagField(tags []string) *tagField {
	k := e.Kit
	f := &tagField{
		env: e, tags: slices.Clone(tags), chips: k.Wrap(5), entry: k.Entry(1, "", k.T("tags.add")),
		changed: func() {}, resized: func() {}, submit: func() {}, cancel: func() {},
	}
	f.offers = k.Suggestions(func(i int) { f.add(f.offered[i].Tag) })
	f.offers.Compact = true
	f.entry.OnChanged = f.typed
	f.entry.OnKey = f.key
	f.entry.OnSubmit = func(string) { f.end() }
	f.entry.OnFocus = func(on bool) {
		f.focused = on
		if on {
			f.offer()
		} else if f.entry.Text() != "" {
			f.finish()
		}
	}
	f.root = control.Column(6, f.chips, f.entry, f.offers.Root)
	f.fill()
	e.Session.Tags(func(inUse []data.TagCount) {
		f.inUse = inUse
		if f.focused {
			f.offer()
		}
	})
	return f
}

// finish takes what stands in the line as a tag.
func (f *tagField) finish() {
	f.add(splitTags(f.entry.Text())...)
}

// end takes what stands in the line, too, and is done.
func (f *tagField) end() {
	if f.entry.Text() != "" {
		f.finish()
	}
	f.submit()
}

func (f *tagField) add(tags ...string) {
	f.entry.SetText("")
	f.offers.Hide()
	more := addTags(f.tags, tags, f.inUse)
	if !slices.Equal(more, f.tags) {
		f.tags = more
		f.fill()
		f.changed()
	}
	f.resized()
}

func (f *tagField) remove(tag string) {
	f.tags = slices.DeleteFunc(slices.Clone(f.tags), func(t string) bool { return t == tag })
	f.fill()
	f.changed()
	f.resized()
}

// fill makes the chips anew.
func (f *tagField) fill() {
	f.chips.Objects = nil
	for _, tag := range f.tags {
		f.chips.Objects = append(f.chips.Objects, f.env.Kit.ChipButton(tag, fynetheme.CancelIcon(), func() { f.remove(tag) }))
	}
	if len(f.tags) == 0 {
		f.chips.Hide()
	} else {
		f.chips.Show()
	}
	f.chips.Refresh()
}

// typed takes a tag when a comma ends it, and offers what the rest may become.
func (f *tagField) typed(text string) {
	done, rest := typedTags(text)
	if len(done) > 0 || rest != text {
		f.add(done...)
		f.entry.SetText(rest)
	}
	f.offer()
}

func (f *tagField) offer() {
	k := f.env.Kit
	f.offered = suggestTags(f.entry.Text(), f.tags, f.inUse)
	list := make([]control.Suggestion, len(f.offered))
	for i, c := range f.offered {
		list[i] = control.Suggestion{Text: c.Tag, Detail: k.Locale.TN("tags.uses", c.Events+c.Annotations)}
	}
	f.offers.Show(list, -1)
	f.resized()
}

func (f *tagField) key(ev *fyne.KeyEvent) bool {
	idle := ev.Name == fyne.KeyEscape && f.entry.Text() == "" // what is offered unasked needs no Esc of its own
	if !idle && f.offers.Key(ev) {
		f.resized()
		return true
	}
	switch ev.Name {
	case fyne.KeyBackspace:
		if f.entry.Text() == "" && len(f.tags) > 0 {
			f.remove(f.tags[len(f.tags)-1])
			f.offer()
			return true
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.entry.Text() == "" {
			f.submit()
		} else {
			f.finish()
		}
		return true
	case fyne.KeyEscape:
		if f.entry.Text() == "" {
			f.cancel()
		} else { // first what was being typed
			f.entry.SetText("")
			f.offers.Hide()
			f.resized()
		}
		return true
	}
	return false
}
