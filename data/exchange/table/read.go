package table

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// The most that is made of a table.
const (
	maxEvents = 2_000_000
	maxTracks = 1_000
	maxWords  = 200 // tags of an event
)

// Read makes events of the rows of a table. What cannot be read is in Skipped, with the
// number of its row and the name of its column: a row whose date or title is missing or
// unreadable makes no event; without an end, a time of day, an importance that cannot be
// read it makes one. Errors are of type *form.Error, or wrap ctx.Err().
func Read(ctx context.Context, t *Table, m Mapping, o form.Options) (form.Document, error) {
	if !m.Fits(t) {
		return form.Document{}, t.File.Fail(form.Place{}, "the mapping is of another table: it has %d columns, not %d", len(m.Columns), len(t.Columns))
	}
	if m.first(Start) < 0 && m.first(Year) < 0 && m.first(Display) < 0 {
		return form.Document{}, t.File.Fail(form.Place{}, "no column has a date; say which one with --map Column=start, of %s", columnList(t))
	}
	if m.first(Title) < 0 && m.first(EventTitle) < 0 && m.first(Text) < 0 {
		return form.Document{}, t.File.Fail(form.Place{}, "no column has a title; say which one with --map Column=title, of %s", columnList(t))
	}
	if m.Zone != "" {
		any, err := dates.Parse("2000-01-01T00:00")
		if err == nil {
			_, err = any.In(m.Zone)
		}
		if err != nil {
			return form.Document{}, t.File.Fail(form.Place{}, "there is no time zone %q", m.Zone)
		}
	}
	b := newBuilder(t, m, o)
	n := 0
	err := t.rows(ctx, func(r Row) error {
		if n++; n%checkEvery == 0 && o.Progress != nil {
			o.Progress(float64(n) / float64(t.Rows))
		}
		if len(b.doc.Events) > maxEvents {
			return t.File.Fail(b.place(-1), "it makes more than %d events, which is the most that is read of a table", maxEvents)
		}
		b.row(r)
		return nil
	})
	return b.doc, err
}

