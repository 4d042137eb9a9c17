// Package details is the form of what is known of an article beside its text: who wrote
// it, what it is in, by what numbers it is known.
//
// The one idea behind it: a field of the form is a pointer into a copy of the article, so
// that reading the form is going over its fields, and what it does not show stays.
package details

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Feature edits the details of the open article.
type Feature struct{ host *feature.Host }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature { return &Feature{h} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	return []command.Command{{
		ID: "article.details", Title: "command.article.details", Enabled: func() bool { return l.Writable() && l.Article() != nil },
		Run: func() { show(f.host, l.Article().Article) },
	}}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// form is the dialog of an article's details.
type form struct {
	host   *feature.Host
	kit    *control.Kit
	before data.Article
	after  data.Article // what was typed, once it is read

	lines              []line
	published, changed *feature.DateField
	accessed           *feature.DateField
	kind               *control.Choice
	dialog             *control.Dialog
}

// line is a field that is typed as a text. It is read only where that is another one: what
// is not typed stays to the letter.
type line struct {
	entry *control.Entry
	first string
	read  func(words string)
}

func show(h *feature.Host, a data.Article) *form {
	f := &form{host: h, kit: h.Kit(), before: a, after: a}
	body := f.body()
	first := f.state()
	k := f.kit
	f.dialog = k.ShowDialog(h.Canvas, k.T("command.article.details"), 860, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: func() bool { f.save(); return false }}, control.Action{Text: k.T("button.cancel")})
	h.Guard(f.dialog, func() bool { return !slices.Equal(first, f.state()) })
	var entries []*control.Entry
	for _, l := range f.lines {
		entries = append(entries, l.entry)
	}
	f.dialog.Attach(append(entries, f.published.Entry, f.changed.Entry, f.accessed.Entry)...)
	return f
}

// body is the fields in two columns: what it is and who made it, where it is and its
// numbers.
func (f *form) body() fyne.CanvasObject {
	const narrow = 780
	k, a, c := f.kit, &f.after, &f.after.Citation
	f.published, f.changed = f.host.DateField(a.Published), f.host.DateField(a.Changed)
	f.accessed = f.host.DateField(accessed(*c))
	f.kind = types(k, c.Type)
	what := control.Column(10,
		f.text("field.title", &a.Title, 1), control.Column(4, k.Muted(k.T("field.citation.type")), f.kind.Root),
		f.people("field.citation.authors", &c.Authors, 3), f.text("field.byline", &a.Byline, 1),
		f.people("field.citation.editors", &c.Editors, 1), f.people("field.citation.translators", &c.Translators, 1),
		f.words("field.citation.keywords", &c.Keywords), f.text("field.citation.abstract", &c.Abstract, 4),
	)
	where := control.Column(10,
		f.text("field.citation.container", &c.Container, 1),
		control.Pair(k, 8, f.figure("field.citation.volume", &c.Volume), f.figure("field.citation.issue", &c.Issue)),
		control.Pair(k, 8, f.figure("field.citation.pages", &c.Pages), f.text("field.citation.edition", &c.Edition, 1)),
		control.Pair(k, 8, f.text("field.publisher", &a.Publisher, 1), f.text("field.citation.publisher.place", &c.PublisherPlace, 1)),
		k.Field("field.published", f.published.Body),
		f.figure("field.citation.doi", &c.DOI),
		control.Pair(k, 8, f.figure("field.citation.isbn", &c.ISBN), f.figure("field.citation.issn", &c.ISSN)),
		f.figure("field.url", &a.URL), f.figure("field.lang", &a.Lang),
		control.Pair(k, 8, k.Field("field.citation.accessed", f.accessed.Body), k.Field("field.changed", f.changed.Body)),
	)
	if f.host.Canvas.Size().Width < narrow {
		return control.Column(14, what, where)
	}
	return control.Pair(k, 24, what, where)
}

// entry is a field of a text; read takes what was typed.
func (f *form) entry(words string, lines int, read func(string)) *control.Entry {
	e := f.kit.Entry(lines, words, "")
	f.lines = append(f.lines, line{e, e.Text(), read})
	return e
}

func (f *form) text(key string, of *string, lines int) fyne.CanvasObject {
	return f.kit.Field(key, f.entry(*of, lines, func(words string) { *of = words }))
}

// figure is a number, an address or a tag, which run from left to right in any language.
func (f *form) figure(key string, of *string) fyne.CanvasObject {
	e := f.entry(*of, 1, func(words string) { *of = words })
	e.SetDirection(uax9.LTR)
	return f.kit.Field(key, e)
}

// people are names, one a line, as data.NameOf reads them.
func (f *form) people(key string, of *[]data.Name, lines int) fyne.CanvasObject {
	written := make([]string, len(*of))
	for i, n := range *of {
		written[i] = n.Line()
	}
	e := f.entry(strings.Join(written, "\n"), lines, func(words string) {
		*of = nil
		for l := range strings.Lines(words) {
			if n := data.NameOf(l); n != (data.Name{}) {
				*of = append(*of, n)
			}
		}
	})
	return control.Column(4, f.kit.Muted(f.kit.Join(f.kit.T(key), f.kit.T("details.people"))), e)
}

// words are one a line, each once.
func (f *form) words(key string, of *[]string) fyne.CanvasObject {
	e := f.entry(strings.Join(*of, "\n"), 2, func(typed string) {
		*of = nil
		for l := range strings.Lines(typed) {
			if l = strings.TrimSpace(l); l != "" && !slices.Contains(*of, l) {
				*of = append(*of, l)
			}
		}
	})
	return control.Column(4, f.kit.Muted(f.kit.Join(f.kit.T(key), f.kit.T("details.lines"))), e)
}

// state is all that can be typed, to know whether something was.
func (f *form) state() []string {
	state := []string{f.kind.Value, f.published.Entry.Text(), f.changed.Entry.Text(), f.accessed.Entry.Text()}
	for _, l := range f.lines {
		state = append(state, l.entry.Text())
	}
	return state
}

// read takes what was typed into after.
func (f *form) read() error {
	f.after = f.before // what was typed before, and refused, is gone
	f.after.Citation.Type = f.kind.Value
	for _, l := range f.lines {
		if words := l.entry.Text(); words != l.first {
			l.read(strings.TrimSpace(words))
		}
	}
	var err error
	if f.after.Published, err = optional(f.published); err != nil {
		return err
	}
	if f.after.Changed, err = optional(f.changed); err != nil {
		return err
	}
	on, err := optional(f.accessed)
	f.after.Citation.Accessed = on.EDTF
	return err
}

// save writes what was typed in one edit.
func (f *form) save() {
	if err := f.read(); err != nil {
		f.dialog.Fail(f.host.Say(err))
		return
	}
	seen, typed, written := f.before, f.after, f.host.Submitted(f.dialog, func() {})
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.DescribeArticle(ctx, seen, typed)
	}, func(_ data.Edit, err error) { written(err) })
}
