package table

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// ownColumn is a column of the table of events that is written: its names in English and
// Arabic, and what it means when it is read.
type ownColumn struct {
	names [2]string
	means Meaning
}

var zoneNames = [2]string{"Time zone", "المنطقة الزمنية"}

// ownColumns are the columns of events in order.
func ownColumns() []ownColumn {
	columns := []ownColumn{
		{[2]string{"Title", "العنوان"}, Title},
		{[2]string{"Start", "البداية"}, Redundant},
		{[2]string{"End", "النهاية"}, Redundant},
		{[2]string{"EDTF", "EDTF"}, Start},
		{zoneNames, Redundant},
		{[2]string{"Track", "المسار"}, Track},
		{[2]string{"Place", "المكان"}, Place},
		{[2]string{"Description", "الوصف"}, Text},
		{[2]string{"Source", "المصدر"}, Source},
		{[2]string{"Importance", "الأهمية"}, Importance},
		{[2]string{"Tags", "الوسوم"}, Tags},
		{[2]string{"Actors", "الأطراف"}, Actors},
		{[2]string{"Links", "الروابط"}, Address},
	}
	columns = append(columns, statusColumns()...)
	return append(columns, ownColumn{[2]string{"ID", "المعرف"}, ID})
}

// numbersOfEvents is the column of events that has numbers: their importance.
const numbersOfEvents = 9

// excerptColumns are those of the passages.
func excerptColumns() [][2]string {
	columns := [][2]string{
		{"Event", "الحدث"},
		{"EDTF", "EDTF"},
		{"Quotation", "الاقتباس"},
		{"Article", "المقال"},
		{"Publisher", "الناشر"},
		{"Author", "الكاتب"},
		{"Published", "تاريخ النشر"},
		{"Address", "الرابط"},
	}
	for _, c := range statusColumns() { // what the reader has decided of the passage
		columns = append(columns, c.names)
	}
	return append(columns, [2]string{"Event ID", "معرف الحدث"})
}

// head are the names of columns in the language of what is taken.
func head(names [][2]string, lang string) []string {
	row := make([]string, len(names))
	for i, n := range names {
		row[i] = n[0]
		if lang == "ar" {
			row[i] = n[1]
		}
	}
	return row
}

// listing is what is taken as rows of tables.
type listing struct {
	from     form.Taken
	names    map[data.ID]string // of tracks
	articles map[data.ID]data.Article
	actors   map[data.ID][]string // names by event
	lost     form.Dropped
}

func newListing(from form.Taken) *listing {
	l := &listing{from: from, names: from.DistinctNames(), articles: from.ArticlesByID(), actors: actorNames(from)}
	l.lost.Lose(form.LosesColours, len(from.Tracks))
	for _, a := range from.Articles {
		if a.Text != "" {
			l.lost.Lose(form.LosesArticles, 1)
		}
	}
	l.lost.Lose(form.LosesNotes, len(from.Notes))
	return l
}

// eventHead and excerptHead are the first rows.
func (l *listing) eventHead() []string {
	var names [][2]string
	for _, c := range ownColumns() {
		names = append(names, c.names)
	}
	return head(names, l.from.Lang)
}

func (l *listing) excerptHead() []string { return head(excerptColumns(), l.from.Lang) }

// event is the row of an event. Start and End are its first and last day, month or year,
// or the times, in ISO 8601; EDTF says how certain they are.
func (l *listing) event(e form.TakenEvent) []string {
	p := form.PlainOf(e.Date)
	start, end := p.From.EDTF(), ""
	if p.To != p.From {
		end = p.To.EDTF()
	}
	if p.OpenStart {
		start, end = "", p.To.EDTF()
	}
	var links []string
	for _, link := range e.Links {
		address := strings.ReplaceAll(link.URL, " ", "%20") // its words begin after a space
		links = append(links, strings.TrimSpace(address+" "+form.Line(link.Title)))
	}
	tags := make([]string, len(e.Tags))
	for i, tag := range e.Tags {
		if tags[i] = strings.ReplaceAll(form.Line(tag), "; ", ", "); tags[i] != tag {
			l.lost.Lose(form.LosesTags, 1)
		}
	}
	row := []string{
		form.Line(e.Title), start, end, e.Date.EDTF, e.Zone, l.names[e.Track], form.Line(e.Place), e.Description, form.Line(e.Source),
		strconv.Itoa(e.Importance), strings.Join(tags, "; "), strings.Join(l.actors[e.ID], betweenActors), strings.Join(links, "\n"),
	}
	row = append(row, l.statusCells(e.State, e.Verdict)...)
	return append(row, e.ID.String())
}

