// Package imports brings timelines, calendars and tables of other programs into the
// library.
//
// The one idea behind it: a file is read and compared with the library on another
// goroutine, and what would come of it is shown before anything is written. What the
// file does not say itself is decided there, and then it is written as one step of undo.
package imports

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

var _ feature.Feature = (*Feature)(nil)

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{
		{ID: "import.files", Title: "command.import.files", Keys: []command.Key{command.Ctrl(fyne.KeyI)}, Enabled: f.host.Library.Writable, Run: f.choose},
		{ID: "import.folder", Title: "command.import.folder", Enabled: f.host.Library.Writable, Run: f.chooseFolder},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// choose asks for files and imports them.
func (f *Feature) choose() {
	k := f.host.Kit()
	f.host.ChooseFiles(feature.Choice{
		Title: k.T("command.import.files"), Button: k.T("button.open"), Dir: f.host.Dir(), Suffix: endings(), Kind: k.T("choose.imports"),
	}, func(paths []string) { f.begin(fileSources(paths), func() {}) })
}

// chooseFolder asks for a folder of notes and imports it.
func (f *Feature) chooseFolder() {
	k := f.host.Kit()
	f.host.ChooseFile(feature.Choice{Title: k.T("command.import.folder"), Button: k.T("import.yes"), Dir: f.host.Dir(), Folder: true}, func(path string) {
		f.begin(fileSources([]string{path}), func() {})
	})
}

// endings are those of all formats that are recognised.
func endings() (all []string) {
	for _, format := range exchange.Formats() {
		if format.Read == nil && format.Refused == "" {
			continue // it is only written
		}
		for _, e := range format.Endings {
			if !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	return all
}

// Drop imports what is recognised of the files that were dropped on the window, and hands
// the rest on: articles, addresses, and what is neither.
func (f *Feature) Drop(dropped []fyne.URI, rest func([]fyne.URI)) {
	feature.Background(f.host, func(context.Context) ([]bool, error) {
		ours := make([]bool, len(dropped))
		for i, u := range dropped {
			ours[i] = u.Scheme() == "file" && f.imported(u.Path())
		}
		return ours, nil
	}, func(ours []bool, _ error) {
		var sources []source
		var others []fyne.URI
		for i, u := range dropped {
			if ours[i] {
				sources = append(sources, source{path: u.Path()})
			} else {
				others = append(others, u)
			}
		}
		f.begin(sources, func() {
			if len(others) > 0 {
				rest(others)
			}
		})
	})
}

// imported reports whether a file is for import, by its contents. A page stays a page
// unless it is certain to be of a format whose files are pages, and a plain text with commas
// in it a text: those are read as articles. One that is called like a file for import and is
// none is refused here, with the reason.
func (f *Feature) imported(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	file, closed, err := source{path: path}.open(f.host.Files)
	if err != nil {
		return false
	}
	format, err := exchange.Recognise(file)
	certain := err == nil && sure(format, file)
	_ = closed()
	switch {
	case slices.Contains([]string{".html", ".htm", ".xhtml", ".mhtml", ".mht"}, ending):
		return certain && slices.Contains(format.Endings, ending)
	case err != nil:
		return !slices.Contains([]string{".txt", ".text", ".md"}, ending) && slices.Contains(endings(), ending)
	case slices.Contains([]string{".txt", ".text", ".md"}, ending):
		return certain
	}
	return true
}

// sure reports whether a file can hardly be anything else than of its format; a text with
// commas or dates in its lines may be a text.
func sure(format form.Format, file form.File) bool {
	const least = 60
	return format.Likeness(form.NewProbe(file)) >= least
}

// plainTable reports whether a format is that of any text in columns.
func plainTable(format form.Format) bool { return format.Name == "csv" || format.Name == "tsv" }

// Offer asks whether a text of the clipboard is to be imported, where it is cells of a
// table or a timeline, and calls otherwise if not. It returns false where the text is
// neither: then nothing is asked.
func (f *Feature) Offer(words string, otherwise func()) bool {
	s := source{pasted: []byte(words)}
	file, _, _ := s.open(f.host.Files)
	format, err := exchange.Recognise(file)
	if err != nil || !sure(format, file) && !(cells(words) && plainTable(format)) {
		return false
	}
	k := f.host.Kit()
	said := k.T("import.paste.format", "format", format.Title)
	if plainTable(format) {
		said = k.Locale.TN("import.paste.table", strings.Count(strings.TrimRight(words, "\r\n"), "\n")+1)
	}
	var d *control.Dialog
	d = k.ShowDialog(f.host.Canvas, k.T("import.paste.title"), 460, k.Text(said, text.LabelStyle{}),
		control.Action{Text: k.T("command.import.files"), Primary: true, Run: func() bool {
			d.Close()
			f.begin([]source{s}, func() {})
			return false
		}},
		control.Action{Text: k.T("button.cancel")},
		control.Action{Text: k.T("import.paste.article"), Run: func() bool {
			d.Close()
			otherwise()
			return false
		}})
	return true
}

// cells reports whether a text is cells as a spreadsheet copies them: several lines,
// each with as many tabs.
func cells(words string) bool {
	lines := strings.Split(strings.TrimRight(words, "\r\n"), "\n")
	tabs := strings.Count(lines[0], "\t")
	return len(lines) > 1 && tabs > 0 && !slices.ContainsFunc(lines[1:min(len(lines), 50)], func(l string) bool { return strings.Count(l, "\t") != tabs })
}

// begin imports sources one after the other, and then calls done.
func (f *Feature) begin(sources []source, done func()) {
	switch {
	case len(sources) == 0:
		done()
	case !f.host.Library.Writable():
		f.host.Fail(data.ErrReadOnly)
	default:
		r := &run{Feature: f, sources: sources, done: done}
		r.next()
	}
}
