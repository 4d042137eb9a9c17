package timelinejs

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// The first picture of an event is the medium of its slide, in an address that ends as the
// program knows pictures by.
func TestPictures(t *testing.T) {
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	from := form.Taken{Events: []form.TakenEvent{
		{Event: data.Event{ID: data.ID{3}, Title: "E", Date: day, Links: []data.Reference{{URL: "https://example.org/other.jpg"}}}},
		{Event: data.Event{ID: data.ID{4}, Title: "F", Date: day, Links: []data.Reference{{URL: "https://example.org/other.jpg"}}}},
	}}
	formtest.Illustrate(t, &from)
	var out bytes.Buffer
	lost, err := write(t.Context(), &out, from)
	if err != nil || lost[form.LosesPictures] != 2 {
		t.Fatal(lost, err)
	}
	var file struct {
		Events []struct{ Media outMedia }
	}
	if err := json.Unmarshal(out.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	m := file.Events[0].Media
	if m.Alt != "A red <field>" || m.Credit != "Amal &amp; Co, CC BY 4.0" || m.Caption != "حقل أحمر in two lines" {
		t.Errorf("%+v", m)
	}
	packed, ok := strings.CutPrefix(strings.TrimSuffix(m.URL, "#.jpg"), "data:image/jpeg;base64,")
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil || !ok || !strings.HasSuffix(m.URL, "#.jpg") {
		t.Fatalf("%.60s, %v", m.URL, err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(raw)); err != nil || c.Width != 600 {
		t.Errorf("%+v, %v", c, err)
	}
	if file.Events[1].Media.URL != "https://example.org/other.jpg" {
		t.Errorf("an address of a picture is %+v", file.Events[1].Media)
	}
	// It comes back as what is offered, and its bytes are in no text.
	doc, err := read(t.Context(), formtest.File("x.json", out.String()), form.Options{})
	if err != nil || len(doc.Offered) != 1 || len(doc.Dropped) > 0 {
		t.Fatalf("%d offered, dropped %v, %v", len(doc.Offered), doc.Dropped, err)
	}
	if o := doc.Offered[0]; o.Event != doc.Events[0].ID || o.Alt != m.Alt || o.Credit != "Amal & Co, CC BY 4.0" || o.Width != 600 || string(o.Page.Body) != string(raw) || strings.Contains(doc.Events[0].Description, "base64") {
		t.Errorf("%+v of %q", o.Picture, doc.Events[0].Description)
	}
	if rest, pages := doc.Taken(); len(rest.Pictures) != 0 || pages != nil {
		t.Error("it is taken without being chosen")
	}
	doc.TakeOffered = true
	formtest.Check(t, doc)
	if rest, _ := doc.Taken(); len(rest.Pictures) != 1 {
		t.Error("it is not taken")
	}
}

// A picture in a file beside is offered; one that cannot be taken is named with the reason.
func TestPicturesBeside(t *testing.T) {
	const slide = `{"start_date": {"year": "2022"}, "text": {"headline": "E"}, "media": {"url": %q, "caption": "C"}}`
	file := formtest.File("x.json", `{"events": [`+fmt.Sprintf(slide, "img/a.jpg")+","+fmt.Sprintf(slide, "img/none.jpg")+","+fmt.Sprintf(slide, "../b.jpg")+","+
		fmt.Sprintf(slide, "img/c.svg")+","+fmt.Sprintf(slide, "data:image/svg+xml;base64,PHN2Zy8+")+"]}")
	file.Beside = fstest.MapFS{"img/a.jpg": {Data: formtest.JPEG(t, 100, 80, color.Black)}, "img/c.svg": {Data: []byte("<svg/>")}}
	doc, err := read(t.Context(), file, form.Options{})
	if err != nil || len(doc.Events) != 5 {
		t.Fatal(doc.Events, err)
	}
	if len(doc.Offered) != 1 || doc.Offered[0].Event != doc.Events[0].ID || doc.Offered[0].Caption != "C" {
		t.Errorf("%+v", doc.Offered)
	}
	var why []form.Why
	for _, s := range doc.Skipped {
		why = append(why, s.Why)
	}
	if want := []form.Why{form.PictureDrawing, form.PictureMissing, form.PictureMissing, form.PictureDrawing}; !slices.Equal(why, want) {
		t.Errorf("%v", form.SkippedRows(doc.Skipped))
	}
}
