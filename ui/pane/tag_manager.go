package pane

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// tagManager is the dialog of all tags with their uses. Renaming one, merging it
// into another and taking it away everywhere are one step of undo each.
type tagManager struct {
	env  *Env
	all  []data.TagCount
	list *control.LongList
	none *text.Label
}

// ManageTags opens it.
func (e *Env) ManageTags() {
	k := e.Kit
	m := &tagManager{env: e, none: k.Muted(k.T("tags.none"))}
	m.none.Hide() // until it is known
	m.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newTagFace(m) }, Fill: m.fill, Row: 44, Key: m.key,
		Chosen: func(i int) {
			if !e.readOnly() {
				m.rename(m.all[i])
			}
		},
	})
	const height = 380
	body := k.Well(height, m.list, k.Pad(16, 14, 16, 14, m.none))
	hint := k.T("tags.hint")
	if e.readOnly() {
		hint = e.whyReadOnly()
	}
	k.ShowDialog(e.Canvas, k.T("command.tags"), 540, control.Column(10, k.Muted(hint), body),
		control.Action{Text: k.T("button.close"), Primary: true})
	m.load()
}

func (m *tagManager) load() {
	m.env.Session.Tags(func(all []data.TagCount) {
		m.all = all
		if len(all) > 0 {
			m.none.Hide()
		} else {
			m.none.Show()
		}
		m.list.SetCount(len(m.all), false)
	})
}

func (m *tagManager) key(ev *fyne.KeyEvent) bool {
	i := m.list.Current()
	switch {
	case m.env.readOnly() || i < 0:
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

// replace puts another tag in the place of one, or takes it away where that is empty,
// and shows what came of it.
func (m *tagManager) replace(tag, other string) {
	library.Use(m.env.Session.Open(), func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.ReplaceTag(ctx, tag, other)
	}, func(_ data.Edit, err error) {
		if err != nil {
			m.env.Fail(err)
		}
		m.load()
	})
}

// rename asks for another name; that of another tag merges the two.
func (m *tagManager) rename(c data.TagCount) {
	e, k := m.env, m.env.Kit
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
	d = k.ShowDialog(e.Canvas, k.T("tags.rename"), 420, control.Column(8, entry, note),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	d.Attach(entry)
}

// merge asks which other tag takes this one's place.
func (m *tagManager) merge(c data.TagCount, at fyne.Position) {
	k := m.env.Kit
	counts := map[string]int{}
	for _, other := range m.all {
		if other.Tag != c.Tag {
			counts[other.Tag] = other.Events + other.Annotations
		}
	}
	items := []control.Item{{Text: k.T("tags.merge.into")}}
	const most = 14
	for _, tag := range mostUsed(counts, most) {
		items = append(items, control.Item{Text: k.Given(tag), Run: func() { m.replace(c.Tag, tag) }})
	}
	k.ShowMenu(m.env.Canvas, at, items)
}

// remove asks before a tag is taken away from all that carries it.
func (m *tagManager) remove(c data.TagCount) {
	k := m.env.Kit
	k.Confirm(m.env.Canvas, k.T("tags.remove"), k.T("tags.remove.text", "tag", c.Tag,
		"events", k.Locale.TN("count.events", c.Events), "notes", k.Locale.TN("count.notes", c.Annotations)),
		k.T("tags.remove"), k.T("button.cancel"), func() { m.replace(c.Tag, "") })
}

// fill makes a row show a tag.
func (m *tagManager) fill(i int, o fyne.CanvasObject) {
	f, c, k := o.(*tagFace), m.all[i], m.env.Kit
	f.tag = c
	f.name.SetText(c.Tag)
	var uses []string
	if c.Events > 0 {
		uses = append(uses, k.Locale.TN("count.events", c.Events))
	}
	if c.Annotations > 0 {
		uses = append(uses, k.Locale.TN("count.notes", c.Annotations))
	}
	f.uses.SetText(k.Join(uses...))
	f.content.Refresh()
}

// tagFace is a tag in the dialog.
type tagFace struct {
	widget.BaseWidget
	tag        data.TagCount
	name, uses *text.Label
	content    *fyne.Container
}

func newTagFace(m *tagManager) *tagFace {
	k := m.env.Kit
	f := &tagFace{}
	f.ExtendBaseWidget(f)
	f.name = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 24, Shrink: true, Align: k.Start()})
	f.uses = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 24, Colour: fynetheme.ColorNamePlaceHolder})
	rename := k.Button(control.Quiet, "", fynetheme.DocumentCreateIcon(), func() { m.rename(f.tag) })
	var merge *control.Button
	merge = k.Button(control.Quiet, k.T("tags.merge"), nil, func() { m.merge(f.tag, k.Over(merge)) })
	remove := k.Button(control.Quiet, "", fynetheme.DeleteIcon(), func() { m.remove(f.tag) })
	if m.env.readOnly() {
		rename.Disable()
		merge.Disable()
		remove.Disable()
	}
	f.content = k.Pad(14, 4, 14, 4, k.Row(4, 0, f.name, f.uses, control.Gap(8, 1), rename, merge, remove))
	return f
}

// CreateRenderer is Fyne's.
func (f *tagFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }
