package command

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/fold"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		typed, name string
		want        bool
	}{
		{"", "Zoom in", true},
		{"zoom", "Zoom in", true},
		{"zi", "Zoom in", true},
		{"oom", "Zoom in", true},
		{"oin", "Zoom in", false},
		{"in zoom", "Zoom in", false},
		{"zz", "Zoom in", false},
		{"بحث", "بحث", true},
		{"الاحداث", "جدول الأحداث", true},
		{"جدول احداث", "جدول الأحداث", true},
		{"تاريخُ", "التاريخ", true},
	} {
		if _, got := Fit(c.typed, c.name); got != c.want {
			t.Errorf("%q fits %q: %v", c.typed, c.name, got)
		}
	}
}

func TestRank(t *testing.T) {
	for _, c := range []struct {
		typed string
		names []string
		want  []string
	}{
		{"no", []string{"Add note", "Notes", "Undo", "New library"}, []string{"Notes", "Add note"}},
		{"undo", []string{"Undo", "Undo: add note", "Until Doomsday"}, []string{"Undo", "Undo: add note", "Until Doomsday"}},
		{"art", []string{"Go to start", "Articles", "Add article"}, []string{"Articles", "Add article", "Go to start"}},
		{"zi", []string{"Zoom in", "Resizing", "Zoom to fit"}, []string{"Zoom in", "Zoom to fit", "Resizing"}},
		{"مقال", []string{"إضافة مقال", "المقالات", "مقال"}, []string{"مقال", "إضافة مقال", "المقالات"}},
	} {
		things := make([][]string, len(c.names))
		for i, n := range c.names {
			things[i] = []string{n}
		}
		var got []string
		for _, r := range Rank(c.typed, things) {
			got = append(got, c.names[r.Place])
		}
		if len(got) < len(c.want) || !slices.Equal(got[:len(c.want)], c.want) {
			t.Errorf("%q: %q, want %q first", c.typed, got, c.want)
		}
	}
}

func TestRankKnowsBothLanguages(t *testing.T) {
	things := [][]string{{"Zoom in", "تكبير"}, {"Zoom out", "تصغير"}}
	got := Rank("تكبير", things)
	if len(got) != 1 || got[0].Place != 0 || got[0].Name != 1 {
		t.Errorf("%+v", got)
	}
	if all := Rank("", things); len(all) != 2 || all[0].Place != 0 {
		t.Errorf("nothing typed: %+v", all)
	}
}

// What is marked, folded, are the letters that were typed.
func TestFitMarksWhatWasTyped(t *testing.T) {
	letters := []rune("abcde أإةىكk")
	word := rapid.StringOfN(rapid.SampledFrom(letters), 1, 24, -1)
	rapid.Check(t, func(t *rapid.T) {
		name, typed := word.Draw(t, "name"), rapid.StringOfN(rapid.SampledFrom(letters), 1, 4, -1).Draw(t, "typed")
		m, ok := Fit(typed, name)
		if !ok {
			return
		}
		marked, last := "", 0
		for _, s := range m.Spans {
			if s[0] < last || s[1] <= s[0] || s[1] > len(name) {
				t.Fatalf("spans %v of %q", m.Spans, name)
			}
			marked += name[s[0]:s[1]]
			last = s[1]
		}
		want := ""
		for _, r := range fold.String(typed) {
			if r != ' ' {
				want += string(r)
			}
		}
		if got := fold.String(marked); got != want {
			t.Fatalf("%q in %q marks %q", typed, name, got)
		}
	})
}

func TestKeysComeBackFromTheirNames(t *testing.T) {
	names := []fyne.KeyName{fyne.KeyA, fyne.KeyPlus, fyne.KeyReturn, fyne.KeyF3, fyne.KeySlash, fyne.KeyDelete, fyne.KeyPageDown, "?", fyne.KeyLeft, fyne.Key0}
	rapid.Check(t, func(t *rapid.T) {
		k := Key{Name: rapid.SampledFrom(names).Draw(t, "name")}
		for _, m := range modifiers() {
			if rapid.Bool().Draw(t, m.name) {
				k.Mod |= m.mod
			}
		}
		if got, err := ParseKey(k.String()); err != nil || got != k {
			t.Fatalf("%s came back as %s, %v", k, got, err)
		}
	})
	for _, bad := range []string{"", "Ctrl+", "two words", "Ctrl+Hyper+A"} {
		if k, err := ParseKey(bad); err == nil {
			t.Errorf("%q is the key %s", bad, k)
		}
	}
}

