// Package shell is the program's one window: it puts the features together, and has
// nothing else of its own but the frame around them, the keys, and how it begins and ends.
//
// The one idea behind it: features are made once, each from those that it needs, and are
// told of another language; only the frame is made again.
package shell

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/data/intake/web"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/about"
	"tarikh.org/tarikh/ui/feature/actors"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/bringin"
	"tarikh.org/tarikh/ui/feature/company"
	"tarikh.org/tarikh/ui/feature/conflicts"
	"tarikh.org/tarikh/ui/feature/contents"
	"tarikh.org/tarikh/ui/feature/copying"
	"tarikh.org/tarikh/ui/feature/details"
	"tarikh.org/tarikh/ui/feature/duplicates"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/fetching"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/first"
	"tarikh.org/tarikh/ui/feature/guide"
	"tarikh.org/tarikh/ui/feature/history"
	"tarikh.org/tarikh/ui/feature/imports"
	"tarikh.org/tarikh/ui/feature/keys"
	"tarikh.org/tarikh/ui/feature/libraries"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/mainevents"
	"tarikh.org/tarikh/ui/feature/notelist"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/palette"
	"tarikh.org/tarikh/ui/feature/people"
	"tarikh.org/tarikh/ui/feature/pictures"
	"tarikh.org/tarikh/ui/feature/places"
	"tarikh.org/tarikh/ui/feature/publish"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/review"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/feature/sources"
	"tarikh.org/tarikh/ui/feature/status"
	"tarikh.org/tarikh/ui/feature/story"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/feature/ties"
	"tarikh.org/tarikh/ui/feature/tour"
	"tarikh.org/tarikh/ui/feature/unread"
	"tarikh.org/tarikh/ui/feature/updates"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/feature/views"
	"tarikh.org/tarikh/ui/feature/worldmap"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// Window is the main window.
type Window struct {
	*Config
	life    *life
	closing closing
}

// New makes the window; nothing is open in it yet.
func New(c Config) (*Window, error) {
	o := &core{Config: &c, ts: text.NewTypesetter(c.Fonts)}
	f := &frame{core: o}
	l := &life{frame: f, start: &start{core: o}}
	w := &Window{Config: &c, life: l, closing: closing{l}}
	o.win = c.App.NewWindow("Tarikh")
	o.win.SetPadded(false)
	o.win.SetMaster()
	o.lib = library.New(c.Post, o.fail, c.Now)
	o.choices = settings.Choices{State: c.State, System: c.Lang, Name: c.Author, Words: c.Assets, Files: c.Files, ConfigDir: c.ConfigDir, Login: o.lib.Login}
	t, err := o.choices.Theme()
	if err != nil {
		return nil, err
	}
	f.ShowTheme(t)
	kit, err := o.newKit()
	if err != nil {
		return nil, err
	}
	o.host = feature.New(feature.Parts{
		Library: o.lib, State: c.State, StateDir: filepath.Dir(c.StatePath), CacheDir: c.CacheDir, Canvas: o.win.Canvas(), Clipboard: c.App.Clipboard(), OpenURL: c.App.OpenURL,
		Files: c.Files, Gazetteer: gazetteer.New(), Post: c.Post, Now: c.Now, Log: c.Log, Desktop: c.Desktop, Parent: o.identifier, Shell: around{o},
	}, kit)
	compose(l)
	o.all = append(o.all, w.closing)
	if err := f.build(); err != nil {
		return nil, err
	}
	o.lib.Subscribe(f.follow)
	o.review.Subscribe(func(review.Change) { f.followReview() })
	o.strip.Subscribe(f.fitStrip)
	o.unread.Subscribe(func() { f.columns.countUnread() })
	o.win.Resize(o.firstSize())
	c.App.Settings().AddListener(func(fyne.Settings) {
		o.strip.Line().SetPalette(theme.Current())
		o.worldMap.SetPalette()
	})
	o.win.SetOnDropped(w.dropped)
	o.win.SetCloseIntercept(w.closing.quit)
	return w, nil
}

