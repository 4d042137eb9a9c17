// Package theme is the program's look in Fyne's terms: the colours of package
// palette under Fyne's names, the embedded Vazirmatn faces, and a calm set of
// sizes and radii.
//
// The idea: the colours live in package palette, which needs no toolkit; this
// package only translates, so that stock widgets and our own drawings agree.
package theme

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Variant says which palette is shown.
type Variant uint8

const (
	// System follows the desktop's preference.
	System Variant = iota
	// Light shows the light palette whatever the desktop prefers.
	Light
	// Dark shows the dark palette whatever the desktop prefers.
	Dark
)

// Theme implements fyne.Theme. It is immutable: to change the variant, give Fyne
// another.
type Theme struct {
	variant       Variant
	light, dark   palette.Palette
	regular, bold fyne.Resource
	stock         fyne.Theme
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme in a variant. The error is that of reading the embedded fonts.
func New(variant Variant) (*Theme, error) {
	regular, err := face("Vazirmatn-Regular.ttf")
	if err != nil {
		return nil, err
	}
	bold, err := face("Vazirmatn-Bold.ttf")
	if err != nil {
		return nil, err
	}
	return &Theme{
		variant: variant, light: palette.Light(), dark: palette.Dark(),
		regular: regular, bold: bold, stock: theme.DefaultTheme(),
	}, nil
}

func face(name string) (fyne.Resource, error) {
	content, err := assets.Files.ReadFile("fonts/" + name)
	if err != nil {
		return nil, fmt.Errorf("read the embedded font: %w", err)
	}
	return fyne.NewStaticResource(name, content), nil
}

// Palette returns the colours shown when the desktop prefers a variant
// (fyne.CurrentApp().Settings().ThemeVariant()).
func (t *Theme) Palette(desktop fyne.ThemeVariant) palette.Palette {
	if t.variant == Dark || t.variant == System && desktop == theme.VariantDark {
		return t.dark
	}
	return t.light
}

// Current returns the palette in use by the running application, and that of
// the light variant where another theme than ours is set.
func Current() palette.Palette {
	settings := fyne.CurrentApp().Settings()
	if t, ok := settings.Theme().(*Theme); ok {
		return t.Palette(settings.ThemeVariant())
	}
	return palette.Light()
}

// Color maps Fyne's names to roles of the palette.
func (t *Theme) Color(name fyne.ThemeColorName, desktop fyne.ThemeVariant) color.Color {
	p := t.Palette(desktop)
	switch name {
	case theme.ColorNameBackground:
		return p.Panel
	case theme.ColorNameForeground:
		return p.Ink
	case theme.ColorNamePlaceHolder:
		return p.Muted
	case theme.ColorNameDisabled:
		return p.Faint
	case theme.ColorNameButton:
		return p.Panel
	case theme.ColorNameDisabledButton:
		return p.Ground
	case theme.ColorNameInputBackground:
		return p.Input
	case theme.ColorNameInputBorder, theme.ColorNameSeparator,
		theme.ColorNameInnerWindowBorder, theme.ColorNameInnerWindowBorderInactive:
		return p.Line
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Raised
	case theme.ColorNameHeaderBackground:
		return p.Ground
	case theme.ColorNameScrollBar:
		return p.ScrollBar
	case theme.ColorNameScrollBarBackground:
		return color.NRGBA{}
	case theme.ColorNameShadow:
		return p.Shadow
	}
	if c, ok := stateColor(p, name); ok {
		return c
	}
	return t.stock.Color(name, desktop)
}

// stateColor maps the names that describe a state, or what can be done.
func stateColor(p palette.Palette, name fyne.ThemeColorName) (c color.Color, ok bool) {
	switch name {
	case theme.ColorNamePrimary:
		return p.Accent, true
	case theme.ColorNameHyperlink:
		return p.Link, true
	case theme.ColorNameForegroundOnPrimary:
		return p.OnAccent, true
	case theme.ColorNameFocus:
		return p.Focus, true
	case theme.ColorNameSelection:
		return p.Selection, true
	case theme.ColorNameHover:
		return p.Hover, true
	case theme.ColorNamePressed:
		return p.Pressed, true
	case theme.ColorNameError:
		return p.Error, true
	case theme.ColorNameWarning:
		return p.Warning, true
	case theme.ColorNameSuccess:
		return p.Success, true
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnWarning, theme.ColorNameForegroundOnSuccess:
		return p.OnState, true
	}
	return nil, false
}

// Font gives one family for everything: it has Latin, Arabic, digits and
// punctuation in one face, in two weights and without italics.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return t.stock.Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Icon returns Fyne's own icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.stock.Icon(name) }

// Size returns units of 1/120 inch at scale 1.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12.5
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNameHeadingText:
		return 19
	case theme.SizeNamePadding:
		return 6
	case theme.SizeNameInnerPadding:
		return 9
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameScrollBarRadius:
		return 5
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return 8
	case theme.SizeNameCardRadius:
		return 10
	case theme.SizeNameDialogRadius:
		return 12
	case theme.SizeNameSplitThickness:
		return 1
	}
	return t.stock.Size(name)
}
