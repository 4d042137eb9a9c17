package feature

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Choice is what a file is chosen for.
type Choice struct {
	Title  string   // of the dialog
	Button string   // of its main button
	Dir    string   // where to begin
	Name   string   // proposed name, when saving
	Suffix []string // of files to list, lower case; all where empty
	Kind   string   // what such files are, for the desktop's chooser; "" names the suffixes
	Save   bool     // the file need not exist
	Folder bool     // a folder is chosen: the one that is open
	many   bool     // several may be chosen, see ChooseFiles
}

// chooser is our own file dialog: it mirrors, is in both languages, and opens no file
// to choose it (closing a library's file drops its locks).
type chooser struct {
	h       *Host
	kit     *control.Kit
	what    Choice
	dir     string
	entries []os.FileInfo
	path    *control.Entry
	where   *text.Label
	empty   *text.Label // shown if a folder has nothing to choose
	count   *text.Label // how many are chosen
	list    *control.LongList
	dialog  *control.Dialog
	picked  []string // paths, where several may be chosen
	chosen  func(paths []string, sure bool)
}

// ChooseFile asks for a file or a folder, and calls chosen with its path.
func (h *Host) ChooseFile(what Choice, chosen func(path string)) {
	h.choose(what, func(paths []string, _ bool) { chosen(paths[0]) })
}

// ChooseFiles asks for one or more files, also in several folders, and calls chosen
// with their paths.
func (h *Host) ChooseFiles(what Choice, chosen func(paths []string)) {
	what.many = true
	h.choose(what, func(paths []string, _ bool) { chosen(paths) })
}

// Dir is the folder of the open library, to begin choosing files in; "" where there is
// none.
func (h *Host) Dir() string {
	if path := h.Library.Path(); path != "" {
		return filepath.Dir(path)
	}
	return ""
}

// FileName is a title as the name of a file, without a suffix; other if no character of
// it can be used.
func FileName(title, other string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, title)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	const longest = 60
	if runes := []rune(name); len(runes) > longest {
		name = strings.TrimSpace(string(runes[:longest]))
	}
	if name == "" {
		return other
	}
	return name
}

// choose asks with the desktop's file chooser, or with our own where the user prefers
// that or the desktop has none. chosen is told whether the user is sure to replace a file
// that is there.
func (h *Host) choose(what Choice, chosen func(paths []string, sure bool)) {
	if h.Desktop == nil || h.State.Chooser == ownChooser {
		h.chooseHere(what, chosen)
		return
	}
	h.chooseOnDesktop(what, chosen)
}

// ownChooser is the value of state.State.Chooser for our own file chooser.
const ownChooser = "own"

// chose goes on with what was chosen: a name to save as gets the ending that belongs to
// it, and the next files are looked for where these were.
func (h *Host) chose(what Choice, paths []string, sure bool, chosen func(paths []string, sure bool)) {
	if what.Save && len(what.Suffix) > 0 && filepath.Ext(paths[0]) == "" {
		paths[0] += what.Suffix[0]
		sure = false // the file of that name may be there, too
	}
	if !what.Save && !what.Folder {
		h.folder = filepath.Dir(paths[0])
	}
	chosen(paths, sure)
}

// chooseHere asks with our own file chooser.
func (h *Host) chooseHere(what Choice, chosen func(paths []string, sure bool)) {
	k := h.Kit()
	c := &chooser{h: h, kit: k, what: what, chosen: chosen}
	c.path = k.Entry(1, what.Name, k.T("choose.name"))
	c.where = k.Name("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, Align: k.Start(), Colour: fynetheme.ColorNamePlaceHolder, Shrink: true})
	c.empty = k.Muted(k.T("choose.empty"))
	c.count = k.Muted("")
	c.count.Hide()
	c.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newChooserRow(k) }, Fill: c.fill, Row: 32,
		Pressed: func(i int, _ control.Press) { c.pick(i) }, Chosen: c.pick,
		Key: func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyEscape {
				c.dialog.TypedKey(ev)
			}
			return ev.Name == fyne.KeyEscape
		},
	})
	up := k.Button(control.Quiet, "", fynetheme.MoveUpIcon(), func() { c.open(filepath.Dir(c.dir)) })
	home := k.Button(control.Quiet, "", fynetheme.HomeIcon(), func() { c.open(h.begin(Choice{})) })
	body := container.NewBorder(k.Row(4, 2, up, home, c.where), k.Pad(0, 8, 0, 2, control.Column(2, c.count, c.path)), nil, nil,
		k.Well(330, c.list, k.Pad(16, 14, 16, 14, c.empty)))
	c.dialog = k.ShowDialog(h.Canvas, what.Title, 640, body,
		control.Action{Text: what.Button, Primary: true, Run: func() bool { c.accept(); return false }},
		control.Action{Text: k.T("button.cancel")})
	c.dialog.Attach(c.path)
	c.open(h.begin(what))
}

