package markdown

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// loses are what no folder of the format holds.
func loses() []string {
	return []string{form.LosesZones, form.LosesArticles, form.LosesNotes}
}

// write writes one note an event, in a folder for each track, and one for each era.
func write(ctx context.Context, into form.Folder, from form.Taken) (form.Dropped, error) {
	var lost form.Dropped
	names, articles := from.DistinctNames(), from.ArticlesByID()
	colours := map[data.ID]string{}
	for _, t := range from.Tracks {
		colours[t.ID] = t.Colour
	}
	taken := map[string]bool{}
	pictures, told := newGallery(into, from), map[data.ID]bool{}
	for _, e := range from.Events {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if e.Zone != "" {
			lost.Lose(form.LosesZones, 1)
		}
		name := fileName(taken, names[e.Track], e.Date, e.Title)
		up := strings.Repeat("../", strings.Count(name, "/"))
		shown, err := pictures.of(ctx, e.ID, up)
		if err != nil {
			return nil, err
		}
		sources := map[data.ID]string{} // the pictures of each, in the first note that it reports
		for _, x := range e.Excerpts {
			if a := x.Article; !told[a] {
				told[a] = true
				if sources[a], err = pictures.of(ctx, a, up); err != nil {
					return nil, err
				}
			}
		}
		if err := into.Write(name, func(w io.Writer) error {
			return eventNote(w, e, names[e.Track], colours[e.Track], articles, shown, sources)
		}); err != nil {
			return nil, err
		}
	}
	eras := from.Eras()
	for _, n := range eras {
		if err := into.Write(fileName(taken, "", n.Span, n.Text), func(w io.Writer) error { return eraNote(w, n) }); err != nil {
			return nil, err
		}
	}
	lost.Lose(form.LosesGone, pictures.lost)
	lost.Lose(form.LosesPictures, len(from.Pictures)-len(pictures.written)-pictures.lost)
	lost.Lose(form.LosesNotes, len(from.Notes)-len(eras))
	for _, a := range from.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
	}
	return lost, nil
}

// front writes fields in front of a note, as JSON, which YAML is a kind of.
type front struct{ strings.Builder }

func (f *front) field(name string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	if s := string(text); s != `""` && s != "null" && s != "[]" {
		fmt.Fprintf(f, "%s: %s\n", name, text)
	}
}

// dated writes a date for every reader: whole as EDTF, and its ends as both plugins have
// them.
func (f *front) dated(d dates.Date) {
	f.field("edtf", d.EDTF)
	p := form.PlainOf(d)
	f.field("date", p.From.DayOnly().EDTF())
	f.field(startKey, pluginDate(p.From, "%d-%02d-%02d", 0))
	f.field(otherStart, pluginDate(p.From, "%d-%02d-%02d-%02d", 1))
	switch {
	case p.OpenEnd:
		fmt.Fprintf(f, "%s: true\n", endKey)
	case p.To != p.From:
		f.field(endKey, pluginDate(p.To, "%d-%02d-%02d", 0))
		f.field(otherEnd, pluginDate(p.To, "%d-%02d-%02d-%02d", 1))
	}
}

// pluginDate is a moment with 0 for what is not said; years before the common era are
// negative.
func pluginDate(m form.Moment, format string, clock int) string {
	year := m.Year
	if year <= 0 {
		year--
	}
	parts := []any{year, m.Month, m.Day}
	if clock > 0 {
		parts = append(parts, m.Clock.Hour)
	}
	return fmt.Sprintf(format, parts...)
}

