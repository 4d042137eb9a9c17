package app

import (
	"errors"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
)

// What a file is follows from its first bytes, not from its name; what can run is refused,
// whatever it is called.
func TestReadAttachment(t *testing.T) {
	for _, c := range []struct {
		name, raw, media string
		err              error
	}{
		{"report.pdf", "%PDF-1.7 …", "application/pdf", nil},
		{"report.exe", "%PDF-1.7 …", "application/pdf", nil},
		{"speech.mp3", "ID3\x04…", "audio/mpeg", nil},
		{"speech.wav", "RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav", nil},
		{"speech.opus", "OggS…", "audio/ogg", nil},
		{"march.ogv", "OggS…", "video/ogg", nil},
		{"march.mp4", "\x00\x00\x00\x18ftypmp42", "video/mp4", nil},
		{"march.mov", "\x00\x00\x00\x14ftypqt  ", "video/quicktime", nil},
		{"march", "\x1a\x45\xdf\xa3", "video/webm", nil},
		{"report.pdf", "MZ\x90\x00", "", ErrKind},
		{"report.pdf", "#!/bin/sh\n", "", ErrKind},
		{"report.mp3", "", "", picture.ErrDamaged},
		{"a.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "", picture.ErrHEIC},
		{"a.png", string(pngOf(t, 3, 2)), "image/png", nil},
		{"a.png", string(pngOf(t, 3, 2)[:20]), "", picture.ErrDamaged},
		{"a.svg", "<svg/>", "", picture.ErrDrawing},
	} {
		p, page, err := ReadAttachment([]byte(c.raw), c.name, false, 7)
		if !errors.Is(err, c.err) || p.Type != c.media || page.Media != c.media {
			t.Errorf("%s, %q: %q, %v; want %q, %v", c.name, c.raw, p.Type, err, c.media, c.err)
		}
		if err != nil {
			continue
		}
		if p.Event = data.NewID(); p.Validate() != nil || p.IsImage() != (c.media == "image/png") || p.Size != int64(len(c.raw)) {
			t.Errorf("%s: %+v, %v", c.name, p, p.Validate())
		}
		if Ending(c.media) == "" {
			t.Errorf("%s has no ending", c.media)
		}
	}
	if _, _, err := ReadAttachment(make([]byte, data.MaxPage+1), "a.pdf", false, 7); !errors.Is(err, ErrSize) {
		t.Errorf("a large file: %v", err)
	}
}
