package bringin

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// draftForm asks about a draft: every field with where it came from, the text, and
// whether it is a new version of an article that the library has.
type draftForm struct {
	host  *feature.Host
	texts Texts
	draft intake.Draft
	match *intake.Match // nil if the library has no similar article
	cited data.Citation // of the draft alone
	place string        // which of how many, in words; may be empty
	saved func(data.ID)
	leave func() // leaves the draft out; nil for a single one

	title, byline, publisher, link *control.Entry
	published, changed             *feature.DateField
	lang                           *control.Choice
	as                             *control.Choice // version or new; nil without a match
	pictured                       []intake.Picture
	dialog                         *control.Dialog
	saving                         bool // what was typed is being written
}

// The choices for a draft that the library may have.
const asVersion, asNew = "version", "new"

// Measures of the form, in units.
const formWidth, formNarrow, previewHeight = 940, 780, 470

func (f *draftForm) show() {
	k := f.host.Kit()
	f.cited = f.draft.Citation
	switch {
	case f.match == nil:
	case f.match.Article.IsReference():
		f.draft.Fill(f.match.Article)
	default:
		f.draft.Complete(f.match.Article)
	}
	d := f.draft
	f.title, f.byline = k.Entry(1, d.Title.Value, ""), k.Entry(1, d.Byline.Value, "")
	f.publisher, f.link = k.Entry(1, d.Publisher.Value, ""), k.Entry(1, d.URL.Value, "")
	f.link.SetDirection(uax9.LTR)
	f.published, f.changed = f.host.DateField(d.Published.Value), f.host.DateField(d.Changed.Value)
	f.lang = langChoice(k, d.Lang.Value)

	fields := control.Column(10)
	if f.match != nil {
		fields.Add(f.matchNotice())
	}
	for _, w := range d.Warnings {
		if w.Kind == intake.Dateless && !d.Published.Value.IsZero() {
			continue
		}
		fields.Add(k.Quote(control.Mark("amber"), k.Muted(warning(k, w))))
	}
	for _, line := range []fyne.CanvasObject{
		f.line("field.title", d.Title.From, f.title, f.title),
		f.line("field.published", d.Published.From, f.published.Entry, f.published.Body),
		f.line("field.publisher", d.Publisher.From, f.publisher, f.publisher),
		f.line("field.byline", d.Byline.From, f.byline, f.byline),
		f.line("field.url", d.URL.From, f.link, f.link),
		control.Column(4, f.caption("field.lang", d.Lang.From), f.lang.Root),
	} {
		fields.Add(line)
	}
	if !d.Changed.Value.IsZero() {
		fields.Add(f.line("field.changed", d.Changed.From, f.changed.Entry, f.changed.Body))
	}
	if len(d.Pictures) > 0 {
		fields.Add(f.pictures())
	}
	preview := control.Column(4, k.Muted(k.Join(k.T("bringin.text"), k.Locale.TN("count.words", len(strings.Fields(d.Text))))), f.preview())
	var body fyne.CanvasObject = control.Pair(k, 24, fields, preview)
	if f.host.Canvas.Size().Width < formNarrow {
		body = control.Column(14, fields, preview)
	}
	actions := []control.Action{
		{Text: k.T("button.add") + "  (Ctrl+Enter)", Primary: true, Run: func() bool { f.save(); return false }},
		{Text: k.T("button.cancel")},
	}
	if f.leave != nil {
		actions = append(actions, control.Action{Text: k.T("bringin.leave"), Run: func() bool {
			f.dialog.Close()
			f.leave()
			return false
		}})
	}
	title := k.T("command.article.add")
	if f.place != "" {
		title += " (" + f.place + ")"
	}
	f.dialog = k.ShowDialog(f.host.Canvas, title, formWidth, body, actions...)
	before := f.state()
	f.host.Guard(f.dialog, func() bool { return before != f.state() })
	f.dialog.Attach(f.title, f.published.Entry, f.publisher, f.byline, f.link, f.changed.Entry)
	f.toDate()
}

// toDate focuses the date of publication if it is missing.
func (f *draftForm) toDate() {
	if f.title.Text() != "" && f.published.Entry.Text() == "" {
		f.host.Canvas.Focus(f.published.Entry)
	}
}

func (f *draftForm) state() [8]string {
	state := [8]string{f.title.Text(), f.published.Entry.Text(), f.publisher.Text(), f.byline.Text(), f.link.Text(), f.lang.Value, f.changed.Entry.Text()}
	if f.as != nil {
		state[7] = f.as.Value
	}
	return state
}

// caption is the name of a field and the origin of its value.
func (f *draftForm) caption(key string, from intake.Origin) *text.Label {
	k := f.host.Kit()
	return k.Muted(k.Join(k.T(key), origin(k, from)))
}

