package pictures

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
)

// newFeature makes the feature beside a reader, with an empty clipboard.
func newFeature(w *featuretest.Window) *Feature {
	return New(w.Host, Parts{Reading: reading.New(w.Host, w), Clipboard: board{}, Copier: &copier{}})
}

func newStore(t *testing.T) data.File {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// Pictures are added from files, all or none, are shown with their event, take words, and
// go again.
func TestPicturesOfAnEvent(t *testing.T) {
	store := newStore(t)
	r := featuretest.NewReported(t)
	if _, err := store.Apply(t.Context(), r.Edit()); err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	w.Host.Files = afero.NewMemMapFs()
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewRGBA(image.Rect(0, 0, 64, 48))); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"/a.png": raw.Bytes(), "/b.png": raw.Bytes(), "/broken.png": raw.Bytes()[:20]} {
		if err := afero.WriteFile(w.Host.Files, name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := newFeature(w)
	told := 0
	f.OnChanged(func() { told++ })
	w.Show(store)
	w.Host.Library.Select(r.Events[0].ID)
	w.Until("the event is selected", func() bool { return w.Host.Library.Event() != nil })
	if f.Card(w.Host.Library.Event()) != nil {
		t.Error("an event without pictures shows some")
	}

	brought := false
	pdf := []fyne.URI{storage.NewFileURI("/paper.pdf")}
	if err := afero.WriteFile(w.Host.Files, "/paper.pdf", []byte("%PDF-1.7 of nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f.Drop(pdf) || f.DropOnCard([]fyne.URI{storage.NewFileURI("/a.txt")}, func() {}) {
		t.Error("what is no picture is taken for one")
	}
	if !f.DropOnCard(pdf, func() { brought = true }) || len(f.Shown) > 0 {
		t.Error("it is not asked what a PDF is to be")
	}
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("file.drop.article"))
	if !brought || !f.DropOnCard(pdf, func() {}) {
		t.Error("it cannot be an article")
	}
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("file.drop.attach"))
	w.Until("it is attached", func() bool { return len(f.Shown) == 1 && f.Shown[0].Type == "application/pdf" })
	w.Host.Library.Undo()
	w.Until("it is gone", func() bool { return len(f.Shown) == 0 })

	half := raw.Bytes()[:raw.Len()-12] // without its end
	if err := afero.WriteFile(w.Host.Files, "/half.png", half, 0o600); err != nil {
		t.Fatal(err)
	}
	f.Add([]string{"/half.png"})
	w.Until("it is kept as it came, and said to be cut off", func() bool {
		return len(f.Shown) == 1 && len(w.Told) > 0 && f.Shown[0].Size == int64(len(half)) && strings.Contains(w.Told[len(w.Told)-1], "cut off")
	})
	w.Host.Library.Undo()
	w.Until("it is gone", func() bool { return len(f.Shown) == 0 })

	f.Add([]string{"/a.png", "/broken.png"})
	w.Until("it is refused", func() bool { return len(w.Failed) == 1 })
	w.Failed = nil
	if f.Drop([]fyne.URI{storage.NewFileURI("/a.png"), storage.NewFileURI("/a.txt")}) {
		t.Error("a text is taken for a picture")
	}
	if !f.Drop([]fyne.URI{storage.NewFileURI("/a.png"), storage.NewFileURI("/b.png")}) {
		t.Error("pictures are not taken")
	}
	w.Until("they are shown", func() bool { return len(f.Shown) == 2 })
	f.Open(f.Shown[1].ID) // as when it is found
	w.Until("it is shown whole", func() bool {
		return w.Dialog() != nil && strings.Contains(strings.Join(featuretest.Texts(w.Dialog()), " "), w.Host.Kit().T("picture.of", "n", "2", "m", "2"))
	})
	w.Host.Kit().Dialogs.Top().Submit()
	if f.Shown[0].Name != "a.png" || f.Shown[0].small.Bounds().Dx() != 64 || told == 0 {
		t.Errorf("%+v, told %d times", f.Shown[0].Picture, told)
	}
	words := featuretest.Texts(f.Card(w.Host.Library.Event()))
	if !slices.ContainsFunc(words, func(s string) bool { return strings.Contains(s, w.Host.Kit().T("picture.undescribed")) }) {
		t.Errorf("that it is not described is not said: %q", words)
	}

	p := f.Shown[0].Picture
	described := p
	described.Alt, described.Caption = "A mill in flames", "The mill"
	w.Host.Library.Do(data.Edit{Label: "edit.picture.change", Pictures: []data.Change[data.Picture]{data.Update(p, described)}}, nil)
	w.Until("it has words", func() bool { return f.Shown[0].Caption == "The mill" })
	if !w.Run(f, "picture.view") || w.Dialog() == nil {
		t.Fatal("no viewer opens")
	}
	w.Host.Kit().Dialogs.Top().Close()
	w.Host.Library.Undo()
	w.Host.Library.Undo()
	w.Until("they are gone", func() bool { return len(f.Shown) == 0 })
}
