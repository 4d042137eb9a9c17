package feature_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

func TestPlacesAreOfferedWhileTyping(t *testing.T) {
	w := featuretest.New(t)
	for _, tc := range []struct{ lang, typed, offered, taken string }{
		{"en", "cai", "Cairo", "Cairo"},
		{"en", "Tripoli, leb", "Tripoli", "Tripoli, Lebanon"},
		{"ar", "الاسكند", "الإسكندرية", "الإسكندرية"},
		{"ar", "طرابلس، لبن", "طرابلس", "طرابلس، لبنان"},
	} {
		w.Relocale(tc.lang, none{})
		f := w.Host.PlaceField("", "")
		w.Put(f.Root)
		f.Entry.SetText(tc.typed)
		f.Entry.OnChanged(tc.typed)
		if got := featuretest.Texts(f.Root); !slices.Contains(got, tc.offered) {
			t.Errorf("%q offers %q", tc.typed, got)
		}
		f.Entry.OnKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		f.Entry.OnKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if got := f.Entry.Text(); got != tc.taken {
			t.Errorf("%q became %q, not %q", tc.typed, got, tc.taken)
		}
	}
}

func TestPlacesOfThePassageAreOffered(t *testing.T) {
	w := featuretest.New(t)
	f := w.Host.PlaceField("", "Putin arrived in Beijing on Friday, after talks in Moscow.")
	w.Put(f.Root)
	w.Host.Canvas.Focus(f.Entry)
	w.Until("they are offered", func() bool {
		got := featuretest.Texts(f.Root)
		return slices.Contains(got, "Beijing") && slices.Contains(got, "Moscow")
	})
	f.Entry.OnChanged("qqqq")
	if got := featuretest.Texts(f.Root); slices.Contains(got, "Beijing") {
		t.Errorf("nowhere offers %q", got)
	}
}
