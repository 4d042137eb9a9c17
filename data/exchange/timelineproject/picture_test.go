package timelineproject

import (
	"encoding/base64"
	"image/color"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// The picture of an event is offered; an icon is counted as left out, and what is no picture is named with the reason.
func TestPicturesAreOffered(t *testing.T) {
	event := func(picture []byte) string {
		return "<event><start>2022-02-04 00:00:00</start><end>2022-02-05 00:00:00</end><text>E</text><icon>" + base64.StdEncoding.EncodeToString(picture) + "</icon></event>"
	}
	large := formtest.JPEG(t, 128, 96, color.Black)
	doc, err := read(t.Context(), formtest.File("a.timeline", `<?xml version="1.0"?><timeline><version>1.19.0</version><timetype>gregoriantime</timetype><categories></categories><events>`+
		event(large)+event(formtest.JPEG(t, 32, 32, color.Black))+event([]byte("no picture"))+`</events><view></view></timeline>`), form.Options{})
	if err != nil || len(doc.Events) != 3 {
		t.Fatal(len(doc.Events), err)
	}
	if len(doc.Offered) != 1 || doc.Offered[0].Event != doc.Events[0].ID || string(doc.Offered[0].Page.Body) != string(large) || doc.Dropped["icon"] != 1 ||
		len(doc.Skipped) != 1 || doc.Skipped[0].Why != form.PictureKind {
		t.Errorf("%d are offered, dropped %v, skipped %v", len(doc.Offered), doc.Dropped, doc.Skipped)
	}
}
