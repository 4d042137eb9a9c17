package table

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// Formats are the lines of the table of formats that are read here, the more special ones
// first.
func Formats() []form.Format {
	known := func(name, title, ending string) form.Format {
		return form.Format{
			Name: name, Title: title, Endings: []string{ending}, Read: reading(name),
			Likeness: func(p *form.Probe) int {
				if d := recogniseHead(p); d != nil && d.format == name {
					return 80
				}
				return 0
			},
		}
	}
	sketch := known("timesketch", "Timesketch, Plaso", ".csv")
	sketch.Endings = append(sketch.Endings, ".jsonl")
	csv := form.Format{
		Name: "csv", Title: "CSV", Endings: []string{".csv", ".txt"}, Read: reading(""),
		Group: form.GroupData, Speaks: []string{"en", "ar"}, Write: writeCSV, Beside: &form.Beside{Suffix: "-excerpts", Write: writeExcerpts}, Loses: losesOfTables(),
		Likeness: func(p *form.Probe) int {
			if d := recogniseHead(p); d != nil && d.own {
				return 95 // whatever lines of other formats its cells have
			}
			return likeText(p, ",;|")
		},
	}
	tsv := form.Format{
		Name: "tsv", Title: "TSV", Endings: []string{".tsv", ".tab"}, Read: reading(""),
		Likeness: func(p *form.Probe) int { return likeText(p, "\t") },
	}
	xlsx := form.Format{
		Name: "xlsx", Title: "XLSX", Endings: []string{".xlsx", ".xlsm"}, Read: reading(""),
		Group: form.GroupData, Speaks: []string{"en", "ar"}, Write: writeXLSX, Loses: append(losesOfTables(), form.LosesLong),
		Likeness: func(p *form.Probe) int {
			if p.HasMember("xl/workbook.xml") || p.HasMember("xl/worksheets/") {
				return 90
			}
			return 0
		},
	}
	slides := known("timelinejs-sheet", "TimelineJS, spreadsheet", ".csv")
	slides.Group, slides.Write, slides.Loses, slides.Asked = form.GroupData, writeSlides, losesOfSheet(), true
	slides.Speaks, slides.Knows = []string{"en", "ar"}, []form.LookPart{form.LookTitle}
	return []form.Format{
		slides, sketch, known("aeon3", "Aeon Timeline 3", ".csv"),
		known("aeon2", "Aeon Timeline 2", ".csv"), known("preceden", "Preceden", ".csv"),
		{
			Name: "plaso", Title: "Plaso storage", Endings: []string{".plaso"}, Refused: "format.refused.plaso",
			Read: refusing("Plaso keeps its storage for itself; write a table of it with psort -o dynamic or -o json_line, and import that"),
			Likeness: func(p *form.Probe) int {
				database := strings.HasPrefix(string(p.Head), "SQLite format 3\x00") && p.Is(".plaso")
				if database || p.HasMember("event_data.000001") || p.HasMember("metadata.txt") && p.HasMember("information.dump") {
					return 95
				}
				return 0
			},
		},
		{
			Name: "officetimeline", Title: "Office Timeline", Endings: []string{".pptx"}, Refused: "format.refused.officetimeline",
			Read: refusing("it is a presentation; export the timeline to Excel in Office Timeline, and import the workbook"),
			Likeness: func(p *form.Probe) int {
				if p.HasMember("ppt/presentation.xml") {
					return 90
				}
				return 0
			},
		},
		xlsx, tsv, csv,
	}
}

// recogniseHead finds the program that wrote a table by the first lines of its file.
func recogniseHead(p *form.Probe) *dialect {
	if p.Root != "" || len(p.Members) > 0 {
		return nil
	}
	if len(p.Keys) > 0 {
		if p.Array || !jsonLines(p) {
			return nil
		}
		return recogniseNames(foldAll(p.Keys))
	}
	text := string(p.Head)
	s := newText(form.File{}, text, 0)
	record, err := reader(s.text, s.separator).Read()
	if err != nil || len(record) < 2 {
		return nil
	}
	return recogniseNames(foldAll(record))
}

