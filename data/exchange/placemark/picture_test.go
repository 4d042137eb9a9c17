package placemark

import (
	"archive/zip"
	"bytes"
	"image/color"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// Pictures in a KMZ that a description shows are offered, and that of a photograph on the map;
// those of the web stay where they are.
func TestPicturesAreOffered(t *testing.T) {
	const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>A</name><TimeStamp><when>2022-02-04</when></TimeStamp><description><![CDATA[<p>Words</p><img src="files/a%20b.jpg" alt="A harbour"/><img src="https://example.org/b.jpg"><img src="../c.jpg">]]></description></Placemark>
<PhotoOverlay><name>B</name><TimeStamp><when>2022-02-05</when></TimeStamp><Icon><href>files/d.jpg</href></Icon></PhotoOverlay>
</Document></kml>`
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, body := range map[string]string{"doc.kml": kml, "files/a b.jpg": string(formtest.JPEG(t, 100, 80, color.Black)), "files/d.jpg": string(formtest.JPEG(t, 90, 80, color.Black))} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(body))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := readKML(t.Context(), formtest.File("a.kmz", packed.String()), form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Offered) != 2 || d.Offered[0].Event != d.Events[0].ID || d.Offered[0].Alt != "A harbour" || d.Offered[1].Event != d.Events[1].ID {
		t.Errorf("%+v", d.Offered)
	}
	if len(d.Skipped) != 1 || d.Skipped[0].Why != form.PictureMissing {
		t.Errorf("%v", form.SkippedRows(d.Skipped))
	}
}
