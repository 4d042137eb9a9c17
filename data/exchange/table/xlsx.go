package table

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"tarikh.org/tarikh/data/exchange/form"
)

// The most that a sheet holds (Excel's limits): rows, and UTF-16 units of a cell.
const (
	maxSheetRows = 1_048_576
	maxCellUnits = 32_767
)

// sheetNames are what the sheets are called, by language.
var sheetNames = map[bool][2]string{false: {"Events", "Excerpts"}, true: {"الأحداث", "المقتطفات"}}

// book is a workbook that is written: a zip of XML with texts in the cells themselves, so
// that no more than a row is in memory. Its files have one time, that of the last edit.
type book struct {
	context.Context
	zip    *zip.Writer
	edited time.Time
	rtl    bool
	lost   form.Dropped
}

// The styles of cells, by their place in styles.xml. A quoted text stays one where
// somebody edits it, although it begins like a formula.
const (
	stylePlain  = 0
	styleHead   = 1
	styleQuoted = 2
	styleWrap   = 3
	styleNumber = 4
)

const (
	xmlHead     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage   = "http://schemas.openxmlformats.org/package/2006"
	typeOf      = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

const bookStyles = xmlHead + `<styleSheet xmlns="` + nsMain + `"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// writeXLSX writes a workbook with the events, and the passages on a second sheet.
func writeXLSX(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	l := newListing(from)
	excerpts := 0
	for _, e := range from.Events {
		excerpts += len(e.Excerpts)
	}
	if n := max(len(from.Events), excerpts); n >= maxSheetRows {
		return nil, fmt.Errorf("a sheet has %d rows at most, and %d are to be written", maxSheetRows, n+1)
	}
	b := &book{Context: ctx, zip: zip.NewWriter(w), edited: from.Edited, rtl: from.Lang == "ar"}
	names := sheetNames[b.rtl]
	if err := b.frame(names[:]); err != nil {
		return nil, err
	}
	err := b.sheet(1, l.eventHead(), numbersOfEvents, func(row func([]string) error) error {
		for _, e := range from.Events {
			if err := row(l.event(e)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = b.sheet(2, l.excerptHead(), -1, func(row func([]string) error) error {
		for _, e := range from.Events {
			for _, x := range e.Excerpts {
				if err := row(l.excerpt(e, x)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for what, n := range b.lost {
		l.lost.Lose(what, n)
	}
	return l.lost, b.zip.Close()
}

// part begins a file of the workbook.
func (b *book) part(name string) (io.Writer, error) {
	return b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.edited})
}

// frame writes what names the sheets and how cells look.
func (b *book) frame(names []string) error {
	var types, sheets, relations strings.Builder
	for i, name := range names {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, typeOf)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, nsRelations, i+1)
	}
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + nsPackage + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + typeOf + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + typeOf + `styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + nsPackage + `/relationships"><Relationship Id="rId1" Type="` + nsRelations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRelations + `"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + nsPackage + `/relationships">` + relations.String() +
			fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(names)+1, nsRelations)},
		{"xl/styles.xml", strings.TrimPrefix(bookStyles, xmlHead)},
	} {
		w, err := b.part(p[0])
		if err == nil {
			_, err = io.WriteString(w, xmlHead+p[1])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sheet writes a sheet whose first row stays in view. The column numbers, if any, has
// numbers.
func (b *book) sheet(number int, head []string, numbers int, rows func(row func([]string) error) error) error {
	part, err := b.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", number))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(part, 1<<16)
	direction := ""
	if b.rtl {
		direction = ` rightToLeft="1"`
	}
	fmt.Fprintf(w, xmlHead+`<worksheet xmlns="%s"><sheetViews><sheetView%s workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<cols><col min="1" max="%d" width="24" customWidth="1"/></cols><sheetData>`, nsMain, direction, len(head))
	n := 1
	b.row(w, n, head, -1, styleHead)
	err = rows(func(cells []string) error {
		if n++; n%checkEvery == 0 && b.Err() != nil {
			return b.Err()
		}
		b.row(w, n, cells, numbers, stylePlain)
		return nil
	})
	if err != nil {
		return err
	}
	w.WriteString("</sheetData></worksheet>")
	return w.Flush()
}

func (b *book) row(w *bufio.Writer, number int, cells []string, numbers, plain int) {
	fmt.Fprintf(w, `<row r="%d">`, number)
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		style := plain
		switch {
		case i == numbers:
			fmt.Fprintf(w, `<c r="%s%d" s="%d"><v>%s</v></c>`, columnName(i), number, styleNumber, cell)
			continue
		case form.IsFormula(cell):
			style = styleQuoted
		case strings.Contains(cell, "\n"):
			style = styleWrap
		}
		fmt.Fprintf(w, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">`, columnName(i), number, style)
		_ = xml.EscapeText(w, []byte(underscores(b.fit(cell)))) // the writer keeps its error
		w.WriteString("</t></is></c>")
	}
	w.WriteString("</row>")
}

// fit is a text that a cell can hold.
func (b *book) fit(cell string) string {
	if len(cell) <= maxCellUnits {
		return cell
	}
	units := 0
	for i, r := range cell {
		if units += utf16.RuneLen(r); units > maxCellUnits-1 {
			b.lost.Lose(form.LosesLong, 1)
			return cell[:i] + "…"
		}
	}
	return cell
}

// underscores escapes what a workbook would take for an escape, see unescape.
func underscores(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for i := range len(s) {
		if s[i] == '_' && i+6 < len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if _, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				out.WriteString("_x005F")
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// columnName is the name of a column of a sheet, from 0: A to Z.
func columnName(i int) string { return string(rune('A' + i)) }