// compose makes the features, each from those that it needs.
func compose(l *life) {
	f, o, h := l.frame, l.core, l.host
	o.updates = updates.New(h, o.Program.Version, o.Program.Latest)
	o.settings = settings.New(h, o.choices, o.Families, o.updates, f)
	o.keys = keys.New(h, o, o.Assets)
	o.tour = tour.New(h, f)
	o.guide = guide.New(h, o.Assets, o.choices)
	o.about = about.New(h, about.Program{Version: o.Program.Version, Icon: o.App.Icon(), Assets: o.Assets})
	o.history = history.New(h)
	met := conflicts.New(h)
	o.reading = reading.New(h, o.choices)
	o.texts = retext.New(h, o.reading)
	desktop := clipboard.Of(os.Getenv, exec.LookPath)
	o.copying = copying.New(h, o.reading, desktop)
	o.events = events.New(h, o.reading, o.texts, o.choices, o.copying)
	o.contents = contents.New(h, o.reading)
	o.backups = backups.New(h, backups.Config{Libraries: o.Libraries, Folder: o.BackupDir}, opening{l})
	o.tags = tags.New(h)
	o.notes = notes.New(h, o.reading, o.texts, o.tags, o.choices, noting{f})
	o.libraries = libraries.New(h, libraries.Parts{
		Libraries: o.Libraries, Sample: o.Sample, Lang: o.choices.Lang, Documents: o.Documents, Window: l, Notes: o.notes, Backups: o.backups, Keyring: o.Keyring,
	})
	o.first = first.New(h, o.libraries)
	o.pictures = pictures.New(h, pictures.Parts{Reading: o.reading, Clipboard: desktop, Copier: o.copying})
	o.pictures.OnChanged(o.events.Refresh)
	o.events.AddPart(o.pictures.Card)
	o.strip = strip.New(h, strip.Parts{
		Typesetter: o.ts, Choices: o.choices, Events: o.events, Notes: o.notes, Copier: o.copying, Keyboard: o, Pictures: o.pictures.Leads(),
	})
	world := scene.NewWorld(outline.New(), h.Gazetteer)
	o.worldMap = worldmap.New(h, worldmap.Parts{
		World: world, Typesetter: o.ts, Strip: o.strip, Copier: o.copying, Keyboard: o, Animated: o.choices.Animated,
		Shown: func() bool { return f.mode() == mapMode },
	})
	o.worldMap.OnChanged(o.events.Refresh)
	o.events.AddPart(o.worldMap.Card)
	o.noteList = notelist.New(h, o.notes, o.tags, noting{f})
	o.filter = filter.New(h, beside{f}, o.strip, o.tags)
	o.views = views.New(h, o.strip)
	o.search = search.New(h, beside{f}, o.strip, o.reading)
	o.search.OnPicture(o.pictures.Open)
	o.places = places.New(h, o.reading, o.search)
	o.palette = palette.New(h, o.keys, o.guide, o.search, o.strip)
	o.lists = lists.New(h, f, o.reading, o.tags, o.copying, o.pictures.Leads())
	o.duplicates = duplicates.New(h, o.lists, o.lists, o.strip)
	o.sources = sources.New(h, o.choices)
	o.verification = verification.New(h, o.choices, o.lists)
	o.ties = ties.New(h, o.strip, o.reading)
	o.ties.OnChanged(o.events.Refresh)
	o.events.AddPart(o.ties.Card)
	o.actors = actors.New(h, f, o.ties)
	o.stories = story.New(h, story.Parts{Window: beside{f}, Timeline: o.strip, Map: o.worldMap, World: world, Table: o.lists, Pictures: o.pictures, Choices: o.choices})
	o.search.OnStory(o.stories.Open)
	o.strip.OnCarried(o.stories.Carry)
	o.lists.OnCarried(o.stories.Carry)
	o.publish = publish.New(h, publish.Parts{Publisher: o.Publisher, Timeline: o.strip, Table: o.lists, Choices: o.choices, Documents: o.Documents, Stories: o.stories})
	o.unread = unread.New(h, f, o.reading)
	o.imports = imports.New(h, o.strip)
	reader := intake.Reader{Files: o.Files, Now: o.Now, Turn: intake.NewTurn()}
	o.bringIn = bringin.New(h, reader.Read, o.texts, pasting{o}, showing{f})
	o.details = details.New(h)
	manners := &web.Manners{Pause: app.FetchPause}
	polite := reader
	polite.Web.Manners = manners
	o.fetching = fetching.New(h, polite.Read, manners.Wait)
	o.review = review.New(h, o.reading, o.events, o.strip, showing{f})
	o.mainEvents = mainevents.New(h, o.reading, o.events, o.lists, condensing{beside{f}})
	o.status = status.New(h, o.notes, o.backups)
	o.company = company.New(h, o.notes)
	o.people = people.New(h)
	o.all = []feature.Feature{
		o.libraries, o.first, o.backups, o.history,
		going{o},
		o.places,
		modes{f},
		o.reading, o.copying, o.texts, o.events, o.pictures, o.ties, o.actors, o.contents, o.strip, o.worldMap, o.tags, o.notes, o.noteList, o.filter, o.views,
		o.search, o.palette, o.lists, o.duplicates, o.sources, o.verification, o.unread, o.stories, o.bringIn, o.details, o.imports, o.fetching, o.publish, o.review, o.mainEvents, o.status, o.company, o.people, met, o.settings, o.keys, o.guide, o.tour, o.about, o.updates,
	}
}

