package app

import (
	"context"
	"errors"
	"image/color"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/intake/web"
)

// Pictures of the web stay links until they are asked for; then each is asked for once, a host
// that refuses is not asked again, and what came is taken with where it came from.
func TestFetchPictures(t *testing.T) {
	raw := formtest.JPEG(t, 100, 80, color.Black)
	var doc form.Document
	for _, address := range []string{"https://a.org/1.jpg", "https://blocked.org/1.jpg", "https://blocked.org/2.jpg", "https://a.org/drawing.png", "https://a.org/page.html", "https://a.org/1.jpg"} {
		doc.Events = append(doc.Events, form.Event{Event: data.Event{ID: data.NewID(), Title: "E", Links: []data.Reference{{URL: address, Title: "Words"}}}})
	}
	f := Foreign{Document: doc}
	if n := len(f.RemotePictures()); n != 5 {
		t.Fatalf("%d pictures on the web", n)
	}
	var asked []string
	err := f.FetchPictures(t.Context(), func(_ context.Context, address string) ([]byte, error) {
		asked = append(asked, address)
		switch address {
		case "https://a.org/1.jpg":
			return raw, nil
		case "https://a.org/drawing.png":
			return []byte("<svg/>"), nil
		}
		return nil, &web.Error{Kind: web.Blocked}
	}, nil)
	if err != nil || !slices.Equal(asked, []string{"https://a.org/1.jpg", "https://blocked.org/1.jpg", "https://a.org/drawing.png"}) {
		t.Fatalf("asked for %q, %v", asked, err)
	}
	rest, pages := f.Document.Taken()
	if len(rest.Pictures) != 2 || rest.Pictures[1].After.Event != doc.Events[5].ID || rest.Pictures[0].After.Source != "https://a.org/1.jpg" || rest.Pictures[0].After.Caption != "Words" || rest.Pictures[0].After.Event != doc.Events[0].ID {
		t.Fatalf("%+v", rest.Pictures)
	}
	for page, err := range pages {
		if err != nil || string(page.Body) != string(raw) {
			t.Error("its bytes are others", err)
		}
	}
	var why []form.Why
	for _, s := range f.Document.Skipped {
		why = append(why, s.Why)
	}
	if want := []form.Why{form.PictureUnread, form.PictureUnread, form.PictureDrawing}; !slices.Equal(why, want) {
		t.Errorf("%v", form.SkippedRows(f.Document.Skipped))
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := f.FetchPictures(ended, nil, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
