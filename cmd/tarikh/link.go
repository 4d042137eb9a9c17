package main

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/ui/state"
)

// linkArgs are the arguments of a program that the system opens a link or a file with: a
// link of a browser (see package pagelink) for the command that takes it, and a file that
// is named by its address as a path.
func linkArgs(args []string) []string {
	if len(args) != 1 {
		return args
	}
	if isLink(args[0]) {
		return []string{"--page=" + args[0]}
	}
	if u, err := url.Parse(args[0]); err == nil && strings.EqualFold(u.Scheme, "file") && (u.Host == "" || u.Host == "localhost") && u.Path != "" {
		return []string{filepath.FromSlash(u.Path)}
	}
	return args
}

// isLink reports whether an argument is a link of the scheme, whatever it says.
func isLink(arg string) bool {
	return len(arg) >= len(pagelink.Scheme) && strings.EqualFold(arg[:len(pagelink.Scheme)], pagelink.Scheme)
}

// pageName is the order to take over the page of a browser.
const pageName = "page"

// pageOrder hands the page of a browser to a window, which asks its reader.
type pageOrder struct {
	Link string `json:"link"`
}

var errNoWindow = errors.New("there is no window to ask in")

// do asks in the window; what it is asked it judges itself.
func (o *pageOrder) do(_ context.Context, _ *program, d desk, _ string) error {
	page, err := pagelink.Parse(o.Link)
	if err != nil {
		return err
	}
	asking, ok := d.(windowDesk)
	if !ok {
		return errNoWindow
	}
	asking.post(func() { asking.page(page) })
	return nil
}

// handPage gives the page of a link to the window whose library was opened last, and
// reports whether there is a window.
func (p *program) handPage(ctx context.Context, link string) (bool, error) {
	kept, err := state.Load(p.files, filepath.Join(xdg.StateHome, "tarikh", "state.json"))
	if err != nil {
		return false, nil // the window that is opened instead says so
	}
	for _, library := range kept.Recent {
		if handed, err := p.handOver(ctx, library, pageName, pageOrder{link}); handed {
			return true, err
		}
	}
	return false, nil
}
