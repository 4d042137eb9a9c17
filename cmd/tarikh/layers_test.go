package main

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// painted walks what is shown and returns the area of all that is painted and of the
// largest layer, in square units. Fyne paints every layer in each frame, and without a
// graphics card its cost is its area.
func painted(o fyne.CanvasObject) (all, largest float32) {
	if !o.Visible() {
		return 0, 0
	}
	var inside []fyne.CanvasObject
	seen := func(c color.Color) bool {
		if c == nil || c == color.Transparent {
			return false
		}
		return true
	}
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case *canvas.Rectangle:
		if seen(o.FillColor) || o.StrokeWidth > 0 {
			all = o.Size().Width * o.Size().Height
		}
	case *canvas.Raster, *canvas.Image:
		all = o.Size().Width * o.Size().Height
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	largest = all
	for _, child := range inside {
		a, l := painted(child)
		all, largest = all+a, max(largest, l)
	}
	return all, largest
}

// Fyne's clear has painted the ground already: no pane paints it again.
func TestNoLayerCoversTheWindow(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			w, q := testWindow(t, lang)
			win := test.NewTempWindow(t, w.Content())
			win.Resize(fyne.NewSize(1440, 900))
			s := w.Library()
			s.SelectAndRead(s.Snapshot().Columns.IDs[7])
			q.until(t, "an event is shown", func() bool { return s.Event() != nil && s.Article() != nil })
			win.Canvas().Capture()
			all, largest := painted(w.Content())
			window := float32(1440 * 900)
			t.Logf("painted %.2f of the window, the largest layer %.2f", all/window, largest/window)
			if all > 1.1*window || largest > 0.5*window {
				t.Errorf("layers of %.2f windows are painted in each frame, the largest of %.2f", all/window, largest/window)
			}
		})
	}
}
