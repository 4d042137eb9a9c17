package text

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysCanBeTakenFirst(t *testing.T) {
	e, _ := field(t, "ab", EditorOptions{})
	var seen []fyne.KeyName
	e.OnKey = func(ev *fyne.KeyEvent) bool {
		seen = append(seen, ev.Name)
		return ev.Name == fyne.KeyReturn
	}
	e.Select(2, 2)
	tap(e, fyne.KeyReturn, fyne.KeyBackspace)
	if e.Text() != "a" || len(seen) != 2 {
		t.Errorf("text %q after %v", e.Text(), seen)
	}
}

func TestReplaceIsLikeTyping(t *testing.T) {
	told := ""
	e, _ := field(t, "انظر [[قم", EditorOptions{OnChanged: func(s string) { told = s }})
	start := strings.Index(e.Text(), "[[")
	e.Replace(start, len(e.Text()), "[[قمة بكين]]")
	if want := "انظر [[قمة بكين]]"; e.Text() != want || told != want {
		t.Errorf("text %q, told %q", e.Text(), told)
	}
	if _, caret := e.Selection(); caret != len(e.Text()) {
		t.Errorf("the caret is at %d", caret)
	}
	e.Do(Undo)
	if e.Text() != "انظر [[قم" {
		t.Errorf("undone to %q", e.Text())
	}
}

func TestTheCaretIsKnown(t *testing.T) {
	e, _ := field(t, "one\ntwo\nثلاثة", EditorOptions{Lines: 4})
	place := func(offset int) fyne.Position {
		t.Helper()
		e.Select(offset, offset)
		at, height, ok := e.CaretAt()
		if !ok || height < 10 {
			t.Fatalf("caret at %v, %v high, %v", at, height, ok)
		}
		return at
	}
	first, second, third := place(0), place(5), place(len("one\ntwo\n"))
	if second.Y <= first.Y || third.Y <= second.Y {
		t.Errorf("lines at %v, %v, %v", first, second, third)
	}
	if third.X < e.Size().Width/2 {
		t.Errorf("an Arabic paragraph begins at %v", third.X)
	}
}

func TestEditorsGrow(t *testing.T) {
	e, w := field(t, "one", EditorOptions{Lines: 2, Grow: 4, LineHeight: 20})
	w.Resize(fyne.NewSize(400, 300))
	last := float32(0)
	for lines, want := range []int{2, 2, 2, 3, 4, 4} {
		if lines == 0 {
			continue
		}
		e.SetText(strings.TrimSuffix(strings.Repeat("line\n", lines), "\n"))
		if got := e.MinSize().Height; got != float32(want*20+2*editorAbove) {
			t.Errorf("%d lines are %v high, want those of %d", lines, got, want)
		}
		last = e.HeightFor(400)
	}
	if last != e.MinSize().Height {
		t.Error("HeightFor and MinSize differ")
	}
}
