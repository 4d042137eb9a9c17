package copying

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
)

// citing are the commands that copy citations: of the open article, and of the sources of
// the selected event.
func (f *Feature) citing() []command.Command {
	l := f.host.Library
	article := func() bool { return l.Article() != nil }
	return []command.Command{
		{ID: "article.cite", Title: "command.article.cite", Enabled: article, Run: func() { f.cite(false, l.Article().Article) }},
		{ID: "article.cite.rich", Title: "command.article.cite.rich", Enabled: func() bool { return f.Formats() && article() }, Run: func() { f.cite(true, l.Article().Article) }},
		{ID: "article.cite.as", Title: "command.article.cite.as", Enabled: article, Run: func() {
			size := f.host.Canvas.Size()
			f.chooseStyle(l.Article().Article, fyne.NewPos(size.Width/3, size.Height/4))
		}},
		{ID: "event.cite", Title: "command.event.cite", Enabled: func() bool { return l.Event() != nil && len(l.Event().Excerpts) > 0 }, Run: func() { f.cite(false, f.sources()...) }},
	}
}

// sources are the articles that report the selected event, each once.
func (f *Feature) sources() (articles []data.Article) {
	for _, x := range f.host.Library.Event().Excerpts {
		if !slices.ContainsFunc(articles, func(a data.Article) bool { return a.ID == x.Source.ID }) {
			articles = append(articles, x.Source)
		}
	}
	return articles
}

// style is the one that was chosen last.
func (f *Feature) style() cite.Style {
	return cite.Style(cmp.Or(f.host.State.Reading.Cited, string(cite.Chicago)))
}

// cite copies the citations of articles, as the language in use has them.
func (f *Feature) cite(rich bool, articles ...data.Article) {
	l := f.host.Kit().Locale
	var all []cite.Text
	for _, a := range articles {
		all = append(all, cite.Of(a, cite.Options{Style: f.style(), Lang: l.Lang(), Month: l.Month, Indic: l.Options().Digits == i18n.DigitsArabicIndic}))
	}
	f.put(f.Words().Citations(all), rich)
}

// Cite are the items of a menu that copy the citation of an article: in the style that was
// chosen last, and in one that is chosen now, from a menu at a position.
func (f *Feature) Cite(of data.Article, at fyne.Position) []control.Item {
	k := f.host.Kit()
	return []control.Item{
		{Text: k.T("cite.copy", "style", k.T(styleKey(f.style()))), Run: func() { f.cite(false, of) }},
		{Text: k.T("command.article.cite.as"), Run: func() { f.host.Later(func() { f.chooseStyle(of, at) }) }},
	}
}

// chooseStyle copies the citation of an article in a style that is chosen, and remembers that.
func (f *Feature) chooseStyle(of data.Article, at fyne.Position) {
	k := f.host.Kit()
	var items []control.Item
	for _, s := range cite.Styles() {
		items = append(items, control.Item{Text: k.T(styleKey(s)), Checked: s == f.style(), Run: func() {
			if f.host.State.Reading.Cited = string(s); s == cite.Chicago {
				f.host.State.Reading.Cited = ""
			}
			f.host.Remember()
			f.cite(false, of)
		}})
	}
	k.ShowMenu(f.host.Canvas, at, items)
}

// styleKey is the message with the name of a style.
func styleKey(s cite.Style) string { return "cite." + strings.ReplaceAll(string(s), "-", ".") }