// dropped opens what is dropped on the window: a library, pictures for the selected event,
// or what is to be brought in.
// While a dialog is open, nothing is taken.
func (w *Window) dropped(at fyne.Position, dropped []fyne.URI) {
	if w.life.win.Canvas().Overlays().Top() != nil {
		return
	}
	for _, u := range dropped {
		if u.Scheme() == "file" && strings.EqualFold(u.Extension(), libraries.Extension) {
			w.Open(u.Path())
			return
		}
	}
	bring := func() { w.life.imports.Drop(dropped, w.life.bringIn.Drop) }
	if w.life.columns.shows(tabEvent) && over(at, w.life.events.View()) && w.life.pictures.DropOnCard(dropped, bring) {
		return
	}
	if !w.life.pictures.Drop(dropped) {
		bring()
	}
}

// over reports whether a place of the window is on an object that is in it.
func over(at fyne.Position, o fyne.CanvasObject) bool {
	from, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height
}

// Open opens a library in the window; what was open stays where it fails.
func (w *Window) Open(path string) { w.life.libraries.Open(path) }

// Start opens what the command line named, else the last library, else the sample.
func (w *Window) Start(path string, sample bool) { w.life.libraries.Start(path, sample) }

// Ask runs a command once the window has its first library, as if a person had: for what
// the desktop offers beside opening a file.
func (w *Window) Ask(command string) { w.life.start.asked = command }

// Hand asks about a page that a browser hands over: now, or once the window has its first
// library.
func (w *Window) Hand(p pagelink.Page) {
	if !w.life.start.welcomed {
		w.life.start.page = &p
		return
	}
	w.life.win.RequestFocus()
	w.life.bringIn.Offer(p)
}

// SideButton is a press of one of the buttons at the side of the mouse: the fourth, which
// goes back, or the fifth.
func (w *Window) SideButton(back bool) { w.life.sideButton(back) }

// Run shows the window until it is closed, or the system ends the program; End follows.
func (w *Window) Run() {
	w.life.win.Show()
	w.App.Run()
	w.life.over = true // what comes before End finds no window any more
}

// End writes what is typed, closes what is open, and calls done, after the window has
// gone: at a logout or a shutdown nobody has closed it, and nobody is asked. Where it was
// closed before, it waits for that.
func (w *Window) End(done func()) { w.closing.end(done) }

// Rebuild shows everything again, after faces of the system have been loaded for it.
func (w *Window) Rebuild() { w.life.Rebuild() }

// Library, Notes, Review, Commands, Named, Content, Canvas and Resize are the window's
// inside, for tests.
func (w *Window) Library() *library.Library           { return w.life.lib }
func (w *Window) Notes() *notes.Feature               { return w.life.notes }
func (w *Window) Review() *review.Feature             { return w.life.review }
func (w *Window) Commands() *command.Table            { return w.life.commands }
func (w *Window) Named() []command.Named              { return w.life.keys.Named() }
func (w *Window) SetKeys(id string, to []command.Key) { w.life.keys.Set(id, to) }
func (w *Window) Content() fyne.CanvasObject          { return w.life.win.Content() }
func (w *Window) Canvas() fyne.Canvas                 { return w.life.win.Canvas() }
func (w *Window) Resize(size fyne.Size)               { w.life.win.Resize(size) }
