package chronology

import (
	"bytes"
	"image/jpeg"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
)

// TestPictures prints the pictures of an event with what is said of them, each file once, on
// all kinds of paper; what cannot be shown is counted.
func TestPictures(t *testing.T) {
	for lang, papers := range map[string][]string{"en": {"", "50x50mm"}, "ar": {""}} {
		for _, paper := range papers {
			from := sample(t, lang)
			from.Look.Paper = paper
			formtest.Illustrate(t, &from)
			again := from.Pictures[0]
			again.ID, again.Event = id(77), from.Events[1].ID
			from.Pictures = append(from.Pictures, again)
			raw, lost := writtenAs(t, from)
			if lost[form.LosesPictures] != 1 || lost[form.LosesDamaged] != 1 {
				t.Errorf("%s %s: lost %v, not the damaged one and the other file", lang, paper, lost)
			}
			f := pdftest.Read(t, raw)
			images, figures := 0, 0
			for r, v := range f.Objects {
				d, _ := v.(pdftest.Dict)
				if d["Subtype"] == pdftest.Name("Image") {
					images++
					if m, err := jpeg.DecodeConfig(bytes.NewReader(f.Streams[r])); err != nil || m.Width != 600 && m.Width != 40 {
						t.Errorf("an image of %+v, %v", m, err)
					}
				}
				if d["S"] == pdftest.Name("Figure") {
					if alt := pdftest.Text(d["Alt"]); alt == "A red <field>" {
						figures++
					}
				}
			}
			if images != 2 || figures != 2 { // that of the article has no words of what can be seen
				t.Errorf("%s %s: %d images, %d figures", lang, paper, images, figures)
			}
			text, _ := all(f)
			for _, want := range []string{"in two lines", "Amal & Co", "CC BY 4.0", "Of the article"} {
				if !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(want, " ", "")) {
					t.Errorf("%s %s: there is no %q", lang, paper, want)
				}
			}
			if !bytes.Contains(raw, []byte("DCTDecode")) {
				t.Error("the picture is not as it was reduced")
			}
		}
	}
}
