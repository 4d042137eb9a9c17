package pictures

import (
	"context"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Clipboard is the desktop's clipboard for more than plain text.
type Clipboard interface {
	Types(ctx context.Context) []string
	Get(ctx context.Context, kind string, most int) ([]byte, error)
}

// target is what files are added to: an event, or an article at a byte of its text.
type target struct {
	event, article data.ID
	position       int
}

func (t target) id() data.ID {
	if t.event != (data.ID{}) {
		return t.event
	}
	return t.article
}

// target is what is meant where files come without saying: the selected event, but the open
// article where its text has the keyboard, or no event is selected. It is false where
// nothing can be added.
func (f *Feature) target() (target, bool) {
	l := f.host.Library
	e, a := l.Event(), l.Article()
	switch {
	case !l.Writable():
	case a != nil && (e == nil || f.reading.Focused()):
		return target{article: a.ID, position: data.Lead}, true
	case e != nil:
		return target{event: e.ID, position: data.Lead}, true
	}
	return target{}, false
}

// choose asks for the files of pictures and adds them; choosing names what they are for.
func (f *Feature) choose(title string, to target) {
	k := f.host.Kit()
	f.host.ChooseFiles(feature.Choice{
		Title: k.T(title), Button: k.T("picture.add.button"), Dir: f.host.Dir(), Suffix: picture.Endings(), Kind: k.T("picture.files"),
	}, func(paths []string) { f.add(paths, to) })
}

// attach asks for other files, and adds them.
func (f *Feature) attach(to target) {
	k := f.host.Kit()
	f.host.ChooseFiles(feature.Choice{
		Title: k.T("command.file.add"), Button: k.T("picture.add.button"), Dir: f.host.Dir(), Suffix: append(app.AttachmentEndings(), picture.Endings()...), Kind: k.T("file.kinds"),
	}, func(paths []string) { f.add(paths, to) })
}

// Drop adds what is dropped on the window to the selected event or the open article, and
// reports whether it could: all are files of pictures, sound or films, and there is
// something that they can be added to. Others may be articles, or imports.
func (f *Feature) Drop(dropped []fyne.URI) bool {
	paths, own := make([]string, len(dropped)), append(app.AttachmentEndings(), picture.Endings()...)
	for i, u := range dropped {
		ending := strings.ToLower(u.Extension())
		if u.Scheme() != "file" || ending == ".pdf" || !slices.Contains(own, ending) {
			return false
		}
		paths[i] = u.Path()
	}
	to, ok := f.target()
	if ok {
		f.add(paths, to)
	}
	return ok
}

// DropOnCard adds what is dropped on the card of the selected event to that, and reports
// whether it could: all are files that are kept. A PDF may be an article as well, so that it is
// asked what it is to be; otherwise brings it in.
func (f *Feature) DropOnCard(dropped []fyne.URI, otherwise func()) bool {
	e := f.host.Library.Event()
	if e == nil || !f.host.Library.Writable() {
		return false
	}
	paths, own, either := make([]string, len(dropped)), append(app.AttachmentEndings(), picture.Endings()...), false
	for i, u := range dropped {
		ending := strings.ToLower(u.Extension())
		if u.Scheme() != "file" || !slices.Contains(own, ending) {
			return false
		}
		paths[i], either = u.Path(), either || ending == ".pdf"
	}
	to := target{event: e.ID, position: data.Lead}
	if !either {
		f.add(paths, to)
		return true
	}
	k := f.host.Kit()
	var d *control.Dialog
	choose := func(run func()) func() bool {
		return func() bool {
			d.Close()
			run()
			return false
		}
	}
	d = k.ShowDialog(f.host.Canvas, k.T("file.drop.title"), 460, k.Text(k.Locale.TN("file.drop.text", len(paths), "event", k.Given(control.OneLine(e.Title, 80))), text.LabelStyle{}),
		control.Action{Text: k.T("file.drop.attach"), Primary: true, Run: choose(func() { f.add(paths, to) })},
		control.Action{Text: k.T("button.cancel")},
		control.Action{Text: k.T("file.drop.article"), Run: choose(otherwise)})
	return true
}

// Paste adds the picture in the clipboard, or the pictures whose files were copied, to the
// selected event or the open article. Where there is none, or nothing to add it to,
// otherwise is called: a text that is there as well is what is meant.
func (f *Feature) Paste(otherwise func()) {
	to, ok := f.target()
	if !ok {
		otherwise()
		return
	}
	feature.Background(f.host, f.pasted, func(c clip, err error) {
		switch {
		case err != nil:
			f.host.Fail(err)
		case len(c.paths) > 0:
			f.add(c.paths, to)
		case c.raw != nil:
			name := f.host.Kit().T("picture.name") + c.ending
			f.addRead(name, to, func(context.Context, func(float64), *string) ([]data.Picture, []data.Page, error) {
				p, page, err := app.ReadPicture(c.raw, name, false, f.host.Now().Unix())
				return []data.Picture{p}, []data.Page{page}, err
			})
		default:
			otherwise()
		}
	})
}

// clip is what of the clipboard can be added: files, or a picture.
type clip struct {
	paths  []string
	raw    []byte
	ending string
}

// pasted looks into the clipboard.
func (f *Feature) pasted(ctx context.Context) (c clip, err error) {
	types := f.clipboard.Types(ctx)
	has := func(all ...string) bool {
		return slices.ContainsFunc(types, func(t string) bool { return slices.Contains(all, t) })
	}
	const mostAddresses = 1 << 20
	if has(clipboard.Files) {
		listed, err := f.clipboard.Get(ctx, clipboard.Files, mostAddresses)
		if c.paths = pictureFiles(string(listed)); len(c.paths) > 0 || err != nil {
			return c, err
		}
	}
	if has("UTF8_STRING", "STRING", "TEXT", "text/plain", "text/plain;charset=utf-8") {
		return c, nil
	}
	for _, kind := range []string{clipboard.PNG, clipboard.JPEG} {
		if has(kind) {
			c.raw, err = f.clipboard.Get(ctx, kind, picture.MaxBytes)
			c.ending = picture.Type(kind).Ending()
			return c, err
		}
	}
	return c, nil
}

// pictureFiles are the paths of files that addresses name, a line each; none where one of
// them is no picture of this computer.
func pictureFiles(addresses string) (paths []string) {
	for line := range strings.Lines(addresses) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Scheme != "file" || u.Host != "" && u.Host != "localhost" || !slices.Contains(picture.Endings(), strings.ToLower(filepath.Ext(u.Path))) {
			return nil
		}
		paths = append(paths, u.Path)
	}
	return paths
}

