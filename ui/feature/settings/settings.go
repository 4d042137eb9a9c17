// Package settings is the user's choices: language, theme, motion, author, and how
// dates and articles are shown.
//
// The one idea behind it: a choice is a value of the state, asked for when something is
// built; after a change the window is built again with the same model.
package settings

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text/layout"
)

// Feature is the settings.
type Feature struct{ *chooser }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, c Choices, families func(letter rune) ([]layout.Family, error), u Updates, w Window) *Feature {
	return &Feature{&chooser{Choices: c, host: h, window: w, families: families, updates: u}}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{
		{ID: "settings", Title: "command.settings", Keys: []command.Key{command.Ctrl(fyne.KeyComma)}, Run: f.show},
		{ID: "lang.switch", Title: "command.lang", Keys: []command.Key{command.CtrlShift(fyne.KeyL)}, Run: f.switchLang},
		{ID: "theme.light", Title: "command.theme.light", Run: func() { f.setTheme("light") }},
		{ID: "theme.dark", Title: "command.theme.dark", Run: func() { f.setTheme("dark") }},
		{ID: "theme.system", Title: "command.theme.system", Run: func() { f.setTheme("") }},
	}
}

// Relocale is that of feature.Feature: the dialog opens itself again where its words
// have changed.
func (f *Feature) Relocale() {}

func (f *Feature) switchLang() {
	f.State.Lang = map[string]string{"en": "ar", "ar": "en"}[f.Lang()]
	f.window.Rebuild()
}
