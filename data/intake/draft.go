package intake

import (
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake/page"
)

// Origin says where a field of a draft came from, Field and DateField are a
// field with it; see package page for those that a web page can have.
type (
	Origin    = page.Origin
	Field     = page.Field
	DateField = page.DateField
)

// Origins beyond those of a page.
const (
	FromUser     Origin = "user"     // the reader typed it
	FromLine     Origin = "line"     // the first line of a plain text
	FromFile     Origin = "file"     // the file's name
	FromDocument Origin = "document" // the properties of a PDF, DOCX or ODT, or the head of an MHTML
	FromSource   Origin = "source"   // the address that was asked for
	FromLetters  Origin = "letters"  // the language, by the letters of the text
	FromLibrary  Origin = "library"  // what the library has already, see Complete
)

// Format is what a source turned out to be, by its content.
type Format string

// The formats that are read.
const (
	PlainText Format = "text"
	Markdown  Format = "markdown"
	HTML      Format = "html"
	MHTML     Format = "mhtml"
	PDF       Format = "pdf"
	DOCX      Format = "docx"
	ODT       Format = "odt"
)

// Draft is what a source became: an article for the reader to look at and to
// correct, each field with where it came from. Fields are single lines without
// control characters; those that the source does not give are zero.
type Draft struct {
	Source    Source
	Format    Format
	Title     Field
	Byline    Field
	Publisher Field
	Lang      Field // BCP 47
	URL       Field // canonical, http or https
	Published DateField
	Changed   DateField
	Citation  data.Citation // as the page says
	// Text and Blocks are as data.Article wants them. Paragraphs are set apart by
	// an empty line, list items by none.
	Text   string
	Blocks []data.Block
	// Page is the source as it was received; its Hash is zero where the source was
	// plain text, which Text holds completely.
	Page data.Page
	// Pictures are those that the source has in itself, at their places in the text, and the one
	// that stands for a page, if that was asked for.
	Pictures []Picture
	Warnings []Warning

	refers []page.Picture // what the text refers to, until it is looked for
	lead   string         // see page.Page
}

// Warning is something that the reader should know of a draft before keeping it.
type Warning struct {
	Kind   WarningKind
	Detail string // depends on Kind; empty for most
}

// WarningKind names a warning; words are made from it.
type WarningKind string

// The kinds of warning.
const (
	Converted  WarningKind = "converted"  // the text was not in UTF-8 but in Detail
	Mislabeled WarningKind = "mislabeled" // Detail is the charset that the source wrongly says it has
	Damaged    WarningKind = "damaged"    // Detail characters could not be read and are now U+FFFD
	Moved      WarningKind = "moved"      // the address led on to Detail
	Paywalled  WarningKind = "paywalled"  // the page says that it is not free to read: the text may be cut
	Short      WarningKind = "short"      // very little text: the rest may be made by scripts, which are not run
	Whole      WarningKind = "whole"      // the main text could not be recognised: all of the page was kept
	Told       WarningKind = "told"       // the page itself lacks the text, which is from its JSON-LD
	Thin       WarningKind = "thin"       // the text has little of what the page says it is about
	LeftOut    WarningKind = "leftout"    // Detail passages that read as text, or other candidates for it, were left out
	Guessed    WarningKind = "guessed"    // the date of publication is the likeliest of those in the page
	Robots     WarningKind = "robots"     // the page asks robots not to keep it; Detail are its words
	Dateless   WarningKind = "dateless"   // no date of publication was found
	Unpaged    WarningKind = "unpaged"    // a PDF page or more holds pictures instead of text
	Unpictured WarningKind = "unpictured" // Detail pictures could not be read

	CutPictures WarningKind = "cutpictures" // Detail pictures are cut off
)

// Article returns the draft as an article with that ID.
func (d Draft) Article(id data.ID) data.Article {
	a := data.Article{
		ID: id, Title: d.Title.Value, Byline: d.Byline.Value, Publisher: d.Publisher.Value, URL: d.URL.Value,
		Lang: d.Lang.Value, Published: d.Published.Value, Changed: d.Changed.Value, Page: d.Page.Hash, Citation: d.Citation,
	}.WithText(d.Text)
	a.Blocks = d.Blocks
	return a
}

// Add returns the edit that adds the draft as a new article with that ID, added at
// now (Unix seconds).
func (d Draft) Add(id data.ID, now int64) data.Edit {
	a := d.Article(id)
	a.Added = now
	edit := data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}}
	if d.Page.Hash != (data.Page{}).Hash {
		edit.Pages = []data.Page{d.Page}
	}
	d.Illustrate(&edit, id, nil)
	return edit
}

// Complete takes over, for the fields that the draft leaves empty, what an article is
// known to be that the draft is another version of.
func (d *Draft) Complete(a data.Article) {
	d.take(a, FromLibrary, false)
	d.Citation = a.Citation.Fill(d.Citation)
}