func columnList(t *Table) string {
	var names []string
	for _, c := range t.Columns[:min(len(t.Columns), 30)] {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// builder makes a document, row by row.
type builder struct {
	t       *Table
	m       Mapping
	d       dialect
	now     time.Time
	doc     form.Document
	at      map[Meaning]int // the column of each meaning that only one has
	several map[Meaning][]int
	dates   []dateReader // by column
	tracks  map[string]data.ID
	keys    map[string]bool
	split   []string // by column: what is between words in its cells

	r Row // the one at hand
}

func newBuilder(t *Table, m Mapping, o form.Options) *builder {
	b := &builder{
		t: t, m: m, now: o.Now, at: map[Meaning]int{}, several: map[Meaning][]int{}, tracks: map[string]data.ID{}, keys: map[string]bool{},
		dates: make([]dateReader, len(t.Columns)), split: make([]string, len(t.Columns)),
	}
	if t.known != nil {
		b.d = *t.known
	}
	if b.now.IsZero() {
		b.now = time.Now()
	}
	today := dates.DayOf(b.now)
	for i, c := range m.Columns {
		if _, there := b.at[c.Means]; !there {
			b.at[c.Means] = i
		}
		b.several[c.Means] = append(b.several[c.Means], i)
		col := &t.Columns[i]
		b.dates[i] = dateReader{
			numbers: numbers{near: today.Year, yearFirst: b.d.year}, order: c.Order, spans: col.seasons > 0, days: col.timed > 0 && col.midnight == col.timed && !b.d.ends,
			bce: b.d.bce || col.shortNegative > 0 || col.padded == 0 && (c.Means == Year || c.Means == EndYear), unset: b.d.unset,
			book: t.book, epoch: t.epoch, today: today,
		}
		b.split[i] = cmp.Or(b.d.split, col.between())
	}
	return b
}

// between is what stands between the words of a column's cells.
func (c *Column) between() string {
	switch {
	case c.brackets*2 > c.Filled:
		return "["
	case c.bars > 0:
		return "|"
	case c.semicolons > 0:
		return ";"
	}
	return ","
}

// cell is the cell of the column of a meaning, "" for none.
func (b *builder) cell(meaning Meaning) string {
	i, ok := b.at[meaning]
	if !ok {
		return ""
	}
	return b.in(i)
}

// words is a cell that has something to say.
func (b *builder) words(meaning Meaning) string {
	if cell := b.cell(meaning); !none(cell) {
		return cell
	}
	return ""
}

func (b *builder) in(column int) string {
	if column >= len(b.r.Cells) {
		return ""
	}
	return tidyCell(b.r.Cells[column])
}

// place is a cell of the row at hand, or the row where column is below 0.
func (b *builder) place(column int) form.Place {
	p := form.Place{Sheet: b.t.Layout.Sheet, Line: line(b.r), Row: b.r.Number}
	if column >= 0 {
		p.Column = b.t.Columns[column].Name
	}
	return p
}

// skip notes that the cell of a meaning is left out.
func (b *builder) skip(meaning Meaning, why form.Why) {
	column, ok := b.at[meaning]
	if !ok {
		b.doc.Skip(b.place(-1), why, "")
		return
	}
	detail := b.in(column)
	if why == form.NoDate || why == form.NoTitle {
		detail = ""
	}
	b.doc.Skip(b.place(column), why, form.Line(detail))
}

func (b *builder) row(r Row) {
	b.r = r
	switch kind := strings.ToLower(b.cell(rowType)); {
	case b.d.format == "timelinejs-sheet" && kind == "title":
		b.head()
		return
	case b.d.events != "" && kind != b.d.events:
		b.doc.Skip(b.place(b.at[rowType]), form.NotAnEvent, form.Line(b.cell(rowType)+" "+b.cell(Title)))
		return
	}
	when, zone, ok := b.date()
	if !ok {
		return
	}
	if b.d.format == "timelinejs-sheet" && strings.ToLower(b.cell(rowType)) == "era" {
		b.era(when)
		return
	}
	b.events(when, zone)
}

// head takes the row that TimelineJS shows before all events.
func (b *builder) head() {
	title, _ := plain(b.cell(Title))
	about, _ := plain(b.cell(Text))
	b.doc.Title = form.Shorten(form.Line(title), data.MaxTitle)
	b.doc.About = form.Shorten(about, data.MaxText)
}

// era makes a note on a span of time.
func (b *builder) era(span dates.Date) {
	title, _ := plain(b.cell(Title))
	text, _ := plain(b.cell(Text))
	created := b.now.Unix()
	b.doc.Notes = append(b.doc.Notes, form.Note{
		Annotation: data.Annotation{
			ID: data.NewID(), Span: span, Text: b.doc.Fit(b.place(-1), "text", form.Paragraphs(title, text), data.MaxText), Colour: "slate", Created: created, Changed: created,
		},
		Source: form.Source{Place: b.place(-1)}, Era: true,
	})
}

// events makes the event of the row, or one for each column that has some.
func (b *builder) events(when dates.Date, zone string) {
	columns := b.several[EventTitle]
	if len(columns) == 0 {
		title, links := plain(b.title())
		text, more := plain(b.words(Text))
		if title == "" && text == "" {
			b.skip(Title, form.NoTitle)
			return
		}
		b.event(when, zone, title, text, append(links, more...), b.track(b.cell(Track)), b.cell(ID))
		return
	}
	any := false
	for _, i := range columns {
		title, links := plain(b.in(i))
		if none(title) {
			continue
		}
		any = true
		key := b.cell(ID)
		if key != "" {
			key += "/" + b.t.Columns[i].Name
		}
		text, more := plain(b.words(Text))
		b.event(when, zone, title, text, append(links, more...), b.track(b.t.Columns[i].Name), key)
	}
	if !any {
		b.skip(EventTitle, form.NoTitle)
	}
}

// title is the first title of the row that there is.
func (b *builder) title() string {
	if title := b.cell(Title); title != "" {
		return title
	}
	for _, i := range b.several[OtherTitle] {
		if title := b.in(i); !none(title) {
			return title
		}
	}
	return ""
}

func (b *builder) event(when dates.Date, zone, title, text string, links []form.Link, track data.ID, key string) {
	where := b.place(-1)
	title, text = form.Headline(title, text)
	if title == "" {
		title, text = form.Headline(text, "")
	}
	if title == "" {
		b.skip(Title, form.NoTitle)
		return
	}
	if len(key) > data.MaxForeign || b.keys[key] {
		key = "" // no key that tells it from the others
	} else if key != "" {
		b.keys[key] = true
	}
	kept, more := b.kept(when)
	links = slices.Concat(b.links(), links, more)
	e := data.Event{
		ID: data.NewID(), Title: b.doc.Fit(where, "title", title, data.MaxTitle), Date: when, Track: track, Zone: zone, Importance: b.importance(),
		Place: b.joined(Place, ", "), Source: b.joined(Source, "; "), Tags: b.tags(),
	}
	e.Description = b.doc.Fit(where, "description", form.Paragraphs(text, kept), data.MaxText)
	if len(links) > 0 {
		e.Links = b.doc.FitLinks(where, links)
	}
	b.doc.Events = append(b.doc.Events, form.Event{Event: e, Source: form.Source{Key: key, Place: where}})
}

// kept are the cells that no field has, as lines, and the addresses in them.
func (b *builder) kept(when dates.Date) (string, []form.Link) {
	var lines []string
	var links []form.Link
	keep := func(i int) {
		words, found := plain(b.in(i))
		if none(words) {
			return
		}
		lines = append(lines, form.Said(b.t.Columns[i].Name, words))
		links = append(links, found...)
	}
	for i, c := range b.m.Columns {
		switch c.Means {
		case Keep:
			keep(i)
		case OtherTitle:
			if b.in(i) != b.title() {
				keep(i)
			}
		case Ignore:
			if !none(b.in(i)) {
				b.doc.Drop(b.t.Columns[i].Name)
			}
		case Display:
			if d, one := form.Human(b.in(i), dates.Civil{}); !one || d != when {
				keep(i)
			}
		case Duration:
			if _, ok := lengthOf(b.in(i)); !ok {
				keep(i)
			}
		}
	}
	return strings.Join(lines, "\n"), links
}

// links are the addresses in their own columns; one that is none stays as a line.
func (b *builder) links() (links []form.Link) {
	for _, meaning := range []Meaning{Address, Picture, Source} {
		for _, i := range b.several[meaning] {
			cell := b.in(i)
			if none(cell) {
				continue
			}
			found := addresses(cell)
			links = append(links, found...)
			if len(found) == 0 && meaning != Source {
				b.doc.Skip(b.place(i), form.Unreadable, form.Line(cell))
			}
		}
	}
	return links
}

// addresses are the addresses of the web in a cell, which may be several or have tags.
func addresses(cell string) (links []form.Link) {
	if a := form.WebAddress(cell); a != "" && !strings.ContainsAny(strings.TrimSpace(cell), " \n\t|") {
		return []form.Link{{URL: a}}
	}
	_, links = plain(cell)
	if len(links) > 0 {
		return links
	}
	for _, word := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" \n\t|;,<>\"", r) }) {
		if strings.HasPrefix(word, "//") { // as pages have it
			word = "https:" + word
		}
		if strings.HasPrefix(word, "www.") {
			word = "http://" + word
		}
		if a := form.WebAddress(word); a != "" && len(links) < data.MaxLinks {
			links = append(links, form.Link{URL: a})
		}
	}
	return links
}

