package aeon

import (
	"archive/zip"
	"bytes"
	"image/color"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// Pictures in the archive that an event names are offered; what is not there is named.
func TestPicturesAreOffered(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, body := range map[string]string{
		"timeline.json": timeline("", `{"guid": "g", "title": "T", "links": ["Images/a.jpg"], "attachments": [{"path": "b.jpg", "name": "The harbour"}, "gone.png", {"a": 1}],
			"rangeValues": [{"rangeProperty": "d", "position": {"timestamp": 63773539200, "precision": "day"}}]}`),
		"Images/a.jpg": string(formtest.JPEG(t, 100, 80, color.Black)), "Images/b.jpg": string(formtest.JPEG(t, 90, 80, color.Black)),
	} {
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
	d := mustRead(t, "a.aeonzip", packed.String())
	if len(d.Offered) != 2 || d.Offered[0].Event != d.Events[0].ID || d.Offered[1].Caption != "The harbour" || d.Offered[1].Name != "b.jpg" {
		t.Errorf("%+v", d.Offered)
	}
	if len(d.Skipped) != 1 || d.Skipped[0].Why != form.PictureMissing || d.Skipped[0].Detail != "gone.png" || d.Dropped["attachments"] != 1 {
		t.Errorf("%v, %v", form.SkippedRows(d.Skipped), d.Dropped)
	}
}
