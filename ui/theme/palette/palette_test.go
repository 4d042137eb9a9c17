package palette

import (
	"image/color"
	"math"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestNamesAreThoseOfTheDomain(t *testing.T) {
	if !slices.Equal(names[:], data.Colours()) {
		t.Fatalf("palette %v, domain %v", names, data.Colours())
	}
}

func TestUnknownNameIsSlate(t *testing.T) {
	for _, p := range []Palette{Light(), Dark()} {
		if p.Mark("") != p.Mark("slate") || p.Soft("no such") != p.Soft("slate") {
			t.Error("an unknown colour name is not slate")
		}
	}
}

func TestTextHasContrast(t *testing.T) {
	for variant, p := range map[string]Palette{"light": Light(), "dark": Dark()} {
		surfaces := map[string]color.NRGBA{"ground": p.Ground, "panel": p.Panel, "raised": p.Raised, "input": p.Input}
		for role, ink := range map[string]color.NRGBA{"ink": p.Ink, "muted": p.Muted, "link": p.Link, "error": p.Error, "warning": p.Warning, "success": p.Success} {
			for surface, ground := range surfaces {
				atLeast(t, variant+" "+role+" on "+surface, ink, ground, 4.5)
			}
		}
		for surface, ground := range surfaces {
			for state, wash := range map[string]color.NRGBA{"selection": p.Selection, "hover": p.Hover, "pressed": p.Pressed} {
				atLeast(t, variant+" ink on "+state+" on "+surface, p.Ink, over(wash, ground), 4.5)
			}
		}
		atLeast(t, variant+" ink on chip", p.Ink, p.Chip, 4.5)
		atLeast(t, variant+" ink on a find", p.Ink, p.Find, 4.5)
		atLeast(t, variant+" ink on the find looked at", p.Ink, p.FindNow, 4.5)
		atLeast(t, variant+" text on accent", p.OnAccent, p.Accent, 4.5)
		for role, ground := range map[string]color.NRGBA{"error": p.Error, "warning": p.Warning, "success": p.Success} {
			atLeast(t, variant+" text on "+role, p.OnState, ground, 4.5)
		}
		for surface, ground := range map[string]color.NRGBA{"marker": p.Marker, "passage in view": p.InView, "accent soft": p.AccentSoft} {
			atLeast(t, variant+" ink on "+surface, p.Ink, ground, 4.5)
		}
		atLeast(t, variant+" muted on accent soft", p.Muted, p.AccentSoft, 4.5)
		atLeast(t, variant+" muted on chip", p.Muted, p.Chip, 4.5)
		for _, name := range names {
			atLeast(t, variant+" text on deep "+name, p.OnDeep, p.Deep(name), 4.5)
			atLeast(t, variant+" ink on soft "+name, p.Ink, p.Soft(name), 4.5)
			atLeast(t, variant+" ink on selected soft "+name, p.Ink, over(p.Selection, p.Soft(name)), 4.5)
		}
	}
}

func TestGraphicsHaveContrast(t *testing.T) {
	for variant, p := range map[string]Palette{"light": Light(), "dark": Dark()} {
		for surface, ground := range map[string]color.NRGBA{"ground": p.Ground, "panel": p.Panel} {
			for _, name := range names {
				atLeast(t, variant+" mark "+name+" on "+surface, p.Mark(name), ground, 3)
			}
			atLeast(t, variant+" accent on "+surface, p.Accent, ground, 3)
			atLeast(t, variant+" today on "+surface, p.Today, ground, 3)
		}
	}
}

func atLeast(t *testing.T, what string, ink, ground color.NRGBA, want float64) {
	t.Helper()
	if got := contrast(ink, ground); got < want {
		t.Errorf("%s: contrast %.2f, want at least %.1f", what, got, want)
	}
}

// contrast is the ratio of WCAG 2.2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// over is a colour laid on an opaque one.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(s, d uint8) uint8 { return uint8((int(s)*int(c.A) + int(d)*(255-int(c.A)) + 127) / 255) }
	return color.NRGBA{R: mix(c.R, ground.R), G: mix(c.G, ground.G), B: mix(c.B, ground.B), A: 255}
}
