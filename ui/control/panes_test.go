package control

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestPanes(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		name                string
		width               float32
		start, end          Fold
		atStart, mid, atEnd [2]float32 // where each is, from the reading start, and how wide
	}{
		{"wide", 1440, FoldAuto, FoldAuto, [2]float32{0, 352}, [2]float32{353, 790}, [2]float32{1144, 296}},
		{"narrow", 1100, FoldAuto, FoldAuto, [2]float32{0, 352}, [2]float32{353, 706}, [2]float32{none, 0}},
		{"narrow, unfolded", 1100, FoldAuto, Unfolded, [2]float32{0, 352}, [2]float32{353, 450}, [2]float32{804, 296}},
		{"very narrow", 800, FoldAuto, FoldAuto, [2]float32{none, 0}, [2]float32{41, 718}, [2]float32{none, 0}},
		{"over the middle", 800, Unfolded, FoldAuto, [2]float32{0, 352}, [2]float32{41, 718}, [2]float32{none, 0}},
		{"both folded", 1440, Folded, Folded, [2]float32{none, 0}, [2]float32{41, 1358}, [2]float32{none, 0}},
	} {
		for _, lang := range []string{"en", "ar"} {
			k := testKit(t, lang)
			a, m, b := Gap(1, 1), Gap(1, 1), Gap(1, 1)
			p := NewPanes(k, Side{Root: a, Size: 352, Fold: c.start, FoldsBelow: 900, Opener: Gap(1, 1)}, m,
				Side{Root: b, Size: 296, Fold: c.end, FoldsBelow: 1200, Opener: Gap(1, 1)}, nil)
			p.Resize(fyne.NewSize(c.width, 500))
			panesLayout{p}.Layout(nil, p.Size())
			for what, pane := range map[string]struct {
				o    fyne.CanvasObject
				want [2]float32
			}{"start": {a, c.atStart}, "middle": {m, c.mid}, "end": {b, c.atEnd}} {
				if !pane.o.Visible() {
					if pane.want[0] != none {
						t.Errorf("%s, %s: %s is folded", c.name, lang, what)
					}
					continue
				}
				x, w := pane.o.Position().X, pane.o.Size().Width
				if lang == "ar" {
					x = c.width - x - w
				}
				if x != pane.want[0] || w != pane.want[1] {
					t.Errorf("%s, %s: %s is at %v, %v wide, want %v", c.name, lang, what, x, w, pane.want)
				}
			}
		}
	}
}

func TestPanesFoldAndAreDragged(t *testing.T) {
	k := testKit(t, "ar")
	a, m, b := Gap(1, 1), Gap(1, 1), Gap(1, 1)
	var sizes [2]float32
	var folds [2]Fold
	p := NewPanes(k, Side{Root: a, Size: 352, FoldsBelow: 900, Opener: Gap(1, 1)}, m, Side{Root: b, Size: 296, FoldsBelow: 1200, Opener: Gap(1, 1)},
		func(start, end float32, foldStart, foldEnd Fold) {
			sizes, folds = [2]float32{start, end}, [2]Fold{foldStart, foldEnd}
		})
	p.Resize(fyne.NewSize(1440, 500))
	panesLayout{p}.Layout(nil, p.Size())
	if p.Toggle(true); !p.Folded(true) || folds != [2]Fold{FoldAuto, Folded} {
		t.Errorf("the end is folded: %v, told %v", p.Folded(true), folds)
	}
	if p.Unfold(true); p.Folded(true) || folds[1] != Unfolded {
		t.Error("the end stays folded")
	}
	p.sides[0].handle.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-30, 0)})
	p.sides[0].handle.DragEnd()
	if sizes[0] != 382 {
		t.Errorf("dragged to %v, want 382", sizes[0])
	}
	p.sides[1].handle.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-5000, 0)})
	if p.sides[1].Size != leastSide {
		t.Errorf("dragged far out the end is %v", p.sides[1].Size)
	}
	alone := NewPanes(k, Side{Root: a, Size: 600, Opener: Gap(1, 1)}, m, Side{}, nil)
	alone.Resize(fyne.NewSize(1440, 500))
	panesLayout{alone}.Layout(nil, alone.Size())
	if a.Size().Width != 600 || alone.Toggle(true) || !alone.Folded(true) {
		t.Errorf("the only side is %v", a.Size())
	}
}

// In a narrow window one side lies over the middle at a time.
func TestOneSideLiesOverTheMiddle(t *testing.T) {
	k := testKit(t, "en")
	p := NewPanes(k, Side{Root: Gap(1, 1), Size: 352, FoldsBelow: 900, Opener: Gap(1, 1)}, Gap(1, 1),
		Side{Root: Gap(1, 1), Size: 296, FoldsBelow: 1200, Opener: Gap(1, 1)}, nil)
	p.Resize(fyne.NewSize(800, 500))
	p.Relayout()
	p.Toggle(false)
	if p.Toggle(true); !p.Folded(false) || p.Folded(true) {
		t.Errorf("start folded: %v, end folded: %v", p.Folded(false), p.Folded(true))
	}
	p.Resize(fyne.NewSize(1400, 500))
	p.Relayout()
	if p.Toggle(false); p.Folded(false) || p.Folded(true) {
		t.Error("in a wide window both do not show")
	}
}
