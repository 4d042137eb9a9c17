package palette

import (
	"fmt"
	"image/color"
	"io/fs"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
)

// TestThePageHasTheseColours holds the style sheet of exported pages to the palettes.
func TestThePageHasTheseColours(t *testing.T) {
	raw, err := fs.ReadFile(assets.Files, "page/page.css")
	if err != nil {
		t.Fatal(err)
	}
	of := func(p Palette) map[string]color.NRGBA {
		colours := map[string]color.NRGBA{
			"ground": p.Ground, "panel": p.Panel, "chip": p.Chip, "ink": p.Ink, "muted": p.Muted, "faint": p.Faint, "line": p.Line, "hair": p.Hair,
			"accent": p.Accent, "on-accent": p.OnAccent, "on-deep": p.OnDeep, "link": p.Link, "today": p.Today, "accent-soft": p.AccentSoft,
			"marker": p.Marker, "in-view": p.InView, "sea": p.Sea, "land": p.Land,
		}
		for _, name := range names {
			colours[name], colours[name+"-soft"], colours[name+"-deep"] = p.Mark(name), p.Soft(name), p.Deep(name)
		}
		return colours
	}
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
	dark := of(Dark())
	for name, light := range of(Light()) {
		if line := fmt.Sprintf("--%s: light-dark(%s, %s);", name, hex(light), hex(dark[name])); strings.Count(string(raw), line) != 1 {
			t.Errorf("the style sheet lacks %q", line)
		}
	}
}