// joined are the cells of a meaning in one line, each once.
func (b *builder) joined(meaning Meaning, between string) string {
	var parts []string
	for _, i := range b.several[meaning] {
		words, _ := plain(b.in(i))
		words = form.Line(words)
		if meaning == Source && strings.Contains(words, "://") && form.WebAddress(words) != "" {
			continue // it is among the links
		}
		if !none(words) && (len(parts) == 0 || parts[len(parts)-1] != words) {
			parts = append(parts, words)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.doc.Fit(b.place(b.at[meaning]), string(meaning), strings.Join(parts, between), data.MaxTitle)
}

func (b *builder) tags() []string {
	var words []string
	for _, meaning := range []Meaning{Tags, entity} {
		for _, i := range b.several[meaning] {
			if cell := b.in(i); !none(cell) {
				words = append(words, splitWords(cell, b.split[i])...)
			}
		}
	}
	if len(words) > maxWords {
		b.doc.Drop("tags")
		words = words[:maxWords]
	}
	if len(words) == 0 {
		return nil
	}
	return b.doc.FitTags(b.place(-1), words)
}

// splitWords divides a cell of several words. between is "[" for lists as programs write
// them, and "" where nothing is known.
func splitWords(cell, between string) []string {
	if strings.HasPrefix(cell, "[") && strings.HasSuffix(cell, "]") {
		var words []string
		for word := range strings.SplitSeq(cell[1:len(cell)-1], ",") {
			if word = strings.Trim(strings.TrimSpace(word), `'"`); word != "" {
				words = append(words, word)
			}
		}
		return words
	}
	switch {
	case between == "" && strings.Contains(cell, "|"):
		between = "|"
	case between == "" || between == "[":
		between = ","
	}
	var words []string
	for word := range strings.SplitSeq(strings.ReplaceAll(cell, "\n", between), between) {
		if between == "," { // as people write it in Arabic
			for part := range strings.SplitSeq(word, "،") {
				words = append(words, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "#")))
			}
			continue
		}
		words = append(words, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(word), "#")))
	}
	kept := words[:0]
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// track is the track that a cell names, zero for none.
func (b *builder) track(cell string) data.ID {
	name, _ := plain(cell)
	name = form.Line(name)
	if none(name) {
		name = form.Line(b.m.Track)
	}
	if name == "" {
		return data.ID{}
	}
	name = form.Shorten(name, data.MaxTitle)
	if id, ok := b.tracks[name]; ok {
		return id
	}
	if len(b.tracks) == maxTracks {
		b.doc.Drop("track")
		return data.ID{}
	}
	id := b.doc.TrackNamed(name, "")
	b.tracks[name] = id
	return id
}

func (b *builder) importance() int {
	cell := strings.ToLower(latinDigits(b.cell(Importance)))
	if none(cell) {
		return data.DefaultImportance
	}
	n, err := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
	if err == nil && n >= data.MinImportance && n <= data.MaxImportance {
		return n
	}
	if n, ok := importances[cell]; ok {
		return n
	}
	b.skip(Importance, form.Unreadable)
	return data.DefaultImportance
}

var importances = map[string]int{
	"very low": 1, "low": 2, "medium": 3, "normal": 3, "high": 4, "very high": 5, "critical": 5, "minor": 2, "major": 4,
	"منخفضة": 2, "متوسطة": 3, "عالية": 4, "مرتفعة": 4, "حرجة": 5, "faible": 2, "moyenne": 3, "haute": 4, "élevée": 4,
	"niedrig": 2, "mittel": 3, "hoch": 4, "baja": 2, "media": 3, "alta": 4, "низкая": 2, "средняя": 3, "высокая": 4,
}