// Fill makes the draft the text of a reference: what that says stays, but for what the
// reader has typed, a date that the draft has more precisely, and a title that is only
// the address.
func (d *Draft) Fill(reference data.Article) {
	typed := *d
	if page.Plain(reference.Title) != "" {
		reference.Title = ""
	}
	if precise(d.Published.Value, reference.Published) {
		reference.Published = dates.Date{}
	}
	d.take(reference, FromLibrary, true)
	d.Citation = reference.Citation.Fill(d.Citation)
	for _, f := range [...]struct{ now, typed *Field }{
		{&d.Title, &typed.Title}, {&d.Byline, &typed.Byline}, {&d.Publisher, &typed.Publisher}, {&d.URL, &typed.URL}, {&d.Lang, &typed.Lang},
	} {
		if f.typed.From == FromUser {
			*f.now = *f.typed
		}
	}
	for _, f := range [...]struct{ now, typed *DateField }{{&d.Published, &typed.Published}, {&d.Changed, &typed.Changed}} {
		if f.typed.From == FromUser {
			*f.now = *f.typed
		}
	}
}

// precise reports whether a date is the same as another and says more.
func precise(date, than dates.Date) bool {
	return !date.IsZero() && !than.IsZero() && date.Lo >= than.Lo && date.Hi <= than.Hi && date.Hi-date.Lo < than.Hi-than.Lo
}

// Correct takes over what the reader says in place of the source: the fields of an
// article that are not empty.
func (d *Draft) Correct(a data.Article) { d.take(a, FromUser, true) }

// Retitle gives a draft of a piece of HTML the title that its source is known by. The
// heading that was taken for its title is part of the text again, and one with which the
// text begins is not repeated.
func (d *Draft) Retitle(title string) {
	if title = clean(title); title == "" {
		return
	}
	if was := d.Title; was.From == page.Heading && !strings.EqualFold(was.Value, title) {
		d.begin(was.Value+"\n\n", 0)
		d.Blocks = append([]data.Block{{End: len(was.Value), Kind: data.Heading}}, d.Blocks...)
	}
	d.Title = Field{Value: title, From: FromDocument}
	if len(d.Blocks) == 0 || d.Blocks[0].Start != 0 || d.Blocks[0].Kind != data.Heading && d.Blocks[0].Kind != data.Subheading {
		return
	}
	end := d.Blocks[0].End
	rest := strings.TrimLeft(d.Text[end:], "\n")
	if rest != "" && strings.EqualFold(clean(d.Text[:end]), title) {
		d.Blocks = d.Blocks[1:]
		d.begin("", len(d.Text)-len(rest))
	}
}

// begin begins the text with words instead of some bytes of it.
func (d *Draft) begin(words string, instead int) {
	d.Text = words + d.Text[instead:]
	d.Blocks = slices.Clone(d.Blocks)
	for i := range d.Blocks {
		d.Blocks[i].Start += len(words) - instead
		d.Blocks[i].End += len(words) - instead
	}
	d.Pictures = slices.Clone(d.Pictures)
	for i, p := range d.Pictures {
		if p.Position >= 0 {
			if d.Pictures[i].Position = p.Position + len(words) - instead; d.Pictures[i].Position <= 0 {
				d.Pictures[i].Position = data.Lead
			}
		}
	}
}

// TakeLang takes over the language that a source is said to be in, unless its letters are
// of another script.
func (d *Draft) TakeLang(lang string) {
	if lang != "" && (d.Lang.Value == "" || arabicScript(lang) == arabicScript(d.Lang.Value)) {
		d.Lang = Field{Value: lang, From: FromDocument}
	}
}

// take takes over the fields that an article has, over those of the draft or only where
// that has none.
func (d *Draft) take(a data.Article, from Origin, over bool) {
	for _, f := range [...]struct {
		field *Field
		value string
	}{{&d.Title, a.Title}, {&d.Byline, a.Byline}, {&d.Publisher, a.Publisher}, {&d.URL, a.URL}, {&d.Lang, a.Lang}} {
		if f.value != "" && (over || f.field.Value == "") {
			*f.field = Field{Value: f.value, From: from}
		}
	}
	for _, f := range []struct {
		field *DateField
		value dates.Date
	}{{&d.Published, a.Published}, {&d.Changed, a.Changed}} {
		if !f.value.IsZero() && (over || f.field.Value.IsZero()) {
			*f.field = DateField{Value: f.value, From: from}
		}
	}
}

// clean joins the words of a line with single spaces and drops control
// characters and invisible marks at its ends.
func clean(line string) string {
	line = strings.Join(strings.Fields(line), " ")
	return strings.TrimFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
}

// field is a value with its origin, or nothing at all.
func field(value string, from Origin) Field {
	if value == "" {
		return Field{}
	}
	return Field{Value: value, From: from}
}

func (d *Draft) warn(kind WarningKind, detail string) {
	d.Warnings = append(d.Warnings, Warning{kind, detail})
}

// mediaOf is the media type of a format, for sources that do not give one.
func mediaOf(f Format) string {
	switch f {
	case HTML:
		return "text/html"
	case MHTML:
		return "multipart/related"
	case PDF:
		return "application/pdf"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ODT:
		return "application/vnd.oasis.opendocument.text"
	case Markdown:
		return "text/markdown"
	}
	return "text/plain"
}
