// Package window composes the program's one window: bars, strip, panes, and
// the table of commands over the session. It holds no state of its own but the
// parts; a change of language builds them anew over the same session.
package window

import (
	"context"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/about"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/bringin"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/history"
	"tarikh.org/tarikh/ui/feature/keys"
	"tarikh.org/tarikh/ui/feature/libraries"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/notelist"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/palette"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/review"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/feature/status"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/feature/tour"
	"tarikh.org/tarikh/ui/feature/views"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme"
)

// Config is the outside world, injected.
type Config struct {
	App       fyne.App
	Post      session.Post // runs a function on the interface's goroutine
	Libraries *app.Libraries
	Fonts     *layout.Fonts
	Families  func() ([]layout.Family, error) // the system's; slow, called elsewhere
	Assets    fs.FS                           // message catalogs
	Files     afero.Fs                        // everything beside libraries
	StatePath string                          // where State is kept
	BackupDir string                          // where backups are kept, unless the reader chose another folder
	Documents string                          // the person's folder of documents, "" if unknown
	ConfigDir string                          // where the desktop keeps its settings, "" if unknown
	State     *state.State
	Lang      string // of the system
	Author    string // of new notes
	Now       func() time.Time
	Log       *slog.Logger
	Program   Program // see start.go
	// Sample makes a new sample library in a language and returns its path.
	Sample func(ctx context.Context, lang string) (string, error)
}

// Window is the main window.
type Window struct {
	Config
	win     fyne.Window
	session *session.Session
	ts      *text.Typesetter

	dialogs   control.Dialogs
	telling   *control.Dialog // tells an error
	over      bool            // nothing is shown any more
	commands  *command.Table
	strip     *strip.Feature
	toolbar   *toolbar
	unbind    func() // takes the keys of the commands away
	choices   settings.Choices
	settings  *settings.Feature
	keys      *keys.Feature
	tour      *tour.Feature
	about     *about.Feature
	asked     string
	welcomed  bool
	columns   *columns
	status    *status.Feature
	review    *review.Feature
	host      *feature.Host
	history   *history.Feature
	reading   *reading.Feature
	texts     *retext.Feature
	events    *events.Feature
	backups   *backups.Feature
	bringIn   *bringin.Feature
	libraries *libraries.Feature
	tags      *tags.Feature
	notes     *notes.Feature
	noteList  *notelist.Feature
	filter    *filter.Feature
	views     *views.Feature
	search    *search.Feature
	palette   *palette.Feature
	lists     *lists.Feature
	shown     string // the path of the library that the parts were made for
}

