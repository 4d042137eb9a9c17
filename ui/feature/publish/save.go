package publish

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// ending is that of the files of the chosen format, "" for a folder.
func (m *model) ending() string {
	if len(m.format.Endings) == 0 {
		return ""
	}
	return m.format.Endings[0]
}

// target is where it is written, unless a path was chosen: in the folder that was written to
// last, under the title.
func (m *model) target() string {
	folder := m.chosen.Folder
	for _, other := range []string{m.parts.Documents, m.host.Dir()} {
		if info, err := m.host.Files.Stat(folder); folder == "" || err != nil || !info.IsDir() {
			folder = other
		}
	}
	return filepath.Join(folder, feature.FileName(m.title(), "timeline")+m.ending())
}

// title is that of what is written.
func (m *model) title() string {
	if title := strings.TrimSpace(m.chosen.Title); title != "" && slices.Contains(m.format.Knows, form.LookTitle) {
		return title
	}
	return m.host.Library.Snapshot().Library.Title
}

// remember keeps what was chosen for the next time.
func (m *model) remember(path string) {
	m.chosen.Format = m.format.Name
	if path != "" {
		m.chosen.Folder = filepath.Dir(path)
	}
	if a := m.host.Arrangement(); a != nil { // the library may have gone
		a.Publish = m.chosen
		m.host.Remember()
	}
}

// write takes what is chosen and writes it; done gets what was written. What takes long shows
// how far it is, and can be cancelled.
func (m *model) write(path string, replace bool, title string, done func(app.Published, error)) {
	look, err := m.look()
	if err != nil {
		done(app.Published{}, err)
		return
	}
	store, library := m.host.Library.Store(), m.host.Library.Path()
	format, selection, publisher := m.format, m.selection(), m.parts.Publisher
	size := max(m.now.Bytes, 1)
	taken, known := m.taken, m.at != "" && m.at == m.key(selection, look)
	var made app.Published
	m.host.Wait(title, func(ctx context.Context, tell func(float64)) (err error) {
		if !known {
			if taken, err = publisher.Take(ctx, store, format, selection, look); err != nil {
				return err
			}
		}
		to := app.Publication{Format: format, Path: path, Library: library, Replace: replace && format.Folder == nil}
		made, err = publisher.Publish(ctx, to, taken, func(bytes int64) { tell(float64(bytes) / float64(size)) })
		return err
	}, func(err error) { done(made, err) })
}

// say puts an error of publishing into words.
func say(h *feature.Host, format form.Format, path string, err error) string {
	k := h.Kit()
	var refused *app.RefusedError
	var large *form.SizeError
	switch {
	case errors.As(err, &refused):
		if key := "publish.refused." + string(refused.Why); k.Locale.Has(key) {
			return k.T(key, "file", k.Given(filepath.Base(path)))
		}
	case errors.As(err, &large):
		return k.T("publish.large", "width", large.Width, "height", large.Height, "most", large.Most)
	case errors.Is(err, form.ErrNoStory):
		return k.T("publish.story.none")
	case errors.Is(err, errPaper):
		return k.T("publish.paper.bad")
	case errors.Is(err, data.ErrExists) && format.Folder != nil:
		return k.T("publish.refused.exists", "file", k.Given(filepath.Base(path)))
	case errors.Is(err, data.ErrFull):
		return k.T("publish.full")
	case errors.Is(err, fs.ErrPermission):
		return k.T("publish.closed", "folder", k.Given(filepath.Dir(path)))
	case errors.Is(err, data.ErrNotFound):
		return k.T("publish.missing", "folder", k.Given(filepath.Dir(path)))
	}
	return h.Say(err)
}

// tell says at the foot of the window what was written, and offers what is done with it.
func (m *model) tell(made app.Published) {
	k, path := m.host.Kit(), made.Files[0]
	m.host.Tell(k.T("publish.done", "file", k.Given(filepath.Base(path)), "size", k.Bytes(made.Bytes)),
		control.Item{Text: k.T("publish.folder"), Run: func() { m.host.ShowInFolder(path) }},
		control.Item{Text: k.T("publish.path"), Run: func() { m.host.Clipboard.SetContent(path) }})
}

// preview writes what is chosen to a folder of its own, and opens it on the desktop.
func (m *model) preview(title string, failed func(error)) {
	folder, err := m.previews.folder()
	if err != nil {
		failed(err)
		return
	}
	path := filepath.Join(folder, feature.FileName(m.title(), "timeline")+m.ending())
	m.write(path, false, title, func(_ app.Published, err error) {
		if err == nil {
			if first := filepath.Join(path, "index.html"); m.format.Folder != nil {
				if _, none := m.host.Files.Stat(first); none == nil {
					path = first
				}
			}
			err = m.host.OpenURL(feature.FileURL(path))
		}
		failed(err)
	})
}
