package office

import (
	"archive/zip"
	"bytes"
	"image/jpeg"
	"io"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	intake "tarikh.org/tarikh/data/intake/office"
)

// TestPictures puts pictures into both kinds of documents, with what is said of them, and
// finds each file by the names in the text.
func TestPictures(t *testing.T) {
	for i, want := range [][]string{
		{"word/media/image1.jpg", `r:embed="image1"`, `descr="A red &lt;field&gt;"`},
		{"Pictures/image1.jpg", `xlink:href="Pictures/image1.jpg"`, `<svg:desc>A red &lt;field&gt;</svg:desc>`},
	} {
		for _, lang := range []string{"en", "ar"} {
			from := sample(t, lang)
			formtest.Illustrate(t, &from)
			raw, lost := written(t, Formats()[i], from)
			if lost[form.LosesPictures] != 1 || lost[form.LosesDamaged] != 1 {
				t.Errorf("%s: lost %v, not the damaged one and the other file", want[0], lost)
			}
			archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range archive.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				files[f.Name] = string(body)
			}
			if m, err := jpeg.DecodeConfig(strings.NewReader(files[want[0]])); err != nil || m.Width != 600 {
				t.Errorf("%s is %+v, %v", want[0], m, err)
			}
			text := files["word/document.xml"] + strings.ReplaceAll(files["content.xml"], "<text:s/>", " ")
			for _, w := range append(want[1:], "in two lines", "Amal &amp; Co", "CC BY 4.0", "Of the article") {
				if !strings.Contains(text, w) {
					t.Errorf("there is no %s", w)
				}
			}
			for _, w := range []string{`Target="media/image1.jpg"`, `Extension="jpg"`, `full-path="Pictures/image1.jpg"`} {
				if all := files["word/_rels/document.xml.rels"] + files["[Content_Types].xml"] + files["META-INF/manifest.xml"]; (i == 1) == strings.HasPrefix(w, "full") && !strings.Contains(all, w) {
					t.Errorf("there is no %s in %s", w, all)
				}
			}
			if _, err := intake.Read(raw); err != nil {
				t.Errorf("it cannot be read again: %v", err)
			}
		}
	}
}
