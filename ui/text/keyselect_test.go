package text

import (
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text/edit"
)

func TestSelectByKey(t *testing.T) {
	const text = "one two\nسنة 2022 لاحقة\nend"
	arabic := len("one two\n")
	for _, c := range []struct {
		name  string
		at    int
		keys  []fyne.KeyName
		words bool
		want  string
	}{
		{"forward in English", 4, []fyne.KeyName{fyne.KeyRight, fyne.KeyRight}, false, "tw"},
		{"and back again", 4, []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft}, false, "t"},
		{"back over the start", 4, []fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft}, false, "e "},
		{"a word", 0, []fyne.KeyName{fyne.KeyRight}, true, "one"},
		{"to the line's end", 4, []fyne.KeyName{fyne.KeyEnd}, false, "two"},
		{"to the line's start", 7, []fyne.KeyName{fyne.KeyHome}, false, "one two"},
		{"left goes forward in Arabic", arabic, []fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft}, false, "سنة"},
		{"right goes back in Arabic", arabic + len("سنة"), []fyne.KeyName{fyne.KeyRight}, false, "ة"},
		{"over a line's end", 7, []fyne.KeyName{fyne.KeyRight}, false, "\n"},
		{"back over a line's end", arabic, []fyne.KeyName{fyne.KeyRight}, false, "\n"},
		{"at the very start", 0, []fyne.KeyName{fyne.KeyLeft}, false, ""},
		{"at the very end", len(text), []fyne.KeyName{fyne.KeyRight, fyne.KeyDown}, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, host, _ := reader(t, text)
			r.text.Select(c.at, c.at)
			for _, k := range c.keys {
				m := motions[k]
				if c.words {
					m = longMotions[k]
				}
				r.extend(m)
			}
			if got := r.text.Selected(); got != c.want {
				t.Errorf("selected %q, want %q", got, c.want)
			}
			if n := len(host.selected); c.want != "" && (n == 0 || host.selected[n-1][0] == host.selected[n-1][1]) {
				t.Errorf("the host was told %v", host.selected)
			}
		})
	}
}

func TestSelectByLines(t *testing.T) {
	r, _, _ := reader(t, long(20_000))
	r.Still = true
	at := 3000
	r.text.Select(at, at)
	for range 40 {
		r.extend(edit.Down)
	}
	if got := len(r.text.Selected()); got < 2000 {
		t.Errorf("40 lines are %d bytes", got)
	}
	if _, _, ok := r.RectOf(r.text.Head().Offset-1, r.text.Head().Offset); !ok {
		t.Error("the moving end is out of view")
	}
	for range 40 {
		r.extend(edit.Up)
	}
	if got := len(r.text.Selected()); got > 300 {
		t.Errorf("going back as many lines leaves %d bytes", got)
	}
}