func TestRekey(t *testing.T) {
	run := func() {}
	own := []Command{
		{ID: "a", Title: "a", Keys: []Key{Plain(fyne.KeyA), Ctrl(fyne.KeyA)}, Run: run},
		{ID: "b", Title: "b", Keys: []Key{Plain(fyne.KeyB)}, Run: run},
		{ID: "c", Title: "c", Run: run},
	}
	keys := func(c []Command) (out [][]Key) {
		for _, one := range c {
			out = append(out, one.Keys)
		}
		return out
	}
	for _, c := range []struct {
		name    string
		changed map[string][]string
		want    [][]Key
	}{
		{"nothing", nil, [][]Key{{Plain(fyne.KeyA), Ctrl(fyne.KeyA)}, {Plain(fyne.KeyB)}, nil}},
		{"a new one", map[string][]string{"c": {"C"}}, [][]Key{{Plain(fyne.KeyA), Ctrl(fyne.KeyA)}, {Plain(fyne.KeyB)}, {Plain(fyne.KeyC)}}},
		{"one of another's", map[string][]string{"c": {"A"}}, [][]Key{{Ctrl(fyne.KeyA)}, {Plain(fyne.KeyB)}, {Plain(fyne.KeyA)}}},
		{"none", map[string][]string{"a": {}}, [][]Key{nil, {Plain(fyne.KeyB)}, nil}},
		{"the same for two", map[string][]string{"a": {"X"}, "b": {"X"}}, [][]Key{{Plain(fyne.KeyX)}, nil, nil}},
		{"what is no key", map[string][]string{"a": {"two words", "X"}, "gone": {"Y"}}, [][]Key{{Plain(fyne.KeyX)}, {Plain(fyne.KeyB)}, nil}},
	} {
		got := Rekey(own, c.changed)
		for i, k := range keys(got) {
			if !slices.Equal(k, c.want[i]) {
				t.Errorf("%s: %s has %v, want %v", c.name, got[i].ID, k, c.want[i])
			}
		}
		if _, err := New(got...); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if !slices.Equal(own[0].Keys, []Key{Plain(fyne.KeyA), Ctrl(fyne.KeyA)}) {
		t.Error("the commands themselves were changed")
	}
}

func TestShiftBelongsToAKey(t *testing.T) {
	run := func() {}
	table, err := New(
		Command{ID: "next", Title: "next", Keys: []Key{Plain(fyne.KeyF3)}, Run: run},
		Command{ID: "previous", Title: "previous", Keys: []Key{{fyne.KeyF3, fyne.KeyModifierShift}}, Run: run},
	)
	if err != nil {
		t.Fatal(err)
	}
	slash, err := New(Command{ID: "search", Title: "search", Keys: []Key{Plain(fyne.KeySlash)}, Run: run})
	if err != nil {
		t.Fatal(err)
	}
	if ev := (&fyne.KeyEvent{Name: fyne.KeySlash}); slash.ForHeld(ev, fyne.KeyModifierShift) != nil || slash.ForHeld(ev, 0) == nil {
		t.Error("a question mark is taken for a slash")
	}
	f3, f := &fyne.KeyEvent{Name: fyne.KeyF3}, &fyne.KeyEvent{Name: fyne.KeyF}
	if table.ForHeld(f3, 0).ID != "next" || table.ForHeld(f3, fyne.KeyModifierShift).ID != "previous" || table.ForHeld(f, fyne.KeyModifierShift) != nil {
		t.Error("F3 and Shift+F3 are mixed up")
	}
	for _, name := range []fyne.KeyName{"LeftShift", "RightControl", fyne.KeyUnknown} {
		if k, ok := FromKey(&fyne.KeyEvent{Name: name}, 0); ok {
			t.Errorf("%s alone is the key %s", name, k)
		}
	}
	if k, ok := FromShortcut(&fyne.ShortcutCopy{}); !ok || k.Name != fyne.KeyC {
		t.Errorf("copying is %v", k)
	}
}
