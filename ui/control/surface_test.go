package control

import (
	"image/color"
	"testing"
)

// Fyne leaves out only what is color.Transparent.
func TestASurfaceWithoutColourIsTransparent(t *testing.T) {
	testKit(t, "en")
	s := NewSurface(None, None, 6)
	if s.rect.FillColor != color.Transparent || s.rect.StrokeWidth != 0 {
		t.Errorf("filled with %v, a line of %v", s.rect.FillColor, s.rect.StrokeWidth)
	}
	s.Set(Panel, Line)
	if s.rect.FillColor == color.Transparent || s.rect.StrokeWidth != 1 {
		t.Errorf("filled with %v, a line of %v", s.rect.FillColor, s.rect.StrokeWidth)
	}
	s.Set(None, Accent)
	if s.rect.FillColor != color.Transparent || s.rect.StrokeWidth != 1 {
		t.Errorf("an outline is filled with %v", s.rect.FillColor)
	}
}
