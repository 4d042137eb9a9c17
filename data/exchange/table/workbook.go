package table

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// workbook is an XLSX file (ECMA-376). It is read without a library: those that can be
// had either unpack all of a sheet or give a cell its text without its number format, and
// it is the format that says how precise a date is.
type workbook struct {
	file   form.File
	zip    *zip.Reader
	left   int64 // of maxText, what may still be unpacked
	epoch  epoch
	sheets []sheetEntry
	shared []string
	styles []numberFormat // by the number of a cell's style
}

// sheetEntry is a sheet with its file in the workbook.
type sheetEntry struct {
	name, part string
	hidden     bool
}

func openWorkbook(file form.File) (*workbook, error) {
	raw, err := file.Bytes(maxPacked)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, file.Fail(form.Place{}, "it is no workbook: %w", err)
	}
	w := &workbook{file: file, zip: z, left: maxText}
	main := cmp.Or(w.related("_rels/.rels", "")["officeDocument"], "xl/workbook.xml")
	others := w.related(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main))
	if err := w.readMain(main, others); err != nil {
		return nil, err
	}
	if part := others["sharedStrings"]; part != "" {
		if err := w.readShared(part); err != nil {
			return nil, err
		}
	}
	if part := others["styles"]; part != "" {
		if err := w.readStyles(part); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// related are the files that a file of a workbook names, by the ids and by the last words
// of the kinds of the relations.
func (w *workbook) related(rels, folder string) map[string]string {
	found := map[string]string{}
	// A workbook without relations has its files in their usual places.
	_ = w.elements(rels, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && len(found) < maxRelations {
			target := attr(e, "Target")
			if attr(e, "TargetMode") != "External" {
				if !strings.HasPrefix(target, "/") {
					target = path.Join(folder, target)
				}
				target = strings.TrimPrefix(target, "/")
			}
			found[attr(e, "Id")] = target
			found[path.Base(attr(e, "Type"))] = target // not taken for an id: those are "rId1"
		}
		return nil
	})
	return found
}

// maxRelations is the most links that a sheet may have, and parts of a workbook.
const maxRelations = 100_000

func (w *workbook) readMain(part string, related map[string]string) error {
	err := w.elements(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attr(e, "date1904"); v == "1" || v == "true" {
				w.epoch = since1904
			}
		case "sheet":
			s := sheetEntry{name: attr(e, "name"), hidden: attr(e, "state") != "" && attr(e, "state") != "visible"}
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					s.part = related[a.Value]
				}
			}
			if s.part == "" {
				s.part = path.Join(path.Dir(part), "worksheets", fmt.Sprintf("sheet%d.xml", len(w.sheets)+1))
			}
			if len(w.sheets) == maxSheets {
				return w.file.Fail(form.Place{}, "it has more than %d sheets", maxSheets)
			}
			w.sheets = append(w.sheets, s)
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = w.file.Fail(form.Place{}, "it is a workbook without sheets")
	}
	return err
}

// part opens a file of the workbook, of which no more comes than may be unpacked, whatever
// size it says it has.
func (w *workbook) part(name string) (io.ReadCloser, error) {
	for _, f := range w.zip.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			r, err := f.Open()
			if err != nil {
				return nil, w.file.Fail(form.Place{Path: name}, "it cannot be unpacked: %w", err)
			}
			return &bounded{ReadCloser: r, left: &w.left, part: slack + thickest*int64(f.CompressedSize64)}, nil
		}
	}
	return nil, w.file.Fail(form.Place{Path: name}, "it is missing in the workbook")
}

// bounded reads until nothing is left to unpack, of the whole workbook and of this file.
type bounded struct {
	io.ReadCloser
	left *int64
	part int64
}

// What is packed thicker than real sheets is a bomb; slack is what small files are free
// to unpack to.
const (
	thickest = 200
	slack    = 4 << 20
)

var (
	errTooMuch  = fmt.Errorf("it unpacks to more than %d MB", maxText>>20)
	errTooThick = fmt.Errorf("it unpacks to more than %d times its size", thickest)
)

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, errTooMuch
	}
	if b.part -= int64(n); b.part < 0 {
		return 0, errTooThick
	}
	return n, err
}

// elements hands on each beginning of an element of a file of the workbook; the function
// may read its contents from the decoder.
func (w *workbook) elements(part string, element func(*xml.Decoder, xml.StartElement) error) error {
	r, err := w.part(part)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.broken(part, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := element(d, e); err != nil {
				return w.broken(part, err)
			}
		}
	}
}

// broken is an error of a file of the workbook; what is one of the workbook stays so.
func (w *workbook) broken(part string, err error) error {
	if _, told := errors.AsType[*form.Error](err); told || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if errors.Is(err, errStop) {
		return err
	}
	return w.file.Fail(form.Place{Path: part}, "it cannot be read: %w", err)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readShared reads the texts that cells name by number.
func (w *workbook) readShared(part string) error {
	return w.elements(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(d, "si")
		w.shared = append(w.shared, text)
		return err
	})
}

// richText is the text of an element whose runs have formats, without how it is read in
// Japanese.
func richText(d *xml.Decoder, end string) (string, error) {
	var b strings.Builder
	in, phonetic := false, 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
			if t.Name.Local == "rPh" {
				phonetic++
			}
		case xml.CharData:
			if in && phonetic == 0 {
				b.Write(t)
			}
		case xml.EndElement:
			in = false
			switch t.Name.Local {
			case "rPh":
				phonetic--
			case end:
				return unescape(b.String()), nil
			}
		}
		if b.Len() > maxCell {
			return "", fmt.Errorf("a text has more than %d MB", maxCell>>20)
		}
	}
}

// unescape reads _x000D_, by which workbooks write what XML does not have.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		at := strings.Index(s, "_x")
		if at < 0 || at+7 > len(s) {
			return b.String() + s
		}
		code, err := strconv.ParseUint(s[at+2:at+6], 16, 16)
		if err != nil || s[at+6] != '_' {
			b.WriteString(s[:at+2])
			s = s[at+2:]
			continue
		}
		b.WriteString(s[:at])
		if code >= 0x20 || code == '\n' || code == '\t' || code == '\r' {
			b.WriteRune(rune(code))
		}
		s = s[at+7:]
	}
}

// readStyles reads which format of numbers each style of a cell has.
func (w *workbook) readStyles(part string) error {
	codes := map[int]string{}
	inCells := false
	return w.elements(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				codes[id] = attr(e, "formatCode")
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "cellStyleXfs", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			code, own := codes[id]
			if !own {
				code = builtin(id)
			}
			w.styles = append(w.styles, formatOf(code))
		}
		return nil
	})
}

// filled are the names of the sheets with anything in a cell, but for one.
func (w *workbook) filled(but int) []string {
	var names []string
	for i, s := range w.sheets {
		if i == but {
			continue
		}
		err := w.elements(s.part, func(_ *xml.Decoder, e xml.StartElement) error {
			if e.Name.Local == "v" || e.Name.Local == "is" {
				return errStop
			}
			return nil
		})
		if errors.Is(err, errStop) {
			names = append(names, s.name)
		}
	}
	return names
}
