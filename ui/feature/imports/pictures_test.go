package imports

import (
	"context"
	"image/color"
	"strings"
	"sync/atomic"
	"testing"

	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// Pictures on the web stay links until they are asked for; then they are the events'.
func TestPicturesOfTheWebAreFetchedByChoice(t *testing.T) {
	w, f, _ := opened(t)
	var asked atomic.Int32
	f.fromWeb = func(context.Context, string) ([]byte, error) {
		asked.Add(1)
		return formtest.JPEG(t, 100, 80, color.Black), nil
	}
	f.begin(fileSources([]string{written(t, "a.json", `{"events": [{"start_date": {"year": "2022"}, "text": {"headline": "E"}, "media": {"url": "https://example.org/a.jpg"}}]}`)}), func() {})
	previewed(w)
	if !strings.Contains(shown(w), "1 picture on the web") || asked.Load() != 0 {
		t.Fatalf("asked %d times:\n%s", asked.Load(), shown(w))
	}
	featuretest.Press(t, w.Dialog(), "Fetch them, too; else they stay links")
	w.Until("they are fetched", func() bool {
		return asked.Load() == 1 && w.Dialog() != nil && strings.Contains(shown(w), "Cancel") && !strings.Contains(shown(w), "Fetch them")
	})
	imported(t, w, "Import 1 event")
	leads, err := w.Host.Library.Store().LeadPictures(t.Context())
	if err != nil || len(leads) != 1 || asked.Load() != 1 {
		t.Errorf("%d pictures, asked %d times, %v", len(leads), asked.Load(), err)
	}
}
