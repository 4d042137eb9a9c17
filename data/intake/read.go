package intake

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/intake/office"
	"tarikh.org/tarikh/data/intake/page"
	"tarikh.org/tarikh/data/intake/web"
)

// plain reads plain text as it is.
func (d *Draft) plain(got received) error {
	text, err := Decode(got.raw)
	if err != nil {
		return err
	}
	if text.Converted {
		d.warn(Converted, text.Charset)
	}
	d.Text = text.Body
	if d.Title = field(titleLine(text.Body), FromLine); d.Title.Value == "" {
		d.Title = byName(got)
	}
	return nil
}

func (d *Draft) markdown(ctx context.Context, got received) error {
	text, err := Decode(got.raw)
	if err != nil {
		return err
	}
	if text.Converted {
		d.warn(Converted, text.Charset)
	}
	body, head := frontMatter(text.Body)
	markup, err := markdownToHTML(body)
	if err != nil {
		return err
	}
	if err := d.fragment(ctx, markup); err != nil {
		return err
	}
	if head["title"] != "" {
		d.Title = field(head["title"], FromDocument)
	}
	d.Byline, d.Lang = field(head["author"], FromDocument), field(head["lang"], FromDocument)
	if day := page.ParseDay(head["date"], head["lang"]); !day.IsZero() {
		d.Published = DateField{Value: day, From: FromDocument}
	}
	return nil
}

// fragment takes all of a piece of HTML for the text.
func (d *Draft) fragment(ctx context.Context, html string) error {
	f, err := page.ReadFragment(ctx, html)
	if err != nil {
		return err
	}
	d.Text, d.Blocks, d.Title, d.refers = f.Text, f.Blocks, field(f.Title, page.Heading), f.Pictures
	return nil
}

// html reads a page, or a piece of one that was pasted.
func (d *Draft) html(ctx context.Context, got received) error {
	if len(got.raw) > MaxText {
		return refuse(TooLarge, -1, "its page is over %d MB", MaxText>>20)
	}
	m, err := decodePage(got.raw, got.media)
	if err != nil {
		return err
	}
	switch {
	case m.label != "":
		d.warn(Mislabeled, m.label)
	case m.charset != utf8Name:
		d.warn(Converted, m.charset)
	}
	if m.damaged > 0 {
		d.warn(Damaged, strconv.Itoa(m.damaged))
	}
	if strings.HasPrefix(got.media, "application/xhtml+xml") || strings.HasPrefix(strings.TrimLeft(m.text, " \t\r\n"), "<?xml") {
		m.text = page.FromXHTML(m.text)
	}
	if got.pasted && (got.media != "" || !wholePage(m.text)) {
		return d.fragment(ctx, m.text)
	}
	p, err := page.Read(ctx, m.text, got.url)
	if err != nil {
		return err
	}
	d.Title, d.Byline, d.Publisher, d.Lang, d.URL = p.Title, p.Byline, p.Publisher, p.Lang, p.URL
	d.Citation = p.Citation
	d.Published, d.Changed, d.Text, d.Blocks = p.Published, p.Changed, p.Text, p.Blocks
	d.refers, d.lead = p.Pictures, p.Lead
	if p.Paywalled {
		d.warn(Paywalled, "")
	}
	if p.Whole {
		d.warn(Whole, "")
	}
	if p.Told {
		d.warn(Told, "")
	}
	if p.Thin {
		d.warn(Thin, "")
	}
	if p.Refused > 0 {
		d.warn(LeftOut, strconv.Itoa(p.Refused))
	}
	const little = 300 // characters: few pages are made for less
	if utf8.RuneCountInString(p.Text) < little {
		d.warn(Short, "")
	}
	if robots := page.Requests(p.Robots + "," + got.robots); robots != "" {
		d.warn(Robots, robots)
	}
	return nil
}

func (d *Draft) mhtml(ctx context.Context, got received) (Embedded, error) {
	a, err := readArchive(got.raw)
	if err != nil {
		return nil, &Error{Kind: Broken, Offset: -1, Reason: "it is a damaged archive of a page: " + err.Error(), Err: err}
	}
	inner := received{raw: a.page, media: a.media, url: a.url}
	if u, err := url.Parse(a.url); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		inner.url = ""
	}
	if err := d.html(ctx, inner); err != nil {
		return nil, err
	}
	if d.URL.Value == "" {
		d.URL = field(inner.url, FromDocument)
	}
	if d.Title.Value == "" {
		d.Title = field(clean(a.subject), FromDocument)
	}
	return a.file, nil
}

func (d *Draft) pdf(ctx context.Context, raw []byte) error {
	doc, err := readPDF(ctx, raw)
	if err != nil {
		return err
	}
	if len(doc.paragraphs) == 0 {
		return refuse(Empty, -1, "there is no text in it, only pictures (%d pages)", doc.pages)
	}
	d.Text = page.Compose(doc.paragraphs)
	if doc.empty > 0 {
		d.warn(Unpaged, strconv.Itoa(doc.empty))
	}
	if d.Title = field(doc.title, FromDocument); doc.title == "" {
		d.Title = field(titleLine(d.Text), FromLine)
	}
	d.Byline = field(doc.author, FromDocument)
	if day := page.ParseDay(doc.created, ""); !day.IsZero() {
		d.Published = DateField{Value: day, From: FromDocument}
	}
	return nil
}

func (d *Draft) office(ctx context.Context, raw []byte) (Embedded, error) {
	doc, err := office.Read(raw)
	if err != nil {
		return nil, err
	}
	if err := d.fragment(ctx, doc.HTML); err != nil {
		return nil, err
	}
	if d.Title.Value == "" {
		d.Title = field(clean(doc.Title), FromDocument)
	}
	if d.Title.Value == "" {
		d.Title = field(titleLine(d.Text), FromLine)
	}
	d.Byline, d.Lang = field(clean(doc.Author), FromDocument), field(clean(doc.Lang), FromDocument)
	if day := page.ParseDay(doc.Created, ""); !day.IsZero() {
		d.Published = DateField{Value: day, From: FromDocument}
	}
	return doc.Picture, nil
}

// complete adds what is known without reading the source, and checks what it says.
func (d *Draft) complete(got received) {
	if d.Title.Value == "" {
		d.Title = byName(got)
	}
	if d.URL.Value == "" {
		d.URL = field(page.Untracked(got.url), FromSource)
	}
	d.URL.Value = web.WithoutUser(d.URL.Value)
	if got.url != "" && page.Plain(got.url) != page.Plain(d.Source.URL) && page.Plain("https://"+d.Source.URL) != page.Plain(got.url) {
		d.warn(Moved, got.url)
	}
	// A site's template often names the language of its makers.
	if lang := find.Language(d.Text); lang != "" && (d.Lang.Value == "" || arabicScript(lang) != arabicScript(d.Lang.Value)) {
		d.Lang = field(lang, FromLetters)
	}
	// In a text, days on a line of its own or before a dash are its dateline; a
	// better source than when a document was made.
	if d.Published.Value.IsZero() || d.Published.From == FromDocument || d.Published.From == page.Guess {
		if day := page.DatelineOf(d.Text, d.Lang.Value); !day.IsZero() {
			d.Published = DateField{Value: day, From: page.Dateline}
		}
	}
	switch {
	case d.Published.Value.IsZero():
		d.warn(Dateless, "")
	case d.Published.From == page.Guess:
		d.warn(Guessed, "")
	}
	if d.Changed.Value == d.Published.Value {
		d.Changed = DateField{}
	}
}
