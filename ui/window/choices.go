package window

import (
	"strings"

	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme"
)

// This file is what the reader's choices of language, reading and theme come to.

// lang is the language in use.
func (w *Window) lang() string {
	if w.State.Lang != "" {
		return w.State.Lang
	}
	return w.Lang
}

// locale is the language in use with the reader's choices.
func (w *Window) locale() (*i18n.Locale, error) {
	l, err := i18n.New(w.Assets, w.lang())
	if err != nil {
		return nil, err
	}
	o := i18n.Options{Months: map[string]i18n.MonthNames{
		"egypt": i18n.MonthsEgypt, "levant": i18n.MonthsLevant, "maghreb": i18n.MonthsMaghreb,
	}[w.State.Reading.Months]}
	if w.State.Reading.Digits == "arabic" {
		o.Digits = i18n.DigitsArabicIndic
	}
	return l.With(o)
}

// reading is how articles are set, by the reader's choice.
func (w *Window) reading() text.Reading {
	r := w.State.Reading
	family := layout.FamilyInterface
	if name, ok := strings.CutPrefix(r.Font, systemFont); ok {
		family = layout.Family(name)
	} else if r.Font == "amiri" {
		family = layout.FamilyReading
	}
	return text.Reading{Size: r.Size, Spacing: r.Spacing, Family: family}
}

// axisRTL reports whether time runs from right to left.
func (w *Window) axisRTL() bool {
	switch w.State.Reading.Axis {
	case "ltr":
		return false
	case "rtl":
		return true
	}
	return w.env.Kit.RTL()
}

// applyTheme shows "light", "dark", or what the desktop prefers.
func (w *Window) applyTheme(name string) error {
	variant := map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark}[name]
	t, err := theme.New(variant)
	if err != nil {
		return err
	}
	w.theme = t
	w.App.Settings().SetTheme(t)
	return nil
}