// hidden reports whether a folder lies in one that file managers do not show, as the
// program's own data folder does: there are no articles there.
func hidden(dir string) bool {
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(dir), "/"), func(part string) bool {
		return len(part) > 1 && part[0] == '.' && part != ".."
	})
}

// open lists a folder: folders first, hidden files left out.
func (c *chooser) open(dir string) {
	all, err := afero.ReadDir(c.h.Files, dir)
	if err != nil {
		c.dialog.Fail(c.h.Say(err))
		return
	}
	c.dir, c.entries = dir, c.entries[:0]
	for _, f := range all {
		if strings.HasPrefix(f.Name(), ".") || (!f.IsDir() && (c.what.Folder || !c.wanted(f.Name()))) {
			continue
		}
		c.entries = append(c.entries, f)
	}
	order := c.kit.Locale.Order()
	slices.SortStableFunc(c.entries, func(a, b os.FileInfo) int {
		if a.IsDir() != b.IsDir() {
			if a.IsDir() {
				return -1
			}
			return 1
		}
		return order(a.Name(), b.Name())
	})
	if len(c.entries) == 0 {
		c.empty.Show()
	} else {
		c.empty.Hide()
	}
	c.where.SetText(dir)
	c.list.SetCount(len(c.entries), true)
}

func (c *chooser) wanted(name string) bool {
	return len(c.what.Suffix) == 0 || slices.ContainsFunc(c.what.Suffix, func(s string) bool {
		return strings.HasSuffix(strings.ToLower(name), s)
	})
}

func (c *chooser) pick(i int) {
	f := c.entries[i]
	if f.IsDir() {
		c.open(filepath.Join(c.dir, f.Name()))
		return
	}
	if c.what.many {
		c.toggle(filepath.Join(c.dir, f.Name()))
		return
	}
	c.path.SetText(f.Name())
}

// toggle adds a file to the chosen ones, or removes it.
func (c *chooser) toggle(path string) {
	if i := slices.Index(c.picked, path); i >= 0 {
		c.picked = slices.Delete(c.picked, i, i+1)
	} else {
		c.picked = append(c.picked, path)
	}
	if c.count.Hide(); len(c.picked) > 0 {
		c.count.SetText(c.kit.Locale.TN("choose.picked", len(c.picked)))
		c.count.Show()
	}
	c.dialog.Refit()
	c.list.Update()
}

func (c *chooser) accept() {
	name := strings.TrimSpace(c.path.Text())
	switch {
	case name == "" && len(c.picked) > 0:
		c.end(c.picked)
		return
	case name == "" && c.what.Folder:
		c.end([]string{c.dir})
		return
	case name == "":
		return
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.dir, name)
	}
	info, err := c.h.Files.Stat(path)
	switch {
	case err == nil && info.IsDir():
		c.path.SetText("")
		c.open(path)
		return
	case err != nil && !c.what.Save:
		c.dialog.Fail(c.h.Say(err))
		return
	}
	c.end(append(c.picked, path))
}

// end closes the chooser with what was chosen.
func (c *chooser) end(paths []string) {
	c.dialog.Close()
	c.h.chose(c.what, paths, false, c.chosen)
}

// chooserRow shows a file or a folder: its name by its own direction, at the side where
// reading begins.
type chooserRow struct {
	widget.BaseWidget
	icon    *widget.Icon
	name    *text.Label
	content *fyne.Container
}

func newChooserRow(k *control.Kit) *chooserRow {
	r := &chooserRow{icon: widget.NewIcon(fynetheme.FileIcon())}
	r.ExtendBaseWidget(r)
	r.name = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 24, Shrink: true, Align: k.Start()})
	r.content = k.Pad(12, 4, 16, 4, k.Row(10, 1, r.icon, r.name))
	return r
}

// CreateRenderer is Fyne's.
func (r *chooserRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// fill makes a row show an entry of the folder.
func (c *chooser) fill(i int, o fyne.CanvasObject) {
	r, f := o.(*chooserRow), c.entries[i]
	icon := fynetheme.FileIcon()
	switch {
	case f.IsDir():
		icon = fynetheme.FolderIcon()
	case slices.Contains(c.picked, filepath.Join(c.dir, f.Name())):
		icon = fynetheme.CheckButtonCheckedIcon()
	case c.what.many:
		icon = fynetheme.CheckButtonIcon()
	}
	r.icon.SetResource(icon)
	r.name.SetText(f.Name())
}
