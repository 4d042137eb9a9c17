package pictures

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// fileRow is a file that is no picture: its name, kind and size.
func (f *Feature) fileRow(p data.Picture) fyne.CanvasObject {
	k := f.host.Kit()
	name := k.Name(f.nameOf(p), text.LabelStyle{Lines: 1, Shrink: true, Align: k.Start()})
	words := control.Column(0, name, k.Muted(k.Join(f.kindOf(p), k.Bytes(p.Size), k.Given(p.Credit))))
	row := control.Stack(control.NewSurface(control.Chips, control.None, pictureCorner), k.Pad(10, 6, 10, 6, k.Row(10, 1, widget.NewIcon(fileIcon(p.Type)), words)))
	return k.TapArea(row, func() { f.open(p) }, func(at fyne.Position) { k.ShowMenu(f.host.Canvas, at, f.fileItems(p)) })
}

// kindOf names what a file is.
func (f *Feature) kindOf(p data.Picture) string {
	of, form, _ := strings.Cut(p.Type, "/")
	if of == "application" {
		return strings.ToUpper(form)
	}
	return f.host.Kit().T("file.kind."+of, "ending", strings.ToUpper(strings.TrimPrefix(app.Ending(p.Type), ".")))
}

func fileIcon(media string) fyne.Resource {
	switch of, _, _ := strings.Cut(media, "/"); of {
	case "audio":
		return fynetheme.FileAudioIcon()
	case "video":
		return fynetheme.FileVideoIcon()
	}
	return fynetheme.FileTextIcon()
}

// fileItems are what can be done with a file that is no picture.
func (f *Feature) fileItems(p data.Picture) []control.Item {
	k, ro := f.host.Kit(), !f.host.Library.Writable()
	return []control.Item{
		{Text: k.T("file.open"), Run: func() { f.open(p) }},
		{Text: k.T("file.save"), Run: func() { f.save(p) }},
		{},
		{Text: k.T("file.edit"), Disabled: ro, Run: func() { f.edit(p) }},
		{Text: k.T("file.delete"), Disabled: ro, Run: func() { f.remove(p) }},
	}
}

// open asks whether another program may have a file, and hands it over.
func (f *Feature) open(p data.Picture) {
	k := f.host.Kit()
	k.Confirm(f.host.Canvas, k.T("file.open.title"), k.T("file.open.text", "name", k.Given(control.OneLine(f.nameOf(p), 80)), "kind", f.kindOf(p), "size", k.Bytes(p.Size)), k.T("file.open.yes"), k.T("button.cancel"), func() { f.handOver(p) })
}

// folder is where files are that were handed to other programs.
const folder = "opened"

// forgotten is how old such a file is that a program left behind which did not end well.
const forgotten = 24 * time.Hour

// handOver writes a file that only this person can read, and opens it with the desktop's
// program for it. It goes when the library is closed.
func (f *Feature) handOver(p data.Picture) {
	h := f.host
	type made struct{ dir, path string }
	library.Ask(h.Library, &f.saving, func(ctx context.Context, store data.Store) (m made, err error) {
		page, err := store.Page(ctx, p.Hash)
		if err != nil {
			return m, err
		}
		root := ""
		if h.CacheDir != "" {
			root = filepath.Join(h.CacheDir, folder)
			if err := h.Files.MkdirAll(root, 0o700); err != nil {
				return m, err
			}
			clearOld(h.Files, root, h.Now())
		}
		if m.dir, err = afero.TempDir(h.Files, root, "tarikh-"); err != nil {
			return m, err
		}
		m.path = filepath.Join(m.dir, f.fileName(p))
		return m, afero.WriteFile(h.Files, m.path, page.Body, 0o600)
	}, func(m made, err error) {
		if m.dir != "" {
			f.opened = append(f.opened, m.dir)
		}
		if err == nil {
			err = h.OpenURL(feature.FileURL(m.path))
		}
		if err != nil {
			h.FailFile(f.nameOf(p), err)
		}
	})
}

// clearOld removes what was left behind.
func clearOld(files afero.Fs, root string, now time.Time) {
	all, err := afero.ReadDir(files, root)
	if err != nil {
		return
	}
	for _, d := range all {
		if now.Sub(d.ModTime()) > forgotten {
			_ = files.RemoveAll(filepath.Join(root, d.Name())) // else the next time
		}
	}
}

// removeOpened removes the files that were handed to other programs.
func (f *Feature) removeOpened() {
	for _, dir := range f.opened {
		if err := f.host.Files.RemoveAll(dir); err != nil {
			f.host.Log.Warn("a file that was opened stays", "folder", dir, "error", err)
		}
	}
	f.opened = nil
}

// fileName is a name for a file, without folders, that ends as files of its kind do: what it
// is called decides nothing about which program opens it.
func (f *Feature) fileName(p data.Picture) string {
	ending := app.Ending(p.Type)
	name := strings.TrimSuffix(filepath.Base(filepath.ToSlash(f.nameOf(p))), filepath.Ext(f.nameOf(p)))
	return feature.FileName(name, f.host.Kit().T("picture.name")) + ending
}
