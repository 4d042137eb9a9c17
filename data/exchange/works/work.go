// Package works is what lists of references are read into and written from, whatever their
// format: works, each with a title, people, a date and what it is in.
//
// The one idea behind it: the fields of a data.Citation and, for the rest, the variables of
// CSL 1.0.2 are the names that all formats meet in. What has a variable there goes into
// Citation.Extra by that name, whatever the file calls it; what has none keeps the name it
// has in the file. So what came from one format is written to another.
package works

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Work is an entry of a list of references.
type Work struct {
	form.Source
	// Article has no ID and no text; nothing in it has to be within its limits yet. Texts of one
	// line may have markup of HTML.
	data.Article
	Notes []Note
}

// Note is a note on a work.
type Note struct {
	Key     string // in the file, if it has one
	Text    string // plain
	Tags    []string
	Created int64 // Unix seconds; 0 if unknown
}

// Names of Extra that more than one format reads or writes.
const (
	ExtraKey    = "citation-key" // the name by which the reader cites it
	ExtraIssued = "issued"       // a date in words that are none
	ExtraURLs   = "other-urls"   // further addresses, between spaces
	ExtraLang   = "language"     // one that is no tag
)

// Limits of what is read.
const (
	MaxFile  = 256 << 20 // bytes of a file
	MaxWorks = 500_000
)

// maxName is how long a part of a name, or the name of a field, may be, in bytes.
const maxName = 1000

// Say puts a text into Extra, behind another one of that name.
func (w *Work) Say(name, text string) {
	name, text = form.Shorten(form.Line(name), maxName), form.Clean(text)
	if name == "" || text == "" {
		return
	}
	if w.Citation.Extra == nil {
		w.Citation.Extra = map[string]string{}
	}
	if said := w.Citation.Extra[name]; said != "" && said != text {
		text = said + "\n" + text
	}
	w.Citation.Extra[name] = text
}

// Address takes the first address of the web for the work's; further ones, and what is none,
// are kept.
func (w *Work) Address(text string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == ';' }) {
		address := form.WebAddress(part)
		switch {
		case address != "" && w.URL == "":
			w.URL = address
		case part != w.URL && !slices.Contains(strings.Fields(w.Citation.Extra[ExtraURLs]), part):
			w.Say(ExtraURLs, part)
		}
	}
}

// Dated takes a date in words as the date on which the work was published.
func (w *Work) Dated(text string, o form.Options) {
	if text = form.Line(text); text == "" {
		return
	}
	var ok bool
	if w.Published, ok = Date(text, o); !ok {
		w.Say(ExtraIssued, text)
	}
}

// Seen takes a date in words as the date on which the work was looked at.
func (w *Work) Seen(text string, o form.Options) {
	if text = form.Line(text); text == "" {
		return
	}
	if d, ok := Date(text, o); ok {
		w.Citation.Accessed = d.EDTF
		return
	}
	w.Say("accessed", text)
}

// languages are names of languages that people write for their tags.
var languages = map[string]string{
	"brazilian": "pt-BR", "brazil": "pt-BR", "english": "en", "american": "en-US", "british": "en-GB", "usenglish": "en-US", "ukenglish": "en-GB", "arabic": "ar", "العربية": "ar", "عربي": "ar",
	"french": "fr", "français": "fr", "german": "de", "ngerman": "de", "deutsch": "de", "spanish": "es", "español": "es", "italian": "it", "portuguese": "pt",
	"russian": "ru", "turkish": "tr", "persian": "fa", "farsi": "fa", "hebrew": "he", "chinese": "zh", "japanese": "ja", "urdu": "ur", "hindi": "hi",
}

// In takes a text for the language of the work: a tag, or the name of a common language.
func (w *Work) In(text string) {
	text = form.Line(text)
	if text == "" {
		return
	}
	if tag, known := languages[strings.ToLower(text)]; known {
		w.Lang = tag
		return
	}
	if tag, err := language.Parse(strings.ReplaceAll(text, "_", "-")); err == nil && len(text) < 40 {
		w.Lang = tag.String()
		return
	}
	w.Say(ExtraLang, text)
}

