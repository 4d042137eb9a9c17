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
	light, dark, found := strings.Cut(string(raw), `:root[data-theme="dark"]`)
	chosen, system, again := strings.Cut(dark, "@media (prefers-color-scheme: dark)")
	if !found || !again {
		t.Fatal("the style sheet has no dark colours")
	}
	for sheet, p := range map[string]Palette{light: Light(), chosen: Dark(), system: Dark()} {
		want := map[string]color.NRGBA{
			"ground": p.Ground, "panel": p.Panel, "chip": p.Chip, "ink": p.Ink, "muted": p.Muted, "faint": p.Faint, "line": p.Line, "hair": p.Hair,
			"accent": p.Accent, "on-accent": p.OnAccent, "on-deep": p.OnDeep, "link": p.Link, "today": p.Today, "accent-soft": p.AccentSoft,
			"marker": p.Marker, "in-view": p.InView,
		}
		for _, name := range names {
			want[name], want[name+"-soft"], want[name+"-deep"] = p.Mark(name), p.Soft(name), p.Deep(name)
		}
		for name, c := range want {
			if line := fmt.Sprintf("--%s: #%02X%02X%02X;", name, c.R, c.G, c.B); !strings.Contains(sheet, line) {
				t.Errorf("dark %v: the style sheet lacks %q", p.Dark, line)
			}
		}
	}
}
