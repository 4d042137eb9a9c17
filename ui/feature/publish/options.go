package publish

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
)

// fillOptions offers what the format knows.
func (d *dialog) fillOptions() {
	d.options.RemoveAll()
	k, f := d.kit, d.format
	knows := func(part form.LookPart) bool { return slices.Contains(f.Knows, part) }
	said := func(prefix string, values []string) []string {
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = k.T(prefix + v)
		}
		return texts
	}
	if knows(form.LookAbout) {
		d.options.Add(d.row("publish.about", d.about))
	}
	if knows(form.LookByline) {
		d.options.Add(d.row("publish.byline", d.byline))
	}
	if len(f.Speaks) > 1 {
		now := d.lang()
		if now == "" {
			now = f.Speaks[0]
		}
		d.options.Add(d.words("publish.lang", f.Speaks, said("publish.lang.", f.Speaks), now, func(v string) { d.chosen.Lang = v }))
	}
	if knows(form.LookTheme) {
		values, texts := []string{"", "light", "dark"}, []string{k.T("publish.theme.auto"), k.T("settings.light"), k.T("settings.dark")}
		if f.Group != form.GroupPage { // which alone can follow its reader
			values, texts = []string{"", "dark"}, texts[1:]
		}
		now := d.chosen.Theme
		if !slices.Contains(values, now) {
			now = ""
		}
		d.options.Add(d.words("publish.theme", values, texts, now, func(v string) { d.chosen.Theme = v }))
	}
	if knows(form.LookPaper) {
		d.options.Add(d.paper())
	}
	if knows(form.LookScale) {
		values, texts := []string{""}, []string{k.T("publish.usual")}
		for _, n := range []int64{1, 2, 4, 8} {
			values, texts = append(values, strconv.FormatInt(n, 10)), append(texts, k.T("publish.scale.times", "n", k.Locale.Number(n)))
		}
		d.options.Add(d.words("publish.scale", values, texts, d.chosen.Scale, func(v string) { d.chosen.Scale = v }))
	}
	if knows(form.LookSize) {
		values, texts := []string{""}, []string{k.T("publish.usual")}
		for _, width := range []int64{4000, 12000} {
			values, texts = append(values, strconv.FormatInt(width, 10)), append(texts, k.T("publish.width.named", "n", k.Locale.Count(int(width))))
		}
		d.options.Add(d.words("publish.width", values, texts, d.chosen.Width, func(v string) { d.chosen.Width = v }))
	}
	if d.hasNotes() {
		d.options.Add(d.noteChoice())
	}
	if d.hasPassages() {
		values, texts := []string{none, ""}, []string{k.T("publish.articles.none"), k.T("publish.articles.excerpts")}
		now := d.chosen.Articles
		if !slices.Contains(f.Loses, form.LosesArticles) {
			values, texts = append(values, full), append(texts, k.T("publish.articles.full"))
		} else if now == full {
			now = ""
		}
		d.options.Add(d.words("publish.articles", values, texts, now, func(v string) { d.chosen.Articles = v }))
	}
	d.options.Refresh()
}

// noteChoice offers which notes go along; private ones are named.
func (d *dialog) noteChoice() fyne.CanvasObject {
	k := d.kit
	own, every, private := d.notes()
	texts := []string{k.T("publish.notes.none"), k.T("publish.notes.mine", "n", k.Locale.Count(own)), k.T("publish.notes.all", "n", k.Locale.Count(every))}
	if private > 0 {
		texts[2] = k.Locale.TN("publish.notes.private", private, "all", k.Locale.Count(every))
	}
	return d.words("publish.notes", []string{none, mine, all}, texts, d.withNotes(), func(v string) {
		if d.private = v == all; !d.private {
			d.chosen.Notes = v
		}
	})
}

// otherPaper is the choice of one whose size is typed.
const otherPaper = "other"

// papers are those that have names.
func papers() []string { return []string{"", "A4", "A3", "letter"} }

// paper offers papers, and a field for the size of another.
func (d *dialog) paper() fyne.CanvasObject {
	k, now := d.kit, d.chosen.Paper
	own := k.Entry(1, "", k.T("publish.paper.example"))
	if !slices.Contains(papers(), now) {
		own.SetText(now)
		now = otherPaper
	} else {
		own.Hide()
	}
	own.OnSubmit, own.OnCancel = d.titled.OnSubmit, d.titled.OnCancel
	own.OnChanged = func(words string) {
		d.chosen.Paper = words
		d.typed()
	}
	values := append(papers(), otherPaper)
	texts := []string{k.T("publish.usual"), "A4", "A3", k.T("publish.paper.letter"), k.T("publish.paper.other")}
	choice := k.Words(values, texts, now, func(v string) {
		if own.Hide(); v == otherPaper {
			own.Show()
			v = own.Text()
		}
		d.chosen.Paper = v
		d.dialog.Refit()
		d.measure()
	})
	return d.row("publish.paper", control.Column(6, choice.Root, own))
}
