package publish

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// dialog is where it is chosen what is published and how: the groups of formats, the choices
// of one of them, and what would be written.
type dialog struct {
	*model
	kit    *control.Kit
	dialog *control.Dialog
	path   string // that was chosen; "" for the one of target
	sure   bool   // to replace what is there

	groups    map[form.Group]*control.Surface
	formats   *fyne.Container // of the group
	options   *options
	what      *fyne.Container
	titled    *control.Entry
	titleRow  fyne.CanvasObject
	written   *fyne.Container // what would be written
	shown     *sample
	pathLabel *text.Label
}

// The measures of the dialog, in units.
const (
	dialogWidth = 1160
	groupsWidth = 218
	formWidth   = 380 // at least
)

func newDialog(f *Feature) *dialog {
	k := f.host.Kit()
	d := &dialog{kit: k, groups: map[form.Group]*control.Surface{}, formats: control.Stack(), what: control.Stack(), written: control.Column(6)}
	d.model = newModel(f, d.measured)
	d.options = newOptions(d.model, k, func() { d.dialog.Refit() })
	d.titled = entry(d.model, k, 1, &d.chosen.Title, f.host.Library.Snapshot().Library.Title)
	typed := d.titled.OnChanged
	d.titled.OnChanged = func(words string) {
		typed(words)
		d.named()
	}
	d.shown = newSample(k, d.openPreview)
	d.pathLabel = k.Name("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start(), Colour: fynetheme.ColorNamePlaceHolder})
	d.titleRow = d.options.row("publish.title.field", d.titled)
	middle := control.Column(12, d.what, d.titleRow, d.formats, d.options.root, control.HLine(), d.written)
	body := control.Column(14, control.Columns(k, 22, groupsWidth, formWidth, sampleWidth, d.groupList(), middle, d.shown.root),
		control.HLine(), k.Row(12, 0, d.pathLabel, k.Button(control.Link, k.T("publish.change"), nil, d.change)))
	d.dialog = k.ShowDialog(f.host.Canvas, k.T("publish.title"), dialogWidth, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool { d.save(); return false }},
		control.Action{Text: k.T("button.cancel")})
	d.dialog.Attach(d.titled, d.options.about, d.options.byline, d.options.size)
	d.dialog.OnClosed(func() {
		d.end()
		d.remember("")
	})
	d.choose(d.format)
	return d
}

// groupList is the groups that have formats, from top to bottom.
func (d *dialog) groupList() fyne.CanvasObject {
	k, list := d.kit, control.Column(2)
	for _, group := range d.model.groups() {
		icon := map[form.Group]fyne.Resource{
			form.GroupPage: control.GlobeIcon(), form.GroupDocument: fynetheme.DocumentIcon(), form.GroupPicture: fynetheme.MediaPhotoIcon(),
			form.GroupData: control.TableIcon(), form.GroupCitations: control.QuoteIcon(),
		}[group]
		back := control.NewSurface(control.None, control.None, 8)
		d.groups[group] = back
		about := k.Text(k.T("publish.group."+string(group)+".text"), text.LabelStyle{Size: control.SizeCaption, Colour: fynetheme.ColorNamePlaceHolder, LineHeight: 18})
		words := control.Column(0, k.Text(k.T("publish.group."+string(group)), text.LabelStyle{Bold: true, LineHeight: 22}), about)
		list.Add(k.TapArea(control.Stack(back, k.Pad(12, 8, 12, 9, k.Row(12, 1, widget.NewIcon(fynetheme.NewThemedResource(icon)), words))), func() { d.chooseGroup(group) }, nil))
	}
	return list
}

// chooseGroup goes to the format of a group that was chosen last, or its first.
func (d *dialog) chooseGroup(group form.Group) {
	if d.format.Group == group {
		return
	}
	all := d.of(group)
	next := all[0]
	for _, format := range all {
		if format.Name == d.last[group] {
			next = format
		}
	}
	d.choose(next)
}

// choose shows the choices of a format.
func (d *dialog) choose(format form.Format) {
	d.format = format
	d.last[format.Group] = format.Name
	d.path, d.sure = "", false
	for group, back := range d.groups {
		if group == format.Group {
			back.Set(control.Selected, control.None)
		} else {
			back.Set(control.None, control.None)
		}
	}
	if d.titleRow.Hide(); slices.Contains(format.Knows, form.LookTitle) {
		d.titleRow.Show()
	}
	d.formats.Hide()
	if all := d.of(format.Group); len(all) > 1 {
		var names, titles []string
		for _, f := range all {
			names, titles = append(names, f.Name), append(titles, titleOf(d.kit, f))
		}
		d.formats.Show()
		d.formats.Objects = []fyne.CanvasObject{d.options.row("publish.format", d.kit.Words(names, titles, format.Name, func(name string) {
			for _, f := range all {
				if f.Name == name {
					d.choose(f)
				}
			}
		}).Root)}
	}
	d.shown.offer(format)
	d.fillWhat()
	d.options.fill()
	d.named()
	d.measure()
}

// titleOf is what a format is called.
func titleOf(k *control.Kit, f form.Format) string {
	if key := "format.title." + strings.ReplaceAll(f.Name, "-", "."); k.Locale.Has(key) {
		return k.T(key)
	}
	return f.Title
}

