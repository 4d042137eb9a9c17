package settings

import (
	"cmp"
	"io/fs"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme"
)

// Choices are the user's choices, with the system's as defaults. They are read from the
// state each time, so they are never outdated.
type Choices struct {
	State     *state.State
	System    string   // the language of the system
	Name      string   // the user's name in the system
	Words     fs.FS    // message catalogs
	Files     afero.Fs // with the desktop's settings
	ConfigDir string   // where those are, "" if unknown
	// Login is who one is in the open library, where that is on a server; "" otherwise.
	Login func() string
}

// Lang is the language in use.
func (c Choices) Lang() string {
	return cmp.Or(c.State.Lang, c.System)
}

// Locale is the language in use with the reader's choices.
func (c Choices) Locale() (*i18n.Locale, error) { return c.LocaleOf(c.Lang()) }

// LocaleOf is Locale of another language.
func (c Choices) LocaleOf(lang string) (*i18n.Locale, error) {
	l, err := i18n.New(c.Words, lang)
	if err != nil {
		return nil, err
	}
	o := i18n.Options{Months: map[string]i18n.MonthNames{
		"egypt": i18n.MonthsEgypt, "levant": i18n.MonthsLevant, "maghreb": i18n.MonthsMaghreb, "morocco": i18n.MonthsMorocco,
	}[c.State.Reading.Months], Weekend: c.State.Reading.Weekend}
	if c.State.Reading.Digits == "arabic" {
		o.Digits = i18n.DigitsArabicIndic
	}
	return l.With(o)
}

// Reading is how articles are set, by the reader's choice.
func (c Choices) Reading() text.Reading {
	r := c.State.Reading
	family := layout.FamilyInterface
	if name, ok := strings.CutPrefix(r.Font, systemFont); ok {
		family = layout.Family(name)
	} else if r.Font == "amiri" {
		family = layout.FamilyReading
	}
	whole := map[string]edit.Grain{"words": edit.ByWord, "sentences": edit.BySentence}[r.Whole]
	return text.Reading{Size: r.Size, Spacing: r.Spacing, Family: family, Whole: whole}
}

// AxisRTL reports whether time runs from right to left.
func (c Choices) AxisRTL() bool {
	switch c.State.Reading.Axis {
	case "ltr":
		return false
	case "rtl":
		return true
	}
	return c.Lang() == i18n.Arabic
}

// Theme is the light or the dark one, or what the desktop prefers.
func (c Choices) Theme() (*theme.Theme, error) {
	return theme.New(map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark}[c.State.Theme])
}

// Author is who new notes are by: in a library of several people the login.
func (c Choices) Author() string {
	if c.Login != nil {
		if login := c.Login(); login != "" {
			return login
		}
	}
	return cmp.Or(c.State.Author, c.Name)
}
