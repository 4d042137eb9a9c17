package wikidata

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// value is what a row of a query has in a column.
type value struct {
	text     string
	datatype string
	unknown  bool // there is one, and nobody knows which
}

// bindings are the values of a row of SPARQL JSON.
func bindings(o map[string]any) map[string]value {
	row := map[string]value{}
	for name, v := range o {
		cell, _ := v.(map[string]any)
		text, _ := cell["value"].(string)
		datatype, _ := cell["datatype"].(string)
		kind, _ := cell["type"].(string)
		row[name] = value{text: text, datatype: datatype, unknown: kind == "bnode" || strings.Contains(text, "/.well-known/genid/")}
	}
	return row
}

// table reads the CSV or TSV of the query service.
func (r *reader) table(text []byte) error {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	tabs := bytes.Contains(first, []byte("\t"))
	next := byCommas(text)
	if tabs {
		next = byTabs(text)
	}
	var vars []string
	for i := 0; ; i++ {
		cells, line, done, err := next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return r.file.Fail(form.Place{Line: line}, "it is no table: %w", err)
		case len(cells) > maxColumns:
			return r.file.Fail(form.Place{Line: line}, "it has more than %d columns", maxColumns)
		case i == 0:
			for _, name := range cells {
				vars = append(vars, strings.TrimPrefix(strings.TrimSpace(name), "?"))
			}
			continue
		}
		if i%batch == 0 {
			if r.o.Progress != nil {
				r.o.Progress(float64(done) / float64(len(text)))
			}
			if r.Err() != nil {
				return r.Err()
			}
		}
		row := map[string]value{}
		for n, cell := range cells {
			if n < len(vars) && cell != "" {
				row[vars[n]] = term(cell, tabs)
			}
		}
		if err := r.row(form.Place{Line: line, Row: i + 1}, row, vars); err != nil {
			return err
		}
	}
}

// byCommas yields the rows of CSV, the line of each and how many bytes are read; at the end
// io.EOF.
func byCommas(text []byte) func() (cells []string, line int, done int64, err error) {
	c := csv.NewReader(bytes.NewReader(text))
	c.FieldsPerRecord = -1
	return func() (cells []string, line int, done int64, err error) {
		cells, err = c.Read()
		if broken, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, broken.Line, 0, broken.Err
		}
		if err == nil {
			line, _ = c.FieldPos(0)
		}
		return cells, line, c.InputOffset(), err
	}
}

// byTabs yields the rows of TSV, whose cells have no line breaks and no quotes around them
// but those of the query language.
func byTabs(text []byte) func() (cells []string, line int, done int64, err error) {
	line, done := 0, 0
	return func() ([]string, int, int64, error) {
		for done < len(text) {
			row, _, _ := bytes.Cut(text[done:], []byte("\n"))
			done += len(row) + 1
			line++
			if row = bytes.TrimRight(row, "\r"); len(row) > 0 {
				return strings.SplitN(string(row), "\t", maxColumns+2), line, int64(done), nil
			}
		}
		return nil, line, int64(done), io.EOF
	}
}

var typed = regexp.MustCompile(`(?s)^"?(.*?)"?(?:@[\w-]+|\^\^<([^<>]*)>)$`)

// term is a cell of TSV, which is written as in the query language.
func term(cell string, tabs bool) value {
	unknown := strings.HasPrefix(cell, "_:") || strings.Contains(cell, "/.well-known/genid/")
	if !tabs {
		return value{text: cell, unknown: unknown}
	}
	if inner, ok := strings.CutPrefix(cell, "<"); ok {
		return value{text: strings.TrimSuffix(inner, ">"), unknown: unknown}
	}
	if m := typed.FindStringSubmatch(cell); m != nil {
		return value{text: m[1], datatype: m[2]}
	}
	return value{text: strings.Trim(cell, `"`), unknown: unknown}
}

