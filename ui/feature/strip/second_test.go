package strip

import (
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// With the Islamic calendar chosen the axis and the tip of an event tell its date in it
// too, in either language.
func TestHijriIsToldOfAnEvent(t *testing.T) {
	w, f, _ := opened(t)
	w.Until("the date is loaded", func() bool { return f.dateOf(gamesID) != "" })
	if got := f.dateOf(gamesID); strings.Contains(got, "1443") || f.model().Second != (scene.Second{}) {
		t.Errorf("by itself it says %q", got)
	}
	for lang, want := range map[string]string{"en": "3 Rajab 1443 AH", "ar": "3 رجب 1443 هـ"} {
		w.Host.State.Reading.Second = "hijri"
		w.Relocale(lang, f)
		if got := f.dateOf(gamesID); !strings.Contains(got, want) {
			t.Errorf("the tip says %q, want %q", got, want)
		}
		if s := f.model().Second; !s.Hijri || s.Name != w.Host.Kit().T("second.hijri") {
			t.Errorf("the axis has %+v", s)
		}
		w.Host.State.Reading.Second = ""
	}
}

// The reader's own clock is on the axis where it shows something else than the zone of
// the library.
func TestLocalTimeIsBesideAZone(t *testing.T) {
	w, f, _ := opened(t)
	w.Host.State.Reading.Second = "local"
	f.Relocale()
	if s := f.model().Second; s != (scene.Second{}) {
		t.Errorf("without a zone the axis has %+v", s)
	}
	own := w.Host.Now().Location()
	for zone, shown := range map[string]bool{"Asia/Kathmandu": true, "Etc/UTC": own != time.UTC} {
		change(w, "the zone is chosen", func() { w.Host.Library.Do(data.SetZone(w.Host.Library.Snapshot().Library, zone), nil) })
		if s := f.model().Second; (s != scene.Second{}) != shown {
			t.Errorf("%s: the axis has %+v", zone, s)
		}
	}
}
