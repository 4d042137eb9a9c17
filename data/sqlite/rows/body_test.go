package rows

import (
	"bytes"
	"compress/flate"
	"testing"

	"tarikh.org/tarikh/data"
)

// A length that is not that of the body is not believed.
func TestLengthsOfBodies(t *testing.T) {
	const body = "They met in Beijing.\n"
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, length := range []int64{-1, 0, int64(len(body)) - 1, int64(len(body)), int64(len(body)) + 1, data.MaxArticle + 1, 1 << 62} {
		if _, ok := unpackBody(packed.Bytes(), length); ok != (length == int64(len(body))) {
			t.Errorf("a length of %d is believed: %v", length, ok)
		}
	}
}

func FuzzUnpackBody(f *testing.F) {
	f.Add([]byte{}, int64(0))
	f.Add([]byte{0xff, 0xff, 0xff}, int64(100))
	f.Add([]byte{0x4a, 0x4c, 0x04, 0x04, 0x00, 0x00, 0xff, 0xff, 0x03, 0x00}, int64(2))
	f.Fuzz(func(t *testing.T, packed []byte, length int64) {
		body, ok := unpackBody(packed, length)
		if ok && int64(len(body)) != length || int64(len(body)) > data.MaxArticle+1 {
			t.Errorf("%d bytes for %d", len(body), length)
		}
	})
}