// The columns that mean something, by their names without their case.
var (
	startNames = regexp.MustCompile(`^(?:date|time|when|point_?in_?time|start|start_?(?:date|time)|begin|beginning|from|since|birth|born|dob|(?:date_?of_?)?birth(?:_?date)?|inception|founded|created|publication(?:_?date)?|published|year)$`)
	endNames   = regexp.MustCompile(`^(?:end|end_?(?:date|time)|ended|to|until|till|death|died|dod|(?:date_?of_?)?death(?:_?date)?|dissolved|abolished|closed)$`)
	placeNames = regexp.MustCompile(`^(?:place|location|where|city|country|coord|coords|coordinates?|coordinate_?location|geo|loc)(?:label)?$`)
	aboutNames = regexp.MustCompile(`^(?:\w*description|about|summary|abstract)$`)
	trackNames = regexp.MustCompile(`^(?:track|group|category|type|class|instance|instance_?of|layer)(?:label)?$`)
	titleNames = regexp.MustCompile(`^(?:label|title|name)$`)
	entityURI  = regexp.MustCompile(`^https?://www\.wikidata\.org/(?:entity|wiki)/([QLP]\d{1,12})$`)
	pointText  = regexp.MustCompile(`(?i)^(?:<[^<>]*>\s*)?Point\((-?[\d.]+(?:[eE]-?\d+)?) (-?[\d.]+(?:[eE]-?\d+)?)\)$`)
)

