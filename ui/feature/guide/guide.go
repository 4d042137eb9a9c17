// Package guide is the guide in the program: short pages on what it does, in the
// languages of the interface.
//
// The one idea behind it: pages are text files that name keys by their command and words
// of the interface by their message, so that what they say stays what the window shows,
// with changed keys too.
package guide

import (
	"io/fs"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
)

// Setting says how texts are set.
type Setting interface {
	Reading() text.Reading
}

// Feature is the guide.
type Feature struct {
	host    *feature.Host
	files   fs.FS // with the pages of all languages
	setting Setting
	last    string // the page that was shown last, by its key
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature; files are the program's assets.
func New(h *feature.Host, files fs.FS, s Setting) *Feature {
	return &Feature{host: h, files: files, setting: s}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{{ID: "help.guide", Title: "command.guide", Keys: []command.Key{command.Plain(fyne.KeyF1)}, Run: func() { f.show(f.last, 0) }}}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// pages reads the pages in a language, with names as they are now; nil where that
// fails, which is shown.
func (f *Feature) pages(lang string) []page {
	k := f.host.Kit()
	all, err := readPages(f.files, lang, names{key: f.key, message: func(key string) string { return k.T(key) }})
	if err != nil {
		f.host.Fail(err)
	}
	return all
}

// key is the key of a command, or its title where it has none.
func (f *Feature) key(id string) string {
	if key := f.host.Key(id); key != "" {
		return key
	}
	return f.host.Item(id).Text
}

// Finder returns what finds pages and headings by words, the best first: by their names,
// then by what is said under them, in every language. The IDs of what is found are for
// Open.
func (f *Feature) Finder() func(words string) []command.Named {
	lang := f.host.Kit().Locale.Lang()
	all := [][]page{f.pages(lang)}
	for _, l := range i18n.Languages() {
		if l != lang {
			all = append(all, f.pages(l))
		}
	}
	return newIndex(all).find
}

// Open shows what an entry is about.
func (f *Feature) Open(id string) {
	key, at, within := strings.Cut(id, "/")
	heading := 0
	if i, err := strconv.Atoi(at); within && err == nil {
		heading = i + 1
	}
	f.host.Later(func() { f.show(key, heading) })
}

// show opens the guide at a page, and within it at a heading, counted from 1; 0 is the
// beginning.
func (f *Feature) show(key string, heading int) {
	pages := f.pages(f.host.Kit().Locale.Lang())
	if len(pages) == 0 {
		return
	}
	newDialog(f, pages).open(key, heading)
}
