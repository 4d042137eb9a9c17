package notes

import (
	"bytes"
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// TakeOut offers to copy or save notes, with the replies to them, under a title.
func (b *actions) TakeOut(title string, notes []data.Annotation) []control.Item {
	k := b.host.Kit()
	items := []control.Item{
		{Text: k.T("notes.copy.md"), Run: func() { b.copyOut(exchange.Markdown, title, notes) }},
		{Text: k.T("notes.copy.txt"), Run: func() { b.copyOut(exchange.Text, title, notes) }},
		{},
	}
	for _, as := range []exchange.NoteFormat{exchange.Markdown, exchange.HTML, exchange.Text} {
		items = append(items, control.Item{Text: k.T("notes.save." + string(as)), Run: func() { b.saveOut(as, title, notes) }})
	}
	return items
}

// copyOut puts notes on the clipboard.
func (b *actions) copyOut(as exchange.NoteFormat, title string, notes []data.Annotation) {
	b.takeOut(as, title, notes, func(out []byte) { b.host.Clipboard.SetContent(string(out)) })
}

// saveOut writes notes to a file that is asked for.
func (b *actions) saveOut(as exchange.NoteFormat, title string, notes []data.Annotation) {
	b.takeOut(as, title, notes, func(out []byte) {
		k := b.host.Kit()
		b.host.SaveFile(feature.Choice{
			Title: k.T("notes.title"), Name: feature.FileName(title, "notes") + "." + string(as), Suffix: []string{"." + string(as)},
		}, out)
	})
}

// takeOut writes notes in a format, in the language in use; private ones are left out.
func (b *actions) takeOut(as exchange.NoteFormat, title string, notes []data.Annotation, done func([]byte)) {
	k, all := b.host.Kit(), app.OpenNotes(b.library.Snapshot().Notes)
	notes = app.OpenNotes(notes)
	zone := b.host.Now().Location()
	words := app.NoteWords{Date: k.Locale.Date, Day: func(unix int64) string { return k.Locale.Timestamp(unix, zone) }, Waits: k.T("reference.waits")}
	library.Load(b.library, nil, func(ctx context.Context, store data.Store) ([]byte, error) {
		taken, err := app.TakeNotes(ctx, store, notes, all, words)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		err = exchange.WriteNotes(&out, as, exchange.TakenNotes{Title: title, Lang: k.Locale.Lang(), RTL: k.RTL(), Notes: taken})
		return out.Bytes(), err
	}, done)
}

// shown are the notes of the pane, and what they are on.
func (b *actions) shown() (title string, notes []data.Annotation) {
	s := b.listing()
	for _, t := range s.threads {
		notes = append(notes, t.note)
	}
	switch {
	case s.article != nil:
		title = s.article.Title
	case s.event != nil:
		title = s.event.Title
	}
	return title, notes
}

// takeOutCommands copy and save the notes of the pane.
func (b *actions) takeOutCommands() []command.Command {
	any := func() bool { return len(b.listing().threads) > 0 }
	all := []command.Command{{ID: "notes.copy", Title: "notes.copy.md", Enabled: any, Run: func() {
		title, notes := b.shown()
		b.copyOut(exchange.Markdown, title, notes)
	}}}
	for _, as := range []exchange.NoteFormat{exchange.Markdown, exchange.HTML, exchange.Text} {
		all = append(all, command.Command{ID: "notes.save." + string(as), Title: "notes.save." + string(as), Enabled: any, Run: func() {
			title, notes := b.shown()
			b.saveOut(as, title, notes)
		}})
	}
	return all
}