// fillWhat offers the events that can be published.
func (d *dialog) fillWhat() {
	k := d.kit
	if d.format.Whole {
		d.what.Objects = []fyne.CanvasObject{d.options.row("publish.what", k.Text(k.T("publish.whole"), text.LabelStyle{Size: control.SizeSmall, LineHeight: 21}))}
		return
	}
	values := d.whats()
	texts := make([]string, len(values))
	for i, v := range values {
		n := d.number(v)
		texts[i] = k.Locale.TN("publish.what."+map[string]string{everything: "all", filtered: "filter", inView: "view", picked: "selected"}[v], n)
		if name := d.savedView(); v == filtered && name != "" {
			texts[i] = k.Locale.TN("publish.what.saved", n, "name", k.Given(control.OneLine(name, 30)))
		}
	}
	d.what.Objects = []fyne.CanvasObject{d.options.words("publish.what", values, texts, d.chosen.What, func(v string) { d.chosen.What = v })}
}

// savedView is the name of the saved view whose filter is in use, "" for none.
func (d *dialog) savedView() string {
	words := d.host.Library.Filter().String()
	for _, v := range d.host.Library.Snapshot().Views {
		if v.Query == words {
			return v.Name
		}
	}
	return ""
}

// measured shows what is known of what would be written.
func (d *dialog) measured() {
	k := d.kit
	d.written.RemoveAll()
	bold := func(words string) {
		d.written.Add(k.Text(words, text.LabelStyle{Bold: true, LineHeight: 22}))
	}
	small := func(words string, colour fyne.ThemeColorName) {
		d.written.Add(k.Text(words, text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Colour: colour}))
	}
	switch {
	case d.failed != nil && !errors.Is(d.failed, context.Canceled):
		small(say(d.host, d.format, d.target(), d.failed), fynetheme.ColorNameError)
	case d.stopped:
		d.written.Add(k.Row(12, -1, k.Text(k.T("publish.size.stopped"), text.LabelStyle{Bold: true, Lines: 1, LineHeight: 22}), k.Button(control.Link, k.T("publish.size.again"), nil, d.measure)))
	case d.busy:
		words := k.T("publish.size.busy")
		if d.so > 0 {
			words = k.T("publish.size.so", "size", k.Bytes(d.so))
		}
		d.written.Add(k.Row(12, -1, k.Text(words, text.LabelStyle{Bold: true, Lines: 1, LineHeight: 22}), k.Button(control.Link, k.T("publish.size.stop"), nil, d.stop)))
	default:
		key := "publish.size.file"
		switch {
		case d.format.Folder != nil:
			key = "publish.size.folder"
		case d.format.Beside != nil && d.now.passages > 0:
			key = "publish.size.two"
		}
		bold(k.T(key, "size", k.Bytes(d.now.Bytes)))
	}
	about := "publish.about." + string(d.format.Group)
	if own := "publish.about.format." + d.format.Name; k.Locale.Has(own) {
		about = own
	}
	small(k.T(about), fynetheme.ColorNamePlaceHolder)
	if words := d.losing(); words != "" {
		small(words, fynetheme.ColorNamePlaceHolder)
	}
	if _, _, private := d.notes(); private > 0 && (d.private && d.hasNotes() || d.format.Whole) {
		small(k.Locale.TN("publish.private", private), fynetheme.ColorNameWarning)
	}
	d.written.Refresh()
	if !d.busy {
		d.shown.show(d.model)
	}
	d.dialog.Refit()
}

// losing is what is left out for want of a place: in numbers once they are known.
func (d *dialog) losing() string {
	k := d.kit
	var parts []string
	if d.busy {
		return ""
	}
	if d.stopped || d.failed != nil {
		for _, key := range d.format.Losing() {
			parts = append(parts, k.T(key))
		}
		if len(parts) == 0 {
			return ""
		}
		return k.T("publish.loses", "what", k.List(parts))
	}
	var unshown, said []string
	for _, lost := range d.now.Lost.Sorted() {
		part := k.T("publish.lost.one", "what", k.T(lost.What), "n", k.Locale.Count(lost.Count))
		if form.Unshown(lost.What) {
			unshown = append(unshown, part)
		} else {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		said = append(said, k.T("publish.lost", "what", k.List(parts)))
	}
	if len(unshown) > 0 {
		said = append(said, k.T("publish.unshown", "what", k.List(unshown)))
	}
	return strings.Join(said, " ")
}

// named shows where it would be written.
func (d *dialog) named() { d.pathLabel.SetText(d.where()) }

// where it is written.
func (d *dialog) where() string {
	if d.path != "" {
		return d.path
	}
	return d.target()
}

// change asks for another place.
func (d *dialog) change() {
	k, path := d.kit, d.where()
	what := feature.Choice{Title: k.T("publish.title"), Button: k.T("button.choose"), Dir: filepath.Dir(path), Name: filepath.Base(path)}
	if d.ending() != "" {
		what.Suffix, what.Kind = d.format.Endings, titleOf(k, d.format)
	}
	d.host.ChooseTarget(what, func(path string, sure bool) {
		d.path, d.sure = path, sure
		d.chosen.Folder = filepath.Dir(path)
		d.named()
	})
}

// save writes it, and closes the dialog where that is done.
func (d *dialog) save() {
	path := d.where()
	write := func() {
		d.dialog.Fail("")
		d.write(path, true, d.kit.T("publish.saving", "file", d.kit.Given(filepath.Base(path))), func(made app.Published, err error) {
			if err != nil {
				d.fail(path, err)
				return
			}
			d.remember(path)
			d.dialog.Close()
			d.tell(made)
		})
	}
	if d.format.Folder != nil { // nothing is ever put in its place
		write()
		return
	}
	d.host.Replacing(path, d.sure, write)
}

// fail says in the dialog why it was not written; nothing where the user has cancelled.
func (d *dialog) fail(path string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	d.dialog.Fail(say(d.host, d.format, path, err))
}

// openPreview opens what is chosen in the desktop's own program.
func (d *dialog) openPreview() {
	d.dialog.Fail("")
	d.preview(d.kit.T("publish.preview"), func(err error) {
		if err != nil {
			d.fail(d.where(), err)
		}
	})
}
