package strip

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

// The zone of the axis is found by what people call it, in either language, and chosen;
// it is written on the axis, and undone.
func TestZoneIsChosen(t *testing.T) {
	w, f, _ := opened(t)
	l := w.Host.Library
	for _, c := range []struct{ lang, typed, zone, onAxis string }{
		{"en", "beijing", "Asia/Shanghai", "Beijing time"},
		{"ar", "بكين", "Asia/Shanghai", "بتوقيت بكين"},
		{"ar", "مصر", "Africa/Cairo", "بتوقيت القاهرة"},
		{"en", "Europe/Kyiv", "Europe/Kyiv", "Kyiv time"},
	} {
		w.Relocale(c.lang, f)
		list := showZones(w.Host)
		list.typed(c.typed)
		if len(list.ids) == 0 || list.ids[0] != c.zone || list.rows.Current() != 0 {
			t.Fatalf("%q lists %q, and row %d is the current one", c.typed, list.ids, list.rows.Current())
		}
		if l.Axis().Zone() != c.zone {
			change(w, "it is chosen", func() { list.rows.Choose() })
		} else {
			list.rows.Choose()
		}
		if got := l.Snapshot(); got.Library.Zone != c.zone || got.Axis.Zone() != c.zone || w.Dialog() != nil {
			t.Errorf("%q: the axis has %q", c.typed, got.Library.Zone)
		}
		if got := w.Host.Kit().Locale.Zone(l.Axis().Zone()); got != c.onAxis {
			t.Errorf("the axis says %q, want %q", got, c.onAxis)
		}
	}
	list := showZones(w.Host)
	if list.ids[0] != "" || list.ids[list.rows.Current()] != "Europe/Kyiv" || len(list.ids) < 400 {
		t.Errorf("%d are listed, and %q is the current one", len(list.ids), list.ids[list.rows.Current()])
	}
	row := newZoneRow(w.Host.Kit())
	list.fill(row, "Asia/Shanghai")
	if row.name.Text() != "Beijing" || !strings.Contains(row.also.Text(), "China") || !strings.Contains(row.also.Text(), "Asia/Shanghai") || row.offset.Text() != "UTC+8" {
		t.Errorf("a row says %q, %q, %q", row.name.Text(), row.also.Text(), row.offset.Text())
	}
	list.typed("xyzzy")
	if len(list.ids) != 0 || !slices.Contains(featuretest.Texts(w.Dialog()), w.Host.Kit().T("zone.none")) {
		t.Errorf("listed are %q", list.ids)
	}
	list.choose(0) // nothing
	list.typed("")
	change(w, "there is none", func() { list.choose(0) })
	if l.Axis().Zone() != "" {
		t.Errorf("the axis has %q", l.Axis().Zone())
	}
	change(w, "it is undone", l.Undo)
	if l.Axis().Zone() != "Europe/Kyiv" {
		t.Errorf("undo gives %q", l.Axis().Zone())
	}
}
