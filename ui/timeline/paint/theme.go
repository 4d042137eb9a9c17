package paint

import (
	"image/color"

	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Theme gives the timeline's display lists the colours of a palette.
func Theme(p palette.Palette) scene.Theme {
	return scene.Theme{
		Ground: p.Ground, Panel: p.Panel, Chip: p.Chip, Ink: p.Ink, Muted: p.Muted,
		Line: p.Line, FaintLine: p.Hair,
		Accent: p.Accent, OnAccent: p.OnAccent, AccentSoft: p.AccentSoft, Today: p.Today, Selection: p.Window,
		Weekend: weekend(p), Lit: p.Mark("amber"), Warning: p.Warning,
		Track: p.Mark, Soft: p.Soft, Deep: p.Deep, OnDeep: p.OnDeep,

		LabelSize: 13, TickSize: 12, CountSize: 11.5,
	}
}

// weekend is a wash that is seen only where the eye looks for it.
func weekend(p palette.Palette) color.NRGBA {
	c := p.Ink
	c.A = 0x08
	return c
}
