package table

import (
	"context"
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// sheetSource is a sheet of a workbook, whose rows are kept: unpacking them again would
// take longer than all else.
type sheetSource struct {
	file form.File
	rows []Row
}

func (s *sheetSource) each(ctx context.Context, row func(Row) error) error {
	row = counted(ctx, s.file, row)
	for _, r := range s.rows {
		if err := row(r); err != nil {
			return err
		}
	}
	return nil
}

// sheet reads a sheet.
func (w *workbook) sheet(ctx context.Context, entry sheetEntry) (*sheetSource, error) {
	s := &sheetSource{file: w.file}
	number := 0
	keep := counted(ctx, w.file, func(r Row) error { s.rows = append(s.rows, r); return nil })
	at := map[int]int{} // of a row in rows, by its number
	var related map[string]string
	err := w.elements(entry.part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "hyperlink" {
			if related == nil {
				related = w.related(path.Join(path.Dir(entry.part), "_rels", path.Base(entry.part)+".rels"), path.Dir(entry.part))
			}
			if i, there := at[rowOf(attr(e, "ref"))]; there {
				s.rows[i].link(columnOf(attr(e, "ref")), related[attr(e, "id")])
			}
			return nil
		}
		if e.Name.Local != "row" {
			return nil
		}
		number++
		if n, err := strconv.Atoi(attr(e, "r")); err == nil && n > number {
			number = n
		}
		cells, err := w.cells(d, entry.name, number)
		if err != nil || blank(cells) {
			return err
		}
		at[number] = len(s.rows)
		return keep(Row{Number: number, Cells: cells})
	})
	return s, err
}

// cells reads the cells of a row up to its end.
func (w *workbook) cells(d *xml.Decoder, sheet string, number int) ([]string, error) {
	var cells []string
	column := 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return cells, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			if at := columnOf(attr(t, "r")); at >= 0 {
				column = at
			}
			text, err := w.cell(d, t)
			if err != nil {
				return nil, err
			}
			if text != "" {
				if column >= maxColumns {
					return nil, w.file.Fail(form.Place{Sheet: sheet, Row: number}, "a cell is in column %d; a table may have %d columns", column+1, maxColumns)
				}
				for len(cells) <= column {
					cells = append(cells, "")
				}
				cells[column] = text
			}
			column++
		}
	}
}

// link notes the address that a cell leads to.
func (r *Row) link(column int, address string) {
	if form.WebAddress(address) == "" || column < 0 || column >= len(r.Cells) {
		return
	}
	if r.Links == nil {
		r.Links = map[int]string{}
	}
	r.Links[column] = address
}

// rowOf is the row of a reference such as AB12, from 1; of a range that of its first cell.
func rowOf(reference string) int {
	first, _, _ := strings.Cut(reference, ":")
	row, _ := strconv.Atoi(strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return row
}

// columnOf is the column of a reference such as AB12, from 0; -1 if it is none.
func columnOf(reference string) int {
	column := 0
	for i := range len(reference) {
		c := reference[i]
		switch {
		case c >= 'A' && c <= 'Z' && column < 1<<20:
			column = column*26 + int(c-'A') + 1
		case c >= '0' && c <= '9':
			return column - 1
		default:
			return -1
		}
	}
	return -1
}

// cell reads the value of a cell as text; of a formula that is the value it had when the
// workbook was saved.
func (w *workbook) cell(d *xml.Decoder, e xml.StartElement) (string, error) {
	kind, style := attr(e, "t"), 0
	if s := attr(e, "s"); s != "" {
		style, _ = strconv.Atoi(s)
	}
	var value strings.Builder
	inline, in := "", false
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			in = t.Name.Local == "v"
			if t.Name.Local == "is" {
				if inline, err = richText(d, "is"); err != nil {
					return "", err
				}
			}
		case xml.CharData:
			if in {
				value.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "c" {
				if kind == "inlineStr" {
					return inline, nil
				}
				return w.value(kind, style, value.String()), nil
			}
		}
	}
}

func (w *workbook) value(kind string, style int, v string) string {
	switch kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && n >= 0 && n < len(w.shared) {
			return w.shared[n]
		}
		return ""
	case "str":
		return unescape(v)
	case "b":
		if strings.TrimSpace(v) == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "e", "d":
		return strings.TrimSpace(v)
	}
	v = strings.TrimSpace(v)
	number, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return v
	}
	if style >= 0 && style < len(w.styles) && w.styles[style].date() {
		return w.epoch.text(number, w.styles[style])
	}
	return numberText(v, number)
}

// numberText is a number as people write it: 1.331698658276340E15 has no exponent.
func numberText(v string, number float64) string {
	if strings.ContainsAny(v, "eE") && number == float64(int64(number)) && number < 1e18 && number > -1e18 {
		return strconv.FormatInt(int64(number), 10)
	}
	return strings.TrimSuffix(v, ".0")
}
