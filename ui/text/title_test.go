package text

import (
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// titled shows a text under a title.
func titled(t *testing.T, title, words string) (*View, *seen) {
	t.Helper()
	v, host, _ := reader(t, "")
	v.SetTextWith(title, words, nil)
	v.SetSource("A reporter · 4 February 2022")
	return v, host
}

// Words of the title are selected apart from those of the text, and copied.
func TestSelectingTheTitle(t *testing.T) {
	const title, words = "A mill burned", "Nobody was hurt.\nThe bridge stands.\n"
	v, host := titled(t, title, words)
	for _, c := range []struct {
		name       string
		from, to   int
		start, end int
		copied     string
	}{
		{"in the title", -12, -8, -12, -8, "mill"},
		{"all of it", -14, -1, -14, -1, title},
		{"from the title into the text", -12, 6, -12, -1, "mill burned"},
		{"in the text", 0, 6, 0, 6, "Nobody"},
		{"from the text into the title", 7, -7, 0, 6, "Nobody"},
	} {
		drag(t, v, c.from, c.to)
		if start, end := v.Selection(); start != c.start || end != c.end || host.selected[len(host.selected)-1] != [2]int{start, end} {
			t.Errorf("%s: %d to %d, told %v", c.name, start, end, host.selected)
		}
		clipboard := test.NewClipboard()
		v.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		if got := clipboard.Content(); got != c.copied {
			t.Errorf("%s: copied is %q", c.name, got)
		}
	}
	v.TypedShortcut(&fyne.ShortcutSelectAll{})
	if start, end := v.Selection(); start != 0 || end != len(words) {
		t.Errorf("all is %d to %d", start, end)
	}
}

// A highlight in the title is drawn and tapped; one in the text stays where it is.
func TestHighlightsInTheTitle(t *testing.T) {
	v, host := titled(t, "قمة في بكين", strings.Repeat("They met. ", 300))
	at := -len("بكين") - 1
	v.SetHighlights([]Highlight{{Start: at, End: -1, Colour: "red", ID: "title"}, {Start: 0, End: 4, Colour: "blue", ID: "text"}, {Start: -1000, End: -900, Colour: "red", ID: "nowhere"}})
	if len(v.highlights) != 2 {
		t.Errorf("drawn are %+v", v.highlights)
	}
	for id, place := range map[string][2]int{"title": {at, -1}, "text": {0, 4}} {
		host.tapped = nil
		if click(v, spot(t, v, place[0], place[1]), 0); len(host.tapped) != 1 || len(host.tapped[0]) != 1 || host.tapped[0][0] != id {
			t.Errorf("on %s: tapped is %v", id, host.tapped)
		}
	}
	if pos, size, _ := v.RectOf(-len("قمة في بكين")-1, -1); size.Height != naskhLine || pos.Y != headRoom {
		t.Errorf("the title is %v high, at %v", size.Height, pos.Y)
	}
}

// The title with the line under it takes the room that it needs, in any width.
func TestTheTitleTakesItsRoom(t *testing.T) {
	v, _ := titled(t, strings.Repeat("A long title of many words ", 8), "Text.\n")
	for _, width := range []float32{900, 500, 300} {
		v.Resize(fyne.NewSize(width, 600))
		_, size, _ := v.RectOf(-10, -1)
		at, _, _ := v.RectOf(0, 4)
		lines := float32(v.text.Setting(0).Lines)
		want := headRoom + lines*titleLine + metaGap + v.header.paragraph().Height + headerGap
		if at.Y != want || size.Height != titleLine {
			t.Errorf("at %v the text begins at %v, want %v", width, at.Y, want)
		}
		if y := v.header.raster.Position().Y; y != headRoom+lines*titleLine+metaGap {
			t.Errorf("at %v the line is at %v", width, y)
		}
	}
	v.SetSource("")
	if at, _, _ := v.RectOf(0, 4); v.header.raster.Visible() || at.Y != headRoom+float32(v.text.Setting(0).Lines)*titleLine+headerGap {
		t.Errorf("without a line the text begins at %v", at.Y)
	}
}

// Scrolled away and back, and set larger, a text with a title begins with that.
func TestGoingBackToTheTitle(t *testing.T) {
	v, _ := titled(t, "A mill burned", long(20_000))
	v.Still = true
	if first := v.FirstVisible(); first != -14 {
		t.Errorf("the first in view is %d", first)
	}
	v.ScrollTo(10_000)
	v.ScrollTo(-5)
	if v.page.Top() != 0 {
		t.Errorf("at %v", v.page.Top())
	}
	v.Restore(10_000)
	v.Restore(-14)
	if v.page.Top() != 0 {
		t.Errorf("restored to %v", v.page.Top())
	}
	v.SetReading(Reading{Size: 24})
	if st := v.text.Setting(0).Style(); st.Size != titleSize || !st.ShowControls || v.page.Top() != 0 {
		t.Errorf("the title is set in %+v, at %v", st, v.page.Top())
	}
	if st := v.text.Setting(1).Style(); st.Size != 24 || st.Bold {
		t.Errorf("the text is set in %+v", st)
	}
}

// The picture of a title has room above and below its lines, which are set closely: letters
// in naskh reach into it. The letters are where they are to be.
func TestTheTitleIsNotCut(t *testing.T) {
	v, _ := titled(t, "الافتتاح", "Text.\n")
	var title *band
	for _, b := range v.bands {
		if b.i == 0 {
			title = b
		}
	}
	at, size := title.raster.Position().Y, title.raster.Size()
	if at != headRoom-headlineReach || size.Height != naskhLine+2*headlineReach {
		t.Errorf("it is at %v, %v high", at, size.Height)
	}
	img := v.column.draw(title, int(size.Width), int(size.Height)).(*image.RGBA)
	first, last := -1, -1
	for y := range img.Bounds().Dy() {
		if slices.ContainsFunc(img.Pix[y*img.Stride:(y+1)*img.Stride], func(b byte) bool { return b != 0 }) {
			if last = y; first < 0 {
				first = y
			}
		}
	}
	if middle := (first + last) / 2; middle < headlineReach+naskhLine/3 || middle > headlineReach+naskhLine*2/3 {
		t.Errorf("the letters are from %d to %d", first, last)
	}
}
