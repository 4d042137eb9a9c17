package pane

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Intake is what bringing articles in needs of the outside.
type Intake struct {
	Read  func(context.Context, intake.Source, intake.Progress) (intake.Draft, error)
	Files afero.Fs
	Dir   func() string // where to begin choosing files
	Post  func(func())  // runs a function on the interface's goroutine
}

// suffixes are those of the files that can be brought in.
func suffixes() []string {
	return []string{".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".odt"}
}

// AddArticles asks for what is to be brought in: files, an address, or a text.
func (e *Env) AddArticles() {
	k := e.Kit
	link, text := k.Entry(1, "", "https://"), k.Entry(7, "", k.T("bringin.paste.hint"))
	link.SetDirection(uax9.LTR)
	var d *control.Dialog
	files := k.Button(control.Outline, k.T("bringin.files"), nil, func() {
		e.Host.ChooseFiles(feature.Choice{
			Title: k.T("bringin.title"), Button: k.T("button.open"), Dir: e.Intake.Dir(), Suffix: suffixes(),
		}, func(paths []string) {
			d.Close()
			e.bringInFiles(paths)
		})
	})
	body := control.Column(12,
		control.Column(6, k.Wrap(8, files), k.Muted(k.T("bringin.files.hint"))),
		e.Kit.Field("bringin.address", link), k.Pad(0, 0, 0, 2, e.Kit.Field("bringin.paste", text)))
	d = k.ShowDialog(e.Canvas, k.T("command.article.add"), 560, body,
		control.Action{Text: k.T("bringin.read") + "  (Ctrl+Enter)", Primary: true, Run: func() bool {
			sources := typedAddresses(link.Text())
			if pasted := text.Text(); strings.TrimSpace(pasted) != "" {
				sources = append(sources, intake.Pasted(pasted))
			}
			if len(sources) == 0 {
				d.Fail(k.T("bringin.nothing"))
				return false
			}
			d.Close()
			e.BringIn(sources)
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	e.Host.Guard(d, func() bool { return strings.TrimSpace(text.Text()) != "" })
	d.Attach(link, text)
}

// typedAddresses are the addresses that stand in the field for them, or the text
// that was put there instead: several words, one of which is none.
func typedAddresses(typed string) []intake.Source {
	words := strings.Fields(typed)
	sources := make([]intake.Source, len(words))
	for i, word := range words {
		if len(words) > 1 && !strings.Contains(strings.TrimRight(word, "."), ".") && !strings.Contains(word, "://") {
			return []intake.Source{intake.Pasted(typed)}
		}
		sources[i] = intake.Address(word)
	}
	return sources
}

// bringInFiles brings files in.
func (e *Env) bringInFiles(paths []string) {
	sources := make([]intake.Source, len(paths))
	for i, p := range paths {
		sources[i] = intake.File(p)
	}
	e.BringIn(sources)
}

// Pasted is what a clipboard's text is: an address where it is nothing else, the
// page that it was copied from where that is known, else the text. It reports
// false where there is nothing.
func Pasted(text string, html []byte) (intake.Source, bool) {
	trimmed := strings.TrimSpace(text)
	if !strings.ContainsAny(trimmed, " \t\n\r") && feature.WebLink(trimmed) != nil {
		return intake.Address(trimmed), true
	}
	switch {
	case len(html) > 0:
		return intake.PastedHTML(html), true
	case trimmed != "":
		return intake.Pasted(text), true
	}
	return intake.Source{}, false
}

// sourceName is what a source is called in a report.
func (e *Env) sourceName(s intake.Source) string {
	switch {
	case s.Path != "":
		return filepath.Base(s.Path)
	case s.URL != "":
		return s.URL
	}
	return e.Kit.T("bringin.pasted")
}

// SavePage writes the page of the open article, as it was received, to a file
// that the reader chooses.
func (e *Env) SavePage(page func(hash [32]byte, done func(data.Page, error))) {
	a, k := e.Session.Article(), e.Kit
	if a == nil {
		return
	}
	page(a.Page, func(p data.Page, err error) {
		if err != nil {
			e.Fail(err)
			return
		}
		what := feature.Choice{Title: k.T("page.title"), Button: k.T("button.save"), Dir: e.Intake.Dir(), Name: pageName(a.Title, p), Save: true}
		e.Host.ChooseFile(what, func(path string) {
			if _, err := e.Intake.Files.Stat(path); err == nil {
				k.Confirm(e.Canvas, k.T("page.replace.title"), k.T("page.replace.text", "file", filepath.Base(path)), k.T("page.replace.yes"), k.T("button.cancel"),
					func() { e.writePage(path, p) })
				return
			}
			e.writePage(path, p)
		})
	})
}

// writePage writes a page elsewhere, and says so.
func (e *Env) writePage(path string, p data.Page) {
	k, files := e.Kit, e.Intake.Files
	go func() {
		err := state.ReplaceFile(files, path, p.Body)
		e.Intake.Post(func() {
			if err != nil {
				e.Fail(err)
				return
			}
			k.Tell(e.Canvas, k.T("page.title"), k.T("page.saved", "file", path), k.T("button.ok"))
		})
	}()
}

// pageName proposes a name for a page's file.
func pageName(title string, p data.Page) string {
	media, _, _ := strings.Cut(p.Media, ";")
	suffix := map[string]string{
		"text/html": ".html", "application/xhtml+xml": ".html", "multipart/related": ".mhtml", "application/pdf": ".pdf",
		"application/vnd.oasis.opendocument.text":                                 ".odt",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
		"text/plain": ".txt", "text/markdown": ".md",
	}[strings.TrimSpace(strings.ToLower(media))]
	if suffix == "" {
		suffix = ".bin"
	}
	return FileName(title, "page") + suffix
}

// FileName is a title as the name of a file, without a suffix; other where nothing
// of it can be one.
func FileName(title, other string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, title)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	const longest = 60
	if runes := []rune(name); len(runes) > longest {
		name = strings.TrimSpace(string(runes[:longest]))
	}
	if name == "" {
		return other
	}
	return name
}