// line is a field with its caption, which says so once the reader has changed it.
func (f *draftForm) line(key string, from intake.Origin, entry *control.Entry, o fyne.CanvasObject) fyne.CanvasObject {
	k := f.host.Kit()
	caption := f.caption(key, from)
	first, then := entry.Text(), entry.OnChanged
	entry.OnChanged = func(words string) {
		if then != nil {
			then(words)
		}
		now := from
		if words != first {
			now = intake.FromUser
		}
		caption.SetText(k.Join(k.T(key), origin(k, now)))
	}
	return control.Column(4, caption, o)
}

// preview is the text as the reader will show it.
func (f *draftForm) preview() fyne.CanvasObject {
	view := text.NewView(f.host.Kit().Typesetter, previewHost{})
	view.BarLeft = f.host.Kit().RTL()
	view.SetTextWith(f.draft.Title.Value, f.draft.Text, feature.TextParts(f.draft.Blocks))
	height := min(previewHeight, max(f.host.Canvas.Size().Height-260, 160))
	return f.host.Kit().Well(height, view)
}

// previewHost is the host of a text that cannot be selected or marked.
type previewHost struct{}

func (previewHost) HighlightTapped([]any)                     {}
func (previewHost) SelectionChanged(int, int)                 {}
func (previewHost) SecondaryTapped([]any, int, fyne.Position) {}

// matchNotice shows which article this may be a version of, and asks.
func (f *draftForm) matchNotice() fyne.CanvasObject {
	k := f.host.Kit()
	title := k.Given(control.OneLine(f.match.Article.Title, 70))
	chosen := asVersion
	if f.match.By == intake.LikeTitle { // the title alone
		chosen = asNew
	}
	version, key := k.T("bringin.as.version"), string(f.match.By)
	switch {
	case f.match.Article.IsReference():
		version, key = k.T("bringin.as.reference"), "reference"
	case f.match.By == intake.SameText:
		version = k.T("bringin.as.same")
	}
	f.as = k.Words([]string{asVersion, asNew}, []string{version, k.T("bringin.as.new")}, chosen, nil)
	words := k.T("bringin.match."+key, "title", title, "percent", i18n.Percent(f.match.Alike*100))
	return k.Quote(control.Accent, control.Column(6, k.Text(words, text.LabelStyle{LineHeight: 22}), f.as.Root))
}

// typed is the draft with the reader's changes of its fields.
func (f *draftForm) typed() (intake.Draft, error) {
	d := f.draft
	var published, changed dates.Date
	for _, of := range []struct {
		field *feature.DateField
		date  *dates.Date
	}{{f.published, &published}, {f.changed, &changed}} {
		if strings.TrimSpace(of.field.Entry.Text()) == "" {
			continue // an article may have no date
		}
		var err error
		if *of.date, err = of.field.Date(); err != nil {
			return d, err
		}
	}
	d.Published.Value, d.Changed.Value, d.Pictures = published, changed, f.pictured
	d.Title.Value, d.Byline.Value = strings.TrimSpace(f.title.Text()), strings.TrimSpace(f.byline.Text())
	d.Publisher.Value, d.URL.Value, d.Lang.Value = strings.TrimSpace(f.publisher.Text()), strings.TrimSpace(f.link.Text()), f.lang.Value
	return d, nil
}

// save adds the article, or makes the draft the newest version of the similar one.
// Errors are shown in the form, which stays open.
func (f *draftForm) save() {
	d, err := f.typed()
	switch {
	case err != nil:
		f.failed(err)
		return
	case f.saving:
		return
	}
	f.saving = true
	add := func(ctx context.Context, l *app.Library) (app.Addition, error) {
		d.Citation = f.cited
		return l.AddNew(ctx, d)
	}
	var version data.ID
	if f.as != nil && f.as.Value == asVersion {
		id := f.match.Article.ID
		version = id
		add = func(ctx context.Context, l *app.Library) (app.Addition, error) { return l.AddVersion(ctx, d, id) }
	}
	library.Use(f.host.Library, add, func(a app.Addition, err error) {
		if f.saving = false; err != nil {
			f.failed(err)
			return
		}
		f.dialog.Close()
		f.saved(cmp.Or(version, a.Article.ID))
		f.texts.Report(a.Report)
	})
}

func (f *draftForm) failed(err error) {
	f.dialog.Fail(f.host.Say(err))
	f.toDate()
}

// langChoice offers the languages that have a name in the catalogs, and the given one.
func langChoice(k *control.Kit, lang string) *control.Choice {
	values := find.Languages()
	texts := make([]string, 0, len(values)+2)
	for _, v := range values {
		texts = append(texts, k.T("lang."+v))
	}
	if lang != "" && !slices.Contains(values, lang) {
		values, texts = append(values, lang), append(texts, k.Given(lang))
	}
	return k.Words(append(values, ""), append(texts, k.T("lang.other")), lang, nil)
}