// eventNote writes an event with its pictures, and the passages that report it with those of
// their articles.
func eventNote(w io.Writer, e form.TakenEvent, track, colour string, articles map[data.ID]data.Article, pictures string, ofSources map[data.ID]string) error {
	var f front
	f.field("id", e.ID.String())
	f.field("title", e.Title)
	f.field(titleKey, e.Title)
	f.dated(e.Date)
	f.field("track", track)
	f.field("colour", colour)
	f.field("timelines", []string{track})
	fmt.Fprintf(&f, "aat-render-enabled: true\n")
	f.field("place", e.Place)
	f.field("source", e.Source)
	if e.Importance != data.DefaultImportance {
		fmt.Fprintf(&f, "importance: %d\n", e.Importance)
	}
	f.field("keywords", e.Tags)
	f.field("tags", hashtags(e.Tags))
	var addresses, titles []string
	for _, l := range e.Links {
		addresses, titles = append(addresses, l.URL), append(titles, l.Title)
	}
	f.field("links", addresses)
	if strings.Join(titles, "") != "" {
		f.field("link-titles", titles)
	}
	text := "---\n" + f.String() + "---\n\n" + escaped(e.Description)
	if e.Description != "" {
		text += "\n\n"
	}
	text += endOfBody + "\n" + pictures
	for _, x := range e.Excerpts {
		text += "\n" + quoted(x.Anchor.Exact) + "\n> — " + sourceLine(articles[x.Article]) + "\n" + ofSources[x.Article]
		delete(ofSources, x.Article)
	}
	_, err := io.WriteString(w, text)
	return err
}

// eraNote writes a span of time with a name.
func eraNote(w io.Writer, n data.Annotation) error {
	var f front
	f.field("id", n.ID.String())
	f.field("kind", "era")
	f.dated(n.Span)
	f.field("colour", n.Colour)
	f.field("keywords", n.Tags)
	f.field("tags", hashtags(n.Tags))
	_, err := io.WriteString(w, "---\n"+f.String()+"---\n\n"+escaped(n.Text)+"\n\n"+endOfBody+"\n")
	return err
}

// hashtags are tags as Obsidian takes them, without spaces; one plugin shows only notes that
// have a tag of its name.
func hashtags(tags []string) []string {
	all := []string{"timeline"}
	for _, t := range tags {
		t = strings.Trim(notTag.ReplaceAllString(t, "_"), "_")
		if t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

var notTag = regexp.MustCompile(`[^\pL\pM\pN/_-]+`)

// marks are the characters that mean something anywhere in a line of Markdown.
const marks = "\\`*_[]<>#|~%$&"

// lineStart are those that do at its beginning.
var lineStart = regexp.MustCompile(`(?m)^([ \t]*)([-+=]|\d+[.)])`)

// escaped is a text that is read as it is.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune(marks, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return lineStart.ReplaceAllStringFunc(b.String(), func(s string) string { return s[:len(s)-1] + `\` + s[len(s)-1:] })
}

// unescaped is the text that was escaped.
func unescaped(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (strings.IndexByte(marks, text[i+1]) >= 0 || strings.IndexByte("-+=.)", text[i+1]) >= 0) {
			i++
		}
		b.WriteByte(text[i])
	}
	return form.Clean(b.String())
}

// quoted is a passage as a block quotation.
func quoted(text string) string {
	lines := strings.Split(escaped(form.Clean(text)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	return strings.Join(append(lines, ">"), "\n")
}

// sourceLine is an article in one line, its title a link where it has an address.
func sourceLine(a data.Article) string {
	title := escaped(cmp.Or(form.Line(a.Title), "…"))
	if address := form.WebAddress(a.URL); address != "" {
		title = "[" + title + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(address) + ">)"
	}
	parts := []string{title}
	for _, s := range []string{form.Line(a.Publisher), a.Published.EDTF} {
		if s != "" {
			parts = append(parts, escaped(s))
		}
	}
	return strings.Join(parts, ", ")
}

// maxName is how long the name of a file is at most, in bytes, without its ending.
const maxName = 100

// fileName is a name that no file of the folder has yet, with the date in front.
func fileName(taken map[string]bool, folder string, d dates.Date, title string) string {
	p := form.PlainOf(d)
	name := safe(p.From.DayOnly().EDTF() + " " + form.Line(title))
	if folder = safe(folder); folder != "" {
		folder += "/"
	}
	for n := 1; ; n++ {
		whole := folder + name
		if n > 1 {
			whole += fmt.Sprintf(" (%d)", n)
		}
		if key := strings.ToLower(whole); !taken[key] {
			taken[key] = true
			return whole + ending
		}
	}
}

// safe is a name that every system takes, and that Obsidian can link to.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`\/:*?"<>|#^[]`, r), unicode.IsControl(r):
			return ' '
		case !unicode.IsPrint(r) && r != '\u200c':
			return -1 // marks of direction among them
		}
		return r
	}, name)
	name = strings.TrimSuffix(form.Shorten(form.Line(name), maxName), "…")
	return strings.Trim(name, " .")
}
