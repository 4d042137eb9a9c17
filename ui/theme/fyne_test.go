package theme

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/theme/palette"
)

func newTheme(t *testing.T, variant Variant) *Theme {
	t.Helper()
	test.NewTempApp(t)
	th, err := New(variant)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func TestVariantIsForcedOrFollowsTheDesktop(t *testing.T) {
	for _, c := range []struct {
		name    string
		variant Variant
		desktop fyne.ThemeVariant
		want    color.NRGBA
	}{
		{"system, light desktop", System, theme.VariantLight, palette.Light().Panel},
		{"system, dark desktop", System, theme.VariantDark, palette.Dark().Panel},
		{"light, dark desktop", Light, theme.VariantDark, palette.Light().Panel},
		{"dark, light desktop", Dark, theme.VariantLight, palette.Dark().Panel},
	} {
		th := newTheme(t, c.variant)
		if got := th.Color(theme.ColorNameBackground, c.desktop); got != c.want {
			t.Errorf("%s: background %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEveryColourIsOurs(t *testing.T) {
	th := newTheme(t, Light)
	for _, name := range []fyne.ThemeColorName{
		theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameDisabled,
		theme.ColorNameError, theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning,
		theme.ColorNameHeaderBackground, theme.ColorNameHover, theme.ColorNameHyperlink, theme.ColorNameInnerWindowBorder,
		theme.ColorNameInnerWindowBorderInactive, theme.ColorNameInputBackground, theme.ColorNameInputBorder,
		theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNamePlaceHolder, theme.ColorNamePressed,
		theme.ColorNamePrimary, theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground, theme.ColorNameSelection,
		theme.ColorNameSeparator, theme.ColorNameShadow, theme.ColorNameSuccess, theme.ColorNameWarning,
	} {
		// The forced palette ignores the desktop; Fyne's own colours differ between its variants.
		if l, d := th.Color(name, theme.VariantLight), th.Color(name, theme.VariantDark); l != d {
			t.Errorf("%s comes from Fyne: %v and %v", name, l, d)
		}
	}
}

func TestFontsAreEmbedded(t *testing.T) {
	th := newTheme(t, System)
	for style, want := range map[fyne.TextStyle]string{
		{}: "Vazirmatn-Regular.ttf", {Bold: true}: "Vazirmatn-Bold.ttf",
		{Italic: true}: "Vazirmatn-Regular.ttf", {Monospace: true}: "Vazirmatn-Regular.ttf",
	} {
		if got := th.Font(style); got.Name() != want || len(got.Content()) < 50_000 {
			t.Errorf("%+v: %s with %d bytes, want %s", style, got.Name(), len(got.Content()), want)
		}
	}
}

func TestCurrentFollowsTheSettings(t *testing.T) {
	th := newTheme(t, Dark)
	fyne.CurrentApp().Settings().SetTheme(th)
	if got := Current(); got != palette.Dark() {
		t.Errorf("current palette is not the dark one")
	}
}
