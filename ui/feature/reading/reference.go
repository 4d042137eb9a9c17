package reading

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// captionWidth is that of the names of fields before what they say, in units.
const captionWidth = 150

// reference is an article that has no text yet: all that is known of it, how its text
// comes in, and the notes that wait for it.
func (r *reader) reference(a *library.ArticleView) fyne.CanvasObject {
	k, h := r.kit, r.host
	body := control.Column(14,
		k.Name(a.Title, text.LabelStyle{Size: control.SizeHeading, Bold: true, LineHeight: 32, Align: k.Start()}),
		k.Quote(control.Accent, control.Column(8, k.Text(k.T("reference.none"), text.LabelStyle{Bold: true}), k.Muted(k.T("reference.hint")))))
	buttons := k.Wrap(8)
	for i, command := range []string{"reference.text", "reference.fetch", "article.source", "article.details"} {
		kind := control.Outline
		if i == 0 {
			kind = control.Primary
		}
		if item := h.Item(command); !item.Disabled {
			buttons.Add(k.Button(kind, item.Text, nil, item.Run))
		}
	}
	if len(buttons.Objects) > 0 {
		body.Add(buttons)
	}
	fields := control.Column(5)
	for _, f := range describedFields(k, a.Article) {
		fields.Add(control.Beside(k, captionWidth, k.Muted(k.T(f.key)), k.Written(f.words, text.LabelStyle{LineHeight: 22, Align: k.Start()})))
	}
	body.Add(fields)
	r.waiting(body, a)
	scroll := k.Scroll()
	scroll.SetContent(k.Pad(30, 24, 30, 24, body), true)
	return scroll
}

// waiting adds the notes and excerpts that wait for the text.
func (r *reader) waiting(body *fyne.Container, a *library.ArticleView) {
	k := r.kit
	var rows []fyne.CanvasObject
	for _, n := range a.Notes {
		if !a.Awaits(n.Anchor) || n.Doubt.State == data.Orphan {
			continue
		}
		words := control.Column(3, k.Passage(n.Anchor.Exact, 240))
		if n.Text != "" {
			words.Add(k.Written(control.OneLine(n.Text, 240), text.LabelStyle{LineHeight: 22}))
		}
		show := func() { r.host.Library.ReadNote(n) }
		rows = append(rows, k.TapArea(k.Quote(control.Mark(n.Colour), words), show, func(fyne.Position) { show() }))
	}
	if len(rows) > 0 {
		body.Add(k.Text(k.Locale.TN("reference.waiting", len(rows)), text.LabelStyle{Bold: true, LineHeight: 26}))
	}
	for _, row := range rows {
		body.Add(row)
	}
	if n := len(a.Excerpts); n > 0 {
		body.Add(k.Text(k.Locale.TN("reference.excerpts", n), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}))
	}
}

// describedField is what an article says in a field, by the message key of its name.
type describedField struct{ key, words string }

// describedFields are those of an article that say something, beside its title.
func describedFields(k *control.Kit, a data.Article) (fields []describedField) {
	add := func(name, words string) {
		if strings.TrimSpace(words) != "" {
			fields = append(fields, describedField{"field." + name, words})
		}
	}
	c := a.Citation
	if c.Type != "" {
		add("citation.type", feature.CitationType(k, c.Type))
	}
	people := func(name string, all []data.Name) {
		names := make([]string, len(all))
		for i, n := range all {
			names[i] = n.String()
		}
		add(name, k.List(names))
	}
	if len(c.Authors) == 0 {
		add("byline", a.Byline)
	}
	people("citation.authors", c.Authors)
	people("citation.editors", c.Editors)
	people("citation.translators", c.Translators)
	add("citation.container", c.Container)
	add("citation.volume", c.Volume)
	add("citation.issue", c.Issue)
	add("citation.pages", c.Pages)
	add("citation.edition", c.Edition)
	add("publisher", a.Publisher)
	add("citation.publisher.place", c.PublisherPlace)
	add("published", k.Locale.Date(a.Published))
	add("citation.doi", c.DOI)
	add("citation.isbn", c.ISBN)
	add("citation.issn", c.ISSN)
	add("url", a.URL)
	if d, err := dates.Parse(c.Accessed); err == nil {
		add("citation.accessed", k.Locale.Date(d))
	}
	add("citation.keywords", k.List(c.Keywords))
	add("citation.abstract", c.Abstract)
	var extra []string
	for name, words := range c.Parts() {
		for i := 0; name == "extra" && i+1 < len(words); i += 2 {
			extra = append(extra, words[i]+": "+words[i+1])
		}
	}
	add("citation.extra", strings.Join(extra, "\n"))
	return fields
}