// row adds a row of a query to the document, or says why not. Rows of one item with the same
// dates are one event.
func (r *reader) row(place form.Place, row map[string]value, vars []string) error {
	names := slices.Clone(vars)
	for _, name := range slices.Sorted(maps.Keys(row)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	q := questioned{row: row, names: names, used: map[string]bool{}}
	id, label := q.item()
	startName, endName := q.dated(startNames), q.dated(endNames)
	if startName == "" {
		startName = q.typedDate(endName)
	}
	start, okStart := r.cell(place, &q, startName)
	end, okEnd := r.cell(place, &q, endName)
	if !okStart && !okEnd {
		if startName == "" && endName == "" || row[startName].text == "" || row[startName].unknown {
			r.Skip(place, form.NoDate, strings.TrimSpace(id+" "+form.Line(label)))
		}
		return nil
	}
	date, words, ok := r.span(place, start, end, okStart, okEnd)
	if !ok {
		r.Skip(place, form.NoDate, strings.TrimSpace(id+" "+form.Line(label)))
		return nil
	}
	d := form.Draft{Title: label, Date: date, More: words, At: place, Key: id}
	q.rest(&d)
	if d.Title == "" {
		d.Title = id
	}
	if id != "" {
		d.Links = append(d.Links, itemLink(id))
	}
	return r.merged(id, d)
}

// maxMerged is how long the text of an event grows by the rows of its item, in bytes.
const maxMerged = 32 << 10

// merged adds an event, or what is new to that of an earlier row.
func (r *reader) merged(id string, d form.Draft) error {
	same := id + "\x00" + d.Date.EDTF
	if at, ok := r.last[same]; ok && id != "" {
		e := &r.doc.Events[at]
		e.Links = r.doc.FitLinks(d.At, append(e.Links, d.Links...))
		for _, line := range d.More {
			switch {
			case strings.Contains(e.Description, line):
			case len(e.Description)+len(line) > maxMerged:
				r.Drop("further values")
			default:
				e.Description = form.Paragraphs(e.Description, form.Clean(line))
			}
		}
		return nil
	}
	if r.keys[id] && id != "" {
		d.Key = id + "@" + d.Date.EDTF
	}
	before := len(r.doc.Events)
	err := r.Event(d)
	if id != "" && len(r.doc.Events) > before {
		r.last[same], r.keys[id] = before, true
	}
	return err
}

// cell reads the date of a column.
func (r *reader) cell(place form.Place, q *questioned, name string) (when, bool) {
	v, there := q.row[name]
	if name == "" || !there || v.text == "" && !v.unknown {
		return when{}, false
	}
	q.used[name] = true
	if v.unknown {
		return when{}, true
	}
	w, ok := dateOf(v.text, q.precision(name), "", false)
	if _, err := dates.Parse(w.edtf); !ok || err != nil {
		r.Skip(place, form.BadDate, name+": "+v.text)
		return when{}, false
	}
	return w, true
}

// questioned is a row of a query whose columns are being told.
type questioned struct {
	row   map[string]value
	names []string
	used  map[string]bool
}

// item is the item of the row, "" for none, and its label.
func (q *questioned) item() (id, label string) {
	for _, name := range q.names {
		m := entityURI.FindStringSubmatch(q.row[name].text)
		if m == nil || startNames.MatchString(strings.ToLower(name)) {
			continue
		}
		id = m[1]
		q.used[name] = true
		if label = q.row[name+"Label"].text; label != "" {
			q.used[name+"Label"] = true
		}
		break
	}
	for _, name := range q.names {
		if label == "" && titleNames.MatchString(strings.ToLower(name)) || label == "" && id == "" && strings.HasSuffix(name, "Label") {
			label = q.row[name].text
			q.used[name] = true
		}
	}
	return id, label
}

// dated is the column of a date by its name, "" for none.
func (q *questioned) dated(pattern *regexp.Regexp) string {
	for _, name := range q.names {
		if v, there := q.row[name]; there && pattern.MatchString(strings.ToLower(name)) && (v.unknown || looksDated(v)) {
			return name
		}
	}
	return ""
}

// typedDate is the first column whose value is a date by its type or its digits.
func (q *questioned) typedDate(but string) string {
	for _, name := range q.names {
		if v := q.row[name]; name != but && !q.used[name] && (strings.HasSuffix(v.datatype, "#dateTime") || strings.HasSuffix(v.datatype, "#date") || stampText.MatchString(v.text)) {
			return name
		}
	}
	return ""
}

var stampText = regexp.MustCompile(`^[+-]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)

func looksDated(v value) bool {
	text := strings.TrimLeft(v.text, "+-")
	return text != "" && text[0] >= '0' && text[0] <= '9'
}

// precision is that of the column of a date, from a column of its own.
func (q *questioned) precision(of string) int {
	for _, name := range q.names {
		before, after, found := strings.Cut(strings.ToLower(name), "precision")
		if lower := strings.ToLower(of); found && (before+after == "" || strings.Trim(before+after, "_") == lower) {
			q.used[name] = true
			if n, err := strconv.Atoi(strings.TrimPrefix(q.row[name].text, "+")); err == nil && n >= 0 && n <= precisionSecond {
				return n
			}
		}
	}
	return precisionUnknown
}

// rest takes what else the row has: a place, a description, a track, addresses, and the
// rest as lines with their names.
func (q *questioned) rest(d *form.Draft) {
	for _, name := range q.names {
		v, lower := q.row[name], strings.ToLower(name)
		if q.used[name] || v.text == "" || v.unknown || strings.Contains(lower, "precision") || strings.Contains(lower, "calendar") {
			continue
		}
		point := pointText.FindStringSubmatch(v.text)
		switch {
		case point != nil:
			lon, err1 := strconv.ParseFloat(point[1], 64)
			lat, err2 := strconv.ParseFloat(point[2], 64)
			if where := form.Coordinates(lat, lon); err1 == nil && err2 == nil && d.Place == "" {
				d.Place = where
			} else {
				d.More = append(d.More, form.Said(name, where))
			}
		case form.WebAddress(v.text) != "":
			q.address(d, name, v.text)
		case placeNames.MatchString(lower):
			if d.Place != "" {
				d.Place += ", "
			}
			d.Place += form.Line(v.text)
		case aboutNames.MatchString(lower) && d.Text == "":
			d.Text = v.text
		case trackNames.MatchString(lower) && d.Track == "":
			d.Track = v.text
		default:
			d.More = append(d.More, form.Said(strings.TrimSuffix(name, "Label"), form.Line(v.text)))
		}
	}
}

// address takes an address: that of an item whose label is there says nothing more.
func (q *questioned) address(d *form.Draft, name, address string) {
	if entityURI.MatchString(address) && q.row[name+"Label"].text != "" {
		return
	}
	address = strings.Replace(address, "http://commons.wikimedia.org/wiki/Special:FilePath/", "https://commons.wikimedia.org/wiki/Special:FilePath/", 1)
	d.Links = append(d.Links, form.Link{URL: form.WebAddress(address), Title: name})
}
