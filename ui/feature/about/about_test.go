package about

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// The window names the version, and everything that is built in with its license.
func TestAbout(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host, Program{Version: "9.8.7", Icon: theme.InfoIcon(), Assets: assets.Files})
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		w.Run(f, "help.about")
		w.Until("the parts are read", func() bool { return w.Dialog() != nil })
		words := featuretest.Texts(w.Dialog())
		for _, want := range []string{w.Host.Kit().T("about.what"), w.Host.Kit().T("about.version", "version", "9.8.7")} {
			if !slices.Contains(words, want) {
				t.Errorf("%s: it does not say %q", lang, want)
			}
		}
		if !slices.ContainsFunc(words, func(s string) bool { return strings.HasPrefix(s, "fyne.io/fyne/v2 ") }) {
			t.Errorf("%s: the toolkit is not named: %q", lang, words)
		}
		w.Host.Kit().Dialogs.Top().Close()
	}
}
