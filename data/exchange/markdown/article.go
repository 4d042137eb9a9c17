package markdown

import (
	"cmp"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/text/anchor"
)

var (
	comment = regexp.MustCompile(`(?s)%%.*?%%`)
	embed   = regexp.MustCompile(`!\[\[[^\[\]\n]*\]\]`)
	wiki    = regexp.MustCompile(`\[\[([^\[\]|#^\n]*)([#^][^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]`)
	dataTag = regexp.MustCompile(`(?s)<(span|div)\b[^>]*\bob-timelines\b[^>]*>.*?</(?:span|div)>`)
)

// unlinked is a text whose links to notes are their words.
func unlinked(text string) string {
	return wiki.ReplaceAllStringFunc(text, func(link string) string {
		m := wiki.FindStringSubmatch(link)
		return cmp.Or(m[3], m[1], strings.TrimLeft(m[2], "#^"))
	})
}

// plain is the body of a note without what is not shown.
func (v *vault) plain(body string) string {
	body, _, _ = strings.Cut(body, v.settings.endOfBody)
	return shown(body)
}

func shown(body string) string {
	return embed.ReplaceAllString(dataTag.ReplaceAllString(comment.ReplaceAllString(body, ""), ""), "")
}

// opening is the first paragraph of a text that is no heading, as the description of what
// the note dates.
func opening(body string) string {
	for paragraph := range strings.SplitSeq(body, "\n\n") {
		paragraph = strings.TrimSpace(headingLine.ReplaceAllString(paragraph, ""))
		if paragraph == "" || strings.HasPrefix(paragraph, "|") || strings.HasPrefix(paragraph, "```") {
			continue
		}
		return form.Shorten(form.Clean(unmarked.Replace(unlinked(paragraph))), 2000)
	}
	return ""
}

// unmarked takes the signs of emphasis out of a paragraph.
var unmarked = strings.NewReplacer("**", "", "__", "", "`", "")

// linked is a note with what it links to.
type linked struct {
	path, title string
	at          form.Place
	article     data.ID
	text        string // of the article
	targets     []string
	events      []form.Event
}

// maxTexts is how many bytes the articles of one folder have.
const maxTexts = 512 << 20

// article adds the article that a note is, if it has a text.
func (v *vault) article(l *linked, n source, f fields, base, body string) error {
	for _, m := range wiki.FindAllStringSubmatch(shown(body), maxLinks) {
		if name := strings.TrimSpace(m[1]); name != "" && !slices.Contains(l.targets, name) {
			l.targets = append(l.targets, name)
		}
	}
	text := unlinked(shown(body))
	if strings.TrimSpace(text) == "" {
		if len(v.doc.Events) == 0 || v.doc.Events[len(v.doc.Events)-1].Source.Place.Path != n.path {
			v.Skip(l.at, form.NoText, "")
		}
		return nil
	}
	now := v.o.Now
	reader := intake.Reader{Now: func() time.Time { return now }}
	draft, err := reader.Read(v, intake.Source{Data: []byte(text), Media: "text/markdown"}, nil)
	switch refused, is := errors.AsType[*intake.Error](err); {
	case err != nil && !is:
		return err
	case err != nil && refused.Kind == intake.Empty:
		v.Skip(l.at, form.NoText, "")
		return nil
	case err != nil:
		v.Skip(l.at, form.Unreadable, refused.Reason)
		return nil
	}
	a := draft.Article(data.NewID())
	a.Page = data.Article{}.Page
	a.Added = now.Unix()
	a.Title = v.Fit(l.at, "title", form.Line(unlinked(cmp.Or(f.text("title"), base))), data.MaxTitle)
	a.Byline = v.Fit(l.at, "author", form.Line(f.text("author", "authors")), data.MaxTitle)
	a.Publisher = v.Fit(l.at, "publisher", form.Line(f.text("publisher")), data.MaxTitle)
	if a.URL = form.WebAddress(f.text("url", "link", "source")); len(a.URL) > data.MaxTitle {
		a.URL = ""
	}
	if said := f.text("published", "date", "created"); said != "" {
		a.Published, _ = v.free(said)
	}
	if v.texts += len(a.Text); v.texts > maxTexts {
		return v.file.Fail(l.at, "its texts have more than %d MB; that is the most that is read", maxTexts>>20)
	}
	l.article, l.text = a.ID, a.Text
	v.doc.Articles = append(v.doc.Articles, form.Article{Article: a, Source: form.Source{Key: articleKey(n.path), Place: l.at}})
	return nil
}

func articleKey(path string) string {
	if key := "article:" + path; len(key) <= data.MaxForeign {
		return key
	}
	return ""
}

// maxLinks is how many links of a note are followed.
const maxLinks = 1000

// report ties the events of a note to its article: the passage that says them, or its first
// line.
func (v *vault) report(l linked) {
	if l.text == "" {
		return
	}
	first, _, _ := strings.Cut(strings.TrimLeft(l.text, "\n"), "\n")
	for _, e := range l.events {
		words := first
		for _, said := range []string{e.Title, e.Description} {
			if line, _, _ := strings.Cut(said, "\n"); line != "" && strings.Contains(l.text, line) {
				words = line
				break
			}
		}
		start := strings.Index(l.text, words)
		at, err := anchor.Make(l.text, start, start+len(words))
		if err != nil {
			continue
		}
		v.doc.Excerpts = append(v.doc.Excerpts, data.Excerpt{ID: data.NewID(), Event: e.ID, Article: l.article, Anchor: at})
	}
}

// link notes on each article which others it links to by name. A name is that of a file, with
// its folders or without.
func (v *vault) link(notes []linked) {
	byName := map[string]data.ID{}
	for _, n := range notes {
		if n.article == (data.ID{}) {
			continue
		}
		whole := strings.ToLower(strings.TrimSuffix(n.path, path.Ext(n.path)))
		for _, name := range []string{whole, path.Base(whole)} {
			if _, known := byName[name]; !known {
				byName[name] = n.article
			}
		}
	}
	for _, n := range notes {
		var words []string
		var links []data.Link
		for _, name := range n.targets {
			id, known := byName[strings.ToLower(strings.TrimSuffix(name, ending))]
			switch {
			case !known:
				v.Drop("link to a note that is not there")
			case id != n.article && n.article != (data.ID{}):
				words = append(words, "[["+name+"]]")
				links = append(links, data.Link{Text: name, Article: id})
			}
		}
		if len(links) == 0 {
			continue
		}
		note := data.Annotation{
			ID: data.NewID(), Article: n.article, Text: v.Fit(n.at, "links", strings.Join(words, " · "), data.MaxText), Links: links,
			Colour: linkColour,
		}
		v.doc.Notes = append(v.doc.Notes, form.Note{Annotation: note, Source: form.Source{Key: linksKey(n.path), Place: n.at}})
	}
}

func linksKey(path string) string {
	if key := "links:" + path; len(key) <= data.MaxForeign {
		return key
	}
	return ""
}

// linkColour is that of notes that hold nothing but links.
const linkColour = "slate"
