package publish

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// options are the choices that depend on the format.
type options struct {
	*model
	kit    *control.Kit
	root   *fyne.Container
	about  *control.Entry
	byline *control.Entry
	size   *control.Entry // of a paper without a name
	refit  func()         // follows a change of height
}

func newOptions(m *model, k *control.Kit, refit func()) *options {
	o := &options{model: m, kit: k, root: control.Column(12), refit: refit}
	o.about = entry(m, k, 2, &m.chosen.About, k.T("publish.about.example"))
	o.byline = entry(m, k, 1, &m.chosen.Byline, m.parts.Choices.Author())
	o.size = k.Entry(1, "", k.T("publish.paper.example"))
	if !slices.Contains(papers(), m.chosen.Paper) {
		o.size.SetText(m.chosen.Paper)
	}
	o.size.OnChanged = func(words string) {
		m.chosen.Paper = words
		m.typed()
	}
	return o
}

// entry is a field whose words are kept as they are typed.
func entry(m *model, k *control.Kit, lines int, words *string, placeholder string) *control.Entry {
	e := k.Entry(lines, *words, placeholder)
	e.OnChanged = func(now string) {
		*words = strings.TrimSpace(now)
		m.typed()
	}
	return e
}

// row is a caption and what is chosen beside it.
func (o *options) row(key string, chosen fyne.CanvasObject) fyne.CanvasObject {
	return control.Beside(o.kit, captionWidth, o.kit.Text(o.kit.T(key), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder}), chosen)
}

// captionWidth is that of captions, in units.
const captionWidth = 96

// words is a row of words of which one is chosen; choosing one measures again.
func (o *options) words(key string, values, texts []string, now string, set func(string)) fyne.CanvasObject {
	return o.row(key, o.kit.Words(values, texts, now, func(v string) {
		set(v)
		o.measure()
	}).Root)
}

// fill offers what the format knows.
func (o *options) fill() {
	o.root.RemoveAll()
	k, f := o.kit, o.format
	knows := func(part form.LookPart) bool { return slices.Contains(f.Knows, part) }
	said := func(prefix string, values []string) []string {
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = k.T(prefix + v)
		}
		return texts
	}
	if knows(form.LookAbout) {
		o.root.Add(o.row("publish.about", o.about))
	}
	if knows(form.LookByline) {
		o.root.Add(o.row("publish.byline", o.byline))
	}
	if len(f.Speaks) > 1 {
		now := o.lang()
		if now == "" {
			now = f.Speaks[0]
		}
		o.root.Add(o.words("publish.lang", f.Speaks, said("publish.lang.", f.Speaks), now, func(v string) { o.chosen.Lang = v }))
	}
	if knows(form.LookTheme) {
		values, texts := []string{"", "light", "dark"}, []string{k.T("publish.theme.auto"), k.T("settings.light"), k.T("settings.dark")}
		if f.Group != form.GroupPage { // which alone can follow its reader
			values, texts = []string{"", "dark"}, texts[1:]
		}
		now := o.chosen.Theme
		if !slices.Contains(values, now) {
			now = ""
		}
		o.root.Add(o.words("publish.theme", values, texts, now, func(v string) { o.chosen.Theme = v }))
	}
	if knows(form.LookStory) {
		o.storyChoice()
	}
	if knows(form.LookPaper) {
		o.root.Add(o.paper())
	}
	if knows(form.LookScale) {
		values, texts := []string{""}, []string{k.T("publish.usual")}
		for _, n := range []int64{1, 2, 4, 8} {
			values, texts = append(values, strconv.FormatInt(n, 10)), append(texts, k.T("publish.scale.times", "n", k.Locale.Number(n)))
		}
		o.root.Add(o.words("publish.scale", values, texts, o.chosen.Scale, func(v string) { o.chosen.Scale = v }))
	}
	if knows(form.LookSize) {
		values, texts := []string{""}, []string{k.T("publish.usual")}
		for _, width := range []int64{4000, 12000} {
			values, texts = append(values, strconv.FormatInt(width, 10)), append(texts, k.T("publish.width.named", "n", k.Locale.Count(int(width))))
		}
		o.root.Add(o.words("publish.width", values, texts, o.chosen.Width, func(v string) { o.chosen.Width = v }))
	}
	if o.hasNotes() {
		o.root.Add(o.noteChoice())
	}
	if o.hasPassages() {
		values, texts := []string{none, ""}, []string{k.T("publish.articles.none"), k.T("publish.articles.excerpts")}
		now := o.chosen.Articles
		if !slices.Contains(f.Loses, form.LosesArticles) {
			values, texts = append(values, full), append(texts, k.T("publish.articles.full"))
		} else if now == full {
			now = ""
		}
		o.root.Add(o.words("publish.articles", values, texts, now, func(v string) { o.chosen.Articles = v }))
	}
	o.root.Refresh()
}

// storyChoice offers the stories, where there are several.
func (o *options) storyChoice() {
	k, names := o.kit, append([]string{""}, o.stories()...)
	if len(names) <= 2 {
		return
	}
	texts := []string{k.T("publish.story.all")}
	for _, name := range names[1:] {
		texts = append(texts, k.Given(control.OneLine(name, 24)))
	}
	o.root.Add(o.words("publish.story", names, texts, o.story, func(v string) { o.story = v }))
}

// stories are the names of the stories of the library.
func (o *options) stories() []string {
	if o.parts.Stories == nil {
		return nil
	}
	return o.parts.Stories.Names()
}

// noteChoice offers which notes go along; private ones are named.
func (o *options) noteChoice() fyne.CanvasObject {
	k := o.kit
	own, every, private := o.notes()
	texts := []string{k.T("publish.notes.none"), k.T("publish.notes.mine", "n", k.Locale.Count(own)), k.T("publish.notes.all", "n", k.Locale.Count(every))}
	if private > 0 {
		texts[2] = k.Locale.TN("publish.notes.private", private, "all", k.Locale.Count(every))
	}
	return o.words("publish.notes", []string{none, mine, all}, texts, o.withNotes(), func(v string) {
		if o.private = v == all; !o.private {
			o.chosen.Notes = v
		}
	})
}

// otherPaper is the choice of one whose size is typed.
const otherPaper = "other"

// papers are those that have names.
func papers() []string { return []string{"", "A4", "A3", "letter"} }

// paper offers papers, and a field for the size of another.
func (o *options) paper() fyne.CanvasObject {
	k, now := o.kit, o.chosen.Paper
	own := o.size
	if own.Show(); slices.Contains(papers(), now) {
		own.Hide()
	} else {
		now = otherPaper
	}
	values := append(papers(), otherPaper)
	texts := []string{k.T("publish.usual"), "A4", "A3", k.T("publish.paper.letter"), k.T("publish.paper.other")}
	choice := k.Words(values, texts, now, func(v string) {
		if own.Hide(); v == otherPaper {
			own.Show()
			v = own.Text()
		}
		o.chosen.Paper = v
		o.refit()
		o.measure()
	})
	return o.row("publish.paper", control.Column(6, choice.Root, own))
}
