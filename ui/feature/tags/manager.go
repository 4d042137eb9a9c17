package tags

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// manager is the dialog of all tags with their uses. Renaming one, merging it into
// another and removing it everywhere are one step of undo each.
type manager struct {
	host    *feature.Host
	kit     *control.Kit
	all     []data.TagCount
	reading library.Slot
	list    *control.LongList
	none    *text.Label
}

// showManager opens it; it follows what is edited until it is closed.
func showManager(h *feature.Host) *manager {
	k := h.Kit()
	m := &manager{host: h, kit: k, none: k.Muted(k.T("tags.none"))}
	m.none.Hide() // until it is known
	m.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newRow(m) }, Fill: m.fill, Row: 44, Key: m.key,
		Chosen: func(i int) {
			if h.Library.Writable() {
				m.rename(m.all[i])
			}
		},
	})
	const height = 380
	body := k.Well(height, m.list, k.Pad(16, 14, 16, 14, m.none))
	hint := k.T("tags.hint")
	if !h.Library.Writable() {
		hint = h.WhyReadOnly()
	}
	d := k.ShowDialog(h.Canvas, k.T("command.tags"), 540, control.Column(10, k.Muted(hint), body),
		control.Action{Text: k.T("button.close"), Primary: true})
	d.OnClosed(h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Edited && c.Has(data.KindEvent, data.KindAnnotation) {
			m.load()
		}
	}))
	d.OnClosed(m.reading.Drop)
	m.load()
	return m
}

func (m *manager) load() {
	load(m.host.Library, &m.reading, func(all []data.TagCount) {
		if m.all = all; len(all) > 0 {
			m.none.Hide()
		} else {
			m.none.Show()
		}
		m.list.SetCount(len(all), false)
	})
}

func (m *manager) key(ev *fyne.KeyEvent) bool {
	i := m.list.Current()
	switch {
	case !m.host.Library.Writable() || i < 0:
		return false
	case ev.Name == fyne.KeyDelete:
		m.remove(m.all[i])
	case ev.Name == fyne.KeyF2:
		m.rename(m.all[i])
	default:
		return false
	}
	return true
}

// replace replaces a tag by another one, or removes it if that is empty.
func (m *manager) replace(tag, other string) {
	library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.ReplaceTag(ctx, tag, other)
	}, nil)
}

// rename asks for another name; that of another tag merges the two.
func (m *manager) rename(c data.TagCount) {
	k := m.kit
	entry := k.Entry(1, c.Tag, "")
	entry.Do(text.SelectAll)
	note := k.Muted(k.T("tags.rename.hint"))
	var d *control.Dialog
	entry.OnChanged = func(words string) {
		name := cleanTag(words)
		note.SetText(k.T("tags.rename.hint"))
		for _, other := range m.all {
			if other.Tag == name && name != c.Tag {
				note.SetText(k.T("tags.merge.hint", "from", c.Tag, "into", name))
			}
		}
		d.Refit()
	}
	save := func() bool {
		name := cleanTag(entry.Text())
		if name == "" || strings.ContainsAny(name, tagEnds) {
			d.Fail(k.T("error.field.tagname"))
			return false
		}
		if name != c.Tag {
			m.replace(c.Tag, name)
		}
		return true
	}
	d = k.ShowDialog(m.host.Canvas, k.T("tags.rename"), 420, control.Column(8, entry, note),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	d.Attach(entry)
}

// merge asks which other tag replaces this one.
func (m *manager) merge(c data.TagCount, at fyne.Position) {
	k := m.kit
	counts := map[string]int{}
	for _, other := range m.all {
		if other.Tag != c.Tag {
			counts[other.Tag] = other.Events + other.Annotations
		}
	}
	items := []control.Item{{Text: k.T("tags.merge.into")}}
	const most = 14
	for _, tag := range MostUsed(counts, most) {
		items = append(items, control.Item{Text: k.Given(tag), Run: func() { m.replace(c.Tag, tag) }})
	}
	k.ShowMenu(m.host.Canvas, at, items)
}

// remove asks before a tag is removed everywhere.
func (m *manager) remove(c data.TagCount) {
	k := m.kit
	k.Confirm(m.host.Canvas, k.T("tags.remove"), k.T("tags.remove.text", "tag", c.Tag,
		"what", k.Locale.Counts(i18n.Counted{Key: "count.events", N: c.Events}, i18n.Counted{Key: "count.notes", N: c.Annotations})),
		k.T("tags.remove"), k.T("button.cancel"), func() { m.replace(c.Tag, "") })
}

// fill makes a row show a tag.
func (m *manager) fill(i int, o fyne.CanvasObject) {
	r, c, k := o.(*row), m.all[i], m.kit
	r.tag = c
	r.name.SetText(c.Tag)
	var uses []string
	if c.Events > 0 {
		uses = append(uses, k.Locale.TN("count.events", c.Events))
	}
	if c.Annotations > 0 {
		uses = append(uses, k.Locale.TN("count.notes", c.Annotations))
	}
	r.uses.SetText(k.Join(uses...))
	r.content.Refresh()
}

// row is a tag in the dialog.
type row struct {
	widget.BaseWidget
	tag        data.TagCount
	name, uses *text.Label
	content    *fyne.Container
}

func newRow(m *manager) *row {
	k := m.kit
	r := &row{}
	r.ExtendBaseWidget(r)
	r.name = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 24, Shrink: true, Align: k.Start()})
	r.uses = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 24, Colour: fynetheme.ColorNamePlaceHolder})
	rename := k.Button(control.Quiet, "", fynetheme.DocumentCreateIcon(), func() { m.rename(r.tag) })
	var merge *control.Button
	merge = k.Button(control.Quiet, k.T("tags.merge"), nil, func() { m.merge(r.tag, k.Over(merge)) })
	remove := k.Button(control.Quiet, "", fynetheme.DeleteIcon(), func() { m.remove(r.tag) })
	if !m.host.Library.Writable() {
		rename.Disable()
		merge.Disable()
		remove.Disable()
	}
	r.content = k.Pad(14, 4, 14, 4, k.Row(4, 0, r.name, r.uses, control.Gap(8, 1), rename, merge, remove))
	return r
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
