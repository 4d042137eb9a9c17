package offer

import (
	"image/color"
	"io/fs"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// A file that is named many times is read once, and its bytes are there once.
func TestNamedManyTimes(t *testing.T) {
	raw := formtest.JPEG(t, 100, 80, color.Black)
	var doc form.Document
	for _, file := range []string{"a.jpg", "b.jpg", "a.jpg", "b.jpg"} {
		doc.Named = append(doc.Named, form.Named{Picture: data.Picture{Event: data.NewID()}, File: file})
	}
	read := 0
	err := offerNamed(t.Context(), &doc, func(name string) ([]byte, error) {
		if read++; name == "b.jpg" {
			return nil, fs.ErrNotExist
		}
		return raw, nil
	})
	if err != nil || read != 2 || len(doc.Offered) != 2 || size(&doc) != len(raw) || len(doc.Skipped) != 2 {
		t.Errorf("read %d times, %d offered of %d bytes, skipped %v, %v", read, len(doc.Offered), size(&doc), doc.Skipped, err)
	}
	if a, b := doc.Offered[0], doc.Offered[1]; &a.Page.Body[0] != &b.Page.Body[0] || a.Event == b.Event || a.ID == b.ID {
		t.Errorf("the pictures of two events are %v and %v", a.Picture, b.Picture)
	}
}
