// Package pdftest reads the files that package pdf writes, for tests, and checks them: that
// every object is where the file says, that references lead somewhere, that the structure
// and what is drawn belong together, and what programs will take out as text.
//
// The one idea behind it: it is strict and knows only what the writer writes, so whatever
// the writer gets wrong is an error here, where a viewer would make the best of it.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"testing"
	"unicode/utf16"
)

// File is a file that was read.
type File struct {
	Objects map[Ref]any    // without streams
	Streams map[Ref][]byte // uncompressed
	Trailer Dict
	offsets []row
	said    map[string]map[string]string // what the codes of fonts say; see Shown
}

// row is one of the cross-reference stream.
type row struct{ kind, where, index int }

// Read reads a file and checks it whole.
func Read(t testing.TB, raw []byte) *File {
	t.Helper()
	f, err := Parse(raw)
	if err == nil {
		err = f.check()
	}
	if err != nil {
		t.Fatalf("the PDF file: %v", err)
	}
	return f
}

var ending = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)

// Parse reads a file.
func Parse(raw []byte) (*File, error) {
	f := &File{Objects: map[Ref]any{}, Streams: map[Ref][]byte{}}
	if !bytes.HasPrefix(raw, []byte("%PDF-1.7\n")) {
		return nil, fmt.Errorf("it begins with %q", raw[:min(len(raw), 10)])
	}
	m := ending.FindSubmatch(raw)
	if m == nil {
		return nil, fmt.Errorf("it ends with %q", raw[max(0, len(raw)-30):])
	}
	from, _ := strconv.Atoi(string(m[1]))
	ref, err := f.object(raw, from)
	if err != nil {
		return nil, fmt.Errorf("cross-reference stream: %w", err)
	}
	f.Trailer = f.Objects[ref].(Dict)
	table := f.Streams[ref]
	before := make([]byte, 8)
	for i := 0; i+9 <= len(table); i += 9 {
		for j := range before {
			before[j] += table[i+1+j]
		}
		where := 0
		for _, b := range before[1:6] {
			where = where<<8 | int(b)
		}
		f.offsets = append(f.offsets, row{int(before[0]), where, int(before[6])<<8 | int(before[7])})
	}
	if int(f.Trailer["Size"].(float64)) != len(f.offsets) || len(table)%9 != 0 {
		return nil, fmt.Errorf("the size is %v, and there are %d rows", f.Trailer["Size"], len(f.offsets))
	}
	for i, r := range f.offsets {
		if r.kind != 1 {
			continue
		}
		if got, err := f.object(raw, r.where); err != nil || got != Ref(i) {
			return nil, fmt.Errorf("object %d at %d is %d: %v", i, r.where, got, err)
		}
	}
	for i, r := range f.offsets {
		if r.kind != 2 {
			continue
		}
		if err := f.member(Ref(i), Ref(r.where), r.index); err != nil {
			return nil, fmt.Errorf("object %d in %d: %w", i, r.where, err)
		}
	}
	return f, nil
}

// object reads the object at an offset.
func (f *File) object(raw []byte, at int) (Ref, error) {
	if at < 0 || at >= len(raw) {
		return 0, fmt.Errorf("%d is beyond the file", at)
	}
	p := &parser{in: raw, at: at}
	n, err := strconv.Atoi(p.word())
	if err != nil || !p.take("0") || !p.take("obj") {
		return 0, fmt.Errorf("no object at %d", at)
	}
	ref := Ref(n)
	v, err := p.value()
	if err != nil {
		return ref, err
	}
	f.Objects[ref] = v
	if p.take("stream\n") {
		d := v.(Dict)
		data := raw[p.at:]
		length := int(d["Length"].(float64))
		if length > len(data) {
			return ref, fmt.Errorf("a stream of %d is longer than the file", length)
		}
		p.at += length
		if f.Streams[ref], err = inflate(d, data[:length]); err != nil {
			return ref, err
		}
		if !p.take("endstream") {
			return ref, fmt.Errorf("the stream of %d has another length", n)
		}
	}
	if !p.take("endobj") {
		return ref, fmt.Errorf("object %d does not end", n)
	}
	return ref, nil
}

func inflate(d Dict, data []byte) ([]byte, error) {
	if d["Filter"] == nil || d["Filter"] == Name("DCTDecode") {
		return data, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// member reads an object of an object stream.
func (f *File) member(ref, stream Ref, index int) error {
	d, ok := f.Objects[stream].(Dict)
	if !ok || d["Type"] != Name("ObjStm") {
		return fmt.Errorf("%d is no object stream", stream)
	}
	data := f.Streams[stream]
	head := &parser{in: data}
	for i := 0; ; i++ {
		head.space()
		n, err := strconv.Atoi(head.word())
		head.space()
		from, err2 := strconv.Atoi(head.word())
		if err != nil || err2 != nil {
			return fmt.Errorf("it has no object %d", index)
		}
		if i < index {
			continue
		}
		if Ref(n) != ref {
			return fmt.Errorf("object %d of it is %d", index, n)
		}
		p := &parser{in: data, at: int(d["First"].(float64)) + from}
		f.Objects[ref], err = p.value()
		return err
	}
}

// Get follows references.
func (f *File) Get(v any) any {
	for {
		r, ok := v.(Ref)
		if !ok {
			return v
		}
		v = f.Objects[r]
	}
}

// Dict is the dictionary that a value is or leads to; nil where it is none.
func (f *File) Dict(v any) Dict {
	d, _ := f.Get(v).(Dict)
	return d
}

// Array is the same for an array.
func (f *File) Array(v any) Array {
	a, _ := f.Get(v).(Array)
	return a
}

// Root is the catalog.
func (f *File) Root() Dict { return f.Dict(f.Trailer["Root"]) }

// Pages are the pages in their order.
func (f *File) Pages() []Ref {
	var all []Ref
	var walk func(v any)
	walk = func(v any) {
		for _, kid := range f.Array(f.Dict(v)["Kids"]) {
			if f.Dict(kid)["Type"] == Name("Page") {
				all = append(all, kid.(Ref))
			} else {
				walk(kid)
			}
		}
	}
	walk(f.Root()["Pages"])
	return all
}

// Text is a text string.
func Text(v any) string {
	raw, _ := v.([]byte)
	if !bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return string(raw)
	}
	return fromUTF16(raw[2:])
}

func fromUTF16(raw []byte) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
