package salvage

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/spf13/afero"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// searchPages looks at every page of the damaged file for rows of the stretches that
// SQL did not reach: the pages above them may be gone while they are not. A row's table
// is known by the kinds of its values. Rows that were deleted long ago can reappear
// this way, but only in such a stretch.
func (s *salvage) searchPages(tables []engine.Table, lost map[string][]gap) error {
	file, err := s.fs.Open(s.pages)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	writers := map[string]*rowWriter{}
	defer func() {
		for _, w := range writers {
			w.close()
		}
	}()
	r := &pageReader{file: file, pages: info.Size() / pageSize, left: 2*info.Size() + maxRow}
	for page := range r.pages {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for _, row := range r.rows(page + 1) {
			i := slices.IndexFunc(tables, func(t engine.Table) bool {
				return t.Keyed && fits(t, row) && slices.ContainsFunc(lost[t.Name], func(g gap) bool { return g.has(row.n) })
			})
			if i < 0 {
				continue
			}
			// One transaction at a time: there is one connection.
			for name, w := range writers {
				if name != tables[i].Name {
					if err := w.flush(); err != nil {
						return err
					}
				}
			}
			w := writers[tables[i].Name]
			if w == nil {
				w = newWriter(s, tables[i])
				writers[tables[i].Name] = w
			}
			values := slices.Clone(row.values)
			values[0] = row.n
			if err := w.write(values); err != nil {
				return err
			}
		}
		s.progress(0.5 + 0.2*float64(page)/float64(r.pages))
	}
	for _, w := range writers {
		if err := w.flush(); err != nil {
			return err
		}
	}
	return nil
}

// fits reports whether a row could be one of the table: no value is of another
// kind than its column's, and columns that are missing, as in rows that are older
// than these, have a value of their own.
func fits(t engine.Table, row pageRow) bool {
	if len(row.values) < 2 || len(row.values) > len(t.Columns) || row.values[0] != nil {
		return false
	}
	for i, c := range t.Columns[1:] {
		if i+1 >= len(row.values) {
			if !c.Given && !c.Optional {
				return false
			}
			continue
		}
		ok := false
		switch v := row.values[i+1].(type) {
		case nil:
			ok = c.Optional
		case int64:
			ok = c.Kind == "INTEGER" || c.Kind == "REAL"
		case float64:
			ok = c.Kind == "REAL"
		case string:
			ok = c.Kind == "TEXT"
		case []byte:
			ok = c.Kind == "BLOB" && (c.Name != "id" || len(v) == 16) && (c.Name != "hash" || len(v) == 32)
		}
		if !ok {
			return false
		}
	}
	return true
}

// pageSize is the size of every library's pages, in bytes.
const pageSize = 4096

// pageReader reads rows from the leaves of tables
// (https://www.sqlite.org/fileformat.html, 1.6 and 2.1).
type pageReader struct {
	file  afero.File
	pages int64
	left  int64 // bytes that may still be gathered from other pages: rows that share theirs are no rows
}

// maxRow is the longest row that is read, in bytes: the largest article with its blocks.
const maxRow = 2*data.MaxArticle + 1<<20

// pageRow is a row with its key; the first value of our tables is the key's
// place, which holds NULL.
type pageRow struct {
	n      int64
	values []any
}

// page returns the content of a page, the first being 1; nil if there is none.
func (r *pageReader) page(number int64) []byte {
	if number < 1 || number > r.pages {
		return nil
	}
	content := make([]byte, pageSize)
	if _, err := r.file.ReadAt(content, (number-1)*pageSize); err != nil {
		return nil
	}
	return content
}

// rows returns what can be read on a page; nothing if it is no leaf of a table.
func (r *pageReader) rows(number int64) (out []pageRow) {
	const leaf, header = 0x0d, 8
	page := r.page(number)
	begin := 0
	if number == 1 {
		begin = file.HeaderSize
	}
	if page == nil || page[begin] != leaf {
		return nil
	}
	cells := int(binary.BigEndian.Uint16(page[begin+3:]))
	for i := range cells {
		pointer := begin + header + 2*i
		if pointer+2 > len(page) {
			break
		}
		at := int(binary.BigEndian.Uint16(page[pointer:]))
		if at < begin+header || at >= len(page) {
			continue
		}
		if row, ok := r.row(page[at:]); ok {
			out = append(out, row)
		}
	}
	return out
}

// row reads a cell.
func (r *pageReader) row(cell []byte) (row pageRow, ok bool) {
	length, n := varint(cell)
	if n == 0 || length > engine.MaxValue {
		return row, false
	}
	cell = cell[n:]
	number, n := varint(cell)
	if n == 0 {
		return row, false
	}
	payload, ok := r.payload(cell[n:], int64(length))
	if !ok {
		return row, false
	}
	row.n = int64(number)
	row.values, ok = record(payload)
	return row, ok
}

// payload gathers a cell's content, which may go on on other pages.
func (r *pageReader) payload(local []byte, length int64) ([]byte, bool) {
	const usable, most = pageSize, pageSize - 35
	if length <= most {
		if int64(len(local)) < length {
			return nil, false
		}
		return local[:length], true
	}
	const least = (usable-12)*32/255 - 23
	here := least + (length-least)%(usable-4)
	if here > most {
		here = least
	}
	if length > min(r.pages*pageSize, maxRow, r.left) || int64(len(local)) < here+4 {
		return nil, false
	}
	r.left -= length
	out := append(make([]byte, 0, length), local[:here]...)
	for next := int64(binary.BigEndian.Uint32(local[here:])); int64(len(out)) < length; {
		page := r.page(next)
		if page == nil {
			return nil, false
		}
		out = append(out, page[4:min(int64(len(page)), 4+length-int64(len(out)))]...)
		next = int64(binary.BigEndian.Uint32(page))
	}
	return out, true
}

// record reads the values of a row.
func record(b []byte) (values []any, ok bool) {
	size, n := varint(b)
	if n == 0 || size > uint64(len(b)) || size < uint64(n) {
		return nil, false
	}
	types, body := b[n:size], b[size:]
	for len(types) > 0 {
		kind, n := varint(types)
		if n == 0 {
			return nil, false
		}
		types = types[n:]
		value, used, ok := decodeValue(kind, body)
		if !ok {
			return nil, false
		}
		values, body = append(values, value), body[used:]
	}
	return values, len(body) == 0
}

// decodeValue reads a value of a serial type from the beginning of b.
func decodeValue(kind uint64, b []byte) (value any, used int, ok bool) {
	widths := [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	switch {
	case kind == 10 || kind == 11:
		return nil, 0, false
	case kind >= 12:
		length := (kind - 12) / 2
		if length > uint64(len(b)) {
			return nil, 0, false
		}
		if kind%2 == 1 {
			return string(b[:length]), int(length), true
		}
		return slices.Clone(b[:length]), int(length), true
	}
	width := widths[kind]
	if width > len(b) {
		return nil, 0, false
	}
	var v int64
	for i, c := range b[:width] {
		if i == 0 {
			v = int64(int8(c))
			continue
		}
		v = v<<8 | int64(c)
	}
	switch kind {
	case 0:
		return nil, 0, true
	case 7:
		return math.Float64frombits(uint64(v)), width, true
	case 8, 9:
		return int64(kind - 8), 0, true
	}
	return v, width, true
}

// varint reads a number of one to nine bytes; n is 0 if there is none.
func varint(b []byte) (v uint64, n int) {
	for i, c := range b {
		if i == 8 {
			return v<<8 | uint64(c), 9
		}
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
