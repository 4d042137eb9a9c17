package strip

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Every sign has words, whether the states of events are shown or not.
func TestSignsHaveWords(t *testing.T) {
	w, f, _ := opened(t)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		for _, states := range []bool{false, true} {
			for _, s := range scene.Signs(states) {
				if !w.Host.Kit().Locale.Has(signKeys[s]) {
					t.Errorf("%s: sign %d has no words", lang, s)
				}
			}
		}
	}
}

// The legend explains every sign in either language, and Esc closes it.
func TestLegendExplainsEverySign(t *testing.T) {
	w, f, _ := opened(t)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		if !w.Run(f, "strip.legend") {
			t.Fatal("it cannot be shown")
		}
		words := featuretest.Texts(w.Dialog())
		for _, s := range scene.Signs(false) {
			if key := signKeys[s]; key == "" || !slices.Contains(words, w.Host.Kit().T(key)) {
				t.Errorf("%s: sign %d is not explained", lang, s)
			}
		}
		w.Host.Canvas.Focused().(*control.Popover).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if top := w.Dialog(); top != nil {
			t.Error("it stays open")
		}
	}
}
