package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestEscClosesTheDialogOfAButtonWithTheKeyboard(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Stack())
	inside := k.Button(Outline, "inside", nil, nil)
	k.ShowDialog(w.Canvas(), "title", 300, inside, Action{Text: "close"})
	w.Canvas().Focus(inside)
	inside.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if k.Dialogs.Top() != nil {
		t.Error("the dialog is still open")
	}
}

func TestATipShowsWhileThePointerRests(t *testing.T) {
	k := testKit(t, "en")
	k.Tips = NewTips()
	b := k.IconButton(FunnelIcon(), "Filter", func() {})
	w := test.NewTempWindow(t, Stack(b, k.Tips.Root))
	w.Resize(fyne.NewSize(400, 200))
	shown := func() int { return len(k.Tips.Root.Objects) }
	for name, leave := range map[string]func(){"the pointer goes": b.MouseOut, "a press": func() { b.Tapped(nil) }} {
		b.MouseIn(nil) // an animation of the test's driver is over at once
		if shown() != 1 {
			t.Errorf("%s: no tip before", name)
		}
		leave()
		if shown() != 0 {
			t.Errorf("%s: the tip stays", name)
		}
	}
}
