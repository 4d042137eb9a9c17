package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
)

// testKit is a kit on Fyne's test driver.
func testKit(t *testing.T, lang string) *Kit {
	t.Helper()
	test.NewTempApp(t)
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return &Kit{Typesetter: text.NewTypesetter(fonts), Locale: locale, Dialogs: &Dialogs{}}
}

func threeTabs() []Tab {
	return []Tab{{Key: "a", Title: "A", Root: Gap(10, 10)}, {Key: "b", Title: "B", Root: Gap(20, 20)}, {Key: "c", Title: "C", Root: Gap(30, 30)}}
}

func TestTabs(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			k := testKit(t, lang)
			var told []string
			tabs := threeTabs()
			s := k.Tabs(tabs, func(key string) { told = append(told, key) })
			w := test.NewTempWindow(t, s.Root)
			w.Resize(fyne.NewSize(400, 300))
			shows := func(key string) {
				t.Helper()
				if s.Selected() != key || len(s.page.Objects) != 1 {
					t.Fatalf("%q is chosen, want %q", s.Selected(), key)
				}
				for _, tab := range tabs {
					if tab.Key == key && s.page.Objects[0] != tab.Root {
						t.Fatalf("%q is chosen and not shown", key)
					}
				}
			}
			shows("a")
			s.Select("b")
			shows("b")
			s.Select("no such")
			shows("b")
			test.Tap(s.faces[2])
			shows("c")
			if len(told) != 1 || told[0] != "c" {
				t.Errorf("told %q: what the reader chooses is told, and nothing else", told)
			}
			first, last := s.faces[0].Position().X, s.faces[2].Position().X
			if (first < last) == k.RTL() {
				t.Errorf("the first tab is at %v, the last at %v", first, last)
			}
			s.Hide("c")
			shows("a")
			s.Select("b")
			s.Show("c")
			shows("b")
			s.SetCount("b", "7")
			shows("b")
			s.Hide("b")
			s.Hide("c")
			shows("a")
			if len(s.row.Objects) != 0 {
				t.Error("one tab alone shows a row")
			}
		})
	}
}

// Where tabs have too little room, the widest are narrower, and what is at the row's end
// stays inside.
func TestTabsInANarrowColumn(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			k := testKit(t, lang)
			tabs := threeTabs()
			tabs[1].Title, tabs[1].Count, tabs[2].Title = "A title that has many words", "20", "Another one with words"
			s := k.Tabs(tabs, nil)
			end := Gap(30, 30)
			s.SetEnd(end)
			w := test.NewTempWindow(t, container.NewWithoutLayout(s.Root))
			w.Resize(fyne.NewSize(1000, 300))
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			const narrow = 240
			for _, wide := range []float32{narrow, 900} {
				s.Root.Resize(fyne.NewSize(wide, 300))
				if x := at(end).X - at(s.Root).X; x < 0 || x+end.Size().Width > wide {
					t.Errorf("%v wide: what is at the end is at %v", wide, x)
				}
				for i, f := range s.faces {
					natural := f.MinSize().Width
					if got := f.Size().Width; got < 20 || got > natural || (wide > narrow || i == 0) && got != natural {
						t.Errorf("%v wide: tab %d of %v is %v", wide, i, natural, got)
					}
				}
			}
		})
	}
}

// The chosen tab is whole while there is room for its title and a piece of the others.
func TestTheChosenTabIsWhole(t *testing.T) {
	k := testKit(t, "en")
	tabs := threeTabs()
	for i := range tabs {
		tabs[i].Title = "A title that has words"
	}
	s := k.Tabs(tabs, nil)
	w := test.NewTempWindow(t, container.NewWithoutLayout(s.Root))
	w.Resize(fyne.NewSize(1000, 300))
	for at, tab := range tabs {
		s.Select(tab.Key)
		s.Root.Resize(fyne.NewSize(360, 300))
		for i, f := range s.faces {
			if whole := f.Size().Width == f.MinSize().Width; whole != (i == at) || f.Size().Width < tabLeast {
				t.Errorf("%q is chosen: tab %d of %v is %v", tab.Key, i, f.MinSize().Width, f.Size().Width)
			}
		}
	}
}

// The arrows go to the tab beside, as they lie on the screen.
func TestTabsByKey(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		k := testKit(t, lang)
		s := k.Tabs(threeTabs(), nil)
		w := test.NewTempWindow(t, s.Root)
		on, back := fyne.KeyRight, fyne.KeyLeft
		if k.RTL() {
			on, back = back, on
		}
		w.Canvas().Focus(s.faces[0])
		press := func(key fyne.KeyName, want string) {
			t.Helper()
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
			if s.Selected() != want {
				t.Errorf("%s: %s goes to %q, want %q", lang, key, s.Selected(), want)
			}
		}
		press(on, "b")
		press(on, "c")
		press(on, "c")
		press(back, "b")
	}
}

func TestSuggestionsByKey(t *testing.T) {
	k := testKit(t, "en")
	picked := -1
	s := NewSuggestions(k, func(i int) { picked = i })
	key := func(name fyne.KeyName) bool { return s.Key(&fyne.KeyEvent{Name: name}) }
	if key(fyne.KeyDown) {
		t.Error("an empty list takes a key")
	}
	list := []Suggestion{{Text: "one"}, {Text: "two", Detail: "second"}, {Text: "ثلاثة"}}
	s.Show(list, -1)
	if key(fyne.KeyReturn) {
		t.Error("Enter takes something before anything is chosen")
	}
	for range 2 {
		key(fyne.KeyDown)
	}
	key(fyne.KeyUp)
	key(fyne.KeyUp) // around to the last
	if !key(fyne.KeyReturn) || picked != 2 || s.Open() {
		t.Errorf("picked %d, open %v", picked, s.Open())
	}
	s.Show(list, 0)
	if key(fyne.KeyLeft) || !key(fyne.KeyEscape) || s.Open() {
		t.Error("Esc hides the list, other keys are the editor's")
	}
}