// New makes the window; nothing is open in it yet.
func New(c Config) (*Window, error) {
	w := &Window{Config: c, ts: text.NewTypesetter(c.Fonts)}
	w.win = c.App.NewWindow("Tarikh")
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.session = session.New(c.Post, func(err error) { w.fail(err) }, c.Now)
	w.choices = settings.Choices{State: c.State, System: c.Lang, Name: c.Author, Words: c.Assets, Files: c.Files, ConfigDir: c.ConfigDir}
	t, err := w.choices.Theme()
	if err != nil {
		return nil, err
	}
	w.ShowTheme(t)
	kit, err := w.newKit()
	if err != nil {
		return nil, err
	}
	w.host = feature.New(feature.Parts{
		Library: w.session.Open(), State: c.State, StateDir: filepath.Dir(c.StatePath), Canvas: w.win.Canvas(), Clipboard: c.App.Clipboard(), OpenURL: c.App.OpenURL,
		Files: c.Files, Post: c.Post, Now: c.Now, Log: c.Log, Shell: shell{w},
	}, kit)
	w.settings = settings.New(w.host, w.choices, c.Families, w)
	w.keys = keys.New(w.host, w, c.Assets)
	w.tour = tour.New(w.host, w)
	w.about = about.New(w.host, about.Program{Version: c.Program.Version, Icon: c.App.Icon(), Assets: c.Assets})
	w.history = history.New(w.host)
	w.reading = reading.New(w.host, w.choices)
	w.texts = retext.New(w.host, w.reading)
	w.events = events.New(w.host, w.reading, w.texts)
	w.backups = backups.New(w.host, backups.Config{Libraries: c.Libraries, Folder: c.BackupDir}, opening{w})
	w.tags = tags.New(w.host)
	w.notes = notes.New(w.host, w.reading, w.texts, w.tags, w.choices, noting{w})
	w.libraries = libraries.New(w.host, libraries.Parts{
		Libraries: c.Libraries, Sample: c.Sample, Lang: w.choices.Lang, Documents: c.Documents, Window: w, Notes: w.notes, Backups: w.backups,
	})
	w.strip = strip.New(w.host, strip.Parts{Typesetter: w.ts, Choices: w.choices, Events: w.events, Notes: w.notes, Keyboard: w})
	w.noteList = notelist.New(w.host, w.notes, w.tags, noting{w})
	w.filter = filter.New(w.host, beside{w}, w.strip, w.tags)
	w.views = views.New(w.host, w.strip)
	w.search = search.New(w.host, beside{w}, w.strip, w.reading)
	w.palette = palette.New(w.host, w.keys, w.search, w.strip)
	w.lists = lists.New(w.host, w, w.reading, w.tags)
	reader := intake.Reader{Files: c.Files, Now: c.Now}
	w.bringIn = bringin.New(w.host, reader.Read, showing{w})
	w.review = review.New(w.host, w.reading, w.events, w.strip.Line(), showing{w})
	w.status = status.New(w.host, w.notes, w.backups)
	w.review.Subscribe(func(review.Change) { w.countProposals() })
	if err := w.build(); err != nil {
		return nil, err
	}
	w.win.Resize(w.firstSize())
	c.App.Settings().AddListener(func(fyne.Settings) { w.strip.Line().SetPalette(theme.Current()) })
	w.win.SetOnDropped(w.dropped)
	w.win.SetCloseIntercept(w.quit)
	return w, nil
}

// build makes every part in the language in use.
func (w *Window) build() error {
	kit, err := w.newKit()
	if err != nil {
		return err
	}
	w.host.SetKit(kit)
	for _, f := range w.features() {
		f.Relocale()
	}
	w.session.Reset()
	if w.commands, err = w.table(); err != nil {
		return err
	}
	w.toolbar = newToolbar(w)
	p := &w.State.Window
	w.columns = newColumns(w)
	w.countProposals()
	w.tabShown(w.columns.start.Selected())
	body := control.VSplit(w.strip.Root, w.columns.root, or(p.Strip, 400), keep(&p.Strip))
	top := container.NewVBox(w.toolbar.root, control.HLine(), w.filter.Chips())
	foot := container.NewVBox(control.HLine(), w.status.View())
	w.win.SetContent(control.Stack(control.NewSurface(control.Panel, control.None, 0), container.NewBorder(top, foot, nil, nil, body), w.host.Kit().Tips.Root))
	w.notes.Focus()
	w.bindKeys()
	w.session.Subscribe(w.log)
	w.session.Subscribe(func(t session.Topic) {
		if t == session.TopicLibrary {
			w.retitle()
		}
	})
	w.retitle()
	return nil
}

func (w *Window) retitle() {
	name := w.host.Kit().T("app.name")
	if n := w.session.Library(); n != nil {
		name = n.Library.Title + " – " + name
	}
	w.win.SetTitle(name)
}

// Run shows the window until it is closed, or the system ends the program; End
// follows.
func (w *Window) Run() {
	w.win.Show()
	w.App.Run()
}

// Session, Notes, Review, Content, Canvas and Resize are the window's inside, for tests.
func (w *Window) Session() *session.Session  { return w.session }
func (w *Window) Notes() *notes.Feature      { return w.notes }
func (w *Window) Review() *review.Feature    { return w.review }
func (w *Window) Content() fyne.CanvasObject { return w.win.Content() }
func (w *Window) Canvas() fyne.Canvas        { return w.win.Canvas() }
func (w *Window) Resize(size fyne.Size)      { w.win.Resize(size) }
