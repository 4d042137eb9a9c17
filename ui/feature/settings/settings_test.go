package settings

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme"
)

// window counts what is shown.
type window struct {
	rebuilt, themes int
}

func (w *window) Rebuild()               { w.rebuilt++ }
func (w *window) ShowTheme(*theme.Theme) { w.themes++ }

// chosen is what the settings say of newer versions.
type chosen []bool

func (c *chosen) Choose(notify bool) { *c = append(*c, notify) }

func made(t *testing.T, families func(rune) ([]layout.Family, error)) (*featuretest.Window, *Feature, *window) {
	t.Helper()
	w, shown := featuretest.New(t), &window{}
	c := Choices{State: w.Host.State, System: "en", Name: "Amal", Words: assets.Files, Files: afero.NewMemMapFs()}
	return w, New(w.Host, c, families, &chosen{}, shown), shown
}

// What was chosen goes before what the system says.
func TestChoices(t *testing.T) {
	c := Choices{State: &state.State{}, System: "en", Name: "amal", Words: assets.Files, Files: afero.NewMemMapFs()}
	if c.Lang() != "en" || c.Author() != "amal" || c.AxisRTL() || c.Reading() != (text.Reading{Family: layout.FamilyInterface}) || !c.Animated() {
		t.Errorf("nothing chosen: %q, %q, right to left %v, %v, %v", c.Lang(), c.Author(), c.AxisRTL(), c.Reading(), c.Animated())
	}
	*c.State = state.State{Lang: "ar", Author: "أمل", Animations: "off", Reading: state.Reading{Font: systemFont + "Noto Kufi", Size: 22, Spacing: 1.2, Digits: "arabic", Months: "levant", Weekend: "5"}}
	if c.Lang() != "ar" || c.Author() != "أمل" || !c.AxisRTL() || c.Reading() != (text.Reading{Size: 22, Spacing: 1.2, Family: "Noto Kufi"}) || c.Animated() {
		t.Errorf("all chosen: %q, %q, right to left %v, %v, %v", c.Lang(), c.Author(), c.AxisRTL(), c.Reading(), c.Animated())
	}
	l, err := c.Locale()
	if err != nil {
		t.Fatal(err)
	}
	if !l.Axis().Weekend(5) || l.Axis().Weekend(6) {
		t.Error("the weekend that was chosen is not that of the locale")
	}
	if l.Lang() != "ar" || l.Options().Digits != i18n.DigitsArabicIndic || l.Month(1) != "كانون الثاني" {
		t.Errorf("the locale is %q with digits %v, and January is %q", l.Lang(), l.Options().Digits, l.Month(1))
	}
	c.State.Reading.Axis = "ltr"
	if c.AxisRTL() {
		t.Error("an axis from left to right runs from right to left in Arabic")
	}
}

func TestCommands(t *testing.T) {
	w, f, shown := made(t, nil)
	w.Run(f, "lang.switch")
	if w.Host.State.Lang != "ar" || shown.rebuilt != 1 {
		t.Errorf("the language is %q, built %d times", w.Host.State.Lang, shown.rebuilt)
	}
	w.Run(f, "lang.switch")
	w.Run(f, "theme.dark")
	if w.Host.State.Lang != "en" || w.Host.State.Theme != "dark" || shown.themes != 1 || w.Remembered != 1 {
		t.Errorf("language %q, theme %q, shown %d times, remembered %d times", w.Host.State.Lang, w.Host.State.Theme, shown.themes, w.Remembered)
	}
}

// The dialog says every setting in both languages, and a choice is shown at once.
func TestDialog(t *testing.T) {
	w, f, shown := made(t, nil)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		w.Run(f, "settings")
		words := featuretest.Texts(w.Dialog())
		for _, g := range f.groups() {
			for _, s := range g.settings {
				if !slices.Contains(words, w.Host.Kit().T(s.key)) {
					t.Errorf("%s: %s is not in the dialog", lang, s.key)
				}
			}
		}
	}
	top := w.Host.Kit().Dialogs.Top()
	size := f.groups()[2].settings[1]
	f.choose(top, size, "22")
	if w.Host.State.Reading.Size != 22 || shown.rebuilt != 1 || w.Host.Kit().Dialogs.Top() != top {
		t.Errorf("size %v, built %d times", w.Host.State.Reading.Size, shown.rebuilt)
	}
	f.choose(top, f.groups()[0].settings[0], "en")
	if w.Host.State.Lang != "en" || w.Host.Kit().Dialogs.Top() == top {
		t.Error("the dialog is not shown again in another language")
	}
	for _, v := range []string{"on", ""} {
		f.choose(w.Host.Kit().Dialogs.Top(), f.groups()[4].settings[0], v)
	}
	if told := *f.updates.(*chosen); !slices.Equal(told, chosen{true, false}) {
		t.Errorf("newer versions: %v", told)
	}
	f.authorEntry().OnChanged("  Mona ")
	if f.Author() != "Mona" {
		t.Errorf("the author is %q", f.Author())
	}
}

// A font of the system is chosen from a list; where there is none, that is said.
func TestFontsOfTheSystem(t *testing.T) {
	w, f, _ := made(t, func(rune) ([]layout.Family, error) { return nil, errors.New("no fonts") })
	f.chooseFamily()
	w.Until("it is said", func() bool { return w.Dialog() != nil })
	if !slices.Contains(featuretest.Texts(w.Dialog()), w.Host.Kit().T("font.none")) {
		t.Errorf("the dialog says %q", featuretest.Texts(w.Dialog()))
	}
	w, f, _ = made(t, func(letter rune) ([]layout.Family, error) {
		return []layout.Family{"Noto Naskh Arabic", layout.Family(letter)}, nil
	})
	for lang, letter := range map[string]string{"en": "a", "ar": "\u0628"} {
		w.Relocale(lang, f)
		f.chooseFamily()
		w.Until("the list is shown", func() bool { return w.Dialog() != nil })
		w.Dialog().Resize(fyne.NewSize(900, 700))
		for _, want := range []string{"Noto Naskh Arabic", letter, w.Host.Kit().T("font.preview")} {
			if words := featuretest.Texts(w.Dialog()); !slices.Contains(words, want) {
				t.Errorf("%s: the dialog says %q", lang, words)
			}
		}
		w.Host.Kit().Dialogs.Top().Close()
	}
}

type desktop struct{ feature.Desktop }

// Which file chooser is used can be chosen where the desktop has one.
func TestFileChooserIsAChoiceOfDesktops(t *testing.T) {
	w, f, _ := made(t, nil)
	words := w.Host.Kit().T("settings.chooser")
	for _, d := range []feature.Desktop{nil, desktop{}} {
		w.Host.Desktop = d
		w.Run(f, "settings")
		if said := slices.Contains(featuretest.Texts(w.Dialog()), words); said != (d != nil) {
			t.Errorf("with %T it is offered: %v", d, said)
		}
		if d != nil {
			featuretest.Press(t, w.Dialog(), w.Host.Kit().T("chooser.own"))
		}
		w.Host.Kit().Dialogs.Top().Close()
	}
	if w.Host.State.Chooser != "own" {
		t.Errorf("chosen is %q", w.Host.State.Chooser)
	}
}