// excerpt is the row of a passage.
func (l *listing) excerpt(e form.TakenEvent, x data.Excerpt) []string {
	a := l.articles[x.Article]
	row := []string{
		form.Line(e.Title), e.Date.EDTF, strings.TrimSpace(x.Anchor.Exact), form.Line(a.Title), form.Line(a.Publisher), form.Line(a.Byline), a.Published.EDTF, a.URL,
	}
	row = append(row, l.statusCells(x.Verdict.State, x.Verdict)...)
	return append(row, e.ID.String())
}

func losesOfTables() []string {
	return []string{form.LosesColours, form.LosesTags, form.LosesArticles, form.LosesNotes}
}

// textTable writes a text file of cells: in UTF-8 with the mark by which Excel knows that.
type textTable struct {
	*csv.Writer
	rows int
}

func newTextTable(w io.Writer) (*textTable, error) {
	_, err := io.WriteString(w, "\ufeff")
	t := &textTable{Writer: csv.NewWriter(w)}
	t.UseCRLF = true
	return t, err
}

// row writes a row; what is wrong with the file is told by end.
func (t *textTable) row(ctx context.Context, cells []string) error {
	for i, cell := range cells {
		cells[i] = form.Harmless(cell)
	}
	if t.rows++; t.rows%checkEvery == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	return t.Write(cells)
}

func (t *textTable) end() error {
	t.Flush()
	return t.Error()
}

// writeCSV writes the events; writeExcerpts the passages, which a second file has.
func writeCSV(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	l := newListing(from)
	t, err := newTextTable(w)
	if err != nil {
		return nil, err
	}
	if err := t.row(ctx, l.eventHead()); err != nil {
		return nil, err
	}
	for _, e := range from.Events {
		if err := t.row(ctx, l.event(e)); err != nil {
			return nil, err
		}
	}
	return l.lost, t.end()
}

func writeExcerpts(ctx context.Context, w io.Writer, from form.Taken) error {
	l := newListing(from)
	t, err := newTextTable(w)
	if err != nil {
		return err
	}
	if err := t.row(ctx, l.excerptHead()); err != nil {
		return err
	}
	for _, e := range from.Events {
		for _, x := range e.Excerpts {
			if err := t.row(ctx, l.excerpt(e, x)); err != nil {
				return err
			}
		}
	}
	return t.end()
}

// slideColumns are those of the sheet of TimelineJS.
func slideColumns() []string {
	return []string{
		"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
		"Media Thumbnail", "Alt Text", "Type", "Group", "Background",
	}
}

// The columns of a slide that are written.
const (
	slideStart    = 0 // and the three after it
	slideEnd      = 4
	slideDisplay  = 8
	slideHeadline = 9
	slideText     = 10
	slideMedia    = 11
	slideCaption  = 13
	slideType     = 16
	slideGroup    = 17
)

func losesOfSheet() []string {
	return []string{
		form.LosesIDs, form.LosesTags, form.LosesImportance, form.LosesZones, form.LosesLinks, form.LosesColours, form.LosesArticles, form.LosesNotes,
	}
}

// writeSlides writes the sheet of TimelineJS. Its texts are HTML, in which a sign of a
// formula is written as an entity.
func writeSlides(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	l := newListing(from)
	l.lost = form.Dropped{}
	t, err := newTextTable(w)
	if err != nil {
		return nil, err
	}
	title := make([]string, len(slideColumns()))
	title[slideHeadline], title[slideType] = entities(form.Line(from.Titled())), "title"
	for _, row := range [][]string{slideColumns(), title} {
		if err := t.Write(row); err != nil {
			return nil, err
		}
	}
	for i, e := range from.Events {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := t.Write(l.slide(e)); err != nil {
			return nil, err
		}
	}
	eras := from.Eras()
	for _, n := range eras {
		row := make([]string, len(slideColumns()))
		dateCells(row, form.SlideDate(n.Span, from.Lang))
		row[slideHeadline], row[slideType] = entities(form.Line(n.Text)), "era"
		if err := t.Write(row); err != nil {
			return nil, err
		}
	}
	l.lost.Lose(form.LosesNotes, len(from.Notes)-len(eras))
	l.lost.Lose(form.LosesColours, len(from.Tracks))
	l.lost.Lose(form.LosesIDs, len(from.Events))
	for _, a := range from.Articles {
		if a.Text != "" {
			l.lost.Lose(form.LosesArticles, 1)
		}
	}
	return l.lost, t.end()
}
