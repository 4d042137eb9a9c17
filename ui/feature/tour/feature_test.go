package tour

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// parts is a window of two parts.
type parts struct{ stops []Stop }

func (p parts) Stops() []Stop { return p.stops }

// The tour leads through all parts by the keys of the language's direction, and is
// remembered once it has been left.
func TestTour(t *testing.T) {
	for lang, keys := range map[string][2]fyne.KeyName{"en": {fyne.KeyRight, fyne.KeyLeft}, "ar": {fyne.KeyLeft, fyne.KeyRight}} {
		w := featuretest.New(t)
		part := control.Gap(100, 50)
		f := New(w.Host, parts{[]Stop{{"strip", func() fyne.CanvasObject { return part }}, {"card", func() fyne.CanvasObject { return part }}}})
		w.Relocale(lang, f)
		if w.Run(f, "help.tour") {
			t.Fatal("a tour without a library")
		}
		f.Start()
		f.Start() // is shown once
		press := func(name fyne.KeyName) { f.shown.TypedKey(&fyne.KeyEvent{Name: name}) }
		says := func(key string) bool {
			return slices.Contains(featuretest.Texts(f.shown.bubble), w.Host.Kit().T("tour."+key+".title"))
		}
		if len(w.Host.Canvas.Overlays().List()) != 1 || !says("strip") {
			t.Fatalf("%s: %d overlays", lang, len(w.Host.Canvas.Overlays().List()))
		}
		next := w.Host.Canvas.Focused()
		if next != fyne.Focusable(f.shown.next) {
			t.Errorf("%s: %T has the keyboard, not the button that goes on", lang, next)
		}
		press(keys[1])
		if press(keys[0]); !says("card") {
			t.Errorf("%s: the second step says %q", lang, featuretest.Texts(f.shown.bubble))
		}
		if now := w.Host.Canvas.Focused(); now == next || now != fyne.Focusable(f.shown.next) {
			t.Errorf("%s: at the second step %T has the keyboard", lang, now)
		}
		if press(keys[1]); !says("strip") {
			t.Errorf("%s: it does not go back", lang)
		}
		w.Relocale(map[string]string{"en": "ar", "ar": "en"}[lang], f)
		if !says("strip") {
			t.Errorf("%s: the step is not said in the other language", lang)
		}
		w.Relocale(lang, f)
		press(fyne.KeySpace)
		if w.Host.State.Toured {
			t.Error("the tour is over before its last step")
		}
		press(fyne.KeySpace)
		if f.shown != nil || w.Host.Canvas.Overlays().Top() != nil || !w.Host.State.Toured || w.Remembered != 1 {
			t.Errorf("%s: after the last step the tour is still there", lang)
		}
	}
}
