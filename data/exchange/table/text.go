package table

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// Separators returns what may stand between the cells of a text file.
func Separators() []rune { return []rune{',', ';', '\t', '|'} }

// guessed is how many records the separator is guessed by, mostQuotedLines how many lines
// a cell may have: a quotation mark that is never closed would make one cell of the rest.
const (
	guessed         = 50
	mostQuotedLines = 5_000
)

// textSource is a text file of separated values (RFC 4180, and what people make of it).
type textSource struct {
	file      form.File
	text      string
	separator rune
	skipped   int // lines before text
}

// newText takes a decoded text; want is its separator, or 0.
func newText(file form.File, text string, want rune) *textSource {
	if oldLines(text) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	s := &textSource{file: file, text: text, separator: want}
	// What spreadsheet programs read as the separator that the file says it has.
	if first, rest, more := strings.Cut(text, "\n"); more {
		if said, ok := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep="); ok && len(said) == 1 && strings.ContainsAny(said, ",;\t|") {
			s.text, s.skipped = rest, 1
			if want == 0 {
				s.separator = rune(said[0])
			}
		}
	}
	if s.separator == 0 {
		s.separator = guessSeparator(s.text)
	}
	return s
}

// oldLines reports whether lines end as they did on the Macintosh of old, where Excel still
// writes so.
func oldLines(text string) bool {
	alone := strings.Count(text, "\r") - strings.Count(text, "\r\n")
	return alone > strings.Count(text, "\n")
}

// reader reads records as leniently as spreadsheet programs do.
func reader(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	return r
}

// guessSeparator finds the separator by which most of the first records have as many
// cells as each other, more than one.
func guessSeparator(text string) rune {
	best, most := ',', 0.0
	for _, separator := range Separators() {
		r := reader(text, separator)
		r.ReuseRecord = true
		counts := map[int]int{}
		n, header := 0, 0
		for ; n < guessed; n++ {
			record, err := r.Read()
			if err != nil {
				break
			}
			if n == 0 {
				header = len(record)
			}
			counts[len(record)]++
		}
		mode, often := 1, 0
		for cells, count := range counts {
			if cells > 1 && (count > often || count == often && cells > mode) {
				mode, often = cells, count
			}
		}
		if often == 0 {
			continue
		}
		likely := float64(often) / float64(n)
		if header == mode {
			likely += 0.5
		}
		if likely += float64(min(mode, 20)) / 100; likely > most {
			best, most = separator, likely
		}
	}
	return best
}

func (s *textSource) each(ctx context.Context, row func(Row) error) error {
	row = counted(ctx, s.file, row)
	r := reader(s.text, s.separator)
	number, from := s.skipped, int64(0)
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil { // LazyQuotes leaves none, as far as encoding/csv says
			return s.file.Fail(form.Place{Row: number + 1}, "%w", err)
		}
		to := r.InputOffset()
		raw := s.text[from:to]
		from = to
		// encoding/csv leaves out empty lines, which spreadsheets count.
		for strings.HasPrefix(raw, "\n") || strings.HasPrefix(raw, "\r\n") {
			number++
			_, raw, _ = strings.Cut(raw, "\n")
		}
		number++
		line, _ := r.FieldPos(0)
		at := Row{Number: number, Line: line + s.skipped, Cells: cells}
		if s.unclosed(raw, cells, int(to) == len(s.text)) {
			return s.file.Fail(form.Place{Row: at.Number, Line: at.Line}, "a quotation mark that opens a cell is never closed")
		}
		if blank(cells) {
			continue
		}
		if err := row(at); err != nil {
			return err
		}
	}
}

// unclosed reports whether the last cell of a record begins with a quotation mark and
// has no end. Of the last record of a file, a letter and a mark more are a letter more of
// the cell then, and the end of it.
func (s *textSource) unclosed(raw string, cells []string, last bool) bool {
	if !last {
		return strings.Count(raw, "\n") > mostQuotedLines
	}
	if !strings.Contains(raw, `"`) {
		return false
	}
	again, err := reader(strings.TrimRight(raw, "\r\n")+"x\"\n", s.separator).Read()
	return err == nil && len(again) == len(cells) && again[len(again)-1] == strings.TrimRight(cells[len(cells)-1], "\r\n")+"x"
}