// Add adds the pictures in files to the selected event, all or none.
func (f *Feature) Add(paths []string) {
	if e := f.host.Library.Event(); e != nil && f.host.Library.Writable() {
		f.add(paths, target{event: e.ID, position: data.Lead})
	}
}

// add adds files, all or none.
func (f *Feature) add(paths []string, to target) {
	now := f.host.Now().Unix()
	f.addRead("", to, func(ctx context.Context, tell func(float64), at *string) (all []data.Picture, pages []data.Page, err error) {
		for i, path := range paths {
			tell(float64(i) / float64(len(paths)))
			*at = path
			p, page, err := readFile(ctx, f.host.Files, path, now)
			if err != nil {
				return nil, nil, err
			}
			all, pages = append(all, p), append(pages, page)
		}
		return all, pages, nil
	})
}

// addRead adds what is read on another goroutine, in one edit; read says what it reads.
func (f *Feature) addRead(name string, to target, read func(ctx context.Context, tell func(float64), at *string) ([]data.Picture, []data.Page, error)) {
	h := f.host
	var all []data.Picture
	var pages []data.Page
	cut := 0 // pictures of which not all is there
	h.Wait(h.Kit().T("picture.adding"), func(ctx context.Context, tell func(float64)) (err error) {
		all, pages, err = read(ctx, tell, &name)
		for i, p := range all {
			if p.IsImage() && app.IsCut(pages[i]) {
				cut++
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			h.FailFile(name, err)
			return
		}
		for i := range all {
			all[i].Event, all[i].Article, all[i].Position = to.event, to.article, to.position
		}
		library.Use(h.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.AddPictures(ctx, to.id(), all, pages)
		}, func(_ data.Edit, err error) {
			if err != nil {
				h.Fail(err)
			} else if cut > 0 {
				h.Tell(h.Kit().Locale.TN("picture.cut", cut))
			}
		})
	})
}

// readFile reads a file, after its size.
func readFile(ctx context.Context, files afero.Fs, path string, now int64) (data.Picture, data.Page, error) {
	info, err := files.Stat(path)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	if info.Size() > data.MaxPage {
		return data.Picture{}, data.Page{}, app.ErrSize
	}
	raw, err := afero.ReadFile(files, path)
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	return app.ReadAttachment(raw, filepath.Base(path), false, now)
}
