package shell

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// Whatever the guide names is there: the commands whose keys it shows or that it offers
// to try, and the words of the interface.
func TestTheGuideNamesWhatIsThere(t *testing.T) {
	w, _, _ := small(t, "en")
	place := regexp.MustCompile(`\{([^}]*)\}`)
	named := 0
	err := fs.WalkDir(assets.Files, "guide", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		source, err := fs.ReadFile(assets.Files, path)
		for _, m := range place.FindAllStringSubmatch(string(source), -1) {
			named++
			if message, ok := strings.CutPrefix(m[1], "="); ok {
				if !w.life.host.Kit().Locale.Has(message) {
					t.Errorf("%s: there is no message %q", path, message)
				}
			} else if c := w.Commands().Get(m[1]); c == nil || len(c.Keys) == 0 {
				t.Errorf("%s: there is no command %q with a key", path, m[1])
			}
		}
		for line := range strings.Lines(string(source)) {
			tries, ok := strings.CutPrefix(line, "try: ")
			if !ok {
				continue
			}
			for _, id := range strings.Fields(tries) {
				if named++; w.Commands().Get(id) == nil {
					t.Errorf("%s: there is no command %q to try", path, id)
				}
			}
		}
		return err
	})
	if err != nil || named < 150 {
		t.Errorf("%d names, %v", named, err)
	}
}

// F1 opens the guide, and the question mark the sheet of keys.
func TestHelpKeys(t *testing.T) {
	w, q, _ := small(t, "en")
	title := func(key string) bool {
		return slices.Contains(featuretest.Texts(w.Canvas().Overlays().Top()), w.life.host.Kit().T(key))
	}
	w.life.KeyTyped(&fyne.KeyEvent{Name: fyne.KeyF1})
	q.until(t, "the guide is open", func() bool { return w.life.dialogs.Top() != nil })
	if !title("command.guide") {
		t.Error("F1 opens something else")
	}
	w.life.dialogs.Top().Close()
	w.life.RuneTyped('?')
	q.until(t, "the keys are shown", func() bool { return w.life.dialogs.Top() != nil })
	if !title("command.keys") {
		t.Error("the question mark opens something else")
	}
}
