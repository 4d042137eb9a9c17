package timeline

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// ReadAt marks where the text that is read is in time; the zero Date marks
// nothing. The view stays where it is.
func (t *Timeline) ReadAt(d dates.Date) {
	r := scene.Reading{Lo: d.Lo, Hi: d.Hi}
	if d.IsZero() {
		r = scene.Reading{}
	}
	if r != t.reading {
		t.reading = r
		t.invalidate()
	}
}
