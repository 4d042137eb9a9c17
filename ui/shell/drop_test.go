package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

// What is dropped on the window is an article or an import, by its contents.
func TestDropIsAnArticleOrAnImport(t *testing.T) {
	for name, c := range map[string]struct{ content, shows string }{
		"winters.json": {`{"events": [{"start_date": {"year": 2022}, "text": {"headline": "The opening"}}]}`, "Import 1 event"},
		"winters.txt":  {"Beijing, 4 February 2022. The Games were opened.", "Add article"},
	} {
		w, q, _ := small(t, "en")
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
		q.until(t, name+" shows "+c.shows, func() bool {
			top := w.Canvas().Overlays().Top()
			return top != nil && strings.Contains(strings.Join(featuretest.Texts(top), "\n"), c.shows)
		})
	}
}