// jsonLines reports whether the first line is an object by itself.
func jsonLines(p *form.Probe) bool {
	line, _, _ := strings.Cut(strings.TrimSpace(string(p.Head)), "\n")
	_, err := membersOf(strings.TrimSpace(line))
	return err == nil
}

func foldAll(names []string) []string {
	folded := make([]string, len(names))
	for i, n := range names {
		folded[i] = foldName(form.Line(n))
	}
	return folded
}

// likeText is how much a file is like a table with one of the separators: its first
// records have as many cells as each other.
func likeText(p *form.Probe, separators string) int {
	if p.Root != "" || len(p.Keys) > 0 || len(p.Members) > 0 || len(p.Head) == 0 || strings.IndexByte(string(p.Head), 0) >= 0 {
		return 0
	}
	s := newText(form.File{}, string(p.Head), 0)
	if !strings.ContainsRune(separators, s.separator) {
		return 0
	}
	r := reader(s.text, s.separator)
	counts := map[int]int{}
	n := 0
	for ; n < guessed; n++ {
		record, err := r.Read()
		if err != nil {
			break
		}
		counts[len(record)]++
	}
	if n > 1 && len(p.Head) >= 64<<10 {
		n-- // the last may be cut
	}
	most := 0
	for cells, often := range counts {
		if cells > 1 {
			most = max(most, often)
		}
	}
	switch {
	case n < 2 || most*10 < n*6:
		return 0
	case most*10 >= n*9:
		return 50
	}
	return 30
}

// refusing says why files of a format are not read.
func refusing(why string) func(context.Context, form.File, form.Options) (form.Document, error) {
	return func(_ context.Context, file form.File, _ form.Options) (form.Document, error) {
		return form.Document{}, file.Fail(form.Place{}, "%s", why)
	}
}

// reading reads a file without a window: what would be asked there is decided by the
// rules, or refused with the name of the flag that decides it.
func reading(format string) func(context.Context, form.File, form.Options) (form.Document, error) {
	return func(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
		t, m, err := openGuessed(ctx, file, o)
		if err != nil {
			return form.Document{}, err
		}
		if format != "" && t.Format() != format {
			return form.Document{}, file.Fail(form.Place{}, "its columns are not those of this format; they are %s", columnList(t))
		}
		if open := t.Ambiguous(m); len(open) > 0 {
			c := t.Columns[open[0]]
			s := c.Doubtful[0]
			return form.Document{}, file.Fail(form.Place{Sheet: t.Layout.Sheet, Row: s.Row, Column: c.Name}, "%s can be %s or %s, and no date of the column tells: say --day-first or --month-first", s.Text, s.DayFirst, s.MonthFirst)
		}
		return Read(ctx, t, m, o)
	}
}

// openGuessed opens a table and finds what its columns mean. Of a workbook it is the first
// sheet that has dates and titles; where none has, the first with anything.
func openGuessed(ctx context.Context, file form.File, o form.Options) (*Table, Mapping, error) {
	t, err := Open(ctx, file, Layout{})
	if err != nil {
		return nil, Mapping{}, err
	}
	m, err := Guess(t, o)
	if err == nil && m.missing() == "" {
		return t, m, nil
	}
	for _, sheet := range t.Sheets[:min(len(t.Sheets), mostTried)] {
		if sheet == t.Layout.Sheet {
			continue
		}
		other, err := Open(ctx, file, Layout{Sheet: sheet})
		if ctx.Err() != nil {
			return nil, Mapping{}, err
		}
		if err != nil {
			continue // it is left out, as the others are
		}
		if m, err := Guess(other, o); err == nil && m.missing() == "" {
			return other, m, nil
		}
	}
	return t, m, err
}

// mostTried is how many sheets of a workbook are looked at.
const mostTried = 12
