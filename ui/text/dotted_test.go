package text

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// hoverHost notes what the pointer is on.
type hoverHost struct {
	deafHost
	on []any
}

func (h *hoverHost) HighlightHovered(ids []any) { h.on = ids }

type deafHost struct{}

func (deafHost) HighlightTapped([]any)                     {}
func (deafHost) SelectionChanged(int, int)                 {}
func (deafHost) SecondaryTapped([]any, int, fyne.Position) {}

func TestHoveringTellsOfHighlights(t *testing.T) {
	host := &hoverHost{}
	text := NewView(typesetter(t), host)
	text.SetText("one two three\n")
	show(t, text, 400, 200)
	text.SetHighlights([]Highlight{
		{Start: 0, End: 7, Colour: "slate", ID: "under", Quiet: true},
		{Start: 4, End: 7, Colour: "slate", ID: "dots", Dotted: true},
	})
	for _, c := range []struct {
		name       string
		start, end int
		want       int
	}{{"a quiet one", 0, 3, 0}, {"dots", 4, 7, 1}, {"none", 8, 13, 0}} {
		at, size, ok := text.RectOf(c.start, c.end)
		if !ok {
			t.Fatal("not in view")
		}
		text.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)}})
		if len(host.on) != c.want {
			t.Errorf("%s: on %v", c.name, host.on)
		}
	}
	at, size, _ := text.RectOf(4, 7)
	text.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)}})
	text.MouseOut()
	if len(host.on) > 0 {
		t.Errorf("outside, and still on %v", host.on)
	}
}

func TestOffsetAtIsTheStartOfItsLine(t *testing.T) {
	for _, words := range []string{"one two three\nfour\n", "واحد اثنان\nثلاثة\n"} {
		text := NewView(typesetter(t), deafHost{})
		text.SetText(words)
		show(t, text, 400, 200)
		second := len(words) - len("four\n")
		if words[0] != 'o' {
			second = len(words) - len("ثلاثة\n")
		}
		for _, start := range []int{0, second} {
			at, size, _ := text.RectOf(start, start+2)
			if got := text.OffsetAt(at.Y + size.Height/2); got != start {
				t.Errorf("%q: at the line of %d stands %d", words, start, got)
			}
		}
	}
}

func TestDotsAreDrawnUnderTheWords(t *testing.T) {
	text := NewView(typesetter(t), deafHost{})
	text.SetText("one two three\n")
	window := show(t, text, 400, 200)
	before := ink(window.Canvas().Capture())
	text.SetHighlights([]Highlight{{Start: 4, End: 7, Colour: "slate", Dotted: true}})
	after := ink(window.Canvas().Capture())
	if more := after - before; more < 10 || more > 200 {
		t.Errorf("%d pixels more", more)
	}
}

func TestHeadingsStandOut(t *testing.T) {
	const words = "Title words\nplain words\n"
	text := NewView(typesetter(t), deafHost{})
	text.SetTextWith("", words, []Part{{Start: 0, End: 11, Kind: Heading}})
	show(t, text, 400, 200)
	_, heading, _ := text.RectOf(0, 11)
	_, plain, _ := text.RectOf(12, 23)
	text.SetText(words)
	_, same, _ := text.RectOf(0, 11)
	if heading.Width < same.Width*1.1 || plain.Width == 0 {
		t.Errorf("the heading is %v wide, and %v without being one", heading.Width, same.Width)
	}
}

// Quotations have a bar and items a dot beside their first words, captions are small.
func TestPartsAreSetApart(t *testing.T) {
	for _, words := range []string{"Some words of it\nplain words\n", "بعض الكلمات هنا\nكلمات\n"} {
		end := strings.Index(words, "\n")
		text := NewView(typesetter(t), deafHost{})
		text.SetText(words)
		window := show(t, text, 400, 200)
		plain := ink(window.Canvas().Capture())
		_, full, _ := text.RectOf(0, end)
		drawn := map[PartKind]int{}
		for _, kind := range []PartKind{Quotation, Item} {
			text.SetTextWith("", words, []Part{{0, end, kind}})
			if drawn[kind] = ink(window.Canvas().Capture()) - plain; drawn[kind] < 10 || drawn[kind] > 200 {
				t.Errorf("%q as kind %d: %d pixels more", words, kind, drawn[kind])
			}
		}
		if drawn[Quotation] == drawn[Item] {
			t.Errorf("%q: quotations and items look alike", words)
		}
		text.SetTextWith("", words, []Part{{0, end, Caption}})
		if _, small, _ := text.RectOf(0, end); small.Width > full.Width*0.95 {
			t.Errorf("%q: a caption is %v wide, plain words are %v", words, small.Width, full.Width)
		}
	}
}
