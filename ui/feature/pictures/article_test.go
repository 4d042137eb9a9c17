package pictures

import (
	"context"
	"errors"
	"image"
	"image/color"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// board is a clipboard of some types.
type board map[string]string

func (b board) Types(context.Context) (all []string) {
	for kind := range b {
		all = append(all, kind)
	}
	return all
}

func (b board) Get(_ context.Context, kind string, most int) ([]byte, error) {
	if len(b[kind]) > most {
		return nil, errors.New("too large")
	}
	return []byte(b[kind]), nil
}

// copier keeps what is copied.
type copier struct{ copied image.Image }

func (c *copier) Formats() bool           { return true }
func (c *copier) Picture(img image.Image) { c.copied = img }

// Places in a text are above all, before each paragraph but the first, and its end; a click
// on a paragraph means below it.
func TestPlaces(t *testing.T) {
	const words = "One.\n\nTwo.\nThree."
	all := places(words)
	if !slices.Equal(all, []int{data.Lead, 6, 11, 17}) {
		t.Fatalf("%v", all)
	}
	for position, want := range map[int]int{data.Lead: 0, 0: 0, 3: 1, 6: 1, 7: 2, 11: 2, 12: 3, 17: 3, 99: 3} {
		if got := placeOf(all, position); got != want {
			t.Errorf("position %d is at place %d, want %d", position, got, want)
		}
	}
	for offset, want := range map[int]int{-3: data.Lead, 0: 6, 4: 6, 6: 11, 11: 17, 17: 17} {
		if got := placeAfter(words, offset); got != want {
			t.Errorf("below byte %d is %d, want %d", offset, got, want)
		}
	}
}

// Pictures of the open article are in its text, where they can be put, moved, opened and
// deleted; each is one edit.
func TestPicturesInTheText(t *testing.T) {
	w, f, r := opened(t, map[string][]byte{"/a.png": pngOf(t, 600, 300, color.RGBA{200, 0, 0, 255}), "/b.png": pngOf(t, 60, 30, color.RGBA{0, 0, 200, 255})})
	w.Host.Library.Read(r.Article.ID)
	w.Until("it is open", func() bool { return w.Host.Library.Article() != nil && f.article.id == r.Article.ID })
	second := strings.Index(featuretest.ReportedText, "The bridge")
	third := strings.Index(featuretest.ReportedText, "Nobody")
	f.add([]string{"/a.png"}, target{article: r.Article.ID, position: placeAfter(featuretest.ReportedText, second+3)})
	w.Until("it is in the text", func() bool { return len(f.article.figures) == 1 })
	f.add([]string{"/b.png"}, target{article: r.Article.ID, position: data.Lead})
	w.Until("the other is, too", func() bool { return len(f.article.figures) == 2 })
	lead, within := f.article.figures[0], f.article.figures[1]
	if lead.Name != "b.png" || within.Position != third {
		t.Fatalf("%q first, %q at %d, want %d", lead.Name, within.Name, within.Position, third)
	}
	if size := within.frame(400); size != fyne.NewSize(400, 200) {
		t.Errorf("in a column of 400 it is %v", size)
	}
	if size := lead.frame(400); size != fyne.NewSize(60, 30) {
		t.Errorf("a small one is %v: it is made larger", size)
	}
	within.seen(true)
	w.Until("it has pixels", func() bool { return within.image.Image != nil })
	within.seen(false)
	if within.image.Image != nil {
		t.Error("its pixels are kept out of view")
	}
	words := featuretest.Texts(within.root)
	if !slices.ContainsFunc(words, func(s string) bool { return strings.Contains(s, w.Host.Kit().T("picture.undescribed")) }) {
		t.Errorf("that it is not described is not said: %q", words)
	}

	// Up a paragraph, and to where the pointer was.
	moves := f.moves(within.Picture)
	if moves[0].Disabled || moves[1].Disabled || moves[2].Disabled {
		t.Fatalf("it cannot be moved: %+v", moves)
	}
	moves[1].Run()
	w.Until("it moved up", func() bool { return len(f.article.figures) == 2 && f.article.figures[1].Position == second })
	items := f.placing(third + 2)
	if len(items) != 3 || !strings.Contains(items[1].Text+items[2].Text, "a.png") {
		t.Fatalf("%+v", items)
	}
	if !f.moves(f.article.figures[0].Picture)[0].Disabled {
		t.Error("the lead picture can be moved to the top")
	}
	for _, i := range items[1:] {
		if strings.Contains(i.Text, "a.png") {
			i.Run()
		}
	}
	w.Until("it moved to the end", func() bool { return f.article.figures[1].Position == len(featuretest.ReportedText) })
	w.Host.Library.Undo()
	w.Until("that is undone", func() bool { return f.article.figures[1].Position == second })
	f.remove(f.article.figures[0].Picture)
	w.Until("one is left", func() bool { return len(f.article.figures) == 1 })
	w.Relocale("ar", f)
	if len(f.article.figures) != 1 {
		t.Error("in another language there are none")
	}
	w.Host.Library.CloseArticle()
	w.Until("none is left", func() bool { return len(f.article.figures) == 0 })
}

// A picture that is damaged says so in its place, by what it is called; nothing is asked.
func TestDamagedPictureInTheText(t *testing.T) {
	whole := pngOf(t, 600, 300, color.RGBA{200, 0, 0, 255})
	whole[len(whole)/2] ^= 1
	w, f, r := opened(t, map[string][]byte{"/a.png": whole})
	w.Host.Library.Read(r.Article.ID)
	w.Until("it is open", func() bool { return f.article.id == r.Article.ID })
	f.add([]string{"/a.png"}, target{article: r.Article.ID, position: data.Lead})
	w.Until("it is in the text", func() bool { return len(f.article.figures) == 1 })
	for _, fig := range f.article.figures {
		fig.seen(true)
		w.Until("it says why", func() bool { return len(fig.why.Objects) == 1 })
	}
	if len(w.Failed) != 0 {
		t.Errorf("a dialog says %v", w.Failed)
	}
}

// A picture in the clipboard goes to the selected event, or to the open article; a text that
// is there as well, and files that are no pictures, are left to others.
func TestPaste(t *testing.T) {
	picture := string(pngOf(t, 40, 30, color.RGBA{200, 0, 0, 255}))
	w, f, r := opened(t, map[string][]byte{"/a b.png": []byte(picture)})
	others := 0
	paste := func(b board) {
		f.clipboard = b
		f.Paste(func() { others++ })
	}
	paste(board{clipboard.PNG: picture})
	if others != 1 {
		t.Error("with nothing to add it to it was not left to others")
	}
	w.Host.Library.Select(r.Events[0].ID)
	w.Until("an event is selected", func() bool { return w.Host.Library.Event() != nil })
	paste(board{clipboard.PNG: picture})
	w.Until("it has a picture", func() bool { return len(f.Shown) == 1 })
	paste(board{clipboard.Files: "# copied\r\nfile:///a%20b.png\r\n", "UTF8_STRING": "/a b.png"})
	w.Until("and that of a file", func() bool { return len(f.Shown) == 2 })
	if f.Shown[0].Hash != f.Shown[1].Hash || f.Shown[1].Name != "a b.png" {
		t.Errorf("%+v", f.Shown)
	}
	for name, b := range map[string]board{
		"a text": {clipboard.PNG: picture, "UTF8_STRING": "words"}, "a list": {clipboard.Files: "file:///a.txt\n"}, "far away": {clipboard.Files: "file://elsewhere/a.png\n"}, "nothing": {},
	} {
		before := others
		paste(b)
		w.Until(name+" is left to others", func() bool { return others > before })
	}
	paste(board{clipboard.PNG: picture[:30]})
	w.Until("what is damaged is refused", func() bool { return len(w.Failed) == 1 })
	w.Failed = nil
	w.Host.Library.Read(r.Article.ID)
	w.Until("it is open", func() bool { return f.article.id == r.Article.ID })
	f.reading = focused{f.reading}
	paste(board{clipboard.JPEG: picture})
	w.Until("the article has it", func() bool { return len(f.article.figures) == 1 })
}

// focused is a text that has the keyboard.
type focused struct{ Reading }

func (focused) Focused() bool { return true }

// Another file is listed with its kind and size; another program gets it only after a
// question, in a file that only this person can read and that goes with the library.
func TestFiles(t *testing.T) {
	w, f, r := opened(t, map[string][]byte{"/report.exe": []byte("%PDF-1.7 and so on"), "/run.pdf": []byte("#!/bin/sh\n")})
	w.Host.Library.Select(r.Events[0].ID)
	w.Until("an event is selected", func() bool { return w.Host.Library.Event() != nil })
	f.add([]string{"/run.pdf"}, target{event: r.Events[0].ID, position: data.Lead})
	w.Until("a program is refused", func() bool { return len(w.Failed) == 1 })
	if !errors.Is(w.Failed[0], app.ErrKind) {
		t.Error(w.Failed)
	}
	w.Failed = nil
	f.add([]string{"/report.exe"}, target{event: r.Events[0].ID, position: data.Lead})
	w.Until("it is listed", func() bool { return len(f.Shown) == 1 })
	p := f.Shown[0].Picture
	words := strings.Join(featuretest.Texts(f.Card(w.Host.Library.Event())), "|")
	if !strings.Contains(words, "report.exe") || !strings.Contains(words, "PDF") || !strings.Contains(words, "18 bytes") {
		t.Errorf("%q", words)
	}
	if len(f.images()) != 0 || f.leads.Has(p.Event) {
		t.Error("it is taken for a picture")
	}
	f.open(p)
	if len(w.Opened) > 0 || w.Dialog() == nil {
		t.Fatal("it was handed over without a question")
	}
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("file.open.yes"))
	w.Until("it is handed over", func() bool { return len(w.Opened) == 1 })
	u, err := url.Parse(w.Opened[0])
	if err != nil || filepath.Base(u.Path) != "report.pdf" {
		t.Fatalf("%q, %v", w.Opened, err)
	}
	info, err := w.Host.Files.Stat(u.Path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if content, err := afero.ReadFile(w.Host.Files, u.Path); err != nil || string(content) != "%PDF-1.7 and so on" {
		t.Errorf("%q, %v", content, err)
	}
	w.Close()
	if _, err := w.Host.Files.Stat(filepath.Dir(u.Path)); err == nil {
		t.Error("it stays when the library is closed")
	}
}

// Pictures that are not described are listed with what they belong to, and described there.
func TestUndescribed(t *testing.T) {
	w, f, r := opened(t, map[string][]byte{"/a.png": pngOf(t, 40, 30, color.RGBA{200, 0, 0, 255})})
	w.Run(f, "picture.undescribed")
	w.Until("none is said", func() bool { return w.Dialog() != nil })
	w.Host.Kit().Dialogs.Top().Close()
	f.add([]string{"/a.png"}, target{event: r.Events[1].ID, position: data.Lead})
	w.Until("it is there", func() bool { return f.leads.Has(r.Events[1].ID) })
	w.Run(f, "picture.undescribed")
	w.Until("it is listed", func() bool { return w.Dialog() != nil })
	words := strings.Join(featuretest.Texts(w.Dialog()), "|")
	if !strings.Contains(words, "a.png") || !strings.Contains(words, "The opening") {
		t.Errorf("%q", words)
	}
}

// The viewer goes from one picture to the next, both ways round, fits and zooms, copies.
func TestViewer(t *testing.T) {
	w, f, r := opened(t, map[string][]byte{"/a.png": pngOf(t, 2400, 600, color.RGBA{200, 0, 0, 255}), "/b.png": pngOf(t, 60, 30, color.RGBA{0, 0, 200, 255})})
	out := &copier{}
	f.copier = out
	w.Host.Library.Select(r.Events[0].ID)
	w.Until("an event is selected", func() bool { return w.Host.Library.Event() != nil })
	f.Add([]string{"/a.png", "/b.png"})
	w.Until("it has pictures", func() bool { return len(f.Shown) == 2 })
	key := func(name fyne.KeyName) { w.Host.Kit().Dialogs.Top().TypedKey(&fyne.KeyEvent{Name: name}) }
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		f.view(f.images(), 0)
		s, _ := featuretest.Find[*stage](w.Dialog())
		said := func(want string) {
			t.Helper()
			if words := strings.Join(featuretest.Texts(w.Dialog()), "|"); !strings.Contains(words, want) {
				t.Errorf("%s: %q is not in %q", lang, want, words)
			}
		}
		k := w.Host.Kit()
		of := func(n int) string { return k.T("picture.of", "n", k.Locale.Count(n), "m", k.Locale.Count(2)) }
		said(of(1))
		w.Until("it is shown", func() bool { return s.image.Image != nil })
		if s.image.Size().Width > s.room.Width || s.image.Size().Height > s.room.Height+0.5 || s.zoomed() {
			t.Errorf("%s: %v in %v", lang, s.image.Size(), s.room)
		}
		next := map[string]fyne.KeyName{"en": fyne.KeyRight, "ar": fyne.KeyLeft}[lang]
		key(next)
		said(of(2))
		if s.image.Size() != fyne.NewSize(60, 30) {
			t.Errorf("a small picture is %v", s.image.Size())
		}
		key(next)
		said(of(1))
		key(fyne.KeyEnd)
		said(of(2))
		key(fyne.KeyHome)
		w.Until("the first is shown again", func() bool { return s.image.Image != nil })
		coarse := float32(s.image.Image.Bounds().Dx())

		// What is under the pointer stays there.
		at := fyne.NewPos(s.room.Width/2+100, s.room.Height/2+50)
		under := func() fyne.Position {
			return fyne.NewPos((at.X-s.image.Position().X)/s.image.Size().Width, (at.Y-s.image.Position().Y)/s.image.Size().Height)
		}
		before := under()
		s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 300)})
		if after := under(); !s.zoomed() || abs(after.X-before.X) > 0.001 || abs(after.Y-before.Y) > 0.001 {
			t.Errorf("%s: %v under the pointer, %v before", lang, after, before)
		}
		// All of it stays as it is; over it comes what is in view, in its own pixels.
		w.Until("it is finer", func() bool {
			return s.detail.Visible() && float32(s.part.Dx())/float32(s.detail.Image.Bounds().Dx()) < s.natural.Width/coarse
		})
		if d := s.detail; d.Position().X > 0.5 || d.Position().Y > 0.5 || d.Position().X+d.Size().Width < s.room.Width-0.5 || s.part.Dx() >= int(s.natural.Width) {
			t.Errorf("%s: in view is %v, at %v, %v", lang, s.part, d.Position(), d.Size())
		}
		s.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(9000, 9000)})
		if s.image.Position().X > 0.5 || s.image.Position().Y > 0.5 {
			t.Errorf("%s: it was moved out of view, to %v", lang, s.image.Position())
		}
		key(fyne.Key1)
		if s.image.Size() != fyne.NewSize(2400, 600) {
			t.Errorf("%s: actual size is %v", lang, s.image.Size())
		}
		key(fyne.Key0)
		if s.zoomed() {
			t.Errorf("%s: not fitted", lang)
		}
		out.copied = nil
		key(fyne.KeyC)
		w.Until("it is copied", func() bool { return out.copied != nil })
		if out.copied.Bounds().Dx() != 2400 {
			t.Errorf("copied %v", out.copied.Bounds())
		}
		k.Dialogs.Top().Close()
	}
}

func abs(v float32) float32 { return max(v, -v) }