// Add puts a work into a document, with its notes. What is over a limit is shortened and
// noted; a work that has no title is named by what else it says. Notes that do not say when
// they were written are of the time of the import.
func Add(doc *form.Document, w Work, o form.Options) {
	a := w.Article
	a.ID = data.NewID()
	f := fitter{doc: doc, place: w.Place, left: data.MaxCitation, noted: map[string]bool{}}
	c := f.citation(a.Citation)
	a.Citation = c
	a.Title = f.field("title", plainLine(a.Title), data.MaxTitle)
	a.Byline = f.field("byline", form.Line(a.Byline), data.MaxTitle)
	a.Publisher = f.field("publisher", plainLine(a.Publisher), data.MaxTitle)
	if a.Publisher == "" && cite.Periodical(c.Type) {
		a.Publisher = c.Container
	}
	if len(a.URL) > data.MaxTitle {
		doc.Skip(w.Place, form.TooLong, "address "+a.URL)
		a.URL = ""
	}
	a.Lang = form.Shorten(a.Lang, maxName)
	if a.Title == "" {
		a.Title = untitled(a)
	}
	if a.Title == "" {
		doc.Skip(w.Place, form.NoTitle, w.Key)
		return
	}
	w.Key = form.Shorten(form.Line(w.Key), data.MaxForeign-keyRoom)
	doc.Articles = append(doc.Articles, form.Article{Article: a.WithText(""), Source: w.Source})
	for i, n := range w.Notes {
		text := doc.Fit(w.Place, "note", form.Clean(n.Text), data.MaxText)
		if text == "" {
			continue
		}
		key := form.Shorten(form.Line(n.Key), data.MaxForeign)
		if key == "" && w.Key != "" {
			key = w.Key + "#note" + strconv.Itoa(i+1)
		}
		if n.Created == 0 && !o.Now.IsZero() {
			n.Created = o.Now.Unix()
		}
		doc.Notes = append(doc.Notes, form.Note{
			Annotation: data.Annotation{ID: data.NewID(), Article: a.ID, Text: text, Colour: noteColour, Tags: doc.FitTags(w.Place, n.Tags), Created: n.Created, Changed: n.Created},
			Source:     form.Source{Key: key, Place: w.Place},
		})
	}
}

// noteColour is that of all notes of lists, which say none.
const noteColour = "slate"

// keyRoom is left in a key for the number of a note.
const keyRoom = 20

// untitled is what a work without a title is known by.
func untitled(a data.Article) string {
	c := a.Citation
	var who []string
	for _, n := range slices.Concat(c.Authors, c.Editors) {
		who = append(who, n.String())
	}
	for _, s := range []string{c.Container, strings.Join(who[:min(len(who), 3)], ", "), c.Extra["container-title-short"], c.DOI, c.ISBN, a.Publisher, a.URL} {
		if s != "" {
			return form.Shorten(s, data.MaxTitle)
		}
	}
	return ""
}

// plainLine is a text of one line without markup.
func plainLine(text string) string {
	plain, _ := form.PlainHTML(text)
	return form.Line(plain)
}

// fitter keeps a citation within its limits.
type fitter struct {
	doc   *form.Document
	place form.Place
	left  int // bytes, of the whole citation
	noted map[string]bool
}

func (f *fitter) field(name, text string, limit int) string {
	return f.doc.Fit(f.place, name, text, limit)
}

// text is a text of a citation, "" where nothing more has room. That one of its name is
// shortened is noted once.
func (f *fitter) text(name, text string, limit int) string {
	limit = min(limit, f.left)
	if len(text) > limit {
		if !f.noted[name] {
			f.doc.Skip(f.place, form.TooLong, name)
			f.noted[name] = true
		}
		if limit < len("…") {
			return ""
		}
		text = form.Shorten(text, limit)
	}
	f.left -= len(text)
	return text
}

func (f *fitter) citation(c data.Citation) data.Citation {
	if !slices.Contains(data.CitationTypes(), c.Type) {
		c.Type = ""
	}
	for _, line := range []struct {
		name string
		text *string
	}{
		{"container", &c.Container},
		{"volume", &c.Volume},
		{"issue", &c.Issue},
		{"pages", &c.Pages},
		{"edition", &c.Edition},
		{"place of the publisher", &c.PublisherPlace},
		{"DOI", &c.DOI},
		{"ISBN", &c.ISBN},
		{"ISSN", &c.ISSN},
	} {
		*line.text = f.text(line.name, plainLine(*line.text), data.MaxTitle)
	}
	if d, err := dates.Parse(c.Accessed); c.Accessed != "" && (err != nil || len(d.EDTF) > data.MaxTitle) {
		c.Accessed = ""
	}
	c.Authors, c.Editors, c.Translators = f.names("authors", c.Authors), f.names("editors", c.Editors), f.names("translators", c.Translators)
	var words []string
	for _, k := range f.doc.FitTags(f.place, c.Keywords) {
		if k = f.text("keyword", k, data.MaxTitle); k != "" {
			words = append(words, k)
		}
	}
	c.Keywords = words
	abstract, _ := form.PlainHTML(c.Abstract)
	c.Abstract = f.text("abstract", abstract, data.MaxCitation/2)
	c.Extra = f.extra(c.Extra)
	return c
}

func (f *fitter) names(role string, names []data.Name) []data.Name {
	var fit []data.Name
	for _, n := range names {
		n, ok := named(n)
		if !ok {
			continue
		}
		if len(fit) == data.MaxNames {
			f.doc.Skip(f.place, form.TooLong, role)
			break
		}
		n.Family, n.Given, n.Literal = f.text(role, n.Family, maxName), f.text(role, n.Given, maxName), f.text(role, n.Literal, maxName)
		if n != (data.Name{}) {
			fit = append(fit, n)
		}
	}
	return fit
}

func (f *fitter) extra(all map[string]string) map[string]string {
	var fit map[string]string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := f.text(name, all[name], data.MaxCitation)
		if text == "" {
			continue
		}
		if len(fit) == data.MaxExtra || f.left < len(name) {
			f.doc.Drop("fields of a reference beyond " + strconv.Itoa(data.MaxExtra))
			continue
		}
		f.left -= len(name)
		if fit == nil {
			fit = map[string]string{}
		}
		fit[name] = text
	}
	return fit
}
