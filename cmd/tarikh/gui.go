package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	stdlog "log"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/away"
	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/data/keyring"
	"tarikh.org/tarikh/data/newer"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text/layout"
)

// appID is the application's identity, as in FyneApp.toml.
const appID = "org.tarikh.Tarikh"

// openCmd opens the window.
type openCmd struct {
	Library   string `arg:"" optional:"" help:"The library (default: the last one, or the sample)." type:"library"`
	UseSample bool   `name:"sample" help:"Open the sample library, making it first if needed."`
	New       bool   `name:"new" help:"Ask where to make a new library."`
	Recent    bool   `help:"List the libraries opened before."`
	Page      string `help:"Ask whether to add the page that a browser hands over by this link." placeholder:"LINK"`
	Log       string `help:"Also log everything to this file, including what is read." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *openCmd) Run(p *program) error {
	if c.Library != "" && !data.IsAddress(c.Library) {
		if _, err := p.files.Stat(c.Library); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no library %s (“tarikh --help” lists the commands)", c.Library)
		} else if err != nil {
			return err
		}
	}
	if err := absoluteFolders(); err != nil {
		return err
	}
	if c.Page != "" {
		_, err := pagelink.Parse(c.Page)
		handed := err != nil
		if !handed {
			handed, err = p.handPage(context.Background(), c.Page)
		}
		if handed {
			if err != nil {
				tellInWindow(err.Error())
			}
			return err
		}
	}
	wait := tryDisplay()
	fonts, err := layout.EmbeddedWithReading(assets.Files) // meanwhile
	if err = errors.Join(wait(), err); err == nil {
		err = openDisplay()
	}
	if err != nil {
		tellInWindow(err.Error())
		return err
	}
	stateDir := filepath.Join(xdg.StateHome, "tarikh")
	log, endLog, err := newLog(p.files, stateDir, c.Log)
	if err != nil {
		return err
	}
	defer endLog()
	log.Info("started", "version", version(), "go", runtime.Version(), "system", runtime.GOOS, "pid", os.Getpid())
	around, end := watchProgram(log, stateDir)
	err = c.show(p, log, around, stateDir, fonts)
	end() // not deferred: after a panic the report stays where it is
	return err
}

// show opens the window until it is closed.
func (c *openCmd) show(p *program, log *slog.Logger, around shell.Program, stateDir string, fonts *layout.Fonts) error {
	statePath := filepath.Join(stateDir, "state.json")
	kept, err := state.Load(p.files, statePath)
	if err != nil {
		// The damaged file is kept, so that it can be repaired by hand.
		log.Warn("state cannot be read: starting with defaults", "error", err, "kept", p.files.Rename(statePath, statePath+".damaged") == nil)
	}
	around.First = !kept.Toured && len(kept.Recent) == 0
	icon, err := assets.Files.ReadFile("icons/tarikh-256.png")
	if err != nil {
		return err
	}
	tameToolkit(log)
	a := app.NewWithID(appID)
	turns := newTurns(fyne.Do)
	var w *shell.Window
	system := layout.NewSystem(filepath.Join(xdg.CacheHome, "tarikh"), func() { turns.post(func() { w.Rebuild() }) })
	a.SetIcon(fyne.NewStaticResource("tarikh.png", icon))
	p.libraries.Servers = &away.Servers{
		Servers: &keyring.Servers{Servers: p.libraries.Servers, Ring: p.ring}, Files: p.libraries.Opener, Folder: copiesDir(),
		Log: func(err error) { log.Warn("no copy for when the server is away", "error", err) },
	}
	w, err = shell.New(shell.Config{
		App: a, Post: turns.post, Libraries: p.libraries, Publisher: p.publisher(), BackupDir: backupDir(), Fonts: fonts.WithSystem(system), Families: system.Families, Assets: assets.Files, Files: p.files,
		StatePath: statePath, CacheDir: filepath.Join(xdg.CacheHome, "tarikh"), Documents: xdg.UserDirs.Documents, ConfigDir: xdg.ConfigHome, State: kept, Lang: i18n.Detect(os.Getenv), Author: author(), Now: time.Now, Log: log, Program: around, Sample: p.sample,
		Desktop: desktopChooser(os.Getenv), Keyring: p.ring,
	})
	if err != nil {
		return err
	}
	nameClass()
	switch {
	case c.New:
		w.Ask("library.new")
	case c.Recent:
		w.Ask("library.recent")
	}
	if page, err := pagelink.Parse(c.Page); err == nil {
		w.Hand(page)
	}
	w.Library().Subscribe((&orders{p: p, library: w.Library(), post: turns.post, page: w.Hand, log: log}).follow)
	setUpPlatform(func(opened string) { turns.post(func() { openWith(w, opened, log) }) })
	endAtSignals(a.Quit)
	a.Lifecycle().SetOnStarted(func() {
		for _, shown := range a.Driver().AllWindows() {
			if !followSideButtons(shown, w.SideButton) {
				log.Info("the mouse has three buttons here")
			}
		}
	})
	w.Start(c.Library, c.UseSample)
	last := lastWork(a.Lifecycle())
	w.Run()
	last()
	if !turns.finish(w.End, shutdownLimit) {
		log.Warn("ended before all was closed")
	}
	return nil
}

// openWith opens what the system asks to open in a window that is there: a library, or a
// link of a browser.
func openWith(w *shell.Window, opened string, log *slog.Logger) {
	if !isLink(opened) {
		w.Open(opened)
		return
	}
	page, err := pagelink.Parse(opened)
	if err != nil {
		log.Warn("a link of a browser", "error", err)
		return
	}
	w.Hand(page)
}

// absoluteFolders corrects variables of the XDG base directories for the toolkit and
// for drivers: a path that is not absolute does not count, says the specification.
func absoluteFolders() error {
	for name, dir := range map[string]string{"XDG_CACHE_HOME": xdg.CacheHome, "XDG_CONFIG_HOME": xdg.ConfigHome} {
		if set := os.Getenv(name); set != "" && !filepath.IsAbs(set) {
			if err := os.Setenv(name, dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// tameToolkit makes the folder of caches, which a new account lacks and the toolkit
// takes for granted, and takes what the toolkit prints to the log.
func tameToolkit(log *slog.Logger) {
	stdlog.SetFlags(0)
	stdlog.SetOutput(slog.NewLogLogger(log.Handler(), slog.LevelWarn).Writer())
	caches, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(caches, 0o700)
	}
	if err != nil {
		log.Warn("the folder of caches", "error", err)
	}
}

// watchProgram returns what the window shows of the program, and watches for crashes
// until end is called. Where reports cannot be written, the window opens all
// the same.
func watchProgram(log *slog.Logger, stateDir string) (around shell.Program, end func()) {
	around = shell.Program{Version: version(), Associate: association()}
	around.Latest = func(ctx context.Context) (string, error) { return newer.Latest(ctx, newer.Address) }
	dir := filepath.Join(stateDir, "crashes")
	left, err := leftCrash(dir)
	if err != nil {
		log.Warn("earlier crash reports", "error", err)
	}
	around.Crash = left
	crash, err := watchCrashes(dir, time.Now())
	if err != nil {
		log.Warn("this run writes no crash report", "error", err)
		return around, func() {}
	}
	around.Ran = crash.ran
	return around, func() {
		if err := crash.end(); err != nil {
			log.Warn("crash report", "error", err)
		}
		log.Info("ended")
	}
}

// author is the user's name in the system.
func author() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	if u.Name != "" && u.Uid != "0" {
		return u.Name
	}
	return ""
}

// sample creates the sample library in the folder of the program's data, once for each
// language.
func (p *program) sample(ctx context.Context, lang string) (string, error) {
	path := filepath.Join(xdg.DataHome, "tarikh", "sample-"+lang+".tarikh")
	if _, err := p.files.Stat(path); err == nil {
		return path, nil
	}
	if err := p.files.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return path, err
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		return path, err
	}
	store, err := p.libraries.CreateSample(ctx, assets.Files, path, locale.T("library.sample.title"), lang)
	if err != nil {
		if errors.Is(err, data.ErrExists) { // another window made it meanwhile
			return path, nil
		}
		return path, err
	}
	return path, store.Close()
}
