package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
	"tarikh.org/tarikh/ui/bidi/layout"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/window"
)

// appID is the application's identity, as in FyneApp.toml.
const appID = "org.tarikh.Tarikh"

// openCmd opens the window.
type openCmd struct {
	Library   string `arg:"" optional:"" help:"The library (default: the last one, or the sample)." type:"path"`
	UseSample bool   `name:"sample" help:"Open the sample library, making it first if needed."`
	Log       string `help:"Write what happens to this file." type:"path" placeholder:"FILE"`
}

var errNoDisplay = errors.New("there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set); " +
	"“tarikh render LIBRARY -o timeline.png” draws the timeline without one")

// Run is kong's.
func (c *openCmd) Run(p *program) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errNoDisplay
	}
	if c.Library != "" {
		if _, err := p.files.Stat(c.Library); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no library %s (“tarikh --help” lists the commands)", c.Library)
		} else if err != nil {
			return err
		}
	}
	log := slog.New(slog.DiscardHandler)
	if c.Log != "" {
		f, err := os.OpenFile(c.Log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			return err
		}
		defer f.Close()
		log = slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	fonts, err := newFonts()
	if err != nil {
		return err
	}
	statePath := filepath.Join(xdg.StateHome, "tarikh", "state.json")
	state, err := session.LoadState(p.files, statePath)
	if err != nil {
		log.Warn("starting afresh", "error", err)
	}
	icon, err := assets.Files.ReadFile("icons/tarikh-256.png")
	if err != nil {
		return err
	}
	a := app.NewWithID(appID)
	var w *window.Window
	system := layout.NewSystem(filepath.Join(xdg.CacheHome, "tarikh"), func() { fyne.Do(func() { w.FontsChanged() }) })
	a.SetIcon(fyne.NewStaticResource("tarikh.png", icon))
	w, err = window.New(window.Config{
		App: a, Post: fyne.Do, Opener: p.opener, Fonts: fonts.WithSystem(system), Families: system.Families, Assets: assets.Files, Files: p.files,
		StatePath: statePath, ConfigDir: xdg.ConfigHome, State: state, Lang: i18n.Detect(os.Getenv), Author: author(), Now: time.Now, Log: log, Sample: p.sample,
	})
	if err != nil {
		return err
	}
	w.Start(c.Library, c.UseSample)
	w.Run()
	return nil
}

// author is the person's name as the system knows it.
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

// sample makes the sample library beside the program's data, once a language.
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
	store, err := p.create(ctx, path, locale.T("library.sample.title"), true, lang)
	if err != nil {
		if errors.Is(err, data.ErrExists) { // another window made it meanwhile
			return path, nil
		}
		return path, err
	}
	return path, store.Close()
}
