package sheets

import (
	"bytes"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
)

// Posters and pages have the pictures of events as figures with words that stand for them,
// each once in the document; what is left out is counted.
func TestPictures(t *testing.T) {
	for _, name := range []string{"pdf-poster", "pdf-pages"} {
		from := many(t, 3, "en")
		from.Events[0].Importance = 5
		formtest.Illustrate(t, &from)
		var out bytes.Buffer
		lost, err := format(name).Write(t.Context(), &out, from)
		if err != nil {
			t.Fatal(err)
		}
		figures := 0
		for _, o := range pdftest.Read(t, out.Bytes()).Objects {
			if d, ok := o.(pdftest.Dict); ok && d["S"] == pdftest.Name("Figure") && pdftest.Text(d["Alt"]) == "A red <field>" {
				figures++
			}
		}
		if figures != 1 {
			t.Errorf("%s: %d figures", name, figures)
		}
		if n := bytes.Count(out.Bytes(), []byte("/DCTDecode")); n != 1 || lost[form.LosesPictures] != len(from.Pictures)-1 {
			t.Errorf("%s: %d pictures, lost %v", name, n, lost)
		}
	}
}
