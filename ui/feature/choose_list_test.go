package feature

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// In Arabic the list of files begins at the right, and each name runs by its own
// direction: "1_x.txt" is not turned into "x.txt_1".
func TestNamesOfFilesRunByTheirOwnDirection(t *testing.T) {
	test.NewTempApp(t)
	dir := t.TempDir()
	for _, name := range []string{"1_x.txt", "مقالة 2.txt", "مقالة 10.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	locale, err := i18n.New(assets.Files, i18n.Arabic)
	if err != nil {
		t.Fatal(err)
	}
	k := &control.Kit{Typesetter: text.NewTypesetter(fonts), Locale: locale, Dialogs: &control.Dialogs{}}
	c := &chooser{h: New(Parts{Files: afero.NewOsFs()}, k), kit: k}
	c.where, c.empty = k.Muted(""), k.Muted("")
	c.list = k.LongList(control.LongRows{New: func() fyne.CanvasObject { return newChooserRow(k) }, Fill: c.fill, Row: 32})
	c.open(dir)
	if len(c.entries) != 3 || c.entries[1].Name() != "مقالة 2.txt" {
		t.Fatalf("listed are %v", c.entries)
	}
	r := newChooserRow(k)
	c.fill(0, r)
	r.Resize(fyne.NewSize(400, 32))
	if r.name.Text() != "1_x.txt" || r.name.Direction() != uax9.Auto {
		t.Errorf("%q is set in direction %v", r.name.Text(), r.name.Direction())
	}
	if r.icon.Position().X < 300 {
		t.Errorf("the icon is at %v, not at the right", r.icon.Position())
	}
}
